"""The cryptography under CMS, with every random byte taken from a stream that the vector's name seeds."""

import hashlib

from cryptography.hazmat.primitives import hashes, keywrap, padding
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric import padding as rsa_padding
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

HASHES = {"sha1": hashes.SHA1, "sha256": hashes.SHA256, "sha384": hashes.SHA384, "sha512": hashes.SHA512}


class Stream:
    """Reproducible bytes for one vector. Never for anything but published test data."""

    def __init__(self, seed):
        self.seed, self.counter = seed.encode(), 0

    def take(self, count):
        out = b""
        while len(out) < count:
            self.counter += 1
            out += hashlib.sha256(self.seed + self.counter.to_bytes(8, "big")).digest()
        return out[:count]


def digest(name, content):
    return hashlib.new(name, content).digest()


def sign(key, name, content):
    """ECDSA with the nonce of RFC 6979, or RSASSA-PKCS1-v1_5: the same input always gives the same bytes."""
    if isinstance(key, rsa.RSAPrivateKey):
        return key.sign(content, rsa_padding.PKCS1v15(), HASHES[name]())
    return key.sign(content, ec.ECDSA(HASHES[name](), deterministic_signing=True))


def ephemeral(curve, stream):
    order = int(curve.group_order)
    return ec.derive_private_key(1 + int.from_bytes(stream.take(72), "big") % (order - 1), curve)


def point(key):
    numbers = key.public_numbers()
    size = (key.curve.key_size + 7) // 8
    return b"\x04" + numbers.x.to_bytes(size, "big") + numbers.y.to_bytes(size, "big")


def x963(name, secret, info, count):
    """SEC 1, 3.6.1."""
    out, counter = b"", 0
    while len(out) < count:
        counter += 1
        out += digest(name, secret + counter.to_bytes(4, "big") + info)
    return out[:count]


def wrap(kek, key):
    return keywrap.aes_key_wrap(kek, key)


def raw_rsa(public, block):
    numbers = public.public_numbers()
    return pow(int.from_bytes(block, "big"), numbers.e, numbers.n).to_bytes(public.key_size // 8, "big")


def mgf1(name, seed, count):
    out, counter = b"", 0
    while len(out) < count:
        out += digest(name, seed + counter.to_bytes(4, "big"))
        counter += 1
    return out[:count]


def xor(left, right):
    return bytes(a ^ b for a, b in zip(left, right, strict=True))


def oaep(public, name, key, stream, label=b""):
    """RFC 8017, 7.1.1."""
    label_hash = digest(name, label)
    size, width = public.key_size // 8, len(label_hash)
    block = label_hash + bytes(size - len(key) - 2 * width - 2) + b"\x01" + key
    seed = stream.take(width)
    masked = xor(block, mgf1(name, seed, len(block)))
    return raw_rsa(public, b"\x00" + xor(seed, mgf1(name, masked, width)) + masked)


def pkcs1(public, key, stream, lead=b"\x00\x02", separator=b"\x00"):
    """RFC 8017, 7.2.1."""
    count = public.key_size // 8 - len(key) - 3
    return raw_rsa(public, lead + bytes(b % 255 + 1 for b in stream.take(count)) + separator + key)


def gcm(key, nonce, content, additional=b"", tag_size=16):
    mode = modes.GCM(nonce)
    encryptor = Cipher(algorithms.AES(key), mode).encryptor()
    encryptor.authenticate_additional_data(additional)
    out = encryptor.update(content) + encryptor.finalize()
    return out, encryptor.tag[:tag_size]


def cbc(key, vector, content, pad=True):
    if pad:
        padder = padding.PKCS7(128).padder()
        content = padder.update(content) + padder.finalize()
    encryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).encryptor()
    return encryptor.update(content) + encryptor.finalize()
