"""Draws with the initializers of Keras 3 on PyTorch, on the CPU.

    python streams_keras_torch.py > ../../Tests/InitializersTests/Fixtures/Streams/keras-torch.tsv

The seed of a line is the sum of a pair of seeds, an initializer's own and the count of a SeedGenerator.
"""

import os
from collections.abc import Iterator, Sequence

os.environ["KERAS_BACKEND"] = "torch"

import keras
import numpy as np
import torch
from keras import initializers

from vectors import SEEDS, SHAPES, line, write

TYPES = ("float32", "float64", "bfloat16", "float16")
SMALL = ((1,), (5,), (3, 5), (4, 4), (17,), (31,), (25, 25))
DISTRIBUTIONS = ("uniform", "truncated_normal", "untruncated_normal")


def values(tensor: torch.Tensor) -> np.ndarray:
    """The tensor's values; bfloat16 as bits, which NumPy has no type for."""
    tensor = tensor.detach().cpu().contiguous()
    return (tensor.view(torch.int16) if tensor.dtype == torch.bfloat16 else tensor).numpy()


def drawn(law: str, initializer: initializers.Initializer, seed: int, shape: Sequence[int], dtype: str) -> str:
    return line("keras-torch", law, seed, shape, dtype, values(initializer(shape, dtype=dtype)))


def uniform(low: float, high: float, seed: int | keras.random.SeedGenerator) -> tuple[str, initializers.Initializer]:
    return f"uniform {low!r} {high!r}", initializers.RandomUniform(low, high, seed)


def normal(mean: float, deviation: float, seed: int) -> tuple[str, initializers.Initializer]:
    return f"normal {mean!r} {deviation!r}", initializers.RandomNormal(mean, deviation, seed)


def truncated(mean: float, deviation: float, seed: int) -> tuple[str, initializers.Initializer]:
    law = f"truncated {mean!r} {deviation!r} -2.0 2.0"
    return law, initializers.TruncatedNormal(mean, deviation, seed)


def scaling(
    scale: float, mode: str, distribution: str, fans: tuple[int, int], seed: int
) -> tuple[str, initializers.Initializer]:
    law = f"scale {scale!r} {mode} {distribution} {fans[0]} {fans[1]}"
    return law, initializers.VarianceScaling(scale, mode, distribution, seed)


def lines() -> Iterator[str]:
    for seed in SEEDS:
        for shape in SHAPES:
            for dtype in TYPES:
                yield drawn(*uniform(-0.3, 0.1, seed), seed, shape, dtype)
    for dtype in TYPES:
        for shape in (SHAPES[1], *SMALL):
            for law, initializer in (
                uniform(-0.05, 0.05, 7),
                uniform(1.0, 1.5, 7),
                normal(0.0, 0.05, 7),
                normal(0.3, 2.0, 7),
                truncated(0.0, 0.05, 7),
                truncated(0.25, 1.5, 7),
            ):
                yield drawn(law, initializer, 7, shape, dtype)
        yield drawn("constant 0.1", initializers.Constant(0.1), 7, (3,), dtype)
        for shape, fans in (((3, 4), (3, 4)), ((300, 200), (300, 200)), ((3, 3, 17, 5), (153, 45))):
            for mode in ("fan_in", "fan_out", "fan_avg"):
                for distribution in DISTRIBUTIONS:
                    yield drawn(*scaling(2.0, mode, distribution, fans, 42), 42, shape, dtype)
    # The fourth draw of a generator.
    generator = keras.random.SeedGenerator(1000)
    law, initializer = uniform(0.0, 1.0, generator)
    for count in range(4):
        yield drawn(law, initializer, 1000 + count, (64, 3), "float32")


def main() -> None:
    torch.set_num_threads(1)
    keras.config.disable_interactive_logging()
    versions = f"Keras {keras.__version__}, PyTorch {torch.__version__}"
    write("streams_keras_torch.py", versions, lines())


if __name__ == "__main__":
    with torch.device("cpu"):
        main()
