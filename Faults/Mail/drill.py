#!/usr/bin/env python3
"""Kills nodes while they fetch and send mail, over a real Postfix and Dovecot, and compares what was accepted with what took effect.
  drill.py --program weerthuis [--kills 100] [--seed N]
Two nodes of the example region reach each other by mail only. Forms are submitted all the while; a node, taken at random, gets SIGKILL
at a random moment and starts again. At the end nothing is killed any more. Exit status 1 when anything was lost, is there twice, or
can be read on the servers' side; the folder is kept then. Needs root (Postfix)."""
import argparse, json, os, pathlib, random, re, shutil, signal, socket, sqlite3, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SENDER, RECEIVER = "zorgaanbieder", "transferpunt"
ADDRESS = {SENDER: "knooppunt@partij1.example", RECEIVER: "knooppunt@partij2.example"}
PERSON = "m.postma@deterp.example"
FORM = ROOT / "Tests/Vectors/formulieren/registratie.json"
STEPS = ["submit", "claimDue", "recordDelivered", "recordDeferred", "receive", "mailbox"]


def free_ports():
    """The first of a hundred ports that nobody has. Tests, other drills and the system hand out none of these, so that a node that
    was killed finds its port free when it starts again."""
    def is_free(port):
        with socket.socket() as one:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                one.bind(("127.0.0.1", port))
            except OSError:
                return False
            return True

    for turn in range(60):
        first = 12001 + (os.getpid() + turn) % 60 * 100
        if all(is_free(port) for port in range(first, first + 100)):
            return first
    sys.exit("no free ports between 12001 and 18000")


class Servers:
    def __enter__(self):
        self.process = subprocess.Popen(
            [sys.executable, str(ROOT / "Tests/Peers/mail/mail_system.py")], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.ports = json.loads(self.process.stdout.readline() or sys.exit("the mail servers did not start"))
        self.folder = pathlib.Path(self.ports["folder"])
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()

    def everything(self):
        """What the servers keep: mails, queues, logs, and names of files."""
        for path in self.folder.rglob("*"):
            yield str(path).encode()
            if path.is_file():
                yield path.read_bytes()


class Region:
    """The example region, whose two nodes have mail addresses as their endpoints.

    `byMail` false: they reach each other over HTTPS. `suffix` makes other mailboxes."""

    def __init__(self, program, servers, byMail=True, suffix=""):
        self.program, self.servers, self.byMail = str(program), servers, byMail
        self.address = {name: text.replace("@", f"{suffix}@") for name, text in ADDRESS.items()}
        self.work = pathlib.Path(tempfile.mkdtemp(prefix="weerthuis-drill-"))
        self.folder = self.work / "region"
        plan = json.loads((ROOT / "keys-example/region.json").read_text())
        ports = free_ports()
        for number, party in enumerate(plan["parties"]):
            party["port"], party["localPort"] = ports + number, ports + 50 + number
        (self.work / "region.json").write_text(json.dumps(plan))
        self.passphrase = self.work / "passphrase.txt"
        shutil.copy(ROOT / "keys-example/passphrase.txt", self.passphrase)
        self.passphrase.chmod(0o600)
        self.run("keys", "example", "--region", "region.json", "--out", "region", "--passphrase-file", "passphrase.txt",
                 cwd=self.work)
        self.sign()
        for name in ADDRESS:
            self.settle(name)

    def sign(self):
        draft = self.folder / "directory/directory.json"
        document = json.loads(draft.read_text())
        for party in document["parties"]:
            name = {"zorgaanbieder": SENDER, "transferpunt": RECEIVER}.get(party["role"])
            if name and self.byMail:
                party["endpoint"] = f"mailto:{self.address[name]}"
        for member in ["sequence", "previous", "issued", "validUntil"]:
            document.pop(member, None)
        draft.write_text(json.dumps(document))
        keys = ["--key", "authority/administrator.key.pem", "--cert", "authority/administrator.cert.pem"]
        self.run("directory", "sign", str(draft), "--first", *keys, "--out", "mail.p7m", "--passphrase-file", self.passphrase)
        self.run("directory", "freshen", "mail.p7m", "--key", "authority/freshness.key.pem", "--cert",
                 "authority/freshness.cert.pem", "--passphrase-file", self.passphrase, "--out", "fresh.p7m")

    def settle(self, name):
        self.run("directory", "publish", "--node", name, "--freshness", "fresh.p7m", "mail.p7m")
        node = self.folder / name
        (node / "mail.password").write_text("geheim\n")
        (node / "mail.password").chmod(0o600)
        shutil.copy(self.servers.folder / "tls.cert.pem", node / "mail.pem")
        settings = json.loads((node / "node.json").read_text())
        settings.setdefault("delivery", {})["retry"] = {"minutes": [0.02], "then": 0.05}
        if self.byMail:
            settings["mail"] = self.mail(name)
        (node / "node.json").write_text(json.dumps(settings))

    def mail(self, name):
        return {
            "address": self.address[name], "authorities": "mail.pem",
            "out": {"url": f"smtp://localhost:{self.servers.ports['smtp']}"},
            "in": {"url": f"imaps://localhost:{self.servers.ports['imap']}", "user": self.address[name],
                   "password": "mail.password", "every": 5}}

    def change(self, name, statement, values):
        with sqlite3.connect(self.folder / name / "store/messages.sqlite", timeout=60) as store:
            store.execute(statement, values)

    def remove(self):
        shutil.rmtree(self.work, ignore_errors=True)

    def run(self, *words, cwd=None, mayFail=False):
        done = subprocess.run(
            [self.program, *map(str, words)], capture_output=True, text=True, cwd=cwd or self.folder, stdin=subprocess.DEVNULL)
        if done.returncode != 0 and not mayFail:
            sys.exit(f"weerthuis {' '.join(map(str, words))} ended with {done.returncode}: {done.stderr[-1500:]}")
        return done

    def store(self, name, query):
        with sqlite3.connect(f"file:{self.folder / name / 'store/messages.sqlite'}?mode=ro", uri=True, timeout=60) as store:
            return store.execute(query).fetchall()


class Node:
    def __init__(self, region, name):
        self.region, self.name, self.process = region, name, None

    def start(self):
        log = open(self.region.work / f"{self.name}.log", "a")
        self.process = subprocess.Popen(
            [self.region.program, "serve", "--node", self.name, "--json"], cwd=self.region.folder, stdout=subprocess.PIPE,
            stderr=log, stdin=subprocess.DEVNULL, text=True, env={**os.environ, **self.environment()})
        log.close()

    def environment(self):
        """Now and then a debug build dies at a numbered step by itself: before, inside or after its transaction."""
        if not self.dice or self.dice.random() < 0.5:
            return {}
        step, moment = self.dice.choice(STEPS), self.dice.choice(["before", "inside", "after"])
        return {"WEERTHUIS_KILL_AT": f"{step}.{moment}.{self.dice.randint(1, 3)}"}

    dice = None

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        self.process.terminate()
        self.process.wait(120)


def submit(region, count):
    """Hands over forms; whether they were accepted."""
    done = region.run("send", "--node", SENDER, "--type", "registratie", "--as", PERSON, *[FORM] * count, mayFail=True)
    return done.returncode == 0


def hurt(region, nodes, options, dice):
    accepted = 0
    for node in nodes:
        node.dice = dice
        node.start()
    time.sleep(3)
    for _ in range(options.kills):
        accepted += submit(region, 1)
        victim = dice.choice(nodes)
        time.sleep(dice.uniform(0, options.pause))
        victim.kill()
        victim.start()
        for node in nodes:
            if node.process.poll() is not None:
                node.start()
    for node in nodes:
        node.dice = None
        node.kill()
        node.start()
    return accepted


def settle(region, nodes, options):
    """Waits until nothing is under way. A receipt that was lost comes with the next attempt: a person asks for it here."""
    end, asked = time.monotonic() + options.patience, time.monotonic()
    while time.monotonic() < end:
        for node in nodes:
            if node.process.poll() is not None:
                node.start()
        waiting = [(name, row[0]) for name in ADDRESS for row in region.store(
            name, "SELECT DISTINCT id FROM message WHERE direction = 'outbound' AND state NOT IN ('delivered', 'failed')")]
        forms = region.store(SENDER, "SELECT count(*) FROM message WHERE direction = 'outbound'")[0][0]
        answers = region.store(SENDER, "SELECT count(*) FROM message WHERE direction = 'inbound'")[0][0]
        if not waiting and forms == answers:
            return True
        if time.monotonic() - asked > 20:
            for name, identifier in waiting:
                region.run("retry", "--node", name, identifier, mayFail=True)
            asked = time.monotonic()
        time.sleep(1)
    return False


def values(tree):
    if isinstance(tree, dict):
        for value in tree.values():
            yield from values(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from values(value)
    elif isinstance(tree, str):
        yield tree


def secrets():
    """What is of a person in the form: no dates or codes, and not the address that stands in From by design."""
    found = {value for value in values(json.loads(FORM.read_text())) if len(value) > 5} - {PERSON}
    return {value for value in found if not re.fullmatch(r"[\d-]{10}|GM\d{4}|[a-z-]+", value)}


def compare(region, servers, accepted):
    sent = {row[0] for row in region.store(SENDER, "SELECT id FROM message WHERE direction = 'outbound'")}
    states = dict(region.store(SENDER, "SELECT state, count(*) FROM message WHERE direction = 'outbound' GROUP BY state"))
    arrived = [row[0] for row in region.store(RECEIVER, "SELECT id FROM message WHERE direction = 'inbound'")]
    takes = region.store(RECEIVER, "SELECT message, count(*) FROM audit WHERE action = 'accept' GROUP BY message")
    retours = region.store(SENDER, "SELECT count(*) FROM message WHERE direction = 'inbound'")[0][0]
    answered = region.store(RECEIVER, "SELECT count(*) FROM message WHERE direction = 'outbound'")[0][0]
    words = secrets()
    seen = set()
    for content in servers.everything():
        seen |= {word for word in words if word.encode() in content}
    return {
        "forms accepted": (accepted, None), "forms in the sender's store": (len(sent), None),
        "accepted and not stored": (max(0, accepted - len(sent)), 0),
        "never arrived": (len(sent - set(arrived)), 0), "arrived twice": (len(arrived) - len(set(arrived)), 0),
        "arrived from nowhere": (len(set(arrived) - sent), 0),
        "accepted twice, says the log": (sum(count != 1 for _, count in takes), 0),
        "not delivered, says the sender": (len(sent) - states.get("delivered", 0), 0),
        "retours lost or doubled": (abs(retours - len(sent)) + abs(answered - len(sent)), 0),
        "personal values looked for": (len(words), None), "of them on the servers' side": (len(seen), 0),
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--pause", type=float, default=1.5, help="seconds before a kill, at most")
    parser.add_argument("--patience", type=float, default=600, help="seconds for the rest at the end")
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    options = parser.parse_args()
    begin = time.monotonic()
    with Servers() as servers:
        region = Region(pathlib.Path(options.program).resolve(), servers)
        nodes = [Node(region, name) for name in ADDRESS]
        accepted = hurt(region, nodes, options, random.Random(options.seed))
        rested = settle(region, nodes, options)
        for node in nodes:
            node.stop()
        found = compare(region, servers, accepted)
    print(f"mail: {options.kills} kills in {time.monotonic() - begin:.0f} s, seed {options.seed}")
    wrong = not rested
    for name, (count, expected) in found.items():
        bad = expected is not None and count != expected
        wrong = wrong or bad
        print(f"  {name:36} {count:6}{'  WRONG' if bad else ''}")
    if not rested:
        print("  something is still under way after the rest")
    if wrong:
        print(f"kept: {region.work}")
        sys.exit(1)
    shutil.rmtree(region.work)


if __name__ == "__main__":
    main()
