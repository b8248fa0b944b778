"""DLPack, the protocol by which array libraries exchange memory.

Source: dlpack.h, version 1.0, the unversioned structure, which every library with `__dlpack__` makes.
"""

from __future__ import annotations

import ctypes
from typing import Any

from .._errors import TensorError
from .._memory import SIZES, TYPES, Memory, is_dense, refuse_type

_CPU = 1

#: Kinds of numbers, by DLDataTypeCode.
_KINDS = {0: "int", 1: "uint", 2: "float", 4: "bfloat", 5: "complex", 6: "bool"}


class _DLTensor(ctypes.Structure):
    _fields_ = [
        ("data", ctypes.c_void_p),
        ("device_type", ctypes.c_int32),
        ("device_id", ctypes.c_int32),
        ("ndim", ctypes.c_int32),
        ("code", ctypes.c_uint8),
        ("bits", ctypes.c_uint8),
        ("lanes", ctypes.c_uint16),
        ("shape", ctypes.POINTER(ctypes.c_int64)),
        ("strides", ctypes.POINTER(ctypes.c_int64)),
        ("byte_offset", ctypes.c_uint64),
    ]


def read(tensor: Any, name: str) -> Memory:
    """The values of an object with `__dlpack__`. Values on a device are copied to the CPU's memory."""
    device = int(tensor.__dlpack_device__()[0])
    try:
        capsule = tensor.__dlpack__() if device == _CPU else tensor.__dlpack__(dl_device=(_CPU, 0))
    except (TypeError, BufferError) as error:
        raise TensorError(f"{name}: found no values in the CPU's memory ({error}): copy it there") from error
    pointer = ctypes.pythonapi.PyCapsule_GetPointer
    pointer.restype = ctypes.c_void_p
    pointer.argtypes = [ctypes.py_object, ctypes.c_char_p]
    # Unless someone takes the structure, the capsule frees it when it dies. So the capsule is the owner.
    found = _DLTensor.from_address(pointer(capsule, b"dltensor"))
    kind = _KINDS.get(found.code, "numbers of kind ")
    label = "bool" if kind == "bool" else f"{kind}{found.bits}"
    code = TYPES.get(label)
    if code is None or found.lanes != 1:
        raise refuse_type(name, label if found.lanes == 1 else f"{label} by {found.lanes}")
    shape = tuple(found.shape[axis] for axis in range(found.ndim))
    strides = tuple(found.strides[axis] for axis in range(found.ndim)) if found.strides else None
    size = SIZES[code]
    for length in shape:
        size *= length
    if strides is not None and not is_dense(shape, strides):
        raise TensorError(f"{name}: found strides {strides} of shape {shape}, expected no gaps: pass a contiguous copy")
    return Memory((found.data or 0) + found.byte_offset, size, shape, code, strides, (capsule, tensor))
