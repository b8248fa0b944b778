"""The fixture `glorot`, whose calls share one family-wise level per session of pytest."""

from __future__ import annotations

import os
import weakref
from collections.abc import Generator
from typing import TYPE_CHECKING, Any

import pytest

from ._budget import Budget

if TYPE_CHECKING:
    from ._finding import Finding
    from ._verification import Verification

_ALPHA = 1e-6


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("glorot")
    group.addoption(
        "--glorot-alpha",
        metavar="ALPHA",
        help="the chance that any assertion of the fixture glorot fails although all weights are sound "
        f"(above 0, below 1; default: glorot_alpha, or else {_ALPHA})",
    )
    parser.addini("glorot_alpha", "the default for --glorot-alpha")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Session(config), "glorot-session")


class Call:
    """What one call of the fixture found."""

    def __init__(self, result: Finding | Verification) -> None:
        from ._verify import wrap

        self.tensors = 1 if hasattr(result, "p_values") else len(result)
        #: The table, if something fails.
        self.failure = None if result.passed else wrap(result.text)


class Session:
    """The level of a session, and what its calls found."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        #: The session's level, whatever the number of processes.
        self.alpha = _alpha(config)
        # Each pytest-xdist process has its own share: none knows how many calls the others make.
        workers = max(1, int(os.environ.get("PYTEST_XDIST_WORKER_COUNT") or 1))
        self.budget = Budget(self.alpha / workers)
        #: The calls of the running tests.
        self.calls: weakref.WeakKeyDictionary[pytest.Item, list[Call]] = weakref.WeakKeyDictionary()
        self.tensors = 0
        #: The tests that failed, with the tables of their deviations.
        self.failures: list[tuple[str, str]] = []

    # Not wrapper=True, which pytest before version 8 does not know.
    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item) -> Generator[None, Any, None]:
        outcome = yield
        report = outcome.get_result()
        calls = self.calls.get(item, [])
        # A deviation that the test expects, with pytest.raises, is not a failure of the session.
        if report.failed:
            self.failures += [(item.nodeid, call.failure) for call in calls if call.failure is not None]
            # A test may fail again during teardown.
            for call in calls:
                call.failure = None
        if report.when == "teardown":
            self.tensors += sum(call.tensors for call in calls)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self) -> None:
        output = getattr(self.config, "workeroutput", None)
        if output is not None:
            output["glorot"] = (self.tensors, self.failures)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Takes over what a pytest-xdist process found."""
        tensors, failures = getattr(node, "workeroutput", {}).get("glorot", (0, []))
        self.tensors += tensors
        self.failures += [(name, table) for name, table in failures]

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        if self.tensors == 0 and not self.failures:
            return
        terminalreporter.section("glorot")
        for name, table in self.failures:
            terminalreporter.write_line(name)
            terminalreporter.write_line(table)
            terminalreporter.write_line("")
        noun = "tensor" if self.tensors == 1 else "tensors"
        terminalreporter.write_line(f"{self.tensors} {noun} verified, family-wise error at most {self.alpha}")


class Glorot:
    """The fixture: `verify`, `test` and `verify_model`, where each call has its share of the session's level.

    Use the other functions of the package, which need no level, through `import glorot`.
    """

    def __init__(self, session: Session, item: pytest.Item) -> None:
        self._session = session
        self._item = item

    def verify(self, tensor: Any, claim: Any, **options: Any) -> Any:
        """Like `glorot.verify`, with the same arguments except `alpha`, which comes from the session."""
        __tracebackhide__ = True
        result = self.test(tensor, claim, **options)
        if result._answer.status:
            from ._verify import raise_failure

            raise_failure(result)
        return result

    def test(self, tensor: Any, claim: Any, **options: Any) -> Any:
        """Like `glorot.test`, with the same arguments except `alpha`, which comes from the session."""
        __tracebackhide__ = True
        from ._errors import Error
        from ._verify import test

        try:
            result = test(tensor, claim, alpha=self._level(options), **options)
        except Error as error:
            # The message says it all. This package's lines would only hide the caller's.
            raise error.with_traceback(None)  # noqa: B904
        self._note(result)
        return result

    def verify_model(self, model: Any, overrides: Any = None, **options: Any) -> Any:
        """Like `glorot.verify_model`, with the same arguments except `alpha`, which comes from the session."""
        __tracebackhide__ = True
        from ._errors import Deviation, Error, Inconclusive
        from ._model import verify_model

        try:
            result = verify_model(model, overrides, alpha=self._level(options), **options)
        except (Deviation, Inconclusive) as failure:
            self._note(failure.result)
            raise failure.with_traceback(None)  # noqa: B904
        except Error as error:
            raise error.with_traceback(None)  # noqa: B904
        self._note(result)
        return result

    def _level(self, options: dict[str, Any]) -> float:
        """The level of a call."""
        __tracebackhide__ = True
        if "alpha" in options:
            raise TypeError(
                "alpha: found it in a call of the fixture, whose calls share --glorot-alpha: "
                "for its own level, call the package's glorot.verify"
            )
        return self._session.budget.spend()

    def _note(self, result: Finding | Verification) -> None:
        """Adds what was found to the session and to the test."""
        self._session.calls.setdefault(self._item, []).append(Call(result))
        _record(self._item, result)


@pytest.fixture
def glorot(request: pytest.FixtureRequest) -> Glorot:
    """Tests weights: glorot.verify(weights, claim) fails the test if they do not follow the claim.

    If all weights are sound, the probability that any call of the session fails is at most --glorot-alpha.
    """
    session = request.config.pluginmanager.get_plugin("glorot-session")
    assert isinstance(session, Session)
    return Glorot(session, request.node)


def _record(item: pytest.Item, result: Finding | Verification) -> None:
    """Adds what was found to the test's properties, which the JUnit file includes."""
    from ._finding import Finding

    if isinstance(result, Finding):
        findings: list[Finding] = [result]
    else:
        item.user_properties.append(("glorot.summary", result.summary))
        findings = list(result.failed)
    for finding in findings:
        values: list[tuple[str, object | None]] = [
            ("tensor", finding.name),
            ("claim", finding.claim),
            ("verdict", finding.verdict),
            ("least_adjusted_p_value", finding.least_adjusted),
            ("diagnosis", finding.cause),
        ]
        item.user_properties += [(f"glorot.{name}", str(value)) for name, value in values if value is not None]


def _alpha(config: pytest.Config) -> float:
    text = config.getoption("--glorot-alpha") or config.getini("glorot_alpha") or _ALPHA
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < 1:
        raise pytest.UsageError(f"--glorot-alpha: found {text}, expected a number above 0 and below 1")
    return value
