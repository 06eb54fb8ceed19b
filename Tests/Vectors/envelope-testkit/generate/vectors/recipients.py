"""Who may open it, and how the content key reaches them."""

import cms
import der
import names
import pki
import primitives
from registry import vector

CURVE = "RFC 5753 7.1.1, SP 800-56A 5.6.2.3: "


@vector("recipients-0", "recipient-count", "wire.md 2: no recipient at all")
def _(m):
    return m.gcm(to=())


@vector("recipients-3", "recipient-count", "wire.md 2: three recipients where two are the most")
def _(m):
    return m.gcm(to=("ontvanger-a", "ontvanger-b", "ontvanger-c"))


@vector("recipients-3-one-agreement", "recipient-count",
        "wire.md 2, RFC 5753 3.1: three recipients inside one KeyAgreeRecipientInfo")
def _(m):
    people = [m.who(name) for name in ("ontvanger-a", "ontvanger-b", "ontvanger-c")]
    return m.gcm(recipients=lambda key: [cms.shared_agreement(people, key, m.random)])


@vector("recipients-3-mixed", "recipient-count", "wire.md 2: two by key transport, one by key agreement")
def _(m):
    return m.gcm(to=("ontvanger-a", "ontvanger-rsa", "derde-rsa"))


@vector("recipients-0-in-agreement", "recipient-count", "RFC 5753 3.1: a KeyAgreeRecipientInfo without encrypted keys")
def _(m):
    return m.gcm(recipients=lambda key: [cms.shared_agreement([], key, m.random)])


@vector("recipients-0-in-second-agreement", "recipient-count", "RFC 5753 3.1: a good recipient, and an agreement with nobody beside it")
def _(m):
    return m.gcm(recipients=lambda key: [m.agree("ontvanger-a", key), cms.shared_agreement([], key, m.random)])


@vector("recipient-key-id-date", "der", "RFC 5652 6.2.2: RecipientKeyIdentifier with a date, which nothing here uses")
def _(m):
    moment = der.tlv(0x18, b"20261121093000Z")
    return m.gcm(rid=der.implicit(0, der.sequence(der.octets(m.who("ontvanger-a").key_id), moment)))


@vector("recipients-same-twice", "recipient-count", "wire.md 2: one RecipientInfo per contactpersoon; here twice the same")
def _(m):
    return m.gcm(to=("ontvanger-a", "ontvanger-a"))


@vector("recipient-not-us", "recipient-unknown", "wire.md 2: both recipients are of another party")
def _(m):
    return m.gcm(to=("derde-a", "derde-b"))


@vector("recipient-not-us-rsa", "recipient-unknown", "wire.md 2: the recipient is of another party, by key transport")
def _(m):
    return m.gcm(to=("derde-rsa",))


@vector("recipient-same-serial-other-issuer", "recipient-unknown",
        "RFC 5652 10.2.4: our serial number under the name of another issuer")
def _(m):
    issuer = der.sequence(der.tlv(0x31, der.sequence(der.oid("2.5.4.3"), der.tlv(0x0C, b"Andere CA"))))
    return m.gcm(rid=der.sequence(issuer, der.integer(m.who("ontvanger-a").serial)))


@vector("recipient-password", "key-scheme", "RFC 5652 6.2.4: a recipient by password")
def _(m):
    return m.gcm(recipients=lambda key: [m.agree("ontvanger-a", key), cms.password_recipient(m.random)])


@vector("recipient-kek", "key-scheme", "RFC 5652 6.2.3: a recipient by a key that was shared before")
def _(m):
    shared = der.implicit(2, der.sequence(
        der.integer(4), der.sequence(der.octets(m.random.take(8))), der.algorithm(names.AES256_WRAP),
        der.octets(m.random.take(40))))
    return m.gcm(recipients=lambda key: [m.agree("ontvanger-a", key), shared])


@vector("recipient-other-info", "key-scheme", "RFC 5652 6.2.5: OtherRecipientInfo of an unknown kind")
def _(m):
    other = der.implicit(4, der.sequence(der.oid(names.PRIVATE_CIPHER), der.NULL))
    return m.gcm(recipients=lambda key: [m.agree("ontvanger-a", key), other])


@vector("agreement-version-2", "der", "RFC 5652 6.2.2: KeyAgreeRecipientInfo has version 3")
def _(m):
    return m.gcm(version=2)


@vector("transport-version-0-key-id", "der", "RFC 5652 6.2.1: subjectKeyIdentifier asks for version 2",
        keys=("ontvanger-rsa gcm",))
def _(m):
    identity = m.who("ontvanger-rsa")
    return m.gcm(recipients=lambda key: [cms.key_transport(
        identity, primitives.oaep(identity.key.public_key(), "sha256", key, m.random), cms.oaep_algorithm(),
        by_key_id=True, version=0)])


@vector("agreement-originator-certificate", "key-scheme", "RFC 5753 3.1.1: the originator named by issuerAndSerialNumber")
def _(m):
    return m.gcm(originator=cms.issuer_and_serial(m.who("versleutelaar")))


@vector("agreement-originator-key-id", "key-scheme", "RFC 5753 3.1.1: the originator named by subjectKeyIdentifier")
def _(m):
    return m.gcm(originator=der.implicit(0, der.octets(m.who("versleutelaar").key_id)))


@vector("agreement-originator-rsa", "key-scheme", "RFC 5753 3.1.1: the originator's key is said to be RSA")
def _(m):
    key = der.sequence(der.algorithm(names.RSA, der.NULL), der.bits(m.random.take(65)))
    return m.gcm(originator=der.implicit(1, key))


@vector("agreement-originator-other-curve", "key-scheme", "RFC 5753 3.1.1: a P-256 recipient, parameters that name P-384")
def _(m):
    return m.gcm(curve_parameters=der.oid(names.P384))


@vector("agreement-kdf-sha1", "key-scheme", "RFC 5753 7.1.4: the SHA-1 key derivation, the default of OpenSSL")
def _(m):
    return m.gcm(kdf=names.ECDH_SHA1)


@vector("agreement-kdf-cofactor", "key-scheme", "RFC 5753 7.1.4: cofactor ECDH with SHA-256")
def _(m):
    return m.gcm(kdf="1.3.132.1.14.1")


@vector("agreement-mqv", "key-scheme", "RFC 5753 3.2: ECMQV")
def _(m):
    return m.gcm(kdf="1.3.132.1.15.1")


@vector("agreement-wrap-aes-128", "key-scheme", "RFC 3565 2.3.2: aes128-wrap; aes256-wrap is due")
def _(m):
    return m.gcm(wrap=names.AES128_WRAP)


@vector("agreement-wrap-triple-des", "key-scheme", "RFC 3370 4.3.1: id-alg-CMS3DESwrap")
def _(m):
    return m.gcm(wrap=names.TRIPLE_DES_WRAP, wrap_parameters=der.NULL)


@vector("agreement-wrap-unknown", "key-scheme", "RFC 5753 7.1.5: a key wrap that nobody knows")
def _(m):
    return m.gcm(wrap=names.PRIVATE_CIPHER)


@vector("agreement-wrap-absent", "key-scheme", "RFC 5753 7.1.4: the key derivation without the key wrap as parameters")
def _(m):
    return m.gcm(key_algorithm=der.algorithm(names.ECDH_SHA256))


@vector("agreement-ukm-empty", "accepted", "RFC 5753 7.2: user keying material of no bytes is part of the key derivation")
def _(m):
    return m.gcm(ukm=b"")


@vector("agreement-ukm-20-kb", "der", "RFC 5753 3.1.1: 20 KB of user keying material")
def _(m):
    return m.gcm(ukm=bytes(20_000))


@vector("agreement-ukm-other", "unwrap", "RFC 5753 7.2: the user keying material is not that of the key derivation")
def _(m):
    return m.gcm(ukm=m.random.take(32), written_ukm=m.random.take(32))


@vector("agreement-encrypted-key-32", "unwrap", "RFC 3394: a wrapped AES-256 key has 40 bytes; here 32")
def _(m):
    return m.gcm(encrypted_key=lambda wrapped: wrapped[:32])


@vector("agreement-encrypted-key-empty", "unwrap", "RFC 3394: a wrapped key of no bytes")
def _(m):
    return m.gcm(encrypted_key=lambda wrapped: b"")


@vector("agreement-encrypted-key-41", "unwrap", "RFC 3394: a wrapped key has a multiple of 8 bytes; here 41")
def _(m):
    return m.gcm(encrypted_key=lambda wrapped: wrapped + b"\x00")


def point_vector(name, expect, comment, point):
    @vector(f"point-{name}", expect, CURVE + comment)
    def _(m):
        return m.gcm(point=point)


def off_curve(point):
    return point[:-1] + bytes([point[-1] ^ 1])


def compressed(point):
    return bytes([2 | point[64] & 1]) + point[1:33]


P384_POINT = primitives.point(pki.load("p384").key.public_key())
FIELD = (2**256 - 2**224 + 2**192 + 2**96 - 1).to_bytes(32, "big")

point_vector("off-curve", "unwrap", "the ephemeral point is not on P-256 (invalid curve attack)", off_curve)
point_vector("infinity", "unwrap", "the point at infinity, one zero byte", lambda point: b"\x00")
point_vector("zero", "unwrap", "x and y are 0", lambda point: b"\x04" + bytes(64))
point_vector("x-too-large", "unwrap", "x is the field's prime, not below it", lambda point: b"\x04" + FIELD + point[33:])
point_vector("empty", "unwrap", "no bytes at all", lambda point: b"")
point_vector("short", "unwrap", "y is one byte short", lambda point: point[:-1])
point_vector("long", "unwrap", "one byte too many", lambda point: point + b"\x00")
point_vector("hybrid", "unwrap", "the hybrid form 06 or 07", lambda point: bytes([6 | point[64] & 1]) + point[1:])
point_vector("compressed", "unwrap", "the compressed form; only the uncompressed one is of the profile", compressed)
point_vector("p384", "unwrap", "a point of P-384 towards a recipient on P-256", lambda point: P384_POINT)
point_vector("our-own", "unwrap", "RFC 5753: the recipient's own public key sent back as the ephemeral one",
             lambda point: primitives.point(pki.load("ontvanger-a").key.public_key()))


@vector("oaep-sha1", "key-scheme", "RFC 4055 4.1: RSAES-OAEP with SHA-1 in suite gcm", keys=("ontvanger-rsa gcm",))
def _(m):
    return m.gcm(to=("ontvanger-rsa",), hash_name="sha1")


@vector("oaep-mixed-hashes", "key-scheme", "RFC 4055 4.1: SHA-256 for the label, SHA-1 in MGF1", keys=("ontvanger-rsa gcm",))
def _(m):
    return m.gcm(to=("ontvanger-rsa",), key_algorithm=cms.oaep_algorithm("sha256", mgf_name="sha1"))


@vector("oaep-label", "key-scheme", "RFC 4055 4.1: a label that is not empty", keys=("ontvanger-rsa gcm",))
def _(m):
    return m.gcm(to=("ontvanger-rsa",), label=b"weerthuis", key_algorithm=cms.oaep_algorithm(label=b"weerthuis"))


@vector("pkcs1-in-gcm", "key-scheme", "wire.md 2: RSAES-PKCS1-v1_5 in suite gcm, whatever the entry says",
        keys=("ontvanger-rsa gcm",), options="rsa15")
def _(m):
    return m.gcm(to=("ontvanger-rsa",), scheme="pkcs1")


@vector("transport-to-ec-key", "key-scheme", "RFC 5652 6.2.1: key transport that names the certificate of an EC key")
def _(m):
    return m.gcm(recipients=lambda key: [cms.key_transport(
        m.who("ontvanger-a"), m.random.take(384), cms.oaep_algorithm())])


@vector("agreement-to-rsa-key", "key-scheme", "RFC 5652 6.2.2: key agreement that names the certificate of an RSA key",
        keys=("ontvanger-rsa gcm",))
def _(m):
    return m.gcm(rid=cms.issuer_and_serial(m.who("ontvanger-rsa")))


@vector("oaep-key-short", "unwrap", "RFC 8017 7.1.2: an encrypted key of 100 bytes for RSA-3072", keys=("ontvanger-rsa gcm",))
def _(m):
    return m.gcm(to=("ontvanger-rsa",), change_key=lambda key: key[:100])


@vector("oaep-key-long", "unwrap", "RFC 8017 7.1.2: an encrypted key of 385 bytes for RSA-3072", keys=("ontvanger-rsa gcm",))
def _(m):
    return m.gcm(to=("ontvanger-rsa",), change_key=lambda key: b"\x00" + key)


@vector("oaep-key-over-modulus", "unwrap", "RFC 8017 5.1.2: the encrypted key is not below the modulus", keys=("ontvanger-rsa gcm",))
def _(m):
    return m.gcm(to=("ontvanger-rsa",), change_key=lambda key: b"\xff" * 384)


@vector("key-of-suite-cbc", "key-suite", "wire.md 2: a key pair marked cbc never opens GCM", keys=("ontvanger-cbc cbc",))
def _(m):
    return m.gcm(to=("ontvanger-cbc",))


@vector("no-own-keys", "recipient-unknown", "wire.md 2: the receiver holds another key than the one it was sealed to",
        keys=("ontvanger-b gcm",))
def _(m):
    return m.gcm()
