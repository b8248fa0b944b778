"""JAX arrays."""

from __future__ import annotations

from typing import Any

import numpy

from .._errors import TensorError
from .._memory import Memory
from . import arrays, protocols


def read(tensor: Any, name: str) -> Memory:
    """The values of an array, without a copy if they are in the CPU's memory."""
    dtype = str(getattr(tensor, "dtype", ""))
    if dtype.startswith("key<"):
        raise TensorError(f"{name}: found random keys ({dtype}), expected numbers")
    if any(base.__name__ == "Tracer" for base in type(tensor).__mro__):
        raise TensorError(f"{name}: found a tracer, which has no values: test it outside jit, grad and vmap")
    if not hasattr(tensor, "__array__"):
        if dtype:
            raise TensorError(f"{name}: found {protocols.kind(tensor)}, which has no values: materialize it")
        raise protocols.refuse(tensor, name)
    return arrays.read(numpy.asarray(tensor), name)
