"""Equinox: the layers' defaults."""

from collections.abc import Callable
from dataclasses import replace

import equinox as eqx
import jax

from draws import HIDDEN, MATRICES, VECTORS, Draw, same, spread
from draws_jax import Keys, cast, seed

__all__ = ["FRAMEWORK", "cast", "draws", "seed"]

FRAMEWORK = "Equinox"


def parameter(layer: str, name: str, module: Callable[[int], eqx.Module], random: bool = True) -> Draw:
    def make(size: int, dtype: str) -> jax.Array:
        value = module(size)
        for part in name.split("."):
            value = getattr(value, part)
        return value

    return Draw(same(f"eqx.nn.{layer}.{name}"), make, random=random)


def draws() -> list[Draw]:
    def convolution(layer: str, axes: int, groups: int = 1) -> Callable[[int], eqx.Module]:
        def make(size: int) -> eqx.Module:
            axis, inputs, outputs = spread(size, axes)
            return getattr(eqx.nn, layer)(groups * inputs, groups * outputs, axis, groups=groups, key=Keys.next())

        return make

    def attention(size: int) -> eqx.Module:
        return eqx.nn.MultiheadAttention(1, HIDDEN[size], key=Keys.next())

    result = [
        parameter("Linear", "weight", lambda size: eqx.nn.Linear(*MATRICES[size], key=Keys.next())),
        Draw(
            same("eqx.nn.Linear.bias(fan_in=7)"),
            lambda size, dtype: eqx.nn.Linear(7, VECTORS[size], key=Keys.next()).bias,
        ),
        parameter("Embedding", "weight", lambda size: eqx.nn.Embedding(*MATRICES[size], key=Keys.next())),
        *(
            parameter("MultiheadAttention", f"{name}_proj.weight", attention)
            for name in ("query", "key", "value", "output")
        ),
        parameter("LayerNorm", "weight", lambda size: eqx.nn.LayerNorm(HIDDEN[size]), False),
        parameter("LayerNorm", "bias", lambda size: eqx.nn.LayerNorm(HIDDEN[size]), False),
        parameter("RMSNorm", "weight", lambda size: eqx.nn.RMSNorm(HIDDEN[size]), False),
        parameter("GroupNorm", "weight", lambda size: eqx.nn.GroupNorm(1, HIDDEN[size]), False),
        parameter("PReLU", "negative_slope", lambda size: eqx.nn.PReLU(), False),
    ]
    for axes in (1, 2, 3):
        for layer in (f"Conv{axes}d", f"ConvTranspose{axes}d"):
            result.append(parameter(layer, "weight", convolution(layer, axes)))
        result.append(
            replace(
                parameter(f"Conv{axes}d", "weight", convolution(f"Conv{axes}d", axes, 3)),
                call=f"eqx.nn.Conv{axes}d(groups=3).weight",
            )
        )
    for cell, biases in {"GRUCell": ("bias", "bias_n"), "LSTMCell": ("bias",)}.items():

        def made(size: int, kind: type[eqx.Module] = getattr(eqx.nn, cell)) -> eqx.Module:
            return kind(HIDDEN[size], HIDDEN[size], key=Keys.next())

        result += [parameter(cell, name, made) for name in ("weight_ih", "weight_hh")]
        result += [
            replace(parameter(cell, name, made), claim=bounded, call=f"eqx.nn.{cell}.{name}", joined=True)
            for name in biases
        ]
    return result


def bounded(size: int) -> str:
    """The law of the cells' biases, in numbers."""
    limit = HIDDEN[size] ** -0.5
    return f"uniform({-limit}, {limit})"
