"""The message inside: well signed, but not one that this receiver may take from this sender."""

import pki
from registry import vector

PREFIX = "RFC 8259, CloudEvents 1.0: "


def message(name, expect, comment, **changes):
    fields = {key: changes.pop(key) for key in ("now", "sender", "receiver") if key in changes}

    @vector(name, expect, comment, **fields)
    def _(m):
        return m.gcm(m.signed(m.entity(m.json(**changes))))


def text(name, expect, comment, change):
    @vector(name, expect, PREFIX + comment)
    def _(m):
        return m.gcm(m.signed(m.entity(change(m.json()))))


def source(party):
    return f"urn:nld:oin:{party}:systeem:weerthuis"


message("message-for-another", "recipient", "wire.md 1: signed for another party and passed on to us (surreptitious forwarding)",
        recipient=pki.OTHER)
message("outer-sender-other", "outer-sender", "wire.md 2: AS2-From is not the party in source", sender=pki.OTHER)
message("outer-receiver-other", "outer-recipient", "wire.md 2: AS2-To is not us", receiver=pki.OTHER)
message("source-of-another-party", "source", "wire.md 2: source names another party than the signer's, and so does AS2-From",
        source=source(pki.OTHER), sender=pki.OTHER)
message("source-of-receiver", "source", "wire.md 2: our own message comes back to us (reflection)",
        source=source(pki.RECEIVER), sender=pki.RECEIVER)
message("time-too-old", "time", "wire.md 2: 14 days and a second old", now="2026-12-05T09:30:01Z")
message("time-too-new", "time", "wire.md 2: 10 minutes and a second ahead", now="2026-11-21T09:19:59Z")
message("time-2038", "time", "wire.md 2: a time in the year 9999", time="9999-12-31T23:59:59Z")
message("time-without-zone", "message message-time", "RFC 3339 5.6: a time without a zone", time="2026-11-21T09:30:00")
message("attribute-unknown-extension", "message message-attribute-unknown", "wire.md 1: an attribute that nobody checks",
        extra={"prioriteit": "hoog"})
message("specversion-0-3", "message message-specversion", "CloudEvents 0.3", specversion="0.3")
message("id-not-version-7", "message message-id", "RFC 9562: the id is a UUID of version 4", id="019aa5c0-6b00-4c3a-9a51-3d0f8e6b7a11")
message("id-number", "message message-id", "CloudEvents 1.0: the id is a number", id=17)
message("subject-not-a-uuid", "message message-subject", "wire.md 1: the subject is no random UUID", subject="dossier-17")
message("recipient-not-an-oin", "message message-recipient", "wire.md 1: the recipient is no OIN", recipient="corporatie")
message("type-other", "message message-type", "wire.md 1: a type of another domain", type="com.voorbeeld.aanmeldbericht")
message("datacontenttype-xml", "message message-datacontenttype", "wire.md 1: data is said to be XML", datacontenttype="application/xml")

for missing in ("specversion", "id", "source", "type", "subject", "time", "dataschema", "datacontenttype", "recipient", "directory", "data"):
    message(f"missing-{missing}", "message message-attribute-missing", f"wire.md 1: {missing} is missing", drop=(missing,))

text("json-duplicate-key", "message message-json", "two members recipient; the first is ours, the second is not",
     lambda json: json.replace(b'"data":', b'"recipient":"%s","data":' % pki.OTHER.encode()))
text("json-duplicate-key-escaped", "message message-json", "two members data, one of them written with an escape",
     lambda json: json.replace(b'"data":', b'"\\u0064ata":{},"data":'))
text("json-duplicate-key-deep", "message message-json", "two members of one name inside data",
     lambda json: json.replace(b'"toelichting":', b'"toelichting":"","toelichting":'))
text("json-array", "message message-not-an-object", "an array of one message (the batch mode of CloudEvents)", lambda json: b"[" + json + b"]")
text("json-trailing", "message message-json", "a second document after the first", lambda json: json + b"{}")
text("json-byte-order-mark", "message message-json", "a byte order mark before the document", lambda json: b"\xef\xbb\xbf" + json)
text("json-nul", "message message-json", "a NUL after the document", lambda json: json + b"\x00")
text("json-utf-16", "message message-json", "UTF-16", lambda json: json.decode().encode("utf-16-le"))
text("json-overlong", "message message-json", "RFC 3629 3: an overlong slash", lambda json: json.replace(b"Voorbeeld", b"\xc0\xaf"))
text("json-surrogate", "message message-json", "half of a surrogate pair", lambda json: json.replace(b"Voorbeeld", b"\\ud800"))
text("json-depth-20000", "message message-json", "20,000 arrays inside each other", lambda json: json.replace(b'{"toelichting"', b"[" * 20_000))
text("json-nan", "message message-json", "NaN", lambda json: json.replace(b'"Voorbeeld, geen echte persoon."', b"NaN"))
text("json-empty", "message message-json", "no document at all", lambda json: b"")
