"""MLX on CPU: mlx.nn.init and the layers' defaults, sound and without the gain that Keras's name implies."""

from pathlib import Path

import mlx.core as mx
import mlx.nn as nn

from frameworks import Manifest


def write(folder, manifest):
    initializers(folder, manifest)
    casts(folder, manifest)


def initializers(folder, manifest):
    mx.random.seed(1)
    init = nn.init
    tensors = {
        "glorot_uniform": init.glorot_uniform()(mx.zeros((100, 80))),
        "glorot_normal": init.glorot_normal()(mx.zeros((64, 48))),
        "he_normal": init.he_normal()(mx.zeros((136, 128))),
        "he_uniform": init.he_uniform(dtype=mx.bfloat16)(mx.zeros((100, 80))),
        "orthogonal": init.orthogonal()(mx.zeros((48, 32))),
        "sparse": init.sparse(sparsity=0.25)(mx.zeros((32, 64))),
        "identity": init.identity()(mx.zeros((24, 24))),
    }
    for name, layer in [("linear", nn.Linear(48, 64)), ("embedding", nn.Embedding(64, 48))]:
        tensors |= {f"{name}.{part}": array for part, array in layer.parameters().items()}
    mx.save_safetensors(str(folder / "init.safetensors"), tensors)
    for name, claim, more in [
        ("glorot_uniform", "mlx.nn.init.glorot_uniform", {}),
        ("glorot_normal", "mlx.nn.init.glorot_normal", {"verdict": "inconclusive"}),
        ("he_normal", "mlx.nn.init.he_normal", {}),
        ("he_normal", "keras.initializers.HeNormal",
         {"verdict": "deviates", "cause": "half the variance: a gain of sqrt 2 is missing", "test": "scale",
          "fan_in": 128, "fan_out": 136, "note": "MLX' layout is [out, in]"}),
        ("he_uniform", "mlx.nn.init.he_uniform",
         {"verdict": "deviates", "cause": "drawn in float32, rounded, then scaled in bfloat16", "test": "cells"}),
        ("orthogonal", "mlx.nn.init.orthogonal", {}),
        ("sparse", "mlx.nn.init.sparse(sparsity=0.25)", {"verdict": "inconclusive"}),
        ("identity", "mlx.nn.init.identity", {}),
        ("linear.weight", "mlx.nn.Linear.weight", {"verdict": "inconclusive"}),
        ("linear.bias", "mlx.nn.Linear.bias(fan_in=48)", {"verdict": "inconclusive"}),
        ("embedding.weight", "mlx.nn.Embedding.weight", {"verdict": "inconclusive"}),
    ]:
        dtype = str(tensors[name].dtype).removeprefix("mlx.core.")
        manifest.add("mlx/init.safetensors", name, claim, Described(dtype, tensors[name].shape), **more)


def casts(folder: Path, manifest: Manifest) -> None:
    """Drawn in float32 and cast, and the normal laws drawn in 16 bits. Each tensor is drawn separately."""
    mx.random.seed(2)
    init = nn.init
    tensors: dict[str, mx.array] = {}
    claims: dict[str, str] = {}
    for dtype in (mx.bfloat16, mx.float16):
        for name, claim, array in [
            ("cast.he_uniform", "mlx.nn.init.he_uniform", init.he_uniform()(mx.zeros((100, 120)))),
            ("cast.linear", "mlx.nn.Linear.weight", nn.Linear(120, 100).weight),
            ("cast.normal", "mlx.nn.init.normal(std=0.02)", init.normal(std=0.02)(mx.zeros((112, 100)))),
            ("drawn.normal", "mlx.nn.init.normal(std=0.02)",
             init.normal(std=0.02, dtype=dtype)(mx.zeros((176, 160)))),
            ("drawn.he_normal", "mlx.nn.init.he_normal", init.he_normal(dtype=dtype)(mx.zeros((112, 100)))),
        ]:
            name = f"{dtype_name(dtype)}.{name}"
            tensors[name], claims[name] = array.astype(dtype), claim
    mx.save_safetensors(str(folder / "casts.safetensors"), tensors)
    for name, claim in claims.items():
        array = Described(dtype_name(tensors[name].dtype), tensors[name].shape)
        verdict = "inconclusive" if name.endswith(("cast.normal", "he_normal")) else "conforms"
        manifest.add("mlx/casts.safetensors", name, claim, array, verdict)


def dtype_name(dtype: mx.Dtype) -> str:
    return str(dtype).removeprefix("mlx.core.")


class Described:
    """An array's type and shape under the names that other frameworks use."""

    def __init__(self, dtype, shape):
        self.dtype = dtype
        self.shape = shape
