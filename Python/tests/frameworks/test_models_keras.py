"""Keras models, on the backend that KERAS_BACKEND names: each layer's own initializers."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Callable
from typing import Any

import pytest

import glorot

if "KERAS_BACKEND" not in os.environ:
    found = [name for name in ("tensorflow", "torch", "jax") if importlib.util.find_spec(name) is not None]
    if not found:
        pytest.skip("no backend of Keras", allow_module_level=True)
    os.environ["KERAS_BACKEND"] = found[0]

keras: Any = pytest.importorskip("keras")
layers = keras.layers


@pytest.fixture(autouse=True)
def _seed() -> None:
    keras.utils.set_random_seed(1)


def classifier() -> Any:
    """Convolutions, attention, a recurrent layer, norms."""
    image = keras.Input((16, 16, 3))
    x = layers.Conv2D(16, 3, name="conv")(image)
    x = layers.BatchNormalization(name="norm")(x)
    x = layers.SeparableConv2D(16, 3, name="separable")(x)
    x = layers.DepthwiseConv2D(3, name="depthwise")(x)
    x = layers.Reshape((-1, 16))(x)
    x = layers.MultiHeadAttention(4, 8, name="attention")(x, x)
    x = layers.GroupQueryAttention(8, 4, 2, name="grouped")(x, x)
    x = layers.Bidirectional(layers.LSTM(24, name="lstm"), name="both")(x)
    x = layers.Dropout(0.5)(x)
    x = layers.RMSNormalization(name="rms")(x)
    x = layers.Dense(64, name="hidden", kernel_initializer=keras.initializers.VarianceScaling(2.0, "fan_out"))(x)
    x = layers.PReLU(name="prelu")(x)
    return keras.Model(image, layers.Dense(10, name="head", kernel_initializer="he_normal")(x))


def test_a_classifier() -> None:
    model = classifier()
    verification = glorot.verify_model(model)
    assert verification
    assert not verification.unclaimed
    rules = glorot.rules(model)
    assert rules["hidden/kernel"].claim == (
        "keras.VarianceScaling(scale=2.0, mode='fan_out', distribution='truncated_normal')"
    )
    assert rules["hidden/kernel"].source == "keras.layers.Dense.kernel_initializer"
    assert rules["attention/query/kernel"].rule == {"claim": "keras.GlorotUniform()", "fan_in": 16, "fan_out": 32}
    assert len(rules) == len(model.variables)


def test_layers_in_a_sequence() -> None:
    stack = [layers.Embedding(100, 40), layers.GRU(30), layers.LayerNormalization()]
    assert glorot.verify_model(
        keras.Sequential([keras.Input((5,)), *stack, layers.SpectralNormalization(layers.Dense(50))])
    )
    assert glorot.verify_model(keras.applications.MobileNetV2(weights=None, input_shape=(32, 32, 3)))


def test_one_initializer_for_several_layers() -> None:
    initializer = keras.initializers.GlorotUniform(seed=3)
    model = keras.Sequential([keras.Input((20,)), *(layers.Dense(20, kernel_initializer=initializer) for _ in "ab")])
    with pytest.raises(glorot.Deviation, match=r"one seed for 2 variables: .*/kernel, .*/kernel"):
        glorot.verify_model(model)
    own = [layers.Dense(20, kernel_initializer=keras.initializers.GlorotUniform(seed)) for seed in (3, 4)]
    assert glorot.verify_model(keras.Sequential([keras.Input((20,)), *own]))


def halved(model: Any) -> str:
    model.get_layer("hidden").kernel.assign(model.get_layer("hidden").kernel * 0.5)
    return "hidden/kernel"


def another_initializer(model: Any) -> str:
    kernel = model.get_layer("head").kernel
    kernel.assign(keras.initializers.GlorotUniform(7)(kernel.shape))
    return "head/kernel"


def gate_moved(model: Any) -> str:
    cell = model.get_layer("both").forward_layer.cell
    cell.bias.assign(keras.ops.roll(cell.bias, 24))
    return "both/forward_lstm/lstm_cell/bias"


def variance_cleared(model: Any) -> str:
    variance = model.get_layer("norm").moving_variance
    variance.assign(variance * 0)
    return "norm/moving_variance"


def recurrence_drawn(model: Any) -> str:
    cell = model.get_layer("both").backward_layer.cell
    cell.recurrent_kernel.assign(keras.initializers.GlorotUniform(7)(cell.recurrent_kernel.shape))
    return "both/backward_lstm/lstm_cell/recurrent_kernel"


@pytest.mark.parametrize("plant", [halved, another_initializer, gate_moved, variance_cleared, recurrence_drawn])
def test_defects(plant: Callable[[Any], str]) -> None:
    model = classifier()
    expected = plant(model)
    with pytest.raises(glorot.Deviation, match="FAIL") as caught:
        glorot.verify_model(model)
    assert {finding.tensor for finding in caught.value.result.failed} == {expected}


class Own(layers.Layer):  # type: ignore[misc]
    def build(self, input_shape: Any) -> None:
        self.kernel = self.add_weight(name="kernel", shape=(input_shape[-1], 4), initializer="he_uniform")

    def call(self, inputs: Any) -> Any:
        return keras.ops.matmul(inputs, self.kernel)


def test_nothing_is_guessed() -> None:
    model = keras.Sequential([keras.Input((20,)), Own(name="own"), layers.Dense(30, name="dense")])
    (name,) = glorot.rules(model).unclaimed
    assert name.endswith("own/kernel")
    with pytest.raises(glorot.Deviation, match="1 tensor does not have a claim"):
        glorot.verify_model(model)
    assert glorot.verify_model(model, {"*own/kernel": "keras.HeUniform"})
