"""Haiku: the initializers and the layers' defaults."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import haiku as hk
import jax
import jax.numpy as jnp
from haiku import initializers

from draws import HIDDEN, KERNELS, MATRICES, VECTORS, Draw, same, spread
from draws_jax import Keys, cast, kernel, matrix, seed, square

__all__ = ["FRAMEWORK", "cast", "draws", "seed"]

FRAMEWORK = "Haiku"


def transformed(function: Callable[[], Any]) -> dict[str, jax.Array]:
    """The parameters that a function makes, by the last parts of their names."""
    found = hk.transform_with_state(function).init(Keys.next())[0]
    return {name: value for module in found.values() for name, value in module.items()}


def initialized(
    name: str, shape: Callable[[int], tuple[int, ...]] = matrix, random: bool = True, **arguments: Any
) -> Draw:
    words = ", ".join(f"{key}={value!r}" for key, value in arguments.items())
    function = getattr(initializers, name)

    def make(size: int, dtype: str) -> jax.Array:
        return transformed(lambda: hk.get_parameter("w", shape(size), init=function(**arguments)))["w"]

    return Draw(same(f"hk.initializers.{name}({words})"), make, random=random)


def parameter(
    layer: str,
    name: str,
    module: Callable[[int], hk.Module],
    inputs: Callable[[int], tuple[Any, ...]],
    random: bool = True,
) -> Draw:
    return Draw(
        same(f"hk.{layer}.{name}"),
        lambda size, dtype: transformed(lambda: module(size)(*inputs(size)))[name],
        random=random,
    )


def rows(size: int) -> tuple[jax.Array]:
    return (jnp.zeros((1, MATRICES[size][0])),)


def images(axes: int) -> Callable[[int], tuple[jax.Array]]:
    return lambda size: (jnp.zeros((1, *(4,) * axes, spread(size, axes)[1])),)


def channels(axes: int) -> Callable[[int], tuple[jax.Array]]:
    """Images of so many channels that a kernel for each has the values of a vector."""
    return lambda size: (jnp.zeros((1, *(4,) * axes, -(-VECTORS[size] // KERNELS[size][0] ** axes))),)


def groups(axes: int) -> Callable[[int], tuple[jax.Array]]:
    """Images for three groups, each of which sees a third of the channels."""
    return lambda size: (jnp.zeros((1, *(4,) * axes, 3 * spread(size, axes)[1])),)


def layers() -> list[Draw]:
    def grouped(kind: type[hk.Module]) -> Callable[[int], hk.Module]:
        return lambda size: kind(3 * KERNELS[size][2], KERNELS[size][0], feature_group_count=3)

    def convolution(kind: type[hk.Module]) -> Callable[[int], hk.Module]:
        return lambda size: kind(KERNELS[size][2], KERNELS[size][0])

    def state(size: int) -> tuple[Any, ...]:
        return jnp.zeros((1, HIDDEN[size])), hk.GRU(HIDDEN[size]).initial_state(1)

    def memory(size: int) -> tuple[Any, ...]:
        return jnp.zeros((1, HIDDEN[size])), hk.LSTM(HIDDEN[size]).initial_state(1)

    def linear(size: int) -> hk.Module:
        return hk.Linear(MATRICES[size][1])

    def norm(size: int) -> hk.Module:
        return hk.LayerNorm(-1, True, True)

    result = [
        parameter("Linear", "w", linear, rows),
        parameter("Linear", "b", linear, rows, False),
        parameter(
            "Embed", "embeddings", lambda size: hk.Embed(*MATRICES[size]), lambda size: (jnp.zeros(1, jnp.int32),)
        ),
        parameter("GRU", "w_i", lambda size: hk.GRU(HIDDEN[size]), state),
        parameter("GRU", "w_h", lambda size: hk.GRU(HIDDEN[size]), state),
        parameter("GRU", "b", lambda size: hk.GRU(HIDDEN[size]), state, False),
        parameter("LSTM", "w", lambda size: hk.LSTM(HIDDEN[size]), memory),
        parameter("LSTM", "b", lambda size: hk.LSTM(HIDDEN[size]), memory, False),
        parameter("LayerNorm", "scale", norm, rows, False),
        parameter("LayerNorm", "offset", norm, rows, False),
        parameter("RMSNorm", "scale", lambda size: hk.RMSNorm(-1), rows, False),
    ]
    for axes in (1, 2, 3):
        for layer in (f"Conv{axes}D", f"Conv{axes}DTranspose"):
            result.append(parameter(layer, "w", convolution(getattr(hk, layer)), images(axes)))
        result.append(
            replace(
                parameter(f"Conv{axes}D", "w", grouped(getattr(hk, f"Conv{axes}D")), groups(axes)),
                call=f"hk.Conv{axes}D(feature_group_count=3).w",
            )
        )
        depthwise = f"DepthwiseConv{axes}D"
        result.append(
            parameter(
                depthwise, "w", lambda size, kind=getattr(hk, depthwise): kind(1, KERNELS[size][0]), channels(axes)
            )
        )
    return result


def draws() -> list[Draw]:
    return [
        initialized("VarianceScaling"),
        initialized("VarianceScaling", kernel, scale=2.0, mode="fan_out"),
        initialized("VarianceScaling", mode="fan_avg", distribution="uniform"),
        initialized("VarianceScaling", distribution="normal"),
        initialized("UniformScaling"),
        initialized("UniformScaling", kernel, scale=2.0),
        initialized("RandomNormal"),
        initialized("RandomNormal", stddev=0.02, mean=1.0),
        initialized("TruncatedNormal"),
        initialized("TruncatedNormal", stddev=0.02),
        initialized("TruncatedNormal", lower=-1.0, upper=3.0),
        initialized("RandomUniform"),
        initialized("RandomUniform", minval=-0.1, maxval=0.1),
        initialized("Constant", random=False, constant=0.3),
        initialized("Orthogonal"),
        initialized("Orthogonal", square, scale=2.0),
        initialized("Identity", random=False, gain=2.0),
        *layers(),
    ]
