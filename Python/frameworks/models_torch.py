"""Whole models of torch.nn, as its documentation and its tutorials build them."""

from collections.abc import Callable

import torch
from torch import nn

WIDTH, HEADS, LAYERS, CLASSES = 256, 4, 3, 10


def encoder() -> nn.TransformerEncoder:
    return nn.TransformerEncoder(nn.TransformerEncoderLayer(WIDTH, HEADS), LAYERS)


def decoder() -> nn.TransformerDecoder:
    return nn.TransformerDecoder(nn.TransformerDecoderLayer(WIDTH, HEADS), LAYERS)


def images() -> nn.Module:
    return nn.Sequential(
        nn.Conv2d(3, 64, 3),
        nn.BatchNorm2d(64),
        nn.ReLU(),
        nn.Conv2d(64, 128, 3, groups=2),
        nn.PReLU(),
        nn.ConvTranspose2d(128, 64, 2),
        nn.Flatten(),
        nn.LazyLinear(WIDTH),
        nn.LayerNorm(WIDTH),
        nn.Linear(WIDTH, CLASSES),
    )


def pictures() -> nn.Module:
    """A model of images, whose lazy layer has seen one."""
    model = images()
    model(torch.zeros(2, 3, 8, 8))
    # The statistics that the batch norm took of the image are not drawn.
    model[1].reset_running_stats()
    return model


def language() -> nn.Module:
    return nn.ModuleDict(
        {
            "embedding": nn.Embedding(1000, WIDTH, padding_idx=0),
            "recurrent": nn.LSTM(WIDTH, WIDTH, 2, bidirectional=True),
            "head": nn.Linear(2 * WIDTH, 1000),
        }
    )


BUILDERS: dict[str, Callable[[], nn.Module]] = {
    "nn.Transformer": lambda: nn.Transformer(WIDTH, HEADS, LAYERS, LAYERS),
    "nn.TransformerEncoder": encoder,
    "nn.TransformerDecoder": decoder,
    "nn.LSTM": lambda: nn.LSTM(WIDTH, WIDTH, LAYERS, bidirectional=True),
    "nn.GRU": lambda: nn.GRU(WIDTH, WIDTH, LAYERS),
    "nn.MultiheadAttention": lambda: nn.MultiheadAttention(WIDTH, HEADS),
    "convolutions": pictures,
    "language": language,
}


def seed(number: int) -> None:
    torch.manual_seed(number)


def names() -> list[str]:
    return list(BUILDERS)


def build(name: str) -> nn.Module:
    return BUILDERS[name]()
