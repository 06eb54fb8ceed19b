"""Two nodes that exchange forms over TLS on loopback, both with their files on disk; and what a full store costs.

Each figure comes with its yardstick of the same minutes: bare EVP calls for processor time, fdatasync for latency, a store
with a hundred messages for one with a hundred thousand."""

import contextlib
import json
import os
import pathlib
import resource
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
SENDER, RECEIVER = "zorgaanbieder", "transferpunt"
OWN, PARTNER = "00000099000000001000", "00000099000000002000"
MAIL = "m.postma@deterp.example"
FORM = ROOT / "Tests/Vectors/formulieren/registratie.json"
FIRST_PORT = 28401
CORES = len(os.sched_getaffinity(0))
FLOOR = ["floor-seal", "floor-open", "sign", "verify"]


class Region:
    """The example region in a folder of its own, on ports of its own."""

    def __init__(self, tool, **changes):
        """`changes` are put into every party of the plan."""
        self.tool = str(tool)
        self.work = pathlib.Path(tempfile.mkdtemp(prefix="weerthuis-bench-"))
        self.folder = self.work / "region"
        plan = json.loads((ROOT / "keys-example/region.json").read_text())
        plan["parties"] = [party for party in plan["parties"] if party.get("suite") != "cbc"]
        for number, party in enumerate(plan["parties"]):
            party["port"], party["localPort"] = FIRST_PORT + number, FIRST_PORT + 50 + number
            party.update(changes)
            if changes.get("suite"):
                party.pop("receivesCbc", None)
        self.parties = [party["folder"] for party in plan["parties"]]
        (self.work / "region.json").write_text(json.dumps(plan))
        shutil.copy(ROOT / "keys-example/passphrase.txt", self.work / "passphrase.txt")
        (self.work / "passphrase.txt").chmod(0o600)
        self.run("keys", "example", "--region", "region.json", "--out", "region", "--passphrase-file", "passphrase.txt",
                 cwd=self.work)
        self.confirm("directory/edition-1.p7m", "fresh.p7m")
        for name in (SENDER, RECEIVER):
            self.publish(name, "directory/edition-1.p7m", "fresh.p7m")

    def confirm(self, edition, out):
        """Makes the statement that this edition is the newest."""
        self.run("directory", "freshen", edition, "--key", "authority/freshness.key.pem", "--cert",
                 "authority/freshness.cert.pem", "--passphrase-file", "../passphrase.txt", "--out", out)

    def publish(self, name, edition, statement):
        self.run("directory", "publish", "--node", name, "--freshness", statement, edition)

    def run(self, *words, cwd=None):
        done = subprocess.run([self.tool, *words], capture_output=True, text=True, cwd=cwd or self.folder)
        if done.returncode != 0:
            sys.exit(f"weerthuis {' '.join(words)} ended with {done.returncode}: {done.stderr[-2000:]}")

    def copy(self, name, new, key_process=False, store=False):
        """A node folder like another, with an empty store, or the other's."""
        left_out = [] if store else ["store"]
        shutil.copytree(self.folder / name, self.folder / new, ignore=shutil.ignore_patterns(*left_out))
        path = self.folder / new / "node.json"
        configuration = json.loads(path.read_text())
        configuration["keyProcess"] = {"enabled": key_process}
        path.write_text(json.dumps(configuration))

    def pair(self, name, key_process=False):
        """A new sender and receiver with empty stores."""
        new = [f"{node}-{name}" for node in (SENDER, RECEIVER)]
        for node, other in zip((SENDER, RECEIVER), new):
            self.copy(node, other, key_process=key_process)
        return new

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


def at_once(command, count=CORES):
    """What a program does per second of processor time while as many of it run as there are cores: as busy as our two nodes keep
    the machine. The cores of a virtual machine are often halves of one, and a second is worth less while both halves work."""
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(count)]
    texts = [process.communicate()[0] for process in running]
    if any(process.returncode != 0 for process in running):
        sys.exit(f"{' '.join(command)} failed")
    return statistics.mean(json.loads(text)["per_cpu_s"] for text in texts)


def floor(options, count=CORES):
    """Microseconds of bare EVP calls for one message and its receipt, on `count` cores at once."""
    files = ["--pki", f"{options.work}/pki", "--payload", f"{options.work}/pki/payload-2k.json", "--seconds", "0.5"]
    return sum(1e6 / at_once([f"{options.work}/yardstick", "--op", operation, *files], count) for operation in FLOOR)


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


def commit_time(folder):
    """Milliseconds of one SQLite transaction that adds 4 KB and is flushed, the median of 200."""
    times = []
    database = sqlite3.connect(folder / "commit.sqlite", isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute("CREATE TABLE part (place INTEGER PRIMARY KEY, box BLOB)")
    for _ in range(200):
        begin = time.perf_counter()
        database.execute("INSERT INTO part (box) VALUES (?)", (b"x" * 4000,))
        times.append((time.perf_counter() - begin) * 1e3)
    database.close()
    return statistics.median(times)


def exchange(options, region, sender, receiver, alone, together):
    """Forms between two nodes: one by one, then as fast as can be."""
    with Serving(region, receiver) as serving:
        time.sleep(1)
        done = subprocess.run(
            [f"{options.programs}/bench-node", "run", "--node", sender, "--form", str(FORM), "--as", MAIL, "--peer",
             str(serving.process.pid), "--alone", str(alone), "--together", str(together)],
            cwd=region.folder, capture_output=True, text=True, timeout=300)
    if done.returncode != 0:
        sys.exit(f"bench-node ended with {done.returncode}: {done.stderr[-2000:]}")
    return json.loads(done.stdout)


def best(figures):
    """Each figure of the round that was best in it: what others do on the machine only adds time, never takes it away."""
    return {name: (max if name == "per_second" else min)(figure[name] for figure in figures) for name in figures[0]}


def middle(figures):
    """The median of each figure."""
    return {name: statistics.median(figure[name] for figure in figures) for name in figures[0]}


class Exchanges:
    """Rounds of forms between new nodes, with the keys in the node and apart by turns, bare calls before, between and after them, and
    pyas2lib. Half of them come after other parts: what others do on the machine lasts for minutes."""

    def __init__(self, options, region):
        self.options, self.region = options, region
        self.here, self.apart, self.floors, self.theirs = [], [], [], []

    def begin(self):
        self.run(0, self.options.exchanges // 2)
        return []

    def run(self, first, end):
        self.floors.append(floor(self.options))
        for number in range(first, end):
            for name, figures in {"here": self.here, "apart": self.apart}.items():
                pair = self.region.pair(f"{name}-{number}", key_process=name == "apart")
                figures.append(exchange(self.options, self.region, *pair, self.options.alone, self.options.together))
                self.floors.append(floor(self.options))
        self.theirs.append(pyas2_rate(self.options))

    def rows(self):
        self.run(self.options.exchanges // 2, self.options.exchanges)
        yield from exchange_rows(self)


def exchange_rows(found):
    options, region, floors = found.options, found.region, found.floors
    here, apart, bare = best(found.here), best(found.apart), min(floors)
    usual = middle(found.here)
    flush, commit = flush_time(region.work), commit_time(region.work)
    split = f"sender {here['sender_us']:.0f}, receiver {here['receiver_us']:.0f}"
    on_all = f"bare EVP calls on {CORES} cores"
    yield row(f"CPU per signed message, end to end ({split})", here["us"], "us", on_all, bare, bar=3.5, aim=2.5)
    yield row("the same, median of the rounds", usual["us"], "us", on_all + ", median", statistics.median(floors))
    yield row("the same, best round", here["us"], "us", "bare EVP calls on one core, the others idle", floor(options, 1))
    yield row("CPU per signed message, keys in their own process", apart["us"], "us", on_all, bare)
    yield row("form to verified receipt, median", here["median_ms"], "ms", "one fdatasync", flush, limit=5)
    yield row("the same, median of the rounds", usual["median_ms"], "ms", "one fdatasync", flush)
    yield row("form to verified receipt, p99", here["p99_ms"], "ms", "one fdatasync", flush)
    yield row("the same, median, keys in their own process", apart["median_ms"], "ms", "one SQLite commit", commit, limit=5)
    yield row("signed messages per second, both nodes here", here["per_second"], "/s", on_all, 1e6 / bare * CORES)
    yield row("the same, keys in their own process", apart["per_second"], "/s", "keys in the node", here["per_second"],
              least=0.9)
    theirs = max(found.theirs)
    yield row("the same, per second of processor", 1e6 / here["us"], "/s", "pyas2lib, RSA-3072, cbc", theirs, least=20)
    yield row("the same, keys in their own process", 1e6 / apart["us"], "/s", "pyas2lib, RSA-3072, cbc", theirs)
    yield row(f"signed messages per second by the clock, {CORES} cores", here["per_second"], "/s",
              f"pyas2lib on {CORES} cores", theirs * CORES)
    yield from core_rows(options, region, here)
    yield row("resident after these", here["peer_rss_kib"] / 1024, "MB")


def core_rows(options, region, all_cores):
    """Both nodes on one core: beside pyas2lib on one, and beside themselves on all."""
    found, cores = [], os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(cores)})
    try:
        for number in range(2):
            pair = region.pair(f"one-{number}")
            found.append(exchange(options, region, *pair, 2, options.together)["per_second"])
        theirs = pyas2_rate(options, count=1)
    finally:
        os.sched_setaffinity(0, cores)
    yield row("signed messages per second by the clock, one core", max(found), "/s", "pyas2lib on one core", theirs)
    yield row(f"signed messages per second by the clock, {CORES} cores", all_cores["per_second"], "/s", "one core", max(found))


def pyas2_rate(options, count=CORES):
    """Messages with their receipts per second of processor time, on pyas2lib, on so many cores at once: the best of three runs."""
    command = [sys.executable, str(ROOT / "Bench/pyas2_yardstick.py"), "--pki", f"{options.work}/pki", "--payload",
               f"{options.work}/pki/payload-2k.json", "--seconds", "2"]
    return max(at_once(command, count) for _ in range(3))


def rsa_rows(options):
    """The very same job as pyas2lib's: RSA-3072, AES-CBC."""
    region = Region(f"{options.programs}/weerthuis", algorithm="rsa-3072", suite="cbc")
    try:
        ours = exchange(options, region, *region.pair("rsa"), 20, options.together // 8)
        yield row("signed messages per second of processor, RSA-3072, cbc", 1e6 / ours["us"], "/s",
                  "pyas2lib, RSA-3072, cbc", pyas2_rate(options), least=2)
    finally:
        region.remove()


def rotation_rows(options, region):
    """The rate while the keys of one contactpersoon after another are replaced, one each second, beside the rate without.

    The keys' derivation is made quick: it is a matter of each key's passphrase, once in two years."""
    quick_keys(region.folder / "authority", region.work / "passphrase.txt")
    rates = {"still": [], "moving": []}
    for number in range(2):
        for name, found in rates.items():
            pair = region.pair(f"{name}-{number}")
            for new in pair:
                quick_keys(region.folder / new)
            over = threading.Event()
            if name == "moving":
                rotation = Rotation(region, pair, number)
                publisher = threading.Thread(target=rotation.publish_all, args=(over,))
                publisher.start()
                rotation.wait()
            found.append(exchange(options, region, *pair, 2, options.together * 3 // 2)["per_second"])
            over.set()
            if name == "moving":
                publisher.join()
                rotation.check()
    still, moving = (max(found) for found in rates.values())
    yield row("signed messages per second, a contactpersoon's keys replaced every second", moving, "/s", "without", still,
              least=0.8)


class Rotation:
    """Editions that each replace both keys of the next contactpersoon of two nodes, published one a second at the second of
    them, which tells the other."""

    # From the first signature to the first edition that is published.
    LEAD = 8
    # From an edition to the moment at which its keys come into use: a day, for people; every node has it long before.
    NOTICE = 12
    COUNT = 20

    def __init__(self, region, nodes, number):
        self.region, self.nodes, self.published = region, nodes, 0
        self.document = json.loads((region.folder / "directory/directory.json").read_text())
        places = zip(nodes, ((region.folder / name / "node.json") for name in nodes))
        owners = {json.loads(path.read_text())["party"]: name for name, path in places}
        self.people = [(owners[party["oin"]], party, person) for party in self.document["parties"] if party["oin"] in owners
                       for person in party["contactpersonen"]]
        keys = [self.make(number, count) for count in range(self.COUNT)]
        self.begin = time.time() + self.LEAD
        self.editions, last = [], "directory/edition-1.p7m"
        for count, made in enumerate(keys):
            last = self.edition(number, count, made, last)

    def make(self, number, count):
        """A pair for each use, in the folder of the node's keys, and the certificates, which travel with the edition."""
        node, party, person = self.people[count % len(self.people)]
        made = {}
        for use in ("signing", "encryption"):
            stem = f"{node}/keys/new-{count}.{use}"
            self.region.run("keys", "generate", "--out", f"{stem}.key.pem", "--request", f"{stem}.csr.pem", "--use", use,
                            "--name", person["name"], "--organisation", party["name"], "--oin", party["oin"], "--mail",
                            person["mail"], "--passphrase-file", "../passphrase.txt")
            certificate = f"new-{number}-{count}.{use}.cert.pem"
            self.region.run("keys", "issue", "--request", f"{stem}.csr.pem", "--authority", "authority/authority.cert.pem",
                            "--authority-key", "authority/authority.key.pem", "--passphrase-file", "../passphrase.txt",
                            "--out", certificate)
            lines = (self.region.folder / certificate).read_text().splitlines()
            made[use] = "".join(line for line in lines if not line.startswith("-"))
        quick_keys(self.region.folder / node, pattern=f"new-{count}.*.key.pem")
        return made

    def edition(self, number, count, made, last):
        """Signs the edition in which the new keys follow on the old ones, and its statement."""
        start = self.begin + count + self.NOTICE
        person = self.people[count % len(self.people)][2]
        for use, certificate in made.items():
            for key in person["keys"]:
                if key["use"] == use and key.get("suite", "gcm") == "gcm" and "retiring" not in key:
                    key["retiring"], key["gone"] = stamp(start), stamp(start + 15 * 86_400)
            person["keys"].append({"use": use, "certificate": certificate, "active": stamp(start)})
        draft, edition, statement = (f"rotation-{number}-{count}.{kind}" for kind in ("json", "p7m", "fresh.p7m"))
        unnumbered = {name: value for name, value in self.document.items()
                      if name not in ("sequence", "previous", "issued", "validUntil")}
        (self.region.folder / draft).write_text(json.dumps(unnumbered))
        self.region.run("directory", "sign", draft, "--previous", last, "--key", "authority/administrator.key.pem", "--cert",
                        "authority/administrator.cert.pem", "--passphrase-file", "../passphrase.txt", "--out", edition)
        self.region.confirm(edition, statement)
        for name in self.nodes:
            self.region.run("directory", "agree", edition, "--node", name)
        self.editions.append((edition, statement))
        return edition

    def publish_all(self, over):
        for count, (edition, statement) in enumerate(self.editions):
            if over.wait(max(0, self.begin + count - time.time())):
                return
            self.region.publish(self.nodes[1], edition, statement)
            self.published += 1

    def wait(self):
        """Until soon after the nodes have started the first keys come into use."""
        time.sleep(max(0, self.begin + self.NOTICE - 3 - time.time()))

    def check(self):
        """A rate counts only if keys were replaced meanwhile."""
        used = int(time.time() - self.begin - self.NOTICE)
        if self.published <= self.NOTICE or used < 3:
            sys.exit(f"{self.published} editions were published, and {used} came into use, by the end of the exchange")
        for name in self.nodes:
            # A stopped node may hold that it is no longer confirmed, which is no concern here.
            done = subprocess.run([self.region.tool, "directory", "status", "--node", name, "--json"],
                                  cwd=self.region.folder, capture_output=True, text=True)
            known = int(json.loads(done.stdout)["edition"].split(":")[0])
            if known < used:
                sys.exit(f"{name} works with edition {known}, and the keys of {used} came into use")


def stamp(seconds):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))


def idle_rows(region):
    with Serving(region, RECEIVER) as node:
        time.sleep(3)
        begin, switches, used = time.monotonic(), node.wakeups(), node.cpu()
        time.sleep(20)
        seconds = time.monotonic() - begin
        yield row("idle node, resident", node.status("VmRSS") / 1024, "MB", limit=40)
        yield row("idle node, wake-ups", (node.wakeups() - switches) / seconds, "/s")
        yield row("idle node, processor", (node.cpu() - used) / seconds * 100, "% of a core", limit=1)


def edition_rows(region):
    """How long after publishing every node works with the new edition: they are told, and fetch it."""
    names = region.parties
    local = {name: json.loads((region.folder / name / "node.json").read_text())["local"]["port"] for name in names}
    for name in names:
        if name not in (SENDER, RECEIVER):
            region.run("directory", "publish", "--node", name, "--freshness", "fresh.p7m", "directory/edition-1.p7m")
    key = ["--passphrase-file", "../passphrase.txt"]
    region.run("directory", "sign", "directory/directory.json", "--previous", "directory/edition-1.p7m", "--key",
               "authority/administrator.key.pem", "--cert", "authority/administrator.cert.pem", "--out", "edition-2.p7m", *key)
    region.run("directory", "freshen", "edition-2.p7m", "--key", "authority/freshness.key.pem", "--cert",
               "authority/freshness.cert.pem", "--out", "fresh-2.p7m", *key)
    with contextlib.ExitStack() as stack:
        for name in names:
            stack.enter_context(Serving(region, name))
        time.sleep(3)
        region.run("directory", "publish", "--node", names[0], "--freshness", "fresh-2.p7m", "edition-2.p7m")
        begin, waiting = time.monotonic(), set(names)
        while waiting and time.monotonic() - begin < 60:
            waiting = {name for name in waiting if sequence(local[name]) != "2"}
            time.sleep(0.02)
        seconds = time.monotonic() - begin
    if waiting:
        sys.exit(f"not told of the new edition: {', '.join(sorted(waiting))}")
    yield row(f"new edition at all {len(names)} nodes after publishing", seconds, "s", limit=5)


def sequence(port):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer:
        lines = answer.read().decode().splitlines()
    return next(line.split()[1] for line in lines if line.startswith("weerthuis_directory_sequence "))


def command(region, name, *words):
    """Milliseconds of processor time that a command takes, and how long it takes."""
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    region.run(words[0], "--node", name, *words[1:])
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used * 1e3, (time.perf_counter() - begin) * 1e3


def quick_keys(folder, passphrase=None, pattern="*.key.pem"):
    """Keys with a derivation that takes no time, so that a start shows everything else."""
    for path in folder.rglob(pattern):
        word = f"file:{passphrase or folder / 'passphrase'}"
        plain = subprocess.run(["openssl", "pkey", "-in", path, "-passin", word], capture_output=True, text=True)
        done = subprocess.run(
            ["openssl", "pkcs8", "-topk8", "-v2", "aes-256-cbc", "-v2prf", "hmacWithSHA256", "-iter", "1000", "-passout", word],
            input=plain.stdout, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"{path}: {done.stderr}")
        path.write_text(done.stdout)


def fill(options, region, node, partner, messages):
    """Starts to fill the store of a node."""
    return subprocess.Popen(
        [f"{options.programs}/bench-node", "fill", "--node", node, "--form", str(FORM), "--partner", partner, "--pairs",
         str(messages // 2)], cwd=region.folder)


def filled(options, region):
    """Pairs of nodes with few and with many messages, by the number."""
    pairs = {}
    for count in (100, 1_000, options.stored):
        pairs[count] = region.pair(count)
        for new in pairs[count]:
            quick_keys(region.folder / new)
        ends = [fill(options, region, new, partner, count) for new, partner in zip(pairs[count], (PARTNER, OWN))]
        if any(end.wait(timeout=400) != 0 for end in ends):
            sys.exit(f"the stores with {count} messages could not be made")
    return pairs


class Growth:
    """The rate and the latency with many messages stored at both ends, beside those with a thousand. Half of the rounds come after other
    parts."""

    def __init__(self, options, region):
        self.options, self.region = options, region
        self.counts = (1_000, options.stored)
        self.rounds = (options.exchanges * 3 + 3) // 4
        self.figures = {count: [] for count in self.counts}

    def begin(self):
        self.pairs = filled(self.options, self.region)
        self.run(self.rounds)
        return []

    def run(self, count):
        """Each the first by turns: other machines slow the processor for seconds at a time."""
        for number in range(count):
            for stored in self.counts[::1 if number % 2 == 0 else -1]:
                self.figures[stored].append(
                    exchange(self.options, self.region, *self.pairs[stored], 50, self.options.together * 2 // 3))

    def rows(self):
        self.run(self.rounds)
        yield from growth_rows(self)
        yield from command_rows(self.options, self.region, self.pairs)


def growth_rows(found):
    options, region, pairs, counts, figures = found.options, found.region, found.pairs, found.counts, found.figures
    few, many = (best(figures[count]) for count in counts)
    yield row(f"signed messages per second, {options.stored:,} stored", many["per_second"], "/s", "with 1,000",
              few["per_second"], least=0.9)
    yield row(f"CPU per signed message, {options.stored:,} stored", many["us"], "us", "with 1,000", few["us"])
    yield row(f"form to verified receipt, median, {options.stored:,} stored", many["median_ms"], "ms", "with 1,000",
              few["median_ms"])
    sizes = [sum(file.stat().st_size for file in (region.folder / pairs[count][0] / "store").iterdir()) for count in counts]
    yield row(f"files of the store, {options.stored:,} stored", sizes[1] / 1e6, "MB", "with 1,000", sizes[0] / 1e6)


def command_rows(options, region, pairs):
    """The same commands on a store with a hundred messages and on a full one, by turns."""
    names = {count: pairs[count][0] for count in (100, options.stored)}
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


def row(figure, value, unit, yardstick=None, theirs=None, bar=None, aim=None, limit=None, least=None):
    """`bar` and `aim` are what the ratio may be at most, `least` what it must be, `limit` what the figure may be."""
    return {"figure": figure, "ours": round(value, 3), "unit": unit, "yardstick": yardstick,
            "theirs": None if theirs is None else round(theirs, 3),
            "ratio": None if theirs is None else round(value / theirs, 3), "most": bar, "aim_most": aim, "limit": limit,
            "least": least}


def rows(options):
    region = Region(f"{options.programs}/weerthuis")
    exchanges, growth = Exchanges(options, region), Growth(options, region)
    parts = [("idle", lambda: idle_rows(region)), ("exchange", exchanges.begin), ("store", growth.begin),
             ("rsa", lambda: rsa_rows(options)), ("rotation", lambda: rotation_rows(options, region)),
             ("exchange", exchanges.rows), ("store", growth.rows), ("edition", lambda: edition_rows(region))]
    try:
        found = []
        for name, part in parts:
            if options.node_parts and name not in options.node_parts.split(","):
                continue
            for line in part():
                print(f"{time.strftime('%X')} {line['figure']}: {line['ours']} {line['unit']}", file=sys.stderr)
                found.append(line)
        return found
    finally:
        region.remove()
