"""Attackers who go on until they are told to stop, each in a process of its own. They come from other addresses than the good
traffic, and give way to the node for the processor: real ones have machines of their own."""

import itertools
import multiprocessing
import os
import resource
import socket
import threading
import time

from wire import CONTEXT, Ended, Wire, post


#: The network that an attack comes from: one of its own, so that nobody is known by what an earlier one did.
network = 7


class Load:
    """A running attack."""

    networks = itertools.count(network)

    def __init__(self, function, *arguments):
        self.stop = multiprocessing.Event()
        self.count = multiprocessing.Value("q", 0)
        self.process = multiprocessing.Process(
            target=_polite, args=(next(self.networks), function, self.stop, self.count, *arguments), daemon=True)
        self.process.start()

    def end(self):
        """Answers how often it was done."""
        self.stop.set()
        self.process.join(timeout=60)
        if self.process.is_alive():
            self.process.kill()
        return self.count.value


def _polite(own, function, stop, count, *arguments):
    global network
    network = own
    os.nice(15)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 8_192), hard))
    function(stop, count, *arguments)


def _threads(number, body):
    threads = [threading.Thread(target=body, args=(index,)) for index in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _address(index):
    return f"127.{network}.{index // 250}.{index % 250 + 1}"


def flood(stop, count, port, requests, threads=8):
    """Requests as fast as they are answered."""
    def run(index):
        wire = None
        for request in itertools.cycle(requests[index::threads] or requests):
            if stop.is_set():
                break
            try:
                wire = wire or Wire(port, _address(index))
                wire.send(request)
                wire.answer()
            except (Ended, OSError):
                wire = None
                time.sleep(0.01)
            with count.get_lock():
                count.value += 1
        if wire:
            wire.close()
    _threads(threads, run)


def handshakes(stop, count, port, threads=8):
    """Connections that agree on TLS and go."""
    def run(index):
        while not stop.is_set():
            try:
                Wire(port, _address(index)).close()
            except (Ended, OSError):
                time.sleep(0.01)
            with count.get_lock():
                count.value += 1
    _threads(threads, run)


def bodies(stop, count, port, sender, receiver, threads=12):
    """Bodies of a gigabyte: announced, in chunks without an end, and as many of the largest that is taken."""
    part = b"x" * 65_536
    chunk = b"%x\r\n" % len(part) + part + b"\r\n"

    def run(index):
        kinds = itertools.cycle([("length", 1 << 30), ("chunked", 1 << 30), ("length", 24 << 20)])
        for kind, size in itertools.islice(kinds, index % 3, None):
            if stop.is_set():
                return
            head = post(b"", sender, receiver)
            framing = b"Transfer-Encoding: chunked" if kind == "chunked" else b"Content-Length: %d" % size
            head = head.replace(b"Content-Length: 0", framing)
            sent = 0
            try:
                with Wire(port, _address(index // 2)) as wire:
                    wire.send(head)
                    while sent < size and not stop.is_set():
                        wire.send(chunk if kind == "chunked" else part)
                        sent += len(part)
                    if sent >= size:
                        wire.answer()
            except (Ended, OSError):
                time.sleep(0.01)
            with count.get_lock():
                count.value += sent >> 20
    _threads(threads, run)


def crowd(stop, count, port, number):
    """So many connections at a time: without a word, after the handshake, in the midst of a head or of a body. Those that
    speak add a byte a second. One that was ended is made anew."""
    held = {}
    heads = [None, b"", b"POST /as2 HTTP/1.1\r\nHost: local",
             b"POST /as2 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 90000\r\n\r\n"]

    def make(index):
        plain = socket.socket()
        plain.settimeout(2)
        try:
            plain.bind((_address(index % 120), 0))
            plain.connect(("127.0.0.1", port))
            head = heads[index % 4]
            if head is not None:
                plain = CONTEXT.wrap_socket(plain, server_hostname="localhost")
                plain.sendall(head)
            plain.setblocking(False)
            held[index] = plain
            with count.get_lock():
                count.value += 1
        except (OSError, ValueError):
            plain.close()

    def fill(start):
        index = start
        while not stop.is_set():
            if index not in held:
                make(index)
                time.sleep(0.002)
            index += 16
            if index >= number:
                index = start
                time.sleep(0.2)

    def dribble():
        while not stop.wait(1):
            for index, connection in list(held.items()):
                if not _is_open(connection, index % 4 >= 2):
                    connection.close()
                    held.pop(index, None)

    threads = [threading.Thread(target=fill, args=(start,)) for start in range(16)]
    threads.append(threading.Thread(target=dribble))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for connection in held.values():
        connection.close()


def _is_open(connection, speaks):
    try:
        if speaks:
            connection.send(b"x")
        return connection.recv(1) != b""
    except (BlockingIOError, InterruptedError):
        return True
    except OSError as error:
        return "did not complete" in str(error) or "WANT" in type(error).__name__.upper()
