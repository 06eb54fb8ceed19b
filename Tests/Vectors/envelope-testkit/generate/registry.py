"""The list of vectors, and the file that each becomes."""

import dataclasses
import hashlib

import maker
import pki

REGISTRY = {}
GCM_TYPE = "application/pkcs7-mime; smime-type=authEnveloped-data; name=smime.p7m"
CBC_TYPE = "application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m"


@dataclasses.dataclass
class Vector:
    name: str
    expect: str
    comment: str
    build: object
    suite: str = "gcm"
    signers: tuple = ("anna active",)
    keys: tuple = ("ontvanger-a gcm",)
    options: str = ""
    now: str = "2026-11-21T12:00:00Z"
    sender: str = pki.SENDER
    receiver: str = pki.RECEIVER
    content_type: str = ""
    transport: str = "https"


def vector(name, expect, comment, **fields):
    """One vector: the function under it takes a Maker and answers the bytes."""
    def register(build):
        assert name not in REGISTRY, name
        REGISTRY[name] = Vector(name, expect, comment, build, **fields)
        return build
    return register


def cbc_vector(name, expect, comment, **fields):
    return vector(name, expect, comment, **({"suite": "cbc", "keys": ("ontvanger-cbc cbc",)} | fields))


def signer_line(text):
    """`anna active` becomes the whole line; the role is that of a contactpersoon, for `knoop` that of the node."""
    name, status = text.split(" ", 1)
    role = "knooppunt" if name == "knoop" else "contactpersoon"
    return f"{name} {pki.load(name).party} {role} {status}"


def render(entry):
    made = maker.Maker(entry.name)
    body = entry.build(made)
    kind = entry.content_type or (CBC_TYPE if entry.suite == "cbc" else GCM_TYPE)
    lines = [("expect", entry.expect), ("comment", entry.comment), ("now", entry.now), ("from", entry.sender),
             ("to", entry.receiver), ("transport", entry.transport), ("suite", entry.suite)]
    lines += [("options", entry.options)] if entry.options else []
    lines += [("recipient-key", key) for key in entry.keys]
    lines += [("signer", signer_line(signer)) for signer in entry.signers]
    lines += [("content-type", kind)]
    if entry.expect == "accepted":
        lines += [("payload-sha256", hashlib.sha256(made.payload).hexdigest()),
                  ("entity-sha256", hashlib.sha256(made.signed_entity).hexdigest())]
    assert all("\n" not in value and value.isascii() for _, value in lines), entry.name
    return "".join(f"{name}: {value}\n" for name, value in lines).encode() + b"\n" + body
