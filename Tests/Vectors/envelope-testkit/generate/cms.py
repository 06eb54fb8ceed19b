"""CMS structures from RFC 5652, 5083, 5084 and 5753, each part open to replacement by the vector that spoils it."""

import der
import names
import primitives

DIGEST_OIDS = {"sha1": names.SHA1, "sha256": names.SHA256, "sha384": names.SHA384, "sha512": names.SHA512}
ECDSA_OIDS = {"sha1": names.ECDSA_SHA1, "sha256": names.ECDSA_SHA256, "sha384": names.ECDSA_SHA384}
KDF = {names.ECDH_SHA1: "sha1", names.ECDH_SHA256: "sha256", names.ECDH_SHA384: "sha384"}


def content_info(kind, content):
    return der.sequence(der.oid(kind), der.explicit(0, content))


def issuer_and_serial(identity):
    return der.sequence(identity.issuer, der.integer(identity.serial))


# Signed data


def attribute(kind, *values):
    return der.sequence(der.oid(kind), der.set_of(*values))


def content_type_attribute(kind=names.DATA):
    return attribute(names.CONTENT_TYPE, der.oid(kind))


def message_digest_attribute(value):
    return attribute(names.MESSAGE_DIGEST, der.octets(value))


def signing_time_attribute(moment):
    return attribute(names.SIGNING_TIME, der.utc_time(moment))


def signing_certificate_attribute(identity, hash_name="sha256", issuer_serial=True):
    """RFC 5035 4: the hash of the whole certificate; SHA-256 is the default and is left out in DER."""
    algorithm = b"" if hash_name == "sha256" else der.algorithm(DIGEST_OIDS[hash_name])
    general_names = der.sequence(der.explicit(4, identity.issuer))
    issuer = der.sequence(general_names, der.integer(identity.serial)) if issuer_serial else b""
    entry = der.sequence(algorithm, der.octets(primitives.digest(hash_name, identity.der)), issuer)
    return attribute(names.SIGNING_CERTIFICATE_V2, der.sequence(der.sequence(entry)))


def signature_algorithm(identity, hash_name):
    if identity.is_rsa:
        return der.algorithm(names.RSA_SHA1 if hash_name == "sha1" else names.RSA_SHA256, der.NULL)
    return der.algorithm(ECDSA_OIDS[hash_name])


def signer_info(identity, attributes, *, hash_name="sha256", by_key_id=False, algorithm=None, signature=None,
                digest_algorithm=None, sorted_attributes=True, unsigned=b"", version=None, over=None):
    """`attributes` None means without signed attributes: then `over` is what is signed."""
    order = der.set_of if sorted_attributes else der.set_as_given
    signed = order(*attributes) if attributes is not None else b""
    value = signature or primitives.sign(identity.key, hash_name, over if over is not None else signed)
    key_id = der.implicit(0, der.octets(identity.key_id))
    return der.sequence(
        der.integer(version or (3 if by_key_id else 1)),
        key_id if by_key_id else issuer_and_serial(identity),
        digest_algorithm or der.algorithm(DIGEST_OIDS[hash_name]),
        der.implicit(0, signed) if signed else b"",
        algorithm or signature_algorithm(identity, hash_name),
        der.octets(value),
        unsigned)


def signed_data(infos, *, hash_names=("sha256",), certificates=(), kind=names.DATA, content=None, version=1,
                extra=b""):
    inside = der.explicit(0, der.octets(content)) if content is not None else b""
    return der.sequence(
        der.integer(version),
        der.set_of(*(der.algorithm(DIGEST_OIDS[name]) for name in hash_names)),
        der.sequence(der.oid(kind), inside),
        der.implicit(0, der.set_of(*(c.der for c in certificates))) if certificates else b"",
        extra,
        der.set_of(*infos))


# Recipients


def shared_info(wrap_algorithm, bit_count, ukm):
    """RFC 5753 7.2, ECC-CMS-SharedInfo."""
    party = der.explicit(0, der.octets(ukm)) if ukm is not None else b""
    return der.sequence(wrap_algorithm, party, der.explicit(2, der.octets(bit_count.to_bytes(4, "big"))))


def key_agreement(identity, content_key, stream, *, kdf=None, wrap=names.AES256_WRAP, by_key_id=False, ukm=None,
                  curve_parameters=b"", point=None, originator=None, encrypted_key=None, version=3,
                  wrap_parameters=b"", key_algorithm=None, rid=None, written_ukm=None):
    """RFC 5753 3.1: ephemeral-static ECDH, one KeyAgreeRecipientInfo for one recipient."""
    public = identity.key.public_key()
    kdf = kdf or (names.ECDH_SHA384 if public.curve.key_size == 384 else names.ECDH_SHA256)
    mine = primitives.ephemeral(public.curve, stream)
    wrap_algorithm = der.algorithm(wrap, wrap_parameters)
    size = 16 if wrap == names.AES128_WRAP else 32
    secret = mine.exchange(primitives.ec.ECDH(), public)
    info = shared_info(wrap_algorithm, size * 8, ukm)
    kek = primitives.x963(KDF.get(kdf, "sha256"), secret, info, size)
    key_id = der.implicit(0, der.sequence(der.octets(identity.key_id)))
    encrypted = primitives.wrap(kek, content_key) if encrypted_key is None else encrypted_key
    if callable(encrypted):
        encrypted = encrypted(primitives.wrap(kek, content_key))
    ephemeral_point = point(primitives.point(mine.public_key())) if point else primitives.point(mine.public_key())
    public_info = der.sequence(der.algorithm(names.EC_PUBLIC_KEY, curve_parameters), der.bits(ephemeral_point))
    entry = der.sequence(rid or (key_id if by_key_id else issuer_and_serial(identity)), der.octets(encrypted))
    return der.implicit(1, der.sequence(
        der.integer(version),
        der.explicit(0, originator or der.implicit(1, public_info)),
        der.explicit(1, der.octets(written_ukm or ukm)) if ukm is not None else b"",
        key_algorithm or der.algorithm(kdf, wrap_algorithm),
        der.sequence(entry)))


def shared_agreement(identities, content_key, stream):
    """RFC 5753 3.1: one ephemeral key and one KeyAgreeRecipientInfo for several recipients of one curve."""
    curve = primitives.ec.SECP256R1()
    mine = primitives.ephemeral(curve, stream)
    wrap_algorithm = der.algorithm(names.AES256_WRAP)
    info = shared_info(wrap_algorithm, 256, None)
    entries = []
    for identity in identities:
        secret = mine.exchange(primitives.ec.ECDH(), identity.key.public_key())
        kek = primitives.x963("sha256", secret, info, 32)
        entries.append(der.sequence(issuer_and_serial(identity), der.octets(primitives.wrap(kek, content_key))))
    public_info = der.sequence(der.algorithm(names.EC_PUBLIC_KEY), der.bits(primitives.point(mine.public_key())))
    return der.implicit(1, der.sequence(
        der.integer(3), der.explicit(0, der.implicit(1, public_info)),
        der.algorithm(names.ECDH_SHA256, wrap_algorithm), der.sequence(*entries)))


def oaep_algorithm(name="sha256", mgf_name=None, label=None):
    """RFC 4055 4.1; the defaults (SHA-1, empty label) are left out in DER."""
    if name == "sha1" and label is None:
        return der.algorithm(names.RSAES_OAEP, der.sequence())
    hash_algorithm = der.algorithm(DIGEST_OIDS[name], der.NULL)
    mask_hash = der.algorithm(DIGEST_OIDS[mgf_name or name], der.NULL)
    source = der.explicit(2, der.algorithm("1.2.840.113549.1.1.9", der.octets(label))) if label is not None else b""
    mask = der.explicit(1, der.algorithm(names.MGF1, mask_hash))
    return der.algorithm(names.RSAES_OAEP, der.sequence(der.explicit(0, hash_algorithm), mask, source))


def key_transport(identity, encrypted_key, algorithm, *, by_key_id=False, version=None):
    """RFC 5652 6.2.1."""
    key_id = der.implicit(0, der.octets(identity.key_id))
    return der.sequence(
        der.integer((2 if by_key_id else 0) if version is None else version),
        key_id if by_key_id else issuer_and_serial(identity),
        algorithm,
        der.octets(encrypted_key))


def password_recipient(stream):
    """RFC 5652 6.2.4: a kind of recipient that has no place here."""
    return der.implicit(3, der.sequence(
        der.integer(0), der.algorithm("1.2.840.113549.1.9.16.3.9", der.algorithm(names.AES256_CBC, der.octets(stream.take(16)))),
        der.octets(stream.take(48))))


# Envelopes


def encrypted_content(algorithm, content, kind=names.DATA):
    return der.sequence(der.oid(kind), algorithm, der.implicit(0, der.octets(content)))


def gcm_algorithm(nonce, tag_size=16, dotted=names.AES256_GCM, tag_field=None):
    """RFC 5084 3.2; the default of 12 is left out in DER."""
    field = b"" if tag_size == 12 else der.integer(tag_size)
    return der.algorithm(dotted, der.sequence(der.octets(nonce), field if tag_field is None else tag_field))


def auth_enveloped(recipients, encrypted, tag, *, authenticated=b"", unauthenticated=b"", version=0, originator=b"",
                   order=der.set_of):
    return der.sequence(
        der.integer(version), originator, order(*recipients), encrypted, authenticated, der.octets(tag),
        unauthenticated)


def enveloped(recipients, encrypted, *, version, unprotected=b""):
    return der.sequence(der.integer(version), der.set_of(*recipients), encrypted, unprotected)
