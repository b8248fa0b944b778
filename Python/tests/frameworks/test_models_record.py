"""Records of code that draws weights, made on tensors without values."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable
from typing import Any

import pytest

torch: Any = pytest.importorskip("torch")
nn, init = torch.nn, torch.nn.init

from glorot._models.torch_build import record as build
from glorot._models.torch_record import Recorder, recording


def record(draw: Callable[[Any], Any], *shape: int) -> Any:
    """The rule for what was drawn; "nothing" if nothing was written."""
    tensor = torch.empty(shape or (64, 32), device="meta")
    with recording(Recorder) as recorder:
        key = recorder.watch(tensor)
        draw(tensor)
    return recorder.rules.get(key, "nothing")


@pytest.mark.parametrize(
    ("draw", "claim"),
    [
        (lambda w: w.normal_(std=0.02), "torch.nn.init.normal_(mean=0.0, std=0.02)"),
        (lambda w: w.uniform_(to=3.0), "torch.nn.init.uniform_(a=0.0, b=3.0)"),
        (lambda w: w.data.normal_(), "torch.nn.init.normal_(mean=0.0, std=1.0)"),
        (lambda w: w.t().normal_(), "torch.nn.init.normal_(mean=0.0, std=1.0)"),
        (lambda w: w.normal_(0, 0.1).mul_(2.0), "torch.nn.init.normal_(mean=0.0, std=0.2)"),
        (lambda w: w.normal_(0, 0.1).div_(2), "torch.nn.init.normal_(mean=0.0, std=0.05)"),
        (lambda w: init.trunc_normal_(w, std=0.02), "torch.nn.init.trunc_normal_(mean=0.0, std=0.02, a=-2.0, b=2.0)"),
        (lambda w: init.orthogonal_(w, gain=2), "torch.nn.init.orthogonal_(gain=2)"),
        (lambda w: init.sparse_(w, 0.1), "torch.nn.init.sparse_(sparsity=0.1, std=0.01)"),
        (lambda w: init.uniform_(w, -0.25, 0.25), "torch.nn.init.uniform_(a=-0.25, b=0.25)"),
        (lambda w: w.fill_(3), "constant(value=3.0)"),
        (lambda w: init.zeros_(w.normal_()), "zeros"),
    ],
)
def test_claims(draw: Callable[[Any], Any], claim: str) -> None:
    assert record(draw) == {"claim": claim}


def test_padding() -> None:
    expected = {"claim": "torch.nn.init.normal_(mean=0.0, std=1.0)", "padding_idx": 63}
    assert record(lambda w: w.normal_()[-1].zero_()) == expected


@pytest.mark.parametrize(
    "draw",
    [
        lambda w: w.normal_()[3:5].zero_(),
        lambda w: w.normal_()[:, 3].zero_(),
        lambda w: w[3].zero_(),
        lambda w: w.normal_().clamp_(-1, 1),
        lambda w: w.zero_().add_(1),
        lambda w: w.exponential_(),
        lambda w: w.copy_(torch.randn(64, 32)),
        lambda w: w.fill_(float("-inf")),
        lambda w: w.masked_fill_(w > 0, 1),
        lambda w: init.eye_(w.normal_()),
        lambda w: torch.normal(0, 1, (64, 32), out=w.normal_()),
        lambda w: torch._foreach_mul_([w.normal_()], 2.0),
    ],
)
def test_no_claim(draw: Callable[[Any], Any]) -> None:
    assert record(draw) is None


STEPS = "inverse_softplus_of_log_uniform(low=0.001, high=0.1)"


def step() -> Any:
    return torch.exp(torch.rand(64) * (math.log(0.1) - math.log(0.001)) + math.log(0.001))


def inverse(dt: Any) -> Any:
    return dt + torch.log(-torch.expm1(-dt))


@pytest.mark.parametrize(
    ("draw", "claim"),
    [
        (lambda: inverse(step()), STEPS),
        (lambda: inverse(step().clamp(min=1e-4)), STEPS),
        (lambda: torch.log(torch.expm1(step())), STEPS),
        (lambda: torch.empty(64).copy_(inverse(step())), STEPS),
        (lambda: inverse(torch.empty(64).uniform_(math.log(1e-3), math.log(1e-1)).exp_()), STEPS),
        (lambda: torch.empty(64).uniform_(1, 16).log_(), "logarithm_of_uniform(low=1.0, high=16.0)"),
        (lambda: torch.log(16 * torch.rand(64)), "logarithm_of_uniform(low=0.0, high=16.0)"),
        (lambda: torch.rand(64) - 0.5, "torch.nn.init.uniform_(a=-0.5, b=0.5)"),
        # The steps themselves, a floor among them, two draws, and other functions.
        (step, None),
        (lambda: inverse(step().clamp(min=0.01)), None),
        (lambda: inverse(step().clamp(max=0.05)), None),
        (lambda: step() + torch.log(-torch.expm1(-step())), None),
        (lambda: inverse(torch.randn(64).exp()), None),
        (lambda: torch.log(torch.rand(64) - 0.5), None),
        (lambda: inverse(step()) * 2, None),
        (lambda: torch.exp(step()), None),
    ],
)
def test_functions_of_uniform_draws(draw: Callable[[], Any], claim: str | None) -> None:
    class Owner(nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.bias = nn.Parameter(draw())

    rule = build(Owner)["bias"].rule
    assert rule == ({"claim": claim} if claim is not None else None)


class Copies(nn.Module):  # type: ignore[misc]
    """Tensors that are made of one draw, and some that are not."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Parameter(torch.randn(64, 32))
        self.tied = self.first
        self.cloned = nn.Parameter(self.first.detach().clone())
        self.scaled = nn.Parameter(self.first.detach() * 0.5)
        self.written = nn.Parameter(torch.empty(64, 32))
        self.written.data.copy_(self.first)
        self.drawn_again = nn.Parameter(self.first.detach().clone())
        self.drawn_again.data.normal_(std=0.1)
        self.like = nn.Parameter(torch.randn_like(self.first))
        self.ones = nn.Parameter(torch.ones(8))
        self.more_ones = nn.Parameter(self.ones.detach().clone())


def test_what_is_made_of_another_tensor_is_no_draw() -> None:
    found = build(Copies)
    normal = {"claim": "torch.nn.init.normal_(mean=0.0, std=1.0)"}
    assert found["first"].rule == found["tied"].rule == found["like"].rule == normal
    assert found["drawn_again"].rule == {"claim": "torch.nn.init.normal_(mean=0.0, std=0.1)"}
    assert found["ones"].rule == found["more_ones"].rule == {"claim": "ones"}
    for name in ("cloned", "scaled", "written"):
        assert found[name].rule is None
        assert found[name].call == "made of the draw of first"


def test_nothing_is_left_behind() -> None:
    functions = init.orthogonal_, init._no_grad_trunc_normal_
    state = torch.random.get_rng_state()
    record(lambda w: w.copy_(torch.rand(64, 32)))
    assert (init.orthogonal_, init._no_grad_trunc_normal_) == functions
    assert torch.equal(torch.random.get_rng_state(), state)


def test_other_threads_draw_as_ever() -> None:
    values = torch.zeros(64, 64)
    with recording(Recorder) as recorder:
        recorder.watch(torch.empty(3, device="meta"))
        thread = threading.Thread(target=lambda: init.orthogonal_(values))
        thread.start()
        thread.join()
    assert torch.allclose(values @ values.T, torch.eye(64), atol=1e-4)


class Made(nn.Module):  # type: ignore[misc]
    """Parameters as people make them."""

    def __init__(self) -> None:
        super().__init__()
        self.default = nn.Linear(64, 32)
        self.drawn = nn.Linear(64, 32)
        self.scale = nn.Parameter(0.1 * torch.ones(32))
        self.table = nn.Parameter(torch.randn(64, 32) * 0.02)
        self.temperature = nn.Parameter(torch.log(10 * torch.ones(4, 1)))
        self.shift = nn.Parameter(torch.full((8,), 3.0))
        self.empty = nn.Parameter(torch.empty(8))
        self.cut = nn.Parameter(torch.randn(64, 32).clamp(-1, 1))
        self.seen = nn.Linear(3, int(torch.arange(5).sum()))
        init.kaiming_normal_(self.drawn.weight, mode="fan_out")
        init.xavier_uniform_(self.seen.weight.view(3, 10))


def test_a_build() -> None:
    state = torch.random.get_rng_state()
    built = build(Made)
    assert torch.equal(state, torch.random.get_rng_state())
    claims = {name: found.rule and found.rule["claim"] for name, found in built.items() if not found.is_default}
    assert claims == {
        "drawn.weight": "torch.nn.init.kaiming_normal_(a=0, mode='fan_out', nonlinearity='leaky_relu')",
        "scale": "constant(value=0.1)",
        "table": "torch.nn.init.normal_(mean=0.0, std=0.02)",
        "temperature": "constant(value=2.302585092994046)",
        "shift": "constant(value=3.0)",
        "empty": None,
        "cut": None,
        # A view's fans are not the weight's, so the numbers are the claim.
        "seen.weight": "torch.nn.init.uniform_(a=-0.6793662204867574, b=0.6793662204867574)",
    }
    assert {name for name, found in built.items() if found.is_default} == {
        "default.weight", "default.bias", "drawn.bias", "seen.bias",
    }  # fmt: skip


def test_what_is_no_model() -> None:
    with pytest.raises(TypeError, match="found int"):
        build(lambda: 3)
