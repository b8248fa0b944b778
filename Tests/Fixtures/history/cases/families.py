"""Another family, or an entirely different law: truncated or not, uniform for normal, a layer's default that stayed."""

from math import sqrt

import torch
from torch import nn
from torch.nn.utils import parametrizations

from catalogue import case, draws, normal, truncated, uniform

DEFAULT = ("layer-default",)


@case("tensorflow-he-not-rescaled", "TensorFlow 1", 2018, "tensorflow/tensorflow/issues/18706",
      "Truncated initializers took the parent's deviation for the truncated law's, which has less variance.",
      "he_normal", ("not-rescaled",))
def _(seed):
    return truncated(seed, sqrt(2 / 128), 128, 96)


@case("tensorflow-variance-scaling-not-rescaled", "TensorFlow 1", 2018, "tensorflow/tensorflow/issues/16344",
      "variance_scaling_initializer was not adjusted for its truncation, tf.contrib's function of that name was.",
      "variance_scaling(scale=1.0, mode='fan_avg', distribution='truncated_normal')", ("not-rescaled",))
def _(seed):
    return truncated(seed, sqrt(2 / (9 * 32 + 9 * 48)), 3, 3, 32, 48)


@case("tfjs-lecun-not-rescaled", "TensorFlow.js", 2025, "tensorflow/tfjs/issues/8594",
      "LeCun's normal initializer lacks the factor by which truncation narrows it.",
      "lecun_normal", ("not-rescaled",))
def _(seed):
    return truncated(seed, sqrt(1 / (9 * 32)), 3, 3, 32, 48)


@case("fms-truncation-in-absolute-values", "PyTorch", 2024, "foundation-model-stack/foundation-model-stack/issues/289",
      "trunc_normal_ was called without its bounds, which are -2 and 2 whatever the standard deviation is.",
      "truncated_normal(stddev=0.02)", ("not-truncated",))
def _(seed):
    torch.manual_seed(seed)
    return nn.init.trunc_normal_(torch.empty(160, 96), std=0.02)


@case("timm-truncation-in-absolute-values", "timm", 2022, "huggingface/pytorch-image-models/issues/1286",
      "The bounds were thought to count standard deviations, as TensorFlow's do.",
      "timm.layers.trunc_normal_tf_(std=0.02)", ("not-truncated",))
def _(seed):
    torch.manual_seed(seed)
    return nn.init.trunc_normal_(torch.empty(192, 64), std=0.02)


@case("bert-not-truncated", "transformers", 2018, "huggingface/transformers/issues/38",
      "The port of BERT draws normal weights where the original truncates them.",
      "truncated_normal(stddev=0.02)", ("not-truncated",))
def _(seed):
    torch.manual_seed(seed)
    return torch.empty(128, 128).normal_(mean=0, std=0.02)


@case("minpy-limit-for-deviation", "MinPy", 2017, "dmlc/minpy/issues/158",
      "Xavier's limit scaled standard normal values instead of uniform ones.",
      "torch.nn.init.xavier_uniform_", ("limit-for-deviation",))
def _(seed):
    return normal(seed, sqrt(6 / (96 + 160)), 96, 160)


@case("lbann-normal-for-uniform", "LBANN", 2018, "LBANN/lbann/pull/316",
      "The uniform initializers drew normal values of their variance.",
      "glorot_uniform", ("other-family",))
def _(seed):
    return normal(seed, sqrt(2 / (96 + 160)), 96, 160)


@case("tf-t5-dense-default", "transformers", 2021, "huggingface/transformers/issues/13327",
      "TensorFlow's T5 kept the default of Keras' dense layers where the model has a law of its own.",
      "normal(0, 64**-0.5)", ("layer-default", "other-claim", "other-framework"))
def _(seed):
    return uniform(seed, sqrt(6 / (64 + 256)), 64, 256)


@case("megatron-xavier-output-layers", "Megatron", 2024, "NVIDIA/Megatron-LM/pull/814",
      "Output layers kept the scaled normal law although Xavier's uniform law was asked for.",
      "torch.nn.init.xavier_uniform_", ("other-claim", "common-law"))
def _(seed):
    torch.manual_seed(seed)
    return nn.init.normal_(torch.empty(128, 128), std=0.02 / sqrt(2 * 24))


@case("bigvgan-weight-norm", "PyTorch", 2026, "MiniMax-AI/MiniMax-H3/pull/14",
      "Under weight_norm the weight is computed: writing to it is lost, and the layer keeps its default.",
      "normal(0, 0.01)", DEFAULT)
def _(seed):
    torch.manual_seed(seed)
    layer = parametrizations.weight_norm(nn.Conv1d(64, 48, 7))
    layer.weight.data.normal_(0, 0.01)
    return layer.weight


@case("mmsegmentation-init-of-a-tensor", "PyTorch", 2021, "open-mmlab/mmsegmentation/pull/1069",
      "A function for modules was called with a tensor, did nothing, and the default stayed.",
      "torch.nn.init.kaiming_normal_(mode='fan_out', nonlinearity='relu')", DEFAULT, same_law=("deviation-for-limit",))
def _(seed):
    torch.manual_seed(seed)
    return nn.Conv2d(32, 64, 3).weight


@case("mmdetection-init-of-a-tensor", "PyTorch", 2021, "open-mmlab/mmdetection/pull/6432",
      "Swin's dense layers were given to a function for modules tensor by tensor, and kept their default.",
      "truncated_normal(stddev=0.02)", DEFAULT)
def _(seed):
    torch.manual_seed(seed)
    return nn.Linear(192, 96).weight


@case("diffusers-output-projection", "diffusers", 2022, "huggingface/diffusers/issues/639",
      "The last projection of an attention block has the layer's default, the original sets it to zero.",
      "diffusers.models.controlnets.controlnet.zero_module", ("other-values", "layer-default"))
def _(seed):
    torch.manual_seed(seed)
    return nn.Conv2d(96, 96, 1).weight


@case("rbm-positive-half", "Torch7", 2015, "skaae/rbm_toolbox_lua/issues/8",
      "The lower end of the interval was multiplied in, not added: every weight is positive.",
      "uniform(-128**-0.5, 128**-0.5)", ("upper-half",))
def _(seed):
    return draws(seed).uniform(0, 128 ** -0.5, (128, 96))
