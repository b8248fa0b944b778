"""timm: of each of its modules the first model, in the order of the alphabet, that is not too large."""

from functools import cache

import timm
import torch

#: The most parameters of a model.
LARGEST = 40_000_000


def seed(number: int) -> None:
    torch.manual_seed(number)


@cache
def names() -> list[str]:
    found = []
    for module in timm.list_modules():
        for name in timm.list_models(module=module):
            with torch.device("meta"):
                try:
                    model = timm.create_model(name)
                except Exception:  # noqa: BLE001, S112
                    continue
            if sum(parameter.numel() for parameter in model.parameters()) <= LARGEST:
                found.append(name)
                break
    return found


def build(name: str) -> torch.nn.Module:
    return timm.create_model(name)
