"""Draws models' layers with PyTorch's generator for the CPU, one after another from one seed.

    python streams_torch_layers.py > ../../Tests/InitializersTests/Fixtures/Streams/torch-layers.tsv

A line has the parameter's name in place of a law. Small normal tensors stand between the layers: the second value of a
pair is left over to the next.
"""

from collections.abc import Iterator

import torch
from torch import nn

from streams_torch import TYPES, values
from vectors import line, write


def parameters(dtype: torch.dtype) -> Iterator[tuple[str, torch.Tensor]]:
    def layer(name: str, module: nn.Module) -> Iterator[tuple[str, torch.Tensor]]:
        for parameter, tensor in module.named_parameters():
            yield f"{name}.{parameter}", tensor.detach()

    yield from layer("linear", nn.Linear(7, 5, dtype=dtype))
    yield "normal3", torch.empty(3, dtype=dtype).normal_(0.5, 2.0)
    yield from layer("wide", nn.Linear(784, 100, bias=False, dtype=dtype))
    yield from layer("convolution", nn.Conv2d(6, 10, (3, 2), groups=2, dtype=dtype))
    yield "normal1", torch.empty(1, dtype=dtype).normal_(-1.0, 0.5)
    yield from layer("transposed", nn.ConvTranspose1d(6, 10, 3, groups=2, dtype=dtype))
    yield from layer("embedding", nn.Embedding(9, 3, padding_idx=-2, dtype=dtype))
    yield "normal5", torch.empty(5, dtype=dtype).normal_()
    yield from layer("small", nn.Embedding(3, 4, padding_idx=0, dtype=dtype))
    yield from layer("rnn", nn.RNN(3, 4, dtype=dtype))
    yield from layer("gru", nn.GRU(3, 4, 2, bias=False, bidirectional=True, dtype=dtype))
    yield from layer("lstm", nn.LSTM(3, 6, 2, proj_size=2, bidirectional=True, dtype=dtype))


def lines() -> Iterator[str]:
    for name, dtype in TYPES.items():
        torch.manual_seed(2026)
        for parameter, tensor in parameters(dtype):
            yield line("torch", parameter, 2026, tensor.shape, name, values(tensor))


if __name__ == "__main__":
    torch.set_num_threads(1)
    write("streams_torch_layers.py", f"PyTorch {torch.__version__}", lines())
