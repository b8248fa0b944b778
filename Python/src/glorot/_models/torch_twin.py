"""Copies of modules without values, on which code that draws weights can be run."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch


def twin_of(model: Any) -> tuple[Any, dict[int, Any]]:
    """A copy of a model with its own tensors without values, and its modules by those of the model.

    Its tied weights are separate, as they are when they are drawn.
    """
    memo: dict[int, Any] = {}
    for tensor in (*model.parameters(), *model.buffers()):
        memo[id(tensor)] = _empty(tensor)
    for module in model.modules():
        for name, value in vars(module).items():
            # Hooks and the state of FSDP2 may hold anything.
            if isinstance(value, torch.Tensor):
                memo[id(value)] = _empty(value)
            elif isinstance(value, dict) and (name.endswith("_hooks") or name.startswith("__composable_api")):
                memo[id(value)] = type(value)()
    twin = copy.deepcopy(model, memo)
    twins = {id(module): memo[id(module)] for module in model.modules()}
    for module in twins.values():
        for name, tensor in module._parameters.items():
            if tensor is not None:
                module._parameters[name] = _empty(tensor)
        for name, tensor in module._buffers.items():
            if tensor is not None:
                module._buffers[name] = _empty(tensor)
    return twin, twins


@contextmanager
def unwrapped(model: Any) -> Iterator[None]:
    """Gives modules that FSDP2 has wrapped their own classes for a while. Those of FSDP2 refuse to be copied."""
    wrapped = [(module, type(module)) for module in model.modules() if _is_wrapped(type(module))]
    try:
        for module, kind in wrapped:
            module.__class__ = next(base for base in kind.__mro__ if not base.__module__.startswith(FSDP))
        yield
    finally:
        for module, kind in wrapped:
            module.__class__ = kind


#: Where FSDP2 makes its classes.
FSDP = "torch.distributed.fsdp"


def _is_wrapped(kind: type) -> bool:
    """Whether FSDP2 made a class; FSDP1's module is another thing."""
    return any(base.__name__ == "FSDPModule" and base.__module__.startswith(FSDP) for base in kind.__mro__)


def _empty(tensor: Any) -> Any:
    empty = torch.empty(tuple(tensor.shape), dtype=tensor.dtype, device="meta")
    # As they are made, whatever was frozen later.
    needs = tensor.is_floating_point() or tensor.is_complex()
    return torch.nn.Parameter(empty, requires_grad=needs) if _is_parameter(tensor) else empty


def _is_parameter(tensor: Any) -> bool:
    return isinstance(tensor, torch.nn.Parameter)


def tensor_of(module: Any, name: str) -> Any:
    return module._parameters[name] if name in module._parameters else module._buffers[name]
