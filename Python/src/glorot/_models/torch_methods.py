"""What a class's `__init__` calls to draw weights, by its code; and what one such method draws, on a twin without values.

Most modules that draw their weights themselves end their `__init__` with one call: `self.apply(self._init_weights)`, or
`self.reset_parameters()`. Where the code shows such a call and no other, it is made again on a twin.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
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
    function = _init(kind)
    if function is None:
        return ()
    given = (parameter for parameter in inspect.signature(function).parameters.values() if "init" in parameter.name)
    passed = tuple(
        parameter.name for parameter in given if callable(parameter.default) and parameter.default is not _NONE
    )
    return passed + tuple(_drawing(function, kind, DEPTH))


#: What `inspect` has for a parameter without a default, which is a class.
_NONE = inspect.Parameter.empty


@lru_cache(maxsize=1024)
def method_of(kind: type) -> tuple[str, bool] | None:
    """The only method by which a class's `__init__` draws, which it always calls, and last; None if there is none.

    With it, whether it is called by `apply`, for each module.
    """
    bases = [base for base in kind.__mro__ if not is_torch(base) and "__init__" in vars(base)]
    if not bases:
        # A subclass of one of PyTorch's layers, whose `__init__` calls this one.
        own = next((base for base in kind.__mro__ if is_torch(base) and "__init__" in vars(base)), object)
        code = getattr(vars(own).get("__init__"), "__code__", None)
        replaces = any("reset_parameters" in vars(base) for base in kind.__mro__ if not is_torch(base))
        return ("reset_parameters", False) if replaces and code and "reset_parameters" in code.co_names else None
    # Where another class's `__init__` comes before or after, the order of what they do is not known.
    first, *others = map(drawing_names, bases)
    found = _last_call(bases[0])
    if found is None or any(others) or set(first) != ({found[0], "apply"} if found[1] else {found[0]}):
        return None
    is_unique = first.count(found[0]) == 1 and first.count("apply") <= 1
    return found if is_unique and _is_drawing(found[0]) and callable(getattr(kind, found[0], None)) else None


def _init(kind: type) -> FunctionType | None:
    """A class's own `__init__`, without what decorates it."""
    function = vars(kind).get("__init__")
    function = inspect.unwrap(function) if callable(function) else None
    return function if isinstance(function, FunctionType) else None


def _last_call(kind: type) -> tuple[str, bool] | None:
    """What the last statement of a class's `__init__` calls, if it is `self.name()` or `self.apply(self.name)`."""
    function = _init(kind)
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function))) if function is not None else None
    except (OSError, SyntaxError, TypeError):
        return None
    define = tree.body[0] if tree is not None and tree.body else None
    if not isinstance(define, ast.FunctionDef) or not define.args.args:
        return None
    own = define.args.args[0].arg
    # An earlier return leaves the last statement out.
    if any(isinstance(node, (ast.Return, ast.Yield)) for node in ast.walk(define)):
        return None
    last = define.body[-1]
    if not isinstance(last, ast.Expr) or not isinstance(last.value, ast.Call) or last.value.keywords:
        return None
    called = _member(last.value.func, own)
    if called == "apply" and len(last.value.args) == 1:
        name = _member(last.value.args[0], own)
        return (name, True) if name else None
    return (called, False) if called and not last.value.args else None


def _member(node: ast.AST, own: str) -> str:
    """The name in `self.name`; empty for anything else."""
    is_own = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == own
    return node.attr if is_own and isinstance(node, ast.Attribute) else ""


def record(module: Any, name: str, is_applied: bool) -> Drawn | None:
    """What a method draws for the tensors of a module and those inside it.

    Args:
        module: the module.
        name: the name of its method.
        is_applied: whether the method is called for each module inside it, and itself.

    Returns:
        None if the method takes other arguments, fails, or puts other tensors in their place.
    """
    try:
        if len(inspect.signature(getattr(module, name)).parameters) != (1 if is_applied else 0):
            return None
        with recording(Recorder) as recorder:
            twin, twins = twin_of(module)
            places = {
                (id(part), attribute): recorder.watch(tensor_of(twins[id(part)], attribute))
                for part in module.modules()
                for attribute in (*part._parameters, *part._buffers)
                if tensor_of(part, attribute) is not None
            }
            method = getattr(twin, name)
            twin.apply(method) if is_applied else method()
        if not all(recorder.has(tensor_of(twins[part], attribute), key) for (part, attribute), key in places.items()):
            return None
    except Exception:  # noqa: BLE001
        return None
    return {place: (recorder.rules[key], recorder.calls[key]) for place, key in places.items() if key in recorder.calls}


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
    yield from code.co_freevars
    for value in code.co_consts:
        if isinstance(value, CodeType):
            yield from _names(value)
