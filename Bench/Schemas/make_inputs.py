"""Makes the two files that the benchmark reads: the registratie with all it refers to as one schema of plain 2020-12,
so that any implementation understands it, and a full form of about 2 KB.

Code lists become enums of their codes; our other keywords stay, and count as unknown ones there.
Run it after the registratie changed: python3 Bench/Schemas/make_inputs.py
"""

import json
import pathlib

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROFILE = ROOT / "Sources/Schemas/Profiles/fryslan-2022"
STANDARD = "https://json-schema.org/draft/2020-12/schema"


def load(name):
    return json.loads((PROFILE / name).read_text(encoding="utf-8"))


def plain(value, codes):
    if isinstance(value, list):
        return [plain(element, codes) for element in value]
    if not isinstance(value, dict):
        return value
    result = {key: plain(member, codes) for key, member in value.items() if key != "codeList"}
    if "$schema" in value and "$id" in value:
        result["$schema"] = STANDARD
    if isinstance(value.get("codeList"), str):
        result["enum"] = codes
    return result


def full_form():
    form = json.loads((ROOT / "Tests/Vectors/formulieren/registratie.json").read_text(encoding="utf-8"))
    form["achternaam"] = "van der Heide-Hoogeveen van Zuidwest-Opsterland"
    form["laatsteWoonplaats"] = "Súdwest-Fryslân, het laatst ingeschreven aan de Voorbeeldkade te Sneek"
    form["betrokkenZorgaanbieder"] = "Stichting Maatschappelijke Opvang en Begeleid Wonen De Terp, locatie Leeuwarden"
    form["huidigAdres"]["straat"] = "Burgemeester van Voorbeeldstraat tegenover het oude stationsgebouw"
    form["naamCasusregisseur"] = "mevrouw S. Dijkstra-Wiersma, bereikbaar van maandag tot en met donderdag"
    form["naamProcesregisseur"] = "de heer A. Hoekstra, gebiedsteam Leeuwarden-Oost, vervangster B. de Jong"
    form["contactgegevensBegeleider"]["naam"] = "M. Postma, begeleider op de Algemene Opvang, ook voor de avonddienst"
    form["contactgegevensBegeleider"]["mailadres"] = "m.postma.begeleiding@algemene-opvang.deterp.example"
    form["betrokkenZorgaanbieder"] += ", vestiging Zuidergrachtswal, met de nachtopvang en het huis voor jongeren daar"
    form["naamCasusregisseur"] += ", op vrijdag waargenomen door een collega van hetzelfde team in Leeuwarden"
    form["naamProcesregisseur"] += ", en bij afwezigheid van beiden het algemene nummer van het gebiedsteam"
    form["laatsteWoonplaats"] += ", daarvoor enkele jaren te Bolsward en te Workum"
    form["contactgegevensBegeleider"]["naam"] += " en in het weekeinde"
    return form


def main():
    codes = list(load("gemeenten.json")["codes"])
    schema = plain(load("registratie.json"), codes)
    schema.setdefault("$defs", {})["gedeeld"] = plain(load("gedeeld.json"), codes)
    write("registratie.schema.json", schema)
    write("registratie.json", full_form())


def write(name, value):
    path = ROOT / "Bench/Schemas" / name
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


main()
