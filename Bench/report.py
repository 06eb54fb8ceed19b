#!/usr/bin/env python3
"""Runs each of our benchmarks and its yardsticks alternately, and prints medians and their ratio.

Every program prints one line of JSON with `per_cpu_s` (operations per CPU second) and `peak_kib` (peak resident memory).
Absolute figures drift with the machine; only the ratios of one run mean something."""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

import charts
import mail
import nodes


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", required=True, help="folder with the yardstick program and its keys")
    parser.add_argument("--programs", required=True, help="folder with our benchmark programs")
    parser.add_argument("--out", default="bench-results.json", help="where the figures go as JSON")
    parser.add_argument("--rounds", type=int, default=3, help="how often each program is run")
    parser.add_argument("--seconds", type=float, default=0.7, help="how long each run lasts")
    parser.add_argument("--only", default="", help="only the cases whose name contains this")
    parser.add_argument("--parts", default="schemas,envelope,directory,keys,nodes,mail", help="which parts are measured")
    parser.add_argument("--node-parts", default="", help="which of idle, exchange, rsa, rotation, store, edition (default: all)")
    parser.add_argument("--exchanges", type=int, default=4, help="how often two nodes exchange forms")
    parser.add_argument("--alone", type=int, default=100, help="forms one by one, in each exchange")
    parser.add_argument("--together", type=int, default=3000, help="forms as fast as can be, in each exchange")
    parser.add_argument("--stored", type=int, default=200_000, help="messages in the large store")
    parser.add_argument("--charts", default="docs/figures", help="where the charts go; empty for none")
    return parser.parse_args()


class Case:
    """One figure of ours, the programs that it is held against, and the ratios that we promised."""

    def __init__(self, name, ours, against, memory_limit=None):
        self.name, self.ours, self.against, self.memory_limit = name, ours, against, memory_limit
        self.figures = {}

    def run_round(self, seconds):
        for label, command in [("ours", self.ours)] + [(a[0], a[1]) for a in self.against]:
            figure = measure(command + ["--seconds", str(seconds)])
            self.figures.setdefault(label, []).append(figure)

    def median(self, label):
        return statistics.median(figure["per_cpu_s"] for figure in self.figures[label])

    def rows(self):
        ours = self.median("ours")
        peak = max(figure["peak_kib"] for figure in self.figures["ours"])
        for label, _, bar, aim in self.against:
            theirs = self.median(label)
            yield {"figure": self.name, "ours_per_cpu_s": round(ours, 1), "yardstick": label,
                   "yardstick_per_cpu_s": round(theirs, 1), "ratio": round(ours / theirs, 3), "bar": bar, "aim": aim,
                   "peak_kib": peak}
        if self.memory_limit:
            used = max(figure["peak_factor"] for figure in self.figures["ours"])
            yield {"figure": self.name + ", peak memory", "times_the_input": round(used, 2), "limit": self.memory_limit}


def measure(command):
    pinned = ["taskset", "-c", str(max(os.sched_getaffinity(0)))] + command
    done = subprocess.run(pinned, capture_output=True, text=True, timeout=120)
    if done.returncode != 0:
        sys.exit(f"report: {' '.join(command)} ended with {done.returncode}: {done.stderr[:2000]}")
    return json.loads(done.stdout.strip().splitlines()[-1])


def verdict(row):
    if "unit" in row:
        pairs = [(row["ratio"], row["most"]), (row["ours"], row["limit"]), (row["least"], row["ratio"])]
        met = [value <= most for value, most in pairs if value is not None and most is not None]
        return "" if not met else "yes" if all(met) else "NO"
    if "limit" in row:
        return "yes" if row["times_the_input"] < row["limit"] else "NO"
    met = row["ratio"] >= row["bar"] if row["bar"] else None
    aimed = row["ratio"] >= row["aim"] if row["aim"] else None
    return {None: "", True: "yes", False: "NO"}[met] if met is not None else {True: "aim met", False: "below aim"}[aimed]


def print_table(rows):
    print(f"\n{'figure':38} {'ours/CPU s':>11} {'yardstick':>30} {'its/CPU s':>11} {'ratio':>6}  bar   aim   met")
    for row in rows:
        if "unit" in row:
            print_single(row)
            continue
        if "limit" in row:
            print(f"{row['figure']:38} {row['times_the_input']:>8} times the input, limit {row['limit']}"
                  f"{'':>43}{verdict(row)}")
            continue
        bar = f"{row['bar']:.2f}" if row["bar"] else "-"
        aim = f"{row['aim']:.2f}" if row["aim"] else "-"
        print(f"{row['figure']:38} {row['ours_per_cpu_s']:>11,.0f} {row['yardstick']:>30} "
              f"{row['yardstick_per_cpu_s']:>11,.0f} {row['ratio']:>6.2f}  {bar:5} {aim:5} {verdict(row)}")


def print_single(row):
    """A figure in a unit of its own, with what it or its ratio must be."""
    theirs = "" if row["theirs"] is None else f"{row['theirs']:,.2f} {row['unit']}"
    ratio = "" if row["ratio"] is None else f"{row['ratio']:.2f}"
    bars = {"most": "<{:g}", "least": ">{:g}", "limit": "<{:g} " + row["unit"]}
    bar = next((text.format(row[name]) for name, text in bars.items() if row[name]), "-")
    aim = f"<{row['aim_most']:g}" if row["aim_most"] else "-"
    print(f"{row['figure']:72} {row['ours']:,.2f} {row['unit']:14} {row['yardstick'] or '':26} {theirs:>14} {ratio:>6}  "
          f"{bar:8} {aim:5} {verdict(row)}")


def directory_rows(options):
    """A directory of 500 parties and 1,000 contactpersonen."""
    names = {"file": "directory of 500 parties, file", "verify-and-load": "directory of 500 parties, verify and load",
             "look-up-by-oin": "directory, party by OIN", "look-up-by-certificate": "directory, signer by certificate",
             "route": "directory, route of a registratie"}
    limits = {"verify-and-load": 300, "look-up-by-oin": 10, "look-up-by-certificate": 10}
    done = subprocess.run([f"{options.programs}/bench-directory"], capture_output=True, text=True, check=True, timeout=120)
    for line in map(json.loads, done.stdout.splitlines()):
        if line["name"] in names:
            yield nodes.row(names[line["name"]], line["value"], line["unit"], limit=limits.get(line["name"]))


def key_rows(options):
    """What it costs each caller that the keys are in a process of their own."""
    done = subprocess.run([f"{options.programs}/bench-keys", f"{options.programs}/weerthuis"], capture_output=True, text=True,
                          check=True, timeout=120)
    for line in map(json.loads, done.stdout.splitlines()):
        callers = "1 caller" if line["callers"] == 1 else f"{line['callers']} callers"
        yield nodes.row(f"{line['name']}, P-256, by the key process, {callers}", line["apart_us"], "us", "keys in the node",
                        line["here_us"])


def machine():
    with open("/proc/cpuinfo") as file:
        model = next((line.split(":")[1].strip() for line in file if line.startswith("model name")), "unknown")
    openssl = subprocess.run(["openssl", "version"], capture_output=True, text=True).stdout.strip()
    return {"cpu": model, "cores": os.cpu_count(), "openssl": openssl, "kernel": os.uname().release,
            "date": time.strftime("%Y-%m-%d")}


def envelope_cases(options):
    def ours(operation, payload, *extra):
        return [f"{options.programs}/bench-envelope", "--pki", f"{options.work}/pki", "--op", operation,
                "--payload", f"{options.work}/pki/{payload}", *extra]

    def yardstick(operation, payload, *extra):
        return [f"{options.work}/yardstick", "--pki", f"{options.work}/pki", "--op", operation,
                "--payload", f"{options.work}/pki/{payload}", *extra]

    for operation in ["seal", "open"]:
        yield Case(f"{operation}, 2 KB, gcm, P-256", ours(operation, "payload-2k.json"), [
            (f"openssl cms {operation}", yardstick(f"cms-{operation}", "payload-2k.json"), 0.9, None),
            ("bare EVP calls", yardstick(f"floor-{operation}", "payload-2k.json"), None, 0.8)])
    for operation in ["seal", "open"]:
        yield Case(f"{operation}, 10 MB, gcm, P-256", ours(operation, "payload-10m.bin"), [
            (f"openssl cms {operation}", yardstick(f"cms-{operation}", "payload-10m.bin"), 0.8, None)],
            memory_limit=4)
    for operation in ["seal", "open"]:
        extra = ["--cbc", "--alg", "rsa3072"]
        yield Case(f"{operation}, 2 KB, cbc, RSA-3072", ours(operation, "payload-2k.json", *extra), [
            (f"openssl cms {operation}", yardstick(f"cms-{operation}", "payload-2k.json", *extra), 0.9, None)])


def schema_cases(options):
    ours = [f"{options.programs}/bench-schemas", "--schema", "Bench/Schemas/registratie.schema.json",
            "--document", "Bench/Schemas/registratie.json"]
    theirs = [sys.executable, "Bench/schemas_yardstick.py", "--schema", "Bench/Schemas/registratie.schema.json",
              "--document", "Bench/Schemas/registratie.json"]
    yield Case("registratie, bytes to verdict", ours, [("orjson + jsonschema-rs", theirs, 0.5, 1.0)], memory_limit=8)


def main():
    options = arguments()
    parts = options.parts.split(",")
    made = [(schema_cases if part == "schemas" else envelope_cases)(options) for part in parts
            if part in ("schemas", "envelope")]
    cases = [case for part in made for case in part if options.only in case.name]
    for number in range(options.rounds):
        for case in cases:
            print(f"round {number + 1} of {options.rounds}: {case.name}", file=sys.stderr)
            case.run_round(options.seconds)
    rows = [row for case in cases for row in case.rows()]
    rows += directory_rows(options) if "directory" in parts else []
    rows += key_rows(options) if "keys" in parts else []
    rows += nodes.rows(options) if "nodes" in parts else []
    rows += mail.rows(options) if "mail" in parts else []
    print_table(rows)
    with open(options.out, "w") as file:
        json.dump({"machine": machine(), "rounds": options.rounds, "rows": rows}, file, indent=1)
        file.write("\n")
    if options.charts:
        charts.draw(rows, machine(), pathlib.Path(options.charts))
    missed = [row["figure"] for row in rows if verdict(row) == "NO"]
    for name in missed:
        print(f"not met: {name}", file=sys.stderr)
    return 1 if missed else 0


sys.exit(main())
