"""Files that torch.save and torch.distributed.checkpoint write, each with the arrays that PyTorch itself reads from it.

    python Scripts/generate/torch-files.py

Written with torch 2.15.0, safetensors 0.8.0 and numpy 2.5.5 into Tests/WeightFilesTests/Fixtures/pytorch.
"""

import io
import pickle
import struct
import tarfile
from collections import OrderedDict
from pathlib import Path

import numpy
import torch
from torch import distributed, multiprocessing
from torch.distributed import checkpoint
from torch.distributed.tensor import Replicate, Shard, distribute_tensor

FOLDER = Path(__file__).resolve().parents[2] / "Tests/WeightFilesTests/Fixtures/pytorch"


class Tied(torch.nn.Module):
    """Two layers that share a weight, a filter, and buffers."""

    def __init__(self):
        super().__init__()
        self.embedding = torch.nn.Embedding(7, 4)
        self.filter = torch.nn.Conv2d(2, 3, 3)
        self.norm = torch.nn.BatchNorm1d(4)
        self.head = torch.nn.Linear(4, 7, bias=False)
        self.head.weight = self.embedding.weight


def arrays(value, name=""):
    """Every tensor that NumPy can hold, by the keys that lead to it."""
    if isinstance(value, torch.Tensor):
        if value.layout == torch.strided and not value.is_quantized and value.device.type != "meta":
            if value.dtype == torch.bfloat16:
                value = value.float()
            if not value.is_complex() and value.dtype != torch.float8_e4m3fn:
                yield name, value.detach().numpy()
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from arrays(item, f"{name}.{key}".lstrip("."))
    elif isinstance(value, (list, tuple)):
        for index, item in enumerate(value):
            yield from arrays(item, f"{name}.{index}".lstrip("."))


def expect(name, value):
    numpy.savez(FOLDER / f"{Path(name).stem}.npz", **dict(arrays(value)))


def save(name, value, expected=None, **options):
    torch.save(value, FOLDER / name, **options)
    expect(name, value if expected is None else expected)


class TarPickler(pickle.Pickler):
    """A pickler that names tensors by their keys."""

    def __init__(self, file, keys):
        super().__init__(file, 2)
        self.keys = keys

    def persistent_id(self, value):
        return str(self.keys[id(value)]) if isinstance(value, torch.Tensor) else None


def save_tar(name, state):
    """Saves as PyTorch did before 0.1.10, in a format that it still loads: torch.serialization, legacy_load."""
    keys = {id(value): 94_000_000_000_000 + index for index, value in enumerate(state.values())}
    storages, tensors, saved = io.BytesIO(), io.BytesIO(), io.BytesIO()
    unique = {id(value): value for value in state.values()}
    pickle.dump(len(unique) - 1, storages, 2)
    for value in list(unique.values())[1:]:
        pickle.dump((keys[id(value)] + 1_000, "cpu", torch.FloatStorage), storages, 2)
        storages.write(struct.pack("<q", value.numel()) + value.contiguous().numpy().tobytes())
    # The first tensor is in a view of the second one's storage.
    first, second = list(unique.values())[:2]
    pickle.dump([(keys[id(first)] + 1_000, keys[id(second)] + 1_000, 0, first.numel())], storages, 2)
    pickle.dump(len(unique), tensors, 2)
    for value in unique.values():
        pickle.dump((keys[id(value)], keys[id(value)] + 1_000, torch.FloatTensor), tensors, 2)
        numbers = [*value.shape, *value.contiguous().stride(), 0]
        tensors.write(struct.pack("<ii", value.dim(), 0) + struct.pack(f"<{len(numbers)}q", *numbers))
    TarPickler(saved, keys).dump(state)
    with tarfile.open(FOLDER / name, "w:", format=tarfile.PAX_FORMAT) as file:
        for member, content in [("sys_info", pickle.dumps({"little_endian": True})), ("pickle", saved.getvalue()),
                                ("storages", storages.getvalue()), ("tensors", tensors.getvalue())]:
            header = tarfile.TarInfo(member)
            header.size = len(content)
            file.addfile(header, io.BytesIO(content))
    expect(name, torch.load(FOLDER / name, weights_only=False))


def shard(rank, folder):
    """One of two processes, each with its parts of some tensors."""
    distributed.init_process_group("gloo", init_method="tcp://127.0.0.1:29533", rank=rank, world_size=2)
    mesh = distributed.device_mesh.init_device_mesh("cpu", (2,))
    torch.manual_seed(2)
    whole = {"rows": torch.randn(5, 3), "columns": torch.randn(4, 7), "all": torch.randn(3, 2), "vector": torch.randn(9)}
    placements = {"rows": Shard(0), "columns": Shard(1), "all": Replicate(), "vector": Shard(0)}
    state = {name: distribute_tensor(value, mesh, [placements[name]]) for name, value in whole.items()}
    checkpoint.save(state, checkpoint_id=folder)
    if rank == 0:
        expect("sharded.metadata", whole)
    distributed.destroy_process_group()


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(1)
    model = Tied()
    state = model.state_dict()
    optimizer = torch.optim.Adam(model.parameters())
    for parameter in model.parameters():
        parameter.grad = torch.ones_like(parameter)
    optimizer.step()
    state = OrderedDict((name, value.clone() if name != "head.weight" else value) for name, value in state.items())
    state["head.weight"] = state["embedding.weight"]
    save("state.pt", state)
    torch.serialization.set_crc32_options(False)
    save("unchecked.pt", state)
    torch.serialization.set_crc32_options(True)
    save("legacy.pth", state, _use_new_zipfile_serialization=False)
    save("module.pt", model, model.state_dict())
    lightning = {
        "epoch": 1,
        "pytorch-lightning_version": "2.5.5",
        "state_dict": state,
        "optimizer_states": [optimizer.state_dict()],
        "hyper_parameters": {"lr": 1e-3, "names": ["a", "b"]},
    }
    save("lightning.ckpt", lightning)
    parallel = {f"module.{name}": value for name, value in state.items()}
    save("parallel.pt", {"model": parallel, "ema": {name: value.clone() for name, value in state.items()}})
    square = torch.randn(6, 5)
    weights = OrderedDict(bias=square[0].clone(), weight=square, scale=torch.ones(3))
    weights["again"] = square
    save_tar("ancient.pt", weights)
    views = {
        "whole": square,
        "transposed": square.t(),
        "rows": square[2:4],
        "columns": square[:, 1:3],
        "diagonal": square.diagonal(),
        "every other": square[::2, ::2],
        "channels last": torch.randn(2, 3, 4, 5).to(memory_format=torch.channels_last),
        "permuted": torch.randn(2, 3, 4).permute(1, 2, 0),
        "scalar": torch.tensor(2.5),
        "empty": torch.zeros(0, 3),
    }
    save("views.pt", views)
    save("views-legacy.pt", views, _use_new_zipfile_serialization=False)
    ones = torch.ones(3)
    types = {
        str(kind).removeprefix("torch."): torch.tensor([0, 1, 2]).to(kind)
        for kind in [
            torch.float64, torch.float16, torch.bfloat16, torch.int8, torch.int16, torch.int32, torch.int64,
            torch.uint8, torch.uint16, torch.uint32, torch.uint64, torch.bool,
        ]
    }  # fmt: skip
    unread = {
        "complex": ones.to(torch.complex64),
        "float8": ones.to(torch.float8_e4m3fn),
        "sparse": torch.eye(3).to_sparse(),
        "compressed": torch.eye(3).to_sparse_csr(),
        "quantized": torch.quantize_per_tensor(ones, 1.0, 0, torch.qint8),
        "meta": torch.zeros(3, device="meta"),
        "expanded": torch.ones(1).expand(4),
    }
    nested = {"list": [ones, {"tuple": (2 * ones,)}], 5: 3 * ones, "parameter": torch.nn.Parameter(4 * ones)}
    del unread["expanded"]
    save("types.pt", types | unread | nested)
    torch.save({"expanded": torch.ones(1).expand(4)}, FOLDER / "expanded.pt")
    # Checkpoints in pieces, from one process and from two.
    folder = FOLDER / "distributed"
    checkpoint.save({"model": dict(state), "step": torch.tensor(3)}, checkpoint_id=str(folder), no_dist=True)
    expect("distributed.metadata", {"model": dict(state), "step": torch.tensor(3)})
    multiprocessing.spawn(shard, (str(FOLDER / "sharded"),), nprocs=2)


if __name__ == "__main__":
    main()
