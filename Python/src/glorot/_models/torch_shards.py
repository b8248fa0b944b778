"""Tensors whose parts lie on several processes: DTensors, as FSDP2 and tensor parallelism make them, and ZeRO-3's.

Source for ZeRO-3: deepspeed 0.19, runtime/zero/partition_parameters.py. Its parameters are empty; their parts are flat, of
one length, and the last is padded.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import torch

from .._errors import InputError

#: How many values are looked at, and how many of them must differ.
LOOKED_AT, LEAST = 4096, 32


def is_sharded(tensor: Any) -> bool:
    """Whether a tensor is distributed over processes."""
    is_distributed = callable(getattr(tensor, "full_tensor", None)) and callable(getattr(tensor, "to_local", None))
    return is_distributed or is_partitioned(tensor)


def is_partitioned(tensor: Any) -> bool:
    """Whether a tensor is an empty parameter of ZeRO-3."""
    return getattr(getattr(tensor, "ds_status", None), "name", "") == "NOT_AVAILABLE"


def local(tensor: Any) -> Any:
    """The part of a tensor that this process holds."""
    if is_partitioned(tensor):
        return tensor.ds_tensor
    return tensor.to_local() if is_sharded(tensor) else tensor


@contextmanager
def shaped(model: Any) -> Iterator[None]:
    """Gives ZeRO-3's empty parameters their whole shapes for a while, with no values of their own."""
    empty = [(tensor, tensor.data) for tensor in model.parameters() if is_partitioned(tensor)]
    try:
        for tensor, data in empty:
            tensor.data = torch.zeros((), dtype=data.dtype, device=data.device).expand(tensor.ds_shape)
        yield
    finally:
        for tensor, data in empty:
            tensor.data = data


def _whole(tensor: Any) -> Any:
    """All values of a distributed tensor, in main memory."""
    if not is_partitioned(tensor):
        return tensor.detach().full_tensor().cpu()
    part = tensor.ds_tensor.detach().contiguous()
    parts = [torch.empty_like(part) for _ in range(torch.distributed.get_world_size(tensor.ds_process_group))]
    torch.distributed.all_gather(parts, part, group=tensor.ds_process_group)
    return torch.cat(parts)[: tensor.ds_numel].view(tensor.ds_shape).cpu()


def gather(tensors: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The whole tensors, and in words which processes hold equal parts of one.

    All processes of the group must call it, with the same tensors. Each then holds every whole tensor, in main memory.

    Raises:
        InputError: the processes have other tensors; on all of them.
    """
    own = {name: _digest(tensor) for name, tensor in tensors.items() if is_sharded(tensor)}
    everyone: list[Any] = [None] * torch.distributed.get_world_size()
    torch.distributed.all_gather_object(everyone, own)
    if any(list(other) != list(own) for other in everyone):
        names = sorted(set.union(*map(set, everyone)) - set.intersection(*map(set, everyone)))
        raise InputError(
            f"model: the processes have other tensors, such as {', '.join(names[:4])}: verify each by itself"
        )
    equal = [words for name in own for words in _equal(name, [digests[name] for digests in everyone])]
    whole = {name: _whole(tensor) if name in own else tensor for name, tensor in tensors.items()}
    return whole, tuple(equal)


def _digest(tensor: Any) -> tuple[tuple[int, ...], str] | None:
    """Where a part lies in its tensor, and its values in short; None for a part of few different values.

    Such parts are equal by chance, or by a law such as that of an identity.

    Processes along an axis of the mesh that holds replicas have parts of one place.
    """
    part = local(tensor).detach().cpu().contiguous().reshape(-1)
    if is_partitioned(tensor):
        sharded: tuple[int, ...] = (torch.distributed.get_rank(tensor.ds_process_group),)
    else:
        place = tensor.device_mesh.get_coordinate()
        if place is None:
            return None
        sharded = tuple(int(at) for at, placement in zip(place, tensor.placements) if placement.is_shard())
    if part[:LOOKED_AT].unique().numel() < LEAST:
        return None
    return sharded, hashlib.sha256(part.view(torch.uint8).numpy().tobytes()).hexdigest()


def _equal(name: str, digests: list[tuple[tuple[int, ...], str] | None]) -> list[str]:
    """Which ranks hold equal parts of different places of a tensor."""
    groups: dict[str, dict[tuple[int, ...], list[int]]] = {}
    for rank, found in enumerate(digests):
        if found is not None:
            groups.setdefault(found[1], {}).setdefault(found[0], []).append(rank)
    return [
        f"{name}: ranks {_listed(sorted(rank for ranks in places.values() for rank in ranks))} drew equal shards: "
        "one seed for all?"
        for places in groups.values()
        if len(places) > 1
    ]


def _listed(ranks: list[int]) -> str:
    return f"{', '.join(map(str, ranks[:-1]))} and {ranks[-1]}"
