"""PyTorch in 16 bits, as in checkpoints: cast from float32, and drawn in 16 bits; and a few rare sound tensors.

model.half() and model.bfloat16() round each value once, to nearest even. A cast uniform value may therefore lie on the
bound or beyond it. Each tensor is drawn separately: none is a cast of another.
"""

from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from torch import nn
from torch.nn import init

from frameworks import Manifest

Rows = list[tuple[str, str, torch.Tensor, dict[str, Any]]]

SIXTEEN = (torch.bfloat16, torch.float16)
SMALL = {"verdict": "inconclusive"}

# The first seed from 0 on with which sparse_ of 128 by 128 draws a value of exactly 0 in a place it does not blank.
SEED_OF_A_DRAWN_ZERO = 1233


def write(folder: Path, manifest: Manifest) -> None:
    cast(folder, manifest)
    drawn(folder, manifest)
    bare(folder, manifest)
    rare(folder, manifest)


def save(path: Path, manifest: Manifest, rows: Rows) -> None:
    save_file({name: tensor.detach().contiguous() for name, _, tensor, _ in rows}, path)
    for name, claim, tensor, more in rows:
        manifest.add(f"torch/{path.name}", name, claim, tensor, **more)


def text(dtype: torch.dtype) -> str:
    return str(dtype).removeprefix("torch.")


def cast(folder: Path, manifest: Manifest) -> None:
    """Layers and initializers in float32, cast."""
    torch.manual_seed(11)
    rows: Rows = []
    for dtype in SIXTEEN:
        made: Rows = []
        for inputs, outputs in [(256, 128), (512, 64), (768, 48)]:
            linear = nn.Linear(inputs, outputs)
            made.append((f"linear{inputs}.weight", "torch.nn.Linear.weight", linear.weight, {}))
        made += [
            ("linear768.bias", "torch.nn.Linear.bias(fan_in=768)", linear.bias, SMALL),
            ("conv.weight", "torch.nn.Conv2d.weight", nn.Conv2d(32, 44, 3).weight, {}),
            ("lstm.weight_ih_l0", "torch.nn.LSTM.weight_ih_l0(hidden_size=48)", nn.LSTM(64, 48).weight_ih_l0, {}),
            ("gru.weight_hh_l0", "torch.nn.GRU.weight_hh_l0(hidden_size=64)", nn.GRU(32, 64).weight_hh_l0, {}),
            ("kaiming_uniform_", "torch.nn.init.kaiming_uniform_", init.kaiming_uniform_(torch.empty(100, 120)), {}),
            ("uniform_", "torch.nn.init.uniform_(a=-0.1, b=0.1)", init.uniform_(torch.empty(100, 120), -0.1, 0.1), {}),
            ("xavier_uniform_", "torch.nn.init.xavier_uniform_(gain=5/3)",
             init.xavier_uniform_(torch.empty(100, 120), gain=5 / 3), {}),
            ("normal_", "torch.nn.init.normal_(std=0.02)", init.normal_(torch.empty(176, 160), std=0.02), {}),
            ("trunc_normal_", "torch.nn.init.trunc_normal_(std=0.02, a=-0.04, b=0.04)",
             init.trunc_normal_(torch.empty(128, 120), std=0.02, a=-0.04, b=0.04), {}),
        ]
        rows += [(f"{text(dtype)}.{name}", claim, tensor.to(dtype), more) for name, claim, tensor, more in made]
    save(folder / "casts.safetensors", manifest, rows)


def drawn(folder: Path, manifest: Manifest) -> None:
    """Initializers and a layer on 16-bit tensors."""
    torch.manual_seed(12)
    rows: Rows = []
    for dtype in SIXTEEN:
        made: Rows = [
            ("linear.weight", "torch.nn.Linear.weight", nn.Linear(120, 100, dtype=dtype).weight, {}),
            ("uniform_", "torch.nn.init.uniform_(a=-0.1, b=0.1)",
             init.uniform_(torch.empty(100, 120, dtype=dtype), -0.1, 0.1), {}),
            ("kaiming_normal_", "torch.nn.init.kaiming_normal_",
             init.kaiming_normal_(torch.empty(112, 100, dtype=dtype)), SMALL),
            ("trunc_normal_", "torch.nn.init.trunc_normal_(std=0.02, a=-0.04, b=0.04)",
             init.trunc_normal_(torch.empty(128, 120, dtype=dtype), std=0.02, a=-0.04, b=0.04), {}),
        ]
        rows += [(f"{text(dtype)}.{name}", claim, tensor, more) for name, claim, tensor, more in made]
    save(folder / "sixteen-bits.safetensors", manifest, rows)


def bare(folder: Path, manifest: Manifest) -> None:
    """Cast tensors under claims that name a law without a framework, and one in float32."""
    torch.manual_seed(13)
    sigma = (2 / (128 + 128)) ** 0.5 / 0.87962566103423978  # of a normal law that is cut at two of it
    rows: Rows = []
    for dtype in (torch.float32, *SIXTEEN):
        made: Rows = [
            ("normal", "normal(0, 0.02)", init.normal_(torch.empty(112, 100), std=0.02), SMALL),
            ("uniform", "uniform(-0.1, 0.1)", init.uniform_(torch.empty(100, 120), -0.1, 0.1), {}),
            ("truncated_normal", "truncated_normal(stddev=0.02)",
             init.trunc_normal_(torch.empty(128, 120), std=0.02, a=-0.04, b=0.04), {}),
            ("glorot_normal", "glorot_normal",
             init.trunc_normal_(torch.empty(128, 128), std=sigma, a=-2 * sigma, b=2 * sigma), {}),
        ]
        made = made[3:] if dtype == torch.float32 else made
        rows += [(f"{text(dtype)}.{name}", claim, tensor.to(dtype), more) for name, claim, tensor, more in made]
    save(folder / "laws.safetensors", manifest, rows)


def rare(folder: Path, manifest: Manifest) -> None:
    """Sound tensors that tests rarely expect."""
    torch.manual_seed(SEED_OF_A_DRAWN_ZERO)
    sparse = init.sparse_(torch.empty(128, 128), sparsity=0.1)
    assert [int(count) for count in (sparse == 0).sum(dim=0) if count != 13] == [14]
    torch.manual_seed(0)
    far_from_zero = init.normal_(torch.empty(50000, 2), mean=1.0, std=1e-5)
    rows: Rows = [
        ("sparse_", "torch.nn.init.sparse_(sparsity=0.1)", sparse,
         {"note": "normal_ drew one value that is exactly 0: one column has 14 zeros, not 13"}),
        ("orthogonal_2x2", "torch.nn.init.orthogonal_(gain=sqrt(2))",
         init.orthogonal_(torch.empty(2, 2), gain=2 ** 0.5), {"verdict": "inconclusive"}),
        ("orthogonal_3x3", "torch.nn.init.orthogonal_", init.orthogonal_(torch.empty(3, 3)),
         {"verdict": "inconclusive"}),
        ("far_from_zero", "torch.nn.init.normal_(mean=1, std=1e-5)", far_from_zero,
         {"note": "a step of float32 at 1 is a hundredth of the standard deviation"}),
        ("num_batches_tracked", "torch.nn.init.zeros_", nn.BatchNorm1d(4).state_dict()["num_batches_tracked"], {}),
        ("no_values", "torch.nn.init.normal_(std=0.02)", init.normal_(torch.empty(0, 64), std=0.02), {}),
    ]
    save(folder / "rare.safetensors", manifest, rows)
