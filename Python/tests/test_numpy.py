"""NumPy arrays, and objects that present themselves as such."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import distribution

import glorot

numpy: Any = pytest.importorskip("numpy")

CLAIM = "keras.GlorotUniform"


def weights(rows: int = 80, columns: int = 100, seed: int = 1) -> Any:
    limit = (6 / (rows + columns)) ** 0.5
    return numpy.random.default_rng(seed).uniform(-limit, limit, (rows, columns)).astype("float32")


def test_sound_and_defective() -> None:
    assert glorot.verify(weights(), CLAIM).verdict == "conforms"
    with pytest.raises(glorot.Deviation, match=r"FAIL +weights +\[80, 100\] float32 +keras.HeNormal"):
        glorot.verify(weights(), "keras.HeNormal")


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64", ">f2", ">f4", ">f8"])
def test_floating_types(dtype: str) -> None:
    values = weights().astype(dtype)
    finding = glorot.verify(values, CLAIM)
    assert finding.dtype == numpy.dtype(dtype).newbyteorder("=").name
    assert finding.observed["minimum"] == pytest.approx(float(values.min()), rel=1e-5)
    assert not glorot.test(values, "keras.HeNormal")


@pytest.mark.parametrize("dtype", ["?", "b", "h", "i", "l", "q", "B", "H", "I", "L", "Q", ">i4", ">u2"])
def test_integers_and_booleans(dtype: str) -> None:
    assert glorot.verify(numpy.ones(7, dtype), "ones")
    assert not glorot.test(numpy.zeros(7, dtype), "ones")
    with pytest.raises(glorot.TensorError, match=r"b: found (u?int|bool)"):
        glorot.verify(numpy.ones(7, dtype), "normal(0, 1)", name="b")


@pytest.mark.parametrize(
    "values",
    [
        numpy.zeros(3, "complex64"),
        numpy.array(["a"]),
        numpy.array([None]),
        numpy.zeros(3, "datetime64[s]"),
        numpy.zeros(3, [("a", "f4")]),
        numpy.zeros(3, "V4"),
        numpy.ma.masked_equal(numpy.zeros(3, "f4"), 0),
        numpy.zeros((0, 4), "f4"),
    ],
    ids=str,
)
def test_what_cannot_be_tested(values: Any) -> None:
    with pytest.raises(glorot.TensorError, match=r"encoder\.weight: found"):
        glorot.verify(values, "zeros", name="encoder.weight")


def test_a_mask_that_hides_nothing() -> None:
    assert glorot.verify(numpy.ma.array(weights()), CLAIM)


@pytest.mark.skipif(numpy.finfo(numpy.longdouble).bits == 64, reason="long double has 64 bits here")
def test_long_doubles() -> None:
    with pytest.raises(glorot.TensorError, match="cast"):
        glorot.verify(numpy.zeros(3, numpy.longdouble), "zeros")


def test_orders_and_gaps() -> None:
    values = weights()
    expected = glorot.test(values, CLAIM).statistics
    columns = numpy.asfortranarray(values)
    same = distribution(glorot.test(values, CLAIM))
    for view in (columns, values.T.copy().T):
        finding = glorot.test(view, CLAIM)
        assert (finding.shape, distribution(finding)) == ((80, 100), same)
        assert glorot.test(view, "keras.HeUniform").closed_form["fan_in"] == 80
    gaps = numpy.zeros((160, 200), "f4")[::2, ::2]
    gaps[:] = values
    assert glorot.test(gaps, CLAIM).statistics == expected
    assert glorot.test(values[::-1, ::-1], CLAIM).shape == (80, 100)
    assert glorot.test(numpy.broadcast_to(numpy.float32(0), (30, 40)), "zeros").count == 1200
    for view in (values[:, None, :], values[None], columns[:, :, None]):
        assert glorot.test(view, "uniform(-0.182574, 0.182574)").count == 8000
    packed = numpy.zeros(8000, [("pad", "u1"), ("value", "f4")])
    packed["value"] = values.ravel()
    assert glorot.test(packed["value"].reshape(80, 100), CLAIM).statistics == expected
    unaligned = numpy.frombuffer(b"x" + values.tobytes(), "f4", offset=1).reshape(80, 100)
    assert glorot.test(unaligned, CLAIM).statistics == expected


def test_nothing_is_copied() -> None:
    from glorot._tensors import memory_of

    values = weights()
    for view in (values, values.T, values[10:], values.reshape(20, 4, 100), memoryview(values), numpy.float32(3)):
        memory = memory_of(view, "w")
        if view is not memory.owner and not isinstance(view, numpy.float32):
            assert memory.address == values.ctypes.data
        if isinstance(view, numpy.ndarray):
            assert memory.address == view.ctypes.data


def test_scalars_and_objects_with_array() -> None:
    assert glorot.verify(numpy.float32(0), "zeros").shape == ()
    assert glorot.verify(numpy.zeros(()), "zeros").count == 1

    class Wrapped:
        def __array__(self, dtype: Any = None, copy: Any = None) -> Any:
            return weights()

    assert glorot.verify(Wrapped(), CLAIM).shape == (80, 100)


def test_draws_are_arrays() -> None:
    values = glorot.draw(CLAIM, (80, 100), seed=1)
    assert isinstance(values, numpy.ndarray)
    assert (values.shape, values.dtype) == ((80, 100), numpy.float32)
    for dtype in (numpy.float64, numpy.dtype("float64"), "float64"):
        assert glorot.draw(CLAIM, (3, 4), dtype=dtype).dtype == numpy.float64
    assert numpy.array_equal(glorot.draw(CLAIM, numpy.array([8, 9])), glorot.draw(CLAIM, (8, 9)))


def test_numbers_of_numpy_as_options() -> None:
    values = weights().ravel()
    assert glorot.verify(values, CLAIM, fan_in=numpy.int64(80), fan_out=numpy.int32(100), alpha=numpy.float64(1e-6))
    assert glorot.verify({"a": values}, {"a": {"claim": CLAIM, "fan_in": numpy.int64(80), "fan_out": 100}})


def test_archives(tmp_path: Any) -> None:
    numpy.savez(tmp_path / "w.npz", a=weights(), b=numpy.zeros(3))
    with numpy.load(tmp_path / "w.npz") as archive:
        assert len(glorot.verify(archive, {"a": CLAIM, "b": "zeros"})) == 2


def test_sixteen_bits_of_ml_dtypes() -> None:
    ml_dtypes: Any = pytest.importorskip("ml_dtypes")
    values = weights().astype(ml_dtypes.bfloat16)
    assert glorot.verify(values, CLAIM).dtype == "bfloat16"
    assert not glorot.test(values, "keras.HeNormal")
    assert glorot.verify(values.T.copy().T, CLAIM)
    drawn = glorot.draw(CLAIM, (80, 100), dtype="bfloat16", seed=1)
    assert drawn.dtype == ml_dtypes.bfloat16
    assert glorot.verify(drawn, CLAIM)
    assert glorot.draw(CLAIM, (3, 4), dtype=ml_dtypes.bfloat16).dtype == ml_dtypes.bfloat16
    for dtype in (ml_dtypes.float8_e4m3fn, ml_dtypes.float8_e5m2):
        with pytest.raises(glorot.TensorError, match=r"b: found float8.*cast it to float32"):
            glorot.verify(values.astype(dtype), CLAIM, name="b")
    with pytest.raises(glorot.TensorError, match="int4"):
        glorot.verify(numpy.zeros(4, ml_dtypes.int4), "zeros")


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_numpys_own_numbers(dtype: str) -> None:
    limit = (6 / 90) ** 0.5
    rng = numpy.random.default_rng(42)
    theirs = rng.uniform(-limit, limit, (37, 53)).astype(dtype)
    assert glorot.draw("glorot_uniform", (37, 53), stream="numpy", seed=42, dtype=dtype).tolist() == theirs.tolist()
    state = numpy.random.RandomState(42)
    theirs = (state.randn(37, 53) * 0.01).astype(dtype)
    ours = glorot.draw("normal(stddev=0.01)", (37, 53), stream="numpy-legacy", seed=42, dtype=dtype)
    assert ours.tolist() == theirs.tolist()
    seed = glorot.identify(theirs).seed
    assert seed is not None
    assert (seed.stream, seed.seed) == ("numpy-legacy", 42)


def test_streams_that_cannot_be() -> None:
    with pytest.raises(glorot.InputError, match="expected one of torch"):
        glorot.draw("glorot_uniform", (3, 4), stream="theano", seed=1)
    with pytest.raises(glorot.InputError, match="key"):
        glorot.draw("glorot_uniform", (3, 4), stream="torch", seed=1, key="a")
    with pytest.raises(glorot.InputError, match="expected both"):
        glorot.verify(numpy.zeros(3), "zeros", stream="torch")
    with pytest.raises(glorot.InputError, match="step 1"):
        glorot.identify(numpy.ones(3), seeds=range(0, 10, 2))
    with pytest.raises(TypeError, match="seeds"):
        glorot.identify(numpy.ones(3), seeds=[1, 2])  # type: ignore[list-item]
