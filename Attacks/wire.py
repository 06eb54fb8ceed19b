"""HTTP over TLS by hand: what a library would mend or refuse goes out as it is."""

import socket
import ssl

CONTEXT = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
CONTEXT.check_hostname = False
CONTEXT.verify_mode = ssl.CERT_NONE


class Ended(Exception):
    """The other side ended the connection, or said nothing in time."""


class Wire:
    """One connection from an address of loopback."""

    def __init__(self, port, source="127.0.0.1", timeout=30):
        self.plain = socket.create_connection(("127.0.0.1", port), timeout=timeout, source_address=(source, 0))
        self.plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            self.socket = CONTEXT.wrap_socket(self.plain, server_hostname="localhost")
        except (OSError, ValueError) as error:
            self.plain.close()
            raise Ended(str(error)) from error
        self.rest = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.socket.close()

    def send(self, data):
        try:
            self.socket.sendall(data)
        except OSError as error:
            raise Ended(str(error)) from error

    def receive(self):
        try:
            data = self.socket.recv(65_536)
        except OSError as error:
            raise Ended(str(error)) from error
        if not data:
            raise Ended("closed")
        return data

    def answer(self):
        """The next answer: its status, head and body."""
        while b"\r\n\r\n" not in self.rest:
            self.rest += self.receive()
        head, self.rest = self.rest.split(b"\r\n\r\n", 1)
        length = next((int(line.split(b":")[1]) for line in head.split(b"\r\n")
                       if line.lower().startswith(b"content-length:")), 0)
        while len(self.rest) < length:
            self.rest += self.receive()
        body, self.rest = self.rest[:length], self.rest[length:]
        return int(head.split(b" ", 2)[1]), head, body

    def remainder(self, timeout):
        """Everything until the end of the connection. Answers the bytes, and whether it ended in time."""
        self.socket.settimeout(timeout)
        data, self.rest = self.rest, b""
        try:
            while True:
                part = self.socket.recv(65_536)
                if not part:
                    return data, True
                data += part
        except TimeoutError:
            return data, False
        except OSError:
            return data, True


def post(body, sender, receiver, message_id="<proef@proef>", content_type=None, more=(), path="/as2"):
    """A request to the AS2 address."""
    kind = content_type or "application/pkcs7-mime; smime-type=authEnveloped-data"
    lines = [f"POST {path} HTTP/1.1", "Host: localhost", "AS2-Version: 1.0", f"AS2-From: {sender}",
             f"AS2-To: {receiver}", f"Message-ID: {message_id}", f"Content-Type: {kind}",
             f"Content-Length: {len(body)}", *more]
    if content_type is None:
        lines.append("Disposition-Notification-To: proef")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def disposition(body):
    """What a receipt says; empty when it is none."""
    for line in body.decode("latin-1").split("\r\n"):
        if line.startswith("Disposition: "):
            return line.split("; ", 1)[1]
    return ""
