"""TensorFlow's own initializers of versions 2 and 1, and tf.random; the normal laws also in 16 bits.

tf.contrib and PrettyTensor no longer exist. Their laws are drawn with the operations that their code called.
"""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import tensorflow as tf

from draws import KERNELS, MATRICES, Draw, matrix, same, square, stored

FRAMEWORK = "TensorFlow"
Shape = Callable[[int], tuple[int, ...]]
v1 = tf.compat.v1


def seed(number: int) -> None:
    tf.random.set_seed(number)


def cast(tensor: tf.Tensor, dtype: str) -> np.ndarray:
    return stored(tf.cast(tf.cast(tensor, dtype), "float32").numpy(), dtype)


def kernel(size: int) -> tuple[int, ...]:
    axis, inputs, outputs = KERNELS[size]
    return axis, axis, inputs, outputs


def fans(size: int) -> tuple[int, int]:
    axis, inputs, outputs = KERNELS[size]
    return axis * axis * inputs, axis * axis * outputs


def initialized(
    claim: str, initializer: Callable[[], Any], shape: Shape = matrix, sixteen: bool = False, random: bool = True
) -> Draw:
    return Draw(
        same(claim),
        lambda size, dtype: initializer()(shape(size), dtype=dtype),
        sixteen,
        random,
        typed=random and "orthogonal" not in claim,
    )


def version1(name: str, shape: Shape = matrix, sixteen: bool = False, random: bool = True, **arguments: Any) -> Draw:
    words = ", ".join(f"{key}={value!r}" for key, value in arguments.items())
    return initialized(
        f"tf.compat.v1.{name}_initializer" + (f"({words})" if words else ""),
        lambda: getattr(v1, f"{name}_initializer")(**arguments),
        shape,
        sixteen,
        random,
    )


def truncated(claim: str, variance: Callable[[int], float]) -> Draw:
    """A kernel truncated at two of its parent's standard deviations, as tf.contrib and PrettyTensor draw it."""
    return Draw(
        same(claim),
        lambda size, dtype: tf.random.truncated_normal(kernel(size), stddev=math.sqrt(variance(size)), dtype=dtype),
        True,
    )


def draws() -> list[Draw]:
    return [
        initialized("tf.random_normal_initializer", tf.random_normal_initializer, sixteen=True),
        initialized(
            "tf.random_normal_initializer(mean=1.0, stddev=0.1)",
            lambda: tf.random_normal_initializer(1.0, 0.1),
            kernel,
            sixteen=True,
        ),
        initialized("tf.random_uniform_initializer", tf.random_uniform_initializer),
        version1("random_normal", sixteen=True),
        version1("random_normal", kernel, sixteen=True, stddev=0.02),
        version1("random_uniform"),
        version1("random_uniform", kernel, minval=-0.1, maxval=0.1),
        version1("truncated_normal", sixteen=True),
        version1("truncated_normal", kernel, sixteen=True, stddev=0.02),
        version1("uniform_unit_scaling"),
        version1("uniform_unit_scaling", kernel, factor=1.43),
        version1("glorot_uniform"),
        version1("glorot_uniform", kernel),
        version1("glorot_normal", sixteen=True),
        version1("glorot_normal", kernel, sixteen=True),
        *(
            version1(
                "variance_scaling",
                shape,
                sixteen=distribution != "uniform",
                scale=scale,
                mode=mode,
                distribution=distribution,
            )
            for shape, scale, mode, distribution in [
                (matrix, 1.0, "fan_in", "truncated_normal"),
                (kernel, 2.0, "fan_out", "uniform"),
                (matrix, 0.5, "fan_avg", "untruncated_normal"),
            ]
        ),
        version1("orthogonal"),
        version1("orthogonal", square, gain=2.0),
        version1("zeros", random=False),
        version1("ones", random=False),
        version1("constant", value=0.3, random=False),
        Draw(
            same("tf.random.normal(stddev=0.02)"),
            lambda size, dtype: tf.random.normal(MATRICES[size], stddev=0.02, dtype=dtype),
            True,
        ),
        Draw(
            same("tf.random.truncated_normal"),
            lambda size, dtype: tf.random.truncated_normal(MATRICES[size], dtype=dtype),
            True,
        ),
        Draw(
            same("tf.random.uniform(minval=-1, maxval=1)"), lambda size, dtype: tf.random.uniform(MATRICES[size], -1, 1)
        ),
        Draw(
            same("tf.contrib.layers.xavier_initializer"),
            lambda size, dtype: tf.random.uniform(
                kernel(size), -math.sqrt(6 / sum(fans(size))), math.sqrt(6 / sum(fans(size)))
            ),
        ),
        truncated("tf.contrib.layers.xavier_initializer(uniform=False)", lambda size: 1.3 * 2 / sum(fans(size))),
        truncated("tf.contrib.layers.variance_scaling_initializer", lambda size: 1.3 * 2 / fans(size)[0]),
        truncated(
            "tf.contrib.layers.variance_scaling_initializer(factor=1.0, mode='FAN_AVG')",
            lambda size: 1.3 * 2 / sum(fans(size)),
        ),
        truncated("prettytensor.xavier_init(uniform=False)", lambda size: 3 / sum(fans(size))),
    ]
