"""Exact confidence limits of a probability from a count of occurrences."""

from __future__ import annotations

import math
from collections.abc import Callable


def exact_limits(count: int, total: int, confidence: float) -> tuple[float, float]:
    """The limits of Clopper & Pearson, Biometrika 26 (1934): each misses with at most half of 1 - confidence."""
    tail = (1 - confidence) / 2
    low = 0.0 if count == 0 else _root(lambda p: 1 - _cdf(count - 1, total, p) - tail)
    high = 1.0 if count == total else _root(lambda p: tail - _cdf(count, total, p))
    return low, high


def _cdf(count: int, total: int, p: float) -> float:
    """P(X <= count) of a binomial law."""
    odds = math.log(p), math.log1p(-p)
    return math.fsum(
        math.exp(
            math.lgamma(total + 1)
            - math.lgamma(k + 1)
            - math.lgamma(total - k + 1)
            + k * odds[0]
            + (total - k) * odds[1]
        )
        for k in range(count + 1)
    )


def _root(increasing: Callable[[float], float]) -> float:
    """The zero of an increasing function on (0, 1), by bisection."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        if not low < middle < high or middle in (0.0, 1.0):
            break
        low, high = (middle, high) if increasing(middle) < 0 else (low, middle)
    return (low + high) / 2
