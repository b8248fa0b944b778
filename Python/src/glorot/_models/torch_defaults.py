"""What a layer of PyTorch says about its own parameters, by its class and arguments."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any, NamedTuple

import torch

from .torch_layers import LAYERS, RESETS
from .torch_methods import drawing_names, is_torch


class Slot(NamedTuple):
    """A tensor and its place in a module."""

    name: str
    module: Any
    attribute: str
    tensor: Any
    is_parameter: bool

    @property
    def key(self) -> tuple[int, str]:
        """Identifies the slot. If a model has a module twice, both names have the same key."""
        return id(self.module), self.attribute


#: What is known about a tensor, by its slot's key: a claim (None if nothing is known) and its source.
Known = dict[tuple[int, str], tuple["dict[str, Any] | None", str]]


def class_name(kind: type) -> str:
    """The name that people import a class by: `torch.nn.Linear`."""
    for module in ("torch.nn", "torchvision.models", "transformers"):
        found = sys.modules.get(module)
        if found is not None and getattr(found, kind.__name__, None) is kind:
            return f"{module}.{kind.__name__}"
    return f"{kind.__module__}.{kind.__qualname__}"


def fan_in(shape: tuple[int, ...]) -> int:
    """The inputs of a weight as `torch.nn.init` counts them: all axes but the first; 1 for a vector."""
    product = 1
    for length in shape[1:]:
        product *= length
    return product


def qualified(kind: type) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


def draws(kind: type) -> str:
    """The name of a function by which a class's `__init__` draws, if any."""
    return next(iter(drawing_names(kind)), "")


def read_layer(module: Any, known: Known) -> None:
    """Notes what a module's own class says about its parameters and those of its parts."""
    found = layer_of(type(module))
    if found is None:
        return
    base, doubt = found
    title = class_name(base)
    shape = weight_shape(module)
    values = {"class_name": base.__name__.removesuffix("Cell")}
    for pattern, claim in LAYERS[qualified(base)].items():
        for key, name, stored in _stored(module, pattern):
            if doubt:
                known[key] = None, doubt
                continue
            if stored is not None:
                known[key] = stored
                continue
            text = fill(claim, module, shape, values)
            rule: dict[str, Any] = {"claim": text}
            if name == "weight" and getattr(module, "padding_idx", None) is not None:
                rule["padding_idx"] = module.padding_idx
            known[key] = rule, f"{title}.{name if '*' in pattern else pattern}"


def layer_of(kind: type) -> tuple[type, str] | None:
    """The table's class that a class is or derives from, and why its claims may not hold."""
    doubt = ""
    for base in kind.__mro__:
        if qualified(base) in LAYERS:
            return base, doubt
        if not is_torch(base):
            for member in RESETS:
                if member in vars(base):
                    doubt = f"{class_name(base)}.{member} is not known"
            drawn = draws(base)
            if drawn:
                doubt = f"{class_name(base)}.__init__ calls {drawn}: how it draws this is not known"
    return None


def _stored(
    module: Any, pattern: str
) -> Iterator[tuple[tuple[int, str], str, tuple[dict[str, Any] | None, str] | None]]:
    """Where the tensors of a name are stored, and what holds for each instead of the class's claim."""
    head, dot, tail = pattern.partition(".")
    if dot:
        part = getattr(module, head, None)
        if part is not None:
            yield from _stored(part, tail)
        return
    for name in [*module._parameters, *module._buffers]:
        if fnmatchcase(name, pattern):
            yield (id(module), name), name, None
    direction, length = f"{pattern}_v", f"{pattern}_g"
    if direction in module._parameters and length in module._parameters:
        yield (id(module), direction), pattern, None
        pair = module._parameters[length], module._parameters[direction]
        yield (id(module), length), pattern, _lengths(*pair, direction)
    if f"{pattern}_orig" in module._parameters:
        yield (id(module), f"{pattern}_orig"), pattern, None
    parametrizations = getattr(module, "parametrizations", None)
    if isinstance(parametrizations, torch.nn.ModuleDict) and pattern in parametrizations:
        yield from _parametrized(parametrizations[pattern], pattern)


def _parametrized(
    stored: Any, name: str
) -> Iterator[tuple[tuple[int, str], str, tuple[dict[str, Any] | None, str] | None]]:
    kinds = [type(part).__name__ for part in stored]
    if kinds == ["_WeightNorm"]:
        yield (id(stored), "original1"), name, None
        lengths = _lengths(stored.original0, stored.original1, "original1")
        yield (id(stored), "original0"), name, lengths
    elif "original" in stored._parameters:
        # An inverse may have changed the values that it was given. That of spectral_norm returns them unchanged.
        changed = [class_name(type(part)) for part in stored if hasattr(part, "right_inverse")]
        changed = [text for text in changed if not text.endswith("._SpectralNorm")]
        unknown = (None, f"parametrized by {', '.join(changed)}, whose inverse is not known") if changed else None
        yield (id(stored), "original"), name, unknown


def _lengths(lengths: Any, directions: Any, name: str) -> tuple[dict[str, Any] | None, str]:
    """What holds for weight norm's lengths, which equal those of the directions until they are trained."""
    axes = [axis for axis in range(directions.dim()) if lengths.dim() and lengths.shape[axis] == 1]
    with torch.no_grad():
        found = torch.linalg.vector_norm(directions, dim=axes or None)
        is_sound = bool(torch.allclose(found.reshape(-1), lengths.reshape(-1), rtol=1e-3))
    if is_sound:
        return {"skip": f"weight norm: the lengths of {name}, which has the claim"}, "weight norm"
    return None, f"weight norm: these are not the lengths of {name}: trained?"


def weight_shape(module: Any) -> tuple[int, ...]:
    """The shape of a module's weight, wherever it is stored."""
    for key in ("weight", "weight_v", "weight_orig"):
        tensor = module._parameters.get(key)
        if tensor is not None:
            return tuple(tensor.shape)
    parametrizations = getattr(module, "parametrizations", None)
    if isinstance(parametrizations, torch.nn.ModuleDict) and "weight" in parametrizations:
        stored = parametrizations["weight"]._parameters
        tensor = stored.get("original", stored.get("original1"))
        if tensor is not None:
            return tuple(tensor.shape)
    return ()


def fill(claim: str, module: Any, shape: tuple[int, ...], values: dict[str, Any]) -> str:
    groups = getattr(module, "groups", 1)
    outputs = shape[0] * fan_in((1, *shape[2:])) // groups if shape else 0
    return claim.format_map({**vars(module), "fan_in": fan_in(shape), "fan_out_of_group": outputs, **values})
