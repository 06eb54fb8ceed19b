"""Writes every vector, or with --check says which files differ from what would be written.

    python3 -m venv .venv && .venv/bin/pip install -r Tests/Vectors/envelope-testkit/generate/requirements.txt
    .venv/bin/python Tests/Vectors/envelope-testkit/generate [--check]
"""

import pathlib
import sys

import pki
import registry
import vectors  # noqa: F401  (fills the registry)

FOLDER = pathlib.Path(__file__).resolve().parent.parent


def main():
    check = sys.argv[1:] == ["--check"]
    if not check:
        pki.make_all()
    wanted = {f"{name}.vector": registry.render(entry) for name, entry in registry.REGISTRY.items()}
    present = {path.name: path.read_bytes() for path in FOLDER.glob("*.vector")}
    differing = sorted(name for name in wanted | present if wanted.get(name) != present.get(name))
    if check:
        print(f"{len(wanted)} vectors, {len(differing)} differ", *differing, sep="\n")
        sys.exit(1 if differing else 0)
    for name in differing:
        if name in wanted:
            (FOLDER / name).write_bytes(wanted[name])
        else:
            (FOLDER / name).unlink()
    print(f"{len(wanted)} vectors, {len(differing)} written or removed")


main()
