"""Records how code draws a module's weights without drawing any, on a twin without values.

The twin's tensors are on the meta device, where operations compute only shapes. Every operation of this thread goes
through a recorder. Neither the model nor the state of any generator changes.
"""

from __future__ import annotations

import functools
import inspect
import math
import random
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import torch
from torch.utils._python_dispatch import TorchDispatchMode

_active = threading.local()
_lock = threading.Lock()
_waiting = 0


Recorded = TypeVar("Recorded", bound="Recorder")


class Recorder(TorchDispatchMode):  # type: ignore[misc]
    """Records what is written to each watched storage."""

    def __init__(self) -> None:
        super().__init__()
        #: Rules by the tensor's storage; None after an operation that is not a claim.
        self.rules: dict[int, dict[str, Any] | None] = {}
        #: The calls, in words.
        self.calls: dict[int, str] = {}
        #: The values that were copied to the whole of a tensor, if any.
        self.copies: dict[int, Any] = {}
        #: The rule of the last operation, where `rules` has that of the function which called it.
        self._operations: dict[int, dict[str, Any] | None] = {}
        self._watched: dict[int, Any] = {}

    def has(self, tensor: Any, key: int) -> bool:
        """Whether a tensor is the watched one, not another that has replaced it."""
        return storage(tensor) == key

    def watch(self, tensor: Any) -> int:
        """Starts to record what is written to a tensor, and returns the key of its records."""
        key = storage(tensor)
        self._watched[key] = tensor
        return key

    def __torch_dispatch__(self, function: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        kwargs = kwargs or {}
        if function._schema.is_mutable:
            name = str(function._schema.name).partition("::")[2]
            for argument, value in _written(function, args, kwargs):
                for tensor in value if isinstance(value, (list, tuple)) else (value,):
                    key = storage(tensor) if isinstance(tensor, torch.Tensor) else None
                    if key not in self._watched:
                        continue
                    if argument == 0 and tensor is value and name.endswith("_"):
                        self._note(key, name, *_positional(function, args, kwargs))
                    else:
                        self._put(key, None, f"{name}(…)")
        return function(*args, **kwargs)

    def note_call(self, tensor: Any, claim: str) -> None:
        """Records the call of a function that does nothing on the meta device."""
        key = storage(tensor)
        whole = self._watched.get(key)
        if whole is not None:
            # Only the truncated normal law is the same for every view.
            is_same = tensor.shape == whole.shape and tensor.stride() == whole.stride()
            is_known = is_same or ("trunc_normal_" in claim and is_all(tensor, whole))
            self._put(key, {"claim": claim} if is_known else None, claim)

    def name_call(self, tensor: Any, claim: str) -> None:
        """Records which function called the operations on a tensor of the shape that its fans follow from."""
        key = storage(tensor)
        whole = self._watched.get(key)
        if whole is not None and whole.shape == tensor.shape and self.rules.get(key) is not None:
            self.rules[key] = {"claim": claim}
            self.calls[key] = claim

    def _note(self, key: int, name: str, args: Any, kwargs: Any) -> None:
        whole = self._watched[key]
        values = [value for value in (*args[1:], *kwargs.values()) if isinstance(value, (int, float))]
        call = f"{name}({', '.join(repr(value) for value in values if not isinstance(value, bool))})"
        if not is_all(args[0], whole):
            self._put(key, self._row(key, name, args[0], values), f"{self.calls.get(key, '')}, then {call} of a part")
            return
        if name in ("mul_", "div_") and len(values) == 1 and values[0] != 0:
            factor = values[0] if name == "mul_" else 1 / values[0]
            self._put(key, scaled(self._operations.get(key), factor), f"{self.calls.get(key, '')}, {call}")
            return
        if name in ("add_", "sub_") and values[:1] == [0]:
            return
        self._put(key, _rule(name, values), call)
        if name == "copy_" and not args[1].is_meta:
            self.copies[key] = args[1]

    def _row(self, key: int, name: str, part: Any, values: list[float]) -> dict[str, Any] | None:
        """The rule after one row of a normal matrix was set to 0, like an embedding's padding."""
        whole, rule = self._watched[key], self.rules.get(key)
        is_zero = name == "zero_" or (name == "fill_" and values == [0])
        if rule is None or "padding_idx" in rule or not is_zero or whole.dim() != 2:
            return None
        size = whole.shape[1]
        if not str(rule["claim"]).startswith("torch.nn.init.normal_(mean=0.0") or tuple(part.shape) != (size,):
            return None
        index, rest = divmod(part.storage_offset() - whole.storage_offset(), size)
        return None if rest else {**rule, "padding_idx": index}

    def _put(self, key: int, rule: dict[str, Any] | None, call: str) -> None:
        self.rules[key] = self._operations[key] = rule
        self.calls[key] = call
        self.copies.pop(key, None)


@contextmanager
def recording(kind: type[Recorded]) -> Iterator[Recorded]:
    """Records this thread's operations by a recorder of a kind."""
    global _waiting
    with _lock:
        if _waiting == 0:
            _patch()
        _waiting += 1
    recorder = kind()
    outer = getattr(_active, "recorder", None)
    _active.recorder = recorder
    numpy = sys.modules.get("numpy")
    states = random.getstate(), numpy.random.get_state() if numpy is not None else None, torch.get_default_dtype()
    try:
        with torch.no_grad(), torch.random.fork_rng(devices=[]), recorder:
            yield recorder
    finally:
        _active.recorder = outer
        random.setstate(states[0])
        if numpy is not None:
            numpy.random.set_state(states[1])
        torch.set_default_dtype(states[2])
        with _lock:
            _waiting -= 1
            if _waiting == 0:
                _unpatch()


#: Functions of `torch.nn.init` that do nothing on the meta device, with their claims.
SILENT = {
    "_no_grad_trunc_normal_": "torch.nn.init.trunc_normal_(mean={mean}, std={std}, a={a}, b={b})",
    "orthogonal_": "torch.nn.init.orthogonal_(gain={gain})",
    "dirac_": "torch.nn.init.dirac_(groups={groups})",
    "sparse_": "torch.nn.init.sparse_(sparsity={sparsity}, std={std})",
}

#: Functions of `torch.nn.init` whose laws depend on a tensor's fans, with their claims.
NAMED = {
    "xavier_uniform_": "torch.nn.init.xavier_uniform_(gain={gain})",
    "xavier_normal_": "torch.nn.init.xavier_normal_(gain={gain})",
    "kaiming_uniform_": "torch.nn.init.kaiming_uniform_(a={a}, mode='{mode}', nonlinearity='{nonlinearity}')",
    "kaiming_normal_": "torch.nn.init.kaiming_normal_(a={a}, mode='{mode}', nonlinearity='{nonlinearity}')",
}

#: timm's own truncated normal law, whose operations cannot be told from others.
TIMM = {"_trunc_normal_": "timm.layers.trunc_normal_(mean={mean}, std={std}, a={a}, b={b})"}

#: The functions that were replaced: the namespace, the name, and the original.
_replaced: list[tuple[dict[str, Any], str, Any]] = []


def _patch() -> None:
    # transformers keeps a table of PyTorch's functions.
    initialization = sys.modules.get("transformers.initialization")
    tables = [vars(torch.nn.init), getattr(initialization, "TORCH_INIT_FUNCTIONS", {})]
    for name, claim in SILENT.items():
        for table in tables:
            _replace(table, name, claim, Recorder.note_call, is_silent=True)
    for name, claim in NAMED.items():
        for table in tables:
            _replace(table, name, claim, Recorder.name_call, is_silent=False)
    timm = sys.modules.get("timm.layers.weight_init")
    for name, claim in TIMM.items() if timm is not None else ():
        _replace(vars(timm), name, claim, Recorder.note_call, is_silent=True)


def _unpatch() -> None:
    while _replaced:
        space, name, original = _replaced.pop()
        space[name] = original


def _replace(
    space: dict[str, Any], name: str, claim: str, note: Callable[[Recorder, Any, str], None], *, is_silent: bool
) -> None:
    """Puts a function in a function's place that reports tensors on the meta device to its thread's recorder."""
    if name not in space:
        return
    original = space[name]
    signature = inspect.signature(original)

    @functools.wraps(original)
    def reporting(*args: Any, **options: Any) -> Any:
        recorder = getattr(_active, "recorder", None)
        bound = signature.bind(*args, **options)
        bound.apply_defaults()
        tensor = bound.arguments["tensor"]
        if recorder is None or not tensor.is_meta:
            return original(*args, **options)
        result = tensor if is_silent else original(*args, **options)
        values = {name: value for name, value in bound.arguments.items() if name not in ("tensor", "generator")}
        if all(value is None or isinstance(value, (int, float, str)) for value in values.values()):
            note(recorder, tensor, claim.format_map({name: _number(value) for name, value in values.items()}))
        elif is_silent:
            # A part is no claim.
            note(recorder, tensor.reshape(-1)[:0], f"{name}(…)")
        return result

    _replaced.append((space, name, original))
    space[name] = reporting


def _number(value: Any) -> str:
    return repr(float(value)) if isinstance(value, float) else str(value)


def _written(function: Any, args: Any, kwargs: dict[str, Any]) -> Iterator[tuple[int, Any]]:
    """The arguments that an operator writes to, with their places."""
    for place, argument in enumerate(function._schema.arguments):
        if argument.alias_info is not None and argument.alias_info.is_write:
            value = args[place] if place < len(args) else kwargs.get(argument.name)
            if value is not None:
                yield place, value


def _positional(function: Any, args: Any, kwargs: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
    """The arguments of an operator in the order of its schema, without those that do not affect the values' law."""
    given = dict(kwargs)
    found = list(args)
    for argument in function._schema.arguments[len(args) :]:
        if argument.kwarg_only:
            continue
        found.append(given.pop(argument.name, argument.default_value))
    return tuple(found), {name: value for name, value in given.items() if isinstance(value, (int, float))}


def _rule(name: str, values: list[float]) -> dict[str, Any] | None:
    """The rule of an operation on a whole tensor."""
    numbers = [float(value) for value in values]
    if not all(math.isfinite(value) for value in numbers):
        return None
    if name == "normal_":
        mean, std = (*numbers, *(0.0, 1.0)[len(numbers) :])[:2]
        return {"claim": f"torch.nn.init.normal_(mean={mean!r}, std={std!r})"} if std else filled(mean)
    if name == "uniform_":
        low, high = (*numbers, *(0.0, 1.0)[len(numbers) :])[:2]
        return {"claim": f"torch.nn.init.uniform_(a={low!r}, b={high!r})"} if low < high else None
    if name == "zero_":
        return filled(0.0)
    if name == "fill_" and len(numbers) == 1:
        return filled(numbers[0])
    return None


def filled(value: float) -> dict[str, Any]:
    return {"claim": {0.0: "zeros", 1.0: "ones"}.get(value, f"constant(value={value!r})")}


def scaled(rule: dict[str, Any] | None, factor: float) -> dict[str, Any] | None:
    """The rule of values after multiplication by a factor."""
    if rule is None or factor == 1:
        return rule
    if set(rule) != {"claim"}:
        return None
    value = constant(rule)
    if value is not None:
        return filled(value * factor)
    name, _, rest = str(rule["claim"]).partition("(")
    if name not in ("torch.nn.init.normal_", "torch.nn.init.uniform_", *TRUNCATED) or factor <= 0:
        return None
    words = [text.partition("=") for text in rest.rstrip(")").split(", ")]
    return {"claim": f"{name}({', '.join(f'{key}={float(number) * factor!r}' for key, _, number in words)})"}


#: Laws whose arguments are all in the values' unit, beside the normal and the uniform one.
TRUNCATED = ("torch.nn.init.trunc_normal_", "timm.layers.trunc_normal_")


def constant(rule: dict[str, Any] | None) -> float | None:
    """The value of all values, if the rule says that they are equal."""
    claim = str(rule["claim"]) if rule is not None and set(rule) == {"claim"} else ""
    if claim.startswith("constant(value="):
        return float(claim[len("constant(value=") : -1])
    return {"zeros": 0.0, "ones": 1.0}.get(claim)


def storage(tensor: Any) -> int:
    return int(tensor.untyped_storage()._cdata)


def is_all(part: Any, whole: Any) -> bool:
    """Whether a tensor covers all of another one that it shares memory with."""
    return bool(part.numel() == whole.numel() and part.storage_offset() == whole.storage_offset())
