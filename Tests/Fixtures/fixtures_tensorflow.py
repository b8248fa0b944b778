"""TensorFlow: the initializers of version 1, still in tf.compat.v1, and laws in 16 bits."""

from pathlib import Path

import numpy as np
import tensorflow as tf
from safetensors.tensorflow import save_file

from frameworks import Manifest


def write(folder, manifest):
    initializers(folder, manifest)
    casts(folder, manifest)


def initializers(folder, manifest):
    v1 = tf.compat.v1
    arrays = {
        "glorot_uniform": v1.glorot_uniform_initializer(seed=1)((100, 80)),
        "truncated_normal": v1.truncated_normal_initializer(stddev=0.1, seed=2)((64, 64)),
        "orthogonal": v1.orthogonal_initializer(seed=3)((48, 64)),
    }
    arrays = {name: array.numpy() for name, array in arrays.items()}
    np.savez_compressed(folder / "compat-v1.npz", **arrays)
    for name, claim, verdict in [
        ("glorot_uniform", "tf.glorot_uniform_initializer", "conforms"),
        ("truncated_normal", "tf.compat.v1.truncated_normal_initializer(stddev=0.1)", "inconclusive"),
        ("orthogonal", "tf.keras.initializers.Orthogonal", "conforms"),
    ]:
        manifest.add("tensorflow/compat-v1.npz", name, claim, arrays[name], verdict)


def casts(folder: Path, manifest: Manifest) -> None:
    """Drawn in float32 and cast by tf.cast, and the normal laws drawn in 16 bits. Each tensor is drawn separately."""
    tf.random.set_seed(4)
    v1 = tf.compat.v1
    tensors: dict[str, tf.Tensor] = {}
    claims: dict[str, str] = {}
    for dtype in (tf.bfloat16, tf.float16):
        for name, claim, array in [
            ("cast.glorot_uniform", "tf.glorot_uniform_initializer", v1.glorot_uniform_initializer()((120, 100))),
            ("cast.truncated_normal", "tf.random.truncated_normal(stddev=0.02)",
             tf.random.truncated_normal((128, 120), stddev=0.02)),
            ("drawn.normal", "tf.random_normal_initializer(stddev=0.02)",
             tf.random_normal_initializer(stddev=0.02)((176, 160), dtype=dtype)),
            ("drawn.truncated_normal", "tf.random.truncated_normal(stddev=0.02)",
             tf.random.truncated_normal((128, 120), stddev=0.02, dtype=dtype)),
        ]:
            name = f"{dtype.name}.{name}"
            tensors[name], claims[name] = tf.cast(array, dtype), claim
    for name, claim in claims.items():
        manifest.add("tensorflow/casts.safetensors", name, claim, tensors[name].numpy())
    save_file(tensors, folder / "casts.safetensors")
