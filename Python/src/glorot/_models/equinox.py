"""Models of Equinox. The class of each module fixes its defaults, or what builds the model tells what it draws.

Source: `__init__` of each class, Equinox 0.13.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import jax

from .entries import Entry, ModelRules, Reading
from .jax_trees import built, key
from .tables import Table, describe

_LINEAR = {"weight": "equinox.nn.Linear.weight", "bias": "equinox.nn.Linear.bias(fan_in={fan_in})"}
_CONV = {"weight": "equinox.nn.Conv2d.weight", "bias": "equinox.nn.Linear.bias(fan_in={fan_in})"}
_NORM = {"weight": "ones", "bias": "zeros"}
_CELL = "torch.nn.RNN.weight(hidden_size={hidden_size})"

TABLE: Table = {
    "equinox.nn._linear.Linear": _LINEAR,
    "equinox.nn._conv.Conv1d": _CONV,
    "equinox.nn._conv.Conv2d": _CONV,
    "equinox.nn._conv.Conv3d": _CONV,
    "equinox.nn._conv.ConvTranspose1d": _CONV,
    "equinox.nn._conv.ConvTranspose2d": _CONV,
    "equinox.nn._conv.ConvTranspose3d": _CONV,
    "equinox.nn._normalisation.LayerNorm": _NORM,
    "equinox.nn._normalisation.GroupNorm": _NORM,
    "equinox.nn._normalisation.RMSNorm": _NORM,
    "equinox.nn._batch_norm.BatchNorm": _NORM,
    # Every tensor of a cell is uniform on ±1/√hidden_size, as in PyTorch.
    "equinox.nn._rnn.GRUCell": {"weight_ih": _CELL, "weight_hh": _CELL, "bias": _CELL, "bias_n": _CELL},
    "equinox.nn._rnn.LSTMCell": {"weight_ih": _CELL, "weight_hh": _CELL, "bias": _CELL},
}


def read(model: Any, build: Callable[[], Any] | None = None) -> Reading:
    """The arrays of a module, by their paths.

    Args:
        model: the module.
        build: what builds such a module, if it is known.
    """
    reading = _read(model)
    return reading if build is None else built(reading, lambda: dict(_arrays(build())))


def _arrays(model: Any) -> Iterator[tuple[str, Any]]:
    for path, value in jax.tree_util.tree_flatten_with_path(model)[0]:
        if hasattr(value, "shape") and hasattr(value, "dtype"):
            yield ".".join(str(key(part)) for part in path), value


def _read(model: Any) -> Reading:
    tensors: dict[str, Any] = {}
    entries: dict[str, Entry] = {}
    first: dict[int, str] = {}
    for path, value in jax.tree_util.tree_flatten_with_path(model)[0]:
        if not (hasattr(value, "shape") and hasattr(value, "dtype")):
            continue
        keys = [key(part) for part in path]
        node = model
        for part in keys[:-1]:
            node = getattr(node, part) if isinstance(part, str) and hasattr(node, part) else node[part]
        name = ".".join(str(part) for part in keys)
        shape = tuple(value.shape)
        tensors[name] = value
        other = first.setdefault(id(value), name)
        if other != name:
            entries[name] = Entry({"same_as": other}, f"tied to {other}", type(node).__name__, shape)
            continue
        weight = getattr(node, "weight", None)
        entries[name] = describe([(str(keys[-1]), node)], shape, TABLE, "equinox.nn", _fan_in(weight))
    return Reading(tensors, ModelRules(f"{type(model).__module__}.{type(model).__qualname__}", entries))


def _fan_in(weight: Any) -> int:
    product = 1
    for length in getattr(weight, "shape", ())[1:]:
        product *= length
    return product
