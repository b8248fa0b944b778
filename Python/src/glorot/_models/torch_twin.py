"""Copies of modules without values, on which code that draws weights can be run."""

from __future__ import annotations

import copy
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
        for name in ("_forward_hooks", "_forward_pre_hooks", "_backward_hooks"):
            memo[id(getattr(module, name))] = {}
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


def _empty(tensor: Any) -> Any:
    empty = torch.empty_like(tensor.detach(), device="meta", memory_format=torch.contiguous_format)
    return torch.nn.Parameter(empty, requires_grad=tensor.requires_grad) if _is_parameter(tensor) else empty


def _is_parameter(tensor: Any) -> bool:
    return isinstance(tensor, torch.nn.Parameter)


def tensor_of(module: Any, name: str) -> Any:
    return module._parameters[name] if name in module._parameters else module._buffers[name]
