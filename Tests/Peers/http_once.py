#!/usr/bin/env python3
"""Takes one POST on the loopback interface and hands it to the test: http_once.py FOLDER
Prints its port. Writes FOLDER/request-headers and FOLDER/request-body, then waits for FOLDER/answer: header lines, an
empty line, the body (CRLF), and answers with it."""
import http.server
import os
import sys
import time

folder = sys.argv[1]


class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        open(f"{folder}/request-body", "wb").write(body)
        lines = "".join(f"{key}: {' '.join(value.split())}\n" for key, value in self.headers.items())
        open(f"{folder}/headers.part", "w", encoding="ascii").write(lines)
        os.rename(f"{folder}/headers.part", f"{folder}/request-headers")
        for _ in range(600):
            if os.path.exists(f"{folder}/answer"):
                break
            time.sleep(0.05)
        head, _, content = open(f"{folder}/answer", "rb").read().partition(b"\r\n\r\n")
        self.send_response(200)
        for line in head.decode("ascii").split("\r\n"):
            self.send_header(*line.split(": ", 1))
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
print(server.server_address[1], flush=True)
server.handle_request()
