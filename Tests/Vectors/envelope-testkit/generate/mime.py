"""MIME entities with CRLF line ends (RFC 2045, 2046, RFC 1847, RFC 8551 3)."""

import base64 as codec

CRLF = b"\r\n"
EVENT_TYPE = "application/cloudevents+json"
BOUNDARY = "grens-7d1f0c"


def header(*fields):
    return b"".join(field.encode("latin-1") + CRLF for field in fields) + CRLF


def base64(content, width=76):
    text = codec.b64encode(content)
    return CRLF.join(text[i:i + width] for i in range(0, len(text), width)) + CRLF


def multipart(first, second, *, boundary=BOUNDARY, fields=None, parts=None, end=None, start=b""):
    """`parts` takes the place of both parts, `end` of the closing delimiter."""
    protocol = 'protocol="application/pkcs7-signature"'
    fields = fields or [f'Content-Type: multipart/signed; {protocol}; micalg=sha-256; boundary="{boundary}"']
    line = b"--" + boundary.encode()
    out = header(*fields) + start
    for part in parts or [first, second]:
        out += line + CRLF + part + CRLF
    return out + (line + b"--" + CRLF if end is None else end)


def signature_part(signature, *, encoded=True, fields=None):
    """In base64, the only form that `openssl cms -verify` reads."""
    encoding = "base64" if encoded else "binary"
    fields = fields or [
        "Content-Type: application/pkcs7-signature; name=smime.p7s",
        f"Content-Transfer-Encoding: {encoding}",
        "Content-Disposition: attachment; filename=smime.p7s",
    ]
    return header(*fields) + (base64(signature).removesuffix(CRLF) if encoded else signature)
