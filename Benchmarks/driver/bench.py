"""Measures and writes the performance report; Scripts/bench builds what this runs."""

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from collect import Bench
from render import render


class Sizes(NamedTuple):
    quick: bool
    verified: list
    files: list
    streams: list
    filled: int
    threaded: list
    report: int
    report_rounds: int
    halves: int
    width: int


QUICK = Sizes(
    quick=True,
    verified=[10**6],
    files=[10**5, 10**6],
    streams=[10**5, 10**6],
    filled=1 << 20,
    threaded=[1 << 22],
    report=20_000,
    report_rounds=1,
    halves=10**6,
    width=64,
)

USUAL = Sizes(
    quick=False,
    verified=[10**7, 10**8],
    files=[10**6, 10**7, 10**8, 10**9],
    streams=[10**6, 10**7, 10**8, 10**9],
    filled=1 << 26,
    threaded=[1 << 22, 1 << 24, 1 << 26],
    # A quarter of the plan's own number: even so, the script takes minutes.
    report=1 << 20,
    report_rounds=1,
    halves=10**9,
    # 1.2 * 10^8 values in 300 tensors.
    width=632,
)


def main():
    parser = argparse.ArgumentParser(prog="Scripts/bench", description="Measures, and writes the performance report.")
    parser.add_argument("--quick", action="store_true", help="only check that it runs: samples too small to judge by")
    parser.add_argument("--full", action="store_true", help="draw and test 10^10 values, too")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is run; the median counts")
    parser.add_argument("--output", default="reports/performance.md", help="the Markdown file; the JSON goes beside it")
    parser.add_argument("--scratch", help="a folder for some 10 GB of samples; by default a temporary one")
    parser.add_argument("--render", metavar="JSON", help="only write the Markdown again, from a measurement's JSON")
    parser.add_argument("--glorot", help=argparse.SUPPRESS)
    parser.add_argument("--library", help=argparse.SUPPRESS)
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    parser.add_argument("--peer-python", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.rounds < 1:
        parser.error("--rounds: expected 1 or more")
    output = Path(options.output)
    if options.render:
        found = json.loads(Path(options.render).read_text())
    else:
        if options.quick and output.resolve() == Path("reports/performance.md").resolve():
            parser.error("--quick: expected another --output; its figures are not worth keeping")
        sizes = QUICK if options.quick else USUAL
        if options.full:
            sizes = sizes._replace(streams=[*sizes.streams, 10**10])
        with tempfile.TemporaryDirectory() as folder:
            scratch = Path(options.scratch or folder)
            scratch.mkdir(parents=True, exist_ok=True)
            programs = (options.glorot, options.library, options.measure, options.peer_python)
            bench = Bench(*programs, scratch, sizes, options.rounds)
            found = bench.collect()
        output.with_suffix(".json").write_text(json.dumps(found, indent=1) + "\n")
    output.write_text(render(found))
    print(f"bench: wrote {output}", file=sys.stderr)


if __name__ == "__main__":
    main()
