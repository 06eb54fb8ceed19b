"""DER where it is due (suite gcm): outside, where anybody may write, and in the signed data inside."""

import cms
import der
import mime
import names
from registry import vector

OUTER = "X.690 10.1: outside, "
INNER = "X.690 10.1: in the signed data, "


def parts(element):
    """The elements inside a constructed one."""
    rest, out = der.content(element), []
    while rest:
        size = der.header_size(rest)
        count = rest[1] if size == 2 else int.from_bytes(rest[2:size], "big")
        out.append(rest[:size + count])
        rest = rest[size + count:]
    return out


def rebuilt(element, path, change):
    """The element with `change` applied to the one at `path`, and every length around it corrected."""
    if not path:
        return change(element)
    inside = parts(element)
    inside[path[0]] = rebuilt(inside[path[0]], path[1:], change)
    return der.tlv(element[0], b"".join(inside))


# ContentInfo > [0] > AuthEnvelopedData > (version, recipients, content info, tag)
AUTH_ENVELOPED, RECIPIENTS, CONTENT, CIPHERTEXT, TAG = (1, 0), (1, 0, 1), (1, 0, 2), (1, 0, 2, 2), (1, 0, 3)
# ContentInfo > [0] > SignedData > (version, digests, content info, signer infos) > SignerInfo
SIGNED, SIGNER_INFOS, SIGNER_INFO, ATTRIBUTES = (1, 0), (1, 0, 3), (1, 0, 3, 0), (1, 0, 3, 0, 3)


def outer(name, expect, comment, path, change):
    @vector(f"der-outer-{name}", expect, OUTER + comment)
    def _(m):
        return rebuilt(m.gcm(), path, change)


def inner(name, expect, comment, path, change):
    expect = "signed-data" if expect == "der" else expect
    @vector(f"der-inner-{name}", expect, INNER + comment)
    def _(m):
        entity = m.entity()
        return m.gcm(m.signed(entity, signature=rebuilt(m.signature(entity), path, change)))


def append(extra):
    return lambda element: element + extra


def inside(extra):
    return lambda element: der.tlv(element[0], der.content(element) + extra)


def claim(count):
    return lambda element: der.long_length(element, count)


for side, whole, deep in ((outer, AUTH_ENVELOPED, RECIPIENTS), (inner, SIGNED, SIGNER_INFOS)):
    side("indefinite", "der", "an indefinite length around everything", (), der.indefinite)
    side("indefinite-deep", "der", "an indefinite length around the SET", deep, der.indefinite)
    side("not-minimal", "der", "a length in more bytes than it needs, around everything", (), der.long_length)
    side("not-minimal-deep", "der", "a length in more bytes than it needs, around the SET", deep, der.long_length)
    side("trailing-byte", "der", "one byte after the end", (), append(b"\x00"))
    side("trailing-element", "der", "a NULL after the end", (), append(der.NULL))
    side("trailing-document", "der", "the document twice", (), lambda element: element + element)
    side("extra-in-content-info", "der", "a third element in ContentInfo", (), inside(der.NULL))
    side("extra-in-body", "der", "an element too many in the body", whole, inside(der.NULL))
    side("length-100-mb", "der", "a length of 100 MB on a kilobyte", (), claim(100 << 20))
    side("length-100-mb-deep", "der", "a length of 100 MB around the SET", deep, claim(100 << 20))
    side("length-4-gb", "der", "a length of 4 GB less one", (), claim(0xFFFFFFFF))
    side("length-2-64", "der", "a length of eight bytes, all ones", (),
         lambda element: element[:1] + b"\x88" + b"\xff" * 8 + der.content(element))
    side("length-127-bytes", "der", "a length field of 127 bytes", (),
         lambda element: element[:1] + b"\xff" + bytes(126) + der.content(element))
    side("high-tag", "der", "a tag number in more than one byte", (), lambda element: b"\x3f\x30" + element[1:])
    side("cut", "der", "the last byte is missing", (), lambda element: element[:-1])
    side("version-negative", "der", "version -1", (*whole, 0), lambda element: b"\x02\x01\xff")
    side("version-not-minimal", "der", "an INTEGER with a zero byte too many", (*whole, 0),
         lambda element: b"\x02\x02\x00" + der.content(element))
    side("version-empty", "der", "an INTEGER of no bytes", (*whole, 0), lambda element: b"\x02\x00")


outer("empty", "der", "no bytes at all", (), lambda element: b"")
outer("one-byte", "der", "one byte", (), lambda element: b"\x30")
outer("content-info-empty", "der", "an empty ContentInfo", (), lambda element: b"\x30\x00")
outer("oid-empty", "der", "an OBJECT IDENTIFIER of no bytes", (0,), lambda element: b"\x06\x00")
outer("oid-padded", "content-type", "an OBJECT IDENTIFIER whose arc starts with 80", (0,),
      lambda element: b"\x06\x04\x2a\x80\x48\x01")
outer("ciphertext-constructed", "der", "RFC 5652 6.1: the ciphertext in two pieces, as BER has it", CIPHERTEXT,
      lambda element: b"\xa0" + der.length(len(element) + 4) + der.octets(der.content(element)[:8])
      + der.octets(der.content(element)[8:]))
outer("tag-constructed", "der", "the tag as a constructed OCTET STRING", TAG,
      lambda element: der.tlv(0x24, der.octets(der.content(element))))
outer("recipients-as-sequence", "der", "SEQUENCE OF where SET OF is due", RECIPIENTS,
      lambda element: b"\x30" + element[1:])
outer("ciphertext-absent", "der", "RFC 5083 2.1: no encrypted content", CONTENT,
      lambda element: der.sequence(*parts(element)[:2]))
inner("attributes-indefinite", "der", "an indefinite length around the signed attributes", ATTRIBUTES, der.indefinite)
inner("attributes-as-set", "der", "the signed attributes under the tag of SET OF", ATTRIBUTES,
      lambda element: b"\x31" + element[1:])
inner("signer-info-extra", "der", "an element too many in SignerInfo", SIGNER_INFO, inside(der.NULL))


@vector("der-outer-nested-deep", "der", "X.690: 10,000 sequences inside each other where the recipients are due")
def _(m):
    nested = b""
    for _ in range(10_000):
        nested = der.sequence(nested)
    return rebuilt(m.gcm(), RECIPIENTS, lambda element: der.tlv(0x31, nested))


@vector("der-outer-recipients-100", "recipient-count", "wire.md 2: a hundred recipients")
def _(m):
    one = m.agree("ontvanger-a", m.random.take(32))
    return m.gcm(recipients=lambda key: [one] * 100)


@vector("der-outer-not-sorted", "accepted", "RFC 5652 6.1: recipients not in the order of DER; the order says nothing",
        keys=("ontvanger-b gcm",))
def _(m):
    return m.gcm(to=("ontvanger-a", "ontvanger-b"), data={
        "order": lambda *elements: der.set_as_given(*sorted(elements, reverse=True))})


@vector("der-outer-base64", "der", "wire.md 3: base64 where the transport says binary")
def _(m):
    return mime.base64(m.gcm())


@vector("der-outer-pem", "der", "wire.md 3: PEM where DER is due")
def _(m):
    return b"-----BEGIN CMS-----\n" + mime.base64(m.gcm(), 64).replace(b"\r\n", b"\n") + b"-----END CMS-----\n"


@vector("der-inner-signature-not-cms", "signed-data", "RFC 8551 3.5.3: the signature part holds text")
def _(m):
    return m.gcm(m.signed(part=mime.signature_part(b"geen handtekening")))
