#!/usr/bin/env python3
"""Kills nodes while they fetch and send mail, over a real Postfix and Dovecot, and compares what was accepted with what took effect.
  drill.py --program weerthuis --shim faults-shim.so [--kills 100] [--seed N]
Two nodes of the example region reach each other by mail only, a third party has nothing but a mail program, and mail to a fourth bounces.
Forms are submitted all the while; a node, taken at random, gets SIGKILL at a random moment and starts again. At the end nothing is killed any more. Exit status 1 when anything was lost, is there twice, or
can be read on the servers' side; the folder is kept then. Needs root (Postfix)."""
import argparse, json, os, pathlib, random, re, shutil, signal, socket, sqlite3, struct, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SENDER, RECEIVER = "zorgaanbieder", "transferpunt"
ADDRESS = {SENDER: "knooppunt@partij1.example", RECEIVER: "knooppunt@partij2.example"}
PERSON, OTHER_PERSON = "m.postma@deterp.example", "a.hoekstra@transferpunt.example"
FORM = ROOT / "Tests/Vectors/formulieren/registratie.json"
LETTER = ROOT / "Tests/Vectors/formulieren/aanmeldbericht.json"
OINS = {SENDER: "00000099000000001000", RECEIVER: "00000099000000002000"}
# The party with a mail program.
CLIENT, CLIENT_ADDRESS = "00000099000000005000", "b.kuiper@dehaard.example"
# The party whose mailbox takes nothing: the server that has its mail says so in a report.
BOUNCER, BOUNCER_ADDRESS = "00000099000000004000", "weg@elders.example"
STEPS = ["submit", "claimDue", "recordDelivered", "recordHandedOver", "recordDeferred", "receive", "other", "recordBounced",
         "mailbox", "askAboutHandedOver"]
MOMENTS = ["before", "inside", "after"]


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
            [sys.executable, str(ROOT / "Tests/Peers/mail/mail_system.py"), "--domains",
             "partij1.example,partij2.example,dehaard.example"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
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
            for oin, address in [(CLIENT, CLIENT_ADDRESS), (BOUNCER, BOUNCER_ADDRESS)]:
                if party["oin"] == oin and self.byMail:
                    party["endpoint"] = f"mailto:{address}"
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
            "address": self.address[name], "authorities": "mail.pem", "askAfter": 1,
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

    def start(self, **more):
        log = open(self.region.work / f"{self.name}.log", "a")
        self.process = subprocess.Popen(
            [self.region.program, "serve", "--node", self.name, "--json"], cwd=self.region.folder, stdout=subprocess.PIPE,
            stderr=log, stdin=subprocess.DEVNULL, text=True, env={**os.environ, **self.environment(), **more})
        log.close()

    def environment(self):
        """Now and then a debug build dies at a numbered step by itself: before, inside or after its transaction."""
        if not self.dice or self.dice.random() < 0.5:
            return {}
        step, moment = self.dice.choice(STEPS), self.dice.choice(MOMENTS)
        return {"WEERTHUIS_KILL_AT": f"{step}.{moment}.{self.dice.randint(1, 3)}"}

    dice = None

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        self.process.terminate()
        self.process.wait(120)


def submit(region):
    """Hands a form over; whether it was accepted."""
    done = region.run("send", "--node", SENDER, "--type", "registratie", "--as", PERSON, FORM, mayFail=True)
    return done.returncode == 0


def write_letter(region, dossier, party=CLIENT):
    """Hands a message for a party that the transferpunt reaches by mail over; whether it was accepted."""
    done = region.run("send", "--node", RECEIVER, "--type", "aanmeldbericht", "--as", OTHER_PERSON, "--dossier", dossier,
                      "--to", party, LETTER, mayFail=True)
    return done.returncode == 0


def until(holds, seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = holds()
        if found:
            return found
        time.sleep(0.2)
    sys.exit("it did not come so far")


def start_up(region, nodes, options):
    """Starts the nodes, and sends the form whose dossier the letters are about."""
    for node in nodes:
        node.start()
        node.process.stdout.readline()
    accepted = submit(region)
    arrived = until(lambda: region.store(RECEIVER, "SELECT dossier FROM message WHERE direction = 'inbound'"), options.patience)
    return accepted, arrived[0][0]


def hand_over(region, node, dossier, options):
    """A letter for each moment of the step with which a node notes that a mail server took a mail over; the node dies there. Returns
    the letters that were accepted, and how often it died: a release build never does."""
    accepted = deaths = 0
    for moment in MOMENTS:
        node.kill()
        node.start(WEERTHUIS_KILL_AT=f"recordHandedOver.{moment}.1")
        accepted += write_letter(region, dossier)
        letters = f"SELECT count(*) FROM message WHERE partner = '{CLIENT}' AND state = 'overhandigd'"
        until(lambda: node.process.poll() is not None or region.store(RECEIVER, letters)[0][0] == accepted, options.patience)
        time.sleep(1)
        deaths += node.process.poll() == -signal.SIGKILL
        node.kill()
        node.start()
        until(lambda: region.store(RECEIVER, letters)[0][0] == accepted, options.patience)
    return accepted, deaths


def bounces(region, state):
    return region.store(
        RECEIVER, f"SELECT count(*) FROM message WHERE partner = '{BOUNCER}' AND state = '{state}'")[0][0]


def bounce(region, node, dossier, options):
    """A letter that bounces for each moment of the step with which a node notes that. Returns the letters that were accepted, how often
    it died, and how often its store then said the wrong thing."""
    accepted = deaths = wrong = 0
    for moment in MOMENTS:
        node.kill()
        node.start(WEERTHUIS_KILL_AT=f"recordBounced.{moment}.1")
        accepted += write_letter(region, dossier, BOUNCER)
        until(lambda: node.process.poll() is not None or bounces(region, "failed") == accepted, options.patience)
        time.sleep(1)
        if node.process.poll() == -signal.SIGKILL:
            deaths += 1
            wrong += bounces(region, "failed") != accepted - (moment != "after")
        node.kill()
        node.start()
        until(lambda: bounces(region, "failed") == accepted, options.patience)
    return accepted, deaths, wrong


def ask(region, node, options):
    """A day later nobody has answered the letters: the node asks a person about them when it starts, and dies before, inside and after
    the step that notes it. Returns how often it died, and how often its store then said the wrong thing."""
    count = "SELECT count(*) FROM message WHERE state = 'overhandigd' AND reason IS NOT NULL"
    letters = region.store(RECEIVER, "SELECT count(*) FROM message WHERE state = 'overhandigd'")[0][0]
    later = clock(region, options, 25 * 3_600)
    deaths = wrong = 0
    for moment in MOMENTS:
        node.kill()
        node.start(WEERTHUIS_KILL_AT=f"askAboutHandedOver.{moment}.1", **later)
        until(lambda: node.process.poll() is not None or region.store(RECEIVER, count)[0][0] == letters, options.patience)
        time.sleep(1)
        if node.process.poll() == -signal.SIGKILL:
            deaths += 1
            wrong += region.store(RECEIVER, count)[0][0] != (letters if moment == "after" else 0)
    node.kill()
    node.start(**later)
    until(lambda: region.store(RECEIVER, count)[0][0] == letters, options.patience)
    node.kill()
    node.start()
    return deaths, wrong


def clock(region, options, seconds):
    """The environment of a process whose clock is ahead: the fields are those of `struct faults_control`."""
    control = region.work / "clock"
    control.write_bytes(struct.pack("<72q", seconds * 1_000, -1, *[0] * 70))
    return {"LD_PRELOAD": str(options.shim), "WEERTHUIS_FAULTS": str(control)}


def hurt(region, nodes, dossier, options, dice):
    accepted = letters = lost = 0
    for node in nodes:
        node.dice = dice
    for number in range(options.kills):
        accepted += submit(region)
        if number % 3 == 0:
            letters += write_letter(region, dossier)
        elif number % 3 == 1:
            lost += write_letter(region, dossier, BOUNCER)
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
    return accepted, letters, lost


def settle(region, nodes, options):
    """Waits until nothing is under way. Nobody asks for another attempt: what a process owed is sent by the next one."""
    end = time.monotonic() + options.patience
    known = ", ".join(f"'{oin}'" for oin in [*OINS.values(), CLIENT, BOUNCER])
    while time.monotonic() < end:
        for node in nodes:
            if node.process.poll() is not None:
                node.start()
        waiting = [row for name in ADDRESS for row in region.store(
            name, "SELECT id FROM message WHERE direction = 'outbound' AND state NOT IN ('delivered', 'overhandigd', 'failed') "
            f"AND partner IN ({known})")]
        forms = region.store(SENDER, "SELECT count(*) FROM message WHERE direction = 'outbound'")[0][0]
        answers = region.store(SENDER, "SELECT count(*) FROM message WHERE direction = 'inbound'")[0][0]
        if not waiting and forms == answers and not bounces(region, "overhandigd"):
            return True
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
    """What is of a person in the forms: no dates or codes, and not the address that stands in From by design."""
    forms = [json.loads(path.read_text()) for path in (FORM, LETTER)]
    found = {value for value in values(forms) if len(value) > 5} - {PERSON}
    return {value for value in found if not re.fullmatch(r"[\d-]{10}|GM\d{4}|[a-z-]+", value)}


def mailed(servers):
    """The numbers of the messages in the mailbox of the mail program."""
    found = set()
    for path in (servers.folder / "mail" / CLIENT_ADDRESS).rglob("*"):
        if path.is_file() and path.parent.name in ("new", "cur"):
            found |= set(re.findall(rb"^Message-ID: <([0-9a-f-]{36})", path.read_bytes(), re.MULTILINE))
    return {number.decode() for number in found}


def compare(region, servers, told, deaths, mistaken):
    accepted, letters, lost = told
    handed = {row[0] for row in region.store(RECEIVER, f"SELECT id FROM message WHERE partner = '{CLIENT}' AND state = 'overhandigd'")}
    written = {row[0] for row in region.store(RECEIVER, f"SELECT id FROM message WHERE partner = '{CLIENT}'")}
    returned = region.store(RECEIVER, f"SELECT id, state FROM message WHERE partner = '{BOUNCER}'")
    noted = region.store(RECEIVER, "SELECT message, count(*) FROM audit WHERE result = 'bounced' GROUP BY message")
    sent = {row[0] for row in region.store(SENDER, "SELECT id FROM message WHERE direction = 'outbound'")}
    states = dict(region.store(SENDER, "SELECT state, count(*) FROM message WHERE direction = 'outbound' GROUP BY state"))
    arrived = [row[0] for row in region.store(RECEIVER, "SELECT id FROM message WHERE direction = 'inbound'")]
    takes = region.store(RECEIVER, "SELECT message, count(*) FROM audit WHERE action = 'accept' GROUP BY message")
    retours = region.store(SENDER, "SELECT count(*) FROM message WHERE direction = 'inbound'")[0][0]
    answered = region.store(
        RECEIVER, f"SELECT count(*) FROM message WHERE direction = 'outbound' AND partner = '{OINS[SENDER]}'")[0][0]
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
        "letters accepted": (letters, None), "accepted letters not stored": (max(0, letters - len(written)), 0),
        "letters not handed over, or not there": (len(written - handed) + len(written - mailed(servers)), 0),
        "letters there from nowhere": (len(mailed(servers) - written), 0),
        "letters accepted that bounce": (lost, None), "of these not stored": (max(0, lost - len(returned)), 0),
        "bounces not noted once": (abs(len(returned) - len(noted)) + sum(count != 1 for _, count in noted), 0),
        "bounced, and the state says otherwise": (sum(state != "failed" for _, state in returned), 0),
        **{f"died at {step}": (count, None) for step, count in deaths.items()},
        "stores that were wrong after that": (mistaken, 0),
        "retours lost or doubled": (abs(retours - len(sent)) + abs(answered - len(sent)), 0),
        "personal values looked for": (len(words), None), "of them on the servers' side": (len(seen), 0),
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--shim", required=True, help="library with a clock that can be set")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--pause", type=float, default=1.5, help="seconds before a kill, at most")
    parser.add_argument("--patience", type=float, default=600, help="seconds for the rest at the end")
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    options = parser.parse_args()
    begin = time.monotonic()
    with Servers() as servers:
        region = Region(pathlib.Path(options.program).resolve(), servers)
        nodes = [Node(region, name) for name in ADDRESS]
        accepted, dossier = start_up(region, nodes, options)
        letters, *deaths = hand_over(region, nodes[1], dossier, options)
        lost, died, mistaken = bounce(region, nodes[1], dossier, options)
        deaths.append(died)
        if not settle(region, nodes, options):
            sys.exit(f"something is still under way before the questions; see {region.work}")
        died, wrong = ask(region, nodes[1], options)
        deaths.append(died)
        told = hurt(region, nodes, dossier, options, random.Random(options.seed))
        told = [first + more for first, more in zip((accepted, letters, lost), told)]
        rested = settle(region, nodes, options)
        for node in nodes:
            node.stop()
        deaths = dict(zip(["recordHandedOver", "recordBounced", "askAboutHandedOver"], deaths))
        found = compare(region, servers, told, deaths, mistaken + wrong)
    print(f"mail: {options.kills} kills in {time.monotonic() - begin:.0f} s, seed {options.seed}")
    wrong = not rested
    for name, (count, expected) in found.items():
        bad = expected is not None and count != expected
        wrong = wrong or bad
        print(f"  {name:38} {count:6}{'  WRONG' if bad else ''}")
    if not rested:
        print("  something is still under way after the rest")
    if wrong:
        print(f"kept: {region.work}")
        sys.exit(1)
    shutil.rmtree(region.work)


if __name__ == "__main__":
    main()
