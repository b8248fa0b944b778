"""Functions of uniform draws that claims state: logarithms, and inverses of softplus at log-uniform steps.

What a build computes on the way has a form and no claim. The inverse of softplus is ln(exp(step) - 1), which code also writes
as step + ln(-expm1(-step)).
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple


class Form(NamedTuple):
    """What a tensor holds on the way from a uniform law to a claim.

    Attributes:
        name: "step", which is log-uniform between two numbers, or what was made of it.
        low: the lower number.
        high: the upper number.
        origin: the storage of the step.
    """

    name: str
    low: float
    high: float
    origin: int


#: What operations make of a step on the way to a claim.
FORMS = {
    ("step", "neg"): "-step",
    ("-step", "expm1"): "expm1(-step)",
    ("expm1(-step)", "neg"): "-expm1(-step)",
    ("-expm1(-step)", "log"): "log(-expm1(-step))",
    ("step", "expm1"): "expm1(step)",
    ("expm1(step)", "log"): "claim",
}


def begun(name: str, rule: dict[str, Any] | None, storage: int) -> Form | dict[str, Any] | None:
    """What an operation makes of a uniform law."""
    bounds = uniform_bounds(rule)
    if bounds is None or bounds[0] >= bounds[1]:
        return None
    if name == "exp":
        return Form("step", math.exp(bounds[0]), math.exp(bounds[1]), storage)
    return claim_between("logarithm_of_uniform", *bounds) if name == "log" and bounds[0] >= 0 else None


def continued(name: str, form: Form, floor: Any, ceiling: Any) -> Form | dict[str, Any] | None:
    """What an operation on one tensor makes of a form. The floor and the ceiling are those of a clamp."""
    if name in ("clamp", "clamp_min") and form.name == "step":
        is_open = (floor is None or floor <= form.low * (1 + 1e-9)) and ceiling is None
        return form if is_open else None
    if name in ("clone", "_to_copy", "contiguous"):
        return form
    following = FORMS.get((form.name, name))
    if following == "claim":
        return claim_between("inverse_softplus_of_log_uniform", form.low, form.high)
    return form._replace(name=following) if following is not None else None


def together(name: str, first: Form | None, second: Form | None, alpha: Any) -> dict[str, Any] | None:
    """What an operation makes of two forms of one step."""
    if name != "add" or alpha != 1 or first is None or second is None or first[1:] != second[1:]:
        return None
    if {first.name, second.name} != {"step", "log(-expm1(-step))"}:
        return None
    return claim_between("inverse_softplus_of_log_uniform", first.low, first.high)


def claim_between(name: str, low: float, high: float) -> dict[str, Any]:
    """A claim with two ends, without the digits that rounding made."""
    return {"claim": f"{name}(low={float(f'{low:.12g}')!r}, high={float(f'{high:.12g}')!r})"}


def uniform_bounds(rule: dict[str, Any] | None) -> tuple[float, float] | None:
    """The ends of a uniform law."""
    claim = str(rule["claim"]) if rule is not None and set(rule) == {"claim"} else ""
    start = "torch.nn.init.uniform_(a="
    if not claim.startswith(start):
        return None
    low, _, high = claim[len(start) : -1].partition(", b=")
    return float(low), float(high)
