"""Models whose parameters lie on several processes: FSDP2's, tensor parallel ones and ZeRO-3's, over gloo."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

torch: Any = pytest.importorskip("torch")
nn = torch.nn

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning", "ignore::FutureWarning")


class Net(nn.Module):  # type: ignore[misc]
    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Linear(64, 128)
        self.second = nn.Linear(128, 64)
        self.apply(self._init_weights)

    def _init_weights(self, module: Any) -> None:
        if isinstance(module, nn.Linear):
            nn.init.xavier_uniform_(module.weight)
            nn.init.zeros_(module.bias)


def sharded(mesh: Any) -> Any:
    """By FSDP2, along the first axis."""
    from torch.distributed.fsdp import fully_shard

    model = Net()
    fully_shard(model.first, mesh=mesh)
    fully_shard(model, mesh=mesh)
    return model


def parallel(mesh: Any) -> Any:
    """By tensor parallelism, along both axes."""
    from torch.distributed.tensor.parallel import ColwiseParallel, RowwiseParallel, parallelize_module

    return parallelize_module(Net(), mesh, {"first": ColwiseParallel(), "second": RowwiseParallel()})


def one_seed(mesh: Any) -> Any:
    """Each process draws its shard after the same seed."""
    model = sharded(mesh)
    torch.manual_seed(5)
    limit = (6 / 192) ** 0.5
    with torch.no_grad():
        model.first.weight.to_local().uniform_(-limit, limit)
    return model


def fans_of_the_shard(mesh: Any) -> Any:
    """Each process draws its shard by the shard's own shape."""
    model = parallel(mesh)
    torch.manual_seed(5 + torch.distributed.get_rank())
    nn.init.xavier_uniform_(model.second.weight.to_local())
    return model


def partitioned(mesh: Any) -> Any:
    """By ZeRO-3. Each parameter's parts are flat, and the last is padded."""
    os.environ.update(DS_ACCELERATOR="cpu", LOCAL_RANK=str(torch.distributed.get_rank()))
    import deepspeed

    deepspeed.init_distributed(dist_backend="gloo")
    settings = {"train_batch_size": 2, "zero_optimization": {"stage": 3}}
    with deepspeed.zero.Init(config_dict_or_path=settings):
        return nn.Sequential(nn.Linear(64, 127), nn.ReLU(), nn.Linear(127, 64), nn.BatchNorm1d(64))


def partitioned_by_one_seed(mesh: Any) -> Any:
    """Each process draws its part after the same seed."""
    model = partitioned(mesh)
    torch.manual_seed(5)
    model[0].weight.ds_tensor.data.uniform_(-(64**-0.5), 64**-0.5)
    return model


def partitioned_and_halved(mesh: Any) -> Any:
    model = partitioned(mesh)
    model[2].weight.ds_tensor.data.mul_(0.5)
    return model


def llama(mesh: Any) -> Any:
    transformers = pytest.importorskip("transformers")
    from torch.distributed.fsdp import fully_shard

    sizes = {"hidden_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4, "intermediate_size": 128}
    tokens = {"vocab_size": 500, "bos_token_id": 1, "eos_token_id": 2, "pad_token_id": 0}
    model = transformers.LlamaForCausalLM(transformers.LlamaConfig(**sizes, **tokens))
    for layer in model.model.layers:
        fully_shard(layer, mesh=mesh)
    fully_shard(model, mesh=mesh)
    return model


def work(rank: int, port: int, shape: tuple[int, ...], make: Callable[[Any], Any], folder: Path) -> None:
    """Verifies a model on one of the processes, and leaves what it says."""
    import glorot

    os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT=str(port))
    count = 1
    for length in shape:
        count *= length
    torch.distributed.init_process_group("gloo", rank=rank, world_size=count)
    names = ("replicas", "shards")[-len(shape) :]
    mesh = torch.distributed.device_mesh.init_device_mesh("cpu", shape, mesh_dim_names=names)
    torch.manual_seed(1)
    model = make(mesh)
    kinds = [type(module) for module in model.modules()]
    try:
        result = glorot.verify_model(model)
        words = f"{result.verdict}, {len(result.unclaimed)} without a claim"
    except glorot.Deviation as deviation:
        words = str(deviation)
    assert [type(module) for module in model.modules()] == kinds
    (folder / f"{rank}.txt").write_text(words)
    torch.distributed.destroy_process_group()


def verified(make: Callable[[Any], Any], folder: Path, shape: tuple[int, ...] = (2,)) -> set[str]:
    """What the processes say, which should be one thing."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    count = 4 if len(shape) == 2 else 2
    torch.multiprocessing.spawn(work, args=(port, shape, make, folder), nprocs=count)
    return {(folder / f"{rank}.txt").read_text() for rank in range(count)}


@pytest.mark.parametrize("make", [sharded, parallel])
def test_sound_shards(make: Callable[[Any], Any], tmp_path: Path) -> None:
    assert verified(make, tmp_path) == {"conforms, 0 without a claim"}


def test_a_sharded_model_of_transformers(tmp_path: Path) -> None:
    assert verified(llama, tmp_path) == {"inconclusive, 0 without a claim"}


def test_replicas_are_no_equal_shards(tmp_path: Path) -> None:
    # Two replicas of two shards.
    assert verified(sharded, tmp_path, (2, 2)) == {"conforms, 0 without a claim"}


def test_ranks_that_share_a_seed(tmp_path: Path) -> None:
    (words,) = verified(one_seed, tmp_path)
    assert words.startswith("first.weight: ranks 0 and 1 drew equal shards")
    assert "2 equal blocks along the first axis" in words


def test_fans_of_the_shard(tmp_path: Path) -> None:
    (words,) = verified(fans_of_the_shard, tmp_path)
    assert "second.weight" in words.splitlines()[0]
    assert "first" not in words.splitlines()[0]
    assert "fan_out (64) in the place of the average of both fans (96)" in " ".join(words.split())


def test_parts_of_zero_3(tmp_path: Path) -> None:
    pytest.importorskip("deepspeed")
    assert verified(partitioned, tmp_path) == {"inconclusive, 0 without a claim"}
    (words,) = verified(partitioned_by_one_seed, tmp_path)
    assert words.startswith("0.weight: ranks 0 and 1 drew equal shards")
    (words,) = verified(partitioned_and_halved, tmp_path)
    assert "2.weight" in words.splitlines()[0]
    assert "a gain of 1/2 that the claim lacks" in " ".join(words.split())
