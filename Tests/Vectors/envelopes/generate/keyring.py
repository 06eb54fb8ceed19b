"""The keys and certificates of the vectors. Made once, valid for a century, and worth nothing."""
import datetime
import pathlib

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "keys"
OURS, SENDER, PARTNER, OTHER = (f"0000009900000000{n}000" for n in (2, 1, 3, 4))

# name: (party, algorithm, key usages)
LIST = {
    "sender-sign": (SENDER, "ec", ["digital_signature"]),
    "sender-other": (SENDER, "ec", ["digital_signature"]),
    "sender-retired": (SENDER, "ec", ["digital_signature"]),
    "sender-overlap-over": (SENDER, "ec", ["digital_signature"]),
    "sender-revoked": (SENDER, "ec", ["digital_signature"]),
    "sender-dual": (SENDER, "rsa", ["digital_signature", "key_encipherment"]),
    "sender-rsa": (SENDER, "rsa", ["digital_signature"]),
    "stranger-sign": (OTHER, "ec", ["digital_signature"]),
    "other-sign": (OTHER, "ec", ["digital_signature"]),
    "partner-dual": (PARTNER, "rsa", ["digital_signature", "key_encipherment"]),
    "ours-first": (OURS, "ec", ["key_agreement"]),
    "ours-second": (OURS, "ec", ["key_agreement"]),
    "ours-rsa": (OURS, "rsa", ["key_encipherment"]),
    "ours-cbc": (OURS, "rsa", ["key_encipherment"]),
    "ours-cbc-ec": (OURS, "ec", ["key_agreement"]),
    "else-first": (OTHER, "ec", ["key_agreement"]),
    "else-second": (OTHER, "rsa", ["key_encipherment"]),
    "else-third": (OTHER, "rsa", ["key_encipherment"]),
}
USAGES = ["digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
          "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"]


class Pair:
    def __init__(self, name):
        self.name = name
        self.key = serialization.load_pem_private_key((FOLDER / f"{name}.key").read_bytes(), None)
        self.certificate = x509.load_pem_x509_certificate((FOLDER / f"{name}.crt").read_bytes())
        self.der = self.certificate.public_bytes(serialization.Encoding.DER)
        self.is_ec = isinstance(self.key, ec.EllipticCurvePrivateKey)


def write_missing():
    FOLDER.mkdir(exist_ok=True)
    for name, (party, kind, usages) in LIST.items():
        if (FOLDER / f"{name}.key").exists():
            continue
        key = ec.generate_private_key(ec.SECP256R1()) if kind == "ec" else rsa.generate_private_key(65537, 3072)
        (FOLDER / f"{name}.key").write_bytes(key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
        (FOLDER / f"{name}.crt").write_bytes(certificate(name, party, key, usages))


def certificate(name, party, key, usages):
    subject = x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Testvectoren"),
                         x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, "VOORBEELD - NOOIT IN PRODUCTIE"),
                         x509.NameAttribute(NameOID.COMMON_NAME, name),
                         x509.NameAttribute(NameOID.SERIAL_NUMBER, party)])
    usage = x509.KeyUsage(**{each: each in usages for each in USAGES})
    builder = x509.CertificateBuilder(
        subject, subject, key.public_key(), x509.random_serial_number(),
        datetime.datetime(2020, 1, 1), datetime.datetime(2120, 1, 1))
    builder = builder.add_extension(x509.BasicConstraints(False, None), True).add_extension(usage, True)
    builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
    return builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
