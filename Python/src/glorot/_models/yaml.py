"""Writes rules as YAML. A few forms suffice: sequences of mappings of quoted texts and numbers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from .._rules import literal


def write(title: str, rules: Iterable[tuple[str, Mapping[str, Any], str]]) -> str:
    """A file of rules.

    Args:
        title: the model's class.
        rules: the name of each tensor, its rule, and the rule's source. A tensor without a rule becomes a comment; when
            tested, a tensor that matches no rule fails.
    """
    lines = [f"# {_comment(title)}", "rules:"]
    for name, rule, source in rules:
        if not rule:
            lines.append(f"  # no claim: {_comment(name)}: {_comment(source)}")
            continue
        lines.append(f"  - tensors: {_quoted(literal(name))}  # {_comment(source)}")
        for member, value in rule.items():
            lines += _member(member, value)
    return "\n".join(lines) + "\n"


def _member(name: str, value: Any) -> list[str]:
    if name != "parts":
        return [f"    {name}: {_scalar(value)}"]
    lines = ["    parts:"]
    for part in value:
        items = [f"{key}: {_scalar(item)}" for key, item in part.items()]
        lines.append(f"      - {items[0]}")
        lines += [f"        {item}" for item in items[1:]]
    return lines


def _scalar(value: Any) -> str:
    return _quoted(value) if isinstance(value, str) else str(value)


def _quoted(text: str) -> str:
    """A text in double quotes. JSON's escapes are valid in YAML."""
    return json.dumps(text, ensure_ascii=True)


def _comment(text: str) -> str:
    """A text without line breaks, which would end the comment."""
    return " ".join(text.split())
