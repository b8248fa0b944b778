"""What was found about one tensor."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from . import _tables
from ._answer import Answer


class Cause(NamedTuple):
    """A part of a diagnosis: what the values are instead.

    Attributes:
        code: its name, such as "layer-default", which does not change between versions.
        words: the cause in words.
    """

    code: str
    words: str


class Finding:
    """What was found about one tensor: the verdict and its evidence.

    A finding is true if the tensor passes: it does not deviate and, under `strict=True`, is not inconclusive. Numbers
    have six significant digits, as in the command's JSON.
    """

    __slots__ = ("__weakref__", "_answer", "_known", "_pooled")

    def __init__(self, answer: Answer, case: dict[str, Any] | None = None, pooled: bool = False) -> None:
        self._answer = answer
        self._known = case
        self._pooled = pooled

    def __reduce__(self) -> tuple[Any, ...]:
        return Finding, (self._answer, self._known, self._pooled)

    @property
    def _case(self) -> dict[str, Any]:
        if self._known is not None:
            return self._known
        case: dict[str, Any] = self._answer.document["cases"][0]
        return case

    @property
    def name(self) -> str:
        """The name of the tensor; for a part of one, with its slice, such as "bias[64:128]"."""
        case = self._case
        tensor = case["tensor"]
        if not isinstance(tensor, str):
            return f"pool of {len(tensor or [])} tensors"
        return f"{tensor}[{case['part']}]" if "part" in case else tensor

    @property
    def tensor(self) -> str:
        """The name of the tensor, without the part."""
        tensor = self._case["tensor"]
        return tensor if isinstance(tensor, str) else self.name

    @property
    def claim(self) -> str | None:
        """The claim as it was written; None if no rule has one for the tensor."""
        claim: str | None = self._case["claim"]
        return claim

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of what was tested."""
        return tuple(self._case["shape"])

    @property
    def dtype(self) -> str:
        """The number type, such as "float32"; empty for a pool."""
        return str(self._case.get("type") or "")

    @property
    def count(self) -> int:
        """The number of values."""
        return int(self._case["count"])

    @property
    def verdict(self) -> str:
        """One of "conforms", "deviates", "inconclusive", "skipped", "unfit", "error".

        "inconclusive" says that a relative error of scale of `resolve` would not have been noticed. The last two occur
        only among several tensors: "unfit" if the claim does not fit the shape, "error" if the values could not be
        read.
        """
        return str(self._case["verdict"])

    @property
    def passed(self) -> bool:
        """Whether the tensor does not deviate and, under `strict=True`, is not inconclusive."""
        if self._known is None:
            return self._answer.status == 0
        verdict = self.verdict
        if verdict == "inconclusive":
            return self._answer.status != 2
        return verdict in ("conforms", "skipped", "not_applicable")

    def __bool__(self) -> bool:
        return self.passed

    @property
    def cause(self) -> str | None:
        """What the values are instead, or why they were not tested, in words; None if there is nothing to say."""
        cause: str | None = self._case["cause"]
        return cause

    @property
    def diagnosis(self) -> tuple[Cause, ...]:
        """What the values are instead, the most telling cause first; empty if nothing deviates."""
        return tuple(Cause(part["code"], part["words"]) for part in self._case.get("diagnosis") or ())

    @property
    def p_values(self) -> dict[str, float]:
        """The p-value of each test, by its name, including asymptotic tests, which decide nothing."""
        return {test["name"]: _tables.number(test["p_value"]) for test in self._case["tests"]}

    @property
    def adjusted(self) -> dict[str, float]:
        """The p-values of the deciding tests, each adjusted for all tests of the call (weighted Holm).

        The tensor deviates if one of them is at most `alpha`.
        """
        return {
            test["name"]: _tables.number(test["adjusted_p_value"])
            for test in self._case["tests"]
            if test["adjusted_p_value"] is not None
        }

    @property
    def least_adjusted(self) -> float | None:
        """The least adjusted p-value; None if nothing was tested."""
        return min(self.adjusted.values(), default=None)

    @property
    def statistics(self) -> dict[str, float]:
        """The statistic of each test, by its name."""
        return {test["name"]: _tables.number(test["statistic"]) for test in self._case["tests"]}

    @property
    def closed_form(self) -> dict[str, float | None] | None:
        """The claimed law: "fan_in", "fan_out", "low", "high", "mean", "variance"; None if it has no closed form."""
        return _tables.numbers(self._case.get("closed_form"))

    @property
    def observed(self) -> dict[str, float | None] | None:
        """The observed "minimum", "maximum", "mean" and "variance"."""
        return _tables.numbers(self._case.get("observed"))

    @property
    def variance_ratio(self) -> float | None:
        """The observed variance divided by the claimed one."""
        observed, claimed = self.observed, self.closed_form
        if observed is None or claimed is None or not claimed["variance"] or observed["variance"] is None:
            return None
        return observed["variance"] / claimed["variance"]

    @property
    def noticeable(self) -> dict[str, float | None] | None:
        """The least errors that would have been noticed with the probability "probability".

        "relative_scale": of the standard deviation, relative to it; "mean_shift": of the mean, in standard deviations;
        "cdf_distance": the largest distance of the cdfs; "missing_tail": the probability of a tail that is cut off.
        """
        return _tables.numbers(self._case["noticeable"])

    @property
    def intervals(self) -> dict[str, tuple[float, float]] | None:
        """Confidence intervals of the "standard_deviation" and the "mean" that the values were drawn with.

        All intervals of a call hold together, except with probability `alpha`.
        """
        intervals = self._case["intervals"]
        if intervals is None:
            return None
        return {name: (_tables.number(ends[0]), _tables.number(ends[1])) for name, ends in intervals.items()}

    @property
    def alpha(self) -> float:
        """The chance that anything in the call deviates although everything follows its claim."""
        return float(self._answer.document["alpha"])

    @property
    def text(self) -> str:
        """The table that the command prints; for one of several tensors, two lines."""
        if self._known is None:
            return self._answer.text("text").rstrip("\n")
        remark = f"\n  ↳ {self.cause}" if self.cause else ""
        shape = f"{list(self.shape)} {self.dtype}".rstrip()
        return f"{self.verdict}  {self.name}  {shape}  {self.claim or ''}".rstrip() + remark

    @property
    def markdown(self) -> str:
        """The report in Markdown; for one of several tensors, the report on all of them."""
        return self._answer.text("markdown")

    @property
    def html(self) -> str:
        """The report as a self-contained HTML page; for one of several tensors, the report on all of them."""
        return self._answer.text("html")

    @property
    def json(self) -> str:
        """What is known about the tensor, as JSON: a case of the command's document (reports/schema/report.json)."""
        return json.dumps(self._case, ensure_ascii=False)

    @property
    def remark(self) -> str:
        """What a reader should know besides the numbers: the cause, or what an inconclusive tensor leaves open."""
        if self.cause:
            return self.cause
        noticeable = self.noticeable
        if self.verdict == "inconclusive" and noticeable is not None:
            scale = _tables.percent(noticeable["relative_scale"])
            return f"a scale error below {scale} would not have been noticed"
        return ""

    @property
    def noticed(self) -> str:
        """What would have been noticed, in a sentence; empty if that is not known."""
        least = self.noticeable
        if least is None:
            return ""
        scale, mean, cdf = _tables.percent(least["relative_scale"]), least["mean_shift"], least["cdf_distance"]
        return (
            f"would have been noticed with probability {least['probability']}: an error of the standard deviation of "
            f"{scale}, of the mean of {mean:.3g} standard deviations, of the cdf of {cdf:.3g}; correct weights are "
            f"rejected with probability {self.alpha} at most"
        )

    @property
    def _row(self) -> list[str]:
        least = self.noticeable
        return [
            self.verdict,
            self.name,
            f"{list(self.shape)} {self.dtype}".rstrip(),
            self.claim or "",
            _tables.short(self.variance_ratio),
            "–" if self.least_adjusted is None else f"{self.least_adjusted:.3g}",
            _tables.percent(None if least is None else least["relative_scale"]),
            self.remark,
        ]

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        least = self.least_adjusted
        p = "" if least is None else f", adjusted p {least:.3g}"
        claim = f" {self.claim}" if self.claim else ""
        return f"<glorot.Finding {self.name}:{claim} {self.verdict}{p}>"

    def _repr_html_(self) -> str:
        return _tables.html(HEADER, [self._row], self.noticed)

    def _repr_markdown_(self) -> str:
        return self.markdown


#: The columns of a table of findings.
HEADER = ("verdict", "tensor", "shape", "claim", "variance ratio", "adjusted p", "notices", "remark")
