"""torchvision's models of classification."""

import torch
from torchvision import models

#: Models of more than 600 million parameters.
LARGE = ("regnet_y_128gf", "vit_h_14")

#: Some draw by SciPy, which is slow and is not needed for the law, unless they are told not to.
ARGUMENTS = {"googlenet": {"init_weights": True}, "inception_v3": {"init_weights": True}}


def seed(number: int) -> None:
    torch.manual_seed(number)


def names() -> list[str]:
    return models.list_models(module=models)


def build(name: str) -> torch.nn.Module:
    # Not counted on the meta device: RegNet looks at values while it is built.
    if name in LARGE:
        raise ValueError("left out: it needs some 8 GB of memory to be built and verified")
    return models.get_model(name, weights=None, **ARGUMENTS.get(name, {}))
