"""MIME in the envelope: what two readers could read in two ways, and what costs too much."""

import mime
from registry import vector

EVENT = f"Content-Type: {mime.EVENT_TYPE}"
BINARY = "Content-Transfer-Encoding: binary"
SIGNED = 'Content-Type: multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256; '
LINE = b"--" + mime.BOUNDARY.encode()


def inner(name, expect, comment, *fields, body=None):
    """A signed entity with another header."""
    @vector(f"mime-{name}", expect, comment)
    def _(m):
        return m.gcm(m.signed(m.entity(fields=list(fields), body=body)))


def outer(name, expect, comment, **shape):
    """A multipart with another header or other lines."""
    @vector(f"mime-{name}", expect, comment)
    def _(m):
        return m.gcm(m.signed(**shape))


def boundary_field(rest):
    return {"fields": [SIGNED + rest]}


inner("content-type-twice", "mime mime-duplicate-field", "RFC 2045 5: two Content-Types, alike", EVENT, EVENT, BINARY)
inner("content-type-twice-other", "mime mime-duplicate-field", "RFC 2045 5: two Content-Types that differ", EVENT, "content-type: text/plain", BINARY)
inner("encoding-twice", "mime mime-duplicate-field", "RFC 2045 6: two Content-Transfer-Encodings", EVENT, BINARY, "Content-Transfer-Encoding: base64")
inner("version-2", "mime mime-version", "RFC 2045 4: MIME-Version 2.0", "MIME-Version: 2.0", EVENT, BINARY)
inner("content-type-missing", "mime mime-content-type-missing", "RFC 2045 5.2: no Content-Type", BINARY)
inner("content-type-comment", "mime mime-content-type", "RFC 2045 5.1: a comment in Content-Type", EVENT + " (een bericht)", BINARY)
inner("parameter-rfc2231", "mime mime-parameter", "RFC 2231 4: a parameter in parts and with a character set", EVENT + "; charset*0*=us-ascii''utf; charset*1=-8", BINARY)
inner("charset-latin-1", "mime mime-parameter", "RFC 8259 8.1: JSON is UTF-8", EVENT + "; charset=iso-8859-1", BINARY)
inner("encoding-unknown", "mime mime-transfer-encoding", "RFC 2045 6.1: x-uuencode", EVENT, "Content-Transfer-Encoding: x-uuencode")
inner("header-nul", "mime mime-header-character", "RFC 5322 2.2: a NUL in a header", EVENT, BINARY, "X-Naam: a\x00b")
inner("header-8-bit", "mime mime-header-character", "RFC 5322 2.2: a byte over 127 in a header", EVENT, BINARY, "X-Naam: caf\xe9")
inner("header-line-long", "mime mime-header-line", "RFC 5322 2.1.1: a header line of 1,100 bytes", EVENT, BINARY, "X-Lang: " + "a" * 1100)
inner("header-100-kb", "mime mime-header-too-large", "wire.md 2: a header of 100 KB in 800 folded lines", EVENT, BINARY, "X-Lang: a" + ("\r\n " + "a" * 120) * 800)
inner("header-fields-1000", "mime mime-header-fields", "wire.md 2: a thousand header fields", EVENT, BINARY, *(f"X-{n}: a" for n in range(1000)))
inner("header-space-before-colon", "mime mime-header-grammar", "RFC 5322 4.5: the obsolete blank before the colon", EVENT, "Content-Transfer-Encoding : binary")
inner("header-no-colon", "mime mime-header-grammar", "RFC 5322 2.2: a header line without a colon", EVENT, BINARY, "geen veld")
inner("header-bare-lf", "mime mime-line-end", "RFC 5322 2.3: a bare LF between two fields", EVENT + "\n" + BINARY)
inner("header-bare-cr", "mime mime-line-end", "RFC 5322 2.3: a bare CR between two fields", EVENT + "\r" + BINARY)
inner("base64-broken", "mime mime-base64", "RFC 2045 6.8: base64 with characters that have no place there", EVENT, "Content-Transfer-Encoding: base64", body=b"e30*\r\n")
inner("base64-not-canonical", "mime mime-base64", "RFC 4648 3.5: bits after the last byte that are not zero", EVENT, "Content-Transfer-Encoding: base64", body=b"e31=\r\n")
inner("quoted-printable-broken", "mime mime-quoted-printable", "RFC 2045 6.7: an equals sign without two digits", EVENT, "Content-Transfer-Encoding: quoted-printable", body=b"{=ZZ}")

outer("boundary-missing", "mime mime-boundary", "RFC 2046 5.1.1: no boundary parameter", fields=[SIGNED.rstrip("; ")])
outer("boundary-71", "mime mime-boundary", "RFC 2046 5.1.1: a boundary of 71 characters", **boundary_field(f'boundary="{"b" * 71}"'), boundary="b" * 71)
outer("boundary-empty", "mime mime-boundary", "RFC 2046 5.1.1: an empty boundary", **boundary_field('boundary=""'), boundary="")
outer("boundary-twice", "mime mime-parameter", "RFC 2045 5.1: two boundary parameters", **boundary_field(f'boundary={mime.BOUNDARY}; boundary=ander'))
outer("boundary-other", "mime mime-boundary-unclosed", "RFC 2046 5.1.1: the delimiters are not those of the header", **boundary_field("boundary=ander"))
outer("protocol-other", "mime mime-parameter", "RFC 1847 2.1: protocol of OpenPGP", fields=[SIGNED.replace("pkcs7", "pgp") + f"boundary={mime.BOUNDARY}"])
outer("protocol-missing", "mime mime-parameter", "RFC 1847 2.1: no protocol", fields=[f"Content-Type: multipart/signed; micalg=sha-256; boundary={mime.BOUNDARY}"])
outer("multipart-base64", "mime mime-transfer-encoding", "RFC 2045 6.4: a multipart with an encoding of its own", fields=[SIGNED + f"boundary={mime.BOUNDARY}", "Content-Transfer-Encoding: base64"])
outer("not-closed", "mime mime-boundary-unclosed", "RFC 2046 5.1.1: no closing delimiter", end=b"")
outer("epilogue", "mime mime-epilogue", "RFC 2046 5.1.1: text after the closing delimiter", end=LINE + b"--\r\nEn nog iets.\r\n")
outer("preamble-long", "mime mime-preamble", "RFC 2046 5.1.1: 10 KB before the first delimiter", start=b"Dit is een lange aanhef.\r\n" * 400)
outer("preamble-nul", "mime mime-preamble", "RFC 2046 5.1.1: a NUL before the first delimiter", start=b"\x00\r\n")
outer("part-none", "mime mime-header-grammar", "RFC 1847 2.1: a multipart without parts", parts=[b""])
outer("part-one", "mime mime-structure", "RFC 1847 2.1: one part only", parts=[mime.header(EVENT, BINARY) + b"{}"])


@vector("mime-part-three", "mime mime-structure", "RFC 1847 2.1: a third part after the signature")
def _(m):
    entity = m.entity()
    part = mime.signature_part(m.signature(entity))
    return m.gcm(m.signed(entity, parts=[entity, part, mime.header("Content-Type: text/plain") + b"PS"]))


@vector("mime-part-between", "mime mime-structure", "RFC 1847 2.1: an unsigned part between the content and its signature")
def _(m):
    entity = m.entity()
    other = m.entity(m.json(data={"toelichting": "iets anders"}))
    return m.gcm(m.signed(entity, parts=[entity, other, mime.signature_part(m.signature(entity))]))


@vector("mime-signature-first", "mime mime-structure", "RFC 1847 2.1: the signature stands before what it signs")
def _(m):
    entity = m.entity()
    return m.gcm(m.signed(entity, parts=[mime.signature_part(m.signature(entity)), entity]))


@vector("mime-signature-twice", "mime mime-structure", "RFC 1847 2.1: two signature parts and no content")
def _(m):
    part = mime.signature_part(m.signature(m.entity()))
    return m.gcm(m.signed(parts=[part, part]))


@vector("mime-parts-1000", "mime mime-part-count", "wire.md 2: a thousand parts")
def _(m):
    return m.gcm(m.signed(parts=[mime.header("Content-Type: text/plain") + b"a"] * 1000))


@vector("mime-depth-50", "mime mime-depth", "wire.md 2: fifty multiparts inside each other")
def _(m):
    entity = m.entity()
    for level in range(50):
        entity = m.signed(entity, boundary=f"grens-{level:02}", part=mime.signature_part(b"-"))
    return m.gcm(entity)


@vector("mime-boundary-prefix", "mime mime-boundary-ambiguous",
        "RFC 2046 5.1.1: a line in the body that starts with the delimiter and goes on")
def _(m):
    payload = m.json().replace(b"{", b"{\r\n" + LINE + b"-verder\r\n", 1)
    return m.gcm(m.signed(m.entity(payload)))


@vector("mime-boundary-after-lf", "mime mime-boundary-ambiguous", "RFC 2046 5.1.1: a delimiter in the body after a bare LF")
def _(m):
    payload = m.json().replace(b"{", b"{\n" + LINE + b"\r\n", 1)
    return m.gcm(m.signed(m.entity(payload)))


@vector("mime-boundary-after-cr", "mime mime-boundary-ambiguous", "RFC 2046 5.1.1: a delimiter in the body after a bare CR")
def _(m):
    payload = m.json().replace(b"{", b"{\r" + LINE + b"\r\n", 1)
    return m.gcm(m.signed(m.entity(payload)))


@vector("mime-boundary-trailing-blank", "mime mime-boundary-ambiguous",
        "RFC 2046 5.1.1: blanks after a delimiter, which some readers skip and others do not")
def _(m):
    whole = m.signed()
    return m.gcm(whole.replace(LINE + b"\r\n", LINE + b" \r\n", 1))


@vector("mime-bare-lf", "mime mime-line-end", "RFC 8551 3.1.1: every line ends in LF instead of CRLF, as stock tools write on Unix")
def _(m):
    entity = m.entity()
    unix = entity.replace(b"\r\n", b"\n")
    return m.gcm(m.signed(entity, part=mime.signature_part(m.signature(unix))).replace(b"\r\n", b"\n"))


@vector("mime-unsigned-field", "accepted", "RFC 8551 3.1: other header fields around the multipart are passed over",
        )
def _(m):
    fields = ["MIME-Version: 1.0", SIGNED + f'boundary="{mime.BOUNDARY}"', "Subject: Weer Thuis bericht"]
    return m.gcm(m.signed(fields=fields))


@vector("mime-micalg-other", "accepted", "RFC 8551 3.4.3.2: micalg is a hint; the digest of the SignerInfo decides")
def _(m):
    return m.gcm(m.signed(fields=[SIGNED.replace("sha-256", "sha-512") + f'boundary="{mime.BOUNDARY}"']))


@vector("mime-folded", "accepted", "RFC 5322 2.2.3: Content-Type folded over lines")
def _(m):
    fields = [SIGNED.replace("; ", ";\r\n\t") + f'boundary="{mime.BOUNDARY}"']
    return m.gcm(m.signed(fields=fields))
