"""Tests tensors against claims."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Mapping
from typing import Any, NoReturn, overload

from ._answer import DEVIATES, INCONCLUSIVE, UNREADABLE, USAGE, Answer
from ._call import STANDARD_NAME, call, call_one, encode_name, named_memories
from ._errors import Deviation, Inconclusive, InputError, TensorError
from ._finding import Finding
from ._memory import NAMES, Memory
from ._options import encode_test, integer
from ._rules import Expectation, Rules, encode_rules, expectation
from ._tensors import memory_of
from ._verification import Verification


@overload
def verify(
    tensor: Mapping[Any, Any],
    claim: str | Rules,
    *,
    alpha: float = ...,
    resolve: float = ...,
    strict: bool = ...,
    fan_in: int | None = ...,
    fan_out: int | None = ...,
    padding_idx: int | None = ...,
    stream: str | None = ...,
    seed: int | None = ...,
) -> Verification: ...


@overload
def verify(
    tensor: Any,
    claim: str,
    *,
    alpha: float = ...,
    resolve: float = ...,
    strict: bool = ...,
    fan_in: int | None = ...,
    fan_out: int | None = ...,
    padding_idx: int | None = ...,
    name: str | None = ...,
    stream: str | None = ...,
    seed: int | None = ...,
) -> Finding: ...


def verify(
    tensor: Any,
    claim: str | Rules,
    *,
    alpha: float = 1e-6,
    resolve: float = 0.05,
    strict: bool = False,
    fan_in: int | None = None,
    fan_out: int | None = None,
    padding_idx: int | None = None,
    name: str | None = None,
    stream: str | None = None,
    seed: int | None = None,
) -> Finding | Verification:
    """Tests a tensor, or a mapping of names to tensors, and raises `Deviation` if it does not follow its claim.

        glorot.verify(layer.weight, "torch.nn.init.xavier_uniform_")
        glorot.verify(model.state_dict(), {"*.weight": "torch.nn.Linear.weight", "*.bias": "torch.nn.Linear.bias"})

    Args:
        tensor: float16, bfloat16, float32 or float64 of any shape: an array of NumPy, PyTorch, TensorFlow, Keras, JAX
            or MLX, a buffer, anything with `__dlpack__` or `__array__`, or a list of numbers. Values are read in place.
            Integers and booleans conform only to exact claims, such as "zeros". Mappings may be nested.
        claim: the call that the code makes, such as "keras.GlorotUniform". For a mapping of tensors, it may also be
            rules: a mapping of patterns such as "*.bias" to claims or to mappings ({"claim": …, "fan_in": …, "fan_out":
            …}, {"skip": reason}, {"same_as": name}), where the first match decides; or the document that `glorot verify
            --expect` reads, as a mapping with "rules", as YAML, or as the path of a file (.yaml, .yml, .json).
        alpha: the chance that anything deviates although everything follows its claim; above 0, below 1.
        resolve: the relative error of scale that must be noticeable; above 0. A tensor with too few values for it is
            inconclusive.
        strict: whether inconclusive tensors fail.
        fan_in, fan_out: the fans, both or none, if the shape does not tell them.
        padding_idx: the row that is 0, such as an embedding's padding row; negative numbers count from the end.
        name: the name of a single tensor in messages.
        stream, seed: the framework whose generator drew the tensors, such as "torch" (`draw` lists them), and the seed
            that was set, both or none. Each tensor must then also be equal to the framework's draw.

    Returns:
        The `Finding` of a tensor, the `Verification` of a mapping. Its verdict may be "inconclusive".

    Raises:
        Deviation: something deviates from its claim; an AssertionError.
        Inconclusive: under `strict`, nothing deviates and something is inconclusive; an AssertionError.
        InputError: the claim is not known (the message has the nearest names), does not fit the shape (the message has
            the shape and the rule of the fans), or rules or options are wrong; a ValueError.
        TensorError: the argument is not a tensor, or has no values to test: it is empty, on the meta device, sparse,
            quantized or complex, or has integers where the claim is about real numbers; a TypeError.
        ChangedError: another thread wrote to the values meanwhile; a RuntimeError.

    A rule that matches nothing causes a warning.
    """
    __tracebackhide__ = True
    result = _test(tensor, claim, alpha, resolve, strict, fan_in, fan_out, padding_idx, name, stream, seed)
    status = result._answer.status
    if status == 0:
        return result
    raise_failure(result)
    return result


@overload
def test(
    tensor: Mapping[Any, Any],
    claim: str | Rules,
    *,
    alpha: float = ...,
    resolve: float = ...,
    strict: bool = ...,
    fan_in: int | None = ...,
    fan_out: int | None = ...,
    padding_idx: int | None = ...,
    stream: str | None = ...,
    seed: int | None = ...,
) -> Verification: ...


@overload
def test(
    tensor: Any,
    claim: str,
    *,
    alpha: float = ...,
    resolve: float = ...,
    strict: bool = ...,
    fan_in: int | None = ...,
    fan_out: int | None = ...,
    padding_idx: int | None = ...,
    name: str | None = ...,
    stream: str | None = ...,
    seed: int | None = ...,
) -> Finding: ...


def test(
    tensor: Any,
    claim: str | Rules,
    *,
    alpha: float = 1e-6,
    resolve: float = 0.05,
    strict: bool = False,
    fan_in: int | None = None,
    fan_out: int | None = None,
    padding_idx: int | None = None,
    name: str | None = None,
    stream: str | None = None,
    seed: int | None = None,
) -> Finding | Verification:
    """Tests a tensor, or a mapping of names to tensors, and returns what was found.

        finding = glorot.test(weights, "keras.GlorotUniform", resolve=0.1)
        finding.verdict, finding.least_adjusted, finding.diagnosis, finding.intervals

    The arguments are those of `verify`. A result is true if it passes, so you can write `assert glorot.test(…)`.

    Returns:
        The `Finding` of a tensor, the `Verification` of a mapping. In a mapping, a tensor that does not fit its claim
        has the verdict "unfit".

    Raises:
        InputError, TensorError, ChangedError: as `verify` does. A deviation raises nothing.
    """
    __tracebackhide__ = True
    return _test(tensor, claim, alpha, resolve, strict, fan_in, fan_out, padding_idx, name, stream, seed)


# After `from glorot import test`, pytest would collect it as a test.
test.__test__ = False  # type: ignore[attr-defined]


def raise_failure(result: Finding | Verification) -> None:
    """Raises the failure or error that a result stands for."""
    __tracebackhide__ = True
    answer = result._answer
    status = answer.status
    if status in (DEVIATES, INCONCLUSIVE):
        message = f"{_headline(result)}\n{wrap(result.text)}"
        noticed = result.noticed if isinstance(result, Finding) else ""
        if noticed:
            message += "\n" + wrap(noticed)
        raise (Deviation if status == DEVIATES else Inconclusive)(message, result)
    if status != 0:
        _raise_untested(result)


def _raise_untested(result: Finding | Verification) -> NoReturn:
    """Raises the error of a result with something untested."""
    __tracebackhide__ = True
    failed = [result] if isinstance(result, Finding) else result.failed
    names = ", ".join(finding.name for finding in failed)
    result._answer.raise_error(f"tensors that cannot be tested, or deviate: {names}\n{wrap(result.text)}")


def _headline(result: Finding | Verification) -> str:
    """The first line of a failure's message, the only one in pytest's summary."""
    failed = [result] if isinstance(result, Finding) else list(result.failed)
    if len(failed) > 1:
        return f"{len(failed)} tensors do not pass: {', '.join(finding.name for finding in failed)}"
    (finding,) = failed
    if finding.verdict == "inconclusive":
        return f"the tensor {finding.name!r} has too few values to tell"
    if finding.claim is None:
        return f"the tensor {finding.name!r} does not follow the rules"
    return f"the tensor {finding.name!r} does not follow {finding.claim}"


def wrap(text: str, width: int = 72) -> str:
    """Breaks lines of prose between words. Rows of a table stay whole, to keep the columns.

    Args:
        width: the width in characters: 80 minus the margin that pytest puts before a message.
    """
    lines: list[str] = []
    for line in text.split("\n"):
        head, arrow, prose = line.partition("↳ ")
        is_remark = bool(arrow) and not head.strip()
        if len(line) <= width or not (is_remark or (line[:1].strip() and "  " not in line)):
            lines.append(line)
            continue
        indent = " " * (len(head) + 2 if is_remark else 2)
        current = head + arrow if is_remark else ""
        words = (prose if is_remark else line).split(" ")
        started = False
        for word in words:
            if started and len(current) + 1 + len(word) > width:
                lines.append(current)
                current = indent + word
            else:
                current += (" " if started else "") + word
            started = True
        lines.append(current)
    return "\n".join(lines)


def _test(
    tensor: Any,
    claim: Any,
    alpha: Any,
    resolve: Any,
    strict: Any,
    fan_in: Any,
    fan_out: Any,
    padding_idx: Any,
    name: str | None,
    stream: str | None,
    seed: int | None,
) -> Finding | Verification:
    __tracebackhide__ = True
    said = expectation(claim)
    if said.rules is not None and not (fan_in is None and fan_out is None and padding_idx is None):
        raise InputError("fan_in, fan_out, padding_idx: found one with rules, expected it in the rule")
    if isinstance(tensor, Mapping):
        if name is not None:
            raise TypeError("name: found it with a mapping, whose keys are the names")
        memories = named_memories(tensor)
        options = encode_test(
            said.claim, said.rules, alpha, resolve, strict, fan_in, fan_out, padding_idx, said.included, stream, seed
        )
        verification = _verification(call("glorot_verify", memories, options), said)
        if said.rules is not None:
            for warning in verification.warnings:
                warnings.warn(f"rules: {warning}", stacklevel=_depth())
        return verification
    name = STANDARD_NAME if name is None else name
    if said.claim is None:
        raise TypeError(f"found one tensor and rules, which need names: pass {{{name!r}: tensor}}")
    memory = memory_of(tensor, name)
    if memory.size == 0:
        raise TensorError(f"{name}: found shape {list(memory.shape)} without values, expected at least one")
    if memory.is_floating:
        options = encode_test(said.claim, None, alpha, resolve, strict, fan_in, fan_out, padding_idx, (), stream, seed)
    else:
        # A claim for all tensors ignores integers; a rule does not.
        rule = _rule_for_all(said.claim, fan_in, fan_out, padding_idx)
        options = encode_test(
            None, encode_rules({"rules": [rule]}), alpha, resolve, strict, None, None, None, (), stream, seed
        )
    return _finding(call_one("glorot_verify", encode_name(name), memory, options), name, memory)


def _finding(answer: Answer, name: str, memory: Memory) -> Finding:
    """The finding of one tensor. Raises the reason if it could not be tested."""
    __tracebackhide__ = True
    if answer.status < USAGE:
        return Finding(answer)
    document = answer.document
    if "error" in document:
        answer.raise_error(document["error"]["message"])
    finding = Finding(answer)
    if finding.verdict == "unfit" and not memory.is_floating:
        raise TensorError(
            f"{name}: found {NAMES[memory.code]}, expected float16, bfloat16, float32 or float64: {finding.cause}"
        )
    if finding.verdict == "unfit":
        raise InputError(f"{name}: {finding.claim} does not fit the tensor: {finding.cause}")
    answer.raise_error(finding.cause or document["cause"])


def _verification(answer: Answer, said: Expectation) -> Verification:
    """What was found about several tensors. Raises the reason if they could not be tested."""
    __tracebackhide__ = True
    if answer.status < USAGE:
        return Verification(answer)
    document = answer.document
    if "error" in document:
        message = document["error"]["message"]
        if said.path is not None and message.startswith("rules:"):
            message = said.path + message[len("rules") :]
        answer.raise_error(message)
    if document["cause"] is not None:
        answer.raise_error(document["cause"])
    if answer.status == UNREADABLE:
        _raise_untested(Verification(answer))
    return Verification(answer)


def _depth() -> int:
    """How many calls of this package lie between `warnings.warn` and the caller's line."""
    depth, frame = 1, sys._getframe(1)
    while frame.f_back is not None and frame.f_globals.get("__name__", "").partition(".")[0] == __package__:
        depth, frame = depth + 1, frame.f_back
    return depth


def _rule_for_all(claim: str, fan_in: Any, fan_out: Any, padding_idx: Any) -> dict[str, Any]:
    members = {
        "fan_in": integer("fan_in", fan_in),
        "fan_out": integer("fan_out", fan_out),
        "padding_idx": integer("padding_idx", padding_idx),
    }
    return {"tensors": "*", "claim": claim, **{name: value for name, value in members.items() if value is not None}}
