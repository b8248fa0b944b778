"""tinygrad: Tensor's functions and the layers' defaults."""

from collections.abc import Callable
from typing import Any

import numpy as np
from tinygrad import Tensor, nn

from draws import HIDDEN, KERNELS, MATRICES, VECTORS, Draw, same, spread, stored

FRAMEWORK = "tinygrad"


def seed(number: int) -> None:
    Tensor.manual_seed(number)


def cast(tensor: Tensor, dtype: str) -> np.ndarray:
    return stored(tensor.numpy(), dtype)


def kernel(size: int) -> tuple[int, ...]:
    axis, inputs, outputs = KERNELS[size]
    return outputs, inputs, axis, axis


def function(name: str, claim: str = "", **arguments: Any) -> Draw:
    words = ", ".join(f"{key}={value!r}" for key, value in arguments.items())
    return Draw(
        same(f"Tensor.{name}" + (f"({words})" if words else "")),
        lambda size, dtype: getattr(Tensor, name)(*MATRICES[size], **arguments),
    )


def parameter(layer: str, name: str, module: Callable[[int], Any], random: bool = True) -> Draw:
    return Draw(same(f"tinygrad.nn.{layer}.{name}"), lambda size, dtype: getattr(module(size), name), random=random)


def convolution(kind: Callable[..., Any], axes: int = 2) -> Callable[[int], Any]:
    def make(size: int) -> Any:
        axis, inputs, outputs = spread(size, axes)
        return kind(inputs, outputs, axis)

    return make


def grouped(size: int) -> Any:
    axis, inputs, outputs = KERNELS[size]
    return nn.Conv2d(3 * inputs, 3 * outputs, axis, groups=3)


def bounded(size: int) -> str:
    """The law of a grouped convolution by its source: it counts the inputs of all groups, as PyTorch does not."""
    axis, inputs, _ = KERNELS[size]
    limit = (3 * inputs * axis**2) ** -0.5
    return f"uniform({-limit}, {limit})"


def draws() -> list[Draw]:
    return [
        function("glorot_uniform"),
        # It leaves the receptive field out of the fans.
        Draw(
            same("torch.nn.init.xavier_uniform_"),
            lambda size, dtype: Tensor.glorot_uniform(*kernel(size)),
            sound=False,
            call="Tensor.glorot_uniform",
        ),
        Draw(
            same("torch.nn.init.kaiming_uniform_(a=0.01)"),
            lambda size, dtype: Tensor.kaiming_uniform(*kernel(size)),
            call="Tensor.kaiming_uniform",
        ),
        function("kaiming_uniform"),
        function("kaiming_uniform", a=5**0.5),
        function("kaiming_normal"),
        function("kaiming_normal", a=0.2),
        function("uniform"),
        function("uniform", low=-0.1, high=0.1),
        function("normal"),
        function("normal", mean=1.0, std=0.1),
        function("randn"),
        parameter("Linear", "weight", lambda size: nn.Linear(*MATRICES[size])),
        Draw(same("tinygrad.nn.Linear.bias(fan_in=7)"), lambda size, dtype: nn.Linear(7, VECTORS[size]).bias),
        parameter("Conv1d", "weight", convolution(nn.Conv1d, 1)),
        parameter("Conv2d", "weight", convolution(nn.Conv2d)),
        parameter("ConvTranspose2d", "weight", convolution(nn.ConvTranspose2d)),
        Draw(
            bounded,
            lambda size, dtype: grouped(size).weight,
            call="tinygrad.nn.Conv2d(groups=3).weight",
        ),
        parameter("Embedding", "weight", lambda size: nn.Embedding(*MATRICES[size])),
        parameter("LSTMCell", "weight_ih", lambda size: nn.LSTMCell(HIDDEN[size], HIDDEN[size])),
        parameter("LSTMCell", "weight_hh", lambda size: nn.LSTMCell(HIDDEN[size], HIDDEN[size])),
        parameter("LSTMCell", "bias_ih", lambda size: nn.LSTMCell(HIDDEN[size], HIDDEN[size]), False),
        parameter("LayerNorm", "weight", lambda size: nn.LayerNorm(HIDDEN[size]), False),
        parameter("GroupNorm", "bias", lambda size: nn.GroupNorm(1, HIDDEN[size]), False),
    ]
