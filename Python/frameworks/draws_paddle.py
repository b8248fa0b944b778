"""Paddle: paddle.nn.initializer and the layers' defaults."""

from collections.abc import Callable
from typing import Any

import numpy as np
import paddle
from paddle import nn
from paddle.nn import initializer

from draws import HIDDEN, KERNELS, MATRICES, VECTORS, Draw, matrix, same, spread, square, stored

FRAMEWORK = "Paddle"


def seed(number: int) -> None:
    paddle.seed(number)


def cast(tensor: paddle.Tensor, dtype: str) -> np.ndarray:
    return stored(tensor.astype(dtype).astype("float32").numpy(), dtype)


def kernel(size: int) -> tuple[int, ...]:
    axis, inputs, outputs = KERNELS[size]
    return outputs, inputs, axis, axis


def initialized(
    name: str, shape: Callable[[int], tuple[int, ...]] = matrix, random: bool = True, **arguments: Any
) -> Draw:
    words = ", ".join(f"{key}={value!r}" for key, value in arguments.items())

    def make(size: int, dtype: str) -> paddle.Tensor:
        function = getattr(initializer, name)(**arguments)
        return paddle.create_parameter(shape(size), "float32", default_initializer=function)

    return Draw(same(f"paddle.nn.initializer.{name}({words})"), make, random=random)


def parameter(claim: str, name: str, layer: Callable[[int], nn.Layer], random: bool = True) -> Draw:
    return Draw(
        same(f"paddle.nn.{claim}"), lambda size, dtype: dict(layer(size).named_parameters())[name], random=random
    )


def grouped(size: int, groups: int) -> nn.Layer:
    """A convolution whose groups divide its inputs and outputs."""
    axis, inputs, outputs = KERNELS[size]
    return nn.Conv2D(groups * inputs, groups * outputs, axis, groups=groups)


def compatible(size: int) -> nn.Layer:
    return paddle.compat.nn.Linear(*MATRICES[size])


def layers() -> list[Draw]:
    def convolution(kind: Callable[..., nn.Layer], axes: int) -> Callable[[int], nn.Layer]:
        def make(size: int) -> nn.Layer:
            axis, inputs, outputs = spread(size, axes)
            return kind(inputs, outputs, axis)

        return make

    def linear(size: int) -> nn.Layer:
        return nn.Linear(*MATRICES[size])

    def attention(size: int) -> nn.Layer:
        return nn.MultiHeadAttention(HIDDEN[size], 1)

    result = [
        parameter("Linear.weight", "weight", linear),
        parameter("Linear.bias", "bias", linear, False),
        parameter("Embedding.weight", "weight", lambda size: nn.Embedding(*MATRICES[size])),
        parameter("Bilinear.weight", "weight", lambda size: nn.Bilinear(3, HIDDEN[size], HIDDEN[size])),
        parameter("MultiHeadAttention.q_proj.weight", "q_proj.weight", attention),
        parameter("MultiHeadAttention.out_proj.weight", "out_proj.weight", attention),
        parameter("LayerNorm.weight", "weight", lambda size: nn.LayerNorm(HIDDEN[size]), False),
        parameter("LayerNorm.bias", "bias", lambda size: nn.LayerNorm(HIDDEN[size]), False),
    ]
    result += [
        Draw(
            same("paddle.nn.Conv2D.weight"),
            lambda size, dtype: grouped(size, 3).weight,
            sound=False,
            call="paddle.nn.Conv2D(groups=3).weight",
        ),
        Draw(
            same("torch.nn.Linear.weight"),
            lambda size, dtype: compatible(size).weight,
            sound=False,
            call="paddle.compat.nn.Linear.weight",
        ),
        Draw(
            same("torch.nn.Linear.bias(fan_in=7)"),
            lambda size, dtype: paddle.compat.nn.Linear(7, VECTORS[size]).bias,
            call="paddle.compat.nn.Linear.bias",
        ),
    ]
    for axes in (1, 2, 3):
        for layer in (f"Conv{axes}D", f"Conv{axes}DTranspose"):
            result.append(parameter(f"{layer}.weight", "weight", convolution(getattr(nn, layer), axes)))
    for layer in ("SimpleRNN", "LSTM", "GRU"):
        for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh"):
            result.append(recurrent(layer, name))
    return result


def recurrent(layer: str, name: str) -> Draw:
    """A bias states its layer's hidden size. A weight tells it by its shape."""
    claim = f"paddle.nn.{layer}.{name}"
    return Draw(
        lambda size: claim + (f"(hidden_size={HIDDEN[size]})" if name.startswith("bias") else ""),
        lambda size, dtype: getattr(getattr(nn, layer)(HIDDEN[size], HIDDEN[size]), f"{name}_l0"),
    )


def draws() -> list[Draw]:
    return [
        initialized("XavierUniform"),
        initialized("XavierUniform", kernel, gain=2.0),
        initialized("XavierUniform", fan_in=50, fan_out=30),
        initialized("XavierNormal"),
        initialized("XavierNormal", kernel),
        initialized("KaimingUniform"),
        initialized("KaimingUniform", kernel),
        initialized("KaimingUniform", negative_slope=5**0.5, nonlinearity="leaky_relu"),
        initialized("KaimingUniform", negative_slope=5**0.5),
        initialized("KaimingNormal"),
        initialized("KaimingNormal", kernel, mode="fan_out"),
        initialized("KaimingNormal", fan_in=64),
        initialized("KaimingNormal", nonlinearity="tanh"),
        initialized("Uniform"),
        initialized("Uniform", low=-0.1, high=0.1),
        initialized("Normal"),
        initialized("Normal", mean=1.0, std=0.1),
        initialized("TruncatedNormal"),
        initialized("TruncatedNormal", std=0.02),
        initialized("TruncatedNormal", mean=0.5, std=1.0, a=-0.5, b=2.0),
        initialized("Constant", random=False, value=0.3),
        initialized("Orthogonal"),
        initialized("Orthogonal", square, gain=2.0),
        initialized("Dirac", kernel, random=False),
        *layers(),
    ]
