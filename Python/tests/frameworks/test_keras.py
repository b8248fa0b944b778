"""Live Keras variables, on the backend that KERAS_BACKEND names."""

from __future__ import annotations

import importlib.util
import os
from typing import Any

import pytest

import glorot

if "KERAS_BACKEND" not in os.environ:
    found = [name for name in ("tensorflow", "torch", "jax") if importlib.util.find_spec(name) is not None]
    if not found:
        pytest.skip("no backend of Keras", allow_module_level=True)
    os.environ["KERAS_BACKEND"] = found[0]

keras: Any = pytest.importorskip("keras")


def model() -> Any:
    keras.utils.set_random_seed(1)
    return keras.Sequential([keras.layers.Input((80,)), keras.layers.Dense(100), keras.layers.Dense(80)])


def test_a_layer() -> None:
    layer = model().layers[0]
    assert glorot.verify(layer.kernel, "keras.GlorotUniform").shape == (80, 100)
    with pytest.raises(glorot.Deviation, match="FAIL"):
        glorot.verify(layer.kernel, "keras.HeNormal")
    assert glorot.verify(layer.bias, "zeros")


def test_a_model_by_its_paths() -> None:
    tensors = {weight.path: weight for weight in model().weights}
    verification = glorot.verify(tensors, {"*/kernel": "keras.GlorotUniform", "*/bias": "zeros"})
    assert len(verification) == 4
    with pytest.raises(glorot.TensorError, match=r"w\.path"):
        glorot.verify(model(), "zeros")


def test_sixteen_bits() -> None:
    keras.utils.set_random_seed(1)
    layer = keras.layers.Dense(100, dtype="bfloat16")
    layer.build((None, 80))
    layer.kernel.assign(keras.ops.cast(keras.random.uniform((80, 100), -0.182574, 0.182574), "bfloat16"))
    assert glorot.verify(layer.kernel, "keras.GlorotUniform").dtype == "bfloat16"


def test_symbols() -> None:
    with pytest.raises(glorot.TensorError, match="KerasTensor, which has no values"):
        glorot.verify(keras.Input((3,)), "zeros")


def test_keras_own_numbers() -> None:
    stream = f"keras-{keras.backend.backend()}"
    for name in ("GlorotUniform", "HeNormal", "RandomNormal"):
        initializer = getattr(keras.initializers, name)(seed=42)
        theirs = keras.ops.convert_to_numpy(initializer((37, 53)))
        ours = glorot.draw(f"keras.{name}", (37, 53), stream=stream, seed=42)
        assert ours.tolist() == theirs.tolist(), name
    seed = glorot.identify(keras.initializers.GlorotUniform(seed=1234)((37, 53))).seed
    assert seed is not None
    assert (seed.stream, seed.seed) == (stream, 1234)
