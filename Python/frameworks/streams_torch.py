"""Draws with PyTorch's generator for the CPU: torch.nn.init, whole tensors and small ones, in both of its builds.

    python streams_torch.py > ../../Tests/InitializersTests/Fixtures/Streams/torch.tsv

With PyTorch 1.12, whose draws are those of the releases before 2.12, it writes torch-old.tsv.

The script runs itself again with ATEN_CPU_CAPABILITY=default for the stream torch-scalar.
"""

import math
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import torch
from torch.nn import init

from vectors import SEEDS, SHAPES, line, write

TYPES = {
    "float32": torch.float32,
    "float64": torch.float64,
    "bfloat16": torch.bfloat16,
    "float16": torch.float16,
}
SCALAR = os.environ.get("ATEN_CPU_CAPABILITY") == "default"
STREAM = "torch-scalar" if SCALAR else "torch"
OLD = torch.__version__.startswith("1.")

# Below 16 elements normal values are made in pairs; at 16, 17, 31, 32 and 33 blocks of 16 end or begin.
SMALL = ((), (5,), (3, 5), (4, 4), (17,), (31,), (4, 8), (3, 11), (25, 25), (4097,), (9, 5, 3, 31))
LARGE = SHAPES[1]

Draw = Callable[[torch.Tensor], object]


def values(tensor: torch.Tensor) -> np.ndarray:
    """The tensor's values; bfloat16 as bits, which NumPy has no type for."""
    return (tensor.view(torch.int16) if tensor.dtype == torch.bfloat16 else tensor).numpy()


def drawn(law: str, draw: Draw, seed: int, shape: Sequence[int], dtype: str) -> str:
    tensor = torch.empty(shape, dtype=TYPES[dtype])
    torch.manual_seed(seed)
    draw(tensor)
    # The older releases' inverse of the error function is MKL's.
    exact = not (OLD and law.startswith("truncated"))
    return line(STREAM, law, seed, shape, dtype, values(tensor), exact=exact)


def uniform(low: float, high: float) -> tuple[str, Draw]:
    return f"uniform {low!r} {high!r}", lambda tensor: init.uniform_(tensor, low, high)


def normal(mean: float, deviation: float) -> tuple[str, Draw]:
    return f"normal {mean!r} {deviation!r}", lambda tensor: init.normal_(tensor, mean, deviation)


def truncated(mean: float, deviation: float, low: float, high: float) -> tuple[str, Draw]:
    a, b = mean + low * deviation, mean + high * deviation
    law = f"truncated {mean!r} {deviation!r} {low!r} {high!r}"
    return law, lambda tensor: init.trunc_normal_(tensor, mean, deviation, a, b)


def constant(value: float) -> tuple[str, Draw]:
    return f"constant {value!r}", lambda tensor: init.constant_(tensor, value)


def scaling(factor: float, mode: str, distribution: str, fans: tuple[int, int], draw: Draw) -> tuple[str, Draw]:
    return f"gain {factor!r} {mode} {distribution} {fans[0]} {fans[1]}", draw


def scalings(shape: Sequence[int]) -> Iterator[tuple[str, Draw]]:
    """The rules of variance scaling, with the fans that PyTorch reads from a shape."""
    fans = init._calculate_fan_in_and_fan_out(torch.empty(shape, device="meta"))
    slope = math.sqrt(5)
    leaky = init.calculate_gain("leaky_relu", slope)
    relu = math.sqrt(2)
    yield scaling(1.0, "fan_avg", "uniform", fans, init.xavier_uniform_)
    yield scaling(5 / 3, "fan_avg", "uniform", fans, lambda tensor: init.xavier_uniform_(tensor, 5 / 3))
    yield scaling(1.0, "fan_avg", "untruncated_normal", fans, init.xavier_normal_)
    yield scaling(leaky, "fan_in", "uniform", fans, lambda tensor: init.kaiming_uniform_(tensor, slope))
    yield scaling(relu, "fan_out", "uniform", fans, lambda tensor: init.kaiming_uniform_(tensor, mode="fan_out"))
    yield scaling(
        relu, "fan_out", "untruncated_normal", fans, lambda tensor: init.kaiming_normal_(tensor, mode="fan_out")
    )
    yield scaling(relu, "fan_in", "untruncated_normal", fans, init.kaiming_normal_)


def lines() -> Iterator[str]:
    for seed in SEEDS:
        for shape in SHAPES[:1] if SCALAR else SHAPES:
            for dtype in TYPES:
                yield drawn(*uniform(-0.3, 0.1), seed, shape, dtype)
    for dtype in TYPES:
        for seed, shape in ((7, LARGE),) if SCALAR else ((7, LARGE), (8, SMALL[-1])):
            for law, draw in (uniform(0.0, 1.0), uniform(1.0, 1.000001), uniform(-1.0, 0.0), uniform(0.5, 0.5)):
                yield drawn(law, draw, seed, shape, dtype)
            yield drawn(*constant(0.1), seed, (3,), dtype)
            # A tie in bfloat16 once it has been rounded to single precision.
            yield drawn(*constant(1 + 2**-8 + 2**-40), seed, (3,), dtype)
            for law, draw in (normal(0.0, 1.0), normal(0.25, 0.02), normal(3.0, 0.0)):
                yield drawn(law, draw, seed, shape, dtype)
            for law, draw in (
                truncated(0.0, 0.02, -2.0, 2.0),
                truncated(0.5, 1.0, -0.5, 3.0),
                truncated(0.0, 1.0, -100.0, 100.0),
                truncated(0.0, 1.0, 1.0, 2.0),
                truncated(10.3, 3.0, 3.0, 5.0),
                truncated(0.0, 1.0, -0.25, 0.25),
            ):
                yield drawn(law, draw, seed, shape, dtype)
        for shape in SMALL:
            yield drawn(*uniform(-0.05, 0.05), 3, shape, dtype)
            yield drawn(*normal(0.1, 0.7), 3, shape, dtype)
            yield drawn(*truncated(0.0, 1.0, -1.5, 1.5), 3, shape, dtype)
        # Squares that half precision does not hold.
        yield drawn(*truncated(0.0, 1.0, 1.0, 300.0), 3, (25, 25), dtype)
        for shape in ((3, 5), (4, 4), (64, 3, 7, 7), (300, 200)):
            for law, draw in scalings(shape):
                yield drawn(law, draw, 11, shape, dtype)


def old_lines() -> Iterator[str]:
    """Some tensors of the older releases.

    PyTorch 1.12 has no truncated law in half precision, and rounds fewer steps of its normal one than 2.4 to 2.11 do.
    """
    truncations = (truncated(0.0, 0.02, -2.0, 2.0), truncated(0.5, 1.0, -0.5, 3.0), truncated(0.0, 1.0, -100.0, 100.0))
    for dtype in TYPES:
        for shape in (LARGE, (5,), (16,), (25, 25)):
            for law, draw in (uniform(-0.3, 0.1), uniform(1.0, 1.000001), normal(0.1, 0.7), normal(0.0, 0.02)):
                if dtype != "float16" or not law.startswith("normal"):
                    yield drawn(law, draw, 7, shape, dtype)
            if dtype != "float16" and shape == LARGE:
                for law, draw in truncations:
                    yield drawn(law, draw, 7, shape, dtype)
        for law, draw in scalings((300, 200)):
            if dtype != "float16" or "normal" not in law:
                yield drawn(law, draw, 11, (300, 200), dtype)


def main() -> None:
    torch.set_num_threads(1)
    if SCALAR:
        sys.stdout.write("".join(f"{text}\n" for text in (old_lines() if OLD else lines())))
        return
    environment = {**os.environ, "ATEN_CPU_CAPABILITY": "default"}
    scalar = subprocess.run(
        [sys.executable, __file__], env=environment, check=True, stdout=subprocess.PIPE, text=True
    ).stdout
    versions = f"PyTorch {torch.__version__}"
    write("streams_torch.py", versions, [*(old_lines() if OLD else lines()), *scalar.splitlines()])


if __name__ == "__main__":
    main()
