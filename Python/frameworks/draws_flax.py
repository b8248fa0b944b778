"""Flax: the layers' defaults in flax.linen and flax.nnx."""

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import jax
import jax.numpy as jnp
from flax import linen, nnx
from flax.traverse_util import flatten_dict

from draws import HIDDEN, KERNELS, MATRICES, SIZES, Draw, same
from draws_jax import Keys, cast, seed

__all__ = ["FRAMEWORK", "cast", "draws", "seed"]

FRAMEWORK = "Flax"
#: The standard deviation of a normal law that has 1 after it is truncated at two standard deviations.
LECUN = 1 / 0.87962566103423978
HEADS = [1, 2, 4, 8, 10, 8, 16, 4]
FEATURES = [4, 18, 64, 256, 1000, 1024, 1040, 1152]


def linen_parameter(
    claim: str,
    name: str,
    layer: Callable[[int], linen.Module],
    inputs: Callable[[int], tuple[Any, ...]],
    random: bool = True,
) -> Draw:
    def make(size: int, dtype: str) -> jax.Array:
        variables = layer(size).init(Keys.next(), *inputs(size))
        found = [value for path, value in flatten_dict(variables, sep=".").items() if path.endswith(name)]
        assert len(found) == 1, (name, list(flatten_dict(variables, sep=".")))
        return found[0]

    return Draw(same(claim), make, random=random)


def nnx_parameter(claim: str, name: str, layer: Callable[[int, nnx.Rngs], nnx.Module], random: bool = True) -> Draw:
    def make(size: int, dtype: str) -> jax.Array:
        value: Any = layer(size, nnx.Rngs(Keys.next()))
        for part in name.split("."):
            value = getattr(value, part)
        return value[...]

    return Draw(same(claim), make, random=random)


def rows(size: int) -> tuple[jax.Array]:
    return (jnp.zeros((1, MATRICES[size][0])),)


def images(size: int) -> tuple[jax.Array]:
    return (jnp.zeros((1, 4, 4, KERNELS[size][1])),)


def sequences(size: int) -> tuple[jax.Array]:
    return (jnp.zeros((1, 2, FEATURES[size])),)


def linen_layers() -> list[Draw]:
    def dense(size: int) -> linen.Module:
        return linen.Dense(MATRICES[size][1])

    def convolution(kind: type[linen.Module]) -> Callable[[int], linen.Module]:
        return lambda size: kind(KERNELS[size][2], (KERNELS[size][0],) * 2)

    def grouped(size: int) -> linen.Module:
        axis, _, outputs = KERNELS[size]
        return linen.Conv(3 * outputs, (axis, axis), feature_group_count=3)

    def group_images(size: int) -> tuple[Any, ...]:
        return (jnp.zeros((1, 4, 4, 3 * KERNELS[size][1])),)

    def general(size: int) -> linen.Module:
        return linen.DenseGeneral((HEADS[size], -(-MATRICES[size][1] // HEADS[size])))

    def attention(size: int) -> linen.Module:
        return linen.MultiHeadDotProductAttention(HEADS[size], qkv_features=FEATURES[size])

    def batched(size: int, dtype: str) -> jax.Array:
        """A kernel for each of four elements of a batch, each of the same fans."""
        inputs, outputs = MATRICES[size]
        layer = linen.DenseGeneral(outputs, batch_dims=(0,))
        return layer.init(Keys.next(), jnp.zeros((4, 1, inputs)))["params"]["kernel"]

    result = [
        Draw(
            lambda size: f"truncated_normal(stddev={LECUN / math.sqrt(MATRICES[size][0])})",
            batched,
            sound=False,
            call="flax.linen.DenseGeneral(batch_dims=(0,)).kernel",
        ),
        linen_parameter("flax.linen.Dense.kernel", "kernel", dense, rows),
        linen_parameter("flax.linen.Dense.bias", "bias", dense, rows, random=False),
        linen_parameter("flax.linen.Conv.kernel", "kernel", convolution(linen.Conv), images),
        linen_parameter("flax.linen.ConvTranspose.kernel", "kernel", convolution(linen.ConvTranspose), images),
        replace(
            linen_parameter("flax.linen.Conv.kernel", "kernel", grouped, group_images),
            call="flax.linen.Conv(feature_group_count=3).kernel",
        ),
        linen_parameter("flax.linen.DenseGeneral.kernel", "kernel", general, rows),
        linen_parameter(
            "flax.linen.Embed.embedding",
            "embedding",
            lambda size: linen.Embed(*MATRICES[size]),
            lambda size: (jnp.zeros(1, jnp.int32),),
        ),
        *(
            linen_parameter(
                f"flax.linen.MultiHeadDotProductAttention.{name}.kernel", f"{name}.kernel", attention, sequences
            )
            for name in ("query", "key", "value", "out")
        ),
        linen_parameter(
            "flax.linen.MultiHeadDotProductAttention.out.bias", "out.bias", attention, sequences, random=False
        ),
    ]
    for cell in (linen.LSTMCell, linen.OptimizedLSTMCell):
        for gate in ("ii", "if", "ig", "io", "hi", "hf", "hg", "ho"):
            result.append(lstm(cell, gate))
    for norm, names in [
        (linen.LayerNorm, ("scale", "bias")),
        (linen.GroupNorm, ("scale", "bias")),
        (linen.RMSNorm, ("scale",)),
        (linen.BatchNorm, ("scale", "bias", "mean", "var")),
    ]:
        result += [normalization(norm, name) for name in names]
    return result


def lstm(cell: type[linen.Module], gate: str) -> Draw:
    def width(size: int) -> int:
        # A QR decomposition of 2048 rows takes seconds, and a cell has four.
        return 2 * HIDDEN[size] if size in SIZES else HIDDEN[size]

    def inputs(size: int) -> tuple[Any, ...]:
        state = jnp.zeros((1, width(size)))
        return (state, state), jnp.zeros((1, width(size)))

    return linen_parameter(
        f"flax.linen.{cell.__name__}.{gate}.kernel", f"{gate}.kernel", lambda size: cell(width(size)), inputs
    )


def normalization(norm: type[linen.Module], name: str) -> Draw:
    def layer(size: int) -> linen.Module:
        arguments = {linen.BatchNorm: {"use_running_average": False}, linen.GroupNorm: {"num_groups": 1}}
        return norm(**arguments.get(norm, {}))

    return linen_parameter(f"flax.linen.{norm.__name__}.{name}", name, layer, rows, random=False)


def nnx_layers() -> list[Draw]:
    def linear(size: int, rngs: nnx.Rngs) -> nnx.Module:
        return nnx.Linear(*MATRICES[size], rngs=rngs)

    def convolution(kind: Callable[..., nnx.Module]) -> Callable[[int, nnx.Rngs], nnx.Module]:
        return lambda size, rngs: kind(KERNELS[size][1], KERNELS[size][2], (KERNELS[size][0],) * 2, rngs=rngs)

    def grouped(size: int, rngs: nnx.Rngs) -> nnx.Module:
        axis, inputs, outputs = KERNELS[size]
        return nnx.Conv(3 * inputs, 3 * outputs, (axis, axis), feature_group_count=3, rngs=rngs)

    def general(size: int, rngs: nnx.Rngs) -> nnx.Module:
        inputs, outputs = MATRICES[size]
        return nnx.LinearGeneral(inputs, (HEADS[size], -(-outputs // HEADS[size])), rngs=rngs)

    def attention(size: int, rngs: nnx.Rngs) -> nnx.Module:
        return nnx.MultiHeadAttention(HEADS[size], FEATURES[size], FEATURES[size], decode=False, rngs=rngs)

    return [
        nnx_parameter("flax.nnx.Linear.kernel", "kernel", linear),
        nnx_parameter("flax.nnx.Linear.bias", "bias", linear, random=False),
        nnx_parameter("flax.nnx.Conv.kernel", "kernel", convolution(nnx.Conv)),
        nnx_parameter("flax.nnx.ConvTranspose.kernel", "kernel", convolution(nnx.ConvTranspose)),
        replace(
            nnx_parameter("flax.nnx.Conv.kernel", "kernel", grouped), call="flax.nnx.Conv(feature_group_count=3).kernel"
        ),
        nnx_parameter("flax.nnx.LinearGeneral.kernel", "kernel", general),
        nnx_parameter(
            "flax.nnx.Embed.embedding", "embedding", lambda size, rngs: nnx.Embed(*MATRICES[size], rngs=rngs)
        ),
        *(
            nnx_parameter(f"flax.nnx.MultiHeadAttention.{name}.kernel", f"{name}.kernel", attention)
            for name in ("query", "key", "value", "out")
        ),
        *(
            nnx_parameter(
                f"flax.nnx.BatchNorm.{name}",
                name,
                lambda size, rngs: nnx.BatchNorm(MATRICES[size][1], rngs=rngs),
                random=False,
            )
            for name in ("scale", "bias", "mean", "var")
        ),
    ]


def cells() -> list[Draw]:
    """Recurrent cells without a memory, low-rank adapters, and einsum."""

    def states(size: int) -> tuple[Any, ...]:
        return jnp.zeros((1, HIDDEN[size])), jnp.zeros((1, HIDDEN[size]))

    def gru(size: int, rngs: nnx.Rngs) -> nnx.Module:
        return nnx.GRUCell(HIDDEN[size], HIDDEN[size], rngs=rngs)

    def simple(size: int, rngs: nnx.Rngs) -> nnx.Module:
        return nnx.SimpleCell(HIDDEN[size], HIDDEN[size], rngs=rngs)

    def memory(size: int, rngs: nnx.Rngs) -> nnx.Module:
        return nnx.LSTMCell(HIDDEN[size], HIDDEN[size], rngs=rngs)

    def adapter(size: int, rngs: nnx.Rngs) -> nnx.Module:
        return nnx.LoRA(*MATRICES[size], 3, rngs=rngs)

    return [
        *(
            linen_parameter(
                f"flax.linen.GRUCell.{gate}.kernel", f"{gate}.kernel", lambda size: linen.GRUCell(HIDDEN[size]), states
            )
            for gate in ("ir", "iz", "in", "hr", "hz", "hn")
        ),
        *(
            linen_parameter(
                f"flax.linen.SimpleCell.{part}.kernel",
                f"{part}.kernel",
                lambda size: linen.SimpleCell(HIDDEN[size]),
                states,
            )
            for part in ("i", "h")
        ),
        linen_parameter(
            "flax.linen.GRUCell.hn.bias", "hn.bias", lambda size: linen.GRUCell(HIDDEN[size]), states, random=False
        ),
        linen_parameter(
            "flax.linen.Einsum.kernel",
            "kernel",
            lambda size: linen.Einsum(MATRICES[size], "...x,xy->...y", use_bias=False),
            rows,
        ),
        *(
            nnx_parameter(f"flax.nnx.{cell}.{part}.kernel", f"{part}.kernel", make)
            for cell, make in (("GRUCell", gru), ("SimpleCell", simple))
            for part in ("dense_i", "dense_h")
        ),
        *(
            nnx_parameter(f"flax.nnx.LSTMCell.{gate}.kernel", f"{gate}.kernel", memory)
            for gate in ("ii", "if_", "ig", "io", "hi", "hf", "hg", "ho")
        ),
        nnx_parameter("flax.nnx.LoRA.lora_a", "lora_a", adapter),
        nnx_parameter("flax.nnx.LoRA.lora_b", "lora_b", adapter, random=False),
    ]


def draws() -> list[Draw]:
    return linen_layers() + nnx_layers() + cells()
