"""What was found about several tensors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from . import _tables
from ._answer import Answer
from ._finding import HEADER, Finding


class Verification:
    """What was found about several tensors: a `Finding` for each, and for each pool of small ones.

    `verification["encoder.weight"]` is the finding of a tensor. `for finding in verification` iterates over all tensors
    in the order of the mapping. A verification is true if everything passes.
    """

    __slots__ = ("__weakref__", "_answer", "_findings", "_pools")

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self._findings: tuple[Finding, ...] | None = None
        self._pools: tuple[Finding, ...] | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        return Verification, (self._answer,)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The finding of each tensor, or of each part of one, in the order of the mapping."""
        if self._findings is None:
            cases = self._answer.document["cases"]
            self._findings = tuple(Finding(self._answer, case) for case in cases)
        return self._findings

    @property
    def pools(self) -> tuple[Finding, ...]:
        """The findings of small tensors with the same claim that were tested together."""
        if self._pools is None:
            cases = self._answer.document["pools"]
            self._pools = tuple(Finding(self._answer, case, pooled=True) for case in cases)
        return self._pools

    @property
    def failed(self) -> tuple[Finding, ...]:
        """The findings that did not pass, including those of pools."""
        return tuple(finding for finding in (*self.findings, *self.pools) if not finding.passed)

    @property
    def verdict(self) -> str:
        """The verdict on all: "conforms", "deviates", "inconclusive", or "error" if something was not tested."""
        return str(self._answer.document["verdict"])

    @property
    def passed(self) -> bool:
        """Whether nothing deviates, everything was tested, and, under `strict=True`, nothing is inconclusive."""
        return self._answer.status == 0

    def __bool__(self) -> bool:
        return self.passed

    @property
    def alpha(self) -> float:
        """The chance that anything deviates although everything follows its claim."""
        return float(self._answer.document["alpha"])

    @property
    def warnings(self) -> tuple[str, ...]:
        """Warnings, such as a rule that matches nothing."""
        return tuple(self._answer.document["warnings"])

    def __getitem__(self, key: str | int) -> Finding:
        if isinstance(key, int):
            return self.findings[key]
        for finding in self.findings:
            if finding.name == key:
                return finding
        raise KeyError(key)

    def __contains__(self, key: object) -> bool:
        return any(finding.name == key or finding is key for finding in self.findings)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    @property
    def text(self) -> str:
        """The table that the command prints, with failures last."""
        return self._answer.text("text").rstrip("\n")

    @property
    def markdown(self) -> str:
        """The report in Markdown."""
        return self._answer.text("markdown")

    @property
    def html(self) -> str:
        """The report as a self-contained HTML page."""
        return self._answer.text("html")

    @property
    def json(self) -> str:
        """The report as the command's JSON document (reports/schema/verify.json)."""
        return self._answer.text("json")

    @property
    def junit(self) -> str:
        """The report as JUnit XML."""
        return self._answer.text("junit")

    @property
    def summary(self) -> str:
        """The last line of the table: how many tensors have each verdict, and which deviate."""
        return self.text.rpartition("\n")[2]

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"<glorot.Verification {self.verdict}: {self.summary}>"

    def _repr_html_(self) -> str:
        # Failures come first here, since a notebook scrolls from the top.
        findings = sorted((*self.findings, *self.pools), key=lambda finding: finding.passed)
        return _tables.html(HEADER, [finding._row for finding in findings], self.summary)

    def _repr_markdown_(self) -> str:
        return self.markdown
