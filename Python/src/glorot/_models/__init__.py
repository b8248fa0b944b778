"""Reads off a model what its tensors claim to be.

The module for a library is imported only for that library's models.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Mapping
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


#: The libraries for which what builds a model tells what it draws.
BUILT = ("torch", "flax", "equinox")


def read(model: Any, build: Callable[[], Any] | None = None) -> Reading:
    """The tensors of a model and what they claim to be.

    Args:
        model: the model, or a mapping of JAX's arrays.
        build: what builds such a model of PyTorch or JAX, if it is known; needed for a mapping.

    Raises:
        TensorError: it is not a model of a supported library, or has tensors without values.
        InputError: `build` fails, builds another model, or the model is of a library that does not need it.
    """
    libraries = [str(base.__module__).partition(".")[0] for base in type(model).__mro__]
    # Keras first: on the PyTorch backend, its models are also PyTorch modules. MLX's modules are mappings; Flax's frozen
    # mapping is no module.
    for library, module in LIBRARIES.items():
        if library in libraries and not (library == "flax" and isinstance(model, Mapping)):
            reader: Callable[..., Reading] = importlib.import_module(f"{__name__}.{module}").read
            if build is None:
                return reader(model)
            if library not in BUILT:
                raise InputError(
                    f"build: found a model of {library}, whose own words are read; expected one of PyTorch or JAX"
                )
            return reader(model, build)
    if isinstance(model, Mapping) and "jax" in sys.modules:
        trees = importlib.import_module(f"{__name__}.jax_trees")
        if trees.is_tree(model):
            if build is not None:
                return trees.read(model, build)  # type: ignore[no-any-return]
            raise InputError("model: found arrays without their module: pass build=lambda: model.init(key, inputs)")
    kind = f"{type(model).__module__}.{type(model).__qualname__}"
    expected = "a model of PyTorch, Keras, Flax, Haiku, Equinox or MLX; for a mapping of tensors, write rules"
    raise TensorError(f"model: found {kind}, expected {expected}")
