"""What a class's `__init__` calls to draw weights, by its code; and what one such method draws, on a twin without values.

Most modules that draw their weights themselves end their `__init__` with one call: `self.apply(self._init_weights)`, or
`self.reset_parameters()`. Where the code shows such a call and no other, it is made again on a twin.
"""

from __future__ import annotations

import dis
import inspect
from collections.abc import Iterator
from functools import lru_cache
from types import CodeType, FunctionType, ModuleType
from typing import Any

from .torch_layers import DRAWS
from .torch_record import Recorder, recording
from .torch_twin import tensor_of, twin_of

#: What was drawn, by the identity of a module and the name of its tensor: a rule, or None, and the call in words.
Drawn = dict[tuple[int, str], tuple["dict[str, Any] | None", str]]

#: How many functions deep a call is followed to find what draws.
DEPTH = 3


def is_torch(kind: type) -> bool:
    """Whether a class is of PyTorch itself, or every class."""
    return kind is object or kind.__module__.partition(".")[0] == "torch"


@lru_cache(maxsize=1024)
def drawing_names(kind: type) -> tuple[str, ...]:
    """The functions by which a class's own `__init__` draws weights: in its code, or in what it calls."""
    function = vars(kind).get("__init__")
    return tuple(_drawing(function, kind, DEPTH)) if isinstance(function, FunctionType) else ()


@lru_cache(maxsize=1024)
def method_of(kind: type) -> tuple[str, bool] | None:
    """The only method by which a class's `__init__` draws, which it always calls, and last; None if there is none.

    With it, whether it is called by `apply`, for each module.
    """
    bases = [base for base in kind.__mro__ if not is_torch(base) and "__init__" in vars(base)]
    found = [drawing_names(base) for base in bases]
    first = next((place for place, names in enumerate(found) if names), None)
    if first is None:
        # A subclass of one of PyTorch's layers, whose `__init__` calls this one.
        replaces = any("reset_parameters" in vars(base) for base in kind.__mro__ if not is_torch(base))
        return ("reset_parameters", False) if replaces and not bases else None
    names = set(found[first]) - {"apply"}
    codes = [vars(base)["__init__"].__code__ for base in bases[: first + 1]]
    if len(names) != 1 or any(found[first + 1 :]) or any(_stores(code) for code in codes[:-1]):
        return None
    name = names.pop()
    if not _is_drawing(name) or not callable(getattr(kind, name, None)) or not _is_last(codes[-1], name):
        return None
    return name, "apply" in found[first]


def record(module: Any, name: str, is_applied: bool) -> Drawn | None:
    """What a method draws for the tensors of a module and those inside it.

    Args:
        module: the module.
        name: the name of its method.
        is_applied: whether the method is called for each module inside it, and itself.

    Returns:
        None if the method takes other arguments, fails, or puts other tensors in their place.
    """
    if len(inspect.signature(getattr(module, name)).parameters) != (1 if is_applied else 0):
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
    if not all(recorder.has(tensor_of(twins[part], attribute), key) for (part, attribute), key in keys.items()):
        return None
    return {place: (recorder.rules[key], recorder.calls[key]) for place, key in keys.items() if key in recorder.calls}


def _drawing(function: FunctionType, kind: type | None, depth: int) -> Iterator[str]:
    """The names in a function's code that draw weights, or that call what does."""
    names = list(_names(function.__code__))
    modules = [value for value in map(function.__globals__.get, names) if isinstance(value, ModuleType)]
    for name in names:
        if _is_drawing(name) or (
            depth
            and any(next(_drawing(other, kind, depth - 1), None) for other in _called(name, function, kind, modules))
        ):
            yield name


def _called(name: str, function: FunctionType, kind: type | None, modules: list[ModuleType]) -> Iterator[FunctionType]:
    """The functions that a name may stand for: a method, a function of the same module, or one of a module."""
    if name == "__init__":
        # A base's, which is asked for itself.
        return
    bases = kind.__mro__ if kind is not None else ()
    found = [vars(base).get(name) for base in bases if not is_torch(base)]
    found += [function.__globals__.get(name), *(vars(module).get(name) for module in modules)]
    for value in found:
        if isinstance(value, (staticmethod, classmethod)):
            value = value.__func__
        if isinstance(value, FunctionType) and value.__module__.partition(".")[0] != "torch" and value is not function:
            yield value


def _is_drawing(name: str) -> bool:
    """Whether a function of this name draws weights: it is in the table, or is like `efficientnet_init_weights`."""
    return name in DRAWS or ("init" in name and ("weight" in name or "param" in name))


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for value in code.co_consts:
        if isinstance(value, CodeType):
            yield from _names(value)


def _is_last(code: CodeType, name: str) -> bool:
    """Whether a name's last use is always reached, and nothing is stored in the module after it."""
    steps = list(dis.get_instructions(code))
    last = max(place for place, step in enumerate(steps) if step.argval == name)
    jumps = [step.argval for step in steps[:last] if step.opcode in (*dis.hasjrel, *dis.hasjabs)]
    is_passed = any(target > steps[last].offset for target in jumps)
    return not is_passed and not any(step.opname == "STORE_ATTR" for step in steps[last:])


def _stores(code: CodeType) -> bool:
    return any(step.opname == "STORE_ATTR" for step in dis.get_instructions(code))
