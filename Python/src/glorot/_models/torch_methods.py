"""Records what the method draws that a module's `__init__` calls to draw its weights, on a twin without values.

Most modules that draw their weights themselves end their `__init__` with one call: `self.apply(self._init_weights)`, or
`self.reset_parameters()`. Where the code shows such a call and no other, it is made again on a twin.
"""

from __future__ import annotations

import dis
import inspect
from collections.abc import Callable, Sequence
from types import CodeType
from typing import Any

from .torch_record import Recorder, recording
from .torch_twin import tensor_of, twin_of

#: What was drawn, by the identity of a module and the name of its tensor: a rule, or None, and the call in words.
Drawn = dict[tuple[int, str], tuple["dict[str, Any] | None", str]]


def method_of(
    kind: type, drawing: Callable[[CodeType], Sequence[str]], own: Callable[[type], bool]
) -> tuple[str, bool] | None:
    """The only method by which a class's `__init__` draws, and which it calls last; None if there is no such method.

    With it, whether it is called by `apply`, for each module.

    Args:
        kind: the class.
        drawing: the names in a function's code that draw weights.
        own: whether a class is of PyTorch itself, whose `__init__` calls `reset_parameters`.
    """
    bases = [base for base in kind.__mro__ if not own(base) and "__init__" in vars(base)]
    codes = [getattr(vars(base)["__init__"], "__code__", None) for base in bases]
    if any(code is None for code in codes):
        return None
    found = [list(drawing(code)) for code in codes if code is not None]
    first = next((place for place, names in enumerate(found) if names), None)
    if first is None:
        # A subclass of one of PyTorch's layers, which call this one.
        return ("reset_parameters", False) if _replaces(kind, "reset_parameters", own) and not bases else None
    names = set(found[first]) - {"apply"}
    if len(names) != 1 or any(found[first + 1 :]) or any(_stores(code) for code in codes[:first]):
        return None
    name = names.pop()
    code = codes[first]
    if code is None or not callable(getattr(kind, name, None)) or not _is_last(code, name):
        return None
    return name, "apply" in found[first]


def record(module: Any, name: str, is_applied: bool) -> Drawn | None:
    """What a method draws for the tensors of a module and those inside it; None if it takes arguments or fails.

    Args:
        module: the module.
        name: the name of its method.
        is_applied: whether the method is called for each module inside it, and itself.
    """
    needed = inspect.signature(getattr(module, name)).parameters.values()
    if len(needed) != (1 if is_applied else 0):
        return None
    try:
        twin, twins = twin_of(module)
        with recording(Recorder) as recorder:
            keys = {
                (id(part), attribute): recorder.watch(tensor_of(twins[id(part)], attribute))
                for part in module.modules()
                for attribute in (*part._parameters, *part._buffers)
                if tensor_of(part, attribute) is not None
            }
            method = getattr(twin, name)
            twin.apply(method) if is_applied else method()
    except Exception:  # noqa: BLE001
        return None
    return {place: (recorder.rules[key], recorder.calls[key]) for place, key in keys.items() if key in recorder.calls}


def _replaces(kind: type, name: str, own: Callable[[type], bool]) -> bool:
    return any(name in vars(base) for base in kind.__mro__ if not own(base))


def _is_last(code: CodeType, name: str) -> bool:
    """Whether nothing is stored in the module after the last use of a name."""
    places = [(place, step) for place, step in enumerate(dis.get_instructions(code))]
    last = max(place for place, step in places if step.argval == name)
    return not any(step.opname == "STORE_ATTR" and place > last for place, step in places)


def _stores(code: CodeType | None) -> bool:
    return code is not None and any(step.opname == "STORE_ATTR" for step in dis.get_instructions(code))
