"""MIME texts, right by default."""
import base64

BOUNDARY = "=_vector"


def crlf(text):
    return text.replace("\n", "\r\n").encode()


def entity(content_type, body, encoding="binary", more=""):
    if encoding == "base64":
        body = base64.encodebytes(body).replace(b"\n", b"\r\n")
    return crlf(f"Content-Type: {content_type}\nContent-Transfer-Encoding: {encoding}\n{more}\n") + body


def message_entity(message, **form):
    return entity("application/cloudevents+json", message, **form)


def multipart_signed(content, signature, micalg="sha-256", header=""):
    kind = f'multipart/signed; protocol="application/pkcs7-signature"; micalg={micalg}; boundary="{BOUNDARY}"'
    part = entity("application/pkcs7-signature; name=smime.p7s", signature, "base64")
    delimiter = crlf(f"\n--{BOUNDARY}")
    head = crlf(f"{header}Content-Type: {kind}\n") + delimiter + b"\r\n"
    return head + content + delimiter + b"\r\n" + part + delimiter + b"--\r\n"
