"""Messages and receipts made with the keys of a region, as software that keeps to no rule would make them."""

import datetime
import json
import os
import subprocess
import time
import uuid

from region import ROOT, Failure

FORMS = ROOT / "Tests/Vectors/formulieren"
SCHEMAS = ROOT / "Sources/Schemas/Profiles/fryslan-2022"


def form(name="registratie"):
    return json.loads((FORMS / f"{name}.json").read_text())


def identifier():
    """A UUID of version 7."""
    value = int(time.time() * 1000) << 80 | 0x7 << 76 | 0x2 << 62
    return str(uuid.UUID(int=value | int.from_bytes(os.urandom(9), "big") & (1 << 62) - 1))


class Forgery:
    """Collects what is to be made, and has it made."""

    def __init__(self, region, program):
        self.region, self.program = region, program
        self.folder = region.work / "forged"
        self.folder.mkdir()
        self.jobs, self.count = [], 0

    def document(self, sender, receiver, kind="registratie", data=None, message=None, dossier=None, name=None):
        """A CloudEvents document on one line."""
        schema = json.loads((SCHEMAS / f"{kind}.json").read_text())["$id"]
        now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        return json.dumps({
            "specversion": "1.0", "id": message or identifier(),
            "source": f"urn:nld:oin:{self.region.oin(name or sender)}:systeem:vervalser", "type": f"nl.weerthuis.{kind}",
            "subject": dossier or str(uuid.uuid4()), "time": now, "dataschema": schema,
            "datacontenttype": "application/json", "recipient": self.region.oin(receiver),
            "directory": self.region.edition, "data": form(kind) if data is None else data,
        }, separators=(",", ":"), ensure_ascii=False)

    def envelope(self, document, sender, receiver, person=None, flaw=None):
        """Answers where the envelope is after `make`."""
        key, certificate = self.region.key(sender, person)
        return self.add(kind="message", key=key, certificate=certificate, document=document, flaw=flaw,
                        recipients=self.region.recipients(receiver))

    def receipt(self, about, by, person="node", name=None, code=None, flaw=None):
        key, certificate = self.region.key(by, person)
        return self.add(kind="receipt", key=key, certificate=certificate, messageID=about, disposition=code, flaw=flaw,
                        **{"from": self.region.oin(name or by)})

    def add(self, **job):
        self.count += 1
        path = self.folder / str(self.count)
        self.jobs.append({"out": str(path), **{name: value for name, value in job.items() if value is not None}})
        return path

    def make(self):
        lines = "\n".join(json.dumps(job) for job in self.jobs)
        self.jobs = []
        done = subprocess.run([str(self.program), str(self.region.passphrase)], input=lines, capture_output=True, text=True)
        if done.returncode != 0:
            raise Failure(done.stderr[-1500:])


def encrypted(content, certificates):
    """What anybody can seal who has the certificates: no signature in it. By stock openssl."""
    words = ["openssl", "cms", "-encrypt", "-binary", "-aes-256-gcm", "-outform", "DER"]
    for certificate in certificates:
        words += ["-recip", certificate, "-keyopt", "ecdh_kdf_md:sha256"]
    done = subprocess.run(words, input=content, capture_output=True)
    if done.returncode != 0:
        raise Failure(done.stderr.decode()[-1500:])
    return done.stdout


def deep(levels):
    """Entities inside each other."""
    text = b""
    for level in range(levels):
        text += f'Content-Type: multipart/signed; boundary="b{level}"\r\n\r\n--b{level}\r\n'.encode()
    return text + b"Content-Type: text/plain\r\n\r\nx\r\n"


def vectors():
    """The bodies of the refusal vectors: name and bytes."""
    for file in sorted((ROOT / "Tests/Vectors/envelopes").glob("*.envelope")):
        yield file.stem, file.read_bytes().split(b"\n\n", 1)[1]
    for file in sorted((ROOT / "Tests/Vectors/envelope-testkit").glob("*.vector")):
        yield file.stem, file.read_bytes().split(b"\n\n", 1)[1]

