"""Reads off a model what its tensors claim to be.

A library's own module is asked only for models of that library, so that none is imported for nothing.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

from .._errors import TensorError
from .entries import Reading

#: The module here that reads models whose class, or one that it derives from, is of a library.
LIBRARIES = {
    "keras": "keras",
    "torch": "pytorch",
    "flax": "flax",
    "equinox": "equinox",
    "mlx": "mlx",
}


def read(model: Any) -> Reading:
    """The tensors of a model, and what they claim to be.

    Raises:
        TensorError: it is no model of a library that is known here, or has tensors without values.
    """
    libraries = [str(base.__module__).partition(".")[0] for base in type(model).__mro__]
    # Keras first: on PyTorch its models are modules of PyTorch, too.
    for library, module in LIBRARIES.items():
        if library in libraries:
            reader: Callable[[Any], Reading] = importlib.import_module(f"{__name__}.{module}").read
            return reader(model)
    kind = f"{type(model).__module__}.{type(model).__qualname__}"
    expected = "a model of PyTorch, Keras, Flax NNX, Equinox or MLX; for a mapping of tensors, write rules"
    raise TensorError(f"model: found {kind}, expected {expected}")
