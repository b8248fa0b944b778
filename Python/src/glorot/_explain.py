"""Explains claims and how two of them differ."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any

from ._answer import Answer
from ._library import library
from ._options import encode, integer


class Explanation(str):
    """A text that is shown as it is, and in a notebook as Markdown."""

    __slots__ = ("markdown",)

    #: The explanation in Markdown.
    markdown: str

    def __new__(cls, text: str, markdown: str) -> Explanation:
        self = super().__new__(cls, text)
        self.markdown = markdown
        return self

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]
        return str(self), self.markdown

    def __repr__(self) -> str:
        return str(self)

    def _repr_markdown_(self) -> str:
        return self.markdown


def explain(
    claim: str,
    other: str | None = None,
    *,
    shape: Sequence[int] | None = None,
    fan_in: int | None = None,
    fan_out: int | None = None,
) -> Explanation:
    """Explains a rule or a claim, or how two claims differ.

        print(glorot.explain("xavier"))
        print(glorot.explain("keras.GlorotNormal", "torch.nn.init.xavier_normal_", shape=(784, 256)))

    Args:
        claim: a rule's name such as "xavier", or a claim.
        other: a second one, to compare with the first.
        shape: the shape of the weights, in the layout of the claim's framework.
        fan_in, fan_out: the fans, instead of a shape.

    Raises:
        InputError: a name is not known, or the shape does not fit; a ValueError.
    """
    options = encode(
        subjects=[claim] if other is None else [claim, other],
        shape=None if shape is None else sizes(shape),
        fan_in=integer("fan_in", fan_in),
        fan_out=integer("fan_out", fan_out),
    )
    handle = ctypes.c_void_p()
    answer = Answer(library().glorot_explain(options, ctypes.byref(handle)), handle.value)
    if answer.status:
        answer.raise_error()
    return Explanation(answer.text("text").rstrip("\n"), answer.text("markdown"))


def sizes(shape: Any) -> list[int]:
    """The sizes of a shape. A single number is the size of a vector."""
    if isinstance(shape, (str, bytes)):
        raise TypeError(f"shape: found {shape!r}, expected whole numbers")
    try:
        values = list(shape)
    except TypeError:
        values = [shape]
    return [size for size in (integer("shape", value) for value in values) if size is not None]
