"""Laws of arrays that JAX draws, and the claims that state them."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy

#: The standard deviation of a standard normal law truncated at ±2, as JAX has it: `jax.nn.initializers.variance_scaling`.
TRUNCATED_AT_2 = 0.87962566103423978

#: The largest relative difference of a standard deviation, rounded to float32 several times, from a formula's.
ROUNDING = 1e-6


class Law(NamedTuple):
    """What all values of an array are drawn from, independently but for an orthogonal matrix.

    Attributes:
        family: "constant", "computed" (without any draw, not to one value), "uniform", "normal", "truncated" or
            "orthogonal"; "q", "r" and "signs" are what a QR factorization gives on the way to an orthogonal matrix.
        location: the value of a constant, the lower bound of a uniform law, or the mean.
        scale: the width of a uniform law, the standard deviation before truncation, or an orthogonal matrix's gain.
        bounds: where a normal law is truncated, in standard deviations before truncation.
        drawn: the shape it was drawn in.
    """

    family: str
    location: float
    scale: float
    bounds: tuple[float, float] = (-math.inf, math.inf)
    drawn: tuple[int, ...] = ()

    def times(self, factor: float) -> Law | None:
        """The law of the values times a factor."""
        if self.family == "computed":
            return None
        if self.family == "constant" or factor == 0:
            return constant(self.location * factor if factor else 0.0)
        if self.family == "orthogonal":
            return self._replace(scale=self.scale * abs(factor))
        low, high = self.bounds if factor > 0 else (-self.bounds[1], -self.bounds[0])
        start = self.location * factor
        if self.family == "uniform" and factor < 0:
            start = (self.location + self.scale) * factor
        return self._replace(location=start, scale=self.scale * abs(factor), bounds=(low, high))

    def plus(self, offset: float) -> Law | None:
        """The law of the values plus an offset."""
        if self.family in ("orthogonal", "computed"):
            return self if offset == 0 else None
        return self._replace(location=self.location + offset)


def constant(value: float) -> Law:
    return Law("constant", value, 0.0)


def rule(law: Law, shape: tuple[int, ...]) -> dict[str, Any] | None:
    """The rule of an array of a law and a shape; None if no claim states it."""
    if law.family == "constant":
        value = law.location
        return {"claim": {0.0: "zeros", 1.0: "ones"}.get(value, f"constant(value={_number(value)})")}
    if law.family == "computed":
        return {"skip": "computed, not drawn"}
    if law.family == "orthogonal":
        return _orthogonal(law, shape)
    if law.family not in ("uniform", "normal", "truncated") or not law.scale > 0:
        return None
    named = _named(law, shape)
    return named if named is not None else {"claim": words(law)}


def words(law: Law) -> str:
    """A law as the claim with its own numbers."""
    mean, width, (low, high) = _number(law.location), _number(law.scale), map(_number, law.bounds)
    if law.family == "uniform":
        return f"jax.random.uniform(minval={mean}, maxval={_number(law.location + law.scale)})"
    if law.family == "normal":
        if law.location == 0:
            return f"jax.nn.initializers.normal(stddev={width})"
        return f"haiku.initializers.RandomNormal(stddev={width}, mean={mean})"
    if law.location == 0:
        return f"jax.nn.initializers.truncated_normal(stddev={width}, lower={low}, upper={high})"
    return f"haiku.initializers.TruncatedNormal(stddev={width}, mean={mean}, lower={low}, upper={high})"


def _number(value: float) -> str:
    """The shortest number that is the same in float32."""
    return str(float(str(numpy.float32(value))))


def _orthogonal(law: Law, shape: tuple[int, ...]) -> dict[str, Any] | None:
    """An orthogonal matrix must be the array's, with the last axis as its columns."""
    if len(shape) < 2:
        return None
    rows, columns = math.prod(shape[:-1]), shape[-1]
    if tuple(sorted(law.drawn)) != tuple(sorted((rows, columns))):
        return None
    return {"claim": f"jax.nn.initializers.orthogonal(scale={_number(law.scale)})"}


def _named(law: Law, shape: tuple[int, ...]) -> dict[str, Any] | None:
    """The initializer that scales a law by fans, if one does. The fans are those of the shape it was drawn in."""
    fans = _fans(law.drawn)
    if fans is None or not _is_centred(law):
        return None
    fan_in, fan_out = fans
    for claim, family, variance in NAMES:
        expected = variance(fan_in, fan_out) ** 0.5
        if family == law.family and abs(spread(law) / expected - 1) < ROUNDING:
            return {"claim": claim, **({} if _fans(shape) == fans else {"fan_in": fan_in, "fan_out": fan_out})}
    return None


def _is_centred(law: Law) -> bool:
    if law.family == "uniform":
        return abs(2 * law.location / law.scale + 1) < ROUNDING
    return law.location == 0 and law.bounds in ((-math.inf, math.inf), (-2.0, 2.0))


def spread(law: Law) -> float:
    """The standard deviation of a uniform law, of a normal one, or of one truncated at ±2."""
    if law.family == "uniform":
        return law.scale / 12**0.5
    return law.scale * (TRUNCATED_AT_2 if law.family == "truncated" else 1.0)


def _fans(shape: Sequence[int]) -> tuple[int, int] | None:
    """The fans of `jax.nn.initializers` by default: the last two axes, times the others."""
    if len(shape) < 2 or 0 in shape:
        return None
    field = math.prod(shape[:-2])
    return shape[-2] * field, shape[-1] * field


#: Variances after truncation by fan-in and fan-out.
_VARIANCES: dict[str, Callable[[int, int], float]] = {
    "lecun": lambda fan_in, fan_out: 1 / fan_in,
    "glorot": lambda fan_in, fan_out: 2 / (fan_in + fan_out),
    "he": lambda fan_in, fan_out: 2 / fan_in,
    "haiku": lambda fan_in, fan_out: TRUNCATED_AT_2**2 / fan_in,
    "fan_out": lambda fan_in, fan_out: 1 / fan_out,
}

#: Initializers that scale by fans: the claim, the family, and the variance.
NAMES: list[tuple[str, str, Callable[[int, int], float]]] = [
    *(
        (f"jax.nn.initializers.{name}_{suffix}", family, _VARIANCES[name])
        for name in ("lecun", "glorot", "he")
        for suffix, family in (("normal", "truncated"), ("uniform", "uniform"))
    ),
    ("haiku.Linear.w", "truncated", _VARIANCES["haiku"]),
    ("jax.nn.initializers.variance_scaling(1.0, 'fan_in', 'normal')", "normal", _VARIANCES["lecun"]),
    ("jax.nn.initializers.variance_scaling(1.0, 'fan_out', 'normal')", "normal", _VARIANCES["fan_out"]),
]
