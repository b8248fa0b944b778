"""What this package raises.

Errors say that something could not be tested. Failures say that it was, and did not pass. They are kept apart so that
nobody who handles the first swallows the second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._finding import Finding
    from ._verification import Verification


class Error(Exception):
    """Something could not be tested: the base of all errors of this package.

    Each is an error of Python's own, too. A `Deviation` is none of these.
    """


class InputError(Error, ValueError):
    """A claim, a rule or an option is wrong, or a claim does not fit the shape of a tensor."""


class TensorError(Error, TypeError):
    """A tensor has no values that can be tested: what it is, and what to pass instead."""


class ChangedError(Error, RuntimeError):
    """The values of a tensor changed while they were read, by another thread."""


class ReadError(Error, OSError):
    """A file cannot be read or written, or changed while it was read: the same call may succeed later."""


class InternalError(Error, RuntimeError):
    """The library failed. Please report it."""


class _Failure(AssertionError):
    """Tensors that were tested, and do not pass."""

    def __init__(self, message: str, result: Finding | Verification) -> None:
        super().__init__(message)
        #: What was found: the `Finding` of one tensor, or the `Verification` of several.
        self.result = result

    def __reduce__(self) -> tuple[type, tuple[str, Finding | Verification]]:
        return type(self), (self.args[0], self.result)


class Deviation(_Failure):
    """A tensor does not follow its claim: an AssertionError.

    The message names it. Then comes the table that the command `glorot verify` prints, with the diagnosis, and what
    would have been noticed. `result` is what was found.
    """


class Inconclusive(_Failure):
    """Nothing deviates, but a tensor has too few values to tell, and `strict=True` asked for enough: an AssertionError.

    `result` is what was found.
    """


# Tracebacks and pytest name a class by its module: this is where people import it from.
for _error in (Error, InputError, TensorError, ChangedError, ReadError, InternalError, Deviation, Inconclusive):
    _error.__module__ = "glorot"
