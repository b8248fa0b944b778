"""Models of transformers: records what `_init_weights` of their classes writes, without drawing anything.

After its layers have drawn their defaults, a `PreTrainedModel` calls its class's `_init_weights` for each module inside
it, the innermost first. Modules of an inner model use that model's class.
Source: `PreTrainedModel.initialize_weights`, transformers 5.24.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import torch

from .pytorch import is_pretrained
from .torch_build import Builder, copied
from .torch_defaults import Known, Slot, class_name
from .torch_record import Recorder, recording
from .torch_twin import tensor_of, twin_of


def read(model: Any, slots: Sequence[Slot]) -> Known:
    """What `_init_weights` writes to the tensors of a model, by their slots' keys."""
    known: Known = {}
    try:
        twin, twins = twin_of(model)
    except Exception as error:  # noqa: BLE001
        doubt = f"{class_name(type(model))} cannot be copied without its values: {error}"
        return {slot.key: (None, doubt) for slot in slots if slot.is_parameter}
    pairs = {id(module): twins[id(module)] for module in model.modules()}
    with recording(Builder) as recorder:
        keys = {slot.key: recorder.watch(tensor_of(pairs[id(slot.module)], slot.attribute)) for slot in slots}
        sources: dict[int, str] = {}
        failed = _initialize(twin, twin, recorder, sources)
    drawn = {
        slot.name: (tensor_of(pairs[id(slot.module)], slot.attribute), recorder.rules.get(keys[slot.key]))
        for slot in slots
    }
    copies = copied(recorder, drawn)
    for slot in slots:
        key = keys[slot.key]
        failure = failed.get(id(pairs[id(slot.module)]))
        if not recorder.has(tensor_of(pairs[id(slot.module)], slot.attribute), key):
            known[slot.key] = None, f"{class_name(type(model))} puts another tensor in its place"
        elif key in recorder.calls:
            rule, source = recorder.rules[key], f"{sources.get(key, '')}: {recorder.calls[key]}"
            if rule is None and not slot.is_parameter:
                rule = {"skip": f"a buffer of {class_name(type(slot.module))}, not a parameter"}
            if slot.name in copies:
                rule, source = None, f"{sources.get(key, '')}: made of the draw of {copies[slot.name]}"
            stated = _stated(slot) if rule is None else None
            if stated is not None:
                rule, source = stated
            elif rule is None and _is_copy(slot.tensor, recorder.copies.get(key)):
                rule = {"skip": "a table of fixed values, which it has"}
            known[slot.key] = rule, source if rule is not None else f"{source}, which is not a claim"
        elif failure and slot.is_parameter:
            known[slot.key] = None, failure
        elif slot.key not in known:
            stated = _stated(slot)
            if stated is not None:
                known[slot.key] = stated
    _follow_ties(model, slots, known)
    return known


#: Mamba's mixers. Their `A_log` is a table of logarithms.
MIXERS = (
    "MambaMixer",
    "FalconMambaMixer",
    "JambaMambaMixer",
    "ZambaMambaMixer",
    "Mamba2Mixer",
    "BambaMixer",
    "Zamba2MambaMixer",
    "FalconH1Mixer",
    "GraniteMoeHybridMambaLayer",
    "NemotronHMamba2Mixer",
)

#: Parameters that a class fills in a way that cannot be recorded. Braces name members of the configuration.
STATED = {
    **{
        (model, "logit_scale"): "constant(value={logit_scale_init_value})"
        for model in ("CLIPModel", "AltCLIPModel", "BlipModel", "ChineseCLIPModel", "CLIPSegModel", "XCLIPModel")
    },
    **{(mixer, "A_log"): f"transformers.{mixer}.A_log" for mixer in MIXERS},
}


def _stated(slot: Slot) -> tuple[dict[str, Any], str] | None:
    claim = STATED.get((type(slot.module).__name__, slot.attribute))
    if claim is None or not type(slot.module).__module__.startswith("transformers."):
        return None
    config = getattr(slot.module, "config", None)
    text = claim.format_map(vars(config)) if "{" in claim else claim
    return {"claim": text}, f"{class_name(type(slot.module))}.{slot.attribute}"


def _is_copy(tensor: Any, values: Any) -> bool:
    """Whether a tensor has the fixed values that were copied to its twin. Drawn values would differ each time."""
    if values is None or tuple(tensor.shape) != tuple(values.shape):
        return False
    return bool(torch.allclose(tensor.detach().cpu().double(), values.double(), rtol=1e-6, atol=0))


def _initialize(module: Any, owner: Any, recorder: Recorder, sources: dict[int, str]) -> dict[int, str]:
    """Calls `_init_weights` as transformers does, and returns the modules where it failed."""
    failed: dict[int, str] = {}
    for child in module.children():
        failed.update(_initialize(child, child if is_pretrained(child) else owner, recorder, sources))
    before = dict(recorder.calls)
    title = f"{_definer(owner)}._init_weights"
    try:
        owner._init_weights(module)
    except Exception as error:  # noqa: BLE001
        # Anything inside may or may not have been written to.
        failed.update((id(part), f"{title}: {error}") for part in module.modules())
    for key, call in recorder.calls.items():
        if before.get(key) != call or key not in sources:
            sources[key] = title
    return failed


def _definer(owner: Any) -> str:
    """The class that defines a model's `_init_weights`."""
    return next(class_name(base) for base in type(owner).__mro__ if "_init_weights" in vars(base))


def _follow_ties(model: Any, slots: Sequence[Slot], known: Known) -> None:
    """Gives tied weights the claim of their source in the model's table. Separate tensors must equal their source."""
    by_name = {slot.name: slot for slot in slots}
    for target, source in _ties(model):
        first, second = by_name.get(source), by_name.get(target)
        if first is None or second is None:
            continue
        if first.tensor is not second.tensor:
            known[second.key] = {"same_as": source}, f"{class_name(type(model))} ties it to {source}"
        elif first.key in known:
            known[second.key] = known[first.key]


def _ties(model: Any) -> Iterator[tuple[str, str]]:
    keys = getattr(model, "all_tied_weights_keys", None)
    if isinstance(keys, dict):
        yield from keys.items()
