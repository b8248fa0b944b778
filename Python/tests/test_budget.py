"""The levels of a session's calls."""

from __future__ import annotations

import math
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from typing import Any

import pytest

import glorot
from glorot._budget import Budget

#: The probability of a result that these tests refuse, if the budget is sound.
IMPROBABLE = 1e-9


def exact_level(call: int) -> Fraction:
    """The level of a call for a budget of 1, block by block, as the documentation says."""
    first, size, share = 0, 1000, Fraction(1, 2)
    while call >= first + size:
        first, size, share = first + size, 2 * size, share / 2
    return share / size


@pytest.mark.parametrize("call", [0, 1, 999, 1000, 1001, 2999, 3000, 6999, 7000, 14_999, 15_000, 10**6, 10**12])
def test_a_level_is_its_share_of_its_block(call: int) -> None:
    assert Budget(1).level(call) == float(exact_level(call))


def test_the_levels_add_up_to_the_whole_at_most() -> None:
    levels = [exact_level(call) for call in range(7000)]
    assert sum(levels) == Fraction(7, 8)
    assert math.fsum(Budget(1e-6).level(call) for call in range(100_000)) <= 1e-6
    # Any number of blocks leaves some of the budget.
    assert sum(Fraction(1, 2) ** (block + 1) for block in range(64)) < 1


def test_the_first_thousand_calls_have_one_level() -> None:
    budget = Budget(1e-6)
    (level,) = {budget.spend() for _ in range(1000)}
    assert level == pytest.approx(1e-6 / 2 / 1000, rel=1e-12)
    assert budget.spend() < level
    assert budget.calls == 1001


def test_threads_share_a_budget() -> None:
    budget = Budget(1)
    levels: list[float] = []
    threads = [threading.Thread(target=lambda: levels.extend(budget.spend() for _ in range(500))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(levels) == sorted(float(exact_level(call)) for call in range(4000))


def binomial_limit(trials: int, probability: float) -> int:
    """The least k that a binomial number exceeds with probability at most `IMPROBABLE`, by exact arithmetic."""
    p = Fraction(probability)
    term = (1 - p) ** trials
    cumulative, count = term, 0
    while 1 - cumulative > Fraction(IMPROBABLE):
        term *= Fraction(trials - count, count + 1) * p / (1 - p)
        count += 1
        cumulative += term
    return count


def test_a_session_of_sound_assertions_seldom_fails() -> None:
    # 1,000 sessions of 300 assertions at --glorot-alpha 0.05, each on its own 64 sound values.
    numpy: Any = pytest.importorskip("numpy")
    alpha, sessions, assertions = 0.05, 100 if "GLOROT_QUICK_TESTS" in os.environ else 1000, 300

    def fails(session: int) -> tuple[bool, bool]:
        budget = Budget(alpha)
        values = numpy.random.default_rng(session).uniform(-1, 1, (assertions, 64)).astype("float32")
        least, is_failed = 1.0, False
        for row in values:
            finding = glorot.test(row, "uniform(-1, 1)", alpha=budget.spend())
            is_failed = is_failed or not finding
            # Every tenth session also shows the outcome with a level of alpha for each call.
            if session % 10 == 0:
                least = min(least, finding.least_adjusted or 0)
        return is_failed, least <= alpha

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(fails, range(sessions)))
    assert sum(failed for failed, _ in outcomes) <= binomial_limit(sessions, alpha)
    # The bound of 300 calls at alpha/2,000 each is sharper, and holds, too.
    assert sum(failed for failed, _ in outcomes) <= binomial_limit(sessions, assertions * alpha / 2000)
    # The simulation can fail: without the budget, sessions do fail.
    assert sum(failed for _, failed in outcomes[::10]) > binomial_limit(sessions // 10, alpha)
