"""Writes tensors that Caffe's fillers draw, with streams_caffe.cpp built with three versions of Boost.

python streams_caffe.py BEFORE_1_56 FROM_1_56 FROM_1_64 > caffe.tsv
"""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from math import prod

import numpy as np

from vectors import SHAPES, line, write

SEEDS = (0, 1, 42, 2**31 + 5)
STREAMS = ("caffe-before-1.56", "caffe-from-1.56", "caffe-from-1.64")
TYPES = {"float32": ("float", np.float32), "float64": ("double", np.float64)}


def drawn(
    program: str, dtype: str, seed: int, law: str, first: float, second: float, counts: Sequence[int]
) -> np.ndarray:
    """The last of some tensors."""
    name, numbers = TYPES[dtype]
    arguments = [name, str(seed), law, repr(float(first)), repr(float(second)), *map(str, counts)]
    output = subprocess.run([program, *arguments], check=True, capture_output=True).stdout
    return np.frombuffer(output, dtype=numbers)


def lines(programs: Sequence[str]) -> Iterator[str]:
    """All vectors."""
    for seed in SEEDS:
        for shape in SHAPES:
            for dtype in TYPES:
                bounds = map(float, np.float32([-0.3, 0.7]))
                values = drawn(programs[2], dtype, seed, "uniform", *bounds, [prod(shape)])
                yield line(STREAMS[2], "uniform -0.3 0.7", seed, shape, dtype, values)
        for dtype, (_, numbers) in TYPES.items():
            # 500 inputs, 300 outputs.
            shape = (300, 500)
            limit = np.sqrt(numbers(3) / numbers(500))
            values = drawn(programs[2], dtype, seed, "uniform", -limit, limit, [prod(shape)])
            yield line(STREAMS[2], "scale 1 fan_in uniform 500 300", seed, shape, dtype, values)
            for stream, program in zip(STREAMS, programs, strict=True):
                deviation = np.sqrt(numbers(2) / numbers(400))
                values = drawn(program, dtype, seed, "gaussian", 0, deviation, [prod(shape)])
                law = "scale 2 fan_avg untruncated_normal 500 300"
                yield line(stream, law, seed, shape, dtype, values)
                values = drawn(program, dtype, seed, "gaussian", 0.25, 2, [2**20])
                yield line(stream, "normal 0.25 2", seed, (2**20,), dtype, values)
                for count in (1, 2, 3, 625):
                    values = drawn(program, dtype, seed, "gaussian", -1, 2, [count])
                    yield line(stream, "normal -1 2", seed, (count,), dtype, values)
                values = drawn(program, dtype, seed, "gaussian", 0, 1, [33, 5, 100])
                yield line(f"{stream}-third", "normal 0 1", seed, (100,), dtype, values)


if __name__ == "__main__":
    write("streams_caffe.py", "Boost 1.55, 1.58 and 1.74", lines(sys.argv[1:]))
