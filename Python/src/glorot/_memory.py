"""Tensors in place in memory."""

from __future__ import annotations

import ctypes
import functools
from collections.abc import Sequence
from typing import Any

from ._errors import TensorError
from ._library import CTensor

#: Number types of glorot.h by the names that NumPy, PyTorch, JAX, TensorFlow and MLX give them.
TYPES = {
    "float16": 1,
    "bfloat16": 2,
    "float32": 3,
    "float64": 4,
    "bool": 5,
    "int8": 6,
    "int16": 7,
    "int32": 8,
    "int64": 9,
    "uint8": 10,
    "uint16": 11,
    "uint32": 12,
    "uint64": 13,
}

#: The bytes of a value, by number type.
SIZES = {1: 2, 2: 2, 3: 4, 4: 8, 5: 1, 6: 1, 7: 2, 8: 4, 9: 8, 10: 1, 11: 2, 12: 4, 13: 8}

NAMES = {code: name for name, code in TYPES.items()}


class Memory:
    """A tensor's values in memory, and their owner."""

    __slots__ = ("address", "code", "owner", "shape", "size", "strides")

    def __init__(
        self,
        address: int,
        size: int,
        shape: tuple[int, ...],
        code: int,
        strides: tuple[int, ...] | None,
        owner: Any,
    ) -> None:
        #: The address of the first value.
        self.address = address
        #: The size in bytes.
        self.size = size
        self.shape = shape
        #: A `glorot_type`.
        self.code = code
        #: The stride of each axis, in values; None for row-major order.
        self.strides = strides
        #: Keeps the values in place as long as this object lives.
        self.owner = owner

    @property
    def is_floating(self) -> bool:
        return self.code <= 4

    def fill(self, tensor: CTensor, name: bytes | None) -> None:
        """Describes the tensor to the library. The description holds no reference, so keep this object meanwhile."""
        tensor.name = name
        tensor.values = self.address
        tensor.size = self.size
        tensor.shape = integers(self.shape)
        tensor.rank = len(self.shape)
        tensor.type = self.code
        tensor.strides = None if self.strides is None else integers(self.strides)


@functools.lru_cache(maxsize=1024)
def integers(values: tuple[int, ...]) -> Any:
    """A C array that nothing writes to."""
    return (ctypes.c_int64 * len(values))(*values)


def is_dense(shape: Sequence[int], strides: Sequence[int], step: int = 1) -> bool:
    """Whether strides are those of row-major or column-major order without gaps.

    Args:
        step: the stride of the fastest axis: 1 if strides count values, the size of a value if they count bytes.
    """
    if 0 in shape:
        return True
    for axes in (range(len(shape) - 1, -1, -1), range(len(shape))):
        expected = step
        for axis in axes:
            # An axis of size 1 may have any stride: its index is always 0.
            if shape[axis] != 1 and strides[axis] != expected:
                break
            expected *= shape[axis]
        else:
            return True
    return False


def refuse_type(name: str, found: str) -> TensorError:
    """The error for a number type that cannot be tested."""
    if "float8" in found or "float4" in found or "float6" in found or found.startswith(("float128", "longdouble")):
        return TensorError(f"{name}: found {found}, expected float16, bfloat16, float32 or float64: cast it to float32")
    if found.startswith(("complex", "cfloat", "cdouble")):
        return TensorError(f"{name}: found {found}, expected real numbers: test the real and the imaginary part")
    return TensorError(f"{name}: found {found}, expected float16, bfloat16, float32 or float64")
