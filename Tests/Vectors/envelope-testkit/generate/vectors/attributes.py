"""The signed attributes: which must be there, once, with which value."""

import cms
import der
import names
import primitives
from maker import SIGNED_AT
from registry import vector


def replaced(m, name, value):
    return m.gcm(m.signed(sign={"replace": {name: value}}))


MANDATORY = {
    "content-type": "RFC 5652 11.1", "message-digest": "RFC 5652 11.2", "signing-time": "RFC 5652 11.3, wire.md 2",
    "signing-certificate": "RFC 5035 3, wire.md 2 for suite gcm",
}

for missing, clause in MANDATORY.items():
    @vector(f"attribute-missing-{missing}", "signed-attributes", f"{clause}: the signed attribute {missing} is missing")
    def _(m, missing=missing):
        return m.gcm(m.signed(sign={"drop": (missing,)}))


@vector("attributes-absent", "signed-attributes", "RFC 5652 5.3: no signed attributes; the signature is over the content")
def _(m):
    entity = m.entity()
    return m.gcm(m.signed(entity, sign={"attributes": None, "over": entity}))


for twice in MANDATORY:
    @vector(f"attribute-twice-{twice}", "signed-attributes", f"RFC 5652 5.3, 11: the signed attribute {twice} stands twice")
    def _(m, twice=twice):
        entity = m.entity()
        attributes = m.attributes("anna", entity)
        again = attributes[list(MANDATORY).index(twice)]
        return m.gcm(m.signed(entity, sign={"add": [again]}))


@vector("attribute-two-values", "signed-attributes", "RFC 5652 11.2: message-digest with two values, the first is right")
def _(m):
    entity = m.entity()
    digest = primitives.digest("sha256", entity)
    value = der.sequence(der.oid(names.MESSAGE_DIGEST), der.set_of(der.octets(digest), der.octets(b"\xff" * 32)))
    return m.gcm(m.signed(entity, sign={"replace": {"message-digest": value}}))


@vector("attribute-no-value", "signed-attributes", "RFC 5652 11.3: signing-time without a value")
def _(m):
    return replaced(m, "signing-time", cms.attribute(names.SIGNING_TIME))


@vector("message-digest-wrong", "message-digest", "RFC 5652 5.6: message-digest of other content")
def _(m):
    return replaced(m, "message-digest", cms.message_digest_attribute(primitives.digest("sha256", b"iets anders")))


@vector("message-digest-short", "message-digest", "RFC 5652 11.2: message-digest of one byte, the right first one")
def _(m):
    entity = m.entity()
    value = cms.message_digest_attribute(primitives.digest("sha256", entity)[:1])
    return m.gcm(m.signed(entity, sign={"replace": {"message-digest": value}}))


@vector("message-digest-of-body", "message-digest", "RFC 8551 3.5.3: the digest covers the body without the MIME header")
def _(m):
    entity = m.entity()
    value = cms.message_digest_attribute(primitives.digest("sha256", m.payload))
    return m.gcm(m.signed(entity, sign={"replace": {"message-digest": value}}))


@vector("content-changed", "message-digest", "RFC 5652 5.6: one byte of the signed content is another")
def _(m):
    entity = m.entity()
    signature = m.signature(entity)
    return m.gcm(m.signed(entity.replace(b"geen echte", b"een  echte"), signature=signature))


@vector("content-type-disagrees", "signed-content-type", "RFC 5652 11.1: the attribute says id-signedData, eContentType id-data")
def _(m):
    return replaced(m, "content-type", cms.content_type_attribute(names.SIGNED_DATA))


@vector("content-type-other", "signed-content-type", "RFC 5652 5.2: eContentType is a time-stamp's, and so says the attribute")
def _(m):
    return m.gcm(m.signed(data={"kind": names.TST_INFO}, sign={
        "replace": {"content-type": cms.content_type_attribute(names.TST_INFO)}}))


@vector("content-attached-too", "signed-data",
        "RFC 8551 3.5.3: a detached signature with content inside, other than the first part")
def _(m):
    other = m.entity(m.json(data={"toelichting": "iets anders"}))
    entity = m.entity()
    return m.gcm(m.signed(entity, data={"content": other}))


@vector("signing-time-generalized", "signed-attributes", "RFC 5652 11.3: dates through 2049 are UTCTime")
def _(m):
    return replaced(m, "signing-time", cms.attribute(names.SIGNING_TIME, der.generalized_time(SIGNED_AT)))


@vector("signing-time-month-13", "signed-attributes", "RFC 5652 11.3: a month 13")
def _(m):
    return replaced(m, "signing-time", cms.attribute(names.SIGNING_TIME, der.tlv(0x17, b"261321093005Z")))


@vector("signing-time-with-offset", "signed-attributes", "RFC 5652 11.3: a zone offset instead of Z")
def _(m):
    return replaced(m, "signing-time", cms.attribute(names.SIGNING_TIME, der.tlv(0x17, b"261121103005+0100")))


@vector("signing-time-future", "time", "wire.md 2: signed 11 minutes after the receiver's clock")
def _(m):
    moment = SIGNED_AT.replace(hour=12, minute=11, second=1)
    return replaced(m, "signing-time", cms.signing_time_attribute(moment))


@vector("attribute-unknown", "accepted", "RFC 5652 5.3: a signed attribute that we do not know (SMIMECapabilities)")
def _(m):
    return m.gcm(m.signed(sign={"add": [cms.attribute(names.SMIME_CAPABILITIES, der.sequence())]}))


@vector("attributes-200", "signed-attributes", "RFC 5652 5.3: 200 signed attributes")
def _(m):
    extra = [cms.attribute(f"1.3.6.1.4.1.99999.2.{n}", der.NULL) for n in range(200)]
    return m.gcm(m.signed(sign={"add": extra}))


@vector("attributes-not-sorted", "signed-attributes", "RFC 5652 5.3, X.690 11.6: signed attributes not in the order of DER")
def _(m):
    entity = m.entity()
    ascending = sorted(m.attributes("anna", entity))
    return m.gcm(m.signed(entity, sign={"attributes": ascending[::-1], "sorted_attributes": False}))
