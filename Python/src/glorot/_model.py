"""Tests a whole model against its own classes and arguments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fnmatch import fnmatchcase
from typing import Any

from . import _tables
from ._answer import USAGE, Answer
from ._errors import Deviation, Inconclusive, InputError
from ._finding import HEADER, Finding
from ._models import read
from ._models.entries import Entry, ModelRules, columns, said
from ._rules import Rule
from ._verification import Verification
from ._verify import raise_failure, test, wrap

#: The most names in the first line of a message.
LISTED = 8

#: A model without a conforming tensor counts as trained if at least this many tensors deviate.
TRAINED = 3


class ModelVerification(Verification):
    """What was found about a model: a `Verification` that knows the rules and which tensors have no claim."""

    __slots__ = ("_is_strict", "rules")

    def __init__(self, answer: Answer, rules: ModelRules, is_strict: bool) -> None:
        super().__init__(answer)
        #: The rules that the tensors were tested against, with their sources.
        self.rules = rules
        self._is_strict = is_strict

    def __reduce__(self) -> tuple[Any, ...]:
        return ModelVerification, (self._answer, self.rules, self._is_strict)

    @property
    def unclaimed(self) -> dict[str, Entry]:
        """The tensors without a claim, by name. They were not tested."""
        return self.rules.unclaimed

    @property
    def is_trained(self) -> bool:
        """Whether it looks trained: several tensors deviate, some by no known law, and none conforms or is a copy."""
        claimed = [finding for finding in self.findings if finding.claim is not None]
        verdicts = [finding.verdict for finding in claimed]
        if verdicts.count("deviates") < TRAINED or "conforms" in verdicts:
            return False
        codes = {cause.code for finding in claimed for cause in finding.diagnosis}
        return "unknown-law" in codes and "copy" not in codes

    @property
    def passed(self) -> bool:
        """Whether all tensors pass and, unless `unmatched="skip"`, each has a claim."""
        return super().passed and not (self._is_strict and self.unclaimed)

    @property
    def text(self) -> str:
        """What fails, then what has no claim, then the summary."""
        if self.is_trained:
            return self.summary
        parts = []
        failed = self.failed
        if failed:
            rows = [[_WORDS.get(f.verdict, f.verdict), f.name, str(list(f.shape)), f.claim or ""] for f in failed]
            lines = columns([["", "tensor", "shape", "claim"], *rows]).split("\n")
            parts.append(lines[0])
            for finding, line in zip(failed, lines[1:]):
                parts.append(line)
                if finding.remark:
                    parts.append(f"      ↳ {finding.remark}")
                entry = self.rules.get(finding.tensor)
                if entry is not None:
                    parts.append(f"      ↳ claimed by {entry.source}")
        return "\n".join([*parts, *self._unclaimed_lines, self.summary])

    @property
    def _unclaimed_lines(self) -> list[str]:
        """The tensors without a claim, as lines of a table."""
        rows = [[name, str(list(entry.shape)), entry.source] for name, entry in self.unclaimed.items()]
        if not rows:
            return []
        lines = ["no claim:", *(f"  {line}" for line in columns(rows[: _tables.ROW_LIMIT]).split("\n"))]
        return lines + ([f"  and {len(rows) - _tables.ROW_LIMIT} more"] if len(rows) > _tables.ROW_LIMIT else [])

    @property
    def summary(self) -> str:
        """The last line of the table, and how many tensors have no claim."""
        last = super().text.rpartition("\n")[2]
        if self.is_trained:
            last = f"no tensor conforms to its default: trained? Verify the model before it is trained. {last}"
        return f"{last}; no claim: {len(self.unclaimed)} of {len(self.rules)}" if self.unclaimed else last

    def __str__(self) -> str:
        """The command's table of all tensors, then what has no claim, and the summary."""
        table = self._answer.text("text").rstrip("\n").rpartition("\n")[0]
        return "\n".join([*([table] if table else []), *self._unclaimed_lines, self.summary])

    def __repr__(self) -> str:
        return f"<glorot.ModelVerification {self.verdict}: {self.summary}>"

    def _repr_html_(self) -> str:
        findings = sorted((*self.findings, *self.pools), key=lambda finding: finding.passed)
        failed = [finding._row for finding in findings if not finding.passed]
        unknown = [
            ["no claim", name, str(list(entry.shape)), "", "–", "–", "–", entry.source]
            for name, entry in self.unclaimed.items()
        ]
        passed = [finding._row for finding in findings if finding.passed]
        return _tables.html(HEADER, [*failed, *unknown, *passed], self.summary)


#: Verdicts as shown in the command's table.
_WORDS = {"deviates": "FAIL"}


def rules(model: Any, *, build: Callable[[], Any] | None = None) -> ModelRules:
    """What the tensors of a model claim to be.

    The claims follow from the modules' classes and arguments and the initializers' configurations.

        rules = glorot.rules(model)
        rules["head.weight"] = "torch.nn.init.zeros_"
        Path("rules.yaml").write_text(rules.to_yaml())  # for glorot verify --expect rules.yaml

    Args:
        model: a model of PyTorch (including torchvision, timm and transformers), Keras, Flax NNX, Equinox or MLX, or the
            variables of one of Flax Linen or Haiku.
        build: a function that builds such a model of PyTorch, Flax NNX or Equinox, such as `lambda: Net(10)`, or such
            variables, such as `lambda: model.init(key, inputs)`. It is called where tensors have no values, and what it
            draws is the claim. Variables need it; a model only if its own words do not say what it draws.

    Returns:
        An ordered mapping of names to entries with `rule`, `source`, `kind` and `shape`. The names are those of
        `state_dict()` for PyTorch, and the variables' paths for Keras. An entry without a rule has *no claim*: nothing
        is guessed.

    Raises:
        TensorError: it is not a model, or has tensors without values: on the meta device, or of lazy modules.
        InputError: `build` fails or builds another model; a ValueError.
    """
    __tracebackhide__ = True
    return read(model, build).rules


def verify_model(
    model: Any,
    overrides: Mapping[str, Rule] | None = None,
    *,
    build: Callable[[], Any] | None = None,
    unmatched: str = "fail",
    alpha: float = 1e-6,
    resolve: float = 0.05,
    strict: bool = False,
) -> ModelVerification:
    """Tests all tensors of an untrained model against what the model itself says about them.

        glorot.verify_model(model)
        glorot.verify_model(model, {"lm_head.weight": "torch.nn.init.normal_(std=0.02)"}, unmatched="skip")

    Distributed parameters (DTensors, as of FSDP2, and ZeRO-3's) are brought together; all processes must make the call.

    Args:
        model: a model that `rules` takes.
        overrides: claims or rules by a pattern such as "*.bias". They take precedence over what the model says; the
            first match decides.
        build: a function that builds such a model, as `rules` takes it.
        unmatched: "fail" if a tensor without a claim is a failure, "skip" if it is only listed.
        alpha: the chance that anything deviates although everything follows its claim; above 0, below 1.
        resolve: the relative error of scale that must be noticeable; above 0.
        strict: whether inconclusive tensors fail.

    Returns:
        The `ModelVerification`: a `Verification` with `rules` and `unclaimed`.

    Raises:
        Deviation: a tensor deviates, several layers share one seed, a tensor has no claim, or the model is trained; an
            AssertionError. The message lists failures first, then tensors without a claim.
        Inconclusive: under `strict`, nothing deviates and something is inconclusive; an AssertionError.
        InputError: an override matches nothing, does not fit its tensor, or no tensor has a claim; `build` fails or
            builds another model; a ValueError.
        TensorError: it is not a model, or has tensors without values; a TypeError.
    """
    __tracebackhide__ = True
    if unmatched not in ("fail", "skip"):
        raise InputError(f"unmatched: found {unmatched!r}, expected 'fail' or 'skip'")
    reading = read(model, build)
    found = reading.rules
    _override(found, overrides or {})
    decided = found.tested
    tensors = {name: tensor for name, tensor in reading.tensors.items() if name in decided}
    if all("skip" in decided[name].rule for name in tensors):
        reasons = [f"\n  {name}: {entry.source}" for name, entry in found.items()]
        more = [f"\n  and {len(reasons) - LISTED} more"] if len(reasons) > LISTED else []
        raise InputError(
            f'no tensor of {found.title} has a claim: pass overrides, such as {{"*.weight": '
            f'"torch.nn.init.xavier_uniform_", "*.bias": "zeros"}}, or build, a function that builds such a model'
            f"{''.join(reasons[:LISTED] + more)}"
        ) from None
    shared = reading.shared
    if reading.gather is not None:
        tensors, equal = reading.gather(tensors)
        shared += equal
    tested = test(tensors, found.document(), alpha=alpha, resolve=resolve, strict=strict)
    result = ModelVerification(tested._answer, found, unmatched == "fail")
    if result._answer.status >= USAGE:
        raise_failure(tested)
    if shared:
        raise Deviation("\n".join([*shared, wrap(result.text)]), result)
    if result.passed:
        return result
    message = f"{_headline(result)}\n{wrap(result.text)}"
    raise (Inconclusive if result.verdict == "inconclusive" and not _lacks(result) else Deviation)(message, result)


def _lacks(result: ModelVerification) -> bool:
    return result._is_strict and bool(result.unclaimed)


def _headline(result: ModelVerification) -> str:
    """The first line of a failure's message, the only one in pytest's summary."""
    if result.is_trained:
        return f"{result.rules.title}: no tensor conforms to its default: trained?"
    failed: tuple[Finding, ...] = result.failed
    parts = []
    if failed:
        parts.append(f"{_counted(len(failed))} not pass: {_listed([finding.name for finding in failed])}")
    if _lacks(result):
        parts.append(f"{_counted(len(result.unclaimed))} not have a claim: {_listed(list(result.unclaimed))}")
    return f"{result.rules.title}: {'; '.join(parts)}"


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - LISTED} more" if len(names) > LISTED else ""
    return ", ".join(names[:LISTED]) + more


def _counted(count: int) -> str:
    return "1 tensor does" if count == 1 else f"{count} tensors do"


def _override(rules: ModelRules, overrides: Mapping[str, Rule]) -> None:
    decided: set[str] = set()
    for pattern, rule in overrides.items():
        matched = [name for name in rules if fnmatchcase(name, pattern) or name == pattern]
        if not matched:
            raise InputError(
                f"overrides: {pattern!r} matches no tensor of {rules.title}; see print(glorot.rules(model))"
            )
        for name in matched:
            if name not in decided:
                decided.add(name)
                rules[name] = said(rule, f"overrides: {pattern}", rules[name].kind, rules[name].shape)
