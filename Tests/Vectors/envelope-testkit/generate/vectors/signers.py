"""Who signed, and whether that may count. The envelope around it is good."""

import cms
import der
import names
import pki
import primitives
from maker import SIGNED_AT
from registry import vector


def sealed(m, infos, **data):
    """An envelope around signed data with these SignerInfos; `infos` gets the entity."""
    entity = m.entity()
    signature = cms.content_info(names.SIGNED_DATA, cms.signed_data(infos(entity), **data))
    return m.gcm(m.signed(entity, signature=signature))


@vector("signers-0", "signer-count", "RFC 5652 5.1: SignedData without a signer")
def _(m):
    return sealed(m, lambda entity: [])


@vector("signers-2", "signer-count", "wire.md 2: two signers, both good", signers=("anna active", "bart active"))
def _(m):
    return sealed(m, lambda entity: [m.signer_info(entity, "anna"), m.signer_info(entity, "bart")])


@vector("signers-2-second-unknown", "signer-count", "wire.md 2: two signers, the second in no directory")
def _(m):
    return sealed(m, lambda entity: [m.signer_info(entity, "anna"), m.signer_info(entity, "vreemde")])


@vector("signer-certificate-swapped", "signing-certificate",
        "RFC 5035 1.1: another certificate of the same key; signing-certificate-v2 names the first",
        signers=("anna-tweeling active",))
def _(m):
    attribute = cms.signing_certificate_attribute(m.who("anna"))
    return m.gcm(m.signed(by="anna-tweeling", sign={"replace": {"signing-certificate": attribute}}))


@vector("signing-certificate-hash-changed", "signing-certificate", "RFC 5035 4: a bit of the certificate's hash")
def _(m):
    value = cms.signing_certificate_attribute(m.who("anna"))
    digest = primitives.digest("sha256", m.who("anna").der)
    changed = value.replace(digest, digest[:31] + bytes([digest[31] ^ 1]))
    return m.gcm(m.signed(sign={"replace": {"signing-certificate": changed}}))


@vector("signing-certificate-other-serial", "signing-certificate", "RFC 5035 5: the hash is right, issuerSerial is another's")
def _(m):
    anna, bart = m.who("anna"), m.who("bart")
    return m.gcm(m.signed(sign={"replace": {"signing-certificate": signing_certificate(anna, bart.serial)}}))


def signing_certificate(identity, serial):
    general_names = der.sequence(der.explicit(4, identity.issuer))
    entry = der.sequence(
        der.octets(primitives.digest("sha256", identity.der)), der.sequence(general_names, der.integer(serial)))
    return cms.attribute(names.SIGNING_CERTIFICATE_V2, der.sequence(der.sequence(entry)))


@vector("signing-certificate-without-serial", "accepted", "RFC 5035 4: issuerSerial is optional")
def _(m):
    attribute = cms.signing_certificate_attribute(m.who("anna"), issuer_serial=False)
    return m.gcm(m.signed(sign={"replace": {"signing-certificate": attribute}}))


@vector("signing-certificate-sha1", "signing-certificate", "RFC 5035 4: the certificate's hash is SHA-1")
def _(m):
    attribute = cms.signing_certificate_attribute(m.who("anna"), "sha1")
    return m.gcm(m.signed(sign={"replace": {"signing-certificate": attribute}}))


@vector("signer-unknown", "signer-unknown", "wire.md 2: signed by a key that the directory does not hold")
def _(m):
    return m.gcm(m.signed(by="vreemde"))


@vector("signer-unknown-embedded", "signer-unknown",
        "wire.md 2: the unknown signer sends its certificate along, issued by the same CA; the directory decides")
def _(m):
    return m.gcm(m.signed(by="vreemde", embed=("vreemde",)))


@vector("signer-claims-another", "signature", "RFC 5652 5.4: the signer's name is that of the directory's key, another key signed")
def _(m):
    entity = m.entity()
    attributes = m.attributes("anna", entity)
    signed = primitives.sign(m.who("vreemde").key, "sha256", der.set_of(*attributes))
    return m.gcm(m.signed(entity, sign={"signature": signed}))


@vector("signer-retired", "signer-status", "wire.md 7: the key is retired", signers=("anna retired 2026-11-01T00:00:00Z",))
def _(m):
    return m.gcm()


@vector("signer-retiring-overlap-over", "signer-status", "wire.md 7: the key is retiring and its overlap is over",
        signers=("anna retiring 2026-11-20T00:00:00Z",))
def _(m):
    return m.gcm()


@vector("signer-revoked", "signer-status", "wire.md 7: the key is revoked", signers=("anna revoked 2026-11-01T00:00:00Z",))
def _(m):
    return m.gcm()


@vector("signer-revoked-after-signing", "signer-status",
        "wire.md 7: revoked after the message was signed: a thief sets any signing-time that he likes",
        signers=("anna revoked 2026-11-21T11:00:00Z",))
def _(m):
    return m.gcm()


@vector("signer-next", "signer-status", "wire.md 7: the key is published, and not yet active", signers=("anna next",))
def _(m):
    return m.gcm()


@vector("signer-twin-revoked", "signer-status", "RFC 5035 1.1: one key id, two certificates; the one that was signed with is revoked",
        signers=("anna active", "anna-tweeling revoked 2026-11-01T00:00:00Z"))
def _(m):
    return m.gcm(m.signed(by="anna-tweeling", sign={"by_key_id": True}))


@vector("signer-twin-active", "accepted", "RFC 5035 1.1: one key id, two certificates; the one that was not signed with is revoked",
        signers=("anna revoked 2026-11-01T00:00:00Z", "anna-tweeling active"))
def _(m):
    return m.gcm(m.signed(by="anna-tweeling", sign={"by_key_id": True}))


@vector("signer-of-another-party", "source", "wire.md 2: a good key of another party than the one in source",
        signers=("ander active",))
def _(m):
    return m.gcm(m.signed(by="ander"))


@vector("signer-certificate-for-encryption", "signer-use", "RFC 5280 4.2.1.3: keyUsage of the signer is keyAgreement only",
        signers=("versleutelaar active",))
def _(m):
    return m.gcm(m.signed(by="versleutelaar"))


@vector("signer-certificate-for-both", "signer-use", "wire.md 2: one certificate for both uses where the entry does not say so",
        signers=("mailklant active",))
def _(m):
    return m.gcm(m.signed(by="mailklant"))


@vector("signing-time-after-certificate", "signer-validity", "RFC 5652 11.3: signed after the certificate's notAfter",
        signers=("voorjaar active",))
def _(m):
    return m.gcm(m.signed(by="voorjaar"))


@vector("signing-time-before-certificate", "signer-validity", "RFC 5652 11.3: signed before the certificate's notBefore",
        now="2025-12-20T12:00:00Z")
def _(m):
    moment = SIGNED_AT.replace(year=2025, month=12, day=20)
    entity = m.entity(m.json(time="2025-12-20T09:30:00Z"))
    return m.gcm(m.signed(entity, sign={"replace": {"signing-time": cms.signing_time_attribute(moment)}}))


@vector("signing-time-back-dated", "time", "RFC 5652 11.3: signing-time lies in the certificate's validity, a year before the message",
        signers=("voorjaar active",))
def _(m):
    moment = SIGNED_AT.replace(month=2)
    return m.gcm(m.signed(by="voorjaar", sign={"replace": {"signing-time": cms.signing_time_attribute(moment)}}))


@vector("signature-flipped", "signature", "RFC 5652 5.6: a bit of the signature's last byte")
def _(m):
    entity = m.entity()
    value = primitives.sign(m.who("anna").key, "sha256", der.set_of(*m.attributes("anna", entity)))
    return m.gcm(m.signed(entity, sign={"signature": value[:-1] + bytes([value[-1] ^ 1])}))


@vector("signature-not-der", "signature", "RFC 3279 2.2.3: r and s side by side instead of Ecdsa-Sig-Value")
def _(m):
    return m.gcm(m.signed(sign={"signature": m.random.take(64)}))


@vector("signature-zero", "signature", "CVE-2022-21449: r and s are 0")
def _(m):
    return m.gcm(m.signed(sign={"signature": der.sequence(der.integer(0), der.integer(0))}))


@vector("signature-empty", "signature", "RFC 5652 5.3: a signature of no bytes")
def _(m):
    return sealed(m, lambda entity: [empty_signature(m, entity)])


def empty_signature(m, entity):
    return der.sequence(
        der.integer(1), cms.issuer_and_serial(m.who("anna")), der.algorithm(names.SHA256),
        der.implicit(0, der.set_of(*m.attributes("anna", entity))), der.algorithm(names.ECDSA_SHA256), der.octets(b""))


@vector("digest-sha1", "digest", "wire.md 2: digest and signature with SHA-1, RSA", signers=("rsa active",))
def _(m):
    return m.gcm(m.signed(by="rsa", sign={"hash_name": "sha1"}))


@vector("digest-sha1-ecdsa", "digest", "wire.md 2: digest and signature with SHA-1, ECDSA")
def _(m):
    return m.gcm(m.signed(sign={"hash_name": "sha1"}))


@vector("digest-md5", "digest", "RFC 5754: a digest algorithm that is said to be MD5")
def _(m):
    return m.gcm(m.signed(sign={"digest_algorithm": der.algorithm(names.MD5, der.NULL)}))


@vector("signature-algorithm-sha1", "signature-algorithm", "RFC 5754: digest SHA-256, signature with SHA-1", signers=("rsa active",))
def _(m):
    entity = m.entity()
    value = primitives.sign(m.who("rsa").key, "sha1", der.set_of(*m.attributes("rsa", entity)))
    return m.gcm(m.signed(entity, by="rsa", sign={
        "signature": value, "algorithm": der.algorithm(names.RSA_SHA1, der.NULL)}))


@vector("signature-algorithm-other-digest", "signature-algorithm",
        "RFC 5754 3: digestAlgorithm says SHA-256, signatureAlgorithm ECDSA with SHA-384")
def _(m):
    entity = m.entity()
    value = primitives.sign(m.who("anna").key, "sha384", der.set_of(*m.attributes("anna", entity)))
    return m.gcm(m.signed(entity, sign={"signature": value, "algorithm": der.algorithm(names.ECDSA_SHA384)}))


@vector("signature-algorithm-other-key", "signature-algorithm", "RFC 5754 3: an EC signer, a signature that is said to be RSA")
def _(m):
    return m.gcm(m.signed(sign={"algorithm": der.algorithm(names.RSA_SHA256, der.NULL)}))


@vector("signature-algorithm-pss", "signature-algorithm", "RFC 4056: RSASSA-PSS is not of the profile", signers=("rsa active",))
def _(m):
    return m.gcm(m.signed(by="rsa", sign={"algorithm": der.algorithm(names.RSA_PSS, der.sequence())}))


@vector("digest-algorithms-do-not-list", "digest", "RFC 5652 5.1: digestAlgorithms does not list the signer's digest")
def _(m):
    return m.gcm(m.signed(data={"hash_names": ("sha512",)}))


@vector("digest-algorithms-empty", "digest", "RFC 5652 5.1: digestAlgorithms lists nothing")
def _(m):
    return m.gcm(m.signed(data={"hash_names": ()}))


@vector("digest-algorithms-3000", "signed-data", "RFC 5652 5.1: digestAlgorithms lists 3,000 others, work for nothing")
def _(m):
    others = [der.algorithm(f"1.3.6.1.4.1.99999.3.{n}") for n in range(3000)]
    entity = m.entity()
    info = m.signer_info(entity)
    body = der.sequence(der.integer(1), der.set_of(*others), der.sequence(der.oid(names.DATA)), der.set_of(info))
    return m.gcm(m.signed(entity, signature=cms.content_info(names.SIGNED_DATA, body)))


@vector("signer-version-3-issuer", "signed-data", "RFC 5652 5.3: issuerAndSerialNumber asks for SignerInfo version 1")
def _(m):
    return m.gcm(m.signed(sign={"version": 3}))


@vector("signed-data-version-5", "signed-data", "RFC 5652 5.1: SignedData version 5 without what asks for it")
def _(m):
    return m.gcm(m.signed(data={"version": 5}))


@vector("signer-unsigned-attribute", "accepted", "RFC 5652 5.3: an unsigned attribute, which anybody can add on the way")
def _(m):
    extra = cms.attribute(names.SMIME_CAPABILITIES, der.sequence())
    return m.gcm(m.signed(sign={"unsigned": der.implicit(1, der.set_of(extra))}))


@vector("certificates-9", "accepted", "wire.md 2: nine embedded certificates; none is read, the directory decides")
def _(m):
    return m.gcm(m.signed(embed=tuple(list(pki.PLAN)[:9])))


@vector("revocation-lists", "accepted", "RFC 5652 5.1: crls with an unknown format, which nobody asked for")
def _(m):
    other = der.implicit(1, der.sequence(der.oid(names.PRIVATE_CIPHER), der.NULL))
    return m.gcm(m.signed(data={"extra": der.implicit(1, der.set_of(other))}))
