"""TensorFlow: the initializers of version 1, as tf.compat.v1 still has them."""

import numpy as np
import tensorflow as tf


def write(folder, manifest):
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
