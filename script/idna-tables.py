"""Writes the tables that host names need beside those of unicode-tables.mjs.

    python3 script/idna-tables.py Sources/Schemas/Pattern/Unicode

needs the packages unicodedata2 17.0.* and idna (3.20 was used). See unicode-tables.mjs for the form of the tables.
"""

import sys
import textwrap
from pathlib import Path

import unicodedata2
from idna import idnadata

VERSION = "17.0"
BIDI_CLASSES = ["R", "AL", "AN", "EN", "ES", "CS", "ET", "ON", "BN", "NSM"]
JOINING_TYPES = ["L", "R", "D", "T"]


def digits(number):
    text = ""
    while number >= 32:
        text += chr(0x3F + 32 + number % 32)
        number //= 32
    return text + chr(0x3F + number)


def encoded(scalars):
    text, end = "", 0
    scalars = sorted(scalars)
    starts = [s for i, s in enumerate(scalars) if i == 0 or scalars[i - 1] != s - 1]
    ends = [s + 1 for i, s in enumerate(scalars) if i + 1 == len(scalars) or scalars[i + 1] != s + 1]
    for start, stop in zip(starts, ends):
        text += digits(start - end) + digits(stop - start)
        end = stop
    return text


def write(path, name, comment, rows):
    lines = []
    for label, scalars in rows:
        code = encoded(scalars)
        lines.append(f"{label} ={code[:90]}")
        lines += [" " + code[i : i + 108] for i in range(90, len(code), 108)]
    body = textwrap.indent("\n".join(lines), " " * 8)
    path.write_text(
        f"extension UnicodeTables {{\n    /// {comment} of Unicode {VERSION}. Made by script/idna-tables.py.\n"
        f'    static let {name} = #"""\n{body}\n        """#\n}}\n'
    )


def main():
    if len(sys.argv) != 2 or not unicodedata2.unidata_version.startswith(VERSION):
        sys.exit(f"usage: idna-tables.py FOLDER, with unicodedata2 of Unicode {VERSION}")
    folder = Path(sys.argv[1])
    assigned = [s for s in range(0x110000) if unicodedata2.category(chr(s)) not in ("Cn", "Cs", "Co")]
    bidi = [(name, [s for s in assigned if unicodedata2.bidirectional(chr(s)) == name]) for name in BIDI_CLASSES]
    write(folder / "UnicodeTables+BidiClasses.swift", "bidiClasses", "Bidi_Class", bidi)
    known = set(assigned)
    joining = []
    for name in JOINING_TYPES:
        ranges = [(packed >> 32, packed & 0xFFFFFFFF) for packed in idnadata.joining_types[name]]
        joining.append((name, [s for start, stop in ranges for s in range(start, stop) if s in known]))
    write(folder / "UnicodeTables+JoiningTypes.swift", "joiningTypes", "Joining_Type", joining)


main()
