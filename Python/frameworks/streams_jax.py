"""Draws the vectors of JAX's streams, and of Keras' on JAX, for the tests of the package's own.

python streams_jax.py jax > Tests/InitializersTests/Fixtures/Streams/jax.tsv
python streams_jax.py keras > Tests/InitializersTests/Fixtures/Streams/keras-jax.tsv
python streams_jax.py keys > Tests/InitializersTests/Fixtures/Streams/jax-keys.tsv

With JAX 0.11 or older, whose normal initializers have other bits:

python streams_jax.py normals > Tests/InitializersTests/Fixtures/Streams/jax-normals.tsv
"""

import os
import sys
from collections.abc import Callable, Iterator

os.environ["JAX_PLATFORMS"] = "cpu"
os.environ["KERAS_BACKEND"] = "jax"

import jax
import jax.numpy as jnp
import numpy as np
from jax.nn import initializers

import vectors

Draw = Callable[[jax.Array, tuple[int, ...], jnp.dtype], jax.Array]

TYPES = {"float32": jnp.float32, "float64": jnp.float64, "bfloat16": jnp.bfloat16, "float16": jnp.float16}
DISTRIBUTIONS = {"uniform": "uniform", "truncated_normal": "truncated_normal", "untruncated_normal": "normal"}
SMALL = ((1,), (2,), (3,), (5,), (7, 3), (31, 1), (3, 3, 5, 7), (1023,), (127, 129))


def scaling(scale: float, mode: str, distribution: str, shape: tuple[int, ...]) -> tuple[str, Draw]:
    """The law of a rule and its draw."""
    fan_in, fan_out = fans(shape)
    law = f"scale {scale!r} {mode} {distribution} {fan_in} {fan_out}"

    def draw(key: jax.Array, shape: tuple[int, ...], dtype: jnp.dtype) -> jax.Array:
        axes = {"in_axis": -2, "out_axis": -1} if len(shape) > 1 else {"in_axis": 0, "out_axis": 0}
        if len(shape) == 1:  # Fans that are the length.
            tensor = initializers.variance_scaling(
                scale, mode, DISTRIBUTIONS[distribution], in_axis=0, out_axis=(), dtype=dtype
            )
            return tensor(key, shape, dtype)
        rule = initializers.variance_scaling(scale, mode, DISTRIBUTIONS[distribution], dtype=dtype, **axes)
        return rule(key, shape, dtype)

    return law, draw


def fans(shape: tuple[int, ...]) -> tuple[int, int]:
    """JAX's fans; of a vector, its length and 1."""
    if len(shape) == 1:
        return shape[0], 1
    receptive = int(np.prod(shape[:-2]))
    return shape[-2] * receptive, shape[-1] * receptive


def truncated(mean: float, deviation: float, low: float, high: float) -> tuple[str, Draw]:
    """A truncated normal law and its draw."""

    def draw(key: jax.Array, shape: tuple[int, ...], dtype: jnp.dtype) -> jax.Array:
        values = jax.random.truncated_normal(key, low, high, shape, dtype) * jnp.array(deviation, dtype)
        return values if mean == 0 else values + jnp.array(mean, dtype)

    return f"truncated {mean!r} {deviation!r} {low!r} {high!r}", draw


def laws(shape: tuple[int, ...]) -> Iterator[tuple[str, Draw]]:
    """Laws of every kind."""
    yield "constant 0.1", lambda key, shape, dtype: initializers.constant(0.1)(key, shape, dtype)
    yield "uniform 0 0.01", lambda key, shape, dtype: initializers.uniform(0.01)(key, shape, dtype)
    yield "uniform -0.05 0.05", lambda key, shape, dtype: jax.random.uniform(key, shape, dtype, -0.05, 0.05)
    yield "uniform 0.3 1.7", lambda key, shape, dtype: jax.random.uniform(key, shape, dtype, 0.3, 1.7)
    yield "normal 0 0.02", lambda key, shape, dtype: initializers.normal(0.02)(key, shape, dtype)
    yield (
        "normal 0.5 0.3",
        lambda key, shape, dtype: jax.random.normal(key, shape, dtype) * jnp.array(0.3, dtype) + jnp.array(0.5, dtype),
    )
    yield truncated(0.0, 0.02, -2.0, 2.0)
    yield truncated(0.1, 0.7, -1.0, 3.5)
    yield truncated(0.0, 1.0, -10.0, 0.25)
    for distribution in DISTRIBUTIONS:
        yield scaling(1.0, "fan_avg", distribution, shape)
    yield scaling(2.0, "fan_in", "truncated_normal", shape)
    yield scaling(2.0, "fan_in", "uniform", shape)
    yield scaling(0.7, "fan_out", "uniform", shape)
    yield scaling(1 / 3, "fan_geo_avg", "untruncated_normal", shape)


def jax_lines() -> Iterator[str]:
    """Tensors of both layouts."""
    for partitionable in (True, False):
        stream = "jax" if partitionable else "jax-original"
        for name, dtype in TYPES.items():
            with jax.enable_x64(name == "float64"), jax.threefry_partitionable(partitionable):
                for seed in vectors.SEEDS:
                    for shape in vectors.SHAPES:
                        for law, draw in uniform_laws(shape):
                            values = draw(jax.random.key(seed), shape, dtype)
                            yield line(stream, law, seed, shape, name, values)
                for seed, shape in zip((42, 2**31 + 5), ((512, 512), (64, 64, 8, 8)), strict=True):
                    for law, draw in laws(shape):
                        yield line(stream, law, seed, shape, name, draw(jax.random.key(seed), shape, dtype))
                for place, shape in enumerate(SMALL):
                    for number, (law, draw) in enumerate(laws(shape)):
                        if (number + place) % 4 == 0:
                            yield line(stream, law, 7, shape, name, draw(jax.random.key(7), shape, dtype))


def normal_lines() -> Iterator[str]:
    """Normal laws of `jax.nn.initializers`."""
    for name in ("float32", "bfloat16", "float16"):
        for shape in ((512, 512), (3, 3, 5, 7)):
            for law, draw in (
                ("normal 0 0.02", lambda key, shape, dtype: initializers.normal(0.02)(key, shape, dtype)),
                scaling(2.0, "fan_in", "untruncated_normal", shape),
                scaling(1.0, "fan_avg", "truncated_normal", shape),
                scaling(1.0, "fan_avg", "uniform", shape),
            ):
                yield line("jax", law, 42, shape, name, draw(jax.random.key(42), shape, TYPES[name]))


def uniform_laws(shape: tuple[int, ...]) -> Iterator[tuple[str, Draw]]:
    """A uniform law for whole tensors."""
    if len(shape) == 1:
        yield "uniform -0.05 0.05", lambda key, shape, dtype: jax.random.uniform(key, shape, dtype, -0.05, 0.05)
    else:
        yield scaling(1.0, "fan_avg", "uniform", shape)


def line(stream: str, law: str, seed: int, shape: tuple[int, ...], name: str, values: jax.Array) -> str:
    """A line of the fixture."""
    assert values.dtype == TYPES[name], (values.dtype, name)
    return vectors.line(stream, law, seed, shape, name, np.asarray(values))


def keras_laws(shape: tuple[int, ...], seed: int) -> Iterator[tuple[str, Callable[..., jax.Array]]]:
    """Initializers of Keras of every kind."""
    from keras import initializers as own
    from keras.src.initializers.random_initializers import compute_fans

    fan_in, fan_out = compute_fans(shape)

    def scaling(scale: float, mode: str, distribution: str) -> tuple[str, Callable[..., jax.Array]]:
        rule = own.VarianceScaling(scale, mode, distribution, seed=seed)
        return f"scale {scale!r} {mode} {distribution} {fan_in} {fan_out}", rule

    for distribution in DISTRIBUTIONS:
        yield scaling(1.0, "fan_avg", distribution)
    yield scaling(2.0, "fan_in", "truncated_normal")
    yield scaling(0.7, "fan_out", "uniform")
    yield "uniform -0.05 0.05", own.RandomUniform(seed=seed)
    yield "uniform 0 0.01", own.RandomUniform(0.0, 0.01, seed=seed)
    yield "normal 0 0.05", own.RandomNormal(seed=seed)
    yield "normal 0.5 0.3", own.RandomNormal(0.5, 0.3, seed=seed)
    yield "truncated 0 0.05 -2 2", own.TruncatedNormal(seed=seed)
    yield "truncated 0.1 0.7 -2 2", own.TruncatedNormal(0.1, 0.7, seed=seed)


def keras_lines() -> Iterator[str]:
    """Tensors of Keras."""
    for name in TYPES:
        with jax.enable_x64(name == "float64"):
            for seed in (seed for seed in vectors.SEEDS if seed < 2**32):
                for shape in vectors.SHAPES:
                    law, draw = next(keras_laws(shape, seed))
                    yield line("keras-jax", law, seed, shape, name, draw(shape, dtype=name))
            for law, draw in keras_laws((512, 512), 42):
                yield line("keras-jax", law, 42, (512, 512), name, draw((512, 512), dtype=name))
            for place, shape in enumerate(SMALL):
                for number, (law, draw) in enumerate(keras_laws(shape, 7)):
                    if (number + place) % 3 == 0:
                        yield line("keras-jax", law, 7, shape, name, draw(shape, dtype=name))


def key_lines() -> Iterator[str]:
    """Keys: layout, operation, key, argument, the words of the resulting keys."""
    from flax import nnx

    for partitionable in (True, False):
        layout = "partitionable" if partitionable else "original"
        with jax.threefry_partitionable(partitionable):
            for seed in (0, 42, 2**31 + 5):
                key = jax.random.key(seed)
                for count in (1, 2, 3, 5, 100):
                    yield key_line(layout, "split", seed, count, jax.random.split(key, count))
                for data in (0, 1, 7, 2**32 - 1):
                    yield key_line(layout, "fold_in", seed, data, jax.random.fold_in(key, np.uint32(data)))
                for path, number, words in linen_keys(key):
                    yield key_line(layout, "linen", seed, f"{path} {number}", words)
                rngs = nnx.Rngs(seed)
                for call in range(3):
                    yield key_line(layout, "nnx", seed, call, rngs.params())


def linen_keys(key: jax.Array) -> Iterator[tuple[str, int, jax.Array]]:
    """The keys of parameters, by the path of the module and the number of the parameter."""
    from flax import linen

    class Block(linen.Module):
        """A module of modules with two parameters of its own, which are their keys."""

        depth: int = 0

        @linen.compact
        def __call__(self, x: jax.Array) -> jax.Array:
            self.param("kernel", lambda key: key)
            if self.depth:
                Block(self.depth - 1)(x)
                Block(self.depth - 1, name="a module whose name is longer than a block of the hash: 64 bytes")(x)
            self.param("bias", lambda key: key)
            return x

    def walk(tree: dict, path: tuple[str, ...]) -> Iterator[tuple[str, int, jax.Array]]:
        for number, name in enumerate(("kernel", "bias"), 1):
            yield "/".join(path), number, tree[name]
        for name, child in tree.items():
            if isinstance(child, dict):
                yield from walk(child, (*path, name))

    yield from walk(Block(2).init(key, jnp.ones(1))["params"], ())


def key_line(layout: str, operation: str, seed: int, argument: int | str, keys: jax.Array) -> str:
    """A line of the fixture of keys; of many keys, the last."""
    words = np.asarray(jax.random.key_data(keys)).reshape(-1, 2)[-5:].reshape(-1)
    return "\t".join([layout, operation, str(seed), str(argument), " ".join(f"{int(word):x}" for word in words)])


def main() -> None:
    """Writes one fixture."""
    versions = f"JAX {jax.__version__}, NumPy {np.__version__}"
    if sys.argv[1] == "jax":
        vectors.write("streams_jax.py", versions, jax_lines())
    elif sys.argv[1] == "normals":
        vectors.write("streams_jax.py", versions, normal_lines())
    elif sys.argv[1] == "keys":
        vectors.write("streams_jax.py", versions, key_lines())
    else:
        import keras

        vectors.write("streams_jax.py", f"Keras {keras.__version__}, {versions}", keras_lines())


if __name__ == "__main__":
    main()
