"""Models of Equinox. The class of each module fixes its defaults.

Source: `__init__` of each class, Equinox 0.13.
"""

from __future__ import annotations

from typing import Any

import jax

from .entries import Entry, ModelRules, Reading
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


def read(model: Any) -> Reading:
    """The arrays of a module, by their paths."""
    tensors: dict[str, Any] = {}
    entries: dict[str, Entry] = {}
    first: dict[int, str] = {}
    for path, value in jax.tree_util.tree_flatten_with_path(model)[0]:
        if not (hasattr(value, "shape") and hasattr(value, "dtype")):
            continue
        keys = [_key(part) for part in path]
        node = model
        for key in keys[:-1]:
            node = getattr(node, key) if isinstance(key, str) and hasattr(node, key) else node[key]
        name = ".".join(str(key) for key in keys)
        shape = tuple(value.shape)
        tensors[name] = value
        other = first.setdefault(id(value), name)
        if other != name:
            entries[name] = Entry({"same_as": other}, f"tied to {other}", type(node).__name__, shape)
            continue
        weight = getattr(node, "weight", None)
        entries[name] = describe([(str(keys[-1]), node)], shape, TABLE, "equinox.nn", _fan_in(weight))
    return Reading(tensors, ModelRules(f"{type(model).__module__}.{type(model).__qualname__}", entries))


def _key(part: Any) -> Any:
    for member in ("name", "idx", "key"):
        if hasattr(part, member):
            return getattr(part, member)
    return str(part)


def _fan_in(weight: Any) -> int:
    product = 1
    for length in getattr(weight, "shape", ())[1:]:
        product *= length
    return product
