"""Attacks that are tried once each, and what must come of them."""

import copy
import json
import shutil
import time
import uuid

from forgery import FORMS, deep, encrypted, form, identifier, vectors
from region import CARE, DESK, GOOD, OTHER, Failure, Node
from shapes import EXCESS, MARKER, SMUGGLING
from wire import Ended, Wire, disposition, post

#: How long a connection may live on after a shape that is refused; the node counts its own time.
PATIENCE = 40


class Checks:
    def __init__(self, region, forgery, results):
        self.region, self.forgery, self.results = region, forgery, results

    def note(self, group, name, holds, detail=""):
        self.results.setdefault(group, []).append((name, bool(holds), "" if holds else str(detail)[:300]))

    def ask(self, name, request):
        """An answer without its date."""
        with Wire(self.region.port(name), "127.5.0.1") as wire:
            wire.send(request)
            status, head, body = wire.answer()
        kept = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"date:")]
        return status, b"\r\n".join(kept), body

    def bring(self, body, sender, receiver, to=None, message_id="<proef@proef>", **more):
        """Posts an envelope to a node in a party's name."""
        request = post(body, self.region.oin(sender), self.region.oin(receiver), message_id, **more)
        return self.ask(to or receiver, request)

    @property
    def stranger(self):
        """The answer to who is not known."""
        return self.bring(b"hallo", GOOD, DESK)

    def stored(self, name=DESK):
        return self.region.query(name, "SELECT count(*) FROM message")[0][0]

    def logged(self, name=DESK):
        """What the node took and refused; it also logs about itself."""
        return self.region.query(name, "SELECT count(*) FROM audit WHERE action IN ('accept', 'reject')")[0][0]

    # Refusals

    def vectors(self):
        expected, before, bad, number = self.stranger, (self.stored(), self.logged()), [], 0
        for name, body in vectors():
            number += 1
            if self.bring(body, GOOD, DESK) != expected:
                bad.append(name)
        self.note("envelopes", f"{number} test vectors from a known party: the same bytes for each", not bad, bad[:9])
        self.note("envelopes", "nothing of them is stored or logged", before == (self.stored(), self.logged()))

    def mutations(self, dice, number):
        document = self.forgery.document(GOOD, DESK)
        path = self.forgery.envelope(document, GOOD, DESK)
        self.forgery.make()
        good, expected, bad = path.read_bytes(), self.stranger, []
        receipt, before = self.bring(good, GOOD, DESK), self.stored()
        self.note("envelopes", "a good envelope is taken", disposition(receipt[2]) == "processed", receipt[0])
        open_part = recipients(good)
        with Wire(self.region.port(DESK), "127.5.0.2") as wire:
            for _ in range(number):
                body, places = spoilt(good, dice)
                if body == good:
                    continue
                wire.send(post(body, self.region.oin(GOOD), self.region.oin(DESK)))
                status, _, answer = wire.answer()
                # CMS protects the content, not whom it is for: with one recipient's part spoilt the other still opens it.
                is_same = answer == receipt[2] and all(place in open_part for place in places)
                if (status, answer) != (expected[0], expected[2]) and not is_same:
                    bad.append((status, places))
        self.note("envelopes", f"{number} spoilt copies of it: refused with the same bytes; or one recipient's part is spoilt, "
                               "and it is the same message", not bad, bad[:9])
        self.note("envelopes", "nothing of them is stored", self.stored() == before)

    def depth(self):
        certificates, expected = self.region.recipients(DESK), self.stranger
        forms = {
            "MIME 20,000 levels deep": deep(20_000),
            "a header of a megabyte": b"X: " + b"a" * (1 << 20) + b"\r\n\r\n",
            "a million line ends": b"\r\n" * (1 << 20),
            "a boundary a million times": b'Content-Type: multipart/signed; boundary="b"\r\n\r\n' + b"--b\r\n" * (1 << 20),
            "nothing": b"",
        }
        for name, content in forms.items():
            answer = self.bring(encrypted(content, certificates), GOOD, DESK)
            self.note("envelopes", f"sealed by anybody: {name}", answer == expected, answer[:1])

    # Who says he is who

    def names(self):
        document = self.forgery.document(GOOD, DESK)
        own = self.forgery.envelope(document, GOOD, DESK)
        unknown = self.forgery.envelope(document, GOOD, DESK, flaw="stranger")
        spoilt = self.forgery.envelope(document, GOOD, DESK, flaw="signature")
        borrowed = self.forgery.envelope(self.forgery.document(GOOD, DESK, name=CARE), GOOD, DESK)
        own_other = self.forgery.envelope(self.forgery.document(GOOD, OTHER), GOOD, OTHER)
        self.forgery.make()
        expected, before = self.stranger, self.stored()
        cases = {
            "signed by a certificate of one's own making": (unknown, GOOD, DESK, DESK),
            "a wrong signature": (spoilt, GOOD, DESK, DESK),
            "another party's name inside, one's own key": (borrowed, GOOD, DESK, DESK),
            "the same, and its name on the transport too": (borrowed, CARE, DESK, DESK),
            "one's own message, another party's name on the transport": (own, CARE, DESK, DESK),
            "a message to another party, brought here": (own_other, GOOD, OTHER, DESK),
            "the same, addressed here": (own_other, GOOD, DESK, DESK),
            "a message from here, brought to another party": (own, GOOD, DESK, OTHER),
            "the same, addressed to it": (own, GOOD, OTHER, OTHER),
        }
        for name, (path, sender, receiver, to) in cases.items():
            answer = self.bring(path.read_bytes(), sender, receiver, to)
            self.note("names", name, answer == expected, answer[:1])
        self.note("names", "nothing of them is stored", self.stored() == before)

    def replays(self):
        message, dossier = identifier(), str(uuid.uuid4())
        document = self.forgery.document(GOOD, DESK, message=message, dossier=dossier)
        changed = copy.deepcopy(form())
        changed["achternaam"] = "Vervalst"
        first = self.forgery.envelope(document, GOOD, DESK)
        anew = self.forgery.envelope(document, GOOD, DESK)
        other = self.forgery.envelope(
            self.forgery.document(GOOD, DESK, message=message, dossier=dossier, data=changed), GOOD, DESK)
        again = self.forgery.envelope(document, GOOD, DESK, person="tweede0")
        self.forgery.make()
        receipt = self.bring(first.read_bytes(), GOOD, DESK)[2]
        count = self.stored()
        self.note("replays", "the message itself is taken", disposition(receipt) == "processed", receipt[:80])
        answer = self.bring(first.read_bytes(), GOOD, DESK)[2]
        self.note("replays", "the same bytes again: the first receipt", answer == receipt)
        answer = self.bring(first.read_bytes(), GOOD, DESK, message_id="<nieuw@proef>")[2]
        self.note("replays", "the same bytes, a new transport id: the first receipt", answer == receipt)
        answer = self.bring(anew.read_bytes(), GOOD, DESK)[2]
        self.note("replays", "the same message, sealed anew: the first receipt", answer == receipt)
        said = disposition(self.bring(other.read_bytes(), GOOD, DESK)[2])
        self.note("replays", "other content under a used id: refused", "id-hergebruikt" in said, said)
        answer = self.bring(again.read_bytes(), GOOD, DESK)[2]
        self.note("replays", "the same message, signed by the other contactpersoon: the first receipt", answer == receipt)
        self.note("replays", "one message, one answer in the store", self.stored() == count)

    # HTTP

    def smuggling(self):
        port, alive, open_ = self.region.port(DESK), [], []
        for name, shape in SMUGGLING.items():
            try:
                with Wire(port, "127.5.0.3") as wire:
                    wire.send(shape + MARKER)
                    data, ended = wire.remainder(PATIENCE)
            except Ended:
                continue
            first = data.split(b"\r\n", 1)[0]
            if b" 404 " in data or first.startswith(b"HTTP/1.1 200"):
                alive.append(f"{name}: {first!r}")
            if not ended:
                open_.append(name)
        self.note("HTTP", f"{len(SMUGGLING)} smuggling shapes: what follows one is never answered", not alive, alive)
        self.note("HTTP", "each ends its connection", not open_, open_)

    def excess(self):
        for name, (request, statuses) in EXCESS.items():
            try:
                status = self.ask(DESK, request)[0]
            except Ended:
                status = "closed"
            self.note("HTTP", name, status in statuses | {"closed"}, status)

    # Receipts and directory

    def receipts(self, desk):
        """Receipts for a message that waits, while its receiver is off. Answers the receiver, running again."""
        desk.stop()
        said = self.region.run("send", "--node", CARE, "--type", "registratie", "--as", "m.postma@deterp.example",
                               "--json", "--passphrase-file", self.region.passphrase, FORMS / "registratie.json")
        message = json.loads(said.splitlines()[0])["message"]
        about = f"<{message}@{self.region.oin(CARE)}.weerthuis.nl>"
        forged = {
            "by another party's node, in the receiver's name": self.forgery.receipt(about, OTHER, name=DESK),
            "by another party's node, in its own name": self.forgery.receipt(about, OTHER),
            "by a contactpersoon of the receiver": self.forgery.receipt(about, DESK, person="hoekstra"),
            "with a wrong signature": self.forgery.receipt(about, DESK, flaw="signature"),
            "by a certificate of one's own making": self.forgery.receipt(about, DESK, flaw="stranger"),
            "genuine, about other content": self.forgery.receipt(about, DESK),
            "genuine, about a message that was never sent":
                self.forgery.receipt(f"<{identifier()}@{self.region.oin(CARE)}.weerthuis.nl>", DESK),
            "a refusal by another party": self.forgery.receipt(about, OTHER, code="WT8101"),
        }
        self.forgery.make()
        expected = self.bring(b"hallo", DESK, CARE)
        for name, path in forged.items():
            kind = path.with_suffix(".type").read_text()
            answer = self.bring(path.read_bytes(), DESK, CARE, content_type=kind)
            self.note("receipts", name, answer == expected, answer[:1])
        state = self.region.query(CARE, f"SELECT state FROM message WHERE id = '{message}'")[0][0]
        self.note("receipts", "the message still waits", state in ("queued", "deferred", "sending"), state)
        desk = Node(self.region, DESK)
        self.note("receipts", "and is delivered when its receiver is back", self.wait_delivered(message))
        return desk

    def wait_delivered(self, message, seconds=120):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            rows = self.region.query(CARE, f"SELECT state FROM message WHERE id = '{message}' AND direction = 'outbound'")
            if rows and all(state == "delivered" for state, in rows):
                return True
            time.sleep(0.3)
        return False

    def directory(self):
        """Runs beside the node; the last edition that it took stays."""
        folder = self.region.folder
        signing = ["--key", "authority/administrator.key.pem", "--cert", "authority/administrator.cert.pem",
                   "--passphrase-file", self.region.passphrase]
        draft = json.loads((folder / "directory/directory.json").read_text())
        (folder / "draft.json").write_text(json.dumps(draft))
        self.region.run("directory", "sign", "draft.json", "--previous", "directory/edition-1.p7m", "--out", "second.p7m",
                        *signing)
        self.region.run("directory", "sign", "draft.json", "--previous", "directory/edition-1.p7m", "--days", 30, "--out",
                        "twin.p7m", *signing)
        freshness = ["--key", "authority/freshness.key.pem", "--cert", "authority/freshness.cert.pem", "--passphrase-file",
                     self.region.passphrase, "--out"]
        self.region.run("directory", "freshen", "second.p7m", *freshness, "second.fresh")
        self.region.run("directory", "publish", "--node", OTHER, "--freshness", "second.fresh", "second.p7m")
        shutil.copy(folder / "second.p7m", folder / "spoilt.p7m")
        spoilt = bytearray((folder / "spoilt.p7m").read_bytes())
        spoilt[len(spoilt) // 2] ^= 1
        (folder / "spoilt.p7m").write_bytes(spoilt)
        for name, file in (("an older edition", "directory/edition-1.p7m"), ("another one under the same number", "twin.p7m"),
                           ("a changed byte", "spoilt.p7m")):
            self.refused(name, "directory", "publish", "--node", OTHER, file)
        before = self.confirmed()
        self.refused("freshness of an older edition", "directory", "publish", "--node", OTHER, "--freshness", "fresh.p7m")
        self.note("directory", "and it changes nothing", self.confirmed() == before)
        for name, line in (("directory", b"GET /directory"), ("freshness", b"GET /directory/freshness"),
                           ("edition notice", b"POST /directory/edition")):
            status = self.ask(OTHER, line + b" HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n")[0]
            self.note("directory", f"{name} asked for without a signature", status == 403, status)

    def confirmed(self):
        """The edition in force, and when it was confirmed last."""
        lines = self.region.run("directory", "status", "--node", OTHER).splitlines()
        return [line for line in lines if line.startswith(("edition ", "confirmed "))]

    def refused(self, name, *words):
        try:
            self.region.run(*words, status=1)
            self.note("directory", f"{name}: not adopted", True)
        except Failure as error:
            self.note("directory", f"{name}: not adopted", False, error)


def recipients(envelope):
    """Where in an envelope it says for whom it is and holds their keys: the first SET of an AuthEnvelopedData."""
    start = envelope.index(b"\x02\x01\x00\x31\x82") + 3
    return range(start, start + 4 + int.from_bytes(envelope[start + 2:start + 4], "big"))


def spoilt(envelope, dice):
    """A copy with some bytes changed, perhaps cut off. Answers it and the places."""
    body = bytearray(envelope)
    places = [dice.randrange(len(body)) for _ in range(dice.choice([1, 1, 1, 2, 8]))]
    for place in places:
        body[place] = dice.randrange(256)
    if dice.random() < 0.2:
        end = dice.randrange(len(body))
        places.append(end)
        del body[end:]
    return bytes(body), [place for place in places if place >= len(body) or body[place] != envelope[place]]
