"""Requests that two programs might read in two ways, and requests that are too much. None may be answered as if it were whole."""

#: Stands after each shape. Whoever takes the shape for shorter than its sender meant answers this one too.
MARKER = b"GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n"


def _request(*lines, body=b"", line=b"POST /as2 HTTP/1.1", host=b"Host: localhost"):
    head = [line] + ([host] if host else []) + list(lines)
    return b"\r\n".join(head) + b"\r\n\r\n" + body


#: One request, after which its connection must be at an end: nothing after it may be answered.
SMUGGLING = {
    "length and chunked": _request(b"Content-Length: 5", b"Transfer-Encoding: chunked", body=b"0\r\n\r\n"),
    "chunked and length": _request(b"Transfer-Encoding: chunked", b"Content-Length: 5", body=b"0\r\n\r\n"),
    "two lengths": _request(b"Content-Length: 0", b"Content-Length: 44"),
    "two equal lengths": _request(b"Content-Length: 0", b"Content-Length: 0"),
    "list of lengths": _request(b"Content-Length: 0, 44"),
    "length with a plus": _request(b"Content-Length: +0"),
    "length below zero": _request(b"Content-Length: -1"),
    "length in hexadecimal": _request(b"Content-Length: 0x2"),
    "length over 64 bits": _request(b"Content-Length: 18446744073709551616"),
    "length with a blank inside": _request(b"Content-Length: 1 0"),
    "blank before the colon": _request(b"Content-Length : 0"),
    "tab before the colon": _request(b"Transfer-Encoding\t: chunked", body=b"0\r\n\r\n"),
    "chunked with a strange name": _request(b"Transfer-Encoding: xchunked", body=b"0\r\n\r\n"),
    "chunked twice": _request(b"Transfer-Encoding: chunked, chunked", body=b"0\r\n\r\n"),
    "chunked after identity": _request(b"Transfer-Encoding: identity, chunked", body=b"0\r\n\r\n"),
    "two transfer codings": _request(b"Transfer-Encoding: chunked", b"Transfer-Encoding: identity", body=b"0\r\n\r\n"),
    "chunked before gzip": _request(b"Transfer-Encoding: chunked, gzip", body=b"0\r\n\r\n"),
    "chunked with a vertical tab": _request(b"Transfer-Encoding: \x0bchunked", body=b"0\r\n\r\n"),
    "chunked in HTTP/1.0": _request(b"Transfer-Encoding: chunked", line=b"POST /as2 HTTP/1.0", body=b"0\r\n\r\n"),
    "folded field": _request(b"Transfer-Encoding:\r\n chunked", body=b"0\r\n\r\n"),
    "folded first field": _request(host=b" Host: localhost"),
    "bare line feeds": b"POST /as2 HTTP/1.1\nHost: localhost\nContent-Length: 0\n\n",
    "one bare line feed": _request(b"X: y\nContent-Length: 0"),
    "bare carriage return": _request(b"X: y\rContent-Length: 44"),
    "zero byte in a value": _request(b"X: y\x00z", b"Content-Length: 0"),
    "zero byte in a name": _request(b"Content\x00-Length: 0"),
    "no colon": _request(b"Content-Length 0"),
    "empty name": _request(b": 0"),
    "no Host": _request(b"Content-Length: 0", host=None),
    "two Hosts": _request(b"Host: elsewhere", b"Content-Length: 0"),
    "two blanks in the line": _request(b"Content-Length: 0", line=b"POST  /as2 HTTP/1.1"),
    "tab in the line": _request(b"Content-Length: 0", line=b"POST\t/as2\tHTTP/1.1"),
    "no version": b"GET /as2\r\n\r\n",
    "version 0.9": _request(b"Content-Length: 0", line=b"POST /as2 HTTP/0.9"),
    "version 1.2": _request(b"Content-Length: 0", line=b"POST /as2 HTTP/1.2"),
    "version in lower case": _request(b"Content-Length: 0", line=b"POST /as2 http/1.1"),
    "HTTP/2 from the start": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "chunk with a broken size": _request(b"Transfer-Encoding: chunked", body=b"zz\r\n\r\n0\r\n\r\n"),
    "chunk size below zero": _request(b"Transfer-Encoding: chunked", body=b"-1\r\n\r\n0\r\n\r\n"),
    "chunk size over 64 bits": _request(b"Transfer-Encoding: chunked", body=b"10000000000000000\r\nx\r\n0\r\n\r\n"),
    "chunk extension": _request(b"Transfer-Encoding: chunked", body=b"0;a=b\r\n\r\n"),
    "chunk lines with bare line feeds": _request(b"Transfer-Encoding: chunked", body=b"0\n\n"),
    "trailer with a length": _request(b"Transfer-Encoding: chunked", body=b"0\r\nContent-Length: 44\r\n\r\n"),
}

#: What is too much, or unknown, and the answers that say so.
EXCESS = {
    "target of 8 KB": (_request(line=b"POST /" + b"a" * 8_192 + b" HTTP/1.1"), {414, 431}),
    "field of 64 KB": (_request(b"X: " + b"a" * 65_536), {431}),
    "10,000 fields": (_request(*[b"X: y"] * 10_000), {431}),
    "name of 64 KB": (_request(b"a" * 65_536 + b": y"), {431}),
    "length of 1 GB": (_request(b"Content-Length: 1073741824"), {413}),
    "length of 1 GB, expecting 100": (_request(b"Content-Length: 1073741824", b"Expect: 100-continue"), {413}),
    "unknown expectation": (_request(b"Content-Length: 0", b"Expect: 200-ok"), {417}),
    "CONNECT": (_request(b"Content-Length: 0", line=b"CONNECT localhost:22 HTTP/1.1"), {400, 404, 405, 501}),
    "TRACE": (_request(b"Content-Length: 0", line=b"TRACE /as2 HTTP/1.1"), {403, 404, 405, 501}),
    "an address elsewhere": (_request(b"Content-Length: 0", line=b"GET http://169.254.169.254/ HTTP/1.1"), {400, 403, 404}),
    "path upwards": (_request(b"Content-Length: 0", line=b"GET /../../etc/passwd HTTP/1.1"), {400, 404}),
    "encoded path upwards": (_request(b"Content-Length: 0", line=b"GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1"), {400, 404}),
    "health from outside": (_request(b"Content-Length: 0", line=b"GET /healthz HTTP/1.1"), {404}),
    "metrics from outside": (_request(b"Content-Length: 0", line=b"GET /metrics HTTP/1.1"), {404}),
}
