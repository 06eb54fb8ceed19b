"""A message as an AS2 product makes it: pyas2lib 1.4.4, none of whose bytes are written here."""
from keyring import FOLDER, OURS, PARTNER
from pyas2lib import as2


def pem(name):
    return (FOLDER / f"{name}.key").read_bytes() + b"\n" + (FOLDER / f"{name}.crt").read_bytes()


def sealed(message):
    sender = as2.Organization(as2_name=PARTNER, sign_key=pem("partner-dual"), domain="partner.example")
    receiver = as2.Partner(
        as2_name=OURS, encrypt_cert=(FOLDER / "ours-cbc.crt").read_bytes(), validate_certs=False,
        encrypt=True, enc_alg="aes_256_cbc", sign=True, digest_alg="sha256")
    built = as2.Message(sender, receiver)
    built.build(message, filename="bericht.json", content_type="application/cloudevents+json")
    return built.content
