"""The keys and certificates of the vectors. They are made once and committed; `load` reads them."""

import datetime
import pathlib

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "keys"
MARK = "VOORBEELD - NOOIT IN PRODUCTIE"
SENDER, RECEIVER, OTHER = "00000099900000001000", "00000099900000002000", "00000099900000003000"
FOREVER = (datetime.datetime(2026, 1, 1), datetime.datetime(2099, 12, 31, 23, 59, 59))
SPRING = (datetime.datetime(2026, 1, 1), datetime.datetime(2026, 6, 30, 23, 59, 59))

P256, P384, RSA3072 = "p256", "p384", "rsa3072"
SIGN, AGREE, TRANSPORT, BOTH = "sign", "agree", "transport", "both"

# name: kind of key, use, party, validity, and the name whose key it shares
PLAN = {
    "anna": (P256, SIGN, SENDER, FOREVER, None),
    "anna-tweeling": (P256, SIGN, SENDER, FOREVER, "anna"),
    "bart": (P256, SIGN, SENDER, FOREVER, None),
    "knoop": (P256, SIGN, SENDER, FOREVER, None),
    "rsa": (RSA3072, SIGN, SENDER, FOREVER, None),
    "p384": (P384, SIGN, SENDER, FOREVER, None),
    "voorjaar": (P256, SIGN, SENDER, SPRING, None),
    "mailklant": (RSA3072, BOTH, SENDER, FOREVER, None),
    "versleutelaar": (P256, AGREE, SENDER, FOREVER, None),
    "vreemde": (P256, SIGN, SENDER, FOREVER, None),
    "ander": (P256, SIGN, OTHER, FOREVER, None),
    "ontvanger-a": (P256, AGREE, RECEIVER, FOREVER, None),
    "ontvanger-b": (P256, AGREE, RECEIVER, FOREVER, None),
    "ontvanger-c": (P256, AGREE, RECEIVER, FOREVER, None),
    "ontvanger-p384": (P384, AGREE, RECEIVER, FOREVER, None),
    "ontvanger-rsa": (RSA3072, TRANSPORT, RECEIVER, FOREVER, None),
    "ontvanger-cbc": (P256, AGREE, RECEIVER, FOREVER, None),
    "ontvanger-cbc-rsa": (RSA3072, TRANSPORT, RECEIVER, FOREVER, None),
    "derde-a": (P256, AGREE, OTHER, FOREVER, None),
    "derde-b": (P256, AGREE, OTHER, FOREVER, None),
    "derde-rsa": (RSA3072, TRANSPORT, OTHER, FOREVER, None),
}


class Identity:
    def __init__(self, name, key, certificate):
        self.name, self.key, self.certificate = name, key, certificate
        self.der = certificate.public_bytes(serialization.Encoding.DER)
        self.issuer = certificate.issuer.public_bytes()
        self.serial = certificate.serial_number
        self.key_id = certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value.digest
        self.party = certificate.subject.get_attributes_for_oid(NameOID.SERIAL_NUMBER)[0].value

    @property
    def is_rsa(self):
        return isinstance(self.key, rsa.RSAPrivateKey)


def load(name):
    pem = (FOLDER / f"{name}.key.pem").read_bytes()
    certificate = x509.load_pem_x509_certificate((FOLDER / f"{name}.cert.pem").read_bytes())
    return Identity(name, serialization.load_pem_private_key(pem, None), certificate)


def make_all():
    """Makes what is missing: a new key for a new line in PLAN leaves the others as they are."""
    FOLDER.mkdir(exist_ok=True)
    if not (FOLDER / "regio.key.pem").exists():
        key = new_key(P256)
        write("regio", key, issue("Voorbeeld Regio CA", "ca", SENDER, FOREVER, key.public_key(), None, key))
    authority = x509.load_pem_x509_certificate((FOLDER / "regio.cert.pem").read_bytes())
    authority_key = serialization.load_pem_private_key((FOLDER / "regio.key.pem").read_bytes(), None)
    for name, (kind, use, party, validity, twin) in PLAN.items():
        if (FOLDER / f"{name}.cert.pem").exists():
            continue
        key = load(twin).key if twin else new_key(kind)
        write(name, key, issue(name, use, party, validity, key.public_key(), authority, authority_key))


def new_key(kind):
    if kind == RSA3072:
        return rsa.generate_private_key(65537, 3072)
    return ec.generate_private_key(ec.SECP256R1() if kind == P256 else ec.SECP384R1())


def issue(name, use, party, validity, public, authority, authority_key):
    subject = x509.Name([
        x509.NameAttribute(NameOID.COMMON_NAME, name),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Voorbeeldpartij"),
        x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, MARK),
        x509.NameAttribute(NameOID.SERIAL_NUMBER, party),
    ])
    is_ca = authority is None
    builder = (
        x509.CertificateBuilder().subject_name(subject).issuer_name(subject if is_ca else authority.subject)
        .public_key(public).serial_number(x509.random_serial_number())
        .not_valid_before(validity[0]).not_valid_after(validity[1])
        .add_extension(x509.BasicConstraints(is_ca, 0 if is_ca else None), critical=True)
        .add_extension(key_usage(use), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()), critical=False)
    )
    if not is_ca:
        mail = x509.SubjectAlternativeName([x509.RFC822Name(f"{name}@voorbeeld.invalid")])
        purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
        builder = builder.add_extension(mail, critical=False).add_extension(purpose, critical=False)
    return builder.sign(authority_key, hashes.SHA256())


def key_usage(use):
    return x509.KeyUsage(
        digital_signature=use in (SIGN, BOTH), content_commitment=False, key_encipherment=use in (TRANSPORT, BOTH),
        data_encipherment=False, key_agreement=use == AGREE, key_cert_sign=use == "ca", crl_sign=use == "ca",
        encipher_only=False, decipher_only=False)


def write(name, key, certificate):
    plain = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    mark = f"{MARK}\n".encode()
    (FOLDER / f"{name}.key.pem").write_bytes(mark + plain)
    (FOLDER / f"{name}.cert.pem").write_bytes(mark + certificate.public_bytes(serialization.Encoding.PEM))
