"""Tables for notebooks, and numbers as the command prints them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

#: The most rows of a table in a notebook.
ROW_LIMIT = 200


def html(header: Sequence[str], rows: Iterable[Sequence[str]], footer: str) -> str:
    """A small table, styled only to correct the alignment in notebooks."""
    rows = list(rows)
    cells = "".join(f'<th style="text-align:left">{escape(text)}</th>' for text in header)
    lines = [f"<table><thead><tr>{cells}</tr></thead><tbody>"]
    for row in rows[:ROW_LIMIT]:
        cells = "".join(f'<td style="text-align:left">{escape(text)}</td>' for text in row)
        lines.append(f"<tr>{cells}</tr>")
    lines.append("</tbody></table>")
    if len(rows) > ROW_LIMIT:
        footer = f"{len(rows) - ROW_LIMIT} more rows; {footer}"
    lines.append(f"<p>{escape(footer)}</p>")
    return "\n".join(lines)


def number(value: Any) -> float:
    """A number of the JSON document, which writes infinities and NaN as texts."""
    return float(value)


def numbers(record: dict[str, Any] | None) -> dict[str, float | None] | None:
    """The numbers of an object."""
    if record is None:
        return None
    return {name: None if value is None else number(value) for name, value in record.items()}


def short(value: float | None) -> str:
    """Six digits, or a dash."""
    return "–" if value is None else f"{value:.6g}"


def percent(value: float | None) -> str:
    """Three digits of a relative error, in per cent."""
    return "–" if value is None else f"{100 * value:.3g} %"
