#!/usr/bin/env python3
"""Writes the vectors: script/peers-setup && .venv/bin/python3 Tests/Vectors/envelopes/generate/generate.py

Keys and certificates are kept when they exist. Signatures, nonces and keys are random, so every run replaces every vector.
"""
import pathlib

import keyring

keyring.write_missing()

import vectors  # noqa: E402  (needs the keys)

folder = pathlib.Path(__file__).resolve().parent.parent
for old in folder.glob("*.envelope"):
    old.unlink()
for name, (fields, body) in vectors.VECTORS.items():
    header = "".join(f"{key}: {value}\n" for key, value in fields.items())
    (folder / f"{name}.envelope").write_bytes(header.encode() + b"\n" + body)
print(f"{len(vectors.VECTORS)} vectors")
