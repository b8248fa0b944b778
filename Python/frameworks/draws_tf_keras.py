"""tf-keras, which is Keras 2 on TensorFlow: its initializers and its layers' defaults."""

from collections.abc import Callable
from typing import Any

import numpy as np
import tensorflow as tf
import tf_keras
from tf_keras import initializers, layers

from draws import HIDDEN, KERNELS, MATRICES, Draw, matrix, same, square, stored

FRAMEWORK = "tf-keras"


def seed(number: int) -> None:
    tf_keras.utils.set_random_seed(number)


def cast(tensor: tf.Tensor, dtype: str) -> np.ndarray:
    return stored(tf.cast(tf.cast(tensor, dtype), "float32").numpy(), dtype)


def kernel(size: int) -> tuple[int, ...]:
    axis, inputs, outputs = KERNELS[size]
    return axis, axis, inputs, outputs


def initialized(
    name: str, shape: Callable[[int], tuple[int, ...]] = matrix, random: bool = True, **arguments: Any
) -> Draw:
    words = ", ".join(f"{key}={value!r}" for key, value in arguments.items())
    return Draw(
        same(f"tf_keras.initializers.{name}" + (f"({words})" if words else "")),
        lambda size, dtype: getattr(initializers, name)(**arguments)(shape(size)),
        random=random,
    )


def parameter(
    layer: str, name: str, build: Callable[[int], tuple[layers.Layer, tuple[int, ...]]], random: bool = True
) -> Draw:
    def make(size: int, dtype: str) -> tf.Tensor:
        made, shape = build(size)
        made.build((None, *shape))
        return next(variable for variable in made.weights if variable.name.split("/")[-1] == f"{name}:0").value()

    return Draw(same(f"tf_keras.layers.{layer}.{name}"), make, random=random)


def convolution(name: str) -> Callable[[int], tuple[layers.Layer, tuple[int, ...]]]:
    def build(size: int) -> tuple[layers.Layer, tuple[int, ...]]:
        axis, inputs, outputs = KERNELS[size]
        return getattr(layers, name)(outputs, axis), (8, 8, inputs)

    return build


def of_vector(name: str) -> Callable[[int], tuple[layers.Layer, tuple[int, ...]]]:
    return lambda size: (getattr(layers, name)(), (HIDDEN[size],))


def recurrent(name: str) -> Callable[[int], tuple[layers.Layer, tuple[int, ...]]]:
    return lambda size: (getattr(layers, name)(HIDDEN[size]), (2, HIDDEN[size]))


def attention(part: str) -> Draw:
    """The kernel of one of attention's projections. Keras 2 reads its three axes as those of a convolution."""

    def make(size: int, dtype: str) -> tf.Tensor:
        width = HIDDEN[size]
        made = layers.MultiHeadAttention(2, width)
        made(tf.zeros((1, 3, width)), tf.zeros((1, 3, width)))
        return next(variable for variable in made.weights if f"/{part}/kernel" in variable.name).value()

    return Draw(same(f"tf_keras.layers.MultiHeadAttention.{part}.kernel"), make)


def draws() -> list[Draw]:
    result = [
        initialized("GlorotUniform"),
        initialized("GlorotUniform", kernel),
        initialized("GlorotNormal"),
        initialized("GlorotNormal", kernel),
        initialized("HeUniform"),
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
        initialized("Zeros", random=False),
        initialized("Ones", random=False),
        initialized("Constant", value=0.3, random=False),
        initialized("Identity", square, random=False),
        parameter("Dense", "kernel", lambda size: (layers.Dense(MATRICES[size][1]), MATRICES[size][:1])),
        parameter("Dense", "bias", lambda size: (layers.Dense(MATRICES[size][1]), MATRICES[size][:1]), random=False),
        parameter("Embedding", "embeddings", lambda size: (layers.Embedding(*MATRICES[size]), ())),
        parameter("Conv2D", "kernel", convolution("Conv2D")),
        parameter("Conv2DTranspose", "kernel", convolution("Conv2DTranspose")),
        parameter("SeparableConv2D", "depthwise_kernel", convolution("SeparableConv2D")),
        parameter("SeparableConv2D", "pointwise_kernel", convolution("SeparableConv2D")),
        parameter("LayerNormalization", "gamma", of_vector("LayerNormalization"), random=False),
        parameter("BatchNormalization", "moving_variance", of_vector("BatchNormalization"), random=False),
        *(attention(part) for part in ("query", "key", "value", "attention_output")),
    ]
    for name in ("LSTM", "GRU", "SimpleRNN"):
        result += [parameter(name, "kernel", recurrent(name)), parameter(name, "recurrent_kernel", recurrent(name))]
    return result + [parameter(name, "bias", recurrent(name), random=False) for name in ("LSTM", "GRU")]
