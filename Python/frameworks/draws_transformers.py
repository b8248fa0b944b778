"""transformers: the functions of transformers.initialization, and what Mamba's layers draw."""

from collections.abc import Callable
from typing import Any

import torch
from transformers import initialization

from draws import Draw, same
from draws_libraries import adapters
from draws_torch import cast, kernel, matrix, seed, square

__all__ = ["FRAMEWORK", "cast", "draws", "seed"]

FRAMEWORK = "transformers"


def initialized(
    name: str,
    law: str,
    shape: Callable[[int, str], torch.Tensor] = matrix,
    random: bool = True,
    typed: bool = True,
    **arguments: Any,
) -> Draw:
    """A function of transformers.initialization, and the law that it is named after."""
    words = ", ".join(f"{key}={value!r}" for key, value in arguments.items())
    function = getattr(initialization, name)
    return Draw(
        same(law + (f"({words})" if words else "")),
        lambda size, dtype: function(shape(size, dtype), **arguments),
        random=random,
        typed=typed,
        call=f"transformers.initialization.{name}" + (f"({words})" if words else ""),
    )


def draws() -> list[Draw]:
    torch_init = (
        "xavier_uniform_",
        "xavier_normal_",
        "kaiming_uniform_",
        "kaiming_normal_",
        "uniform_",
        "normal_",
        "trunc_normal_",
    )
    return [
        *(initialized(name, f"torch.nn.init.{name}") for name in torch_init),
        initialized("xavier_uniform_", "torch.nn.init.xavier_uniform_", kernel, gain=2.0),
        initialized("kaiming_normal_", "torch.nn.init.kaiming_normal_", kernel, mode="fan_out"),
        initialized("normal_", "torch.nn.init.normal_", std=0.02),
        initialized("trunc_normal_", "torch.nn.init.trunc_normal_", std=0.02),
        initialized("trunc_normal_", "torch.nn.init.trunc_normal_", std=0.02, a=-0.04, b=0.04),
        initialized("orthogonal_", "torch.nn.init.orthogonal_", square, typed=False),
        initialized("sparse_", "torch.nn.init.sparse_", sparsity=0.5, typed=False),
        initialized("lecun_normal_", "timm.layers.lecun_normal_"),
        initialized("lecun_normal_", "timm.layers.lecun_normal_", kernel),
        initialized("default_flax_embed_init_", "timm.layers.variance_scaling_"),
        initialized("zeros_", "torch.nn.init.zeros_", random=False),
        initialized("ones_", "torch.nn.init.ones_", random=False),
        *(draw for draw in adapters() if "lora" not in draw.claim(0)),
    ]
