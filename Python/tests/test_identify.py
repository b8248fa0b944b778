"""Identification, explanations, the list of initializers, and draws."""

from __future__ import annotations

import array
import json
import pickle

import pytest
from conftest import glorot_uniform, uniform

import glorot


def test_an_identity() -> None:
    identity = glorot.identify(glorot_uniform(80, 100), name="encoder.weight")
    assert identity
    assert (identity.name, identity.family, identity.shape, identity.dtype) == (
        "encoder.weight",
        "uniform",
        (80, 100),
        "float32",
    )
    assert "keras.GlorotUniform" in identity.claims
    assert "keras.HeUniform" not in identity.claims
    assert identity.matches[0].claim == identity.claims[0]
    assert identity.matches[0].scale_ratio == pytest.approx(1, abs=0.05)
    assert identity.parameters["high"] == pytest.approx((6 / 180) ** 0.5, rel=0.01)
    assert identity.observed["zeros"] == 0
    assert identity.alpha == 0.001
    assert "keras.GlorotUniform" in identity._repr_html_()
    assert "| tensor |" in identity._repr_markdown_()
    assert json.loads(identity.json)["family"]["name"] == "uniform"
    assert repr(identity).startswith("<glorot.Identity encoder.weight: uniform: ")
    assert pickle.loads(pickle.dumps(identity)).claims == identity.claims


def test_several_tensors() -> None:
    identification = glorot.identify({"a": glorot_uniform(80, 100), "b": array.array("f", bytes(400))})
    assert [identity.name for identity in identification] == ["a", "b"]
    assert "keras.GlorotUniform" in identification["a"].claims
    assert "zeros" in identification["b"].claims
    assert len(identification) == 2
    with pytest.raises(KeyError):
        identification["c"]


def test_nothing_to_identify() -> None:
    with pytest.raises(glorot.TensorError, match="int64"):
        glorot.identify(array.array("q", [1, 2, 3]))
    with pytest.raises(glorot.TensorError, match="without values"):
        glorot.identify(array.array("f"))
    with pytest.raises(glorot.InputError, match="alpha"):
        glorot.identify(uniform(1, 100), alpha=2)
    with pytest.raises(glorot.InputError, match="found no tensor"):
        glorot.identify({})


def test_explanations() -> None:
    text = glorot.explain("xavier", shape=(784, 256))
    assert isinstance(text, str)
    assert text.startswith("Xavier initialization")
    assert repr(text) == str(text)
    assert "|" in text._repr_markdown_()
    both = glorot.explain("keras.GlorotNormal", "prettytensor.xavier_init(uniform=False)", shape=[784, 256])
    assert "B's standard deviation is 1.077 times A's" in both
    assert pickle.loads(pickle.dumps(both)).markdown == both.markdown
    with pytest.raises(glorot.InputError, match="xavier"):
        glorot.explain("xavierr")
    with pytest.raises(TypeError):
        glorot.explain("xavier", shape="784x256")  # type: ignore[arg-type]


def test_the_list_of_initializers() -> None:
    entries = glorot.initializers()
    keras = glorot.initializers("keras")
    assert 0 < len(keras) < len(entries)
    entry = next(entry for entry in keras if entry.name == "keras.GlorotUniform")
    assert entry in entries
    assert entry.framework
    assert entry.fans
    assert entry.closed_form
    assert entry.source
    scaling = next(entry for entry in keras if entry.name == "keras.VarianceScaling")
    assert "scale" in scaling.parameters
    with pytest.raises(glorot.InputError, match="kears"):
        glorot.initializers("kears")


def test_draws() -> None:
    weights = glorot.draw("keras.GlorotUniform", (80, 100), seed=1)
    assert glorot.verify(weights, "keras.GlorotUniform")
    first = memoryview(weights).tobytes()
    assert memoryview(glorot.draw("keras.GlorotUniform", (80, 100), seed=1)).tobytes() == first
    assert memoryview(glorot.draw("keras.GlorotUniform", (80, 100), seed=2)).tobytes() != first
    assert memoryview(glorot.draw("keras.GlorotUniform", (80, 100), seed=1, key="b")).tobytes() != first
    for dtype, size in (("float32", 4), ("float64", 8)):
        values = glorot.draw("keras.GlorotUniform", (80, 100), seed=1, dtype=dtype)
        assert memoryview(values).nbytes == 8000 * size
        assert glorot.verify(values, "keras.GlorotUniform").dtype == dtype
    assert memoryview(glorot.draw("zeros", 3)).tolist() == [0, 0, 0]
    assert glorot.draw("normal(0, 1)", 3, seed=2**64 - 1) is not None


@pytest.mark.parametrize(
    ("claim", "shape", "options"),
    [
        ("keras.GlorotUnifrom", (3, 4), {}),
        ("torch.nn.init.xavier_uniform_", (3,), {}),
        ("zeros", (0, 3), {}),
        ("zeros", (-3,), {}),
        ("zeros", (3,), {"seed": -1}),
        ("zeros", (3,), {"seed": 2**64}),
    ],
)
def test_draws_that_cannot_be(claim: str, shape: tuple[int, ...], options: dict[str, int]) -> None:
    with pytest.raises(glorot.InputError):
        glorot.draw(claim, shape, **options)


def test_draws_of_other_classes() -> None:
    for options in ({"dtype": "int32"}, {"dtype": "float8_e4m3fn"}, {"dtype": 3}, {"seed": 1.5}, {"seed": True}):
        with pytest.raises(TypeError):
            glorot.draw("zeros", (3,), **options)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        glorot.draw("zeros", (1.5,))  # type: ignore[arg-type]
