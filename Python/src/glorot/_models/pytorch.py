"""Models of PyTorch: by the class of each module, and by what its owners draw again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from typing import Any

import torch

from .._errors import InputError, TensorError
from . import torch_peft as peft
from .entries import Entry, ModelRules, Reading
from .torch_build import Built, record
from .torch_builders import builders, is_other_constant
from .torch_defaults import Known, Slot, class_name, draws, fill, layer_of, qualified, read_layer, weight_shape
from .torch_methods import is_torch, method_of
from .torch_methods import record as record_method
from .torch_owners import CONDITIONS, EXTRACTS, OWNERS
from .torch_record import constant
from .torch_shards import gather, is_sharded, shaped
from .torch_twin import unwrapped

#: The most tensor names that an error lists.
LISTED = 8


def read(model: Any, build: Callable[[], Any] | None = None) -> Reading:
    """The parameters and persistent buffers of a module.

    Args:
        model: the module.
        build: what builds such a module, if it is known.
    """
    if not isinstance(model, torch.nn.Module):
        raise TensorError(
            f"model: found {class_name(type(model))}, expected a torch.nn.Module; for a tensor, call glorot.verify"
        )
    with unwrapped(model), shaped(model):
        return _read(model, build)


def _read(model: Any, build: Callable[[], Any] | None) -> Reading:
    slots = list(_slots(model))
    _refuse_empty(slots)
    known: Known = {}
    # A transformers model inside another one is a part of it; inside any other module it stands alone.
    pretrained = [name for name, module in model.named_modules() if is_pretrained(module)]
    ranges = _ranges(slots)
    # What a module says about the modules inside it overrides what they say about themselves, since it draws last.
    for name, module in reversed(list(model.named_modules())):
        start = f"{name}." if name else ""
        below = slots[ranges[name]] if name in ranges else []
        read_layer(module, known)
        if not _read_method(module, below, known):
            _read_owner(module, name, below, known)
        _read_build(module, name, below, known)
        if name in pretrained and not any(_is_inside(name, other) for other in pretrained):
            from . import transformers

            inside = [slot._replace(name=slot.name[len(start) :]) for slot in below]
            for key, (rule, source) in transformers.read(module, inside).items():
                other = rule.get("same_as") if rule else None
                known[key] = ({"same_as": start + other} if other else rule), source
    for name, module in model.named_modules():
        if name in ranges:
            _read_extract(module, slots[ranges[name]], known)
    peft.read(model, slots, known)
    if build is not None:
        _read_given(build, slots, known)
    tensors = {slot.name: slot.tensor for slot in slots}
    together = gather if any(map(is_sharded, tensors.values())) else None
    return Reading(tensors, ModelRules(class_name(type(model)), _tie(slots, known)), gather=together)


def _ranges(slots: list[Slot]) -> dict[str, slice]:
    """The range of slots inside each module, by its name. It is contiguous because modules are walked depth first."""
    ranges: dict[str, slice] = {"": slice(0, len(slots))}
    for index, slot in enumerate(slots):
        prefix = slot.name.rpartition(".")[0]
        while prefix:
            first = ranges[prefix].start if prefix in ranges else index
            ranges[prefix] = slice(first, index + 1)
            prefix = prefix.rpartition(".")[0]
    return ranges


def _is_inside(name: str, other: str) -> bool:
    return name != other and name.startswith(f"{other}." if other else "")


def _slots(model: Any) -> Iterator[Slot]:
    for prefix, module in model.named_modules(remove_duplicate=False):
        start = f"{prefix}." if prefix else ""
        for attribute, tensor in module._parameters.items():
            if tensor is not None:
                yield Slot(start + attribute, module, attribute, tensor, True)
        for attribute, tensor in module._buffers.items():
            if tensor is not None and attribute not in module._non_persistent_buffers_set:
                yield Slot(start + attribute, module, attribute, tensor, False)


def _refuse_empty(slots: list[Slot]) -> None:
    """Refuses a model with tensors without values, and names them."""
    lazy = [slot.name for slot in slots if isinstance(slot.tensor, torch.nn.parameter.UninitializedTensorMixin)]
    if lazy:
        raise TensorError(f"found uninitialized parameters of lazy modules: {_listed(lazy)}: run the model once")
    meta = [slot.name for slot in slots if slot.tensor.is_meta]
    if meta:
        raise TensorError(
            f"found tensors on the meta device, which have no values: {_listed(meta)}: materialize the model "
            "(module.to_empty(device='cpu'), then initialize it)"
        )


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - LISTED} more" if len(names) > LISTED else ""
    return ", ".join(names[:LISTED]) + more


def _read_owner(module: Any, name: str, below: Sequence[Slot], known: Known) -> None:
    """Notes what a module draws in the modules inside it."""
    if _is_plain_transformer(module):
        _read_transformer(module, name, below, known)
        return
    if is_pretrained(module):
        return
    for base in type(module).__mro__:
        pairs = OWNERS.get(qualified(base))
        asked = CONDITIONS.get(qualified(base), {})
        if pairs is not None and all(getattr(module, key, value) == value for key, value in asked.items()):
            _apply(pairs, class_name(base), name, below, known)
            return
        if is_torch(base) or peft.is_peft(base):
            return
        drawn = draws(base)
        if drawn and layer_of(type(module)) is None:
            for slot in below:
                if slot.is_parameter:
                    known[slot.key] = None, f"{class_name(base)}.__init__ calls {drawn}: how it draws this is not known"
            return


def _read_method(module: Any, below: Sequence[Slot], known: Known) -> bool:
    """Notes what the one method draws that a class's own `__init__` calls last; whether there is such a method.

    What the method does not touch is as the modules inside drew it.
    """
    kind = type(module)
    if (
        is_torch(kind)
        or peft.is_peft(kind)
        or is_pretrained(module)
        or any(qualified(base) in OWNERS for base in kind.__mro__)
    ):
        return False
    found = method_of(kind)  # type: ignore[arg-type]
    drawn = record_method(module, *found) if found is not None else None
    if found is None or drawn is None:
        return False
    for slot in below:
        if slot.key in drawn:
            rule, call = drawn[slot.key]
            if rule is not None or slot.is_parameter:
                source = f"{class_name(kind)}.{found[0]}: {call}"
                known[slot.key] = rule, source + ("" if rule is not None else ", which is not a claim")
        elif slot.is_parameter and _is_reparametrized(slot):
            known[slot.key] = None, f"{class_name(kind)}.{found[0]} may have drawn what this was made of"
    return True


def _is_reparametrized(slot: Slot) -> bool:
    """Whether a tensor holds a part of another one, as weight norm's and spectral norm's do."""
    return slot.attribute.startswith("original") or slot.attribute.endswith(("_v", "_g", "_orig"))


def _read_build(module: Any, name: str, below: Sequence[Slot], known: Known) -> None:
    """Notes what a model of a library draws, by what its builder draws for tensors of the same names and shapes."""
    start = len(name) + 1 if name else 0
    most: tuple[int, str, dict[str, Built]] = 0, "", {}
    for words, build in builders(module):
        try:
            built = record(build)
        except Exception:  # noqa: BLE001, S112
            continue
        same = sum(_is_same(slot, built.get(slot.name[start:])) for slot in below)
        most = max(most, (same, words, built), key=lambda found: found[0])
        if same == len(below):
            break
    same, words, built = most
    # If most differ, it is not the builder.
    for slot in below if 2 * same > len(below) else []:
        found = built.get(slot.name[start:])
        value = constant(found.rule) if found is not None else None
        if found is None or not _is_same(slot, found):
            # A layer in another's place, or of other arguments, is known if the builder leaves that layer its default.
            if found is None or not found.is_default or not _note_default(slot, known):
                known[slot.key] = None, f"{words} makes another: built with other arguments, or replaced?"
        elif value is not None and is_other_constant(slot.tensor, value):
            known[slot.key] = None, f"{words}: {found.call}, unless its arguments were others: found another constant"
        else:
            _note_built(slot, found, words, known)


def _read_given(build: Callable[[], Any], slots: Sequence[Slot], known: Known) -> None:
    """Notes what a function draws that is said to build the model.

    Raises:
        InputError: it fails, or builds another model.
    """
    try:
        built = record(build)
    except Exception as error:
        hint = "leave out .to(device)" if "meta tensor" in str(error) else "tensors have no values there"
        raise InputError(f"build: {type(error).__name__}: {error} ({hint})") from error
    for slot in slots:
        found = built.get(slot.name)
        if found is None or not _is_same(slot, found):
            made = f"{class_name(found.kind)} of shape {list(found.shape)}" if found is not None else "nothing"
            own = f"{class_name(type(slot.module))} of shape {list(slot.tensor.shape)}"
            raise InputError(f"build: makes another model: {slot.name} is of a {own}, found {made}")
        _note_built(slot, found, "build", known)


def _note_built(slot: Slot, found: Built, words: str, known: Known) -> None:
    # The layer's own words say more than the call.
    if found.is_default and _note_default(slot, known):
        return
    if found.rule is not None:
        known[slot.key] = found.rule, f"{words}: {found.call}"
    elif slot.is_parameter:
        known[slot.key] = None, f"{words}: {found.call}, which is not a claim"


def _note_default(slot: Slot, known: Known) -> bool:
    """Notes the default of a tensor's layer, if it is known."""
    own: Known = {}
    read_layer(slot.module, own)
    if own.get(slot.key, (None, ""))[0] is None:
        return False
    known[slot.key] = own[slot.key]
    return True


def _is_same(slot: Slot, built: Built | None) -> bool:
    if built is None or built.shape != tuple(slot.tensor.shape):
        return False
    # A parametrized module has a class of its own.
    kinds = built.kind, type(slot.module)
    names = [qualified(kind) for kind in kinds]
    return kinds[0] is kinds[1] or (names[0] == names[1] and kinds[0].__mro__[1] is kinds[1].__mro__[1])


def _read_extract(module: Any, below: Sequence[Slot], known: Known) -> None:
    """The layers of a model that is not there any more: how it drew them cannot be told."""
    kinds = [base for base in type(module).__mro__ if qualified(base) in EXTRACTS]
    for slot in below if kinds else []:
        if slot.is_parameter:
            known[slot.key] = None, f"{class_name(kinds[0])} holds the layers of a model that may have drawn them"


def _apply(pairs: Iterable[tuple[str, str]], title: str, name: str, below: Sequence[Slot], known: Known) -> None:
    for slot in below:
        inside = slot.name[len(name) + 1 :] if name else slot.name
        kinds = {base.__name__ for base in type(slot.module).__mro__}
        for selector, claim in pairs:
            kind, colon, attribute = selector.partition(":")
            matches = (kind in kinds and attribute == slot.attribute) if colon else fnmatchcase(inside, selector)
            if matches:
                text = fill(claim, slot.module, weight_shape(slot.module), {})
                known[slot.key] = {"claim": text}, f"{title}: {selector}"
                break


def _read_transformer(module: Any, name: str, below: Sequence[Slot], known: Known) -> None:
    """`torch.nn.Transformer` redraws its matrices; the vectors of its layers stay copies of the first layer's."""
    first: dict[tuple[str, str], str] = {}
    for slot in below:
        if not slot.is_parameter:
            continue
        if slot.tensor.dim() > 1:
            rule = {"claim": "torch.nn.init.xavier_uniform_"}
            known[slot.key] = rule, "torch.nn.Transformer: matrices"
            continue
        stack, layers, rest = slot.name.partition(".layers.")
        index, _, inside = rest.partition(".")
        drawn = known.get(slot.key, (None, ""))[0]
        if layers and index.isdigit() and drawn is not None and "fan_in" in str(drawn.get("claim", "")):
            other = first.setdefault((stack, inside), slot.name)
            if other != slot.name:
                known[slot.key] = {"same_as": other}, "torch.nn.Transformer: its layers are copies of the first"


def _is_plain_transformer(module: Any) -> bool:
    kind = type(module)
    return (
        isinstance(module, torch.nn.Transformer)
        and kind._reset_parameters is torch.nn.Transformer._reset_parameters
        and not any(draws(base) for base in kind.__mro__ if not is_torch(base))
    )


def is_pretrained(module: Any) -> bool:
    return any(qualified(base) == "transformers.modeling_utils.PreTrainedModel" for base in type(module).__mro__)


def _tie(slots: list[Slot], known: Known) -> dict[str, Entry]:
    """An entry for each name. If several names share a tensor, the first has the claim, provided that all agree."""
    holders: dict[int, list[Slot]] = {}
    for slot in slots:
        holders.setdefault(id(slot.tensor), []).append(slot)
    entries: dict[str, Entry] = {}
    for slot in slots:
        first, *others = holders[id(slot.tensor)]
        kind, shape = class_name(type(slot.module)), tuple(slot.tensor.shape)
        if slot.name != first.name:
            entries[slot.name] = Entry({"same_as": first.name}, f"tied to {first.name}", kind, shape)
            continue
        rule, source = _known(slot, known)
        different = [other for other in others if _known(other, known)[0] != rule]
        if different:
            rule, source = None, f"tied: {source} or {_known(different[0], known)[1]} drew it"
        entries[slot.name] = Entry(rule or {}, source, kind, shape)
    return entries


def _known(slot: Slot, known: Known) -> tuple[dict[str, Any] | None, str]:
    if slot.tensor.numel() == 0:
        return {"skip": "no values"}, f"shape {list(slot.tensor.shape)}"
    found = known.get(slot.key)
    if found is not None:
        return found
    kind = class_name(type(slot.module))
    if not slot.is_parameter:
        return {"skip": f"a buffer of {kind}, not a parameter"}, kind
    return None, f"{kind} does not say what draws {slot.attribute}"
