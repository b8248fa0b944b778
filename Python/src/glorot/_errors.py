"""The exceptions of this package.

Errors say that something could not be tested. Failures say that it was tested and did not pass. They are separate so
that code that handles errors does not swallow failures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._finding import Finding
    from ._verification import Verification


class Error(Exception):
    """Something could not be tested: the base of all errors of this package.

    Each error is also one of Python's own. A `Deviation` is not an `Error`.
    """


class InputError(Error, ValueError):
    """A claim, a rule or an option is wrong, or a claim does not fit the shape of a tensor."""


class TensorError(Error, TypeError):
    """A tensor has no values that can be tested. The message says what it is and what to pass instead."""


class ChangedError(Error, RuntimeError):
    """Another thread changed a tensor's values while they were read."""


class ReadError(Error, OSError):
    """A file cannot be read or written, or changed while it was read. The same call may succeed later."""


class InternalError(Error, RuntimeError):
    """The library failed. Please report it."""


class _Failure(AssertionError):
    """Tensors that were tested and did not pass."""

    def __init__(self, message: str, result: Finding | Verification) -> None:
        super().__init__(message)
        #: What was found: the `Finding` of one tensor, or the `Verification` of several.
        self.result = result

    def __reduce__(self) -> tuple[type, tuple[str, Finding | Verification]]:
        return type(self), (self.args[0], self.result)


class Deviation(_Failure):
    """A tensor does not follow its claim: an AssertionError.

    The message names the tensor. Then comes the table that the command `glorot verify` prints, with the diagnosis and
    what would have been noticed. `result` is what was found.
    """


class Inconclusive(_Failure):
    """Nothing deviates, but a tensor has too few values to tell, which `strict=True` forbids: an AssertionError.

    `result` is what was found.
    """


# Tracebacks and pytest show a class with its module; this is the module that people import from.
for _error in (Error, InputError, TensorError, ChangedError, ReadError, InternalError, Deviation, Inconclusive):
    _error.__module__ = "glorot"
