"""Two nodes that exchange forms over TLS on loopback, both with their files on disk; and what a full store costs.

Each figure comes with its yardstick of the same minutes: bare EVP calls for processor time, fdatasync for latency, a store
with a hundred messages for one with a hundred thousand."""

import json
import os
import pathlib
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
SENDER, RECEIVER = "zorgaanbieder", "transferpunt"
PARTNER = "00000099000000002000"
MAIL = "m.postma@deterp.example"
FORM = ROOT / "Tests/Vectors/formulieren/registratie.json"
FIRST_PORT = 28401
FLOOR = ["floor-seal", "floor-open", "sign", "verify"]


class Region:
    """The example region in a folder of its own, on ports of its own."""

    def __init__(self, tool):
        self.tool = str(tool)
        self.work = pathlib.Path(tempfile.mkdtemp(prefix="weerthuis-bench-"))
        self.folder = self.work / "region"
        plan = json.loads((ROOT / "keys-example/region.json").read_text())
        plan["parties"] = [party for party in plan["parties"] if party.get("suite") != "cbc"]
        for number, party in enumerate(plan["parties"]):
            party["port"], party["localPort"] = FIRST_PORT + number, FIRST_PORT + 50 + number
        (self.work / "region.json").write_text(json.dumps(plan))
        shutil.copy(ROOT / "keys-example/passphrase.txt", self.work / "passphrase.txt")
        (self.work / "passphrase.txt").chmod(0o600)
        self.run("keys", "example", "--region", "region.json", "--out", "region", "--passphrase-file", "passphrase.txt",
                 cwd=self.work)
        self.run("directory", "freshen", "directory/edition-1.p7m", "--key", "authority/freshness.key.pem", "--cert",
                 "authority/freshness.cert.pem", "--passphrase-file", "../passphrase.txt", "--out", "fresh.p7m")
        for name in (SENDER, RECEIVER):
            self.run("directory", "publish", "--node", name, "--freshness", "fresh.p7m", "directory/edition-1.p7m")

    def run(self, *words, cwd=None):
        done = subprocess.run([self.tool, *words], capture_output=True, text=True, cwd=cwd or self.folder)
        if done.returncode != 0:
            sys.exit(f"weerthuis {' '.join(words)} ended with {done.returncode}: {done.stderr[-2000:]}")

    def copy(self, name, new):
        """A node folder like another, with an empty store."""
        shutil.copytree(self.folder / name, self.folder / new, ignore=shutil.ignore_patterns("store"))

    def remove(self):
        shutil.rmtree(self.work, ignore_errors=True)


class Serving:
    """A node that runs until the end of the block."""

    def __init__(self, region, name):
        self.region, self.name = region, name

    def __enter__(self):
        begin = time.monotonic()
        self.log = open(self.region.work / f"{self.name}.log", "a")
        self.process = subprocess.Popen(
            [self.region.tool, "serve", "--node", self.name, "--json"], cwd=self.region.folder, stdout=subprocess.PIPE,
            stderr=self.log, text=True)
        line = self.process.stdout.readline()
        self.seconds = time.monotonic() - begin
        if not line:
            sys.exit(f"{self.name} does not start: {(self.region.work / f'{self.name}.log').read_text()[-2000:]}")
        self.start_cpu = self.cpu()
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=60)
        self.log.close()

    def cpu(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def status(self, name):
        text = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return next(int(line.split()[1]) for line in text.splitlines() if line.startswith(name))

    def wakeups(self):
        """How often its threads have begun to run so far."""
        folders = pathlib.Path(f"/proc/{self.process.pid}/task").iterdir()
        texts = [(folder / "status").read_text() for folder in folders]
        return sum(int(line.split()[1]) for text in texts for line in text.splitlines()
                   if line.startswith("voluntary_ctxt_switches"))


def floor(options):
    """Microseconds of bare EVP calls for one message and its receipt."""
    total = 0
    for operation in FLOOR:
        done = subprocess.run(
            [f"{options.work}/yardstick", "--pki", f"{options.work}/pki", "--payload",
             f"{options.work}/pki/payload-2k.json", "--op", operation, "--seconds", "0.5"],
            capture_output=True, text=True, check=True)
        total += 1e6 / json.loads(done.stdout)["per_cpu_s"]
    return total


def flush_time(folder):
    """Milliseconds of one fdatasync after a write of 4 KB, the median of 200."""
    times = []
    descriptor = os.open(folder / "flush", os.O_RDWR | os.O_CREAT)
    for _ in range(200):
        os.pwrite(descriptor, b"x" * 4096, 0)
        begin = time.perf_counter()
        os.fdatasync(descriptor)
        times.append((time.perf_counter() - begin) * 1e3)
    os.close(descriptor)
    return statistics.median(times)


def exchange(options, region, rounds):
    """Rounds of forms between two nodes, with the floor measured before, between and after them."""
    figures, floors = [], [floor(options)]
    for number in range(rounds):
        name = f"{SENDER}-{number}"
        region.copy(SENDER, name)
        with Serving(region, RECEIVER) as receiver:
            time.sleep(1)
            done = subprocess.run(
                [f"{options.programs}/bench-node", "run", "--node", name, "--form", str(FORM), "--as", MAIL, "--peer",
                 str(receiver.process.pid), "--alone", str(options.alone), "--together", str(options.together)],
                cwd=region.folder, capture_output=True, text=True, timeout=300)
            if done.returncode != 0:
                sys.exit(f"bench-node ended with {done.returncode}: {done.stderr[-2000:]}")
            figures.append(json.loads(done.stdout))
        floors.append(floor(options))
    ours = {name: statistics.median(figure[name] for figure in figures) for name in figures[0]}
    return ours, statistics.median(floors)


def exchange_rows(options, region):
    ours, bare = exchange(options, region, options.exchanges)
    flush = flush_time(region.work)
    split = f"sender {ours['sender_us']:.0f}, receiver {ours['receiver_us']:.0f}"
    yield row(f"CPU per signed message, end to end ({split})", ours["us"], "us", "bare EVP calls", bare, bar=3.5, aim=2)
    yield row("form to verified receipt, median", ours["median_ms"], "ms", "one fdatasync", flush, limit=5)
    yield row("form to verified receipt, p99", ours["p99_ms"], "ms", "one fdatasync", flush)
    yield row("signed messages per second, both nodes here", ours["per_second"], "/s", "bare EVP calls, all cores",
              1e6 / bare * len(os.sched_getaffinity(0)))
    yield row("resident after these", ours["peer_rss_kib"] / 1024, "MB")


def idle_rows(region):
    with Serving(region, RECEIVER) as node:
        time.sleep(3)
        begin, switches, used = time.monotonic(), node.wakeups(), node.cpu()
        time.sleep(20)
        seconds = time.monotonic() - begin
        yield row("idle node, resident", node.status("VmRSS") / 1024, "MB", limit=40)
        yield row("idle node, wake-ups", (node.wakeups() - switches) / seconds, "/s")
        yield row("idle node, processor", (node.cpu() - used) / seconds * 100, "% of a core", limit=1)


def command(region, name, *words):
    """Milliseconds of processor time that a command takes, and how long it takes."""
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    region.run(words[0], "--node", name, *words[1:])
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used * 1e3, (time.perf_counter() - begin) * 1e3


def quick_keys(folder):
    """Keys with a derivation that takes no time, so that a start shows everything else."""
    for path in folder.rglob("*.key.pem"):
        word = f"file:{folder / 'passphrase'}"
        plain = subprocess.run(["openssl", "pkey", "-in", path, "-passin", word], capture_output=True, text=True)
        done = subprocess.run(
            ["openssl", "pkcs8", "-topk8", "-v2", "aes-256-cbc", "-v2prf", "hmacWithSHA256", "-iter", "1000", "-passout", word],
            input=plain.stdout, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"{path}: {done.stderr}")
        path.write_text(done.stdout)


def store_rows(options, region):
    """The same commands on a store with a hundred messages and on one with a hundred thousand, by turns."""
    names = {100: "store-small", options.stored: "store-large"}
    for count, name in names.items():
        region.copy(SENDER, name)
        quick_keys(region.folder / name)
        subprocess.run(
            [f"{options.programs}/bench-node", "fill", "--node", name, "--form", str(FORM), "--partner", PARTNER, "--pairs",
             str(count // 2)], cwd=region.folder, check=True, timeout=300)
    figures = {name: {} for name in names.values()}
    for _ in range(5):
        for name in names.values():
            with Serving(region, name) as node:
                note(figures[name], "start to ready", node.seconds * 1e3)
                note(figures[name], "start to ready, processor", node.start_cpu * 1e3)
            note(figures[name], "messages, processor", command(region, name, "messages", "--json")[0])
            note(figures[name], "messages --state delivered --party, processor", command(
                region, name, "messages", "--json", "--state", "delivered", "--party", PARTNER)[0])
            note(figures[name], "send, processor", command(
                region, name, "send", "--type", "registratie", "--as", MAIL, str(FORM))[0])
    small, large = (figures[name] for name in names.values())
    for figure in small:
        yield row(f"{figure}, {options.stored:,} messages stored", statistics.median(large[figure]), "ms",
                  "with 100", statistics.median(small[figure]), limit=300 if figure == "start to ready" else None)


def note(figures, name, value):
    figures.setdefault(name, []).append(value)


def row(figure, value, unit, yardstick=None, theirs=None, bar=None, aim=None, limit=None):
    """`bar` and `aim` are for the ratio, `limit` for the figure itself; all three are to stay under."""
    return {"figure": figure, "ours": round(value, 3), "unit": unit, "yardstick": yardstick,
            "theirs": None if theirs is None else round(theirs, 3),
            "ratio": None if theirs is None else round(value / theirs, 3), "most": bar, "aim_most": aim, "limit": limit}


def rows(options):
    region = Region(f"{options.programs}/weerthuis")
    try:
        found = []
        for part in (idle_rows(region), exchange_rows(options, region), store_rows(options, region)):
            for line in part:
                print(f"{line['figure']}: {line['ours']} {line['unit']}", file=sys.stderr)
                found.append(line)
        return found
    finally:
        region.remove()
