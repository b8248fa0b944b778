"""PyTorch: torch.nn.init, the layers' defaults, and rules of large models written with torch.nn.init."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import init

from draws import HIDDEN, KERNELS, MATRICES, SQUARES, VECTORS, Draw, same, spread, stored

FRAMEWORK = "PyTorch"
TYPES = {"float32": torch.float32, "bfloat16": torch.bfloat16, "float16": torch.float16}
# Of attention: three times the square is from 12 to 995,328, then the square itself is 2^20 and more.
WIDTHS = [2, 10, 36, 148, 576, 1024, 1056, 1100]


def seed(number: int) -> None:
    torch.manual_seed(number)


def cast(tensor: torch.Tensor, dtype: str) -> np.ndarray:
    return stored(tensor.detach().to(TYPES[dtype]).float().numpy(), dtype)


def matrix(size: int, dtype: str) -> torch.Tensor:
    return torch.empty(MATRICES[size], dtype=TYPES[dtype])


def square(size: int, dtype: str) -> torch.Tensor:
    return torch.empty(SQUARES[size], SQUARES[size], dtype=TYPES[dtype])


def kernel(size: int, dtype: str) -> torch.Tensor:
    axis, inputs, outputs = KERNELS[size]
    return torch.empty(outputs, inputs, axis, axis, dtype=TYPES[dtype])


def initialized(
    name: str,
    shape: Callable[[int, str], torch.Tensor] = matrix,
    sixteen: bool = True,
    random: bool = True,
    **arguments: Any,
) -> Draw:
    """A function of torch.nn.init under its own name."""
    words = ", ".join(f"{key}={value!r}" for key, value in arguments.items())
    function = getattr(init, name)
    return Draw(
        same(f"torch.nn.init.{name}" + (f"({words})" if words else "")),
        lambda size, dtype: function(shape(size, dtype), **arguments),
        sixteen,
        random,
    )


def parameter(claim: str, name: str, layer: Callable[[int, torch.dtype], nn.Module], random: bool = True) -> Draw:
    """A layer's parameter by its default."""
    return Draw(same(claim), lambda size, dtype: attribute(layer(size, TYPES[dtype]), name), True, random)


def attribute(layer: nn.Module, name: str) -> torch.Tensor:
    """A parameter or buffer of a layer, or of a layer in it."""
    return layer.state_dict()[name]


def initializers() -> list[Draw]:
    tanh = 5 / 3
    return [
        initialized("xavier_uniform_"),
        initialized("xavier_uniform_", gain=tanh),
        initialized("xavier_uniform_", kernel),
        initialized("xavier_normal_"),
        initialized("xavier_normal_", kernel, gain=2.0),
        initialized("kaiming_uniform_"),
        initialized("kaiming_uniform_", a=5**0.5),
        initialized("kaiming_uniform_", kernel, mode="fan_out"),
        initialized("kaiming_uniform_", nonlinearity="relu"),
        initialized("kaiming_uniform_", nonlinearity="tanh"),
        initialized("kaiming_uniform_", kernel, nonlinearity="selu"),
        initialized("kaiming_uniform_", a=0.2, mode="fan_out", nonlinearity="leaky_relu"),
        initialized("kaiming_normal_"),
        initialized("kaiming_normal_", kernel, mode="fan_out", nonlinearity="relu"),
        initialized("kaiming_normal_", a=0.1),
        initialized("kaiming_normal_", nonlinearity="linear"),
        initialized("kaiming_normal_", kernel, nonlinearity="sigmoid"),
        initialized("uniform_"),
        initialized("uniform_", a=-0.1, b=0.1),
        initialized("uniform_", kernel, a=2.0, b=3.0),
        initialized("normal_"),
        initialized("normal_", std=0.02),
        initialized("normal_", mean=1.0, std=0.1),
        initialized("trunc_normal_"),
        initialized("trunc_normal_", std=0.02),
        initialized("trunc_normal_", kernel, std=0.02, a=-0.04, b=0.04),
        initialized("trunc_normal_", mean=0.5, std=1.0, a=-0.5, b=2.0),
        initialized("constant_", val=0.3, random=False),
        initialized("zeros_", random=False),
        initialized("ones_", random=False),
        initialized("eye_", random=False),
        initialized("dirac_", kernel, random=False),
        # The QR decomposition behind orthogonal_ does not support 16 bits.
        initialized("orthogonal_", sixteen=False),
        initialized("orthogonal_", square, sixteen=False, gain=2**0.5),
        initialized("orthogonal_", kernel, sixteen=False, gain=tanh),
        initialized("sparse_", sparsity=0.1),
        initialized("sparse_", sparsity=0.5, std=0.02),
        Draw(same("torch.randn"), lambda size, dtype: torch.randn(MATRICES[size], dtype=TYPES[dtype]), True),
        Draw(same("torch.rand"), lambda size, dtype: torch.rand(MATRICES[size], dtype=TYPES[dtype]), True),
    ]


def dense() -> list[Draw]:
    """Linear, Bilinear, Embedding, convolutions and transposed convolutions."""

    def linear(size: int, dtype: torch.dtype) -> nn.Module:
        return nn.Linear(*MATRICES[size], dtype=dtype)

    def bilinear(size: int, dtype: torch.dtype) -> nn.Module:
        side = HIDDEN[size]
        return nn.Bilinear(side, 3, VECTORS[size] // (3 * side) + 1, dtype=dtype)

    result = [
        parameter("torch.nn.Linear.weight", "weight", linear),
        Draw(
            same("torch.nn.Linear.bias(fan_in=7)"),
            lambda size, dtype: nn.Linear(7, VECTORS[size], dtype=TYPES[dtype]).bias,
            True,
        ),
        Draw(
            lambda size: f"torch.nn.Bilinear.weight(in1_features={HIDDEN[size]})",
            lambda size, dtype: bilinear(size, TYPES[dtype]).weight,
            True,
        ),
        Draw(
            lambda size: f"torch.nn.Bilinear.bias(in1_features={HIDDEN[size]})",
            lambda size, dtype: bilinear(size, TYPES[dtype]).bias,
            True,
        ),
        parameter(
            "torch.nn.Embedding.weight", "weight", lambda size, dtype: nn.Embedding(*MATRICES[size], dtype=dtype)
        ),
        parameter(
            "torch.nn.EmbeddingBag.weight", "weight", lambda size, dtype: nn.EmbeddingBag(*MATRICES[size], dtype=dtype)
        ),
    ]
    for axes in (1, 2, 3):
        for layer in (f"Conv{axes}d", f"ConvTranspose{axes}d"):
            result += convolution(layer, axes)
        result.append(grouped(f"Conv{axes}d", axes))
    return result


def grouped(layer: str, axes: int) -> Draw:
    """A convolution of three groups, each of which sees a third of the inputs."""

    def make(size: int, dtype: str) -> torch.Tensor:
        axis, inputs, outputs = spread(size, axes)
        return getattr(nn, layer)(3 * inputs, 3 * outputs, axis, groups=3, dtype=TYPES[dtype]).weight

    return Draw(same(f"torch.nn.{layer}.weight"), make, True, call=f"torch.nn.{layer}(groups=3).weight")


def convolution(layer: str, axes: int) -> list[Draw]:
    def make(size: int, dtype: str) -> nn.Module:
        axis, inputs, outputs = spread(size, axes)
        return getattr(nn, layer)(inputs, outputs, axis, dtype=TYPES[dtype])

    def bias(size: int) -> str:
        weight = make(size, "float32").weight
        return f"torch.nn.{layer}.bias(fan_in={weight[0].numel()})"

    return [
        Draw(same(f"torch.nn.{layer}.weight"), lambda size, dtype: make(size, dtype).weight, True),
        Draw(bias, lambda size, dtype: make(size, dtype).bias, True),
    ]


def recurrent() -> list[Draw]:
    result = []
    for layer in ("RNN", "LSTM", "GRU"):
        for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh"):
            for kind, suffix in ((layer, "_l0"), (f"{layer}Cell", "")):
                result.append(recurrent_parameter(kind, name + suffix))
    result.append(
        Draw(
            lambda size: f"torch.nn.LSTM.weight_hr_l0(hidden_size={HIDDEN[size] + 1})",
            lambda size, dtype: nn.LSTM(3, HIDDEN[size] + 1, proj_size=HIDDEN[size], dtype=TYPES[dtype]).weight_hr_l0,
            True,
        )
    )
    return result


def recurrent_parameter(layer: str, name: str) -> Draw:
    return Draw(
        lambda size: f"torch.nn.{layer}.{name}(hidden_size={HIDDEN[size]})",
        lambda size, dtype: getattr(getattr(nn, layer)(HIDDEN[size], HIDDEN[size], dtype=TYPES[dtype]), name),
        True,
    )


def attention() -> list[Draw]:
    def joint(size: int, dtype: torch.dtype) -> nn.Module:
        return nn.MultiheadAttention(WIDTHS[size], 2, dtype=dtype)

    def apart(size: int, dtype: torch.dtype) -> nn.Module:
        return nn.MultiheadAttention(WIDTHS[size], 2, kdim=WIDTHS[size] + 3, vdim=WIDTHS[size] + 1, dtype=dtype)

    layer = "torch.nn.MultiheadAttention"
    return [
        parameter(f"{layer}.in_proj_weight", "in_proj_weight", joint),
        *(parameter(f"{layer}.{name}_proj_weight", f"{name}_proj_weight", apart) for name in "qkv"),
        parameter(f"{layer}.out_proj.weight", "out_proj.weight", joint),
        parameter(f"{layer}.in_proj_bias", "in_proj_bias", joint, random=False),
        parameter(f"{layer}.out_proj.bias", "out_proj.bias", joint, random=False),
    ]


def norms() -> list[Draw]:
    batch = ("weight", "bias", "running_mean", "running_var")
    layers: dict[str, tuple[Callable[[int, torch.dtype], nn.Module], tuple[str, ...]]] = {
        "LayerNorm": (lambda size, dtype: nn.LayerNorm(HIDDEN[size], dtype=dtype), ("weight", "bias")),
        "RMSNorm": (lambda size, dtype: nn.RMSNorm(HIDDEN[size], dtype=dtype), ("weight",)),
        "GroupNorm": (lambda size, dtype: nn.GroupNorm(1, HIDDEN[size], dtype=dtype), ("weight", "bias")),
        "BatchNorm2d": (lambda size, dtype: nn.BatchNorm2d(HIDDEN[size], dtype=dtype), batch),
        "InstanceNorm2d": (
            lambda size, dtype: nn.InstanceNorm2d(HIDDEN[size], affine=True, track_running_stats=True, dtype=dtype),
            batch,
        ),
    }
    return [
        parameter(f"torch.nn.{layer}.{name}", name, make, random=False)
        for layer, (make, names) in layers.items()
        for name in names
    ]


def large_models() -> list[Draw]:
    """Rules of GPT-2, GPT-NeoX, T5 and mu-parametrization, which their code draws with torch.nn.init.normal_."""

    def normal(claim: Callable[[int], str], deviation: Callable[[int], float]) -> Draw:
        return Draw(claim, lambda size, dtype: init.normal_(matrix(size, dtype), std=deviation(size)), True)

    def inputs(size: int) -> int:
        return MATRICES[size][1]

    return [
        normal(same("gpt2.normal"), lambda size: 0.02),
        normal(same("gpt2.residual(layers=12)"), lambda size: 0.02 / math.sqrt(24)),
        normal(same("gpt_neox.init_method_normal(sigma=0.01)"), lambda size: 0.01),
        normal(same("gpt_neox.scaled_init_method_normal(num_layers=8)"), lambda size: 0.02 / 4),
        normal(
            lambda size: f"gpt_neox.small_init_init_method({inputs(size)})",
            lambda size: math.sqrt(2 / (5 * inputs(size))),
        ),
        normal(
            lambda size: f"gpt_neox.wang_init_method(8, {inputs(size)})", lambda size: 2 / (8 * math.sqrt(inputs(size)))
        ),
        normal(same("t5.normal"), lambda size: inputs(size) ** -0.5),
        normal(same("t5.normal(d_kv=64)"), lambda size: (inputs(size) * 64) ** -0.5),
        normal(same("mup.hidden"), lambda size: inputs(size) ** -0.5),
        normal(same("mup.output"), lambda size: 1 / inputs(size)),
        normal(same("normal(0, 0.02)"), lambda size: 0.02),
    ]


def draws() -> list[Draw]:
    return initializers() + dense() + recurrent() + attention() + norms() + large_models()
