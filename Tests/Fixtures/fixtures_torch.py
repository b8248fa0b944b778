"""PyTorch: torch.nn.init and the layers' defaults, sound and defective."""

import numpy as np
import torch
from safetensors.torch import save_file
from torch import nn

import fixtures_torch_casts


def write(folder, manifest):
    initializers(folder, manifest)
    layers(folder, manifest)
    half(folder, manifest)
    float64(folder, manifest)
    defects(folder, manifest)
    fixtures_torch_casts.write(folder, manifest)


def initializers(folder, manifest):
    torch.manual_seed(1)
    init = nn.init
    tensors = {
        "xavier_uniform_": init.xavier_uniform_(torch.empty(100, 80), gain=5 / 3),
        "kaiming_normal_": init.kaiming_normal_(torch.empty(136, 128)),
        "trunc_normal_": init.trunc_normal_(torch.empty(64, 64), std=0.02),
        "orthogonal_": init.orthogonal_(torch.empty(96, 64)),
        "sparse_": init.sparse_(torch.empty(64, 48), sparsity=0.1),
        "dirac_": init.dirac_(torch.empty(16, 12, 3, 3)),
        "eye_": init.eye_(torch.empty(32, 24)),
    }
    save_file(tensors, folder / "init.safetensors")
    claims = {
        "xavier_uniform_": ("torch.nn.init.xavier_uniform_(gain=5/3)", {}),
        "kaiming_normal_": ("torch.nn.init.kaiming_normal_", {}),
        "trunc_normal_": ("torch.nn.init.trunc_normal_(std=0.02)",
                          {"verdict": "inconclusive", "note": "cut at 100 standard deviations"}),
        "orthogonal_": ("torch.nn.init.orthogonal_", {}),
        "sparse_": ("torch.nn.init.sparse_(sparsity=0.1)", {"verdict": "inconclusive"}),
        "dirac_": ("torch.nn.init.dirac_", {}),
        "eye_": ("torch.nn.init.eye_", {}),
    }
    for name, (claim, more) in claims.items():
        manifest.add("torch/init.safetensors", name, claim, tensors[name], **more)


def layers(folder, manifest):
    torch.manual_seed(2)
    model = nn.ModuleDict({
        "linear": nn.Linear(84, 96),
        "conv": nn.Conv2d(28, 32, 3),
        "embedding": nn.Embedding(64, 64),
        "norm": nn.LayerNorm(96),
        "lstm": nn.LSTM(64, 32),
    })
    tensors = dict(model.state_dict())
    file = "torch/layers.safetensors"
    save_file(tensors, folder / "layers.safetensors")
    for name, claim, more in [
        ("linear.weight", "torch.nn.Linear.weight", {}),
        ("linear.weight", "torch.nn.init.kaiming_uniform_(nonlinearity='relu')",
         {"verdict": "deviates", "cause": "the layer's default, a = sqrt 5: variance is 1/6 of the claim",
          "test": "scale"}),
        ("linear.bias", "torch.nn.Linear.bias(fan_in=84)", {"verdict": "inconclusive"}),
        ("conv.weight", "torch.nn.Conv2d.weight", {}),
        ("conv.bias", "torch.nn.Conv2d.bias(fan_in=252)", {"verdict": "inconclusive"}),
        ("embedding.weight", "torch.nn.Embedding.weight", {"verdict": "inconclusive"}),
        ("norm.weight", "torch.nn.LayerNorm.weight", {}),
        ("norm.bias", "torch.nn.LayerNorm.bias", {}),
        ("lstm.weight_ih_l0", "torch.nn.RNN.weight(hidden_size=32)", {}),
        ("lstm.weight_hh_l0", "torch.nn.RNN.weight(hidden_size=32)", {"verdict": "inconclusive"}),
        ("lstm.bias_ih_l0", "torch.nn.RNN.weight(hidden_size=32)", {"verdict": "inconclusive"}),
        ("lstm.bias_hh_l0", "torch.nn.RNN.weight(hidden_size=32)", {"verdict": "inconclusive"}),
    ]:
        manifest.add(file, name, claim, tensors[name], **more)


def half(folder, manifest):
    """Drawn in float32 and rounded once. A uniform value rounded up to the upper bound becomes the lower one."""
    torch.manual_seed(3)
    tensors = {
        "bfloat16.xavier_uniform_": nn.init.xavier_uniform_(torch.empty(200, 200, dtype=torch.bfloat16)),
        "bfloat16.normal_": nn.init.normal_(torch.empty(256, 128, dtype=torch.bfloat16), std=0.02),
        "float16.xavier_uniform_": nn.init.xavier_uniform_(torch.empty(160, 100, dtype=torch.float16)),
        "float16.normal_": nn.init.normal_(torch.empty(128, 256, dtype=torch.float16), std=0.02),
    }
    save_file(tensors, folder / "half.safetensors")
    for name, tensor in tensors.items():
        claim = "torch.nn.init.normal_(std=0.02)" if "normal_" in name else "torch.nn.init.xavier_uniform_"
        manifest.add("torch/half.safetensors", name, claim, tensor)


def float64(folder, manifest):
    """Column-major in the file: NumPy saved the transpose, which does not affect Glorot's law."""
    torch.manual_seed(4)
    tensor = nn.init.xavier_uniform_(torch.empty(80, 100, dtype=torch.float64)).numpy().T
    assert np.isfortran(tensor)
    np.save(folder / "xavier-float64.npy", tensor)
    manifest.add("torch/xavier-float64.npy", "", "torch.nn.init.xavier_uniform_", tensor, note="column-major")


def defects(folder, manifest):
    torch.manual_seed(5)
    shard = nn.init.xavier_uniform_(torch.empty(100, 80))
    shard.view(-1)[-80:] = 0  # the last 1 %: a shard that was allocated and never filled
    one = nn.init.kaiming_normal_(torch.empty(64, 32))
    one[41, 5] = float("nan")
    limit = (6 / (64 + 32)) ** 0.5
    eight = []
    for _ in range(8):  # every rank seeds itself alike
        torch.manual_seed(6)
        eight.append(nn.init.uniform_(torch.empty(8, 96), -0.125, 0.125))
    tensors = {
        "uninitialised_shard": shard,
        "one_nan": one,
        "positive_half": torch.rand(64, 32) * limit,
        "unsigned_qr": torch.linalg.qr(torch.randn(64, 64)).Q.contiguous(),
        "eight_shards": torch.cat(eight),
    }
    save_file(tensors, folder / "defects.safetensors")
    file = "torch/defects.safetensors"
    for name, claim, cause, test in [
        ("uninitialised_shard", "torch.nn.init.xavier_uniform_", "80 of 8000 values are 0", "cells"),
        ("one_nan", "torch.nn.init.kaiming_normal_", "one value is not a number", "support"),
        ("positive_half", "torch.nn.init.xavier_uniform_", "[0, limit) for [-limit, limit)", "kolmogorov_smirnov"),
        ("unsigned_qr", "torch.nn.init.orthogonal_", "QR whose signs were not fixed", "signs"),
        ("eight_shards", "torch.nn.init.uniform_(a=-0.125, b=0.125)", "the same 768 values eight times", "repeats"),
    ]:
        manifest.add(file, name, claim, tensors[name], "deviates", cause=cause, test=test)
