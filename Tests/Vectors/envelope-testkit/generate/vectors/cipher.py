"""The content cipher: what must be refused before anything is decrypted, and what the tag must catch."""

import cms
import der
import names
import primitives
from registry import vector

FLIP = "RFC 5084 3.2: GCM authenticates every bit"


def flip(offset, mask=1):
    """A function that turns bits of the byte at `offset`."""
    def change(content):
        spoiled = bytearray(content)
        spoiled[offset] ^= mask
        return bytes(spoiled)
    return change


for size in (0, 1, 4, 8, 11, 12, 13, 14, 15):
    @vector(f"tag-{size}", "tag-length", f"CVE-2026-34182, RFC 5084 3.2: a valid AES-GCM tag cut to {size} bytes, and icvlen says so")
    def _(m, size=size):
        return m.gcm(tag_size=max(size, 1), algorithm=lambda nonce: cms.gcm_algorithm(nonce, size),
                     tag=lambda tag: tag[:size])


@vector("tag-17", "tag-length", "RFC 5084 3.2: a tag of 17 bytes")
def _(m):
    return m.gcm(algorithm=lambda nonce: cms.gcm_algorithm(nonce, 17), tag=lambda tag: tag + b"\x00")


@vector("tag-1-icvlen-16", "tag-length", "CVE-2026-34182: icvlen says 16, the tag has 1 byte")
def _(m):
    return m.gcm(tag=lambda tag: tag[:1])


@vector("tag-16-icvlen-absent", "tag-length", "RFC 5084 3.2: icvlen is absent, so the tag must have 12 bytes; it has 16")
def _(m):
    return m.gcm(algorithm=lambda nonce: cms.gcm_algorithm(nonce, 12))


@vector("tag-icvlen-huge", "der", "RFC 5084 3.2: icvlen does not fit in 64 bits")
def _(m):
    return m.gcm(algorithm=lambda nonce: cms.gcm_algorithm(nonce, tag_field=der.integer(1 << 72 | 16)))


@vector("tag-icvlen-negative", "der", "RFC 5084 3.2: icvlen is -16")
def _(m):
    return m.gcm(algorithm=lambda nonce: cms.gcm_algorithm(nonce, tag_field=b"\x02\x01\xf0"))


for size in (0, 1, 8, 11, 13, 16):
    @vector(f"nonce-{size}", "nonce-length", f"RFC 5084 3.2: a nonce of {size} bytes; 12 is due")
    def _(m, size=size):
        return m.gcm(nonce=max(size, 8), algorithm=lambda nonce: cms.gcm_algorithm(nonce[:size]))


def unauthenticated(name, dotted, comment, key_size=32):
    """What the attacker of the CVE sends: content that decrypts well, and a tag that nothing computes."""
    @vector(f"auth-enveloped-{name}", "content-cipher", f"CVE-2026-34182: AuthEnvelopedData with {comment}")
    def _(m):
        return m.gcm(
            key_size=key_size, nonce=16, algorithm=lambda nonce: der.algorithm(dotted, der.octets(nonce)),
            encrypt=lambda key, nonce, content: (primitives.cbc(key, nonce, content), bytes(16)))


unauthenticated("aes-256-cbc", names.AES256_CBC, "AES-256-CBC, which authenticates nothing")
unauthenticated("aes-128-cbc", names.AES128_CBC, "AES-128-CBC", 16)
unauthenticated("triple-des", names.TRIPLE_DES_CBC, "Triple DES")
unauthenticated("unknown", names.PRIVATE_CIPHER, "an algorithm that nobody knows")


@vector("auth-enveloped-aes-128-gcm", "content-cipher", "wire.md 2: AES-128-GCM; only AES-256-GCM is due")
def _(m):
    return m.gcm(key_size=16, algorithm=lambda nonce: cms.gcm_algorithm(nonce, dotted=names.AES128_GCM))


@vector("auth-enveloped-aes-256-ccm", "content-cipher", "RFC 5084 3.1: AES-CCM is AEAD, but not of the profile")
def _(m):
    return m.gcm(algorithm=lambda nonce: cms.gcm_algorithm(nonce, dotted=names.AES256_CCM))


@vector("auth-enveloped-chacha20", "content-cipher", "RFC 8103: ChaCha20-Poly1305 is AEAD, but not of the profile")
def _(m):
    return m.gcm(algorithm=lambda nonce: der.algorithm(names.CHACHA20_POLY1305, der.octets(nonce)))


@vector("gcm-parameters-absent", "content-cipher", "RFC 5084 3.2: GCMParameters are required")
def _(m):
    return m.gcm(algorithm=lambda nonce: der.algorithm(names.AES256_GCM))


@vector("gcm-parameters-trailing", "der", "RFC 5084 3.2: a third field in GCMParameters")
def _(m):
    return m.gcm(algorithm=lambda nonce: der.algorithm(
        names.AES256_GCM, der.sequence(der.octets(nonce), der.integer(16), der.NULL)))


@vector("flip-tag-first", "tag", FLIP + "; a bit of the tag's first byte")
def _(m):
    return m.gcm(tag=flip(0))


@vector("flip-tag-last", "tag", FLIP + "; a bit of the tag's last byte")
def _(m):
    return m.gcm(tag=flip(-1, 0x80))


@vector("flip-nonce", "tag", FLIP + "; a bit of the nonce")
def _(m):
    return m.gcm(algorithm=lambda nonce: cms.gcm_algorithm(flip(5)(nonce)))


@vector("flip-ciphertext-first", "tag", FLIP + "; a bit of the first byte")
def _(m):
    return m.gcm(change=flip(0))


@vector("flip-ciphertext-last", "tag", FLIP + "; a bit of the last byte")
def _(m):
    return m.gcm(change=flip(-1))


@vector("ciphertext-cut", "tag", FLIP + "; the last 16 bytes are gone")
def _(m):
    return m.gcm(change=lambda content: content[:-16])


@vector("ciphertext-empty", "tag", FLIP + "; nothing is left of the ciphertext")
def _(m):
    return m.gcm(change=lambda content: b"")


@vector("flip-encrypted-key", "unwrap", "RFC 3394 2.2.2: a bit of the wrapped key; its integrity check fails")
def _(m):
    return m.gcm(encrypted_key=flip(7))


@vector("flip-encrypted-key-oaep", "unwrap", "RFC 8017 7.1.2: a bit of the RSA-OAEP ciphertext",
        keys=("ontvanger-rsa gcm",))
def _(m):
    return m.gcm(to=("ontvanger-rsa",), change_key=flip(100))


@vector("content-key-16-bytes", "unwrap", "RFC 3565 2.2: a wrapped key of 16 bytes where AES-256 needs 32")
def _(m):
    return m.gcm(recipients=lambda key: m.wrap_for(("ontvanger-a",), key[:16]))


@vector("content-key-16-bytes-oaep", "unwrap", "RFC 4055 4: an RSA-OAEP key of 16 bytes where AES-256 needs 32",
        keys=("ontvanger-rsa gcm",))
def _(m):
    return m.gcm(recipients=lambda key: m.wrap_for(("ontvanger-rsa",), key[:16]))


@vector("content-key-other", "tag", "RFC 5083 2.2: a well-wrapped key that is not the one of the content")
def _(m):
    return m.gcm(recipients=lambda key: m.wrap_for(("ontvanger-a",), m.random.take(32)))


@vector("authenticated-attributes-changed", "tag", "RFC 5083 2.2: authAttrs are not those that were authenticated")
def _(m):
    other = der.set_of(cms.content_type_attribute(), cms.attribute(names.SMIME_CAPABILITIES, der.sequence()))
    return m.gcm(authenticated=[cms.content_type_attribute()], data={"authenticated": der.implicit(1, other)})


@vector("authenticated-attributes-removed", "tag", "RFC 5083 2.2: authAttrs were authenticated, then taken out")
def _(m):
    return m.gcm(authenticated=[cms.content_type_attribute()], data={"authenticated": b""})


@vector("authenticated-attributes-added", "tag", "RFC 5083 2.2: authAttrs that the tag does not cover")
def _(m):
    return m.gcm(data={"authenticated": der.implicit(1, der.set_of(cms.content_type_attribute()))})


@vector("authenticated-attributes-wrong-tag", "tag",
        "RFC 5083 2.2: the additional data keeps the tag [1] instead of that of SET OF (the error of OpenSSL 3.0)")
def _(m):
    attributes = der.implicit(1, der.set_of(cms.content_type_attribute()))
    return m.gcm(additional=attributes, data={"authenticated": attributes})


@vector("authenticated-attributes-empty", "der", "RFC 5083 2.1: authAttrs is SET SIZE (1..MAX)")
def _(m):
    return m.gcm(additional=der.set_of(), data={"authenticated": der.implicit(1, der.set_of())})


@vector("unauthenticated-attributes", "der", "RFC 5083 2.1: unauthAttrs, which anybody can add on the way")
def _(m):
    extra = cms.attribute(names.SMIME_CAPABILITIES, der.sequence())
    return m.gcm(data={"unauthenticated": der.implicit(2, der.set_of(extra))})


@vector("originator-info", "der", "RFC 5652 6.1: originatorInfo, certificates that nothing authenticates")
def _(m):
    info = der.sequence(der.implicit(0, der.set_of(m.who("anna").der)))
    return m.gcm(data={"originator": der.implicit(0, info)})


@vector("auth-enveloped-version-1", "der", "RFC 5083 2.1: the version is 0")
def _(m):
    return m.gcm(data={"version": 1})
