"""Models of MLX: their layers' defaults."""

from __future__ import annotations

from typing import Any

import pytest

import glorot

mx: Any = pytest.importorskip("mlx.core")
nn: Any = pytest.importorskip("mlx.nn")


@pytest.fixture(autouse=True)
def _seed() -> None:
    mx.random.seed(1)


def test_a_transformer() -> None:
    model = nn.Transformer(64, 4, 2, 2, 128)
    verification = glorot.verify_model(model)
    assert verification
    assert not verification.unclaimed
    model.encoder.layers[1].linear1.weight = model.encoder.layers[1].linear1.weight * 0.5
    with pytest.raises(glorot.Deviation, match="FAIL") as caught:
        glorot.verify_model(model)
    assert [finding.tensor for finding in caught.value.result.failed] == ["encoder.layers.1.linear1.weight"]


def test_layers() -> None:
    stack = [nn.Embedding(100, 40), nn.Conv2d(8, 16, 3), nn.BatchNorm(16), nn.RNN(20, 30), nn.GRU(20, 30)]
    verification = glorot.verify_model(nn.Sequential(*stack, nn.LSTM(20, 30), nn.RMSNorm(8)))
    assert verification
    assert not verification.unclaimed
