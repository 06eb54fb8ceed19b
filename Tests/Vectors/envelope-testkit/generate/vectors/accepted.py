"""Shapes that must be opened, suite gcm."""

import der
import cms
import names
from registry import vector


@vector("gcm-1-recipient", "accepted", "wire.md 2: ECDH P-256, SHA-256 KDF, aes256-wrap, AES-256-GCM, one recipient")
def _(m):
    return m.gcm()


@vector("gcm-2-recipients", "accepted", "RFC 5753 3.1: two recipients, we are the second",
        keys=("ontvanger-b gcm",))
def _(m):
    return m.gcm(to=("ontvanger-a", "ontvanger-b"))


@vector("gcm-2-recipients-one-agreement", "accepted",
        "RFC 5753 3.1: one KeyAgreeRecipientInfo carries the encrypted keys of both recipients",
        keys=("ontvanger-b gcm",))
def _(m):
    return m.gcm(recipients=lambda key: [cms.shared_agreement(
        [m.who("ontvanger-a"), m.who("ontvanger-b")], key, m.random)])


@vector("gcm-recipient-key-id", "accepted", "RFC 5652 6.2.2: the recipient named by subjectKeyIdentifier")
def _(m):
    return m.gcm(by_key_id=True)


@vector("gcm-originator-named-curve", "accepted",
        "RFC 5753 3.1.1: the originator's algorithm may carry the curve as parameters")
def _(m):
    return m.gcm(curve_parameters=der.oid(names.P256))


@vector("gcm-originator-null", "accepted", "RFC 5753 3.1.1: the originator's algorithm may carry NULL as parameters")
def _(m):
    return m.gcm(curve_parameters=der.NULL)


@vector("gcm-ukm", "accepted", "RFC 5753 7.2: user keying material is the entityUInfo of the key derivation")
def _(m):
    return m.gcm(ukm=m.random.take(32))


@vector("gcm-rsa-oaep", "accepted", "RFC 4055 4.1: RSAES-OAEP with SHA-256, RSA-3072", keys=("ontvanger-rsa gcm",))
def _(m):
    return m.gcm(to=("ontvanger-rsa",))


@vector("gcm-rsa-oaep-key-id", "accepted", "RFC 5652 6.2.1: KeyTransRecipientInfo version 2 with subjectKeyIdentifier",
        keys=("ontvanger-rsa gcm",))
def _(m):
    return m.gcm(to=("ontvanger-rsa",), by_key_id=True)


@vector("gcm-ec-and-rsa", "accepted", "RFC 5652 6.2: one recipient by key agreement, the other by key transport",
        keys=("ontvanger-rsa gcm",))
def _(m):
    return m.gcm(to=("ontvanger-a", "ontvanger-rsa"))


@vector("gcm-p384", "accepted", "RFC 5753 7.1.4: ECDH P-384 with the SHA-384 KDF", keys=("ontvanger-p384 gcm",))
def _(m):
    return m.gcm(to=("ontvanger-p384",))


@vector("gcm-two-own-keys", "accepted", "wire.md 7: the retired key of a pair is still held; the right one is chosen",
        keys=("ontvanger-c gcm", "ontvanger-a gcm"))
def _(m):
    return m.gcm()


@vector("gcm-authenticated-attributes", "accepted",
        "RFC 5083 2.1: authAttrs under [1]; their DER with the tag of SET OF is the additional data")
def _(m):
    return m.gcm(authenticated=[cms.content_type_attribute()])


@vector("gcm-signed-by-node", "accepted", "wire.md 2: a message that a node sends by itself", signers=("knoop active",))
def _(m):
    return m.gcm(m.signed(by="knoop"))


@vector("gcm-signed-by-rsa", "accepted", "RFC 5754 3.2: RSASSA-PKCS1-v1_5 with SHA-256, RSA-3072",
        signers=("rsa active",))
def _(m):
    return m.gcm(m.signed(by="rsa"))


@vector("gcm-signed-by-p384", "accepted", "RFC 5754 3.3: ECDSA P-384 with SHA-384", signers=("p384 active",))
def _(m):
    return m.gcm(m.signed(by="p384", sign={"hash_name": "sha384"}))


@vector("gcm-signer-key-id", "accepted", "RFC 5652 5.3: SignerInfo version 3 with subjectKeyIdentifier")
def _(m):
    return m.gcm(m.signed(sign={"by_key_id": True}))


@vector("gcm-certificate-embedded", "accepted", "RFC 5652 5.1: the signer's certificate travels with the message")
def _(m):
    return m.gcm(m.signed(embed=("anna",)))


@vector("gcm-signer-retiring", "accepted", "wire.md 7: a retiring key signs until the end of its overlap",
        signers=("anna retiring 2026-12-01T00:00:00Z",))
def _(m):
    return m.gcm()


@vector("gcm-revoked-after-signing-of-another", "accepted",
        "wire.md 7: revoking one contactpersoon leaves the other's messages alone",
        signers=("anna revoked 2026-11-01T00:00:00Z", "bart active"))
def _(m):
    return m.gcm(m.signed(by="bart"))


@vector("gcm-json-with-line-feed", "accepted",
        "RFC 8259 2: line feeds between tokens; what is signed is these bytes, not a canonical form")
def _(m):
    import json
    return m.gcm(m.signed(m.entity(json.dumps(m.event(), indent=1).encode())))


@vector("gcm-time-13-days-back", "accepted", "wire.md 2: a message may be 14 days old", now="2026-12-04T09:30:00Z")
def _(m):
    return m.gcm()


@vector("gcm-time-9-minutes-ahead", "accepted", "wire.md 2: a clock may be 10 minutes ahead",
        now="2026-11-21T09:21:00Z")
def _(m):
    return m.gcm()


@vector("gcm-signature-binary", "accepted", "RFC 8551 3.1.3: the signature part without an encoding, as HTTP allows")
def _(m):
    entity = m.entity()
    import mime
    return m.gcm(m.signed(entity, part=mime.signature_part(m.signature(entity), encoded=False)))
