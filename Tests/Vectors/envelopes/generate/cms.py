"""CMS objects, right by default; each keyword argument makes one thing wrong."""
import hashlib
import os
import struct

import oids
from cryptography.hazmat.primitives import hashes, keywrap, padding as blocks
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.x963kdf import X963KDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from der import algorithm, explicit, integer, null, octets, bits, oid, sequence, set_of, tlv, utc_time

HASHES = {oids.SHA256: hashes.SHA256(), oids.SHA1: hashes.SHA1()}


def content_info(content_type, content, indefinite=False):
    return sequence(oid(content_type), explicit(0, content, indefinite=indefinite), indefinite=indefinite)


def issuer_and_serial(pair):
    return sequence(pair.certificate.issuer.public_bytes(), integer(pair.certificate.serial_number))


def key_identifier(pair):
    from cryptography import x509
    return pair.certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value.digest


# Signing


def attribute(name, *values):
    return sequence(oid(name), set_of(*values))


def signing_certificate_v2(pair):
    """ESSCertIDv2 with the default SHA-256, with issuer and serial number (RFC 5035)."""
    general_name = explicit(4, pair.certificate.issuer.public_bytes())
    serial = sequence(sequence(general_name), integer(pair.certificate.serial_number))
    return sequence(sequence(sequence(octets(hashlib.sha256(pair.der).digest()), serial)))


def signer_info(pair, content, moment, digest=oids.SHA256, content_type=oids.DATA, omit=(), attests=None,
                more=(), no_attributes=False, spoil=lambda signature: signature, method=None):
    """`attests`: the pair that signing-certificate-v2 names. `method`: the algorithm that is claimed."""
    hashing = HASHES[digest]
    value = hashlib.new(hashing.name, content).digest()
    found = {
        "content-type": attribute(oids.CONTENT_TYPE, oid(content_type)),
        "signing-time": attribute(oids.SIGNING_TIME, utc_time(moment)),
        "message-digest": attribute(oids.MESSAGE_DIGEST, octets(value)),
        "signing-certificate-v2": attribute(oids.SIGNING_CERTIFICATE_V2, signing_certificate_v2(attests or pair)),
    }
    attributes = set_of(*(value for name, value in found.items() if name not in omit), *more)
    signed = content if no_attributes else attributes
    if pair.is_ec:
        signature = pair.key.sign(signed, ec.ECDSA(hashing))
        used = algorithm(oids.ECDSA_SHA1 if digest == oids.SHA1 else oids.ECDSA_SHA256)
    else:
        signature = pair.key.sign(signed, padding.PKCS1v15(), hashing)
        used = algorithm(oids.RSA, null())
    return sequence(
        integer(1), issuer_and_serial(pair), algorithm(digest),
        b"" if no_attributes else b"\xA0" + attributes[1:], method or used, octets(spoil(signature)))


def signed_data(signers, digest=oids.SHA256, content_type=oids.DATA, content=None, certificates=()):
    inside = b"" if content is None else explicit(0, octets(content))
    embedded = explicit(0, *certificates) if certificates else b""
    version = 1 if content_type == oids.DATA else 3
    return content_info(oids.SIGNED_DATA, sequence(
        integer(version), set_of(algorithm(digest)), sequence(oid(content_type), inside), embedded, set_of(*signers)))


# Recipients


def agree(pair, key, spoil_wrapped=lambda wrapped: wrapped, spoil_point=lambda point: point, by_key_id=False):
    """KeyAgreeRecipientInfo: ephemeral ECDH P-256, X9.63 KDF with SHA-256, aes256-wrap (RFC 5753)."""
    ephemeral = ec.generate_private_key(ec.SECP256R1())
    wrap = algorithm(oids.AES256_WRAP)
    info = sequence(wrap, explicit(2, octets(struct.pack(">I", 256))))
    shared = ephemeral.exchange(ec.ECDH(), pair.key.public_key())
    wrapped = keywrap.aes_key_wrap(X963KDF(hashes.SHA256(), 32, info).derive(shared), key)
    point = ephemeral.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    originator = explicit(1, algorithm(oids.EC_PUBLIC_KEY), bits(spoil_point(point)))
    recipient = explicit(0, octets(key_identifier(pair))) if by_key_id else issuer_and_serial(pair)
    return explicit(1, integer(3), explicit(0, originator), algorithm(oids.ECDH_SHA256_KDF, wrap),
                    sequence(sequence(recipient, octets(spoil_wrapped(wrapped)))))


def transport(pair, key, scheme="oaep", spoil_wrapped=lambda wrapped: wrapped):
    """KeyTransRecipientInfo: RSA-OAEP with SHA-256 (RFC 4056, RFC 8017), or RSA v1.5."""
    if scheme == "oaep":
        digest = algorithm(oids.SHA256, null())
        method = algorithm(oids.RSA_OAEP, sequence(
            explicit(0, digest), explicit(1, algorithm(oids.MGF1, digest))))
        fill = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)
    else:
        method, fill = algorithm(oids.RSA, null()), padding.PKCS1v15()
    wrapped = pair.key.public_key().encrypt(key, fill)
    return sequence(integer(0), issuer_and_serial(pair), method, octets(spoil_wrapped(wrapped)))


def recipient_infos(pairs, key, **changes):
    return [agree(pair, key, **changes) if pair.is_ec else transport(pair, key, **changes) for pair in pairs]


# Encryption


def auth_enveloped(plaintext, pairs, cipher=oids.AES256_GCM, tag_length=16, nonce=None, icv_length="tag",
                   auth_attributes=None, spoil=lambda nonce, text, tag: (nonce, text, tag), key=None, **changes):
    key = key or os.urandom(32)
    nonce = nonce or os.urandom(12)
    associated = set_of(*auth_attributes) if auth_attributes else b""
    gcm = Cipher(algorithms.AES(key), modes.GCM(nonce)).encryptor()
    gcm.authenticate_additional_data(associated)
    text = gcm.update(plaintext) + gcm.finalize()
    nonce, text, tag = spoil(nonce, text, gcm.tag[:tag_length])
    length = len(tag) if icv_length == "tag" else icv_length
    parameters = sequence(octets(nonce), b"" if length is None else integer(length))
    body = sequence(
        integer(0), set_of(*recipient_infos(pairs, key, **changes)),
        sequence(oid(oids.DATA), algorithm(cipher, parameters), tlv(0x80, text)),
        b"\xA1" + associated[1:] if associated else b"", octets(tag))
    return content_info(oids.AUTH_ENVELOPED_DATA, body)


def cbc(plaintext, key, spoil_padding=lambda padded: padded):
    padder = blocks.PKCS7(128).padder()
    padded = spoil_padding(padder.update(plaintext) + padder.finalize())
    start = os.urandom(16)
    encryptor = Cipher(algorithms.AES(key), modes.CBC(start)).encryptor()
    return start, encryptor.update(padded) + encryptor.finalize()


def auth_enveloped_cbc(plaintext, pairs):
    """The forgery of CVE-2026-34182: a cipher without authentication inside AuthEnvelopedData."""
    key = os.urandom(32)
    start, text = cbc(plaintext, key)
    body = sequence(
        integer(0), set_of(*recipient_infos(pairs, key)),
        sequence(oid(oids.DATA), algorithm(oids.AES256_CBC, octets(start)), tlv(0x80, text)), octets(bytes(16)))
    return content_info(oids.AUTH_ENVELOPED_DATA, body)


def enveloped(plaintext, pairs, indefinite=False, infos=None, spoil=lambda text: text,
              spoil_padding=lambda padded: padded, **changes):
    """EnvelopedData with AES-256-CBC. `indefinite` writes the outer levels and the text as mail clients stream them."""
    key = os.urandom(32)
    start, text = cbc(plaintext, key, spoil_padding)
    text = spoil(text)
    infos = infos(key) if infos else recipient_infos(pairs, key, **changes)
    encrypted = tlv(0x80, text)
    if indefinite:
        pieces = [octets(text[at:at + 1000]) for at in range(0, len(text), 1000)]
        encrypted = explicit(0, *pieces, indefinite=True)
    version = 2 if any(info[0] == 0xA1 for info in infos) else 0
    body = sequence(
        integer(version), set_of(*infos),
        sequence(oid(oids.DATA), algorithm(oids.AES256_CBC, octets(start)), encrypted, indefinite=indefinite),
        indefinite=indefinite)
    return content_info(oids.ENVELOPED_DATA, body, indefinite=indefinite)
