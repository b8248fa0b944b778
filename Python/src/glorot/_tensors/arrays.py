"""NumPy arrays, including the types of ml_dtypes."""

from __future__ import annotations

from typing import Any

import numpy

from .._memory import SIZES, TYPES, Memory, is_dense, refuse_type

#: Codes by dtype: looking one up is many times faster than getting a dtype's name.
_codes: dict[Any, int] = {}


def read(array: Any, name: str) -> Memory:
    """The values of an array or a NumPy scalar, copied only if they have gaps, swapped bytes or no alignment."""
    if isinstance(array, numpy.ma.MaskedArray):
        if numpy.ma.is_masked(array):
            raise refuse_type(name, "a masked array")
        array = array.data
    if not isinstance(array, numpy.ndarray):
        array = numpy.asarray(array)
    dtype = array.dtype
    code = _codes.get(dtype)
    if code is None:
        if not dtype.isnative:
            return read(array.astype(dtype.newbyteorder("=")), name)
        code = TYPES.get(dtype.name)
        if code is None:
            raise refuse_type(name, dtype.name)
        _codes[dtype] = code
    flags = array.flags
    if flags.c_contiguous:
        strides = None
    else:
        size = SIZES[code]
        if not is_dense(array.shape, array.strides, size):
            return read(numpy.ascontiguousarray(array), name)
        strides = tuple(step // size for step in array.strides)
    if not flags.aligned:
        return read(array.copy(), name)
    return Memory(array.__array_interface__["data"][0], array.nbytes, array.shape, code, strides, array)
