"""The vectors: `VECTORS` maps each file name to its header and its bytes. One vector, one failure."""
import datetime
import hashlib
import json
import os

import cms
import oids
import product
from der import algorithm, explicit, integer, null, octets, oid, sequence, set_of, tlv
from keyring import OTHER, OURS, PARTNER, SENDER, Pair
from mime import crlf, entity, message_entity, multipart_signed

NOW = datetime.datetime(2026, 1, 27, 10, 15)
SENT = datetime.datetime(2026, 1, 27, 10, 11, 12)
VECTORS = {}


def stamp(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def message(source=SENDER, recipient=OURS, time=SENT, **changes):
    document = {
        "specversion": "1.0", "id": "019bff03-f680-7a11-8b22-0123456789ab",
        "source": f"urn:nld:oin:{source}:systeem:gateway", "type": "nl.weerthuis.aanmeldbericht",
        "subject": "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "time": stamp(time),
        "dataschema": "https://weerthuis.nl/schema/fryslan-2022/aanmeldbericht/1",
        "datacontenttype": "application/json", "recipient": recipient, "directory": "7:" + "ab" * 32,
        "data": {"tekst": "één bericht"}, **changes}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def pairs(*names):
    return [Pair(name) for name in names]


MESSAGE = message()
SIGNER = Pair("sender-sign")
TWO = pairs("ours-first", "ours-second")
PARTNER_PAIR = Pair("partner-dual")


def signed(content=MESSAGE, signer=SIGNER, entity_bytes=None, certificates=(), moment=SENT, signers=None, **changes):
    """A multipart/signed as a sender makes it."""
    inner = entity_bytes if entity_bytes is not None else message_entity(content)
    infos = signers(inner) if signers else [cms.signer_info(signer, inner, moment, **changes)]
    digest = changes.get("digest", oids.SHA256)
    kind = changes.get("content_type", oids.DATA)
    detached = cms.signed_data(infos, digest, kind, certificates=certificates)
    return multipart_signed(inner, detached, "sha-1" if digest == oids.SHA1 else "sha-256")


def add(name, expect, comment, body, suite="gcm", sender=SENDER, recipient=OURS, payload=None, **header):
    fields = {"expect": expect, "suite": suite, "comment": comment, "now": stamp(header.pop("now", NOW)),
              "sender": sender, "recipient": recipient, **header}
    if expect == "accepted":
        fields["payload-sha256"] = hashlib.sha256(MESSAGE if payload is None else payload).hexdigest()
    VECTORS[name] = (fields, body)


def from_partner(name, expect, comment, body, **header):
    add(name, expect, comment, body, suite="cbc", sender=PARTNER, **header)


def flip(data, index=-1):
    changed = bytearray(data)
    changed[index] ^= 1
    return bytes(changed)


def accepted():
    whole = signed()
    add("gcm-two-recipients", "accepted", "ECDH P-256 to both of our contactpersonen", cms.auth_enveloped(whole, TWO))
    add("gcm-one-recipient", "accepted", "ECDH P-256 to one contactpersoon", cms.auth_enveloped(whole, TWO[:1]))
    add("gcm-rsa-oaep", "accepted", "RSA-OAEP with SHA-256", cms.auth_enveloped(whole, pairs("ours-rsa")))
    add("gcm-mixed", "accepted", "one recipient by ECDH, one by RSA-OAEP",
        cms.auth_enveloped(whole, pairs("ours-first", "ours-rsa")))
    add("gcm-rsa-signer", "accepted", "signed with RSA-3072",
        cms.auth_enveloped(signed(signer=Pair("sender-rsa")), TWO))
    add("gcm-embedded-certificate", "accepted", "the signer's certificate travels inside",
        cms.auth_enveloped(signed(certificates=[SIGNER.der]), TWO))
    attributes = [cms.attribute(oids.CONTENT_TYPE, oid(oids.DATA))]
    add("gcm-authenticated-attributes", "accepted", "authAttrs as [1]; their DER is additional data (RFC 5083)",
        cms.auth_enveloped(whole, TWO, auth_attributes=attributes))
    spread = json.dumps(json.loads(MESSAGE), ensure_ascii=False, indent=1).encode()
    add("gcm-json-line-feeds", "accepted", "LF between JSON tokens: signed as it is, read as white space",
        cms.auth_enveloped(signed(spread), TWO), payload=spread)
    add("gcm-base64-entity", "accepted", "the message in base64, as over mail",
        cms.auth_enveloped(signed(entity_bytes=message_entity(MESSAGE, encoding="base64")), TWO))


def accepted_from_partner():
    ours = message(source=PARTNER)
    whole = signed(ours, PARTNER_PAIR, omit=["signing-certificate-v2"], certificates=[PARTNER_PAIR.der])
    from_partner("cbc-rsa15", "accepted", "RSA v1.5, no signing-certificate-v2, one certificate for both uses",
                 cms.enveloped(whole, pairs("ours-cbc"), scheme="v15"), payload=ours)
    from_partner("cbc-rsa-oaep", "accepted", "RSA-OAEP with SHA-256",
                 cms.enveloped(whole, pairs("ours-cbc")), payload=ours)
    from_partner("cbc-ecdh", "accepted", "ECDH P-256 with AES-CBC",
                 cms.enveloped(whole, pairs("ours-cbc-ec")), payload=ours)
    today = datetime.datetime.now(datetime.UTC)
    made = message(source=PARTNER, time=today)
    from_partner("pyas2lib", "accepted", "a message that pyas2lib 1.4.4 made, on the day on which it was made",
                 product.sealed(made), payload=made, now=today + datetime.timedelta(minutes=1))
    capabilities = cms.attribute(oids.SMIME_CAPABILITIES, sequence(
        sequence(oid(oids.AES256_CBC)), sequence(oid("2.16.840.1.101.3.4.1.2"))))
    preference = cms.attribute(
        oids.ENCRYPTION_KEY_PREFERENCE, b"\xA0" + cms.issuer_and_serial(PARTNER_PAIR)[1:])
    attachment = message_entity(
        ours, encoding="base64", more="Content-Disposition: attachment; filename=bericht.json\n")
    mail = signed(entity_bytes=attachment, signer=PARTNER_PAIR, omit=["signing-certificate-v2"],
                  more=[capabilities, preference], certificates=[PARTNER_PAIR.der])
    shape = {"payload": ours, "transport": "mail"}
    crowd = pairs("else-first", "else-second", "ours-cbc", "else-third")
    from_partner("mail-client-shape", "accepted",
                 "four recipients, indefinite lengths, embedded certificate and the attributes that mail clients add",
                 cms.enveloped(mail, crowd, indefinite=True), **shape)
    from_partner("mail-five-recipients", "recipient-count", "one recipient more than a mail may have",
                 cms.enveloped(mail, crowd + pairs("ours-cbc-ec"), indefinite=True), transport="mail")
    from_partner("cbc-three-recipients", "recipient-count", "over HTTPS a partner too may have 2 recipients only",
                 cms.enveloped(whole, pairs("ours-cbc", "else-second", "else-third")))
    from_partner("cbc-padding", "padding", "the last block does not end in padding",
                 cms.enveloped(whole, pairs("ours-cbc"), spoil_padding=lambda padded: padded[:-1] + b"\0"))
    from_partner("cbc-ciphertext-bit", "mime", "a flipped bit in the second block changes the MIME header",
                 cms.enveloped(whole, pairs("ours-cbc"), spoil=lambda text: flip(text, 17)))
    from_partner("cbc-rsa15-encrypted-key-bit", "unwrap", "RSA v1.5 unwrap fails; opening goes on with a random key",
                 cms.enveloped(whole, pairs("ours-cbc"), scheme="v15", spoil_wrapped=flip))
    from_partner("cbc-to-gcm-key", "key-suite", "AES-CBC sealed to a key pair that is marked gcm",
                 cms.enveloped(whole, pairs("ours-rsa")))
    add("cbc-from-gcm-partner", "suite", "EnvelopedData from a partner whose entry says gcm",
        cms.enveloped(signed(), pairs("ours-cbc")))


def content_encryption():
    whole = signed()
    for length in (1, 4, 12, 15):
        add(f"gcm-tag-{length}", "tag-length", f"a tag of {length} bytes, icvLen to match (CVE-2026-34182)",
            cms.auth_enveloped(whole, TWO, tag_length=length))
    add("gcm-tag-17", "tag-length", "a tag of 17 bytes",
        cms.auth_enveloped(whole, TWO, spoil=lambda nonce, text, tag: (nonce, text, tag + b"\0")))
    add("gcm-icvlen-absent", "tag-length", "icvLen absent means 12 (RFC 5084), yet the tag has 16 bytes",
        cms.auth_enveloped(whole, TWO, icv_length=None))
    add("gcm-nonce-16", "nonce-length", "a nonce of 16 bytes", cms.auth_enveloped(whole, TWO, nonce=os.urandom(16)))
    add("auth-cbc", "content-cipher", "AES-CBC inside AuthEnvelopedData (CVE-2026-34182)",
        cms.auth_enveloped_cbc(whole, TWO))
    add("auth-ccm", "content-cipher", "AES-CCM inside AuthEnvelopedData",
        cms.auth_enveloped(whole, TWO, cipher=oids.AES256_CCM))
    add("auth-unknown-cipher", "content-cipher", "a cipher that nobody knows",
        cms.auth_enveloped(whole, TWO, cipher=oids.UNKNOWN))
    add("gcm-tag-bit", "tag", "one bit of the tag flipped",
        cms.auth_enveloped(whole, TWO, spoil=lambda nonce, text, tag: (nonce, text, flip(tag))))
    add("gcm-nonce-bit", "tag", "one bit of the nonce flipped",
        cms.auth_enveloped(whole, TWO, spoil=lambda nonce, text, tag: (flip(nonce), text, tag)))
    add("gcm-ciphertext-bit", "tag", "one bit of the ciphertext flipped",
        cms.auth_enveloped(whole, TWO, spoil=lambda nonce, text, tag: (nonce, flip(text, 100), tag)))
    wrong = [cms.attribute(oids.CONTENT_TYPE, oid(oids.SIGNED_DATA))]
    right = [cms.attribute(oids.CONTENT_TYPE, oid(oids.DATA))]
    sealed = cms.auth_enveloped(whole, TWO, auth_attributes=right)
    add("gcm-authenticated-attributes-bit", "tag", "the authAttrs are not those that were sealed",
        sealed.replace(set_of(*right)[1:], set_of(*wrong)[1:]))


def recipients():
    whole = signed()
    add("encrypted-key-bit-ecdh", "unwrap", "one bit of the wrapped key flipped",
        cms.auth_enveloped(whole, TWO[:1], spoil_wrapped=flip))
    add("encrypted-key-bit-oaep", "unwrap", "one bit of the RSA-OAEP ciphertext flipped",
        cms.auth_enveloped(whole, pairs("ours-rsa"), spoil_wrapped=flip))
    add("rsa15-from-gcm-partner", "key-scheme", "RSA v1.5 where the partner's entry does not allow it",
        cms.auth_enveloped(whole, pairs("ours-rsa"), scheme="v15"))
    add("ephemeral-key-off-curve", "unwrap", "the originator's public key is not on the curve",
        cms.auth_enveloped(whole, TWO[:1], spoil_point=flip))
    add("recipients-0", "recipient-count", "no recipient", cms.auth_enveloped(whole, []))
    add("recipients-3", "recipient-count", "three recipients",
        cms.auth_enveloped(whole, TWO + pairs("ours-rsa")))
    add("recipient-not-us", "recipient-unknown", "sealed to somebody else", cms.auth_enveloped(whole, pairs("else-first")))


def signers():
    def sealed(**changes):
        return cms.auth_enveloped(signed(**changes), TWO)

    def infos(*chosen, **changes):
        return lambda inner: [cms.signer_info(pair, inner, SENT, **changes) for pair in chosen]

    add("signer-none", "signer-count", "SignedData without a signer", sealed(signers=infos()))
    add("signers-two", "signer-count", "two signers, both right",
        sealed(signers=infos(SIGNER, Pair("sender-other"))))
    add("signing-certificate-swapped", "signing-certificate", "signing-certificate-v2 names another certificate",
        sealed(attests=Pair("sender-other")))
    add("signer-unknown", "signer-unknown", "the signer's certificate is not in the directory",
        sealed(signer=Pair("stranger-sign")))
    add("signer-retired", "signer-status", "signed after the key was retired", sealed(signer=Pair("sender-retired")))
    add("signer-overlap-over", "signer-status", "signed with a retiring key whose overlap has ended",
        sealed(signer=Pair("sender-overlap-over")))
    add("signer-dual-use", "signer-use", "one certificate for both uses, which the entry does not allow",
        sealed(signer=Pair("sender-dual")))
    add("signing-time-before-certificate", "signer-validity", "a signing time before the certificate's first day",
        sealed(moment=datetime.datetime(2019, 1, 1)))
    add("signature-algorithm", "signature-algorithm", "an RSA signature that calls itself ECDSA",
        sealed(signer=Pair("sender-rsa"), method=algorithm(oids.ECDSA_SHA256)))
    add("signer-revoked", "signer-status", "signed with a revoked key", sealed(signer=Pair("sender-revoked")))
    add("signer-of-another-party", "source", "signed by a contactpersoon of a party that is not the source",
        sealed(signer=Pair("other-sign")))
    add("digest-sha1", "digest", "SHA-1 digest and signature", sealed(digest=oids.SHA1))
    for name in ("signing-certificate-v2", "signing-time", "message-digest", "content-type"):
        add(f"missing-{name}", "signed-attributes", f"the signed attribute {name} is missing", sealed(omit=[name]))
    add("missing-signed-attributes", "signed-attributes", "a signature over the content itself, without attributes",
        sealed(no_attributes=True))
    add("signed-content-type", "signed-content-type", "SignedData over a content type other than id-data",
        sealed(content_type=oids.AUTH_ENVELOPED_DATA))
    add("signature-bit", "signature", "one bit of the signature flipped", sealed(spoil=flip))
    other = message(data={"tekst": "een ander bericht"})
    inner = message_entity(MESSAGE)
    detached = cms.signed_data([cms.signer_info(SIGNER, inner, SENT)])
    add("signature-trailing-byte", "signed-data", "one byte after the SignedData",
        cms.auth_enveloped(multipart_signed(inner, detached + b"\0"), TWO))
    add("content-changed", "message-digest", "the content is not the one that was signed",
        cms.auth_enveloped(multipart_signed(message_entity(other), detached), TWO))


def addresses():
    def sealed(**changes):
        return cms.auth_enveloped(signed(message(**changes)), TWO)

    add("recipient-attribute", "recipient", "signed for another party, wrapped for us", sealed(recipient=OTHER))
    add("outer-sender", "outer-sender", "AS2-From names another party than source", sealed(), sender=OTHER)
    add("outer-recipient", "outer-recipient", "AS2-To names another party than recipient", sealed(), recipient=OTHER)
    add("time-15-days-back", "time", "older than 14 days", sealed(time=NOW - datetime.timedelta(days=15)))
    add("time-11-minutes-ahead", "time", "more than 10 minutes ahead",
        sealed(time=NOW + datetime.timedelta(minutes=11)))
    add("attribute-unknown", "message", "an attribute that the profile does not know", sealed(extra="1"))


def structure():
    whole = signed()
    good = cms.auth_enveloped(whole, TWO)
    add("compressed-outside", "content-type", "CompressedData as the outermost layer",
        cms.content_info(oids.COMPRESSED_DATA, sequence(integer(0), algorithm("1.2.840.113549.1.9.16.3.8"))))
    compressed = entity('application/pkcs7-mime; smime-type=compressed-data', b"\0")
    add("compressed-inside", "mime", "compressed data under the encryption", cms.auth_enveloped(compressed, TWO))
    nested = entity("application/pkcs7-mime; smime-type=authEnveloped-data", good)
    add("nested-envelopes", "nested", "an envelope inside an envelope", cms.auth_enveloped(nested, TWO))
    add("signed-envelope", "nested", "an envelope inside a signature",
        cms.auth_enveloped(signed(entity_bytes=nested), TWO))
    add("unsigned", "unsigned", "a message without a signature", cms.auth_enveloped(message_entity(MESSAGE), TWO))
    add("trailing-byte", "der", "one byte after the ContentInfo", good + b"\0")
    infinite = sequence(oid(oids.AUTH_ENVELOPED_DATA), explicit(0, good[good.index(b"\xA0"):][4:]), indefinite=True)
    add("indefinite-length", "der", "the outermost length is indefinite", infinite)
    add("length-100-megabytes", "der", "a length of 100 MB on 1 KB of data",
        tlv(0x30, good[4:1024], length=100 << 20))
    add("length-not-minimal", "der", "a length in more bytes than it needs",
        b"\x30\x84" + (len(good) - 4).to_bytes(4, "big") + good[4:])
    add("truncated", "der", "the last byte is missing", good[:-1])
    add("empty", "der", "no bytes at all", b"")


def mime():
    def sealed(text):
        return cms.auth_enveloped(text, TWO)

    whole = signed()
    twice = whole.replace(b"Content-Type: multipart", b"Content-Type: text/plain\r\nContent-Type: multipart", 1)
    add("mime-two-content-types", "mime", "two Content-Types", sealed(twice), mime="mime-duplicate-field")
    add("mime-nul", "mime", "a NUL in a header", sealed(b"X-A: \0\r\n" + whole), mime="mime-header-character")
    large = b"".join(b"X-%03d: %s\r\n" % (n, b"a" * 990) for n in range(1050))
    add("mime-header-1-megabyte", "mime", "a header of 1 MB", sealed(large + whole), mime="mime-header-too-large")
    deep = whole
    for level in range(49):
        deep = multipart_signed(deep, b"x").replace(b"=_vector", b"=_level%d." % level)
    add("mime-depth-50", "mime", "multiparts 50 levels deep", sealed(deep), mime="mime-depth")
    add("mime-bare-line-feeds", "mime", "line ends without CR",
        sealed(whole.replace(b"\r\n", b"\n")), mime="mime-line-end")
    add("mime-boundary-unclosed", "mime", "no closing delimiter",
        sealed(whole.replace(b"--=_vector--", b"")), mime="mime-boundary-unclosed")
    add("mime-epilogue", "mime", "text after the closing delimiter", sealed(whole + b"see also"), mime="mime-epilogue")
    for kind, file in (("text/html", "signed-text-html"), ("application/octet-stream", "signed-octet-stream")):
        add(file, "mime", "signed content of another media type",
            sealed(signed(entity_bytes=entity(kind, MESSAGE))), mime="mime-media-type")
    add("signed-plain-text", "signed-media-type", "a signed text instead of a message",
        sealed(signed(entity_bytes=entity("text/plain", b"hallo"))))


for group in (accepted, accepted_from_partner, content_encryption, recipients, signers, addresses, structure, mime):
    group()
