"""MLX on the CPU: mlx.nn.init, the layers' defaults and mlx.random; the normal laws also in 16 bits."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import mlx.core as mx
import numpy as np
from mlx import nn

from draws import HIDDEN, KERNELS, MATRICES, VECTORS, Draw, matrix, same, spread, square, stored

FRAMEWORK = "MLX"
TYPES = {"float32": mx.float32, "bfloat16": mx.bfloat16, "float16": mx.float16}
# Functions of mlx.nn.init that draw in 16 bits as well.
TYPED = ("glorot_uniform", "glorot_normal", "he_uniform", "he_normal", "uniform", "normal")
Shape = Callable[[int], tuple[int, ...]]


def seed(number: int) -> None:
    mx.random.seed(number)


def cast(array: mx.array, dtype: str) -> np.ndarray:
    return stored(array.astype(TYPES[dtype]).astype(mx.float32), dtype)


def kernel(size: int) -> tuple[int, ...]:
    axis, inputs, outputs = KERNELS[size]
    return outputs, axis, axis, inputs


def initialized(
    name: str,
    shape: Shape = matrix,
    sixteen: bool = False,
    random: bool = True,
    call: dict[str, Any] | None = None,
    **arguments: Any,
) -> Draw:
    """A function of mlx.nn.init. `call` has the arguments of the initializer that it returns."""
    words = ", ".join(f"{key}={value!r}" for key, value in {**arguments, **(call or {})}.items())

    def make(size: int, dtype: str) -> mx.array:
        return getattr(nn.init, name)(**arguments, dtype=TYPES[dtype])(mx.zeros(shape(size)), **(call or {}))

    return Draw(
        same(f"mlx.nn.init.{name}" + (f"({words})" if words else "")), make, sixteen, random, typed=name in TYPED
    )


def parameter(claim: Callable[[int], str], name: str, layer: Callable[[int], nn.Module], random: bool = True) -> Draw:
    return Draw(claim, lambda size, dtype: layer(size).parameters()[name], random=random)


def layers() -> list[Draw]:
    def linear(size: int) -> nn.Module:
        return nn.Linear(*MATRICES[size])

    def convolution(axes: int, groups: int = 1) -> Callable[[int], nn.Module]:
        def layer(size: int) -> nn.Module:
            axis, inputs, outputs = spread(size, axes)
            arguments = {} if groups == 1 else {"groups": groups}
            return getattr(nn, f"Conv{axes}d")(groups * inputs, groups * outputs, axis, **arguments)

        return layer

    result = [
        parameter(same("mlx.nn.Linear.weight"), "weight", linear),
        Draw(same("mlx.nn.Linear.bias(fan_in=7)"), lambda size, dtype: nn.Linear(7, VECTORS[size]).bias),
        parameter(same("mlx.nn.Embedding.weight"), "weight", lambda size: nn.Embedding(*MATRICES[size])),
        *(parameter(same(f"mlx.nn.Conv{axes}d.weight"), "weight", convolution(axes)) for axes in (1, 2, 3)),
        *(
            replace(
                parameter(same(f"mlx.nn.Conv{axes}d.weight"), "weight", convolution(axes, 3)),
                call=f"mlx.nn.Conv{axes}d(groups=3).weight",
            )
            for axes in (1, 2)
        ),
    ]
    for layer, names in {
        "LSTM": ("Wx", "Wh", "bias"),
        "GRU": ("Wx", "Wh", "b", "bhn"),
        "RNN": ("Wxh", "Whh", "bias"),
    }.items():
        result += [recurrent(layer, name) for name in names]
    for layer, names in {
        "LayerNorm": ("weight", "bias"),
        "RMSNorm": ("weight",),
        "BatchNorm": ("weight", "bias", "running_mean", "running_var"),
    }.items():
        result += [normalization(layer, name) for name in names]
    return result


def recurrent(layer: str, name: str) -> Draw:
    """A weight of the state tells its layer's hidden size by its shape. All others state it."""
    return parameter(
        lambda size: f"mlx.nn.{layer}.{name}" + ("" if name in ("Wh", "Whh") else f"(hidden_size={HIDDEN[size]})"),
        name,
        lambda size: getattr(nn, layer)(HIDDEN[size], HIDDEN[size]),
    )


def normalization(layer: str, name: str) -> Draw:
    return parameter(same(f"mlx.nn.{layer}.{name}"), name, lambda size: getattr(nn, layer)(HIDDEN[size]), random=False)


def draws() -> list[Draw]:
    return [
        initialized("glorot_uniform"),
        initialized("glorot_uniform", kernel, call={"gain": 2.0}),
        initialized("glorot_normal", sixteen=True),
        initialized("glorot_normal", kernel, sixteen=True, call={"gain": 0.5}),
        initialized("he_uniform"),
        initialized("he_uniform", kernel, call={"mode": "fan_out", "gain": 2**0.5}),
        initialized("he_normal", sixteen=True),
        initialized("he_normal", kernel, sixteen=True, call={"mode": "fan_out", "gain": 2**0.5}),
        initialized("uniform"),
        initialized("uniform", low=-0.1, high=0.1),
        initialized("normal", sixteen=True),
        initialized("normal", sixteen=True, std=0.02),
        initialized("normal", kernel, sixteen=True, mean=1.0, std=0.1),
        initialized("constant", value=0.3, random=False),
        initialized("identity", square, random=False),
        initialized("orthogonal"),
        initialized("orthogonal", square, gain=2.0),
        initialized("sparse", sparsity=0.25),
        initialized("sparse", sparsity=0.5, std=0.02),
        Draw(same("uniform(-0.1, 0.1)"), lambda size, dtype: mx.random.uniform(-0.1, 0.1, MATRICES[size])),
        Draw(same("truncated_normal"), lambda size, dtype: mx.random.truncated_normal(-2.0, 2.0, MATRICES[size])),
        *layers(),
    ]
