"""Keras 3 on the backend of KERAS_BACKEND: keras.initializers and the layers' defaults.

On PyTorch, Keras 3.15 draws a truncated normal value as the first of four normal ones that lies within two standard
deviations. If none of the four does, it takes the first anyway: of a million values, 4.3 lie outside. `glorot verify`
rightly finds them in large tensors, so the truncated laws are left out there.
"""

import os
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import keras
import numpy as np
from keras import initializers, layers

from draws import HIDDEN, KERNELS, MATRICES, VECTORS, Draw, matrix, same, spread, square, stored

FRAMEWORK = "Keras on " + {"jax": "JAX", "torch": "PyTorch", "tensorflow": "TensorFlow"}[os.environ["KERAS_BACKEND"]]


# Initializers whose default or only law is a truncated normal one.
TRUNCATED = ("GlorotNormal", "HeNormal", "LecunNormal", "TruncatedNormal", "VarianceScaling")


def seed(number: int) -> None:
    """Seeds Python's generator, from which initializers without a seed take theirs."""
    keras.utils.set_random_seed(number)


def cast(tensor: Any, dtype: str) -> np.ndarray:
    tensor = keras.ops.cast(tensor, dtype)
    return stored(keras.ops.convert_to_numpy(keras.ops.cast(tensor, "float32")), dtype)


def kernel(size: int) -> tuple[int, ...]:
    axis, inputs, outputs = KERNELS[size]
    return axis, axis, inputs, outputs


def initialized(
    name: str, shape: Callable[[int], tuple[int, ...]] = matrix, random: bool = True, **arguments: Any
) -> Draw:
    words = ", ".join(f"{key}={value!r}" for key, value in arguments.items())
    is_truncated = name in TRUNCATED and arguments.get("distribution", "truncated_normal") == "truncated_normal"
    return Draw(
        same(f"keras.initializers.{name}" + (f"({words})" if words else "")),
        lambda size, dtype: getattr(initializers, name)(**arguments)(shape(size), dtype=dtype),
        random=random,
        typed=random and name != "Orthogonal",
        sound=not (is_truncated and keras.backend.backend() == "torch"),
    )


def parameter(
    layer: str, name: str, build: Callable[[int], tuple[layers.Layer, tuple[int, ...]]], random: bool = True
) -> Draw:
    def make(size: int, dtype: str) -> Any:
        made, shape = build(size)
        made.build((None, *shape))
        return next(variable for variable in made.weights if variable.path.split("/")[-1] == name).value

    return Draw(same(f"keras.layers.{layer}.{name}"), make, random=random)


def convolution(name: str, axes: int) -> Callable[[int], tuple[layers.Layer, tuple[int, ...]]]:
    """A layer whose kernel has about as many values as one with two axes."""

    def build(size: int) -> tuple[layers.Layer, tuple[int, ...]]:
        axis, inputs, outputs = spread(size, axes)
        return getattr(layers, name)(outputs, axis), (*(8,) * axes, inputs)

    return build


def grouped(name: str, axes: int) -> Callable[[int], tuple[layers.Layer, tuple[int, ...]]]:
    """A layer of three groups, each of which sees a third of the inputs."""

    def build(size: int) -> tuple[layers.Layer, tuple[int, ...]]:
        axis, inputs, outputs = spread(size, axes)
        return getattr(layers, name)(3 * outputs, axis, groups=3), (*(8,) * axes, 3 * inputs)

    return build


def depthwise(name: str, axes: int) -> Callable[[int], tuple[layers.Layer, tuple[int, ...]]]:
    def build(size: int) -> tuple[layers.Layer, tuple[int, ...]]:
        return getattr(layers, name)(3), (*(8,) * axes, max(2, -(-VECTORS[size] // 3**axes)))

    return build


def separable(name: str, axes: int) -> Callable[[int], tuple[layers.Layer, tuple[int, ...]]]:
    def build(size: int) -> tuple[layers.Layer, tuple[int, ...]]:
        inputs, outputs = MATRICES[size]
        return getattr(layers, name)(outputs, 3), (*(8,) * axes, inputs)

    return build


def shallow(name: str, axes: int) -> Callable[[int], tuple[layers.Layer, tuple[int, ...]]]:
    """A separable convolution of many inputs and one output."""
    return lambda size: (getattr(layers, name)(1, 3), depthwise("DepthwiseConv1D", axes)(size)[1])


def of_vector(name: str, **arguments: Any) -> Callable[[int], tuple[layers.Layer, tuple[int, ...]]]:
    return lambda size: (getattr(layers, name)(**arguments), (HIDDEN[size],))


def recurrent(name: str) -> Callable[[int], tuple[layers.Layer, tuple[int, ...]]]:
    return lambda size: (getattr(layers, name)(HIDDEN[size]), (2, HIDDEN[size]))


def attention(layer: str, part: str, random: bool = True) -> Draw:
    """A parameter of one of attention's four projections."""

    def make(size: int, dtype: str) -> Any:
        width = HIDDEN[size]
        heads = {"num_heads": 2} if layer == "MultiHeadAttention" else {"num_query_heads": 2, "num_key_value_heads": 1}
        sizes = {"key_dim": width} if layer == "MultiHeadAttention" else {"head_dim": width}
        made = getattr(layers, layer)(**heads, **sizes)
        made.build((None, 3, width), (None, 3, width))
        return next(variable for variable in made.weights if variable.path.endswith(part.replace(".", "/"))).value

    return Draw(same(f"keras.layers.{layer}.{part}"), make, random=random)


def einsum(equation: str, inputs: Callable[[int], tuple[int, ...]], outputs: Callable[[int], Any]) -> Draw:
    def make(size: int, dtype: str) -> Any:
        made = layers.EinsumDense(equation, outputs(size))
        made.build((None, *inputs(size)))
        return made.kernel.value

    return Draw(same(f"keras.layers.EinsumDense.kernel('{equation}')"), make)


def adapted(name: str, random: bool = True) -> Draw:
    def make(size: int, dtype: str) -> Any:
        inputs, rank = MATRICES[size]
        made = layers.Dense(3)
        made.build((None, inputs))
        made.enable_lora(rank)
        return getattr(made, name).value

    return Draw(same(f"keras.layers.Dense.{name}"), make, random=random)


def newer() -> list[Draw]:
    """Attention, einsum, low-rank adapters, and other layers with their own parts."""

    def spectral(size: int) -> tuple[layers.Layer, tuple[int, ...]]:
        return layers.SpectralNormalization(layers.Dense(VECTORS[size])), (3,)

    result = [
        einsum("abc,cde->abde", lambda size: (2, MATRICES[size][0]), lambda size: (None, 2, MATRICES[size][1])),
        einsum("abcd,cde->abe", lambda size: (2, 2, MATRICES[size][0]), lambda size: (None, MATRICES[size][1])),
        einsum("...x,xy->...y", lambda size: MATRICES[size][:1], lambda size: MATRICES[size][1]),
        adapted("lora_kernel_a"),
        adapted("lora_kernel_b", random=False),
        parameter("ReversibleEmbedding", "embeddings", lambda size: (layers.ReversibleEmbedding(*MATRICES[size]), ())),
        parameter("RMSNormalization", "scale", of_vector("RMSNormalization"), random=False),
        parameter("PReLU", "alpha", of_vector("PReLU"), random=False),
    ]
    if keras.backend.backend() != "torch":
        result.append(parameter("SpectralNormalization", "vector_u", spectral))
    for layer in ("MultiHeadAttention", "GroupQueryAttention"):
        result += [attention(layer, f"{name}.kernel") for name in ("query", "key", "value", "attention_output")]
        result.append(attention(layer, "query.bias", random=False))
    return result


def draws() -> list[Draw]:
    result = [
        initialized("GlorotUniform"),
        initialized("GlorotUniform", kernel),
        initialized("GlorotNormal"),
        initialized("GlorotNormal", kernel),
        initialized("HeUniform"),
        initialized("HeUniform", kernel),
        initialized("HeNormal"),
        initialized("HeNormal", kernel),
        initialized("LecunUniform"),
        initialized("LecunNormal", kernel),
        initialized("VarianceScaling"),
        initialized("VarianceScaling", scale=2.0, mode="fan_out", distribution="uniform"),
        initialized("VarianceScaling", kernel, scale=0.5, mode="fan_avg", distribution="untruncated_normal"),
        initialized("RandomUniform"),
        initialized("RandomUniform", minval=0.0, maxval=1.0),
        initialized("RandomNormal"),
        initialized("RandomNormal", mean=1.0, stddev=0.1),
        initialized("TruncatedNormal"),
        initialized("TruncatedNormal", stddev=0.02),
        initialized("Orthogonal"),
        initialized("Orthogonal", square, gain=2.0),
        initialized("Orthogonal", kernel),
        initialized("Zeros", random=False),
        initialized("Ones", random=False),
        initialized("Constant", value=0.3, random=False),
        initialized("Identity", square, random=False),
        parameter("Dense", "kernel", lambda size: (layers.Dense(MATRICES[size][1]), MATRICES[size][:1])),
        parameter("Dense", "bias", lambda size: (layers.Dense(MATRICES[size][1]), MATRICES[size][:1]), random=False),
        parameter("Embedding", "embeddings", lambda size: (layers.Embedding(*MATRICES[size]), ())),
    ]
    for axes in (1, 2, 3):
        result += [
            parameter(f"Conv{axes}D", "kernel", convolution(f"Conv{axes}D", axes)),
            parameter(f"Conv{axes}DTranspose", "kernel", convolution(f"Conv{axes}DTranspose", axes)),
            replace(
                parameter(f"Conv{axes}D", "kernel", grouped(f"Conv{axes}D", axes)),
                call=f"keras.layers.Conv{axes}D(groups=3).kernel",
            ),
        ]
    for axes in (1, 2):
        name = f"SeparableConv{axes}D"
        result += [
            parameter(f"DepthwiseConv{axes}D", "kernel", depthwise(f"DepthwiseConv{axes}D", axes)),
            parameter(name, "depthwise_kernel", shallow(name, axes)),
            parameter(name, "pointwise_kernel", separable(name, axes)),
        ]
    for name in ("LSTM", "GRU", "SimpleRNN"):
        result += [parameter(name, "kernel", recurrent(name)), parameter(name, "recurrent_kernel", recurrent(name))]
    for name in ("GRU", "SimpleRNN"):
        result.append(parameter(name, "bias", recurrent(name), random=False))
    for layer, names in {
        "LayerNormalization": ("gamma", "beta"),
        "GroupNormalization": ("gamma", "beta"),
        "BatchNormalization": ("gamma", "beta", "moving_mean", "moving_variance"),
    }.items():
        arguments = {"groups": 1} if layer == "GroupNormalization" else {}
        result += [parameter(layer, name, of_vector(layer, **arguments), random=False) for name in names]
    return result + newer()
