#!/usr/bin/env python3
"""POSTs one body to the loopback interface and keeps the answer: http_post.py PORT HEADERS BODY ANSWER
HEADERS, BODY: files; ANSWER: written as <status>\\n<Content-Type>\\n and the body."""
import http.client
import sys

port, headers, body, answer = sys.argv[1:]
fields = dict(line.split(": ", 1) for line in open(headers, encoding="ascii").read().splitlines())
connection = http.client.HTTPConnection("127.0.0.1", int(port), timeout=30)
connection.request("POST", "/as2", open(body, "rb").read(), fields)
response = connection.getresponse()
with open(answer, "wb") as file:
    kind = " ".join(response.getheader("Content-Type", "").split())
    file.write(f"{response.status}\n{kind}\n".encode() + response.read())
