"""TensorFlow tensors and variables."""

from __future__ import annotations

from typing import Any

from .._errors import TensorError
from .._memory import Memory
from . import arrays, buffers, protocols


def read(tensor: Any, name: str) -> Memory:
    """The values of an eager tensor or of a variable."""
    if hasattr(tensor, "read_value"):
        tensor = tensor.read_value()
    kind = type(tensor).__name__
    if kind in ("SparseTensor", "IndexedSlices", "RaggedTensor"):
        instead = "tf.sparse.to_dense(…)" if kind == "SparseTensor" else "a dense tensor"
        raise TensorError(f"{name}: found a {kind}: pass {instead}")
    if not callable(getattr(tensor, "numpy", None)):
        if hasattr(tensor, "graph") or "Symbolic" in kind:
            raise TensorError(f"{name}: found a symbolic tensor, which has no values: test it outside tf.function")
        raise protocols.refuse(tensor, name)
    try:
        return buffers.read(memoryview(tensor), name)
    except (TypeError, ValueError, BufferError, TensorError):
        # bfloat16 has no buffer format, and a device's memory has no buffer. NumPy can read both.
        return arrays.read(tensor.numpy(), name)
