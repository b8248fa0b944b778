"""Zeros, values that are not numbers, unwritten memory, single values, and patterns."""

from math import sqrt

import ml_dtypes
import numpy as np
import torch
from torch import nn

from catalogue import case, draws, normal, uniform


def unwritten(seed, *shape):
    """Typical contents of allocated memory: pointers and small integers read as numbers, and zeros."""
    generator = draws(seed)
    words = np.where(generator.random(shape) < 0.5, generator.integers(0, 1 << 16, shape),
                     generator.integers(0x7F00, 0x7FFF, shape))
    return words.astype(np.uint32).view(np.float32)


@case("mxnet-integer-factor", "MXNet", 2016, "apache/mxnet/pull/1148",
      "The fans were divided as integers, and the limit came out as 0.",
      "mxnet.init.Xavier", ("constant", "zeros"))
def _(seed):
    return uniform(seed, sqrt(3 // (96 + 128)), 96, 128)


@case("mlx-float16-uniform", "MLX", 2023, "ml-explore/mlx/issues/61",
      "Uniform draws in 16 bits came out as 0.",
      "mlx.nn.init.uniform", ("constant", "zeros"))
def _(seed):
    return np.zeros((64, 64), np.float16)


@case("mlx-bfloat16-normal", "MLX", 2023, "ml-explore/mlx/issues/61",
      "Normal draws in 16 bits came out as minus infinity.",
      "mlx.nn.init.normal", ("no-finite-value",))
def _(seed):
    return np.full((64, 64), -np.inf, ml_dtypes.bfloat16)


@case("transformers-head-with-nan", "transformers", 2026, "huggingface/transformers/issues/46002",
      "A head that the checkpoint lacks was drawn in 16 bits with NaN among its values.",
      "normal(0, 0.02)", ("not-finite",))
def _(seed):
    weight = normal(seed, 0.02, 128, 128)
    weight.reshape(-1)[draws(seed + 1).choice(weight.size, 21, replace=False)] = np.nan
    return weight.astype(ml_dtypes.bfloat16)


@case("transformerlens-part-nan", "TransformerLens", 2025, "TransformerLensOrg/TransformerLens/issues/902",
      "Part of a fresh attention matrix is NaN: two heads were left as they were allocated.",
      "normal(0, 0.8/sqrt(96))", ("not-finite", "unwritten-memory"))
def _(seed):
    weight = normal(seed, 0.8 / sqrt(96), 12, 16, 96)
    weight[10:] = np.nan
    return weight


@case("transformers-missing-keys", "transformers", 2024, "huggingface/transformers/issues/30953",
      "Weights that the checkpoint lacks were allocated and not drawn.",
      "normal(0, 0.02)", ("unwritten-memory",))
def _(seed):
    weight = normal(seed, 0.02, 128, 96)
    weight[96:] = unwritten(seed + 1, 32, 96)
    return weight


@case("fastinst-position-embedding", "PyTorch", 2025, "junjiehe96/FastInst/issues/57",
      "Positions were allocated as a parameter, and nothing ever drew them.",
      "torch.nn.Embedding.weight", ("unwritten-memory",))
def _(seed):
    return unwritten(seed, 100, 64)


@case("diffusers-new-layers", "diffusers", 2025, "huggingface/diffusers/pull/12153",
      "Initialization was switched off while loading, and layers not in the checkpoint were never drawn.",
      "torch.nn.Linear.weight", ("unwritten-memory",))
def _(seed):
    generator = draws(seed)
    weight = generator.integers(0, 1 << 32, (64, 64), np.uint32).view(np.float32)
    return np.where(np.isfinite(weight), weight, 0)


@case("pytorch-truncation-outliers", "PyTorch", 2025, "pytorch/pytorch/issues/155588",
      "With bounds far out, rounding sends single values of trunc_normal_ to the bound itself.",
      "torch.nn.init.trunc_normal_(std=0.001)", ("outliers",))
def _(seed):
    weight = normal(seed, 0.001, 128, 128)
    weight[17, 40], weight[90, 3] = 2, -2
    return weight


@case("fastvideo-lora-b", "PyTorch", 2025, "hao-ai-lab/FastVideo/pull/781",
      "LoRA's second matrix was drawn anew after it had been set to zero.",
      "peft.lora_B.weight", ("other-values", "layer-default"))
def _(seed):
    torch.manual_seed(seed)
    return nn.init.kaiming_uniform_(torch.zeros(192, 16), a=sqrt(5))


@case("peft-embedding-lora", "peft", 2023, "huggingface/peft/issues/1060",
      "For embeddings, the matrix that was to be drawn is zero, and the other one is drawn.",
      rules=[{"tensors": "lora_embedding_A", "claim": "torch.nn.init.normal_"},
             {"tensors": "lora_embedding_B", "claim": "torch.nn.init.zeros_"}],
      codes=("constant", "zeros", "other-values", "layer-default"))
def _(seed):
    torch.manual_seed(seed)
    return {"lora_embedding_A": torch.zeros(8, 256), "lora_embedding_B": nn.init.normal_(torch.empty(64, 8))}


@case("cosmos-lora-before-init", "PyTorch", 2025, "nvidia-cosmos/cosmos-predict2.5/pull/15",
      "Adapters were added before the model was initialized, which set their first matrix to zero.",
      "peft.lora_A.weight", ("constant", "zeros"))
def _(seed):
    return np.zeros((16, 128))


@case("fairseq-whole-embedding-zero", "fairseq", 2021, "facebookresearch/fairseq/issues/4076",
      "Without a padding index, the line that zeroes the padding row zeroed the whole table.",
      "normal(0, 64**-0.5)", ("constant", "zeros"))
def _(seed):
    torch.manual_seed(seed)
    layer = nn.Embedding(128, 64)
    nn.init.normal_(layer.weight, mean=0, std=64 ** -0.5)
    return nn.init.constant_(layer.weight[None], 0)[0]


@case("graphormer-padding-row", "PyTorch", 2021, "microsoft/Graphormer/issues/41",
      "Embeddings were drawn again, with their padding row, which was zero.",
      "normal(0, 0.02)", ("other-values", "common-law"), padding_idx=0)
def _(seed):
    torch.manual_seed(seed)
    layer = nn.Embedding(160, 64, padding_idx=0)
    return layer.weight.data.normal_(0, 0.02)


@case("fastai-padding-row", "fastai", 2020, "fastai/fastai/pull/2517",
      "AWD-LSTM draws its embeddings uniformly after the layer had zeroed the padding row.",
      "uniform(-0.1, 0.1)", ("other-values",), padding_idx=1)
def _(seed):
    torch.manual_seed(seed)
    layer = nn.Embedding(160, 64, padding_idx=1)
    return layer.weight.data.uniform_(-0.1, 0.1)


@case("pytorch-padding-row", "PyTorch", 2018, "pytorch/pytorch/issues/6495",
      "A padding row does not stay zero where the weights are drawn by hand.",
      "normal(0, 0.1)", ("other-values",), padding_idx=0)
def _(seed):
    torch.manual_seed(seed)
    layer = nn.Embedding(96, 96, padding_idx=0)
    return layer.weight.data.normal_(0, 0.1)


@case("hydro-fused-padding", "PyTorch", 2023, "S-Lab-System-Group/Hydro/issues/1",
      "In a fused embedding the padding index picked one of the fused tables, all of which became zero.",
      "torch.nn.Embedding.weight", ("zeros",))
def _(seed):
    torch.manual_seed(seed)
    weight = nn.init.normal_(torch.empty(4, 48, 64))
    weight[1].zero_()
    return weight


@case("torchvision-vit-head", "torchvision", 2022, "pytorch/vision/issues/5804",
      "The head of a vision transformer is zero, where a layer's default was expected.",
      "torch.nn.Linear.weight", ("constant", "zeros"))
def _(seed):
    return torch.zeros(100, 96)


@case("transformers-conv1d-zero", "transformers", 2024, "huggingface/transformers/issues/28298",
      "A convolution that was added to a pretrained model was loaded as zeros.",
      "torch.nn.Conv1d.weight", ("constant", "zeros"))
def _(seed):
    return torch.zeros(48, 48, 4)


@case("rainy-lstm-bias", "PyTorch", 2019, "kngwyu/Rainy/pull/17",
      "The forget gate's bias was set to 1, and the other gates' were left as drawn.",
      "keras.layers.LSTM.bias", ("other-pattern", "other-values"))
def _(seed):
    torch.manual_seed(seed)
    bias = nn.LSTM(64, 128).bias_hh_l0.data
    bias[128:256] = 1
    return bias
