"""Mail: what a form costs its sender by mail and over HTTPS, alone and with its receipt and retour, and what fetching costs with many
old mails in the mailbox. The servers are a Postfix and a Dovecot of our own; their time is not counted. Both ways have the same two nodes,
suite and keys (gcm, P-256)."""

import imaplib
import json
import os
import pathlib
import ssl
import statistics
import sys
import time

import nodes

sys.path.insert(0, str(nodes.ROOT / "Faults/Mail"))
import drill  # noqa: E402

FORMS = 100
# What is sent and not answered is quick: more of it, and the median of so many rounds.
SENT, ROUNDS = 300, 3
OLD = {50: "small", 50_000: "large"}
NOBODY = 65534


def spent(process):
    """Seconds of processor time of a process and of those that it started."""
    total, todo = 0, [process]
    while todo:
        one = todo.pop()
        try:
            fields = pathlib.Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1].split()
            total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
            todo += pathlib.Path(f"/proc/{one}/task/{one}/children").read_text().split()
        except FileNotFoundError:
            pass
    return total


class Running:
    def __init__(self, region, name):
        self.node = drill.Node(region, name)

    def __enter__(self):
        self.node.start()
        self.node.process.stdout.readline()
        return self

    def __exit__(self, *_):
        self.node.stop()

    def spent(self):
        return spent(self.node.process.pid)


def until(holds, seconds=300):
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            sys.exit("mail: the forms did not come to their end")
        time.sleep(0.2)


def send(region, count):
    region.run("send", "--node", drill.SENDER, "--type", "registratie", "--as", drill.PERSON, *[drill.FORM] * count)


def accepted(region):
    """How many forms a mail server took, or have their receipt over HTTPS."""
    return region.store(
        drill.SENDER, "SELECT count(*) FROM message WHERE direction = 'outbound' AND (state = 'delivered' "
        "OR state = 'deferred' AND reason LIKE '%stuurt zijn ontvangstbewijs later%')")[0][0]


def sending(region):
    """Microseconds of the sender's processor time for a form alone: nothing is fetched, and nothing comes back but the receipt over HTTPS."""
    def round_of(count):
        before, end = sender.spent(), accepted(region) + count
        send(region, count)
        until(lambda: accepted(region) >= end)
        return (sender.spent() - before) / count * 1e6

    with Running(region, drill.SENDER) as sender:
        round_of(10)
        return statistics.median(round_of(SENT) for _ in range(ROUNDS))


def keep_retours(region):
    """The receiver may connect to nobody: its retours wait."""
    path = region.folder / drill.RECEIVER / "node.json"
    settings = json.loads(path.read_text())
    settings["delivery"]["allowPrivate"] = []
    path.write_text(json.dumps(settings))


def settled(region, count):
    """Whether so many forms have their receipt and their retour."""
    delivered = region.store(drill.SENDER, "SELECT count(*) FROM message WHERE direction = 'outbound' AND state = 'delivered'")
    answers = region.store(drill.SENDER, "SELECT count(*) FROM message WHERE direction = 'inbound'")
    return delivered[0][0] >= count and answers[0][0] >= count


def exchange(region):
    """Microseconds of each node's processor time for a form, its receipt and its retour."""
    with Running(region, drill.RECEIVER) as receiver, Running(region, drill.SENDER) as sender:
        send(region, 10)
        until(lambda: settled(region, 10))
        before = sender.spent(), receiver.spent()
        send(region, FORMS)
        until(lambda: settled(region, FORMS + 10))
        after = sender.spent(), receiver.spent()
    return [(late - early) / FORMS * 1e6 for early, late in zip(before, after)]


def fill(servers, address, count):
    """A mailbox with old mails. Returns what the node calls it, its UIDVALIDITY, and the highest UID."""
    place = servers.folder / "mail" / address
    for part in ("cur", "new", "tmp"):
        (place / part).mkdir(parents=True, exist_ok=True)
    text = "From: iemand@elders.example\nSubject: oud\n\n" + "oud\n" * 200
    for number in range(count):
        (place / "cur" / f"1600000000.M{number}P1.oud:2,S").write_text(text)
    for path in [place, *place.rglob("*")]:
        os.chown(path, NOBODY, NOBODY)
    context = ssl.create_default_context(cafile=servers.folder / "tls.cert.pem")
    box = imaplib.IMAP4_SSL("localhost", servers.ports["imap"], ssl_context=context)
    box.login(address, "geheim")
    box.select("INBOX")
    validity, following = (int(box.response(name)[1][0]) for name in ("UIDVALIDITY", "UIDNEXT"))
    box.logout()
    return f"{address}@localhost:{servers.ports['imap']}/INBOX", validity, following - 1


def with_region(measure, program, servers, **more):
    region = drill.Region(program, servers, **more)
    try:
        return measure(region)
    finally:
        region.remove()


def sending_over_https(region):
    keep_retours(region)
    with Running(region, drill.RECEIVER):
        return sending(region)


def with_old_mails(servers, count):
    """An exchange with so many old mails in the receiver's mailbox."""
    def measure(region):
        name, validity, uid = fill(servers, region.address[drill.RECEIVER], count)
        with Running(region, drill.RECEIVER):
            pass
        region.change(drill.RECEIVER, "INSERT OR REPLACE INTO mailbox VALUES (?, ?, ?)", (name, validity, uid))
        return exchange(region)
    return measure


def rows(options):
    if os.getuid() != 0:
        print("mail: left out, because Postfix starts as root only", file=sys.stderr)
        return []
    program = f"{options.programs}/weerthuis"
    with drill.Servers() as servers:
        sent = with_region(sending, program, servers, suffix="sent")
        posted = with_region(sending_over_https, program, servers, byMail=False)
        https = with_region(exchange, program, servers, byMail=False)
        few, many = (with_region(with_old_mails(servers, count), program, servers, suffix=OLD[count]) for count in OLD)
    found = [
        nodes.row("a form sent by mail, until a mail server took it, sender's processor", sent, "us",
                  "over HTTPS, until its receipt is verified", posted, bar=1.5),
        nodes.row("form, receipt and retour by mail, sender's processor", few[0], "us", "the same over HTTPS", https[0]),
        nodes.row("fetching and answering a form, 50,000 old mails in the mailbox", many[1], "us", "with 50", few[1],
                  bar=1.2)]
    for row in found:
        print(f"{row['figure']}: {row['ours']} {row['unit']}, {row['ratio']} times", file=sys.stderr)
    return found


if __name__ == "__main__":
    class Options:
        programs = sys.argv[1]
    print(rows(Options))
