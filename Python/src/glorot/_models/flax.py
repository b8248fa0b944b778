"""Models of Flax NNX, and bound ones of Flax Linen.

The class of each module of NNX fixes its defaults. A layer does not keep its initializers. If you passed another one, the
weights deviate from the default: pass what builds the model, or state a claim as an override. A module of Linen draws when
it is called: what builds its variables is needed.
Source: `__init__` of each class, Flax 0.12.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flax import nnx

from .._errors import InputError, TensorError
from .entries import Entry, ModelRules, Reading
from .jax_trees import arrays, built
from .tables import Table, describe

_NORM = {"scale": "ones", "bias": "zeros", "mean": "zeros", "var": "ones"}
_GATES = {
    f"{side}{gate}.kernel": claim
    for side, claim in (("i", "jax.nn.initializers.lecun_normal"), ("h", "jax.nn.initializers.orthogonal"))
    for gate in ("i", "f", "f_", "g", "o")
}

TABLE: Table = {
    "flax.nnx.nn.linear.Linear": {"kernel": "flax.nnx.Linear.kernel", "bias": "zeros"},
    "flax.nnx.nn.linear.Conv": {"kernel": "flax.nnx.Conv.kernel", "bias": "zeros"},
    "flax.nnx.nn.linear.ConvTranspose": {"kernel": "flax.nnx.ConvTranspose.kernel", "bias": "zeros"},
    "flax.nnx.nn.linear.Embed": {"embedding": "flax.nnx.Embed.embedding"},
    "flax.nnx.nn.linear.LinearGeneral": {"kernel": "jax.nn.initializers.lecun_normal", "bias": "zeros"},
    "flax.nnx.nn.normalization.LayerNorm": _NORM,
    "flax.nnx.nn.normalization.RMSNorm": _NORM,
    "flax.nnx.nn.normalization.GroupNorm": _NORM,
    "flax.nnx.nn.normalization.BatchNorm": _NORM,
    "flax.nnx.nn.normalization.InstanceNorm": _NORM,
    "flax.nnx.nn.recurrent.LSTMCell": _GATES,
    "flax.nnx.nn.recurrent.OptimizedLSTMCell": {"dense_h.kernel": "flax.nnx.OptimizedLSTMCell.dense_h.kernel"},
    "flax.nnx.nn.recurrent.GRUCell": {"dense_h.kernel": "flax.nnx.GRUCell.dense_h.kernel"},
    "flax.nnx.nn.recurrent.SimpleCell": {"dense_h.kernel": "jax.nn.initializers.orthogonal"},
    "flax.nnx.nn.lora.LoRA": {"lora_a": "flax.nnx.LoRA.lora_a", "lora_b": "zeros"},
}


def read(model: Any, build: Callable[[], Any] | None = None) -> Reading:
    """The variables of a module, by their paths.

    Args:
        model: a module of NNX, or a bound one of Linen.
        build: what builds such a module, or, for Linen, its variables.
    """
    if isinstance(model, nnx.Module):
        reading = _read(model)
        return reading if build is None else built(reading, lambda: _variables(build()))
    kind = f"{type(model).__module__}.{type(model).__qualname__}"
    hint = "pass the variables and build=lambda: model.init(key, inputs)"
    if getattr(model, "scope", None) is None:
        raise TensorError(f"model: found {kind}, which has no parameters of its own: {hint}")
    if build is None:
        raise InputError(f"model: found {kind}, whose layers draw when they are called: {hint}")
    tensors = arrays(model.variables)
    entries = {name: Entry({}, "", "jax.Array", tuple(value.shape)) for name, value in tensors.items()}
    return built(Reading(tensors, ModelRules(kind, entries)), lambda: arrays(build()))


def _variables(model: Any) -> dict[str, Any]:
    """The arrays of a module's variables, by their paths."""
    return {
        ".".join(str(key) for key in path): node[...]
        for path, node in nnx.iter_graph(model)
        if isinstance(node, nnx.Variable) and not isinstance(node, nnx.RngState)
    }


def _read(model: Any) -> Reading:
    nodes: dict[tuple[Any, ...], Any] = dict(nnx.iter_graph(model))
    tensors: dict[str, Any] = {}
    entries: dict[str, Entry] = {}
    for path, node in nodes.items():
        if not isinstance(node, nnx.Variable):
            continue
        name = ".".join(str(key) for key in path)
        kind = type(node).__name__
        if isinstance(node, nnx.RngState):
            continue
        shape = tuple(node.shape)
        owners = [
            (".".join(str(key) for key in path[depth:]), nodes[path[:depth]])
            for depth in range(len(path))
            if path[:depth] in nodes
        ]
        entry = describe(owners, shape, TABLE, "flax.nnx")
        if not entry.is_claimed and not isinstance(node, nnx.Param):
            entry = Entry({"skip": f"a variable of kind {kind}, not a parameter"}, kind, entry.kind, shape)
        tensors[name] = node
        entries[name] = _with_fans(entry, owners[-1][1], path[-1])
    return Reading(tensors, ModelRules(f"{type(model).__module__}.{type(model).__qualname__}", entries))


def _with_fans(entry: Entry, owner: Any, attribute: Any) -> Entry:
    """`LinearGeneral` draws a matrix of all inputs and all outputs. A batch axis counts as more inputs."""
    if type(owner).__name__ != "LinearGeneral" or attribute != "kernel" or entry.claim is None:
        return entry
    inputs, outputs = _product(owner.in_features), _product(owner.out_features)
    for length in dict(owner.batch_axis).values():
        inputs *= length
    return entry._replace(rule={**entry.rule, "fan_in": inputs, "fan_out": outputs})


def _product(lengths: Any) -> int:
    product = 1
    for length in lengths if isinstance(lengths, (tuple, list)) else (lengths,):
        product *= int(length)
    return product
