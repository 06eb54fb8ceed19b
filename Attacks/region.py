"""A copy of the example region for one run, with two parties more, and its nodes as processes."""

import hashlib
import json
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
#: Sends through its own node.
CARE = "zorgaanbieder"
#: The node under attack.
DESK = "transferpunt"
#: Another node, to which an envelope is brought that is not meant for it.
OTHER = "gemeente"
#: Parties whose software is this program: one sends good messages, one floods. No node of theirs runs.
GOOD, BAD = "goede", "kwade"
PEOPLE = {CARE: "postma", OTHER: "dejong", GOOD: "goed", BAD: "kwaad"}


class Failure(Exception):
    """The run itself can't go on."""


class Region:
    def __init__(self, tool, work):
        self.tool, self.work, self.folder = str(tool), work, work / "region"
        plan = json.loads((ROOT / "keys-example/region.json").read_text())
        plan["parties"] = [party for party in plan["parties"] if party.get("suite") != "cbc"]
        for number, name in enumerate((GOOD, BAD)):
            plan["parties"].append({
                "folder": name, "organisation": f"Stichting {name.capitalize()}", "oin": f"0000009900000001{number}000",
                "role": "zorgaanbieder", "algorithm": "p256",
                "contactpersonen": [
                    {"file": person, "name": f"P. {person}", "mail": f"{person}@{name}.example"}
                    for person in (PEOPLE[name], f"tweede{number}")]})
        first = 30_000 + os.getpid() % 250 * 100
        for number, party in enumerate(plan["parties"]):
            party["port"], party["localPort"] = first + number, first + 50 + number
        self.parties = {party["folder"]: party for party in plan["parties"]}
        (work / "region.json").write_text(json.dumps(plan))
        self.passphrase = work / "passphrase"
        shutil.copy(ROOT / "keys-example/passphrase.txt", self.passphrase)
        self.passphrase.chmod(0o600)
        self.run("keys", "example", "--region", work / "region.json", "--out", self.folder, "--passphrase-file",
                 self.passphrase)
        self.run("directory", "freshen", "directory/edition-1.p7m", "--key", "authority/freshness.key.pem", "--cert",
                 "authority/freshness.cert.pem", "--passphrase-file", self.passphrase, "--out", "fresh.p7m")
        for name in (CARE, DESK, OTHER):
            self.run("directory", "publish", "--node", name, "--freshness", "fresh.p7m", "directory/edition-1.p7m")
            self.hurry(name)
        self.edition = "1:" + hashlib.sha256((self.folder / "directory/directory.json").read_bytes()).hexdigest()

    def hurry(self, name):
        """What was not delivered is tried again soon."""
        path = self.folder / name / "node.json"
        settings = json.loads(path.read_text())
        settings["delivery"]["retry"] = {"minutes": [0.02], "then": 0.05}
        path.write_text(json.dumps(settings))

    def oin(self, name):
        return self.parties[name]["oin"]

    def port(self, name):
        return self.parties[name]["port"]

    def key(self, name, person=None):
        """The signing key of a person, of the first one unless said otherwise, or of the node."""
        stem = "node" if person == "node" else f"{person or PEOPLE[name]}.signing"
        return [str(self.folder / name / "keys" / f"{stem}.{part}.pem") for part in ("key", "cert")]

    def recipients(self, name):
        files = sorted((self.folder / name / "keys").glob("*.encryption.cert.pem"))
        return [str(file) for file in files]

    def run(self, *words, status=0):
        """A command, to its end. Answers what it printed."""
        done = subprocess.run([self.tool, *map(str, words)], capture_output=True, text=True,
                              cwd=self.folder if self.folder.exists() else self.work)
        if done.returncode != status:
            raise Failure(f"weerthuis {' '.join(map(str, words))}: {done.returncode}: {done.stderr[-1500:]}")
        return done.stdout

    def query(self, name, sql):
        """Rows of a node's store, read with SQL of our own."""
        path = self.folder / name / "store/messages.sqlite"
        with sqlite3.connect(f"file:{path}?mode=rw", uri=True, timeout=20) as database:
            return database.execute(sql).fetchall()


class Node:
    """A node that runs."""

    def __init__(self, region, name):
        self.region, self.name = region, name
        self.log = open(region.work / f"{name}.log", "a")
        self.process = subprocess.Popen(
            [region.tool, "serve", "--node", name, "--json"], cwd=region.folder, stdout=subprocess.PIPE,
            stderr=self.log, text=True)
        if not self.process.stdout.readline():
            raise Failure(f"{name} does not start: {(region.work / f'{name}.log').read_text()[-1500:]}")

    @property
    def alive(self):
        return self.process.poll() is None

    def stop(self):
        if self.alive:
            self.process.send_signal(signal.SIGTERM)
            try:
                status = self.process.wait(timeout=60)
            except subprocess.TimeoutExpired:
                self.process.kill()
                raise Failure(f"{self.name} did not stop within a minute")
            if status != 0:
                raise Failure(f"{self.name} stopped with status {status}")
        self.log.close()

    def page(self, path):
        url = f"http://127.0.0.1:{self.region.parties[self.name]['localPort']}{path}"
        try:
            with urllib.request.urlopen(url, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def resident(self):
        """Megabytes in memory, the process with the keys left out."""
        text = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return next(int(line.split()[1]) for line in text.splitlines() if line.startswith("VmRSS")) / 1024

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def settle(self, descriptors, seconds=90):
        """Waits until connections have gone. Answers how many open files there are more than before."""
        end = time.monotonic() + seconds
        while self.descriptors() > descriptors + 8 and time.monotonic() < end:
            time.sleep(0.2)
        return self.descriptors() - descriptors
