"""Another structure than the one that is due, outside or inside."""

import cms
import der
import mime
import names
from registry import vector


def compressed(content):
    import zlib
    return cms.content_info(names.COMPRESSED_DATA, der.sequence(
        der.integer(0), der.algorithm("1.2.840.113549.1.9.16.3.8"),
        der.sequence(der.oid(names.DATA), der.explicit(0, der.octets(zlib.compress(content, 9))))))


def pkcs7(kind, content):
    fields = [f"Content-Type: application/pkcs7-mime; smime-type={kind}; name=smime.p7m",
              "Content-Transfer-Encoding: binary"]
    return mime.header(*fields) + content


@vector("outer-signed-only", "content-type", "wire.md 2: signed, but not encrypted")
def _(m):
    entity = m.entity()
    return m.signature(entity, data={"content": entity})


@vector("outer-compressed", "content-type", "RFC 3274: CompressedData outside")
def _(m):
    return compressed(m.signed())


@vector("outer-data", "der", "RFC 5652 4: plain data, an OCTET STRING where every envelope has a SEQUENCE")
def _(m):
    return cms.content_info(names.DATA, der.octets(m.signed()))


@vector("outer-unknown", "content-type", "RFC 5652 3: a content type that nobody knows")
def _(m):
    return cms.content_info(names.PRIVATE_CIPHER, der.sequence(der.octets(m.signed())))


@vector("outer-enveloped-bare", "der", "RFC 5652 3: AuthEnvelopedData without ContentInfo around it")
def _(m):
    return der.content(m.gcm())[len(der.oid(names.AUTH_ENVELOPED_DATA)):][4:]


@vector("outer-cbc", "suite", "wire.md 2: EnvelopedData with AES-256-CBC from a partner with suite gcm",
        keys=("ontvanger-cbc cbc",))
def _(m):
    return m.cbc()


@vector("outer-cbc-to-gcm-key", "suite", "wire.md 2: the same, sealed to the key that opens GCM")
def _(m):
    return m.cbc(to=("ontvanger-a",))


@vector("outer-enveloped-gcm", "content-cipher", "RFC 5083 1: AES-GCM inside EnvelopedData, where no tag has a place",
        suite="cbc", keys=("ontvanger-cbc cbc",))
def _(m):
    return m.cbc(algorithm=lambda vector: cms.gcm_algorithm(vector[:12]))


@vector("outer-content-type-other", "der",
        "RFC 5083 2.1: the encrypted content is said to be signed-data, not data")
def _(m):
    return m.gcm(kind=names.SIGNED_DATA)


@vector("inner-plain", "unsigned", "wire.md 2: encrypted, but not signed")
def _(m):
    return m.gcm(m.entity())


@vector("inner-enveloped", "nested", "wire.md 2: an envelope in the envelope")
def _(m):
    return m.gcm(pkcs7("authEnveloped-data", m.gcm()))


@vector("inner-compressed", "mime mime-parameter", "RFC 3274, RFC 5402: compressed-data in the envelope")
def _(m):
    return m.gcm(pkcs7("compressed-data", compressed(m.signed())))


@vector("signed-compressed", "mime mime-parameter", "RFC 5402 3: compressed, then signed")
def _(m):
    return m.gcm(m.signed(pkcs7("compressed-data", compressed(m.entity()))))


@vector("signed-enveloped", "nested", "wire.md 2: an envelope inside the signature")
def _(m):
    return m.gcm(m.signed(pkcs7("authEnveloped-data", m.gcm())))


@vector("signed-signed", "signed-media-type", "RFC 8551 3.7: signed twice, a multipart/signed in a multipart/signed")
def _(m):
    return m.gcm(m.signed(m.signed(), boundary="grens-buiten"))


@vector("signed-text", "signed-media-type", "wire.md 2: the signed content is text, not a message")
def _(m):
    return m.gcm(m.signed(mime.header("Content-Type: text/plain; charset=utf-8") + b"Beste collega,"))


@vector("signed-report", "signed-media-type", "RFC 8098: a receipt in an envelope, where a message is due")
def _(m):
    kind = "multipart/report; report-type=disposition-notification; boundary=rapport"
    text = mime.header("Content-Type: text/plain") + b"Ontvangen."
    fields = mime.header("Content-Type: message/disposition-notification") + (
        b"Final-Recipient: rfc822; weerthuis\r\nDisposition: automatic-action/MDN-sent-automatically; processed\r\n")
    report = mime.header(f"Content-Type: {kind}") + b"".join(
        b"--rapport\r\n" + part + b"\r\n" for part in (text, fields)) + b"--rapport--\r\n"
    return m.gcm(m.signed(report))


@vector("signed-pdf", "mime mime-media-type", "wire.md 2: the signed content is a PDF")
def _(m):
    return m.gcm(m.signed(mime.header("Content-Type: application/pdf", "Content-Transfer-Encoding: binary") + b"%PDF-1.7"))


@vector("inner-opaque-signed", "nested",
        "RFC 8551 3.5.2: signed-data with the content inside, where multipart/signed is due for suite gcm")
def _(m):
    entity = m.entity()
    return m.gcm(pkcs7("signed-data", m.signature(entity, data={"content": entity})))


@vector("inner-empty", "mime mime-header-grammar", "wire.md 2: nothing in the envelope")
def _(m):
    return m.gcm(b"")
