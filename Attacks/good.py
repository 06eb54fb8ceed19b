"""Good traffic beside an attack: a process of its own sends messages at fixed times and notes how long each took."""

import multiprocessing
import threading
import time

from wire import Ended, Wire, disposition, post

#: Messages a second, over this many connections; the last of these is made anew for each message.
RATE, CONNECTIONS = 40, 4
#: A message that is not taken in this many seconds has failed.
PATIENCE = 60
#: Seconds; more than any phase takes.
LONGEST = 900


class Sending:
    """What came of the messages of a phase."""

    def __init__(self, times, failures, busy):
        self.times, self.failures, self.busy = sorted(times), failures, busy

    def percentile(self, percent):
        if not self.times:
            return float("inf")
        return self.times[min(len(self.times) - 1, len(self.times) * percent // 100)] * 1e3


def start(port, sender, receiver, letters):
    """Begins to send. Answers what `finish` takes."""
    queue = multiprocessing.Queue()
    process = multiprocessing.Process(target=_send, args=(port, sender, receiver, letters, queue), daemon=True)
    process.start()
    return process, queue


def finish(running):
    process, queue = running
    result = queue.get(timeout=LONGEST)
    process.join()
    return Sending(*result)


def _send(port, sender, receiver, letters, queue):
    begin = time.monotonic() + 0.3
    results = [[] for _ in range(CONNECTIONS)]
    threads = [
        threading.Thread(target=_line, args=(port, sender, receiver, letters, number, begin, results[number]))
        for number in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    done = [entry for result in results for entry in result]
    queue.put(([seconds for seconds, _, why in done if not why], [why for _, _, why in done if why],
               sum(busy for _, busy, _ in done)))


def _line(port, sender, receiver, letters, number, begin, result):
    """Every fourth letter, each at its time: a late answer makes the next ones late too, and counts there as well."""
    wire = None
    for index in range(number, len(letters), CONNECTIONS):
        message, body = letters[index]
        due = begin + index / RATE
        time.sleep(max(0, due - time.monotonic()))
        request = post(body, sender, receiver, f"<{message}@{sender}.weerthuis.nl>")
        busy, why = 0, "never answered"
        if number == CONNECTIONS - 1 and wire:
            wire.close()
            wire = None
        while time.monotonic() < due + PATIENCE:
            try:
                wire = wire or Wire(port)
                wire.send(request)
                status, _, answer = wire.answer()
            except (Ended, OSError):
                wire = None
                time.sleep(0.02)
                continue
            if status == 503:
                busy += 1
                time.sleep(0.2)
                continue
            said = disposition(answer)
            why = None if status == 200 and said == "processed" else f"{status} {said}"
            break
        result.append((time.monotonic() - due, busy, why))
    if wire:
        wire.close()
