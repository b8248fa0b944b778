"""The options of a call, as the JSON that the library reads."""

from __future__ import annotations

import functools
import json
import math
import operator
from typing import Any

from ._errors import InputError


def encode(**options: Any) -> bytes:
    """Encodes the options that are not None.

    Raises:
        InputError: a text has half a character, which cannot be encoded.
    """
    present = {name: value for name, value in options.items() if value is not None}
    try:
        return json.dumps(present, ensure_ascii=False, allow_nan=False).encode()
    except UnicodeEncodeError as error:
        raise InputError(f"found a text with half a character: {error}") from None


# typed: 1, 1.0 and True are equal but encoded differently.
@functools.lru_cache(maxsize=1024, typed=True)
def encode_test(
    claim: str | None,
    rules: str | None,
    alpha: Any,
    resolve: Any,
    strict: Any,
    fan_in: Any,
    fan_out: Any,
    padding_idx: Any,
    included: tuple[str, ...] = (),
    stream: str | None = None,
    seed: Any = None,
) -> bytes:
    """Encodes the options of a test and checks their types."""
    return encode(
        claim=claim,
        rules=rules,
        included=list(included) or None,
        stream=stream,
        seed=None if seed is None else integer("seed", seed),
        alpha=number("alpha", alpha),
        resolve=number("resolve", resolve),
        strict=bool(strict) or None,
        fan_in=integer("fan_in", fan_in),
        fan_out=integer("fan_out", fan_out),
        padding_idx=integer("padding_idx", padding_idx),
    )


def number(name: str, value: Any) -> float | None:
    """A finite number, from any class that converts to one."""
    if value is None:
        return None
    try:
        if isinstance(value, (bool, str)):
            raise TypeError
        found = float(value)
    except TypeError:
        raise TypeError(f"{name}: found {value!r}, expected a number") from None
    if not math.isfinite(found):
        raise InputError(f"{name}: found {found}, expected a finite number")
    return found


def integer(name: str, value: Any) -> int | None:
    """A whole number, from any class that converts to one."""
    if value is None:
        return None
    try:
        if isinstance(value, bool):
            raise TypeError
        return operator.index(value)
    except TypeError:
        raise TypeError(f"{name}: found {value!r}, expected a whole number") from None
