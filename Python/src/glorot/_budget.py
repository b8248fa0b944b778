"""Levels for the calls of a session, which add up to the session's level."""

from __future__ import annotations

import threading


class Budget:
    """Spends a family-wise level on calls whose number is not known in advance.

    The first 1,000 calls share half of it, the next 2,000 a quarter, the next 4,000 an eighth, and so on. So as long as
    there are at most 1,000 calls, all have the same level, whichever tests run. The levels of any number of calls add
    up to at most the whole, which bounds the chance that one of them deviates although all is sound (Bonferroni).
    """

    #: The number of calls in the first block. Each block has twice as many as the one before.
    FIRST = 1000

    def __init__(self, alpha: float) -> None:
        #: The level of all calls together.
        self.alpha = alpha
        self._lock = threading.Lock()
        self._calls = 0

    @property
    def calls(self) -> int:
        """How many calls have received a level so far."""
        return self._calls

    def spend(self) -> float:
        """The level of the next call."""
        with self._lock:
            call = self._calls
            self._calls += 1
        return self.level(call)

    def level(self, call: int) -> float:
        """The level of a call, counted from 0 on."""
        # Block k has FIRST·2^k calls from FIRST·(2^k - 1) on, which share alpha/2^(k + 1).
        block = (call // self.FIRST + 1).bit_length() - 1
        return self.alpha / (2.0 * self.FIRST * 4.0**block)
