"""Keras and Flax variables, which hold another library's array."""

from __future__ import annotations

from typing import Any

from .._errors import TensorError
from .._memory import Memory
from . import memory_of, protocols


def read(tensor: Any, name: str) -> Memory:
    """The values of the array that a variable holds."""
    kind = type(tensor).__name__
    if kind == "KerasTensor":
        raise TensorError(f"{name}: found a KerasTensor, which has no values: pass a layer's weight")
    getter = getattr(tensor, "get_value", None)
    value = getter() if callable(getter) else getattr(tensor, "value", None)
    if value is None or callable(value):
        raise protocols.refuse(tensor, name)
    return memory_of(value, name)
