"""Live arrays of MLX."""

from __future__ import annotations

from typing import Any

import pytest

import glorot

mx: Any = pytest.importorskip("mlx.core")
nn: Any = pytest.importorskip("mlx.nn")

CLAIM = "mlx.nn.init.glorot_uniform"


def weights(seed: int = 1) -> Any:
    mx.random.seed(seed)
    return nn.init.glorot_uniform()(mx.zeros((100, 80)))


@pytest.mark.parametrize("dtype", ["float32", "bfloat16", "float16"])
def test_sound_and_defective(dtype: str) -> None:
    values = weights().astype(getattr(mx, dtype))
    finding = glorot.verify(values, CLAIM)
    assert (finding.verdict, finding.dtype, finding.shape) == ("conforms", dtype, (100, 80))
    with pytest.raises(glorot.Deviation, match="FAIL"):
        glorot.verify(values, "mlx.nn.init.he_normal")


def test_views() -> None:
    expected = glorot.test(mx.array(weights().T.tolist()), CLAIM).observed
    assert glorot.verify(weights().T, CLAIM).observed == expected
    assert glorot.verify(weights().T.astype(mx.bfloat16), CLAIM).shape == (80, 100)
    assert glorot.verify(weights()[::2, ::2], "uniform(-0.182574, 0.182574)").count == 2000


def test_a_model() -> None:
    mx.random.seed(1)
    model = nn.Sequential(nn.Linear(80, 100), nn.Linear(100, 80))
    verification = glorot.verify(
        model.parameters(), {"*.weight": "mlx.nn.Linear.weight", "*": {"skip": "depends on the weight's fans"}}
    )
    assert [finding.name for finding in verification if finding.verdict == "conforms"] == [
        "layers.0.weight",
        "layers.1.weight",
    ]
    # An MLX module is itself a mapping.
    assert "layers.1.bias" in glorot.test(model, CLAIM)


def test_what_has_no_values_to_test() -> None:
    for values, message in (
        (mx.zeros(3, mx.complex64), "complex64"),
        (mx.zeros(3, mx.int32), "int32"),
        (mx.zeros((0, 3)), "without values"),
    ):
        with pytest.raises(glorot.TensorError, match=rf"encoder\.weight: found .*{message}"):
            glorot.verify(values, "normal(0, 1)", name="encoder.weight")
    assert glorot.verify(mx.zeros(3, mx.bool_), "zeros").dtype == "bool"


@pytest.mark.parametrize("dtype", ["float32", "bfloat16", "float16"])
def test_mlxs_own_numbers(dtype: str) -> None:
    for name in ("glorot_uniform", "he_normal"):
        mx.random.seed(42)
        theirs = getattr(nn.init, name)(getattr(mx, dtype))(mx.zeros((37, 53), getattr(mx, dtype)))
        ours = glorot.draw(f"mlx.nn.init.{name}", (37, 53), stream="mlx", seed=42, dtype=dtype)
        assert ours.astype("float64").tolist() == theirs.astype(mx.float32).tolist(), name
    seed = glorot.identify(weights(seed=1234)).seed
    assert seed is not None
    assert (seed.stream, seed.seed) == ("mlx", 1234)
