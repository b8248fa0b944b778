"""Writes what TensorFlow and Keras on TensorFlow draw.

    CUDA_VISIBLE_DEVICES= python streams_tensorflow.py tensorflow > tensorflow.tsv
    CUDA_VISIBLE_DEVICES= python streams_tensorflow.py keras-tensorflow > keras-tensorflow.tsv
    CUDA_VISIBLE_DEVICES= python streams_tensorflow.py pages

The streams of tensorflow.tsv:

- `tensorflow`: stateless operations and TensorFlow 2's initializers, seed pair (seed, 0); `tensorflow 3` has (seed, 3).
- `tensorflow-1`: operations with the op seed `seed` in a graph without a seed; `tensorflow-1 run 2` is the second run
  of the same operation, `tensorflow-1 graph 7` belongs to a graph with the seed 7, `tensorflow-1 eager 7` is eager mode
  after `tf.random.set_seed(7)`, `tensorflow-1 contrib` has the arithmetic of `tf.contrib.layers`, and
  `tensorflow-1 unseeded 2` is the third operation without a seed after `tf.random.set_seed(seed)`.
"""

import math
import os
import sys
from collections.abc import Callable, Iterator, Sequence

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("KERAS_BACKEND", "tensorflow")

import keras
import numpy as np
import tensorflow as tf
import tf_keras
from tensorflow.python.ops import init_ops_v2

import vectors

v1 = tf.compat.v1
TYPES = ("float32", "float64", "float16", "bfloat16")
# Less than a group, whole groups, odd ends, more than a kernel's chunk.
SIZES = ((1,), (2,), (3,), (7,), (25, 33), (4099,))
WHOLE = (64, 64, 64)


def stateless(law: str, seed: Sequence[int], shape: Sequence[int], dtype: str) -> np.ndarray:
    """What the stateless operation of a law draws."""
    kind, *numbers = law.split()
    first, second, *_ = map(float, numbers)
    random = tf.random
    if kind == "uniform":
        value = random.stateless_uniform(shape, seed, first, second, dtype)
    elif kind == "normal":
        value = random.stateless_normal(shape, seed, first, second, dtype)
    else:
        value = random.stateless_truncated_normal(shape, seed, first, second, dtype)
    return value.numpy()


def stateful(law: str, seed: int, shape: Sequence[int], dtype: str) -> tf.Tensor:
    """The operation of a law with an op seed."""
    kind, *numbers = law.split()
    first, second, *_ = map(float, numbers)
    if kind == "uniform":
        return tf.random.uniform(shape, first, second, dtype, seed=seed)
    if kind == "normal":
        return tf.random.normal(shape, first, second, dtype, seed=seed)
    return tf.random.truncated_normal(shape, first, second, dtype, seed=seed)


def runs(make: Callable[[], tf.Tensor], count: int = 1, graph_seed: int | None = None) -> list[np.ndarray]:
    """The values of an operation in the first runs of a session."""
    with tf.Graph().as_default():
        if graph_seed is not None:
            v1.set_random_seed(graph_seed)
        tensor = make()
        with v1.Session() as session:
            return [session.run(tensor) for _ in range(count)]


LAWS = ("uniform 0 1", "normal 0 1", "truncated 0 1 -2 2")
SHIFTED = ("uniform -0.05 0.1", "normal 0.3 0.05", "truncated -0.7 0.02 -2 2")


def scaling(
    stream: str, draw: Callable[[float, str, str, int, Sequence[int], str], np.ndarray], types: Sequence[str]
) -> Iterator[str]:
    """Variance scaling in every mode and distribution."""
    for mode in ("fan_in", "fan_out", "fan_avg"):
        for distribution in ("uniform", "truncated_normal", "untruncated_normal"):
            for dtype in types:
                for scale, shape in ((1.0, (25, 48)), (2.0, (300, 7)), (1 / 3, (11, 13))):
                    law = f"scale {scale!r} {mode} {distribution} {shape[0]} {shape[1]}"
                    yield vectors.line(stream, law, 1, shape, dtype, draw(scale, mode, distribution, 1, shape, dtype))


def tensorflow_2() -> Iterator[str]:
    """The stateless streams."""
    for dtype in TYPES:
        for seed in vectors.SEEDS:
            for shape in vectors.SHAPES:
                law = SHIFTED[0] if shape == vectors.SHAPES[1] else LAWS[0]
                yield vectors.line("tensorflow", law, seed, shape, dtype, stateless(law, (seed, 0), shape, dtype))
        for law in (*LAWS, *SHIFTED):
            for shape in SIZES:
                yield vectors.line("tensorflow", law, 42, shape, dtype, stateless(law, (42, 0), shape, dtype))
        for law in (*LAWS[1:], *SHIFTED[1:]):
            for seed in (1, 2**32 + 7):
                values = stateless(law, (seed, 0), WHOLE, dtype)
                yield vectors.line("tensorflow", law, seed, WHOLE, dtype, values)
        for law in LAWS:
            values = stateless(law, (42, 3), (25, 33), dtype)
            yield vectors.line("tensorflow 3", law, 42, (25, 33), dtype, values)
    # `tf.initializers` are those of Keras 3 since TensorFlow 2.16.
    for library in (init_ops_v2, tf_keras.initializers):
        yield from scaling(
            "tensorflow",
            lambda scale, mode, distribution, seed, shape, dtype, library=library: library.VarianceScaling(
                scale, mode, distribution, seed
            )(shape, dtype).numpy(),
            ("float64",) if library is init_ops_v2 else ("float32",),
        )
    # Numbers of half precision below its normal ones.
    for law in ("uniform -1e-05 3e-05", "normal 0 1e-05", "truncated 1e-06 1e-05 -2 2"):
        yield vectors.line("tensorflow", law, 5, WHOLE, "float16", stateless(law, (5, 0), WHOLE, "float16"))
    # Enough pairs for most of the 2^23 arguments of each function.
    for law in LAWS[1:]:
        values = stateless(law, (3, 0), (1 << 22,), "float32")
        yield vectors.line("tensorflow", law, 3, (1 << 22,), "float32", values)
    for shape in ((4, 5), (25, 12288)):
        values = tf.random_normal_initializer(seed=1)(shape).numpy()
        yield vectors.line("tensorflow", "normal 0 0.05", 1, shape, "float32", values)
        values = tf_keras.initializers.RandomNormal(seed=1)(shape).numpy()
        yield vectors.line("tensorflow", "normal 0 0.05", 1, shape, "float32", values)


def tensorflow_1() -> Iterator[str]:
    """The streams of op seeds."""
    for dtype in TYPES:
        for seed in vectors.SEEDS:
            law = LAWS[0]
            values = runs(lambda s=seed, t=dtype: stateful(LAWS[0], s, WHOLE, t))[0]
            yield vectors.line("tensorflow-1", law, seed, WHOLE, dtype, values)
        for law in (*LAWS, *SHIFTED):
            for shape in ((3,), (25, 33)):
                for run, values in enumerate(runs(lambda a=law, s=shape, t=dtype: stateful(a, 7, s, t), 3)):
                    stream = f"tensorflow-1 run {run + 1}" if run else "tensorflow-1"
                    yield vectors.line(stream, law, 7, shape, dtype, values)
        for law in LAWS:
            for graph_seed, seed in ((7, 1), (0, 0), (2**31 + 5, 2**32 + 7)):
                values = runs(lambda a=law, s=seed, t=dtype: stateful(a, s, (25, 33), t), 1, graph_seed)[0]
                yield vectors.line(f"tensorflow-1 graph {graph_seed}", law, seed, (25, 33), dtype, values)
                tf.random.set_seed(graph_seed)
                values = stateful(law, seed, (25, 33), dtype).numpy()
                yield vectors.line(f"tensorflow-1 eager {graph_seed}", law, seed, (25, 33), dtype, values)
    # Operations without a seed in a graph with one: the operation's number among these.
    with tf.Graph().as_default():
        v1.set_random_seed(7)
        tensors = [tf.random.uniform((25, 33)) for _ in range(3)]
        with v1.Session() as session:
            for number, values in enumerate(session.run(tensors)):
                yield vectors.line("tensorflow-1 graph 7", "uniform 0 1", number, (25, 33), "float32", values)
    # 2^-3 and slightly more than half of the last place of half precision: what is rounded once, and what twice.
    width = 2.0**-3 * (1 + 2.0**-11 + 2.0**-30)
    law = f"uniform 0 {width!r}"
    values = runs(lambda: stateful(law, 1, (25, 33), "float16"))[0]
    yield vectors.line("tensorflow-1", law, 1, (25, 33), "float16", values)
    yield vectors.line("tensorflow", law, 1, (25, 33), "float16", stateless(law, (1, 0), (25, 33), "float16"))
    for seed in (0, 1, 2**32 + 7):
        tf.random.set_seed(seed)
        for number in range(3):
            values = tf.random.normal((25, 33)).numpy()
            stream = f"tensorflow-1 unseeded {number}"
            yield vectors.line(stream, "normal 0 1", seed, (25, 33), "float32", values)
    yield from scaling(
        "tensorflow-1",
        lambda scale, mode, distribution, seed, shape, dtype: runs(
            lambda: v1.variance_scaling_initializer(scale, mode, distribution, seed, tf.as_dtype(dtype))(shape)
        )[0],
        ("float32",),
    )
    for shape in ((25, 33), (25, 12288)):
        for law, make in (
            (f"scale 1.0 fan_avg uniform {shape[0]} {shape[1]}", v1.glorot_uniform_initializer),
            ("normal 0 1", v1.random_normal_initializer),
            ("truncated 0 1 -2 2", v1.truncated_normal_initializer),
            ("uniform 0 1", v1.random_uniform_initializer),
        ):
            values = runs(lambda m=make, s=shape: m(seed=1)(s))[0]
            yield vectors.line("tensorflow-1", law, 1, shape, "float32", values)
        limit, deviation = contrib(1.0, shape)
        values = runs(lambda s=shape, a=limit: xavier(s, a, 1))[0]
        yield vectors.line("tensorflow-1 contrib", f"uniform {-limit!r} {limit!r}", 1, shape, "float32", values)
        values = runs(lambda s=shape, a=limit: xavier(s, a, 1), 1, 1)[0]
        yield vectors.line("tensorflow-1 graph 1", f"uniform {-limit!r} {limit!r}", 1, shape, "float32", values)
        values = runs(lambda s=shape, d=deviation: tf.random.truncated_normal(s, 0.0, d, seed=1))[0]
        yield vectors.line("tensorflow-1 contrib", f"truncated 0 {deviation!r} -2 2", 1, shape, "float32", values)


def contrib(factor: float, shape: Sequence[int]) -> tuple[float, float]:
    """Limit and standard deviation of contrib/layers/python/layers/initializers.py, mode FAN_AVG."""
    n = (float(shape[0]) + float(shape[1])) / 2.0
    return math.sqrt(3.0 * factor / n), math.sqrt(1.3 * factor / n)


def xavier(shape: Sequence[int], limit: float, seed: int) -> tf.Tensor:
    """`tf.contrib.layers.xavier_initializer(seed=seed)`."""
    return v1.random_uniform(shape, -limit, limit, tf.float32, seed=seed)


def keras_tensorflow() -> Iterator[str]:
    """Keras on TensorFlow."""
    initializers = keras.initializers
    for dtype in TYPES:
        for seed in vectors.SEEDS:
            for shape in vectors.SHAPES:
                values = initializers.RandomUniform(-0.05, 0.1, seed=seed)(shape, dtype=dtype).numpy()
                yield vectors.line("keras-tensorflow", SHIFTED[0], seed, shape, dtype, values)
        for shape in SIZES:
            for seed in (42, 2**31 + 5):
                for law, initializer in (
                    ("uniform 0 1", initializers.RandomUniform(0.0, 1.0, seed=seed)),
                    ("normal 0.3 0.05", initializers.RandomNormal(0.3, 0.05, seed=seed)),
                    ("truncated -0.7 0.02 -2 2", initializers.TruncatedNormal(-0.7, 0.02, seed=seed)),
                ):
                    values = initializer(shape, dtype=dtype).numpy()
                    yield vectors.line("keras-tensorflow", law, seed, shape, dtype, values)
    yield from scaling(
        "keras-tensorflow",
        lambda scale, mode, distribution, seed, shape, dtype: initializers.VarianceScaling(
            scale, mode, distribution, seed
        )(shape, dtype).numpy(),
        ("float32", "float64"),
    )
    # The third number says how many draws a SeedGenerator made before.
    generator = keras.random.SeedGenerator(7)
    for draw in range(4):
        values = keras.random.uniform((25, 33), 0.0, 1.0, "float32", seed=generator).numpy()
        yield vectors.line(f"keras-tensorflow generator {draw}", "uniform 0 1", 7, (25, 33), "float32", values)
    for seed in (1, 42, 2**32 + 7):
        # Initializers without a seed take one of Python's generator; operations one of the global generator.
        keras.utils.set_random_seed(seed % 2**32)
        for draw in range(3):
            values = initializers.GlorotUniform()((25, 33)).numpy()
            law = "scale 1.0 fan_avg uniform 25 33"
            yield vectors.line(f"keras-tensorflow initializer {draw}", law, seed % 2**32, (25, 33), "float32", values)
        tf_keras.utils.set_random_seed(seed % 2**32)
        for draw in range(3):
            values = tf_keras.initializers.GlorotNormal()((25, 33)).numpy()
            law = "scale 1.0 fan_avg truncated_normal 25 33"
            stream = f"keras-tensorflow initializer {draw}"
            yield vectors.line(stream, law, seed % 2**32, (25, 33), "float32", values)
        keras.utils.set_random_seed(seed % 2**32)
        for draw in range(3):
            values = keras.random.normal((25, 33)).numpy()
            yield vectors.line(
                f"keras-tensorflow unseeded {draw}", "normal 0 1", seed % 2**32, (25, 33), "float32", values
            )


def pages() -> None:
    """Prints numbers that pages have: course notes of TensorFlow 1, and what TensorFlow 2 draws."""
    limit, _ = contrib(1.0, (25, 12288))
    for graph_seed in (None, 1):
        values = runs(lambda: xavier((25, 12288), limit, 1), 1, graph_seed)[0]
        print(f"tf.contrib.layers.xavier_initializer(seed=1), [25, 12288], graph seed {graph_seed}:")
        print(values.ravel()[:6], values.ravel()[-3:])
    for shape in ((4, 4, 3, 8), (2, 2, 8, 16)):
        field = shape[0] * shape[1]
        limit, _ = contrib(1.0, (field * shape[2], field * shape[3]))
        values = runs(lambda s=shape, a=limit: xavier(s, a, 0), 1, 1)[0]
        print(f"tf.contrib.layers.xavier_initializer(seed=0), {shape}, graph seed 1, [1, 1, 1]: {values[1, 1, 1]}")
    tf.random.set_seed(5)
    print("tf.random.set_seed(5), tf.random.normal([2, 2], seed=1):", tf.random.normal([2, 2], seed=1).numpy())
    print("tf.random_normal_initializer(seed=1), [2, 3]:", tf.random_normal_initializer(seed=1)((2, 3)).numpy())


def main() -> None:
    """Writes one file, or the pages' numbers."""
    versions = f"tensorflow {tf.__version__}, keras {keras.__version__}, tf_keras {tf_keras.__version__}"
    if sys.argv[1:] == ["pages"]:
        pages()
    elif sys.argv[1:] == ["tensorflow"]:
        vectors.write("streams_tensorflow.py", versions, [*tensorflow_2(), *tensorflow_1()])
    elif sys.argv[1:] == ["keras-tensorflow"]:
        vectors.write("streams_tensorflow.py", versions, keras_tensorflow())
    else:
        sys.exit("usage: streams_tensorflow.py tensorflow | keras-tensorflow | pages")


if __name__ == "__main__":
    main()
