"""Rules: what the tensors of a mapping claim to be."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Union

from ._errors import InputError

#: What a rule says about matching tensors: a claim; members such as "claim", "fan_in", "skip", "same_as"; or a list of
#: parts.
Rule = Union[str, Mapping[str, Any], Sequence[Mapping[str, Any]]]

#: Rules in any accepted form.
Rules = Union[Mapping[str, Any], Sequence[Mapping[str, Any]], str, "os.PathLike[str]"]


class Expectation:
    """A claim for all tensors, or rules for them by name."""

    __slots__ = ("claim", "included", "path", "rules")

    def __init__(
        self,
        claim: str | None = None,
        rules: str | None = None,
        path: str | None = None,
        included: Sequence[str] = (),
    ) -> None:
        self.claim = claim
        #: As YAML; JSON is YAML, too.
        self.rules = rules
        #: The included files: path (relative to the folder of the rules) and text, alternating.
        self.included = tuple(included)
        #: Where the rules were read.
        self.path = path

    @property
    def needs_path(self) -> bool:
        """Whether the rules name other files by paths relative to their own."""
        return bool(self.included) or bool(self.rules and _NAMES_FILES.search(self.rules))


def expectation(said: Any) -> Expectation:
    """What the second argument of `verify` and `test` stands for.

    Raises:
        OSError: the file of rules cannot be read.
        InputError: it is not UTF-8, or the rules cannot be written as JSON.
        TypeError: the argument has no accepted form.
    """
    if isinstance(said, str):
        if "\n" in said and ":" in said:
            return Expectation(rules=said)
        if said.endswith((".yaml", ".yml", ".json")):
            return _read(Path(said))
        return Expectation(claim=said)
    if isinstance(said, os.PathLike):
        return _read(Path(said))
    if isinstance(said, Mapping):
        if "rules" in said and set(said) <= {"rules", "unmatched", "values"}:
            return Expectation(rules=encode_rules(said))
        return Expectation(rules=encode_rules({"rules": [_rule(pattern, rule) for pattern, rule in said.items()]}))
    if isinstance(said, Sequence) and not isinstance(said, (bytes, bytearray)):
        return Expectation(rules=encode_rules({"rules": list(said)}))
    found = type(said).__name__
    raise TypeError(f"claim: found {found}, expected a claim such as 'torch.nn.init.xavier_uniform_', or rules")


def literal(name: str) -> str:
    """The pattern that matches only this name."""
    return "".join(f"[{character}]" if character in "*?[" else character for character in name)


def _rule(pattern: Any, rule: Any) -> dict[str, Any]:
    if isinstance(rule, str):
        return {"tensors": pattern, "claim": rule}
    if isinstance(rule, Mapping):
        return {"tensors": pattern, **rule}
    if isinstance(rule, Sequence):
        return {"tensors": pattern, "parts": list(rule)}
    raise TypeError(
        f"rules: {pattern!r}: found {type(rule).__name__}, expected a claim, or a mapping such as {{'skip': …}}"
    )


def encode_rules(document: Any) -> str:
    try:
        return json.dumps(document, ensure_ascii=False, default=_plain)
    except (TypeError, ValueError) as error:
        raise InputError(f"rules: {error}") from None


def _plain(value: Any) -> Any:
    """Converts types that JSON lacks: mappings other than dict, and NumPy's whole numbers."""
    if isinstance(value, Mapping):
        return dict(value)
    if hasattr(value, "__index__"):
        return value.__index__()
    raise TypeError(f"found {type(value).__name__}, expected texts, numbers, lists and mappings")


def _read(path: Path) -> Expectation:
    text = _text(path)
    included: dict[str, str] = {}
    _include(text, path.parent, "", included)
    flat = [part for item in included.items() for part in item]
    return Expectation(rules=text, path=str(path), included=flat)


#: A line, or a mapping within a line, that includes a file. The library is not given files included in any other way.
_INCLUDE = re.compile(
    r"""^\s*-\s*["']?include["']?\s*:\s*(?:"([^"\n]+)"|'([^'\n]+)'|([^"'\s{][^\n]*?))\s*$"""
    r"""|\{\s*["']?include["']?\s*:\s*(?:"([^"\n]+)"|'([^'\n]+)'|([^"'\s][^,}\n]*?))\s*[,}]""",
    re.MULTILINE,
)

#: The part of a line that is a comment.
_COMMENT = re.compile(r"(?:^|(?<=\s))#.*$", re.MULTILINE)

#: Rules that name files of tensors.
_NAMES_FILES = re.compile(r"""\bfile["']?\s*:""")

#: The most files that are included.
_INCLUDE_LIMIT = 64


def _include(text: str, root: Path, folder: str, included: dict[str, str]) -> None:
    """Reads the files that rules include, recursively."""
    for found in _INCLUDE.findall(_COMMENT.sub("", text)):
        name = "".join(found)
        name = name if name.startswith("/") else folder + name
        if name in included or len(included) >= _INCLUDE_LIMIT:
            continue
        included[name] = _text(root / name)
        _include(included[name], root, name[: name.rfind("/") + 1], included)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: found bytes that are not UTF-8: {error}") from None
