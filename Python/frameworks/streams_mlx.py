"""Draws the vectors of MLX's stream for the tests of the package's own.

python streams_mlx.py > Tests/InitializersTests/Fixtures/Streams/mlx.tsv
python streams_mlx.py keys > Tests/InitializersTests/Fixtures/Streams/mlx-keys.tsv
"""

import math
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import version

import mlx.core as mx
import numpy as np
from mlx.nn import init

import vectors

Draw = Callable[[tuple[int, ...], mx.Dtype], mx.array]

TYPES = {"float32": mx.float32, "bfloat16": mx.bfloat16, "float16": mx.float16}
SMALL = ((1,), (2,), (3,), (5,), (7, 3), (31, 1), (3, 3, 5, 7), (1023,), (127, 129))


def fans(shape: tuple[int, ...]) -> tuple[int, int]:
    """MLX's fans of a shape of rank 2 or more."""
    receptive = math.prod(shape[1:-1])
    return shape[-1] * receptive, shape[0] * receptive


def rules(shape: tuple[int, ...]) -> Iterator[tuple[str, Draw]]:
    """The rules of variance scaling."""
    fan_in, fan_out = fans(shape)
    end = f"{fan_in} {fan_out}"
    yield f"gain 1.0 fan_avg uniform {end}", lambda s, d: init.glorot_uniform(d)(mx.zeros(s))
    yield f"gain 1.5 fan_avg untruncated_normal {end}", lambda s, d: init.glorot_normal(d)(mx.zeros(s), 1.5)
    yield f"gain 0.7 fan_in uniform {end}", lambda s, d: init.he_uniform(d)(mx.zeros(s), "fan_in", 0.7)
    yield f"gain 1.0 fan_out untruncated_normal {end}", lambda s, d: init.he_normal(d)(mx.zeros(s), "fan_out")


def laws(shape: tuple[int, ...]) -> Iterator[tuple[str, Draw]]:
    """Laws of every kind."""
    yield "constant 0.1", lambda s, d: init.constant(0.1, d)(mx.zeros(s))
    yield "uniform -0.05 0.05", lambda s, d: init.uniform(-0.05, 0.05, d)(mx.zeros(s))
    yield "uniform 0.3 1.7", lambda s, d: init.uniform(0.3, 1.7, d)(mx.zeros(s))
    yield "uniform 0.0 0.01", lambda s, d: init.uniform(0.0, 0.01, d)(mx.zeros(s))
    yield "normal 0.0 0.02", lambda s, d: init.normal(0.0, 0.02, d)(mx.zeros(s))
    yield "normal 0.5 0.3", lambda s, d: init.normal(0.5, 0.3, d)(mx.zeros(s))
    yield (
        "truncated 0.0 0.02 -2.0 2.0",
        lambda s, d: mx.random.truncated_normal(-2.0, 2.0, s, d) * mx.array(0.02, d),
    )
    yield (
        "truncated 0.1 0.7 -1.0 3.5",
        lambda s, d: mx.random.truncated_normal(-1.0, 3.5, s, d) * mx.array(0.7, d) + mx.array(0.1, d),
    )
    if len(shape) > 1:
        yield from rules(shape)


def lines() -> Iterator[str]:
    """Tensors that are the first after a seed."""
    for name, dtype in TYPES.items():
        for seed in vectors.SEEDS:
            for shape in vectors.SHAPES:
                law, draw = (
                    next(rules(shape))
                    if len(shape) > 1
                    else ("uniform -0.05 0.05", lambda s, d: init.uniform(-0.05, 0.05, d)(mx.zeros(s)))
                )
                yield line(law, draw, seed, shape, name, dtype)
        for seed, shape in zip((42, 2**31 + 5), ((512, 512), (64, 64, 8, 8)), strict=True):
            for law, draw in laws(shape):
                yield line(law, draw, seed, shape, name, dtype)
        for place, shape in enumerate(SMALL):
            for number, (law, draw) in enumerate(laws(shape)):
                if (number + place) % 3 == 0:
                    yield line(law, draw, 7, shape, name, dtype)


def third_lines() -> Iterator[str]:
    """Tensors that are the third after a seed."""
    for name, dtype in TYPES.items():
        for law, draw in laws((127, 129)):
            yield line(law, draw, 11, (127, 129), name, dtype, earlier=2)


def line(
    law: str, draw: Draw, seed: int, shape: tuple[int, ...], name: str, dtype: mx.Dtype, *, earlier: int = 0
) -> str:
    """A line of the fixture."""
    mx.random.seed(seed)
    for _ in range(earlier):
        mx.random.uniform(shape=(5,))
    values = draw(shape, dtype)
    assert values.dtype == dtype
    patterns = values.view(mx.uint32 if name == "float32" else mx.uint16)
    return vectors.line("mlx-third" if earlier else "mlx", law, seed, shape, name, np.array(patterns))


def key_lines() -> Iterator[str]:
    """Keys: seed, number of keys, the words of the last five."""
    for seed in (0, 42, 2**32 + 7):
        for count in (1, 2, 3, 5, 100):
            words = np.array(mx.random.split(mx.random.key(seed), count)).reshape(-1, 2)[-5:].reshape(-1)
            yield "\t".join([str(seed), str(count), " ".join(f"{int(word):x}" for word in words)])


if __name__ == "__main__":
    mx.set_default_device(mx.cpu)
    vectors.write(
        "streams_mlx.py",
        f"MLX {version('mlx')}, NumPy {np.__version__}",
        key_lines() if sys.argv[1:] == ["keys"] else [*lines(), *third_lines()],
    )
