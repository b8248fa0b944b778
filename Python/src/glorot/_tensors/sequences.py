"""Lists of numbers."""

from __future__ import annotations

import array
from numbers import Real
from typing import Any

from .._errors import TensorError
from .._memory import TYPES, Memory
from . import buffers


def read(values: Any, name: str) -> Memory:
    """The numbers of a list, or of nested lists of equal lengths, as float64."""
    shape: list[int] = []
    row = values
    while isinstance(row, (list, tuple)):
        shape.append(len(row))
        if not row or len(shape) > 64:
            break
        row = row[0]
    numbers = array.array("d")
    _append(values, shape, 0, numbers, name)
    view = memoryview(numbers)
    memory = buffers.read(view, name)
    return Memory(memory.address, view.nbytes, tuple(shape), TYPES["float64"], None, view)


def _append(values: Any, shape: list[int], axis: int, numbers: array.array[float], name: str) -> None:
    if len(values) != shape[axis]:
        raise TensorError(f"{name}: found lists of {shape[axis]} and of {len(values)} along axis {axis}")
    for value in values:
        if isinstance(value, (list, tuple)) and axis + 1 < len(shape):
            _append(value, shape, axis + 1, numbers, name)
        elif isinstance(value, Real) and axis + 1 == len(shape):
            numbers.append(float(value))
        else:
            found = type(value).__name__
            raise TensorError(f"{name}: found a list with a {found}, expected numbers; for tensors, pass a mapping")
