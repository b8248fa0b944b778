"""Whole processes, from their start to their exit."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from typing import NamedTuple


class Program(NamedTuple):
    """A program to run, the exit statuses that are not failures, and what is set in its environment."""

    arguments: list
    accepted: tuple = (0,)
    environment: dict | None = None


def run(arguments, accepted=(0,), environment=None):
    """Runs a program. Returns its wall time in seconds, its peak resident memory in bytes, and its output.

    The peak is the kernel's own account of the finished child. It is never below this process's own, some 15 MB, which
    the child shares until it becomes the program.
    """
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        child = subprocess.Popen(
            [str(argument) for argument in arguments],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=errors,
            env=None if environment is None else os.environ | environment,
        )
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        if child.returncode not in accepted:
            message = errors.read().decode(errors="replace")
            sys.exit(f"bench: {' '.join(map(str, arguments))}: exit status {child.returncode}\n{message}")
        # In kilobytes, except on macOS, where it is in bytes.
        peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        return seconds, peak, output.read().decode()


def in_turn(rounds, **programs):
    """Runs programs in turn, A B A B ...: for each, the median, least and largest wall time and the largest peak.

    A program is its arguments, or a `Program`.
    """
    seconds = {name: [] for name in programs}
    peaks = {name: 0 for name in programs}
    for _ in range(rounds):
        for name, program in programs.items():
            called = program if isinstance(program, Program) else Program(program)
            elapsed, peak, _ = run(*called)
            seconds[name].append(elapsed)
            peaks[name] = max(peaks[name], peak)
    return {
        name: {
            "median": statistics.median(times),
            "least": min(times),
            "largest": max(times),
            "peak": peaks[name],
            "rounds": rounds,
        }
        for name, times in seconds.items()
    }
