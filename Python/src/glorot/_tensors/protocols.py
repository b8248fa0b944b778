"""Any other object that exposes its values through the buffer protocol, DLPack or `__array__`; or a list of numbers."""

from __future__ import annotations

from typing import Any

from .._errors import TensorError
from .._memory import Memory
from . import buffers, dlpack, sequences


def read(tensor: Any, name: str) -> Memory:
    """The values of an object that is not from a known library."""
    if isinstance(tensor, (list, tuple)):
        return sequences.read(tensor, name)
    try:
        view = memoryview(tensor)
    except (TypeError, BufferError):
        pass
    else:
        return buffers.read(view, name)
    if hasattr(tensor, "__dlpack__") and hasattr(tensor, "__dlpack_device__"):
        return dlpack.read(tensor, name)
    if hasattr(tensor, "__array__"):
        try:
            import numpy
        except ImportError:
            raise TensorError(
                f"{name}: found {kind(tensor)}, which has only __array__: install NumPy to test it"
            ) from None
        from . import arrays

        return arrays.read(numpy.asarray(tensor), name)
    raise refuse(tensor, name)


def kind(tensor: Any) -> str:
    """The class of an object, for messages."""
    return f"{type(tensor).__module__}.{type(tensor).__qualname__}".replace("builtins.", "", 1)


def refuse(tensor: Any, name: str) -> TensorError:
    """The error for an object that is not a tensor."""
    expected = "a tensor: an array of NumPy, PyTorch, TensorFlow, JAX or MLX, a buffer, or a list of numbers"
    # Keras first: on the PyTorch backend, its models also have a state_dict.
    if isinstance(getattr(tensor, "weights", None), list):
        expected = "a tensor, or a mapping of names to tensors: pass {w.path: w for w in model.weights}"
    elif callable(getattr(tensor, "state_dict", None)):
        expected = "a tensor, or a mapping of names to tensors: pass its state_dict()"
    return TensorError(f"{name}: found {kind(tensor)}, expected {expected}")
