"""Adapters of PEFT. They are put beside the layers of a base model after it was drawn, and leave those as they are.

Source: peft 0.21.2, tuners/lora/layer.py, `reset_lora_parameters`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .torch_defaults import Known, Slot, class_name, qualified, read_layer

#: The parts of a LoRA layer, and what draws them under `init_lora_weights=True`.
LORA = {
    "lora_A": "peft.lora_A.weight",
    "lora_B": "peft.lora_B.weight",
    "lora_embedding_A": "torch.nn.init.zeros_",
    "lora_embedding_B": "peft.lora_embedding_B",
}


def is_peft(kind: type) -> bool:
    return kind.__module__.partition(".")[0] == "peft"


def read(model: Any, slots: Sequence[Slot], known: Known) -> None:
    """Notes what PEFT draws in a model that has adapters."""
    modules = [(name, module) for name, module in model.named_modules() if is_peft(type(module))]
    configurations: dict[str, Any] = {}
    for _, module in modules:
        found = getattr(module, "peft_config", None)
        configurations.update(found if isinstance(found, Mapping) else {})
    for name, module in modules:
        kinds = {qualified(base) for base in type(module).__mro__}
        start = f"{name}." if name else ""
        inside = [(slot, slot.name[len(start) :].split(".")) for slot in slots if slot.name.startswith(start)]
        if "peft.tuners.tuners_utils.BaseTunerLayer" in kinds:
            for slot, path in inside:
                if slot.is_parameter:
                    _note(slot, path, module, configurations, known)
        elif "peft.utils.other.ModulesToSaveWrapper" in kinds:
            for slot, path in inside:
                if path[0] == "modules_to_save":
                    original = ".".join([f"{start}original_module", *path[2:]])
                    known[slot.key] = {"same_as": original}, "peft copies the modules that it saves"


def _note(slot: Slot, path: list[str], module: Any, configurations: Mapping[str, Any], known: Known) -> None:
    part, adapter = path[0], path[1] if len(path) > 1 else ""
    kind = class_name(type(module))
    if part == "base_layer":
        ways = {str(getattr(each, "init_lora_weights", True)).lower() for each in configurations.values()}
        if ways - {"true", "false", "gaussian"}:
            known[slot.key] = None, f"{kind}: init_lora_weights={'/'.join(sorted(ways))} changes the base layer"
        return
    way = getattr(configurations.get(adapter), "init_lora_weights", None)
    words = f"{kind}: {part}, init_lora_weights={way!r}"
    if part not in LORA or not any(
        qualified(base) == "peft.tuners.lora.layer.LoraLayer" for base in type(module).__mro__
    ):
        known[slot.key] = None, f"{kind} does not say what draws {part}"
    elif way is False and part.startswith("lora_embedding"):
        # `update_layer` makes both by torch.randn.
        known[slot.key] = {"claim": "torch.nn.init.normal_"}, words
    elif way is False:
        own: Known = {}
        read_layer(slot.module, own)
        known[slot.key] = own.get(slot.key, (None, f"{words}: nothing draws it"))
    elif way is True or (way == "gaussian" and part != "lora_A"):
        known[slot.key] = {"claim": LORA[part]}, words
    elif way == "gaussian":
        known[slot.key] = {"claim": f"torch.nn.init.normal_(std={1 / module.r[adapter]!r})"}, words
    else:
        known[slot.key] = None, f"{words}, which is not a claim"
