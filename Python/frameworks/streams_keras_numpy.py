"""Writes tensors that Keras draws on its NumPy backend.

KERAS_BACKEND=numpy python streams_keras_numpy.py > keras-numpy.tsv
"""

from collections.abc import Iterator

import keras
import numpy as np
from keras import initializers

from vectors import SEEDS, SHAPES, line, write

TYPES = ("float32", "float64", "float16", "bfloat16")
SMALL = ((1, 1), (1, 2), (3, 4), (5, 7), (33, 31))


def drawn(initializer: initializers.Initializer, shape: tuple[int, ...], dtype: str) -> np.ndarray:
    """A tensor; bfloat16 as patterns."""
    values = np.asarray(initializer(shape, dtype=dtype))
    assert values.dtype.name == dtype, values.dtype
    return values.view(np.uint16) if dtype == "bfloat16" else values


def scaling(shape: tuple[int, ...], seed: int) -> Iterator[tuple[str, initializers.Initializer]]:
    """Initializers that scale the variance, with their laws."""
    fan_in, fan_out = shape
    for law, initializer in (
        ("scale 1 fan_avg uniform", initializers.GlorotUniform(seed=seed)),
        ("scale 2 fan_in uniform", initializers.HeUniform(seed=seed)),
        ("scale 1 fan_avg truncated_normal", initializers.GlorotNormal(seed=seed)),
        ("scale 2 fan_in truncated_normal", initializers.HeNormal(seed=seed)),
        (
            "scale 0.7 fan_out untruncated_normal",
            initializers.VarianceScaling(0.7, "fan_out", "untruncated_normal", seed=seed),
        ),
    ):
        yield f"{law} {fan_in} {fan_out}", initializer


def lines() -> Iterator[str]:
    """All vectors."""
    seeds = [seed for seed in SEEDS if seed < 2**32]
    for seed in seeds:
        for shape in SHAPES:
            for dtype in TYPES:
                values = drawn(initializers.RandomUniform(-0.3, 0.7, seed=seed), shape, dtype)
                yield line("keras-numpy", "uniform -0.3 0.7", seed, shape, dtype, values)
        for shape in ((512, 512), *SMALL):
            for law, initializer in scaling(shape, seed):
                yield line("keras-numpy", law, seed, shape, "float32", drawn(initializer, shape, "float32"))
        shape = (512, 512)
        for dtype in TYPES:
            values = drawn(initializers.RandomNormal(0.25, 2, seed=seed), shape, dtype)
            yield line("keras-numpy", "normal 0.25 2", seed, shape, dtype, values)
            values = drawn(initializers.TruncatedNormal(0.25, 2, seed=seed), shape, dtype)
            yield line("keras-numpy", "truncated 0.25 2 -2 2", seed, shape, dtype, values)
        # The fourth draw of a seed generator.
        generator = keras.random.SeedGenerator(seed)
        initializer = initializers.GlorotUniform(seed=generator)
        for _ in range(3):
            initializer((2, 2))
        law = "scale 1 fan_avg uniform 3 4"
        yield line("keras-numpy-fourth", law, seed, (3, 4), "float32", drawn(initializer, (3, 4), "float32"))


if __name__ == "__main__":
    assert keras.backend.backend() == "numpy", keras.backend.backend()
    write("streams_keras_numpy.py", f"Keras {keras.__version__} on NumPy {np.__version__}", lines())
