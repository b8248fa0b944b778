"""MLX on CPU: mlx.nn.init and the layers' defaults, sound and with the gain that Keras' name implies missing."""

import mlx.core as mx
import mlx.nn as nn


def write(folder, manifest):
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


class Described:
    """An array's type and shape under the names that other frameworks use."""

    def __init__(self, dtype, shape):
        self.dtype = dtype
        self.shape = shape
