"""Keras 3 on JAX: keras.initializers and the layers' defaults, sound and defective, in .npy, .npz and .safetensors."""

from pathlib import Path
from typing import Any

import keras
import numpy as np
from keras import initializers
from safetensors.flax import save_file

from frameworks import Manifest


def write(folder, manifest):
    sound(folder, manifest)
    layers(folder, manifest)
    defects(folder, manifest)
    casts(folder, manifest)


def sound(folder, manifest):
    arrays = {
        "glorot_uniform": initializers.GlorotUniform(seed=1)((100, 80)),
        "glorot_normal": initializers.GlorotNormal(seed=2)((120, 120)),
        "he_normal": initializers.HeNormal(seed=3)((3, 3, 40, 40)),
        "lecun_uniform": initializers.LecunUniform(seed=4)((100, 80)),
        "variance_scaling": initializers.VarianceScaling(2.0, "fan_out", "uniform", seed=5)((100, 80)),
        "truncated_normal": initializers.TruncatedNormal(stddev=0.05, seed=6)((64, 64)),
        "orthogonal": initializers.Orthogonal(gain=2.0, seed=7)((64, 48)),
    }
    arrays = {name: np.asarray(array) for name, array in arrays.items()}
    np.save(folder / "glorot_uniform.npy", arrays["glorot_uniform"])
    np.savez_compressed(folder / "initializers.npz", **{k: a for k, a in arrays.items() if k != "glorot_uniform"})
    manifest.add("keras/glorot_uniform.npy", "", "keras.initializers.GlorotUniform", arrays["glorot_uniform"])
    for name, claim, verdict in [
        ("glorot_normal", "keras.initializers.GlorotNormal", "conforms"),
        ("he_normal", "keras.initializers.HeNormal", "conforms"),
        ("lecun_uniform", "keras.initializers.LecunUniform", "conforms"),
        ("variance_scaling", "keras.initializers.VarianceScaling(scale=2.0, mode='fan_out', distribution='uniform')",
         "conforms"),
        ("truncated_normal", "keras.initializers.TruncatedNormal(stddev=0.05)", "inconclusive"),
        ("orthogonal", "keras.initializers.Orthogonal(gain=2.0)", "conforms"),
    ]:
        manifest.add("keras/initializers.npz", name, claim, arrays[name], verdict)


def layers(folder, manifest):
    keras.utils.set_random_seed(8)
    model = keras.Sequential([
        keras.Input((100,)), keras.layers.Dense(80, name="dense"), keras.layers.LayerNormalization(name="norm")
    ])
    arrays = {variable.path: variable.numpy() for variable in model.weights}
    arrays = {"/".join(path.split("/")[-2:]): array for path, array in arrays.items()}
    np.savez(folder / "layers.npz", **arrays)
    for name, claim in [
        ("dense/kernel", "keras.layers.Dense.kernel"),
        ("dense/bias", "keras.layers.Dense.bias"),
        ("norm/gamma", "keras.layers.LayerNormalization.gamma"),
        ("norm/beta", "keras.layers.LayerNormalization.beta"),
    ]:
        manifest.add("keras/layers.npz", name, claim, arrays[name])


def defects(folder, manifest):
    swapped = np.asarray(initializers.HeNormal(seed=9)((32, 128))).T  # [in, out] = (128, 32), fans of (32, 128)
    sigma = (2 / (64 + 64)) ** 0.5
    unscaled = np.asarray(initializers.TruncatedNormal(stddev=sigma, seed=10)((64, 64)))
    arrays = {"swapped_fans": np.ascontiguousarray(swapped), "not_rescaled": unscaled}
    # One initializer object for two layers: with a seed, it gives both the same values.
    shared = initializers.GlorotUniform(seed=11)
    model = keras.Sequential([
        keras.Input((64,)),
        keras.layers.Dense(64, name="first", kernel_initializer=shared),
        keras.layers.Dense(64, name="second", kernel_initializer=shared),
    ])
    for layer in model.layers:
        arrays[f"{layer.name}/kernel"] = layer.kernel.numpy()
    np.savez(folder / "defects.npz", **arrays)
    file = "keras/defects.npz"
    manifest.add(file, "swapped_fans", "keras.initializers.HeNormal", arrays["swapped_fans"], "deviates",
                 cause="fan-out in the place of fan-in", test="scale")
    manifest.add(file, "not_rescaled", "keras.initializers.GlorotNormal", arrays["not_rescaled"], "deviates",
                 cause="a normal truncated at two standard deviations and not rescaled", test="scale")
    for name, other in [("first/kernel", "second/kernel"), ("second/kernel", "first/kernel")]:
        manifest.add(file, name, "keras.layers.Dense.kernel", arrays[name], "inconclusive", same_as=other,
                     cause="two layers from one seed", note="each alone is sound; together they deviate")


def casts(folder: Path, manifest: Manifest) -> None:
    """Drawn in float32 and cast by keras.ops.cast. Each tensor is drawn separately."""
    keras.utils.set_random_seed(12)
    tensors: dict[str, Any] = {}
    claims: dict[str, str] = {}
    for dtype in ("bfloat16", "float16"):
        for name, claim, initializer, shape in [
            ("glorot_uniform", "keras.initializers.GlorotUniform", initializers.GlorotUniform(), (120, 100)),
            ("random_uniform", "keras.initializers.RandomUniform", initializers.RandomUniform(), (120, 100)),
            ("random_normal", "keras.initializers.RandomNormal(stddev=0.02)", initializers.RandomNormal(stddev=0.02),
             (112, 100)),
            ("truncated_normal", "keras.initializers.TruncatedNormal(stddev=0.02)",
             initializers.TruncatedNormal(stddev=0.02), (128, 120)),
            ("he_normal", "keras.initializers.HeNormal", initializers.HeNormal(), (3, 3, 36, 48)),
        ]:
            name = f"{dtype}.{name}"
            tensors[name], claims[name] = keras.ops.cast(initializer(shape), dtype), claim
    save_file(tensors, folder / "casts.safetensors")
    for name, claim in claims.items():
        verdict = "inconclusive" if name.endswith(".random_normal") else "conforms"
        manifest.add("keras/casts.safetensors", name, claim, tensors[name], verdict)
