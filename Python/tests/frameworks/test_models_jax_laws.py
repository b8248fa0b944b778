"""Laws read off a program of JAX: claims are compared with the arguments that the program was written with."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy
import pytest

import glorot

jax: Any = pytest.importorskip("jax")
jnp: Any = pytest.importorskip("jax.numpy")

from glorot._models.jax_build import record
from glorot._models.jax_laws import rule


def claimed(draw: Callable[[], Any]) -> dict[str, Any] | None:
    shape, law = record(lambda: {"w": draw()})["w"]
    return rule(law, shape) if law is not None else None


def key() -> Any:
    return jax.random.key(0)


def loop(_: Any, each: Any) -> Any:
    return _, jax.nn.initializers.lecun_normal()(each, (16, 8))


def signed(q: Any, r: Any) -> Any:
    return q * jnp.sign(jnp.diag(r))


init: Any = jax.nn.initializers
LAWS: list[tuple[Callable[[], Any], str]] = [
    (lambda: init.lecun_normal()(key(), (32, 16)), "jax.nn.initializers.lecun_normal"),
    (lambda: init.he_normal()(key(), (3, 3, 32, 16)), "jax.nn.initializers.he_normal"),
    (lambda: init.glorot_normal()(key(), (32, 17)), "jax.nn.initializers.glorot_normal"),
    (lambda: init.glorot_uniform()(key(), (32, 17)), "jax.nn.initializers.glorot_uniform"),
    (lambda: init.he_uniform()(key(), (32, 17)), "jax.nn.initializers.he_uniform"),
    (lambda: jax.jit(init.lecun_uniform(), static_argnums=1)(key(), (32, 17)), "jax.nn.initializers.lecun_uniform"),
    (lambda: init.normal(0.02)(key(), (32, 17)), "jax.nn.initializers.normal(stddev=0.02)"),
    (lambda: 0.02 * jax.random.normal(key(), (32, 17)), "jax.nn.initializers.normal(stddev=0.02)"),
    (lambda: jax.random.normal(key(), (5,)) / 50 - 1, "haiku.initializers.RandomNormal(stddev=0.02, mean=-1.0)"),
    (lambda: -2 * jax.random.uniform(key(), (5,)), "jax.random.uniform(minval=-2.0, maxval=0.0)"),
    (lambda: jax.random.uniform(key(), (5,), minval=-0.25, maxval=0.5), "jax.random.uniform(minval=-0.25, maxval=0.5)"),
    (
        lambda: init.truncated_normal(0.02, lower=-1.0, upper=3.0)(key(), (5,)),
        "jax.nn.initializers.truncated_normal(stddev=0.02, lower=-1.0, upper=3.0)",
    ),
    (
        lambda: 1 - jax.random.truncated_normal(key(), -1, 3, (5,)),
        "haiku.initializers.TruncatedNormal(stddev=1.0, mean=1.0, lower=-3.0, upper=1.0)",
    ),
    (lambda: init.orthogonal(2.0)(key(), (32, 17)), "jax.nn.initializers.orthogonal(scale=2.0)"),
    (lambda: init.orthogonal()(key(), (17, 32)), "jax.nn.initializers.orthogonal(scale=1.0)"),
    (lambda: signed(*jnp.linalg.qr(jax.random.normal(key(), (32, 17)))), "jax.nn.initializers.orthogonal(scale=1.0)"),
    (lambda: jnp.zeros((3, 4)), "zeros"),
    (lambda: jnp.exp(jnp.zeros(4)) - 3, "constant(value=-2.0)"),
    (lambda: 0 * jax.random.normal(key(), (5,)), "zeros"),
    (lambda: init.normal(0.5)(key(), (32, 17)).reshape(17, 2, 16).T, "jax.nn.initializers.normal(stddev=0.5)"),
]


@pytest.mark.parametrize(("draw", "claim"), LAWS, ids=[claim for _, claim in LAWS])
def test_claims(draw: Callable[[], Any], claim: str) -> None:
    assert claimed(draw) == {"claim": claim}
    # What is drawn has the law that the claim states: values that are no constants are drawn a second time, in numbers.
    values = jax.numpy.asarray(draw())
    assert glorot.verify(values, claim)


def test_fans_of_the_drawn_shape() -> None:
    drawn = init.lecun_normal()
    whole = {"claim": "jax.nn.initializers.lecun_normal", "fan_in": 32, "fan_out": 24}
    assert claimed(lambda: drawn(key(), (32, 24)).reshape(32, 4, 6)) == whole
    step = {"claim": "jax.nn.initializers.lecun_normal", "fan_in": 16, "fan_out": 8}
    assert claimed(lambda: jax.lax.scan(loop, 0, jax.random.split(key(), 5))[1]) == step
    # Of axes in another order, the numbers remain.
    turned = claimed(lambda: init.variance_scaling(1.0, "fan_in", "normal")(key(), (64, 16)).T)
    assert turned == {"claim": "jax.nn.initializers.normal(stddev=0.125)"}


@jax.jit
def _normal(key: Any) -> Any:
    return 5 * jax.random.normal(key, (5,))


@jax.jit
def _uniform(key: Any, low: Any, high: Any) -> Any:
    return low + (high - low) * jax.random.normal(key, (5,)) ** 2


def test_names_of_others() -> None:
    # Functions that have the names of JAX's samplers are what they are made of.
    assert claimed(lambda: _normal(key())) == {"claim": "jax.nn.initializers.normal(stddev=5.0)"}
    assert claimed(lambda: _uniform(key(), 0.0, 1.0)) is None


def test_bounds_by_the_error_function() -> None:
    def cut(bound: float) -> Any:
        limit = math.erf(bound / 2**0.5)
        return 2**0.5 * jax.lax.erf_inv(jax.random.uniform(key(), (5, 4), minval=-limit, maxval=limit))

    found = claimed(lambda: cut(2.0))
    assert found == {"claim": "jax.nn.initializers.truncated_normal(stddev=1.0, lower=-2.0, upper=2.0)"}
    # Where the bound has more digits, none of the values may lie beyond it.
    assert "upper=1.234570" in str(claimed(lambda: cut(1.2345678)))
    assert claimed(lambda: cut(4.0)) is None


#: What the reading must not guess.
UNKNOWN: list[Callable[[], Any]] = [
    lambda: jax.random.normal(key(), (5,)) ** 2,
    lambda: jax.random.normal(key(), (5,)) * jax.random.normal(jax.random.key(1), (5,)),
    lambda: jax.random.normal(key(), (5,)) * jnp.arange(5.0),
    lambda: jnp.clip(jax.random.normal(key(), (5,)), -2, 2),
    lambda: jax.random.normal(key(), (5, 4)).at[0].set(0),
    lambda: jnp.broadcast_to(jax.random.normal(key(), (4,)), (5, 4)),
    lambda: jnp.concatenate([jax.random.normal(key(), (4,)), jnp.zeros(4)]),
    lambda: jax.random.exponential(key(), (5,)),
    lambda: jax.random.randint(key(), (5,), 0, 9),
    lambda: (10 * jax.random.normal(key(), (5,))).astype(int),
    lambda: jax.random.gamma(key(), 2.0, (5,)),
    lambda: init.orthogonal()(key(), (32, 16))[:, :8],
    lambda: init.orthogonal()(key(), (32, 16)) + 1,
    lambda: jnp.linalg.qr(jax.random.normal(key(), (32, 17)))[0],
    lambda: jnp.linalg.qr(1 + jax.random.normal(key(), (32, 17)))[0],
    lambda: signed(*jnp.linalg.qr(jax.random.uniform(key(), (32, 17)))),
    lambda: init.delta_orthogonal()(key(), (3, 8, 16)),
    lambda: jax.vmap(lambda each: init.orthogonal()(each, (8, 8)))(jax.random.split(key(), 3)),
    lambda: init.orthogonal()(key(), (32, 16)).reshape(4, 8, 16).transpose(0, 2, 1),
    lambda: jax.lax.scan(loop, 0, jax.random.split(key(), 5))[1].sum(0),
    lambda: jax.lax.fori_loop(0, 3, lambda i, x: x + 1.0, jnp.zeros(3)),
    lambda: jax.lax.cond(True, lambda: jnp.zeros(3), lambda: jnp.ones(3)),
]


@pytest.mark.parametrize("draw", UNKNOWN)
def test_nothing_is_guessed(draw: Callable[[], Any]) -> None:
    assert claimed(draw) is None


def test_what_no_draw_reaches() -> None:
    assert claimed(lambda: jnp.sin(jnp.arange(5.0))) == {"skip": "computed, not drawn"}
    assert claimed(lambda: 2.0 * jnp.eye(4)) == {"skip": "computed, not drawn"}
    assert claimed(lambda: jnp.ones((4, 3)).mean(0)) == {"skip": "computed, not drawn"}
    # NumPy's draws are numbers of the program.
    assert claimed(lambda: jnp.asarray(numpy.random.default_rng(1).normal(size=5))) is None
