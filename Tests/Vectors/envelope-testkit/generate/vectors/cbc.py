"""Suite cbc: what the software of some partners sends, and what stays forbidden for them too."""

import cms
import der
import mime
import names
import primitives
from registry import cbc_vector
from vectors.cipher import flip

RSA = {"keys": ("ontvanger-cbc-rsa cbc",)}
RSA15 = RSA | {"options": "rsa15"}
EVENT = f"Content-Type: {mime.EVENT_TYPE}"


@cbc_vector("cbc-ec", "accepted", "wire.md 2: EnvelopedData, AES-256-CBC, ECDH P-256")
def _(m):
    return m.cbc()


@cbc_vector("cbc-rsa-oaep", "accepted", "RFC 4055 4.1: RSAES-OAEP with SHA-256", **RSA)
def _(m):
    return m.cbc(to=("ontvanger-cbc-rsa",), version=0)


@cbc_vector("cbc-rsa-oaep-sha1", "accepted", "RFC 4055 4.1: RSAES-OAEP with its defaults, SHA-1, from pyas2lib's like", **RSA)
def _(m):
    return m.cbc(to=("ontvanger-cbc-rsa",), version=0, hash_name="sha1")


@cbc_vector("cbc-rsa-pkcs1", "accepted", "wire.md 2: RSAES-PKCS1-v1_5 where the entry says so", **RSA15)
def _(m):
    return m.cbc(to=("ontvanger-cbc-rsa",), version=0, scheme="pkcs1")


@cbc_vector("cbc-two-recipients", "accepted", "wire.md 2: two recipients, one by key agreement, one by key transport", **RSA)
def _(m):
    return m.cbc(to=("ontvanger-cbc", "ontvanger-cbc-rsa"))


@cbc_vector("cbc-four-recipients", "accepted", "wire.md 2: mail from a cbc partner, four recipients, we are one", transport="mail")
def _(m):
    return m.cbc(to=("derde-a", "derde-b", "derde-rsa", "ontvanger-cbc"))


@cbc_vector("cbc-three-recipients-https", "recipient-count", "wire.md 2: three recipients; four are for mail only")
def _(m):
    return m.cbc(to=("derde-a", "derde-b", "ontvanger-cbc"))


@cbc_vector("cbc-five-recipients", "recipient-count", "wire.md 2: five recipients where four are the most", transport="mail")
def _(m):
    return m.cbc(to=("derde-a", "derde-b", "derde-rsa", "ontvanger-b", "ontvanger-cbc"))


@cbc_vector("cbc-recipients-0", "recipient-count", "wire.md 2: no recipient at all")
def _(m):
    return m.cbc(to=())


@cbc_vector("cbc-without-signing-certificate", "accepted", "wire.md 2: signing-certificate-v2 is checked when it is there")
def _(m):
    return m.cbc(m.signed(sign={"drop": ("signing-certificate",)}))


@cbc_vector("cbc-signing-certificate-disagrees", "signing-certificate", "RFC 5035 1.1: it is there, and names another certificate",
            signers=("anna-tweeling active",))
def _(m):
    attribute = cms.signing_certificate_attribute(m.who("anna"))
    return m.cbc(m.signed(by="anna-tweeling", sign={"replace": {"signing-certificate": attribute}}))


@cbc_vector("cbc-like-pyas2lib", "accepted",
            "pyas2lib 1.4: RSA, content-type, signing-time and message-digest only, certificate embedded, RSAES-PKCS1-v1_5",
            signers=("rsa active",), **RSA15)
def _(m):
    entity = m.entity(fields=["Content-Type: " + mime.EVENT_TYPE, "Content-Transfer-Encoding: binary",
                              "Content-Disposition: attachment; filename=bericht.json"])
    signature = m.signature(entity, "rsa", embed=("rsa",), drop=("signing-certificate",), algorithm=der.algorithm(names.RSA_SHA256, der.NULL))
    boundary = "===============4211907254312387531=="
    fields = ["MIME-Version: 1.0",
              f'Content-Type: multipart/signed; boundary="{boundary}";\r\n protocol="application/pkcs7-signature"; micalg=sha-256']
    part = mime.signature_part(signature, fields=[
        'Content-Type: application/pkcs7-signature; name="smime.p7s"; smime-type="signed-data"',
        "Content-Disposition: attachment; filename=smime.p7s", "Content-Transfer-Encoding: base64"])
    return m.cbc(m.signed(entity, part=part, fields=fields, boundary=boundary), to=("ontvanger-cbc-rsa",), version=0,
                 scheme="pkcs1")


@cbc_vector("cbc-like-mail-client", "accepted",
            "Thunderbird's shape: four recipients, base64, one RSA certificate for both uses, embedded with its CA, SMIMECapabilities, no signing-certificate-v2",
            signers=("mailklant active",), keys=("ontvanger-cbc-rsa cbc",), options="rsa15 dual-use", transport="mail")
def _(m):
    payload = m.json()
    entity = m.entity(payload, body=mime.base64(payload, 72), fields=[
        EVENT + '; charset=UTF-8;\r\n name="bericht.json"', 'Content-Disposition: attachment; filename="bericht.json"',
        "Content-Transfer-Encoding: base64"])
    capabilities = cms.attribute(names.SMIME_CAPABILITIES, der.sequence(der.sequence(der.oid(names.AES256_CBC))))
    signature = m.signature(entity, "mailklant", embed=("mailklant", "regio"), drop=("signing-certificate",), add=[capabilities],
                            algorithm=der.algorithm(names.RSA, der.NULL))
    boundary = "------------ms080304030208060509010907"
    fields = [f'Content-Type: multipart/signed; protocol="application/pkcs7-signature";\r\n micalg=sha-256; boundary="{boundary}"']
    part = mime.signature_part(signature, fields=[
        'Content-Type: application/pkcs7-signature; name="smime.p7s"', "Content-Transfer-Encoding: base64",
        'Content-Disposition: attachment; filename="smime.p7s"', "Content-Description: S/MIME Cryptographic Signature"])
    start = b"This is a cryptographically signed message in MIME format.\r\n\r\n"
    return m.cbc(m.signed(entity, part=part, fields=fields, boundary=boundary, start=start),
                 recipients=lambda key: m.wrap_for(("derde-a",), key) + m.wrap_for(
                     ("derde-rsa", "mailklant", "ontvanger-cbc-rsa"), key, scheme="pkcs1"))


@cbc_vector("cbc-quoted-printable", "accepted", "RFC 2045 6.7: the message in quoted-printable")
def _(m):
    import quopri
    payload = m.json()
    lines = quopri.encodestring(payload).replace(b"\n", b"\r\n")
    return m.cbc(m.signed(m.entity(payload, body=lines, fields=[EVENT, "Content-Transfer-Encoding: quoted-printable"])))


@cbc_vector("cbc-opaque-signed", "nested", "RFC 8551 3.5.2: Outlook's other shape, signed-data with the content inside; multipart/signed is due")
def _(m):
    entity = m.entity()
    signature = m.signature(entity, data={"content": entity}, embed=("anna",))
    fields = ["Content-Type: application/pkcs7-mime; smime-type=signed-data;\r\n\tname=smime.p7m", "Content-Transfer-Encoding: base64"]
    return m.cbc(mime.header(*fields) + mime.base64(signature))


def as_ber(element):
    """Indefinite lengths around everything, and the ciphertext in pieces of 1,024 bytes, as NSS writes them."""
    from vectors.encoding import parts
    kind, wrapped = parts(element)
    version, recipients, info = parts(parts(wrapped)[0])
    data_kind, algorithm, ciphertext = parts(info)
    content = der.content(ciphertext)
    pieces = b"".join(der.octets(content[i:i + 1024]) for i in range(0, len(content), 1024))
    info = der.indefinite(der.sequence(data_kind, algorithm, der.indefinite(b"\xa0" + der.length(len(pieces)) + pieces)))
    body = der.indefinite(der.sequence(version, recipients, info))
    return der.indefinite(der.sequence(kind, der.indefinite(der.explicit(0, body))))


@cbc_vector("cbc-indefinite", "accepted", "X.690 8.1.3.6: NSS writes EnvelopedData with indefinite lengths; for suite cbc that is read")
def _(m):
    return as_ber(m.cbc())


@cbc_vector("cbc-pieces-33000", "der", "X.690 8.7.3: a ciphertext in 33,000 pieces of no bytes, work for nothing")
def _(m):
    pieces = der.octets(b"") * 33_000
    return m.cbc(data={"cut": b"\xa0" + der.length(len(pieces)) + pieces})


@cbc_vector("cbc-indefinite-33000", "der", "X.690 8.1.3.6: the same with indefinite lengths")
def _(m):
    return m.cbc(data={"cut": b"\xa0\x80" + der.octets(b"") * 33_000 + b"\x00\x00"})


@cbc_vector("cbc-pieces", "accepted", "RFC 5652 6.1: definite lengths, and the ciphertext in two pieces")
def _(m):
    def cut(content):
        pieces = der.octets(content[:100]) + der.octets(content[100:])
        return b"\xa0" + der.length(len(pieces)) + pieces
    return m.cbc(data={"cut": cut})


@cbc_vector("cbc-indefinite-unclosed", "der", "X.690 8.1.3.6: an indefinite length that nothing ends")
def _(m):
    return as_ber(m.cbc())[:-2]


@cbc_vector("cbc-indefinite-deep", "der", "X.690: 10,000 indefinite lengths inside each other")
def _(m):
    return b"\x30\x80" * 10_000 + b"\x00\x00" * 10_000


@cbc_vector("cbc-trailing-byte", "der", "X.690: one byte after the end")
def _(m):
    return m.cbc() + b"\x00"


@cbc_vector("cbc-indefinite-trailing-byte", "der", "X.690: one byte after the end of indefinite lengths")
def _(m):
    return as_ber(m.cbc()) + b"\x00"


@cbc_vector("cbc-pkcs1-not-allowed", "key-scheme", "wire.md 2: RSAES-PKCS1-v1_5 where the entry does not say so", **RSA)
def _(m):
    return m.cbc(to=("ontvanger-cbc-rsa",), version=0, scheme="pkcs1")


def padding_vector(name, comment, **change):
    @cbc_vector(f"cbc-pkcs1-{name}", "unwrap", f"Bleichenbacher 1998, RFC 8017 7.2.2: {comment}", **RSA15)
    def _(m):
        return m.cbc(to=("ontvanger-cbc-rsa",), version=0, scheme="pkcs1", **change)


padding_vector("block-type-1", "the padding has block type 1", lead=b"\x00\x01")
padding_vector("first-byte", "the padding does not start with 0", lead=b"\x01\x02")
padding_vector("no-separator", "no zero byte ends the padding", separator=b"\x01")
padding_vector("flipped", "a bit of the encrypted key", change_key=flip(200))


@cbc_vector("cbc-pkcs1-key-24", "unwrap", "Bleichenbacher 1998, RFC 3218 2.3: a good padding around a key of 24 bytes", **RSA15)
def _(m):
    return m.cbc(recipients=lambda key: [m.transport("ontvanger-cbc-rsa", key[:24], "pkcs1")], version=0)


@cbc_vector("cbc-encrypted-key-flipped", "unwrap", "RFC 3394 2.2.2: a bit of the wrapped key")
def _(m):
    return m.cbc(encrypted_key=flip(3))


@cbc_vector("cbc-padding-0", "padding", "RFC 5652 6.3: the last byte of the padding is 0 (Vaudenay 2002)")
def _(m):
    content = m.signed()
    return m.cbc(content + bytes(16 - len(content) % 16), pad=False)


@cbc_vector("cbc-padding-17", "padding", "RFC 5652 6.3: the last byte of the padding is 17")
def _(m):
    content = m.signed()
    return m.cbc(content + bytes([17]) * (32 - len(content) % 16), pad=False)


@cbc_vector("cbc-padding-uneven", "padding", "RFC 5652 6.3: the bytes of the padding differ")
def _(m):
    content = m.signed()
    count = 32 - len(content) % 16
    return m.cbc(content + bytes(count - 1) + b"\x03", pad=False)


@cbc_vector("cbc-ciphertext-flipped", "message-digest",
            "EFAIL: a bit in the block before the signed text turns one bit there and garbles its own block")
def _(m):
    entity = m.entity(m.json(data={"toelichting": "x" * 200}))
    content = m.signed(entity)
    place = content.index(b"x" * 200) // 16 * 16 + 48
    return m.cbc(content, change=flip(place, 1))


@cbc_vector("cbc-ciphertext-not-blocks", "padding", "RFC 3565 2.3.1: the ciphertext is no multiple of 16 bytes")
def _(m):
    return m.cbc(change=lambda content: content[:-1])


@cbc_vector("cbc-ciphertext-empty", "padding", "RFC 5652 6.3: there is always padding, so at least one block")
def _(m):
    return m.cbc(change=lambda content: b"")


for size in (0, 15, 17):
    @cbc_vector(f"cbc-iv-{size}", "nonce-length", f"RFC 3565 2.3.1: an initialization vector of {size} bytes")
    def _(m, size=size):
        return m.cbc(algorithm=lambda vector: der.algorithm(names.AES256_CBC, der.octets((vector * 2)[:size])))


@cbc_vector("cbc-aes-128", "content-cipher", "wire.md 2: AES-128-CBC; only AES-256-CBC is due")
def _(m):
    return m.cbc(key_size=16, dotted=names.AES128_CBC)


@cbc_vector("cbc-triple-des", "content-cipher", "RFC 3370 5.1: Triple DES, the default of old products")
def _(m):
    return m.cbc(dotted=names.TRIPLE_DES_CBC)


@cbc_vector("cbc-to-gcm-key", "key-suite", "wire.md 2: EnvelopedData sealed to a key pair that opens GCM", keys=("ontvanger-a gcm",))
def _(m):
    return m.cbc(to=("ontvanger-a",))


@cbc_vector("cbc-unprotected-attributes", "der", "RFC 5652 6.1: unprotectedAttrs, which anybody can add on the way")
def _(m):
    extra = cms.attribute(names.SMIME_CAPABILITIES, der.sequence())
    return m.cbc(data={"unprotected": der.implicit(1, der.set_of(extra))})


@cbc_vector("cbc-dual-use-not-allowed", "signer-use", "wire.md 2: one certificate for both uses where the entry does not say so",
            signers=("mailklant active",))
def _(m):
    return m.cbc(m.signed(by="mailklant"))


@cbc_vector("cbc-not-signed", "unsigned", "wire.md 2: CBC without a signature counts for nothing")
def _(m):
    return m.cbc(m.entity())


@cbc_vector("cbc-digest-sha1", "digest", "wire.md 2: SHA-1 is refused from every partner")
def _(m):
    return m.cbc(m.signed(sign={"hash_name": "sha1"}))


@cbc_vector("cbc-compressed", "content-type", "RFC 3274: CompressedData outside, AS2 1.1")
def _(m):
    from vectors.shapes import compressed
    return compressed(m.signed())


@cbc_vector("cbc-gcm-from-cbc-partner", "suite", "wire.md 2: AuthEnvelopedData from a partner whose entry says cbc", keys=("ontvanger-a gcm",))
def _(m):
    return m.gcm()
