"""Reads off a model what its tensors claim to be.

The module for a library is imported only for that library's models.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

from .._errors import TensorError
from .entries import Reading

#: The module here that reads a library's models. A model belongs to a library if its class or a base of it does.
LIBRARIES = {
    "keras": "keras",
    "torch": "pytorch",
    "flax": "flax",
    "equinox": "equinox",
    "mlx": "mlx",
}


def read(model: Any) -> Reading:
    """The tensors of a model and what they claim to be.

    Raises:
        TensorError: it is not a model of a supported library, or has tensors without values.
    """
    libraries = [str(base.__module__).partition(".")[0] for base in type(model).__mro__]
    # Keras first: on the PyTorch backend, its models are also PyTorch modules.
    for library, module in LIBRARIES.items():
        if library in libraries:
            reader: Callable[[Any], Reading] = importlib.import_module(f"{__name__}.{module}").read
            return reader(model)
    kind = f"{type(model).__module__}.{type(model).__qualname__}"
    expected = "a model of PyTorch, Keras, Flax NNX, Equinox or MLX; for a mapping of tensors, write rules"
    raise TensorError(f"model: found {kind}, expected {expected}")
