"""The buffer protocol: `array.array`, `memoryview`, `mmap`, `ctypes` arrays."""

from __future__ import annotations

import array
import ctypes
import sys
from typing import Any

from .._memory import TYPES, Memory, is_dense, refuse_type

#: The kinds of `struct`'s formats. A kind and a size make a type.
_KINDS = {
    **dict.fromkeys("efd", "float"),
    **dict.fromkeys("bhilqn", "int"),
    **dict.fromkeys("BHILQN", "uint"),
}

#: PyBUF_STRIDES, from Python's stable ABI.
_STRIDES = 0x18


class _Buffer(ctypes.Structure):
    """`Py_buffer`, from Python's stable ABI."""

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
    """The values of a buffer. They are copied only if they have gaps, swapped bytes or no alignment.

    Args:
        code: the type, if the buffer's format does not tell it.
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

    `ctypes` by itself gives it only for writable, contiguous buffers. It is valid while the exporter lives and is not
    resized; a `memoryview` ensures both.
    """
    buffer = _Buffer()
    ctypes.pythonapi.PyObject_GetBuffer(ctypes.py_object(exporter), ctypes.byref(buffer), _STRIDES)
    address: int = buffer.buf or 0
    ctypes.pythonapi.PyBuffer_Release(ctypes.byref(buffer))
    return address
