"""Measures both sides in turn and returns everything that the performance report needs."""

import json
import math
import os
import sys
from pathlib import Path

import machine
from process import Program, in_turn, run

ROOT = Path(__file__).resolve().parents[2]
PEERS = ROOT / "Benchmarks" / "peers"
PLAN = ROOT / "reports" / "conformance.json"

# The laws as `glorot sample` and `glorot verify` name them, and as the peers' script and `measure distance` do.
LAWS = {
    "normal": ("normal(stddev=0.02)", ["normal", "0", "0.02"]),
    "uniform": ("uniform(low=-0.05, high=0.05)", ["uniform", "-0.05", "0.05"]),
}

# A claim without a planted defect, so that `glorot report --only` draws it only at the plan's four shapes.
STREAMED_CLAIM = "keras.RandomUniform"
STREAMED_SHAPES = 4

# Selects a kernel where one is chosen at run time; `measure` says which one it used.
INSTRUCTION_SET_VARIABLE = "GLOROT_INSTRUCTION_SET"
# How many threads the command may use.
THREADS_VARIABLE = "GLOROT_THREADS"
INSTRUCTION_SETS = ("avx512", "avx2", "sse2")


class Bench:
    def __init__(self, glorot, library, measure, python, scratch, sizes, rounds):
        self.glorot, self.library, self.measure, self.python = glorot, library, measure, python
        self.scratch, self.sizes, self.rounds = Path(scratch), sizes, rounds

    def collect(self):
        return {
            "machine": machine.describe(self.python),
            "rounds": self.rounds,
            "quick": self.sizes.quick,
            "measure": self.measured("all"),
            # As many elements as the peers fill, so that caches help both sides alike.
            "own_fills": self.measured("all", *self.filling()),
            "instruction_sets": {name: self.kernels(name) for name in INSTRUCTION_SETS},
            "fills": self.fills(),
            "threads": [self.measured("threads", "--elements", n) for n in self.sizes.threaded],
            "verify": [self.verify(law, n) for n in self.sizes.verified for law in LAWS],
            "start": self.start(),
            "in_process": self.in_process(),
            "halves": self.halves(self.sizes.halves),
            "checkpoint": self.checkpoint(self.sizes.width),
            "files": [self.file(n) for n in self.sizes.files],
            "streams": [self.stream(n) for n in self.sizes.streams],
            "report": self.report(),
        }

    # Each of these is a part of the document.

    def measured(self, *arguments, environment=None):
        say("measure " + " ".join(map(str, arguments)))
        _, _, printed = run([self.measure, *arguments, "--rounds", self.rounds], environment=environment)
        return json.loads(printed)

    def kernels(self, name):
        """Fills with one instruction set; None if the package did not use it."""
        found = self.measured("all", *self.filling(), environment={INSTRUCTION_SET_VARIABLE: name})
        return found if found.get("instruction_set") == name else None

    def filling(self):
        return ["--fills-only", "--elements", self.sizes.filled]

    def fills(self):
        say("fills of the peers")
        arguments = ["--elements", self.sizes.filled, "--rounds", self.rounds]
        return json.loads(run([self.python, PEERS / "fills.py", *arguments])[2])

    def verify(self, law, count):
        say(f"verify {count} values, {law}")
        claim, words = LAWS[law]
        path = self.sample(law, count)
        peer = [self.python, PEERS / "verify.py", path, *words]
        times = in_turn(self.rounds, ours=[self.glorot, "verify", path, "--as", claim], peer=peer)
        return {
            "law": law,
            "count": count,
            **times,
            "our_distance": json.loads(run([self.measure, "distance", "--", path, *words])[2]),
            "peer_distance": json.loads(run([*peer, "--double"])[2]),
        }

    def start(self):
        say("verify 1,000 values")
        path = self.sample("normal", 1000)
        claim, words = LAWS["normal"]
        # A thousand values leave an error of scale of 5 % unnoticed, which is not a failure without --strict.
        ours = [self.glorot, "verify", path, "--as", claim]
        return {
            "ours": in_turn(max(21, self.rounds), ours=ours)["ours"],
            "peer": in_turn(self.rounds, peer=[self.python, PEERS / "verify.py", path, *words])["peer"],
        }

    def in_process(self):
        say("verify 1,000 values in a process")
        environment = {"PYTHONPATH": str(ROOT / "Python" / "src"), "GLOROT_LIBRARY": str(self.library)}
        arguments = [self.python, PEERS / "in_process.py", "--rounds", self.rounds]
        return json.loads(run(arguments, environment=environment)[2])

    def halves(self, count):
        """A file of 16-bit values, and only reading it."""
        say(f"verify {count} bfloat16 values")
        claim, _ = LAWS["normal"]
        path = self.scratch / "halves.safetensors"
        drawn = ["--shape", count, "--dtype", "bfloat16", "--seed", "3", "--output", path]
        run([self.glorot, "sample", claim, *drawn])
        found = in_turn(
            self.rounds,
            ours=[self.glorot, "verify", path, "--as", claim],
            peer=["sh", "-c", 'cat "$0" | wc -c', path],
        )
        path.unlink()
        return {"count": count, **found}

    def checkpoint(self, width):
        """A checkpoint of many tensors, on one thread and on two."""
        say("verify a checkpoint of many tensors")
        path = self.scratch / "checkpoint.safetensors"
        count = int(run([self.python, PEERS / "checkpoint.py", path, width])[2])
        verify = [self.glorot, "verify", path, "--as", LAWS["normal"][0]]
        found = in_turn(
            self.rounds,
            one=Program(verify, environment={THREADS_VARIABLE: "1"}),
            two=Program(verify, environment={THREADS_VARIABLE: "2"}),
        )
        path.unlink()
        return {"count": count, **found}

    def file(self, count):
        say(f"verify a file of {count} values")
        path = self.sample("uniform", count)
        found = in_turn(self.rounds, ours=[self.glorot, "verify", path, "--as", LAWS["uniform"][0]])["ours"]
        if count > max(self.sizes.verified):
            path.unlink()
        return {"count": count, **found}

    def stream(self, count):
        say(f"draw and test {count} values")
        folder = self.scratch / "stream"
        samples = math.ceil(count / STREAMED_SHAPES)
        arguments = ["report", "--only", STREAMED_CLAIM, "--samples", samples, "--output", folder]
        # The largest takes long, and its rounds differ little.
        rounds = self.rounds if count < 10**10 else 1
        return {
            "count": samples * STREAMED_SHAPES,
            **in_turn(rounds, ours=[self.glorot, *arguments])["ours"],
        }

    def report(self):
        say(f"glorot report and report.py, {self.sizes.report} values a case")
        ours = [self.glorot, "report", "--samples", self.sizes.report, "--output", self.scratch / "report"]
        script = [self.python, PEERS / "report.py", PLAN, self.scratch / "peer.md", "--samples", self.sizes.report]
        processes = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
        # With fewer values than the plan's, our report misses some planted defects, and its status says so.
        found = in_turn(
            self.sizes.report_rounds,
            ours=Program(ours, accepted=(0, 1)),
            peer=script,
            parallel_peer=[*script, "--processes", processes],
        )
        return {"samples": self.sizes.report, "processes": processes, **found}

    def sample(self, law, count):
        """A file of draws, in the page cache."""
        path = self.scratch / f"{law}-{count}.npy"
        if not path.exists():
            run([self.glorot, "sample", LAWS[law][0], "--shape", count, "--seed", "3", "--output", path])
        with open(path, "rb") as file:
            while file.read(1 << 22):
                pass
        return path


def say(message):
    print(f"bench: {message}", file=sys.stderr, flush=True)
