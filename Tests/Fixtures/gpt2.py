"""Two checkpoints of a small GPT-2 in bfloat16, with Hugging Face's names and layout.

GPT-2's scheme: normal(0, 0.02), the projections onto the residual stream normal(0, 0.02/sqrt(2 layers)), biases 0,
layer norms 1 and 0. gpt2.safetensors follows it. In gpt2-unscaled.safetensors, the projection of one block's MLP lacks
its 1/sqrt(2 layers); everything else is the same. The causal masks are among the buffers, as in GPT-2's first files,
and lm_head.weight is a copy of transformer.wte.weight.

Usage: python3 gpt2.py [--layers 12] [--width 64] [--vocabulary 128] [--context 16] [--output FOLDER]
"""

import argparse
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import nn

UNSCALED = 7


class Conv1D(nn.Module):
    """A linear map whose weight is [in, out]."""

    def __init__(self, inputs, outputs, stddev):
        super().__init__()
        self.weight = nn.Parameter(nn.init.normal_(torch.empty(inputs, outputs), std=stddev))
        self.bias = nn.Parameter(torch.zeros(outputs))


class Attention(nn.Module):
    def __init__(self, width, context, residual):
        super().__init__()
        self.register_buffer("bias", torch.tril(torch.ones(context, context)).view(1, 1, context, context))
        self.c_attn = Conv1D(width, 3 * width, 0.02)
        self.c_proj = Conv1D(width, width, residual)


class MLP(nn.Module):
    def __init__(self, width, residual):
        super().__init__()
        self.c_fc = Conv1D(width, 4 * width, 0.02)
        self.c_proj = Conv1D(4 * width, width, residual)


class Block(nn.Module):
    def __init__(self, width, context, residual):
        super().__init__()
        self.ln_1 = nn.LayerNorm(width)
        self.attn = Attention(width, context, residual)
        self.ln_2 = nn.LayerNorm(width)
        self.mlp = MLP(width, residual)


class GPT2(nn.Module):
    def __init__(self, layers, width, vocabulary, context):
        super().__init__()
        residual = 0.02 / (2 * layers) ** 0.5
        wte = nn.Embedding(vocabulary, width)
        wpe = nn.Embedding(context, width)
        for embedding in (wte, wpe):
            nn.init.normal_(embedding.weight, std=0.02)
        blocks = nn.ModuleList(Block(width, context, residual) for _ in range(layers))
        self.transformer = nn.ModuleDict({"wte": wte, "wpe": wpe, "h": blocks, "ln_f": nn.LayerNorm(width)})
        self.lm_head = nn.Linear(width, vocabulary, bias=False)
        self.lm_head.weight = wte.weight


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--layers", type=int, default=12)
    parser.add_argument("--width", type=int, default=64)
    parser.add_argument("--vocabulary", type=int, default=128)
    parser.add_argument("--context", type=int, default=16)
    parser.add_argument("--output", type=Path, default=Path(__file__).resolve().parent / "weights/gpt2")
    options = parser.parse_args()

    options.output.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(1)
    model = GPT2(options.layers, options.width, options.vocabulary, options.context)
    weight = f"transformer.h.{UNSCALED % options.layers}.mlp.c_proj.weight"
    state = {name: tensor.detach().clone() for name, tensor in model.state_dict().items()}
    save_file({name: tensor.bfloat16() for name, tensor in state.items()}, options.output / "gpt2.safetensors")
    state[weight] *= (2 * options.layers) ** 0.5
    save_file({name: tensor.bfloat16() for name, tensor in state.items()}, options.output / "gpt2-unscaled.safetensors")


if __name__ == "__main__":
    main()
