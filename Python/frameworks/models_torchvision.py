"""torchvision's models of classification."""

from typing import Any

import torch
from torchvision import models

#: Some draw by SciPy, which is slow and is not needed for the law, unless they are told not to.
ARGUMENTS = {"googlenet": {"init_weights": True}, "inception_v3": {"init_weights": True}}


def seed(number: int) -> None:
    torch.manual_seed(number)


def names() -> list[str]:
    return models.list_models(module=models)


def build(name: str, parameters: int) -> torch.nn.Module:
    def made() -> Any:
        return models.get_model(name, weights=None, **ARGUMENTS.get(name, {}))

    with torch.device("meta"):
        count = sum(parameter.numel() for parameter in made().parameters())
    if count > parameters:
        raise ValueError(f"{count} parameters, more than {parameters}")
    return made()
