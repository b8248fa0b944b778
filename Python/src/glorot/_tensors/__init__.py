"""Finds the values of tensors from any library.

The module for a library is imported only for that library's objects.
"""

from __future__ import annotations

import importlib
import weakref
from collections.abc import Callable
from typing import Any

from .._errors import TensorError
from .._memory import Memory

Reader = Callable[[Any, str], Memory]

#: The module here that reads a library's objects. An object belongs to a library if its class or a base of it does.
LIBRARIES = {
    "numpy": "arrays",
    "torch": "pytorch",
    "tensorflow": "tensorflow",
    "keras": "wrapped",
    "flax": "wrapped",
    "jax": "jax",
    "jaxlib": "jax",
    "mlx": "mlx",
}

_readers: weakref.WeakKeyDictionary[type, Reader] = weakref.WeakKeyDictionary()


def memory_of(tensor: Any, name: str) -> Memory:
    """The values of a tensor, in place if possible.

    Args:
        name: the tensor's name in messages.

    Raises:
        TensorError: it is not a tensor, or has no values that can be tested.
    """
    kind = type(tensor)
    reader = _readers.get(kind)
    if reader is None:
        reader = _readers[kind] = _find_reader(kind)
    memory = reader(tensor, name)
    if len(memory.shape) > 64:
        raise TensorError(f"{name}: found {len(memory.shape)} axes, expected at most 64")
    return memory


def _find_reader(kind: type) -> Reader:
    for base in kind.__mro__:
        module = LIBRARIES.get(str(base.__module__).partition(".")[0])
        if module is not None:
            reader: Reader = importlib.import_module(f"{__name__}.{module}").read
            return reader
    from . import protocols

    return protocols.read
