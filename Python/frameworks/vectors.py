"""Writes tensors that a framework drew as lines that the tests of the streams read."""

import hashlib
import sys
from collections.abc import Iterable, Sequence

import numpy as np

SEEDS = (0, 1, 42, 2**31 + 5, 2**32 + 7)
# 2^18 values each, of rank 1 to 4.
SHAPES = ((262144,), (512, 512), (64, 64, 64), (64, 64, 8, 8))


def line(
    stream: str,
    law: str,
    seed: int,
    shape: Sequence[int],
    dtype: str,
    values: np.ndarray,
    *,
    exact: bool = True,
) -> str:
    """One line: stream, law, seed, shape, type, SHA-256 of the little-endian values, bits of some values.

    `values` are of the framework's type; bfloat16 may be given as uint16 patterns. A path that is not exact to the bit
    has no digest, and 64 evenly spaced values in place of the first eight.
    """
    flat = np.ascontiguousarray(values).reshape(-1)
    patterns = flat.view({2: np.uint16, 4: np.uint32, 8: np.uint64}[flat.itemsize])
    digest = hashlib.sha256(patterns.tobytes()).hexdigest() if exact else ""
    chosen = patterns[:8] if exact else patterns[[i * len(flat) // 64 for i in range(64)]]
    bits = " ".join(f"{int(pattern):x}" for pattern in chosen)
    return "\t".join([stream, law, str(seed), ",".join(map(str, shape)), dtype, digest, bits])


def write(generator: str, versions: str, lines: Iterable[str]) -> None:
    """Prints a file of vectors."""
    sys.stdout.write(f"# Made by Python/frameworks/{generator} with {versions}.\n")
    sys.stdout.write("".join(f"{text}\n" for text in lines))
