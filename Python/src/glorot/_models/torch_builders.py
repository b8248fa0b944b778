"""The functions that build a library's models: which one built a model, and with what arguments, as far as it tells."""

from __future__ import annotations

import importlib
import inspect
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import torch

from .torch_shards import is_sharded

#: The most builders of torchvision that are tried for a model.
TRIED = 3

#: Arguments that a module of timm keeps under another name.
KEPT = {"weight_init": "weight_init_mode"}


def builders(model: Any) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Functions that may have built a model, the likeliest first, with their calls in words."""
    module = type(model).__module__
    if module.startswith("timm.models."):
        yield from _timm(model)
    elif module.startswith("torchvision.models.") and module.count(".") == 2:
        yield from _torchvision(model)


def _timm(model: Any) -> Iterator[tuple[str, Callable[[], Any]]]:
    timm = sys.modules.get("timm")
    config = getattr(model, "pretrained_cfg", None)
    architecture = config.get("architecture") if isinstance(config, Mapping) else getattr(config, "architecture", None)
    if timm is None or not isinstance(architecture, str):
        return
    for arguments in (_kept(model), {}):
        yield _called(f"timm.create_model({architecture!r})", timm.create_model, architecture, **arguments)


def _torchvision(model: Any) -> Iterator[tuple[str, Callable[[], Any]]]:
    sizes = _sizes(type(model))  # type: ignore[arg-type]
    if not sizes:
        return
    models = importlib.import_module("torchvision.models")
    count = sum(parameter.numel() for parameter in model.parameters())
    nearest = sorted(sizes, key=lambda name: abs(sizes[name] - count))[:TRIED]
    for arguments in (_kept(model), {}):
        for name in nearest:
            yield _called(f"torchvision.models.{name}", models.get_model, name, weights=None, **arguments)


@lru_cache(maxsize=512)
def _sizes(kind: type) -> dict[str, int]:
    """The builders of torchvision that return a class, and how many parameters each makes."""
    # Only asked for a model of torchvision, so it is loaded.
    models = importlib.import_module("torchvision.models")
    found = {}
    for name in models.list_models(module=models):
        if inspect.signature(models.get_model_builder(name)).return_annotation in (kind, kind.__name__):
            stated = [weight.meta.get("num_params", 0) for weight in models.get_model_weights(name)]
            found[name] = max(stated, default=0)
    return found


def _called(words: str, function: Callable[..., Any], *args: Any, **kwargs: Any) -> tuple[str, Callable[[], Any]]:
    return words, lambda: function(*args, **kwargs)


def _kept(model: Any) -> dict[str, Any]:
    """The arguments of a module's `__init__` that it keeps as attributes, if they are numbers, texts or truths.

    Not the number of classes: a head that has replaced the builder's is drawn in another way than one of as many classes.
    """
    found: dict[str, Any] = {}
    for name in inspect.signature(type(model).__init__).parameters:
        value = getattr(model, KEPT.get(name, name), None)
        if isinstance(value, (bool, int, float, str)) and name not in ("self", "num_classes"):
            found[name] = value
    return found


def is_other_constant(tensor: Any, value: float) -> bool:
    """Whether all values of a tensor are equal, but not to a value: an argument that is not known may have set it."""
    with torch.no_grad():
        if is_sharded(tensor):
            # Each process must come to the same claims.
            return False
        flat = tensor.detach().reshape(-1)
        return bool(flat.numel()) and bool((flat == flat[0]).all()) and bool(flat[0] != flat.new_tensor(value))
