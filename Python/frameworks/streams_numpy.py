"""Writes tensors that NumPy draws: `python streams_numpy.py > numpy.tsv`.

Streams: `numpy` is `default_rng` in double precision, `numpy-singles` the same asked for single precision, `numpy-legacy`
is `RandomState`. `numpy-words` names one seed by several integers, the third of `spawn`.
"""

from collections.abc import Iterator
from math import prod, sqrt

import ml_dtypes
import numpy as np

from vectors import SEEDS, SHAPES, line, write

TYPES = {
    "float64": np.float64,
    "float32": np.float32,
    "float16": np.float16,
    "bfloat16": ml_dtypes.bfloat16,
}
# Sizes about those of blocks of words, of vectors and of pairs.
SIZES = ((1,), (2,), (3,), (5,), (16,), (63,), (311, 3), (625,), (1025,))


def cast(values: np.ndarray, dtype: str) -> np.ndarray:
    """The values in another type; bfloat16 as patterns."""
    result = values.astype(TYPES[dtype])
    return result.view(np.uint16) if dtype == "bfloat16" else result


def laws(shape: tuple[int, ...]) -> Iterator[tuple[str, str, float, float]]:
    """Scaling laws with fans of a shape: text, kind, and the two arguments of NumPy's function."""
    fan_in, fan_out = shape[0], shape[-1]
    glorot = sqrt(6 / (fan_in + fan_out))
    yield f"scale 1 fan_avg uniform {fan_in} {fan_out}", "uniform", -glorot, glorot
    yield f"scale 2 fan_in untruncated_normal {fan_in} {fan_out}", "normal", 0.0, sqrt(2 / fan_in)


def generator() -> Iterator[str]:
    """Vectors of `default_rng`."""
    for seed in SEEDS:
        for shape in SHAPES:
            for dtype in ("float64", "float32"):
                values = cast(np.random.default_rng(seed).uniform(-0.3, 0.7, shape), dtype)
                yield line("numpy", "uniform -0.3 0.7", seed, shape, dtype, values)
    for seed in SEEDS:
        shape = (512, 512)
        for law, kind, first, second in laws(shape):
            values = getattr(np.random.default_rng(seed), kind)(first, second, shape)
            for dtype in TYPES:
                yield line("numpy", law, seed, shape, dtype, cast(values, dtype))
        values = np.random.default_rng(seed).normal(0.25, 2, shape)
        yield line("numpy", "normal 0.25 2", seed, shape, "float64", values)
        for dtype in ("float32", "float64", "float16", "bfloat16"):
            rng = np.random.default_rng(seed)
            values = -0.3 + (0.7 - -0.3) * rng.random(shape, dtype=np.float32)
            yield line("numpy-singles", "uniform -0.3 0.7", seed, shape, dtype, cast(values, dtype))
            rng = np.random.default_rng(seed)
            values = rng.standard_normal(shape, dtype=np.float32) * 0.02
            yield line("numpy-singles", "normal 0 0.02", seed, shape, dtype, cast(values, dtype))
            rng = np.random.default_rng(seed)
            values = 0.25 + 2 * rng.standard_normal(shape, dtype=np.float32)
            yield line("numpy-singles", "normal 0.25 2", seed, shape, dtype, cast(values, dtype))
    # More than two million values meet every branch of the ziggurat.
    shape = (2097152,)
    yield line("numpy", "normal 0 1", 7, shape, "float64", np.random.default_rng(7).normal(size=shape))
    values = np.random.default_rng(7).standard_normal(shape, dtype=np.float32)
    yield line("numpy-singles", "normal 0 1", 7, shape, "float32", values)
    for size in SIZES:
        for seed in (1, 42):
            for kind, text in (("uniform", "-1 2"), ("normal", "-1 2")):
                values = getattr(np.random.default_rng(seed), kind)(-1, 2, size)
                yield line("numpy", f"{kind} {text}", seed, size, "float64", values)
            values = np.random.default_rng(seed).standard_normal(size, dtype=np.float32)
            yield line("numpy-singles", "normal 0 1", seed, size, "float32", values)
            values = np.random.default_rng(seed).random(size, dtype=np.float32)
            yield line("numpy-singles", "uniform 0 1", seed, size, "float32", values)


def words() -> Iterator[str]:
    """Vectors of generators with other seeds than one integer."""
    for seed in SEEDS:
        third = np.random.SeedSequence([seed, 5, 2**40 + 1, 3, 2**70 + 3]).spawn(3)[2]
        values = np.random.default_rng(third).uniform(0, 1, (100,))
        yield line("numpy-words", "uniform 0 1", seed, (100,), "float64", values)
        third = np.random.SeedSequence(seed).spawn(3)[2]
        values = np.random.default_rng(third).uniform(0, 1, (100,))
        yield line("numpy-spawned", "uniform 0 1", seed, (100,), "float64", values)


def several(stream: str, make: type) -> Iterator[str]:
    """Three layers of one stream, the second of an odd size, the third being the vector."""
    for seed in (1, 42):
        rng = make(seed)
        rng.normal(0, 1, 33)
        rng.uniform(0, 1, 5)
        yield line(stream, "normal 0 1", seed, (1000,), "float64", rng.normal(0, 1, 1000))


def legacy() -> Iterator[str]:
    """Vectors of `RandomState`."""
    for seed in SEEDS:
        if seed >= 2**32:
            continue
        for shape in SHAPES:
            for dtype in ("float64", "float32"):
                values = cast(np.random.RandomState(seed).uniform(-0.3, 0.7, shape), dtype)
                yield line("numpy-legacy", "uniform -0.3 0.7", seed, shape, dtype, values)
        shape = (512, 512)
        for law, kind, first, second in laws(shape):
            values = getattr(np.random.RandomState(seed), kind)(first, second, shape)
            for dtype in TYPES:
                yield line("numpy-legacy", law, seed, shape, dtype, cast(values, dtype))
        values = np.random.RandomState(seed).normal(0.25, 2, shape)
        yield line("numpy-legacy", "normal 0.25 2", seed, shape, "float64", values)
        np.random.seed(seed)
        values = np.random.randn(*shape) * 0.01
        yield line("numpy-legacy", "normal 0 0.01", seed, shape, "float64", values)
        values = np.random.RandomState([seed, 17]).uniform(0, 1, (100,))
        yield line("numpy-legacy-array", "uniform 0 1", seed, (100,), "float64", values)
    for size in SIZES:
        for seed in (1, 42):
            for kind in ("uniform", "normal"):
                values = getattr(np.random.RandomState(seed), kind)(-1, 2, size)
                assert values.size == prod(size)
                yield line("numpy-legacy", f"{kind} -1 2", seed, size, "float64", values)


def lines() -> Iterator[str]:
    """All vectors."""
    yield from generator()
    yield from words()
    yield from several("numpy-third", np.random.default_rng)
    yield from legacy()
    yield from several("numpy-legacy-third", np.random.RandomState)


if __name__ == "__main__":
    write("streams_numpy.py", f"NumPy {np.__version__}", lines())
