"""MindSpore: mindspore.common.initializer."""

from collections.abc import Callable
from typing import Any

import mindspore
import numpy as np
from mindspore.common import initializer

from draws import KERNELS, Draw, matrix, same, square, stored

FRAMEWORK = "MindSpore"


def seed(number: int) -> None:
    mindspore.set_seed(number)


def cast(array: np.ndarray, dtype: str) -> np.ndarray:
    return stored(array, dtype)


def kernel(size: int) -> tuple[int, ...]:
    axis, inputs, outputs = KERNELS[size]
    return outputs, inputs, axis, axis


def initialized(
    name: str,
    shape: Callable[[int], tuple[int, ...]] = matrix,
    random: bool = True,
    sound: bool = True,
    **arguments: Any,
) -> Draw:
    words = ", ".join(f"{key}={value!r}" for key, value in arguments.items())

    def make(size: int, dtype: str) -> np.ndarray:
        function = getattr(initializer, name)(**arguments)
        return initializer.initializer(function, shape(size), mindspore.float32).init_data().asnumpy().copy()

    return Draw(same(f"mindspore.common.initializer.{name}({words})"), make, random=random, sound=sound)


def draws() -> list[Draw]:
    return [
        initialized("XavierUniform"),
        initialized("XavierUniform", kernel, gain=2.0),
        initialized("XavierNormal"),
        initialized("HeUniform"),
        initialized("HeUniform", negative_slope=5**0.5),
        initialized("HeUniform", kernel, mode="fan_out", nonlinearity="relu"),
        initialized("HeNormal"),
        initialized("HeNormal", kernel, nonlinearity="tanh"),
        # It draws from a uniform law, because it looks for the text 'truncated_norm'.
        initialized("VarianceScaling", sound=False),
        initialized("VarianceScaling", scale=2.0, mode="fan_out", distribution="uniform"),
        initialized("VarianceScaling", kernel, mode="fan_avg", distribution="untruncated_normal"),
        initialized("Uniform"),
        initialized("Uniform", scale=0.5),
        initialized("Normal"),
        initialized("Normal", sigma=0.1, mean=1.0),
        initialized("TruncatedNormal"),
        initialized("TruncatedNormal", sigma=1.0),
        initialized("TruncatedNormal", sigma=1.0, mean=0.5, a=-0.5, b=2.0),
        initialized("Orthogonal"),
        initialized("Orthogonal", square, gain=2.0),
        initialized("Sparse", sparsity=0.3),
        initialized("Constant", random=False, value=0.3),
        initialized("Zero", random=False),
        initialized("One", random=False),
        initialized("Identity", random=False),
        initialized("Dirac", kernel, random=False),
    ]
