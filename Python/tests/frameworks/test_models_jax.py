"""Models of Flax, Haiku and Equinox: their layers' defaults, and what builds them."""

from __future__ import annotations

from typing import Any

import pytest

import glorot

jax: Any = pytest.importorskip("jax")


def transformer(nnx: Any) -> Any:
    class Block(nnx.Module):  # type: ignore[misc, name-defined]
        def __init__(self, rngs: Any) -> None:
            self.embed = nnx.Embed(200, 64, rngs=rngs)
            self.attention = nnx.MultiHeadAttention(num_heads=4, in_features=64, decode=False, rngs=rngs)
            self.norm = nnx.LayerNorm(64, rngs=rngs)
            self.batch = nnx.BatchNorm(64, rngs=rngs)
            self.conv = nnx.Conv(64, 32, (3,), rngs=rngs)
            self.hidden = nnx.Linear(64, 128, rngs=rngs)
            self.lstm = nnx.OptimizedLSTMCell(32, 24, rngs=rngs)
            self.gru = nnx.GRUCell(32, 24, rngs=rngs)
            self.dropout = nnx.Dropout(0.5, rngs=rngs)

    return Block(nnx.Rngs(1))


def test_nnx() -> None:
    nnx = pytest.importorskip("flax.nnx")
    model = transformer(nnx)
    verification = glorot.verify_model(model)
    assert verification
    assert not verification.unclaimed
    assert glorot.rules(model)["attention.query.kernel"].rule["fan_in"] == 64
    model.hidden.kernel[...] = model.hidden.kernel[...] * 0.5
    with pytest.raises(glorot.Deviation, match="FAIL") as caught:
        glorot.verify_model(model)
    assert [finding.tensor for finding in caught.value.result.failed] == ["hidden.kernel"]


def test_one_key_for_two_layers() -> None:
    nnx = pytest.importorskip("flax.nnx")
    model = nnx.Sequential(nnx.Linear(64, 64, rngs=nnx.Rngs(1)), nnx.Linear(64, 64, rngs=nnx.Rngs(1)))
    with pytest.raises(glorot.Deviation, match="bit-identical") as caught:
        glorot.verify_model(model)
    assert len(caught.value.result.failed) == 2


def test_equinox() -> None:
    eqx = pytest.importorskip("equinox")
    key = jax.random.key(1)
    assert glorot.verify_model(eqx.nn.MLP(64, 10, 128, 2, key=key))
    layers = [
        eqx.nn.Conv2d(16, 32, 3, key=key),
        eqx.nn.GRUCell(20, 30, key=jax.random.key(2)),
        eqx.nn.LSTMCell(20, 30, key=jax.random.key(3)),
        eqx.nn.LayerNorm(30),
        eqx.nn.MultiheadAttention(4, 64, key=jax.random.key(4)),
    ]
    verification = glorot.verify_model(eqx.nn.Sequential(layers))
    assert verification
    assert not verification.unclaimed
    same = eqx.nn.Sequential([eqx.nn.Linear(64, 64, key=key), eqx.nn.Linear(64, 64, key=key)])
    with pytest.raises(glorot.Deviation, match="bit-identical"):
        glorot.verify_model(same)


def linen_transformer(**arguments: Any) -> Any:
    nn = pytest.importorskip("flax.linen")

    class Block(nn.Module):  # type: ignore[misc, name-defined]
        @nn.compact
        def __call__(self, x: Any) -> Any:
            x = x + nn.MultiHeadDotProductAttention(4)(nn.LayerNorm()(x), nn.LayerNorm()(x))
            return x + nn.Dense(64)(nn.gelu(nn.Dense(256)(nn.LayerNorm()(x))))

    class Transformer(nn.Module):  # type: ignore[misc, name-defined]
        @nn.compact
        def __call__(self, tokens: Any) -> Any:
            x = nn.Embed(500, 64)(tokens)
            x = x + self.param("positions", nn.initializers.normal(0.02), (32, 64))
            for _ in range(2):
                x = Block()(x)
            x = nn.BatchNorm(use_running_average=False)(x)
            x = nn.RNN(nn.LSTMCell(64))(x)
            return nn.Dense(500, **arguments)(x)

    return Transformer()


def linen_variables(model: Any, seed: int) -> Any:
    return model.init(jax.random.key(seed), jax.numpy.ones((1, 32), int))


def test_linen() -> None:
    model = linen_transformer(kernel_init=jax.nn.initializers.xavier_uniform())
    variables = linen_variables(model, 1)
    verification = glorot.verify_model(variables, build=lambda: linen_variables(model, 0))
    assert verification
    assert len(verification.rules) == len(jax.tree_util.tree_leaves(variables))
    assert not verification.unclaimed
    head = verification.rules["params.Dense_0.kernel"]
    assert head.rule == {"claim": "jax.nn.initializers.glorot_uniform"}
    assert head.source.startswith("build: jax.random.uniform(minval=-0.10")
    assert glorot.verify_model(model.bind(variables), build=lambda: linen_variables(model, 0))
    frozen = pytest.importorskip("flax.core").freeze(variables)
    assert glorot.verify_model(frozen, build=lambda: linen_variables(model, 0))


@pytest.mark.parametrize(
    ("path", "plant", "word"),
    [
        ("Dense_0.kernel", lambda w: w * 0.5, "a gain of 1/2"),
        ("Dense_0.kernel", lambda w: jax.nn.initializers.he_normal()(jax.random.key(7), w.shape), "a gain of sqrt 2"),
        ("Embed_0.embedding", lambda w: w.at[0].set(0), "row"),
        ("positions", lambda w: jax.numpy.zeros_like(w), "0"),
        ("Block_0.Dense_0.bias", lambda w: w + 1, "1"),
    ],
)
def test_defects_of_linen(path: str, plant: Any, word: str) -> None:
    model = linen_transformer()
    variables = linen_variables(model, 1)
    *outer, last = path.split(".")
    inner = variables["params"]
    for name in outer:
        inner = inner[name]
    inner[last] = plant(inner[last])
    with pytest.raises(glorot.Deviation) as caught:
        glorot.verify_model(variables, build=lambda: linen_variables(model, 0))
    (finding,) = caught.value.result.failed
    assert finding.tensor == f"params.{path}"
    assert word in finding.remark


def test_haiku() -> None:
    hk = pytest.importorskip("haiku")
    network = hk.transform_with_state(lambda x: hk.nets.MLP([300, 100])(hk.BatchNorm(True, True, 0.9)(x, True)))

    def variables(seed: int) -> Any:
        return dict(zip(("params", "state"), network.init(jax.random.PRNGKey(seed), jax.numpy.ones((1, 784)))))

    verification = glorot.verify_model(variables(1), build=lambda: variables(0))
    assert verification
    assert not verification.unclaimed
    assert verification.rules["params.mlp/~/linear_0.w"].claim == "haiku.Linear.w"


def test_what_builds_a_module() -> None:
    nnx = pytest.importorskip("flax.nnx")

    def build(seed: int) -> Any:
        return nnx.Linear(64, 64, kernel_init=nnx.initializers.he_normal(), rngs=nnx.Rngs(seed))

    with pytest.raises(glorot.Deviation):
        glorot.verify_model(build(1))
    assert glorot.verify_model(build(1), build=lambda: build(0))
    outside = nnx.Rngs(0)
    with pytest.raises(glorot.InputError, match=r"create keys and nnx\.Rngs in it"):
        glorot.verify_model(build(1), build=lambda: nnx.Linear(64, 64, rngs=outside))
    eqx = pytest.importorskip("equinox")
    model = eqx.nn.MLP(64, 10, 128, 2, key=jax.random.key(1))
    rules = glorot.rules(model, build=lambda: eqx.nn.MLP(64, 10, 128, 2, key=jax.random.key(0)))
    assert rules["layers.0.bias"].claim == "jax.random.uniform(minval=-0.125, maxval=0.125)"
    assert glorot.verify(dict(zip(rules, jax.tree_util.tree_leaves(model))), rules.document())


def test_what_does_not_build_it() -> None:
    model = linen_transformer()
    variables = linen_variables(model, 1)
    with pytest.raises(glorot.InputError, match=r"found arrays without their module: pass build=lambda: model\.init"):
        glorot.verify_model(variables)
    with pytest.raises(glorot.TensorError, match="has no parameters of its own"):
        glorot.verify_model(model)
    with pytest.raises(glorot.InputError, match="layers draw when they are called"):
        glorot.verify_model(model.bind(variables))
    with pytest.raises(glorot.InputError, match=r"makes another model: .* found nothing"):
        glorot.verify_model(variables, build=lambda: linen_variables(model, 0)["params"])
    other = linen_transformer(use_bias=False)
    with pytest.raises(glorot.InputError, match=r"makes another model: params\.Dense_0\.bias .* found nothing"):
        glorot.verify_model(variables, build=lambda: linen_variables(other, 0))
    nn = pytest.importorskip("flax.linen")
    dense = nn.Dense(30).init(jax.random.key(1), jax.numpy.ones((1, 20)))
    with pytest.raises(glorot.InputError, match=r"params\.bias has shape \[30\], found shape \[40\]"):
        glorot.verify_model(dense, build=lambda: nn.Dense(40).init(jax.random.key(1), jax.numpy.ones((1, 20))))
    with pytest.raises(glorot.InputError, match="ZeroDivisionError"):
        glorot.verify_model(variables, build=lambda: 1 / 0)
