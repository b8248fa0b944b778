"""How a framework's module describes each tensor, the five sizes, and the files that the tensors are written to."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ml_dtypes
import numpy as np
from safetensors.numpy import save_file

# From ten values to a million: matrices, kernels with two spatial axes or one, and vectors. The last three sizes have 2^20
# values or more and differ in their fans.
MATRICES = [(2, 5), (15, 20), (64, 72), (256, 256), (1000, 1000), (1024, 1024), (512, 2049), (4098, 257)]
SQUARES = [4, 17, 65, 256, 1000, 1024, 1025, 1152]
# Size of an axis, inputs, outputs.
KERNELS = [(1, 2, 5), (3, 4, 8), (3, 16, 28), (3, 64, 128), (3, 316, 350), (3, 258, 456), (3, 1023, 114), (5, 207, 204)]
HIDDEN = [2, 8, 32, 128, 500, 1024, 1040, 1152]
VECTORS = [10, 300, 4096, 65536, 1000000, 1048576, 1048577, 1200000]
SIZES = range(5)
LARGE = range(5, 8)

SIXTEEN = {"bfloat16": ml_dtypes.bfloat16, "float16": np.float16}

# A file is closed once it has this many bytes.
FILE_LIMIT = 1 << 28


@dataclass(frozen=True)
class Draw:
    """A tensor that a framework can make.

    claim is written as a user of the framework would write it. make takes the size, 0 to 7, and draws in float32 or in
    the given type. If sixteen is true, draws in 16 bits follow the claim, too; if typed is true, there are such draws,
    whether they follow it or not. random is false for fixed values, such as zeros, which no run can reject by chance.
    sound is false if the framework's own draws are known to break its law; the tensor is then drawn but not written.
    call is what was called, if the claim does not say it. If joined is true, the draws of a small tensor follow the claim
    when they are put together along the first axis, as the rows of one that is large enough.
    """

    claim: Callable[[int], str]
    make: Callable[[int, str], Any]
    sixteen: bool = False
    random: bool = True
    sound: bool = True
    typed: bool = False
    call: str = ""
    joined: bool = False


def matrix(size: int) -> tuple[int, ...]:
    """The shape of a matrix of a size; 0 is the smallest."""
    return MATRICES[size]


def square(size: int) -> tuple[int, ...]:
    """The shape of a square matrix of a size."""
    return SQUARES[size], SQUARES[size]


def spread(size: int, axes: int) -> tuple[int, int, int]:
    """The axis, inputs and outputs of a kernel of one to three axes, with about as many values as one of two."""
    axis, inputs, outputs = KERNELS[size]
    return axis, {1: axis * inputs, 2: inputs, 3: max(1, inputs // 3)}[axes], outputs


def same(claim: str) -> Callable[[int], str]:
    """A claim that does not depend on the size."""
    return lambda size: claim


class Files:
    """Writes tensors to .safetensors files of bounded size, each with a .json file of its rows."""

    def __init__(self, folder: Path, framework: str, kind: str) -> None:
        self.folder = folder
        self.framework = framework
        self.kind = kind
        self.batch = 0
        self.clear()

    def clear(self) -> None:
        self.arrays: dict[str, np.ndarray] = {}
        self.rows: list[dict[str, Any]] = []

    def add(self, name: str, draw: Draw, size: int, array: np.ndarray) -> None:
        # A NumPy scalar is not an array.
        self.arrays[name] = np.ascontiguousarray(array).reshape(np.shape(array))
        self.rows.append(
            {
                "framework": self.framework,
                "type": self.kind,
                "tensor": name,
                "claim": draw.claim(size),
                "random": draw.random,
            }
        )
        if sum(array.nbytes for array in self.arrays.values()) >= FILE_LIMIT:
            self.close()

    def close(self) -> None:
        if not self.rows:
            return
        words = f"{self.framework} {self.kind} {self.batch}".lower()
        path = self.folder / "-".join("".join(c if c.isalnum() else " " for c in words).split())
        save_file(self.arrays, path.with_suffix(".safetensors"))
        path.with_suffix(".json").write_text(json.dumps(self.rows, indent=0))
        self.batch += 1
        self.clear()


def write(folder: Path, framework: str, draws: list[Draw], cast: Callable[[Any, str], np.ndarray], repeats: int) -> int:
    """Draws every tensor at every size and writes it as float32 and cast to 16 bits, then those drawn in 16 bits.

    cast converts the framework's array to the framework's own type of that name, and then to a NumPy array with the
    same values. Tensors of a million values are drawn once, smaller ones `repeats` times. Returns the number of
    tensors.
    """
    count = 0

    def plan() -> Iterator[tuple[str, Draw, int]]:
        for repeat in range(repeats):
            for size in SIZES if repeat == 0 else SIZES[:-1]:
                for number, draw in enumerate(draws):
                    yield f"r{repeat}.s{size}.{number:03}", draw, size

    files = [Files(folder, framework, kind) for kind in ("float32", *(f"{name}, cast" for name in SIXTEEN))]
    for name, draw, size in plan():
        array = draw.make(size, "float32")
        if not draw.sound:
            continue
        for file, dtype in zip(files, ("float32", *SIXTEEN), strict=True):
            file.add(name, draw, size, cast(array, dtype))
            count += 1
    for file in files:
        file.close()
    for dtype in SIXTEEN:
        file = Files(folder, framework, f"{dtype}, drawn")
        for name, draw, size in plan():
            if draw.sixteen:
                file.add(name, draw, size, cast(draw.make(size, dtype), dtype))
                count += 1
        file.close()
    return count


def stored(values: Any, dtype: str) -> np.ndarray:
    """Values that fit the type of this name exactly, as a NumPy array of that type."""
    return np.asarray(values, np.float32).astype(SIXTEEN.get(dtype, np.float32))
