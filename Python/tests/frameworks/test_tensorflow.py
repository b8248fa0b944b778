"""Live tensors and variables of TensorFlow."""

from __future__ import annotations

from typing import Any

import pytest

import glorot

tf: Any = pytest.importorskip("tensorflow")

CLAIM = "keras.GlorotUniform"


def weights() -> Any:
    tf.random.set_seed(1)
    limit = (6 / 180) ** 0.5
    return tf.random.uniform((80, 100), -limit, limit, seed=1)


@pytest.mark.parametrize("dtype", ["float32", "float64", "bfloat16", "float16"])
def test_sound_and_defective(dtype: str) -> None:
    for values in (tf.cast(weights(), dtype), tf.Variable(tf.cast(weights(), dtype))):
        finding = glorot.verify(values, CLAIM)
        assert (finding.verdict, finding.dtype, finding.shape) == ("conforms", dtype, (80, 100))
        with pytest.raises(glorot.Deviation, match="FAIL"):
            glorot.verify(values, "keras.HeNormal")


def test_integers() -> None:
    assert glorot.verify(tf.zeros(3, tf.int64), "zeros")
    assert glorot.verify(tf.Variable(3, dtype=tf.int32), "constant(3)").shape == ()


def test_what_has_no_values_to_test() -> None:
    for make, message in (
        (lambda: tf.zeros(3, tf.complex64), "complex64"),
        (lambda: tf.zeros(3, tf.int32), "int32"),
        (lambda: tf.constant(["a"]), "."),
        (lambda: tf.zeros((0, 3)), "without values"),
        (lambda: tf.sparse.from_dense(weights()), "to_dense"),
        (lambda: tf.ragged.constant([[1.0], [2.0, 3.0]]), "RaggedTensor"),
        (lambda: tf.IndexedSlices(weights(), tf.range(80)), "IndexedSlices"),
    ):
        with pytest.raises(glorot.TensorError, match=rf"encoder\.weight: found .*{message}"):
            glorot.verify(make(), "normal(0, 1)", name="encoder.weight")


def test_symbols() -> None:
    @tf.function(autograph=False)
    def inside(values: Any) -> Any:
        glorot.verify(values, CLAIM)
        return values

    with pytest.raises(glorot.TensorError, match=r"symbolic tensor.*outside tf\.function"):
        inside(weights())


def test_tensorflows_own_numbers() -> None:
    theirs = tf.random_normal_initializer(stddev=0.1, seed=42)((37, 53))
    ours = glorot.draw("tf.random_normal_initializer(stddev=0.1)", (37, 53), stream="tensorflow", seed=42)
    assert ours.tolist() == theirs.numpy().tolist()
    with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        graph = session.run(tf.compat.v1.truncated_normal((37, 53), stddev=0.1, seed=42))
    ours = glorot.draw("tf.truncated_normal(stddev=0.1)", (37, 53), stream="tensorflow-1", seed=42)
    assert ours.tolist() == graph.tolist()
