"""MLX arrays."""

from __future__ import annotations

from typing import Any

import mlx.core

from .._memory import TYPES, Memory, refuse_type
from . import buffers, protocols


def read(tensor: Any, name: str) -> Memory:
    """The values of an array, which is evaluated first if necessary."""
    if not isinstance(tensor, mlx.core.array):
        raise protocols.refuse(tensor, name)
    found = str(tensor.dtype).rpartition(".")[2].rstrip("_")
    code = TYPES.get(found)
    if code is None:
        raise refuse_type(name, found)
    if found == "bfloat16":
        # The buffer protocol has no format for it.
        tensor = tensor.view(mlx.core.uint16)
    return buffers.read(memoryview(tensor), name, code)
