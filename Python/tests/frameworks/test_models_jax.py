"""Models of Flax NNX and Equinox: their layers' defaults."""

from __future__ import annotations

from typing import Any

import pytest

import glorot

jax: Any = pytest.importorskip("jax")


def transformer(nnx: Any) -> Any:
    class Block(nnx.Module):  # type: ignore[misc, name-defined]
        def __init__(self, rngs: Any) -> None:
            self.embed = nnx.Embed(200, 64, rngs=rngs)
            self.attention = nnx.MultiHeadAttention(num_heads=4, in_features=64, decode=False, rngs=rngs)
            self.norm = nnx.LayerNorm(64, rngs=rngs)
            self.batch = nnx.BatchNorm(64, rngs=rngs)
            self.conv = nnx.Conv(64, 32, (3,), rngs=rngs)
            self.hidden = nnx.Linear(64, 128, rngs=rngs)
            self.lstm = nnx.OptimizedLSTMCell(32, 24, rngs=rngs)
            self.gru = nnx.GRUCell(32, 24, rngs=rngs)
            self.dropout = nnx.Dropout(0.5, rngs=rngs)

    return Block(nnx.Rngs(1))


def test_nnx() -> None:
    nnx = pytest.importorskip("flax.nnx")
    model = transformer(nnx)
    verification = glorot.verify_model(model)
    assert verification
    assert not verification.unclaimed
    assert glorot.rules(model)["attention.query.kernel"].rule["fan_in"] == 64
    model.hidden.kernel[...] = model.hidden.kernel[...] * 0.5
    with pytest.raises(glorot.Deviation, match="FAIL") as caught:
        glorot.verify_model(model)
    assert [finding.tensor for finding in caught.value.result.failed] == ["hidden.kernel"]


def test_one_key_for_two_layers() -> None:
    nnx = pytest.importorskip("flax.nnx")
    model = nnx.Sequential(nnx.Linear(64, 64, rngs=nnx.Rngs(1)), nnx.Linear(64, 64, rngs=nnx.Rngs(1)))
    with pytest.raises(glorot.Deviation, match="bit-identical") as caught:
        glorot.verify_model(model)
    assert len(caught.value.result.failed) == 2


def test_equinox() -> None:
    eqx = pytest.importorskip("equinox")
    key = jax.random.key(1)
    assert glorot.verify_model(eqx.nn.MLP(64, 10, 128, 2, key=key))
    layers = [
        eqx.nn.Conv2d(16, 32, 3, key=key),
        eqx.nn.GRUCell(20, 30, key=jax.random.key(2)),
        eqx.nn.LSTMCell(20, 30, key=jax.random.key(3)),
        eqx.nn.LayerNorm(30),
        eqx.nn.MultiheadAttention(4, 64, key=jax.random.key(4)),
    ]
    verification = glorot.verify_model(eqx.nn.Sequential(layers))
    assert verification
    assert not verification.unclaimed
    same = eqx.nn.Sequential([eqx.nn.Linear(64, 64, key=key), eqx.nn.Linear(64, 64, key=key)])
    with pytest.raises(glorot.Deviation, match="bit-identical"):
        glorot.verify_model(same)


def test_linen_has_no_parameters() -> None:
    linen = pytest.importorskip("flax.linen")
    with pytest.raises(glorot.TensorError, match="no parameters of its own"):
        glorot.verify_model(linen.Dense(3))
