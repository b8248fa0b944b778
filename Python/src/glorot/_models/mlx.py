"""Models of MLX. The class of each module fixes its defaults.

Source: `__init__` of each class, MLX 0.32.
"""

from __future__ import annotations

from typing import Any

from .entries import Entry, ModelRules, Reading
from .tables import Table, describe

_CONV = {"weight": "mlx.nn.Conv2d.weight", "bias": "zeros"}
_NORM = {"weight": "ones", "bias": "zeros", "running_mean": "zeros", "running_var": "ones"}

TABLE: Table = {
    "mlx.nn.layers.linear.Linear": {"weight": "mlx.nn.Linear.weight", "bias": "mlx.nn.Linear.bias(fan_in={fan_in})"},
    "mlx.nn.layers.convolution.Conv1d": _CONV,
    "mlx.nn.layers.convolution.Conv2d": _CONV,
    "mlx.nn.layers.convolution.Conv3d": _CONV,
    "mlx.nn.layers.embedding.Embedding": {"weight": "mlx.nn.Embedding.weight"},
    "mlx.nn.layers.normalization.InstanceNorm": _NORM,
    "mlx.nn.layers.normalization.LayerNorm": _NORM,
    "mlx.nn.layers.normalization.RMSNorm": _NORM,
    "mlx.nn.layers.normalization.GroupNorm": _NORM,
    "mlx.nn.layers.normalization.BatchNorm": _NORM,
    "mlx.nn.layers.recurrent.RNN": {
        "Wxh": "mlx.nn.RNN.Wxh(hidden_size={hidden_size})",
        "Whh": "mlx.nn.RNN.Whh(hidden_size={hidden_size})",
        "bias": "mlx.nn.RNN.bias(hidden_size={hidden_size})",
    },
    "mlx.nn.layers.recurrent.GRU": {
        "Wx": "mlx.nn.GRU.Wx(hidden_size={hidden_size})",
        "Wh": "mlx.nn.GRU.Wh(hidden_size={hidden_size})",
        "b": "mlx.nn.GRU.b(hidden_size={hidden_size})",
        "bhn": "mlx.nn.GRU.bhn(hidden_size={hidden_size})",
    },
    "mlx.nn.layers.recurrent.LSTM": {
        "Wx": "mlx.nn.LSTM.Wx(hidden_size={hidden_size})",
        "Wh": "mlx.nn.LSTM.Wh(hidden_size={hidden_size})",
        "bias": "mlx.nn.LSTM.bias(hidden_size={hidden_size})",
    },
}


def read(model: Any) -> Reading:
    """The arrays of a module, by their names in `parameters()`."""
    tensors: dict[str, Any] = {}
    entries: dict[str, Entry] = {}
    _collect("", model, tensors, entries, {})
    kind = type(model)
    title = f"mlx.nn.{kind.__name__}" if kind.__module__.startswith("mlx.nn") else f"{kind.__module__}.{kind.__name__}"
    return Reading(tensors, ModelRules(title, entries))


def _collect(prefix: str, node: Any, tensors: dict[str, Any], entries: dict[str, Entry], seen: dict[int, str]) -> None:
    """Walks a module's members in order. Nested parts are modules, lists and dictionaries."""
    items = node.items() if isinstance(node, dict) else enumerate(node)
    for key, value in items:
        name = f"{prefix}{key}"
        if isinstance(value, (dict, list, tuple)):
            _collect(f"{name}.", value, tensors, entries, seen)
        elif hasattr(value, "shape") and hasattr(value, "dtype") and not str(key).startswith("_"):
            shape = tuple(value.shape)
            tensors[name] = value
            first = seen.setdefault(id(value), name)
            if first != name:
                entries[name] = Entry({"same_as": first}, f"tied to {first}", type(node).__name__, shape)
                continue
            weight = node.get("weight") if isinstance(node, dict) else None
            inputs = _fan_in(weight)
            entries[name] = describe([(str(key), node)], shape, TABLE, "mlx.nn", inputs)


def _fan_in(weight: Any) -> int:
    product = 1
    for length in (weight.shape if weight is not None else ())[1:]:
        product *= length
    return product
