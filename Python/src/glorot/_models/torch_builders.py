"""The functions that build a library's models: which one built a model, and with what arguments, as far as it tells."""

from __future__ import annotations

import importlib
import inspect
import sys
from collections.abc import Callable, Iterator, Mapping
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
    # Only asked for a model of torchvision, so it is loaded.
    models = importlib.import_module("torchvision.models")
    count = sum(parameter.numel() for parameter in model.parameters())
    found = []
    for name in models.list_models(module=models):
        builder = models.get_model_builder(name)
        if inspect.signature(builder).return_annotation in (type(model), type(model).__name__):
            weights = list(models.get_model_weights(name))
            sizes = [weight.meta["num_params"] for weight in weights if "num_params" in weight.meta]
            found.append((abs(sizes[0] - count) if sizes else count, name))
    if not found:
        return
    for arguments in (_kept(model), {}):
        for _, name in sorted(found)[:TRIED]:
            yield _called(f"torchvision.models.{name}", models.get_model, name, weights=None, **arguments)


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
