"""torchvision's models of classification."""

import torch
from torchvision import models

#: Models that need more than 2 GB.
LARGE = ("regnet_y_128gf", "vit_h_14")

#: Some draw by SciPy, which is slow and is not needed for the law, unless they are told not to.
ARGUMENTS = {"googlenet": {"init_weights": True}, "inception_v3": {"init_weights": True}}


def seed(number: int) -> None:
    torch.manual_seed(number)


def names() -> list[str]:
    return models.list_models(module=models)


def build(name: str, parameters: int) -> torch.nn.Module:
    # Not counted on the meta device: RegNet looks at values while it is built.
    if name in LARGE:
        raise ValueError(f"more than {parameters} parameters")
    return models.get_model(name, weights=None, **ARGUMENTS.get(name, {}))
