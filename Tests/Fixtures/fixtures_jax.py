"""JAX and Flax: jax.nn.initializers and the layers' defaults, sound and defective."""

from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
from flax import linen
from flax.traverse_util import flatten_dict
from jax.nn import initializers
from safetensors.flax import save_file

from frameworks import Manifest


def write(folder, manifest):
    sound(folder, manifest)
    layers(folder, manifest)
    low_precision(folder, manifest)
    casts(folder, manifest)


def sound(folder, manifest):
    keys = jax.random.split(jax.random.key(1), 6)
    tensors = {
        "glorot_normal": initializers.glorot_normal()(keys[0], (120, 120)),
        "he_uniform": initializers.he_uniform()(keys[1], (3, 3, 28, 32)),
        "fan_geo_avg": initializers.variance_scaling(2.0, "fan_geo_avg", "uniform")(keys[2], (160, 50)),
        "uniform": initializers.uniform(scale=0.01)(keys[3], (80, 100)),
        "orthogonal": initializers.orthogonal()(keys[4], (48, 64)),
        "delta_orthogonal": initializers.delta_orthogonal()(keys[5], (3, 3, 16, 24)),
    }
    save_file(tensors, folder / "initializers.safetensors")
    file = "jax/initializers.safetensors"
    for name, claim in [
        ("glorot_normal", "jax.nn.initializers.glorot_normal"),
        ("he_uniform", "jax.nn.initializers.he_uniform"),
        ("fan_geo_avg", "jax.nn.initializers.variance_scaling(2.0, 'fan_geo_avg', 'uniform')"),
        ("uniform", "jax.nn.initializers.uniform(scale=0.01)"),
        ("orthogonal", "jax.nn.initializers.orthogonal"),
        ("delta_orthogonal", "jax.nn.initializers.delta_orthogonal"),
    ]:
        # A single matrix of 16 rows hardly tells Haar's law from other laws of orthonormal matrices.
        verdict = "inconclusive" if name == "delta_orthogonal" else "conforms"
        manifest.add(file, name, claim, tensors[name], verdict)
    manifest.add(file, "uniform", "uniform(low=-0.01, high=0.01)", tensors["uniform"], "deviates",
                 cause="[0, limit) for [-limit, limit)", test="kolmogorov_smirnov")


class Block(linen.Module):
    @linen.compact
    def __call__(self, tokens):
        x = linen.Embed(64, 64, name="embed")(tokens)
        x = linen.Dense(112, name="dense")(x)
        x = linen.LayerNorm(name="norm")(x)
        return linen.MultiHeadDotProductAttention(num_heads=8, qkv_features=128, name="attention")(x)


def layers(folder, manifest):
    """Flax flattens a kernel with several output axes before drawing: the fans of [112, 8, 16] are 112 and 128."""
    parameters = Block().init(jax.random.key(2), jnp.zeros((1, 4), jnp.int32))["params"]
    parameters = flatten_dict(parameters, sep=".")
    kept = ["embed.embedding", "dense.kernel", "dense.bias", "norm.scale", "norm.bias", "attention.query.kernel"]
    arrays = {name: np.asarray(parameters[name]) for name in kept}
    np.savez_compressed(folder / "flax.npz", **arrays)
    file = "jax/flax.npz"
    for name, claim, more in [
        ("embed.embedding", "flax.linen.Embed.embedding", {"verdict": "inconclusive"}),
        ("dense.kernel", "flax.linen.Dense.kernel", {"verdict": "inconclusive"}),
        ("dense.bias", "flax.linen.Dense.bias", {}),
        ("norm.scale", "flax.linen.LayerNorm.scale", {}),
        ("norm.bias", "flax.linen.LayerNorm.bias", {}),
        ("attention.query.kernel", "flax.linen.MultiHeadDotProductAttention.query.kernel", {}),
    ]:
        manifest.add(file, name, claim, arrays[name], **more)


def low_precision(folder, manifest):
    """jax.nn.initializers draws in the requested type: 2^7 uniforms in bfloat16, 2^10 in float16."""
    keys = jax.random.split(jax.random.key(3), 2)
    tensors = {
        "drawn_in_bfloat16": initializers.glorot_uniform()(keys[0], (160, 100), jnp.bfloat16),
        "rounded_to_bfloat16": initializers.glorot_uniform()(keys[1], (100, 80)).astype(jnp.bfloat16),
    }
    save_file(tensors, folder / "bfloat16.safetensors")
    file = "jax/bfloat16.safetensors"
    manifest.add(file, "drawn_in_bfloat16", "jax.nn.initializers.glorot_uniform", tensors["drawn_in_bfloat16"],
                 "deviates", cause="drawn in bfloat16: 128 levels", test="levels")
    manifest.add(file, "rounded_to_bfloat16", "jax.nn.initializers.glorot_uniform", tensors["rounded_to_bfloat16"])


def casts(folder: Path, manifest: Manifest) -> None:
    """JAX and Flax, drawn in float32 and cast. Each tensor is drawn separately."""
    keys = iter(jax.random.split(jax.random.key(4), 10))
    tensors: dict[str, jax.Array] = {}
    claims: dict[str, str] = {}
    for dtype in (jnp.bfloat16, jnp.float16):
        dense = linen.Dense(144).init(next(keys), jnp.zeros((1, 128)))["params"]["kernel"]
        for name, claim, array in [
            ("glorot_uniform", "jax.nn.initializers.glorot_uniform",
             initializers.glorot_uniform()(next(keys), (120, 100))),
            ("uniform", "jax.nn.initializers.uniform(scale=0.1)", initializers.uniform(0.1)(next(keys), (120, 100))),
            ("normal", "jax.nn.initializers.normal(stddev=0.02)",
             initializers.normal(0.02)(next(keys), (112, 100))),
            ("truncated_normal", "jax.nn.initializers.truncated_normal(stddev=0.02)",
             initializers.truncated_normal(0.02)(next(keys), (128, 120))),
            ("dense", "flax.linen.Dense.kernel", dense),
        ]:
            name = f"{jnp.dtype(dtype).name}.{name}"
            tensors[name], claims[name] = array.astype(dtype), claim
    save_file(tensors, folder / "casts.safetensors")
    for name, claim in claims.items():
        verdict = "inconclusive" if name.endswith(".normal") else "conforms"
        manifest.add("jax/casts.safetensors", name, claim, tensors[name], verdict)
