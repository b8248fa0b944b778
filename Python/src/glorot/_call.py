"""Calls of the library with tensors."""

from __future__ import annotations

import ctypes
from collections.abc import Mapping
from typing import Any

from ._answer import Answer
from ._errors import InputError
from ._library import CTensor, library
from ._memory import Memory
from ._tensors import memory_of

#: The name of a tensor without a name.
STANDARD_NAME = "weights"


def call(function: str, tensors: list[tuple[str, Memory]], options: bytes) -> Answer:
    """Calls a function that reads tensors. The caller must hold the tensors until it returns."""
    array = (CTensor * len(tensors))()
    for element, (name, memory) in zip(array, tensors):
        memory.fill(element, encode_name(name))
    return run(function, array, len(tensors), options)


def call_one(function: str, name: bytes, memory: Memory, options: bytes) -> Answer:
    """Calls a function that reads one tensor, which takes less time."""
    tensor = CTensor()
    memory.fill(tensor, name)
    return run(function, ctypes.byref(tensor), 1, options)


def run(function: str, array: Any, count: int, options: bytes) -> Answer:
    """Makes a call. The caller must hold the owners of the memory until it returns."""
    handle = ctypes.c_void_p()
    return Answer(getattr(library(), function)(array, count, options, ctypes.byref(handle)), handle.value)


def encode_name(name: str) -> bytes:
    """A name as a C string.

    Raises:
        InputError: it contains a NUL or half a character.
    """
    if not isinstance(name, str):
        raise TypeError(f"name: found {type(name).__name__}, expected a text")
    try:
        text = name.encode()
    except UnicodeEncodeError:
        raise InputError(f"name: found {name!r}, expected whole characters") from None
    if b"\0" in text:
        raise InputError(f"name: found {name!r}, expected a name without NUL")
    return text


def named_memories(tensors: Mapping[Any, Any]) -> list[tuple[str, Memory]]:
    """The tensors of a mapping. In nested mappings, names are joined by dots, as in `layers.0.weight`.

    Raises:
        InputError: two tensors have the same name, or there are no tensors.
        TensorError: something is not a tensor.
    """
    found: dict[str, Memory] = {}
    _collect(tensors, "", found)
    if not found:
        raise InputError("found no tensor in the mapping, expected at least one")
    return list(found.items())


def _collect(tensors: Any, prefix: str, found: dict[str, Memory]) -> None:
    items = tensors.items() if isinstance(tensors, Mapping) else enumerate(tensors)
    for key, value in items:
        name = f"{prefix}{key}"
        if isinstance(value, Mapping) or (isinstance(value, (list, tuple)) and value and isinstance(value[0], Mapping)):
            _collect(value, f"{name}.", found)
        elif name in found:
            raise InputError(f"{name}: found two tensors of this name")
        else:
            found[name] = memory_of(value, name)
