#!/usr/bin/env python3
"""An HTTPS server that misbehaves as it is told, with Python's standard library only.

  tls_server.py --cert C --key K [--client-ca CA] [--tls 1.1|1.2|1.3] [--protocol tls|plain|silent|proxy] [--host ADDRESS]

Prints {"event": "listening", "port": N}, then one JSON line for each connection and each request:
  {"event": "connection", "number": N}     a TCP connection was taken
  {"event": "request", "connection": N, "method": ..., "path": ..., "headers": {...}, "length": N, "sha256": ...,
   "subject": ..., "resumed": ...}

The path says what to do: /good, /echo-size/N (a body of N bytes), /status/N[?retry-after=S], /redirect?to=URL,
/slow-headers/S, /trickle/S (a byte each S seconds), /reset (in the middle of the body), /close (before any answer),
/short (less than Content-Length says), /many-headers, /long-header, /endless (chunks without end), /interim (a 102 first),
/hang, /garbage, /once (answers, then closes the connection without saying so)."""
import argparse
import hashlib
import json
import socket
import ssl
import struct
import sys
import threading
import time
import urllib.parse

parser = argparse.ArgumentParser()
parser.add_argument("--cert")
parser.add_argument("--key")
parser.add_argument("--client-ca")
parser.add_argument("--tls", choices=["1.1", "1.2", "1.3"])
parser.add_argument("--protocol", choices=["tls", "plain", "silent", "proxy"], default="tls")
parser.add_argument("--host", default="127.0.0.1")
options = parser.parse_args()
lock = threading.Lock()
connections = 0


def say(**fields):
    with lock:
        print(json.dumps(fields), flush=True)


def make_context():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if options.tls:
        version = {"1.1": ssl.TLSVersion.TLSv1_1, "1.2": ssl.TLSVersion.TLSv1_2, "1.3": ssl.TLSVersion.TLSv1_3}[options.tls]
        if options.tls == "1.1":
            context.set_ciphers("ALL:@SECLEVEL=0")
        context.minimum_version = ssl.TLSVersion.TLSv1 if options.tls == "1.1" else version
        context.maximum_version = version
    context.load_cert_chain(options.cert, options.key)
    if options.client_ca:
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(options.client_ca)
    return context


def read_request(stream):
    line = stream.readline(65537).decode("latin-1").strip()
    if not line:
        return None
    method, target, _ = line.split(" ")
    headers = {}
    while True:
        field = stream.readline(65537).decode("latin-1").strip()
        if not field:
            break
        name, _, value = field.partition(":")
        headers[name.lower()] = value.strip()
    body = stream.read(int(headers.get("content-length", 0)))
    return method, target, headers, body


def reset(connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def answer(raw, connection, target, body):
    """Returns whether the connection stays."""
    url = urllib.parse.urlsplit(target)
    query = dict(urllib.parse.parse_qsl(url.query))
    _, what, *rest = url.path.split("/") + [""]
    number = float(rest[0]) if rest[0] else 0

    def send(status=200, payload=b"ok", length=None, **headers):
        head = f"HTTP/1.1 {status} X\r\nContent-Length: {len(payload) if length is None else length}\r\n"
        head += "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
        connection.sendall(head.encode() + b"\r\n" + payload)

    if what == "good":
        send()
    elif what == "echo-size":
        send(payload=b"x" * int(number))
    elif what == "status":
        send(int(number), b"", **({"Retry_After": query["retry-after"]} if "retry-after" in query else {}))
    elif what == "redirect":
        send(302, b"", Location=query["to"])
    elif what == "slow-headers":
        time.sleep(number)
        send()
    elif what == "trickle":
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
        while True:
            connection.sendall(b"x")
            time.sleep(number)
    elif what == "reset":
        send(payload=b"half", length=1000)
        time.sleep(0.1)
        reset(raw)
        return False
    elif what == "close":
        return False
    elif what == "short":
        send(payload=b"half", length=1000)
        return False
    elif what == "many-headers":
        send(**{f"X_{index}": "x" for index in range(500)})
    elif what == "long-header":
        send(X_Long="x" * 90_000)
    elif what == "endless":
        connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            connection.sendall(b"400\r\n" + b"x" * 1024 + b"\r\n")
    elif what == "interim":
        connection.sendall(b"HTTP/1.1 102 Processing\r\nX-Interim: yes\r\n\r\n")
        send(X_Final="yes")
    elif what == "hang":
        time.sleep(3600)
    elif what == "garbage":
        connection.sendall(b"\x00\x01\x02 no HTTP at all\r\n\r\n")
        return False
    elif what == "once":
        send()
        return False
    else:
        send(404, b"")
    return True


def relay(source, sink):
    try:
        while data := source.recv(65536):
            sink.sendall(data)
    except OSError:
        pass
    sink.close()


def proxy(connection, number):
    """CONNECT, as an outbound proxy does it."""
    method, target, headers, _ = read_request(connection.makefile("rb"))
    say(event="request", connection=number, method=method, path=target, headers=headers)
    host, _, port = target.rpartition(":")
    if host == "forbidden.example":
        connection.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
        return connection.close()
    other = socket.create_connection(("127.0.0.1", int(port)))
    connection.sendall(b"HTTP/1.1 200 Connection established\r\nX-Proxy: yes\r\n\r\n")
    threading.Thread(target=relay, args=(connection, other), daemon=True).start()
    relay(other, connection)


def serve(raw, number, context):
    connection = raw
    try:
        if options.protocol == "silent":
            time.sleep(3600)
        if options.protocol == "proxy":
            return proxy(raw, number)
        if options.protocol == "plain":
            raw.recv(65536)
            return raw.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
        if context:
            connection = context.wrap_socket(raw, server_side=True, do_handshake_on_connect=False)
            connection.do_handshake()
        stream = connection.makefile("rb")
        while request := read_request(stream):
            method, target, headers, body = request
            certificate = connection.getpeercert() if options.client_ca else None
            say(event="request", connection=number, method=method, path=target, headers=headers, length=len(body),
                sha256=hashlib.sha256(body).hexdigest(), subject=str((certificate or {}).get("subject")),
                resumed=getattr(connection, "session_reused", False))
            if not answer(raw, connection, target, body):
                break
    except (OSError, ValueError) as error:
        say(event="error", connection=number, text=str(error))
        # Closing at once would take away from the other side what it has not yet read, such as an alert.
        time.sleep(0.3)
    finally:
        connection.close()


def main():
    global connections
    context = make_context() if options.protocol == "tls" else None
    family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
    server = socket.create_server((options.host, 0), family=family, backlog=64)
    say(event="listening", port=server.getsockname()[1])
    while True:
        raw, _ = server.accept()
        raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connections += 1
        say(event="connection", number=connections)
        threading.Thread(target=serve, args=(raw, connections, context), daemon=True).start()


main()
