"""Thousands of sound weights: how often does `glorot verify` reject what a framework's own code drew?

draw makes every initializer and layer default that glorot has a claim for, with the framework's own code, at five sizes
from ten values to a million: in float32, cast to bfloat16 and to float16 by the framework, and drawn in 16 bits if such
draws follow the claim (all of PyTorch's; the normal laws of TensorFlow and MLX). Each framework has one seed, and all
its tensors come from one stream.

test runs `glorot verify FILE --expect RULES.yaml` on the files that draw wrote: once on each whole file, with one rule
for each tensor, and once for each random tensor by itself. It writes a table and exits with status 1 if

    any tensor is rejected at a level of 1e-6, in its file or by itself;
    more tensors of a framework and type are rejected by themselves at 0.05 than the 99.9 % quantile of a binomial
    distribution with chance 0.05 allows;
    any tensor could not be tested.

Tensors of fixed values, such as zeros, cannot be rejected by chance. They have their own column and do not count in the
rate.

Usage, with 6 GB of disk space for the folder:

    python3 sound.py draw FOLDER torch jax flax mlx keras-jax keras-torch       (Tests/Fixtures/requirements.txt, Python 3.12)
    python3 sound.py draw FOLDER tensorflow keras-tensorflow                    (Tests/Fixtures/requirements-tensorflow.txt)
    python3 sound.py draw FOLDER libraries haiku equinox sklearn tinygrad paddle mindspore
                                                                                (Tests/Fixtures/requirements-libraries.txt)
    python3 sound.py draw FOLDER tf_keras                                       (Tests/Fixtures/requirements-tf-keras.txt)
    old.py draws with frameworks that run only on old versions of Python; see its usage
    python3 sound.py test FOLDER --glorot GLOROT --table sound.md
"""

import argparse
import functools
import importlib
import json
import math
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FRAMEWORKS = (
    "torch",
    "jax",
    "flax",
    "mlx",
    "tensorflow",
    "keras-jax",
    "keras-torch",
    "keras-tensorflow",
    "libraries",
    "haiku",
    "equinox",
    "sklearn",
    "tinygrad",
    "paddle",
    "mindspore",
    "tf_keras",
)
SEED = 20101
LEVEL = 0.05
STRICT_LEVEL = 1e-6
UNTESTED = ("unfit", "error", "unmatched", "skipped")


@dataclass(frozen=True)
class Run:
    """What glorot says about one tensor, verified by itself at 5 % or in its file at 1e-6."""

    row: dict[str, Any]
    file: Path
    verdict: str
    worst: str
    adjusted: float
    cause: str | None

    def line(self) -> str:
        place = f"{self.file.name} {self.row['tensor']}"
        return f"{place}  {self.row['claim']}  {self.verdict}: {self.worst} ({self.cause or 'no cause'})"


def draw(folder: Path, framework: str, repeats: int) -> None:
    """Draws a framework's tensors. Keras keeps the backend that it was imported with, so each has its own process."""
    name, _, backend = framework.partition("-")
    os.environ["KERAS_BACKEND"] = backend or "jax"
    os.environ["JAX_PLATFORMS"] = "cpu"
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    module = importlib.import_module(f"draws_{name}")
    draws = importlib.import_module("draws")
    module.seed(SEED + FRAMEWORKS.index(framework))
    count = draws.write(folder, module.FRAMEWORK, module.draws(), module.cast, repeats)
    print(f"{module.FRAMEWORK}: {count} tensors")


def case_run(row: dict[str, Any], file: Path, case: dict[str, Any]) -> Run:
    """A case of a report, with the test that has the smallest adjusted p-value."""
    tests = [test for test in case["tests"] if test["adjusted_p_value"] is not None]
    if not tests:
        return Run(row, file, case["verdict"], "no test", 1.0, case["cause"])
    least = min(tests, key=lambda test: test["adjusted_p_value"])
    words = f"{least['name']}, p {least['p_value']:.2g}, adjusted {least['adjusted_p_value']:.2g}"
    return Run(row, file, case["verdict"], words, least["adjusted_p_value"], case["cause"])


def cases(command: list[str]) -> list[dict[str, Any]]:
    """The cases of a JSON report, with its pools of small tensors last. glorot's status is that of the verdict."""
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if not done.stdout:
        raise SystemExit(f"{' '.join(command)}: {done.stderr}")
    report = json.loads(done.stdout)
    return report["cases"] + report["pools"]


def whole(glorot: str, path: Path) -> list[Run]:
    """One verification of a file, with a rule for each tensor. A name quoted for JSON is quoted for YAML, too."""
    rows = json.loads(path.read_text())
    file, rules = path.with_suffix(".safetensors"), path.with_suffix(".yaml")
    lines = ["rules:"]
    for row in rows:
        lines += [f"  - tensors: {json.dumps(row['tensor'])}", f"    claim: {json.dumps(row['claim'])}"]
    rules.write_text("\n".join(lines) + "\n")
    found = cases([glorot, "verify", str(file), "--expect", str(rules), "--format", "json"])
    tensors, pools = found[: len(rows)], found[len(rows) :]
    by_name = {row["tensor"]: row for row in rows}
    assert sorted(by_name) == sorted(case["tensor"] for case in tensors)
    return [case_run(by_name[case["tensor"]], file, case) for case in tensors] + [
        case_run(pool(rows[0], case), file, case) for case in pools
    ]


def pool(row: dict[str, Any], case: dict[str, Any]) -> dict[str, Any]:
    """The row of a pool. glorot lists its tensors; the pool is not verified by itself."""
    name = f"a pool of {len(case['tensor'])} from {case['tensor'][0]}"
    return {
        "framework": row["framework"],
        "type": row["type"],
        "tensor": name,
        "claim": case["claim"],
        "random": False,
        "pool": True,
    }


def single(glorot: str, file: Path, row: dict[str, Any]) -> Run:
    """One verification of one tensor, in its own file: a large file's header takes longer than the tensor."""
    with tempfile.TemporaryDirectory() as folder:
        alone = Path(folder) / "tensor.safetensors"
        alone.write_bytes(extracted(file, row["tensor"]))
        found = cases([glorot, "verify", str(alone), "--as", row["claim"], "--format", "json", "--alpha", str(LEVEL)])
    return case_run(row, file, found[0])


def extracted(file: Path, name: str) -> bytes:
    """A .safetensors file with one tensor from another file."""
    with file.open("rb") as stream:
        length = int.from_bytes(stream.read(8), "little")
        entry = header(file, length)[name]
        first, last = entry["data_offsets"]
        stream.seek(8 + length + first)
        values = stream.read(last - first)
    text = json.dumps({name: entry | {"data_offsets": [0, last - first]}}).encode()
    text += b" " * (-len(text) % 8)
    return len(text).to_bytes(8, "little") + text + values


@functools.cache
def header(file: Path, length: int) -> dict[str, Any]:
    with file.open("rb") as stream:
        return json.loads(stream.read(8 + length)[8:])


def limit(count: int, chance: float = LEVEL, confidence: float = 0.999) -> int:
    """The smallest number that a binomial variable exceeds with a probability of at most 1 - confidence."""
    total = 0.0
    for successes in range(count + 1):
        total += math.exp(
            math.lgamma(count + 1)
            - math.lgamma(successes + 1)
            - math.lgamma(count - successes + 1)
            + successes * math.log(chance)
            + (count - successes) * math.log1p(-chance)
        )
        if total >= confidence:
            return successes
    return count


def test(folder: Path, glorot: str, table: Path, jobs: int) -> bool:
    """Verifies everything in the folder, writes the table, and lists failures. Returns whether there are none."""
    groups: dict[tuple[str, str], list[tuple[Run, Run]]] = defaultdict(list)
    with ThreadPoolExecutor(jobs) as pool:
        for path in sorted(folder.glob("*.json")):
            together = whole(glorot, path)
            alone = pool.map(lambda run: single(glorot, run.file, run.row) if run.row["random"] else run, together)
            for pair in zip(together, alone, strict=True):
                groups[pair[0].row["framework"], pair[0].row["type"]].append(pair)
            print(f"{path.stem}: {len(together)} tensors", file=sys.stderr, flush=True)

    offending: list[Run] = []
    lines = [
        "| framework | type | tensors | of fixed values | rejected at 1e-6 | rejected at 0.05 | limit |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    totals = [0] * 4
    for (framework, kind), pairs in sorted(groups.items()):
        strict = [run for file, run in pairs if file.verdict == "deviates" or run.adjusted <= STRICT_LEVEL]
        untested = [run for _, run in pairs if run.verdict in UNTESTED]
        pairs = [pair for pair in pairs if "pool" not in pair[0].row]
        drawn = [run for _, run in pairs if run.row["random"]]
        rejected = [run for run in drawn if run.verdict == "deviates"]
        allowed = limit(len(drawn))
        offending += strict + untested + (rejected if len(rejected) > allowed else [])
        numbers = (len(pairs), len(pairs) - len(drawn), len(strict), len(rejected))
        totals = [total + number for total, number in zip(totals, numbers, strict=True)]
        lines.append(f"| {framework} | {kind} | " + " | ".join(map(str, numbers)) + f" | {allowed} |")
    allowed = limit(totals[0] - totals[1])
    lines.append("| all | | " + " | ".join(map(str, totals)) + f" | {allowed} |")
    table.write_text("\n".join(lines) + "\n")
    print("\n".join(lines))
    for run in dict.fromkeys(run.line() for run in offending):
        print(run)
    return not offending and totals[3] <= allowed


def main() -> None:
    parser = argparse.ArgumentParser(description="Draws sound weights and counts how often they are rejected.")
    commands = parser.add_subparsers(dest="command", required=True)
    drawing = commands.add_parser("draw", help="draw the tensors of frameworks")
    drawing.add_argument("folder", type=Path)
    drawing.add_argument("frameworks", nargs="+", choices=FRAMEWORKS, metavar="FRAMEWORK", help=", ".join(FRAMEWORKS))
    drawing.add_argument("--repeats", type=int, default=2, help="how often to draw the smaller sizes (default: 2)")
    testing = commands.add_parser("test", help="verify what was drawn")
    testing.add_argument("folder", type=Path)
    testing.add_argument("--glorot", required=True, help="the command to run")
    testing.add_argument("--table", type=Path, required=True, help="the Markdown file to write")
    testing.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()

    if options.command == "test":
        sys.exit(0 if test(options.folder, options.glorot, options.table, options.jobs) else 1)
    options.folder.mkdir(parents=True, exist_ok=True)
    if len(options.frameworks) == 1:
        draw(options.folder, options.frameworks[0], options.repeats)
        return
    for framework in options.frameworks:
        command = [sys.executable, __file__, "draw", str(options.folder), framework, "--repeats", str(options.repeats)]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
