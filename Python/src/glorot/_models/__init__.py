"""Reads off a model what its tensors claim to be.

The module for a library is imported only for that library's models.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

from .._errors import InputError, TensorError
from .entries import Reading

#: The module here that reads a library's models. A model belongs to a library if its class or a base of it does.
LIBRARIES = {
    "keras": "keras",
    "torch": "pytorch",
    "flax": "flax",
    "equinox": "equinox",
    "mlx": "mlx",
}


def read(model: Any, build: Callable[[], Any] | None = None) -> Reading:
    """The tensors of a model and what they claim to be.

    Args:
        model: the model.
        build: what builds such a model of PyTorch, if it is known.

    Raises:
        TensorError: it is not a model of a supported library, or has tensors without values.
        InputError: `build` fails, builds another model, or the model is not one of PyTorch.
    """
    libraries = [str(base.__module__).partition(".")[0] for base in type(model).__mro__]
    # Keras first: on the PyTorch backend, its models are also PyTorch modules.
    for library, module in LIBRARIES.items():
        if library in libraries:
            reader: Callable[..., Reading] = importlib.import_module(f"{__name__}.{module}").read
            if build is None:
                return reader(model)
            if library != "torch":
                raise InputError(
                    f"build: found a model of {library}, whose own words are read; expected one of PyTorch"
                )
            return reader(model, build)
    kind = f"{type(model).__module__}.{type(model).__qualname__}"
    expected = "a model of PyTorch, Keras, Flax NNX, Equinox or MLX; for a mapping of tensors, write rules"
    raise TensorError(f"model: found {kind}, expected {expected}")
