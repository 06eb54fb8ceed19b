"""Whether the time of a refusal tells its cause."""

import math
import random
import statistics
import time

from wire import Wire, post

#: |t| of Welch's test above which a difference counts as found (ISO/IEC 17825 takes the same).
THRESHOLD = 4.5


def measure(port, cases, tries):
    """Sends each of the cases so often, in random turns, over one connection. `cases`: name to request.

    Answers, for each case but the first, its name, the medians of first and this one in microseconds, and t."""
    times = {name: [] for name in cases}
    names = list(cases)
    with Wire(port) as wire:
        for turn in range(-50, tries):
            random.shuffle(names)
            for name in names:
                begin = time.perf_counter_ns()
                wire.send(cases[name])
                status, _, _ = wire.answer()
                elapsed = time.perf_counter_ns() - begin
                if status != 403:
                    raise AssertionError(f"{name}: answered {status}")
                if turn >= 0:
                    times[name].append(elapsed / 1e3)
    # The slowest tenth is left out: interrupts and other programs.
    kept = {name: sorted(values)[:len(values) * 9 // 10] for name, values in times.items()}
    first = next(iter(cases))
    return [(name, statistics.median(kept[first]), statistics.median(kept[name]), welch(kept[name], kept[first]))
            for name in cases if name != first]


def welch(one, other):
    spread = statistics.variance(one) / len(one) + statistics.variance(other) / len(other)
    return (statistics.fmean(one) - statistics.fmean(other)) / math.sqrt(spread)


def requests(bodies, sender, receiver):
    return {name: post(body, sender, receiver) for name, body in bodies.items()}
