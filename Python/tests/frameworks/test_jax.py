"""Live arrays of JAX and Flax."""

from __future__ import annotations

from typing import Any

import pytest

import glorot

jax: Any = pytest.importorskip("jax")
jnp = jax.numpy

CLAIM = "jax.nn.initializers.glorot_uniform"


def weights(dtype: str = "float32", seed: int = 1) -> Any:
    return jax.nn.initializers.glorot_uniform()(jax.random.key(seed), (80, 100), dtype)


@pytest.mark.parametrize("dtype", ["float32", "bfloat16", "float16"])
def test_sound_and_defective(dtype: str) -> None:
    finding = glorot.verify(weights().astype(dtype), CLAIM)
    assert (finding.verdict, finding.dtype, finding.shape) == ("conforms", dtype, (80, 100))
    with pytest.raises(glorot.Deviation, match="FAIL"):
        glorot.verify(weights().astype(dtype), "jax.nn.initializers.he_normal")


def test_drawn_in_sixteen_bits() -> None:
    # JAX then draws 128 levels, and the diagnosis says so.
    with pytest.raises(glorot.Deviation, match="levels"):
        glorot.verify(jax.nn.initializers.glorot_uniform()(jax.random.key(1), (800, 100), "bfloat16"), CLAIM)


def test_a_tree_of_parameters() -> None:
    params = {"Dense_0": {"kernel": weights(seed=1), "bias": jnp.zeros(100)}, "Dense_1": {"kernel": weights(seed=2)}}
    verification = glorot.verify(params, {"*.kernel": CLAIM, "*.bias": "zeros"})
    assert verification["Dense_0.kernel"].passed
    assert glorot.verify(jnp.zeros(3, "int32"), "zeros")


def test_views() -> None:
    assert glorot.verify(weights().T, CLAIM).shape == (100, 80)
    assert glorot.verify(weights()[::2, ::2], "uniform(-0.182574, 0.182574)").count == 2000


def test_what_has_no_values_to_test() -> None:
    for make, message in (
        (lambda: jax.random.key(1), "random keys"),
        (lambda: jax.random.split(jax.random.key(1), 3), "random keys"),
        (lambda: jnp.zeros(3, "complex64"), "complex64"),
        (lambda: jnp.zeros(3, "int32"), "int32"),
        (lambda: jnp.zeros(3, "float8_e4m3fn"), "cast it to float32"),
        (lambda: jnp.zeros((0, 3)), "without values"),
        (lambda: jax.ShapeDtypeStruct((3, 4), "float32"), "no values"),
    ):
        with pytest.raises(glorot.TensorError, match=rf"encoder\.weight: found .*{message}"):
            glorot.verify(make(), "normal(0, 1)", name="encoder.weight")


def test_tracers() -> None:
    @jax.jit
    def inside(values: Any) -> Any:
        glorot.verify(values, CLAIM)
        return values

    with pytest.raises(glorot.TensorError, match=r"tracer.*outside jit"):
        inside(weights())


def test_flax() -> None:
    nnx: Any = pytest.importorskip("flax.nnx")
    layer = nnx.Linear(80, 100, rngs=nnx.Rngs(1))
    assert glorot.verify(layer.kernel, "jax.nn.initializers.lecun_normal")
    assert not glorot.test(layer.kernel, CLAIM)
    assert glorot.verify(layer.bias, "zeros")


@pytest.mark.parametrize("dtype", ["float32", "bfloat16", "float16"])
def test_jaxs_own_numbers(dtype: str) -> None:
    for name in ("glorot_uniform", "he_normal", "lecun_normal"):
        theirs = getattr(jax.nn.initializers, name)()(jax.random.key(42), (37, 53), dtype)
        ours = glorot.draw(f"jax.nn.initializers.{name}", (37, 53), stream="jax", seed=42, dtype=dtype)
        assert ours.astype("float64").tolist() == theirs.astype("float32").tolist(), name
    seed = glorot.identify(weights(seed=1234)).seed
    assert seed is not None
    assert (seed.stream, seed.seed) == ("jax", 1234)
