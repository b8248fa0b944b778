"""JAX: jax.nn.initializers and jax.random."""

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax.nn import initializers

from draws import KERNELS, MATRICES, Draw, matrix, same, square, stored

FRAMEWORK = "JAX"
Shape = Callable[[int], tuple[int, ...]]


class Keys:
    """One chain of keys for all tensors: each is drawn with its own key."""

    key = jax.random.key(0)

    @classmethod
    def next(cls) -> jax.Array:
        cls.key, key = jax.random.split(cls.key)
        return key


def seed(number: int) -> None:
    Keys.key = jax.random.key(number)


def cast(array: jax.Array, dtype: str) -> np.ndarray:
    return stored(jnp.asarray(array).astype(dtype).astype("float32"), dtype)


def kernel(size: int) -> tuple[int, ...]:
    axis, inputs, outputs = KERNELS[size]
    return axis, axis, inputs, outputs


def widening(size: int) -> tuple[int, ...]:
    """A kernel that has no more inputs than outputs."""
    axis, inputs, outputs = KERNELS[size]
    return axis, axis, min(inputs, outputs), max(inputs, outputs)


def factory(name: str, shape: Shape = matrix, **arguments: Any) -> Draw:
    """An initializer of jax.nn.initializers that is first called with its arguments."""
    words = ", ".join(f"{key}={value!r}" for key, value in arguments.items())
    return Draw(
        same(f"jax.nn.initializers.{name}" + (f"({words})" if words else "")),
        lambda size, dtype: getattr(initializers, name)(**arguments)(Keys.next(), shape(size), dtype),
        typed=not name.endswith("orthogonal"),
    )


def draws() -> list[Draw]:
    return [
        factory("glorot_uniform"),
        factory("glorot_uniform", kernel),
        factory("xavier_uniform"),
        factory("glorot_normal"),
        factory("glorot_normal", kernel),
        factory("xavier_normal"),
        factory("he_uniform", in_axis=1, out_axis=0),
        factory("lecun_normal", kernel, in_axis=(0, 1), out_axis=-1),
        factory("glorot_normal", kernel, in_axis=-1, out_axis=-2, batch_axis=(0,)),
        factory("he_uniform", in_axis=-1),
        factory("he_uniform"),
        factory("he_uniform", kernel),
        factory("he_normal"),
        factory("he_normal", kernel),
        factory("kaiming_normal"),
        factory("lecun_uniform"),
        factory("lecun_uniform", kernel),
        factory("lecun_normal"),
        factory("lecun_normal", kernel),
        *(
            factory("variance_scaling", shape, scale=scale, mode=mode, distribution=distribution)
            for shape, scale, mode, distribution in [
                (matrix, 2.0, "fan_out", "uniform"),
                (kernel, 1.0, "fan_avg", "normal"),
                (matrix, 0.5, "fan_geo_avg", "truncated_normal"),
                (kernel, 3.0, "fan_geo_avg", "uniform"),
                (matrix, 1.0, "fan_in", "normal"),
            ]
        ),
        factory("uniform"),
        factory("uniform", kernel, scale=0.1),
        factory("normal"),
        factory("normal", kernel, stddev=0.02),
        factory("truncated_normal"),
        factory("truncated_normal", stddev=0.02),
        factory("truncated_normal", kernel, stddev=1.0, lower=-1.0, upper=3.0),
        factory("orthogonal"),
        factory("orthogonal", square, scale=2.0),
        factory("orthogonal", kernel),
        factory("delta_orthogonal", widening),
        factory("delta_orthogonal", widening, scale=0.5),
        Draw(
            same("jax.nn.initializers.zeros"),
            lambda size, dtype: initializers.zeros(Keys.next(), MATRICES[size]),
            random=False,
        ),
        Draw(
            same("jax.nn.initializers.ones"),
            lambda size, dtype: initializers.ones(Keys.next(), MATRICES[size]),
            random=False,
        ),
        Draw(
            same("jax.nn.initializers.constant(0.3)"),
            lambda size, dtype: initializers.constant(0.3)(Keys.next(), MATRICES[size]),
            random=False,
        ),
        Draw(same("jax.random.normal"), lambda size, dtype: jax.random.normal(Keys.next(), MATRICES[size])),
        Draw(
            same("jax.random.uniform(minval=-0.1, maxval=0.1)"),
            lambda size, dtype: jax.random.uniform(Keys.next(), MATRICES[size], minval=-0.1, maxval=0.1),
        ),
        Draw(
            same("jax.random.truncated_normal(lower=-2, upper=2)"),
            lambda size, dtype: jax.random.truncated_normal(Keys.next(), -2, 2, MATRICES[size]),
        ),
        # Claims that name a law without a framework.
        Draw(
            same("uniform(-0.1, 0.1)"),
            lambda size, dtype: jax.random.uniform(Keys.next(), MATRICES[size], minval=-0.1, maxval=0.1),
        ),
        Draw(same("normal(0, 0.02)"), lambda size, dtype: initializers.normal(0.02)(Keys.next(), MATRICES[size])),
        Draw(
            same("truncated_normal(stddev=0.02)"),
            lambda size, dtype: initializers.truncated_normal(0.02)(Keys.next(), MATRICES[size]),
        ),
        Draw(same("glorot_normal"), lambda size, dtype: initializers.glorot_normal()(Keys.next(), MATRICES[size])),
        Draw(same("glorot_uniform"), lambda size, dtype: initializers.glorot_uniform()(Keys.next(), MATRICES[size])),
    ]
