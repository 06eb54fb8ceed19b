"""Attacks running nodes in every way that we could think of, with good traffic beside it, and says what came of it. Needs
nothing but Python's standard library, openssl and the two programs. script/attacks starts it; docs/attacks.md explains it."""

import argparse
import json
import os
import pathlib
import random
import shutil
import sys
import tempfile
import time

import good
import loads
import timing
from checks import Checks
from forgery import Forgery, deep, encrypted, form, identifier
from region import BAD, CARE, DESK, GOOD, OTHER, Failure, Node, Region
from wire import post

QUIET = "quiet"
#: What the good traffic may suffer: its 99th percentile beside an attack, in that of quiet times.
MOST_TIMES = 10
#: Milliseconds that a quiet 99th percentile counts as at least: without any attack a message may wait so long for the writes before it.
LEAST_QUIET = 10
#: Connections of a larger flood, each from an address of its own.
MANY = 100
#: Megabytes of the node beside any attack: 128 for bodies, the rest for connections and itself.
MOST_MEMORY = 512


class Run:
    def __init__(self, options, work):
        self.options, self.results, self.phases, self.timings = options, {}, [], []
        self.dice = random.Random(options.seed)
        self.region = Region(options.programs / "weerthuis", work)
        self.forgery = Forgery(self.region, options.programs / "attacks-forge")
        self.checks = Checks(self.region, self.forgery, self.results)
        self.seconds = 4 if options.short else 30
        # Seconds of a quiet time between attacks. In ten of them one slow message does not decide.
        self.pause = 2 if options.short else 10
        self.sent = []

    def all(self):
        self.nodes = {name: Node(self.region, name) for name in (CARE, DESK, OTHER)}
        try:
            if not self.options.load:
                self.single()
                self.timing()
            self.loads()
            self.after()
        finally:
            for node in self.nodes.values():
                node.stop()

    def single(self):
        checks = self.checks
        tell("envelopes, names, replays")
        checks.vectors()
        checks.mutations(self.dice, 400 if self.options.short else 20_000)
        checks.depth()
        checks.names()
        checks.replays()
        tell("HTTP")
        checks.smuggling()
        checks.excess()
        tell("receipts, directory")
        self.nodes[DESK] = checks.receipts(self.nodes[DESK])
        checks.directory()

    def timing(self):
        """Envelopes of one length that are refused for causes of which their sender must learn nothing."""
        tell("time of refusals")
        document, forge = self.forgery.document(GOOD, DESK), self.forgery
        makers = {"wrong signature": "signature", "unknown signer": "stranger"}
        files = {name: [forge.envelope(document, GOOD, DESK, flaw=flaw) for _ in range(40)] for name, flaw in makers.items()}
        borrowed = forge.document(GOOD, DESK, name=CARE)
        files["signer of another party"] = [forge.envelope(borrowed, GOOD, DESK) for _ in range(40)]
        good_ones = [forge.envelope(document, GOOD, DESK) for _ in range(40)]
        forge.make()
        # Signatures differ in length by a byte or two: those of one length are compared.
        length = common_length([[len(path.read_bytes()) for path in paths] for paths in [*files.values(), good_ones]])
        bodies = {name: pick(paths, length) for name, paths in files.items()}
        tag, key = bytearray(pick(good_ones, length)), bytearray(pick(good_ones, length))
        tag[-1] ^= 1
        for place in (index for index in range(len(key) - 42) if key[index:index + 2] == b"\x04\x28"):
            key[place + 41] ^= 1
        bodies["wrong tag"], bodies["wrapped key spoilt"] = bytes(tag), bytes(key)
        sender, receiver = self.region.oin(GOOD), self.region.oin(DESK)
        cases = timing.requests(bodies, sender, receiver)
        cases["wrong tag, unknown party"] = post(bodies["wrong tag"], "00000099999999999000", receiver)
        tries = 400 if self.options.short else 8_000
        self.timings = timing.measure(self.region.port(DESK), cases, tries)
        for name, _, _, t in self.timings:
            if not self.options.short:
                self.checks.note("timing", f"wrong signature / {name}", abs(t) < timing.THRESHOLD, f"t {t:.1f}")

    # Good traffic beside attacks

    def letters(self, seconds):
        number = good.RATE * seconds
        made = []
        for _ in range(number):
            message = identifier()
            made.append((message, self.forgery.envelope(self.forgery.document(GOOD, DESK, message=message), GOOD, DESK)))
        self.forgery.make()
        return [(message, path.read_bytes()) for message, path in made]

    def beside(self, name, *attack, seconds=None):
        """Good traffic while the attack goes on, if there is one."""
        tell(f"good traffic, {name}")
        letters, node = self.letters(seconds or self.seconds), self.nodes[DESK]
        before = node.descriptors()
        load = loads.Load(*attack) if attack else None
        time.sleep(2 if attack else 0)
        running = good.start(self.region.port(DESK), self.region.oin(GOOD), self.region.oin(DESK), letters)
        most = 0
        while running[0].is_alive() and running[1].empty():
            most = max(most, node.resident() if node.alive else 0)
            time.sleep(0.1)
        sending = good.finish(running)
        done = load.end() if load else 0
        left = node.settle(before) if node.alive and not self.options.short else 0
        self.sent += [message for message, _ in letters]
        self.phases.append({
            "attack": name, "done": done, "messages": len(letters), "median_ms": sending.percentile(50),
            "p99_ms": sending.percentile(99), "max_ms": sending.percentile(100), "busy": sending.busy,
            "failures": sending.failures[:5], "resident_mb": most, "left_open": left, "alive": node.alive})

    def loads(self):
        """Attacks with good traffic beside each, and quiet times before, between and after them. `--load` leaves out those without
        the word."""
        port, sender, receiver = self.region.port(DESK), self.region.oin(BAD), self.region.oin(DESK)
        noise = [post(self.dice.randbytes(2_048), sender, receiver) for _ in range(64)]
        tags = [post(body[:-1] + bytes([body[-1] ^ 1]), sender, receiver) for body in self.made_by_bad(32, "registratie")]
        deeper = [post(encrypted(deep(5_000), self.region.recipients(DESK)), sender, receiver)]
        partner = [post(body, sender, receiver, f"<{number}@kwade>") for number, body in
                   enumerate(self.made_by_bad(400 if self.options.short else 4_000, None))]
        flood, many = loads.flood, MANY
        attacks = {
            "2,000 connections that say little": (loads.crowd, port, 2_000),
            "bodies of 1 GB (done: MB)": (loads.bodies, port, sender, receiver),
            "envelopes with a wrong tag": (flood, port, tags),
            f"wrong tags over {many} connections": (flood, port, tags, many),
            "MIME 5,000 levels deep": (flood, port, deeper),
            "bad messages from a valid partner": (flood, port, partner),
            f"a valid partner over {many} connections": (flood, port, partner, many),
        }
        if not self.options.short:
            attacks |= {
                "TLS handshakes": (loads.handshakes, port),
                f"TLS handshakes over {many} connections": (loads.handshakes, port, many),
                "garbage from outside": (flood, port, noise),
                f"garbage over {many} connections": (flood, port, noise, many),
                f"deep MIME over {many} connections": (flood, port, deeper, many),
            }
        self.beside(QUIET)
        for name, attack in attacks.items():
            if self.options.load in name:
                self.beside(name, *attack)
                self.beside(f"{QUIET} after it", seconds=self.pause)
        self.beside(f"{QUIET} at the end")

    def made_by_bad(self, number, kind):
        """Envelopes of the partner that floods: forms that are not in order, and types that he may not send."""
        wrong = form()
        wrong["burgerservicenummer"] = "999990010"
        paths = []
        for index in range(number):
            document = (self.forgery.document(BAD, DESK) if kind else self.forgery.document(BAD, DESK, data=wrong)
                        if index % 2 else self.forgery.document(BAD, DESK, kind="doorgeleiding"))
            paths.append(self.forgery.envelope(document, BAD, DESK))
        self.forgery.make()
        return [path.read_bytes() for path in paths]

    def after(self):
        note, node = self.checks.note, self.nodes[DESK]
        quiet = quiet_value(self.phases)
        for phase in self.phases:
            name, times = phase["attack"], phase["p99_ms"] / quiet
            phase["times"] = times
            note("good traffic", f"{name}: every message taken", not phase["failures"], phase["failures"])
            if not name.startswith(QUIET):
                if not self.options.short:
                    note("good traffic", f"{name}: p99 under {MOST_TIMES} times the quiet one", times < MOST_TIMES,
                         f"{times:.1f}")
                note("good traffic", f"{name}: under {MOST_MEMORY} MB", phase["resident_mb"] < MOST_MEMORY,
                     phase["resident_mb"])
                note("good traffic", f"{name}: connections gone afterwards", phase["left_open"] <= 8, phase["left_open"])
        rows = dict(self.region.query(DESK, "SELECT id, count(*) FROM message WHERE direction = 'inbound' AND state = "
                                            "'accepted' GROUP BY id"))
        lost = [message for message in self.sent if rows.get(message, 0) == 0]
        twice = [message for message in self.sent if rows.get(message, 0) > 1]
        note("good traffic", f"{len(self.sent)} messages with a receipt: none lost", not lost, lost)
        note("good traffic", "none twice", not twice, twice)
        for name, node in self.nodes.items():
            note("good traffic", f"{name} still runs", node.alive)
        status, text = node.page("/healthz")
        note("good traffic", "and says that it is well", status == 200, text)
        said = self.region.run("send", "--node", CARE, "--type", "registratie", "--as", "m.postma@deterp.example", "--json",
                               "--passphrase-file", self.region.passphrase,
                               pathlib.Path(__file__).parent.parent / "Tests/Vectors/formulieren/registratie.json")
        delivered = self.checks.wait_delivered(json.loads(said.splitlines()[0])["message"])
        note("good traffic", "and a node's own message is delivered to it", delivered)


def quiet_value(phases):
    """Milliseconds of the 99th percentile in a quiet time: the lowest of all phases, because whatever slowed a quiet time down is no
    excuse for an attack, and what was reached beside one attack was not too much to ask beside another."""
    return max(LEAST_QUIET, min(phase["p99_ms"] for phase in phases))


def common_length(lists):
    for length in lists[0]:
        if all(length in other for other in lists):
            return length
    raise Failure("no envelopes of one length")


def pick(paths, length):
    return next(body for body in (path.read_bytes() for path in paths) if len(body) == length)


def tell(part):
    print(f"attacks: {part}", file=sys.stderr, flush=True)


def table(run):
    for group, entries in run.results.items():
        print(f"\n{group}")
        for name, holds, detail in entries:
            print(f"  {'ok    ' if holds else 'FAILED'}  {name}{': ' + detail if detail else ''}")
    if run.timings:
        print("\ntime of a refusal, beside that of a wrong signature        median us      and this      t")
        for name, first, median, t in run.timings:
            print(f"  {name:<54}{first:>12.1f}{median:>14.1f}{t:>7.1f}")
    if run.phases:
        print("\ngood traffic, 40 messages/s beside             done   median ms    p99 ms    max ms   times   503   MB")
        for phase in run.phases:
            print(f"  {phase['attack']:<38}{phase['done']:>12}{phase['median_ms']:>12.1f}{phase['p99_ms']:>10.1f}"
                  f"{phase['max_ms']:>10.1f}{phase.get('times', 0):>8.1f}{phase['busy']:>6}{phase['resident_mb']:>5.0f}")
        lowest = min(phase["p99_ms"] for phase in run.phases)
        print(f"times: of a quiet p99 of {quiet_value(run.phases):.1f} ms; the lowest p99 of all was {lowest:.1f} ms, and less than "
              f"{LEAST_QUIET} counts as {LEAST_QUIET}")


def main():
    parser = argparse.ArgumentParser(prog="script/attacks")
    parser.add_argument("--programs", type=pathlib.Path, required=True, help="folder of weerthuis and attacks-forge")
    parser.add_argument("--short", action="store_true", help="two minutes: times are shown and not judged")
    parser.add_argument("--load", default="", help="nothing but the loads with this in their name")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("attacks-results.json"))
    options = parser.parse_args()
    options.programs = options.programs.resolve()
    work = pathlib.Path(tempfile.mkdtemp(prefix="weerthuis-attacks-"))
    run = Run(options, work)
    try:
        run.all()
    except Failure as failure:
        table(run)
        print(f"attacks: {failure}\nThe nodes' folders and logs are in {work}", file=sys.stderr)
        sys.exit(3)
    table(run)
    failed = [name for entries in run.results.values() for name, holds, _ in entries if not holds]
    total = sum(len(entries) for entries in run.results.values())
    options.out.write_text(json.dumps({
        "seed": options.seed, "short": options.short, "cores": os.cpu_count(), "checks": run.results,
        "timing": run.timings, "quiet_p99_ms": quiet_value(run.phases), "phases": run.phases}, indent=1, ensure_ascii=False) + "\n")
    print(f"\n{total - len(failed)} of {total} hold; {options.out}")
    if failed:
        print(f"The nodes' folders and logs are in {work}")
        sys.exit(1)
    shutil.rmtree(work, ignore_errors=True)


main()
