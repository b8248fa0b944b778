"""The buffer protocol: `array.array`, `memoryview`, `mmap`, arrays of `ctypes`."""

from __future__ import annotations

import array
import ctypes
import sys
from typing import Any

from .._memory import TYPES, Memory, is_dense, refuse_type

#: The types of the formats of `struct`, by what they are; their sizes make them whole.
_KINDS = {
    **dict.fromkeys("efd", "float"),
    **dict.fromkeys("bhilqn", "int"),
    **dict.fromkeys("BHILQN", "uint"),
}

#: PyBUF_STRIDES, of Python's stable interface.
_STRIDES = 0x18


class _Buffer(ctypes.Structure):
    """`Py_buffer`, of Python's stable interface."""

    _fields_ = [
        ("buf", ctypes.c_void_p),
        ("obj", ctypes.c_void_p),
        ("len", ctypes.c_ssize_t),
        ("itemsize", ctypes.c_ssize_t),
        ("readonly", ctypes.c_int),
        ("ndim", ctypes.c_int),
        ("format", ctypes.c_char_p),
        ("shape", ctypes.c_void_p),
        ("strides", ctypes.c_void_p),
        ("suboffsets", ctypes.c_void_p),
        ("internal", ctypes.c_void_p),
    ]


def read(view: memoryview, name: str, code: int | None = None) -> Memory:
    """The values of a buffer. Only what has gaps or swapped bytes, or is not aligned, is copied.

    Args:
        code: the type, where the buffer's format does not tell.
    """
    order, letter = (view.format[0], view.format[1:]) if view.format[:1] in tuple("@=<>!") else ("@", view.format)
    if code is None:
        label = "bool" if letter == "?" else f"{_KINDS.get(letter, '')}{view.itemsize * 8}"
        code = TYPES.get(label)
        if code is None or (letter != "?" and letter not in _KINDS):
            raise refuse_type(
                name, "complex numbers" if letter.startswith("Z") else f"a buffer of format {view.format}"
            )
    shape = view.shape or ()
    if (order in ">!" and sys.byteorder == "little") or (order == "<" and sys.byteorder == "big"):
        swapped = array.array("BHIQ"[view.itemsize.bit_length() - 1], view.tobytes())
        swapped.byteswap()
        return Memory(_address(swapped), view.nbytes, shape, code, None, swapped)
    steps = view.strides or ()
    is_aligned = _address(view) % view.itemsize == 0
    if is_aligned and (view.c_contiguous or is_dense(shape, steps, view.itemsize)):
        strides = None if view.c_contiguous else tuple(step // view.itemsize for step in steps)
        return Memory(_address(view), view.nbytes, shape, code, strides, view)
    packed = array.array("B", view.tobytes())
    return Memory(_address(packed), view.nbytes, shape, code, None, packed)


def _address(exporter: Any) -> int:
    """The address of a buffer's first value.

    `ctypes` alone tells it of what is writable and contiguous. It is right as long as the exporter lives and, of what can
    be resized, is not: an object of `memoryview` keeps that so.
    """
    buffer = _Buffer()
    ctypes.pythonapi.PyObject_GetBuffer(ctypes.py_object(exporter), ctypes.byref(buffer), _STRIDES)
    address: int = buffer.buf or 0
    ctypes.pythonapi.PyBuffer_Release(ctypes.byref(buffer))
    return address
