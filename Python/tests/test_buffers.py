"""Values from the buffer protocol, DLPack and lists, which work without NumPy."""

from __future__ import annotations

import array
import ctypes
import gc
import struct
import sys

import pytest
from conftest import glorot_uniform, uniform

import glorot


def test_an_array_of_the_standard_library() -> None:
    finding = glorot.test(uniform(0.5, 10_000), "uniform(-0.5, 0.5)")
    assert (finding.verdict, finding.shape, finding.dtype) == ("conforms", (10_000,), "float32")
    assert not glorot.test(uniform(0.5, 10_000), "uniform(-0.6, 0.6)")


def test_a_view_has_a_shape() -> None:
    assert glorot.verify(glorot_uniform(80, 100), "keras.GlorotUniform").shape == (80, 100)


def test_doubles_and_bytes_that_may_not_be_written_to() -> None:
    values = array.array("d", uniform(0.5, 10_000))
    view = memoryview(values.tobytes()).cast("d")
    assert view.readonly
    assert glorot.verify(view, "uniform(-0.5, 0.5)").dtype == "float64"


def test_arrays_of_ctypes() -> None:
    values = ((ctypes.c_float * 100) * 80)()
    ctypes.memmove(values, glorot_uniform(80, 100).tobytes(), ctypes.sizeof(values))
    assert glorot.verify(values, "keras.GlorotUniform").shape == (80, 100)


def test_swapped_bytes_are_converted() -> None:
    values = uniform(0.5, 10_000)
    swapped = (ctypes.c_float.__ctype_be__ * len(values))(*values)
    assert memoryview(swapped).format == ">f"
    assert glorot.verify(swapped, "uniform(-0.5, 0.5)").observed == glorot.verify(values, "uniform(-0.5, 0.5)").observed


def test_gaps_are_left_out() -> None:
    values = uniform(0.5, 20_000)
    every_second = memoryview(values)[::2]
    expected = glorot.test(array.array("f", every_second.tolist()), "uniform(-0.5, 0.5)")
    assert glorot.test(every_second, "uniform(-0.5, 0.5)").statistics == expected.statistics


def test_a_view_that_is_not_aligned_is_copied() -> None:
    values = uniform(0.5, 10_000)
    shifted = memoryview(b"x" + values.tobytes())[1:].cast("f")
    assert (
        glorot.verify(shifted, "uniform(-0.5, 0.5)").statistics == glorot.test(values, "uniform(-0.5, 0.5)").statistics
    )


@pytest.mark.skipif(sys.version_info < (3, 12), reason="no memoryview of 16 bits")
def test_half_precision() -> None:
    values = uniform(0.5, 10_000)
    halves = memoryview(struct.pack(f"{len(values)}e", *values)).cast("e")
    assert glorot.verify(halves, "uniform(-0.5, 0.5)").dtype == "float16"


def test_lists_of_numbers() -> None:
    rows = glorot_uniform(80, 100).tolist()
    finding = glorot.verify(rows, "keras.GlorotUniform")
    assert (finding.shape, finding.dtype) == ((80, 100), "float64")
    assert glorot.verify((0, 0.0, 0), "zeros").shape == (3,)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ([[1.0, 2.0], [3.0]], "lists of 2 and of 1"),
        ([[1.0], 2.0], "found a list with a float"),
        ([1.0, [2.0]], "found a list with a list"),
        (["a"], "found a list with a str"),
        ([], "without values"),
        ([[]], "without values"),
        ("text", "found str, expected a tensor"),
        (None, "found NoneType, expected a tensor"),
        (1.0, "found float, expected a tensor"),
        (b"bytes", "found uint8"),
        (memoryview(array.array("q", [1, 2])), "found int64"),
    ],
)
def test_what_is_no_tensor_of_numbers(values: object, message: str) -> None:
    with pytest.raises(glorot.TensorError, match=message) as error:
        glorot.verify(values, "normal(0, 1)", name="encoder.weight")
    assert isinstance(error.value, TypeError)
    assert isinstance(error.value, glorot.Error)
    assert "encoder.weight: " in str(error.value)


def test_integers_conform_to_exact_claims_alone() -> None:
    assert glorot.verify(array.array("q", [1, 1, 1]), "ones").dtype == "int64"
    with pytest.raises(glorot.Deviation):
        glorot.verify(array.array("B", [0, 1, 0]), "zeros")


def test_the_memory_is_read_where_it_lies() -> None:
    # In a copy made by an earlier call, the library would not see the change.
    values = array.array("f", bytes(4 * 1000))
    assert glorot.test(values, "zeros")
    values[999] = 1
    assert not glorot.test(values, "zeros")


def test_a_buffer_is_released() -> None:
    values = bytearray(array.array("f", uniform(0.5, 100)).tobytes())
    glorot.test(memoryview(values).cast("f"), "uniform(-0.5, 0.5)")
    gc.collect()
    # A buffer that is still held could not grow.
    values.append(0)


class Capsule:
    """An object over a buffer that has only DLPack."""

    def __init__(
        self, values: array.array[float], device: int = 1, code: int = 2, strides: tuple[int, ...] = ()
    ) -> None:
        from glorot._tensors.dlpack import _DLTensor

        self.values = values
        self.device = device
        address, count = values.buffer_info()
        self.shape = (ctypes.c_int64 * 2)(100, count // 100)
        self.strides = (ctypes.c_int64 * 2)(*strides) if strides else None
        bits = values.itemsize * 8
        self.tensor = _DLTensor(address, device, 0, 2, code, bits, 1, self.shape, self.strides, 0)

    def __dlpack_device__(self) -> tuple[int, int]:
        return (self.device, 0)

    def __dlpack__(self, **options: object) -> object:
        if self.device != 1:
            raise BufferError("only on its own device")
        make = ctypes.pythonapi.PyCapsule_New
        make.restype = ctypes.py_object
        make.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]
        return make(ctypes.addressof(self.tensor), b"dltensor", None)


def test_dlpack() -> None:
    values = uniform((6 / 180) ** 0.5, 8000)
    assert glorot.verify(Capsule(values), "keras.GlorotUniform").shape == (100, 80)
    assert glorot.verify(Capsule(values, strides=(1, 100)), "keras.GlorotUniform").shape == (100, 80)
    with pytest.raises(glorot.TensorError, match="pass a contiguous copy"):
        glorot.verify(Capsule(values, strides=(160, 1)), "keras.GlorotUniform")
    with pytest.raises(glorot.TensorError, match="copy it there"):
        glorot.verify(Capsule(values, device=2), "keras.GlorotUniform")
    with pytest.raises(glorot.TensorError, match="complex32"):
        glorot.verify(Capsule(values, code=5), "keras.GlorotUniform")
