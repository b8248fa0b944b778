"""Records how a function builds a model: what it draws for each tensor, without drawing any.

It is called with the meta device as PyTorch's default, where tensors have no values, while every operation of this thread
goes through a recorder. If it needs values, such as sizes that it computes by tensors, only its empty tensors are there.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import torch

from .torch_forms import Form, begun, continued, together, uniform_bounds
from .torch_record import Recorder, constant, filled, is_all, recording, scaled, storage


class Built(NamedTuple):
    """What a build draws for a tensor.

    Attributes:
        kind: the class of the module that holds it.
        shape: its shape.
        rule: its claim; None if it is not known.
        call: the call that drew it, in words.
        is_default: whether it is what the module's own `reset_parameters` draws.
    """

    kind: type
    shape: tuple[int, ...]
    rule: dict[str, Any] | None
    call: str
    is_default: bool


def record(build: Callable[[], Any]) -> dict[str, Built]:
    """What a function draws for each tensor of the module that it builds, by name.

    Raises:
        Exception: whatever the function raises.
    """
    try:
        with torch.device("meta"):
            return _record(build, Builder)
    except (NotImplementedError, RuntimeError):
        return _record(build, EmptyBuilder)


def _record(build: Callable[[], Any], kind: type[Builder]) -> dict[str, Built]:
    with recording(kind) as recorder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = build()
        if not isinstance(model, torch.nn.Module):
            raise TypeError(f"found {type(model).__name__}, expected a torch.nn.Module")
        found = {name: (type(module), tensor, *recorder.drawn(tensor)) for name, module, tensor in _tensors(model)}
        for name, first in copied(recorder, {name: (row[1], row[2]) for name, row in found.items()}).items():
            found[name] = (*found[name][:2], None, f"made of the draw of {first}")
        # What the layers' own functions draw, to tell from what the model drew again.
        for module in model.modules():
            reset = getattr(module, "reset_parameters", getattr(module, "_reset_parameters", None))
            if _is_torch(type(module)) and callable(reset):
                reset()

        def again(tensor: Any, rule: dict[str, Any] | None, call: str) -> bool:
            return rule is not None and recorder.drawn(tensor) == (rule, call)

        return {
            name: Built(kind, tuple(tensor.shape), rule, call, _is_torch(kind) and again(tensor, rule, call))
            for name, (kind, tensor, rule, call) in found.items()
        }


def copied(recorder: Builder, tensors: Mapping[str, tuple[Any, dict[str, Any] | None]]) -> dict[str, str]:
    """The tensors that hold another one's draw, or what was computed of it, each with the first of these.

    Two tensors of one storage are one tensor. Equal constants are no copies.
    """
    first: dict[int, str] = {}
    found = {}
    for name, (tensor, rule) in tensors.items():
        if rule is None or constant(rule) is not None:
            continue
        other = first.setdefault(recorder.origin(tensor), name)
        if storage(tensors[other][0]) != storage(tensor):
            found[name] = other
    return found


def _is_torch(kind: type) -> bool:
    return kind.__module__.startswith("torch.nn.modules.")


def _tensors(model: Any) -> Iterator[tuple[str, Any, Any]]:
    for prefix, module in model.named_modules(remove_duplicate=False):
        for name, tensor in (*module._parameters.items(), *module._buffers.items()):
            if tensor is not None:
                yield f"{prefix}.{name}" if prefix else name, module, tensor


class Builder(Recorder):
    """Also records what tensors hold when they are made, and what is copied from there."""

    def __init__(self) -> None:
        super().__init__()
        self._forms: dict[int, Form] = {}
        #: The storage whose draw a tensor has, where it was copied or computed from there.
        self._origins: dict[int, int] = {}

    def origin(self, tensor: Any) -> int:
        """The storage that was drawn for a tensor: its own, or that of what it was made of."""
        return self._origins.get(storage(tensor), storage(tensor))

    def drawn(self, tensor: Any) -> tuple[dict[str, Any] | None, str]:
        """The rule of a tensor and the call that drew it."""
        key = storage(tensor)
        whole = self._watched.get(key)
        if whole is None or not is_all(tensor, whole):
            return None, "a part of another tensor"
        return self.rules.get(key), self.calls.get(key, "nothing")

    def __torch_dispatch__(self, function: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        result = super().__torch_dispatch__(function, types, args, kwargs)
        if not function._schema.is_mutable:
            name = str(function._schema.name).partition("::")[2]
            for tensor in result if isinstance(result, (list, tuple)) else (result,):
                if isinstance(tensor, torch.Tensor) and storage(tensor) not in self._watched:
                    key = self.watch(tensor)
                    if not name.startswith(("empty", "new_empty")):
                        made, call = self._made(name, args, kwargs or {})
                        rule = made if isinstance(made, dict) else None
                        # A rule of real numbers says nothing of what a conversion makes of them.
                        is_kept = tensor.is_floating_point() or constant(rule) in (0, 1)
                        self._put(key, rule if is_kept else None, call)
                        if isinstance(made, Form):
                            self._forms[key] = made
                        if args and isinstance(args[0], torch.Tensor) and not name.startswith(DRAWN_ANEW):
                            self._origins[key] = self.origin(args[0])
        return result

    def _made(self, name: str, args: Any, kwargs: Mapping[str, Any]) -> tuple[Form | dict[str, Any] | None, str]:
        """The rule or the form of a new tensor, and the call that made it."""
        base = name.removeprefix("new_").removesuffix("_like")
        if base in MADE:
            return {"claim": MADE[base]}, f"torch.{base}"
        if base == "full":
            value = args[-1] if isinstance(args[-1], (int, float)) else kwargs.get("fill_value")
            return (filled(float(value)) if isinstance(value, (int, float)) else None), f"torch.full(…, {value})"
        first = args[0] if args and isinstance(args[0], torch.Tensor) else None
        if first is None or storage(first) not in self._watched:
            return None, f"torch.{name}"
        rule, call = self.drawn(first)
        found = self._transformed(name, first, rule, args, kwargs)
        if found is not None:
            return found, f"{call}, torch.{name}"
        if name in ("clone", "_to_copy", "contiguous"):
            return rule, call
        others = [value for value in (*args[1:], *kwargs.values()) if isinstance(value, (int, float))]
        is_known = not any(isinstance(value, (torch.Tensor, str)) for value in (*args[1:], *kwargs.values()))
        return (None if not is_known else _computed(name, rule, others)), f"{call}, torch.{name}"

    def _note(self, key: int, name: str, args: Any, kwargs: Any) -> None:
        whole, operation = self._watched[key], name.removesuffix("_")
        if is_all(args[0], whole):
            if name == "copy_" and storage(args[1]) in self._watched and args[1].numel() == whole.numel():
                rule, call = self.drawn(args[1])
                if rule is not None:
                    self._put(key, rule, call)
                    self._origins[key] = self.origin(args[1])
                    return
            rule, call = self.drawn(args[0])
            found = self._transformed(operation, args[0], rule, args, kwargs)
            if found is not None:
                origin = self._origins.get(key)
                self._put(key, None if isinstance(found, Form) else found, f"{call}, {name}")
                if isinstance(found, Form):
                    self._forms[key] = found
                if origin is not None:
                    self._origins[key] = origin
                return
        origin = self._origins.get(key)
        super()._note(key, name, args, kwargs)
        if origin is not None and name in ("mul_", "div_"):
            self._origins[key] = origin

    def _put(self, key: int, rule: dict[str, Any] | None, call: str) -> None:
        super()._put(key, rule, call)
        self._forms.pop(key, None)
        self._origins.pop(key, None)

    def _transformed(
        self, name: str, first: Any, rule: dict[str, Any] | None, args: Any, kwargs: Mapping[str, Any]
    ) -> Form | dict[str, Any] | None:
        """What an operation makes of a uniform law by functions of one value, or of what was made of it."""
        second = args[1] if len(args) > 1 else None
        if isinstance(second, torch.Tensor):
            other = self._forms.get(storage(second))
            return together(name, self._forms.get(storage(first)), other, kwargs.get("alpha", 1))
        floor = second if second is not None else kwargs.get("min")
        ceiling = args[2] if len(args) > 2 else kwargs.get("max")
        form = self._forms.get(storage(first))
        if form is None:
            return begun(name, rule, storage(first))
        return continued(name, form, floor, ceiling)


class EmptyBuilder(Builder):
    """Makes only empty tensors without values, as those that layers draw."""

    def __torch_dispatch__(self, function: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        if function._schema.name == "aten::empty":
            kwargs = {**(kwargs or {}), "device": "meta"}
        return super().__torch_dispatch__(function, types, args, kwargs)


#: Functions that make a tensor of one law.
MADE = {
    "zeros": "zeros",
    "ones": "ones",
    "randn": "torch.nn.init.normal_(mean=0.0, std=1.0)",
    "rand": "torch.nn.init.uniform_(a=0.0, b=1.0)",
}

#: How the names of operations begin that do not keep their first argument's values.
DRAWN_ANEW = ("empty", "full", "new_", "ones", "rand", "zeros")

#: Functions of one value, for tensors of equal values.
FUNCTIONS: dict[str, Callable[[float], float]] = {"log": math.log, "exp": math.exp, "sqrt": math.sqrt}


def _computed(name: str, rule: dict[str, Any] | None, others: list[float]) -> dict[str, Any] | None:
    """The rule of what an operation with numbers computes from values of a rule."""
    if name == "mul" and len(others) == 1:
        return scaled(rule, others[0])
    if name == "div" and len(others) == 1 and others[0]:
        return scaled(rule, 1 / others[0])
    bounds = uniform_bounds(rule)
    if bounds is not None and name in ("add", "sub") and len(others) == 1:
        offset = others[0] if name == "add" else -others[0]
        return {"claim": f"torch.nn.init.uniform_(a={bounds[0] + offset!r}, b={bounds[1] + offset!r})"}
    value = constant(rule)
    if value is None:
        return None
    if name in FUNCTIONS and (value > 0 or name == "exp"):
        return filled(FUNCTIONS[name](value))
    if name in ("add", "sub") and len(others) == 1:
        return filled(value + others[0] if name == "add" else value - others[0])
    return None
