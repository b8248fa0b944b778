"""Tables of layers' default draws, for libraries whose layers do not keep their initializers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any

from .entries import Entry

#: Claims by the class's qualified name and the parameter's name, which may have a star. A claim may name attributes of
#: the module in braces, and {fan_in}. A name with a dot belongs to a part and overrides what the part's class says.
Table = Mapping[str, Mapping[str, str]]


def describe(
    owners: Sequence[tuple[str, Any]], shape: tuple[int, ...], table: Table, library: str, fan_in: int = 0
) -> Entry:
    """What a table says about a tensor.

    Args:
        owners: the modules that have the tensor, the outermost first, each with the tensor's name in it.
        library: the module that the library's classes are imported from, such as "mlx.nn".
        fan_in: the fan-in of the weight that a bias belongs to.
    """
    name, owner = owners[-1][0], owners[-1][1]
    kind = _title(type(owner), library)
    for inside, module in owners:
        base = _known(type(module), table)
        if base is None:
            continue
        for pattern, claim in table[_qualified(base)].items():
            if fnmatchcase(inside, pattern) and ("." in pattern) == ("." in inside):
                text = claim.format_map({**_members(module), "fan_in": fan_in})
                return Entry({"claim": text}, f"{_title(base, library)}.{pattern}, by default", kind, shape)
    return Entry({}, f"{kind} does not say what draws {name}", kind, shape)


def _known(kind: type, table: Table) -> type | None:
    """The table's class that a class is, or derives from without an `__init__` of its own."""
    for base in kind.__mro__:
        if _qualified(base) in table:
            return base
        if "__init__" in vars(base):
            return None
    return None


def _members(module: Any) -> dict[str, Any]:
    return dict(getattr(module, "__dict__", {}))


def _qualified(kind: type) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


def _title(kind: type, library: str) -> str:
    return f"{library}.{kind.__name__}" if kind.__module__.startswith(library) else _qualified(kind)
