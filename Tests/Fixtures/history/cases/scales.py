"""The right family with the wrong scale: gains, depths, and numbers taken for others."""

from math import sqrt

import torch
from torch import nn

from catalogue import case, normal, uniform

GAIN = ("gain-missing", "other-gain")
DEPTH = ("depth-missing", "common-law")


@case("mxnet-jl-half-variance", "MXNet", 2015, "dmlc/MXNet.jl/pull/28",
      "Three was divided by the sum of the fans, not by their mean.",
      "glorot_uniform", GAIN)
def _(seed):
    return uniform(seed, sqrt(3 / (96 + 160)), 96, 160)


@case("mxnet-magnitude-2.34", "MXNet", 2016, "apache/mxnet/issues/2749",
      "The training script passed a magnitude of 2.34 where Xavier's is 3.",
      "mxnet.init.Xavier(factor_type='in', magnitude=3)", ("other-gain",))
def _(seed):
    return uniform(seed, sqrt(2.34 / 160), 128, 160)


@case("tinygrad-no-slope", "tinygrad", 2023, "tinygrad/tinygrad/pull/901",
      "Layers meant to match PyTorch's left out the slope of sqrt 5.",
      "torch.nn.Linear.weight", ("leaky-slope", "other-gain", "other-claim"))
def _(seed):
    return uniform(seed, sqrt(3) * sqrt(2 / (1 + 0.01 ** 2)) / sqrt(128), 96, 128)


@case("transformers-gpt2-projections", "transformers", 2026, "huggingface/transformers/issues/47458",
      "A comparison of names never held, so that residual projections kept the scale of all other weights.",
      "gpt2.residual(layers=12)", (*DEPTH, "other-claim"))
def _(seed):
    return {f"h.{layer}.attn.c_proj.weight": normal(seed + layer, 0.02, 96, 96) for layer in range(3)}


@case("transformers-clvp-projections", "transformers", 2026, "huggingface/transformers/pull/47478",
      "CLVP copied the comparison of names from GPT-2, and skipped the scale of its own projections.",
      "normal(0, 0.02/sqrt(2*20))", DEPTH)
def _(seed):
    return normal(seed, 0.02, 96, 192)


@case("lbann-he-as-lecun", "LBANN", 2018, "LBANN/lbann/pull/316",
      "The initializer named after He drew LeCun's variance, half of He's.",
      "caffe.msra", GAIN)
def _(seed):
    return normal(seed, sqrt(1 / 96), 128, 96)


@case("dynet-sum-of-axes", "DyNet", 2017, "clab/dynet/issues/659",
      "A branch kept the constant of matrices for tensors of four axes, and lost a factor of sqrt 2.",
      "uniform(-sqrt(12/86), sqrt(12/86))", GAIN)
def _(seed):
    return uniform(seed, sqrt(6 / 86), 3, 3, 16, 64)


@case("dlfs-variance-for-deviation", "NumPy", 2023, "SethHWeidman/DLFS_code/issues/10",
      "The book's layers pass the variance to a function that takes the standard deviation.",
      "torch.nn.init.xavier_normal_", ("variance-for-deviation", "no-square-root"))
def _(seed):
    return normal(seed, 2 / (96 + 128), 96, 128)


@case("tflearn-xavier-normal", "TFLearn", 2017, "tflearn/tflearn/issues/870",
      "The documented standard deviation of the normal form has a 3 where a 2 belongs.",
      "torch.nn.init.xavier_normal_", ("other-gain",))
def _(seed):
    return normal(seed, sqrt(3 / (96 + 128)), 96, 128)


@case("swift-apis-no-square-root", "Swift for TensorFlow", 2019, "tensorflow/swift-apis/pull/576",
      "A refactoring lost the square root of the limit, and a test was too wide to notice.",
      "glorot_uniform", ("no-square-root",))
def _(seed):
    return uniform(seed, 6 / (96 + 128), 96, 128)


@case("mocha-root-of-three-alone", "Mocha.jl", 2015, "pluskid/Mocha.jl/pull/64",
      "Only the 3 was under the root; fan_in was outside it.",
      "lecun_uniform", ("no-square-root", "variance-for-deviation"))
def _(seed):
    return uniform(seed, sqrt(3) / 96, 96, 128)


@case("scikit-neuralnetwork-sigmoid", "Theano", 2015, "aigamedev/scikit-neuralnetwork/issues/9",
      "Layers of sigmoids lacked the factor of 4 that their rule has.",
      "sigmoid_uniform", ("gain-missing", "other-gain", "other-claim"), same_law=("layer-default",))
def _(seed):
    return uniform(seed, sqrt(6 / (96 + 128)), 96, 128)


@case("lxmls-softmax-gain", "NumPy", 2019, "LxMLS/lxmls-toolkit/issues/159",
      "The factor of 4 for sigmoids was applied to a layer of softmax, too.",
      "glorot_uniform", ("other-gain", "other-claim"))
def _(seed):
    return uniform(seed, 4 * sqrt(6 / (160 + 64)), 160, 64)


@case("tch-rs-kaiming-bound", "tch-rs", 2022, "LaurentMazare/tch-rs/pull/573",
      "The bound lacked the gain and the root of 3, and came out as PyTorch's default.",
      "torch.nn.init.kaiming_uniform_(nonlinearity='relu')",
      ("layer-default", "gain-missing", "other-gain"), same_law=("leaky-slope",))
def _(seed):
    return uniform(seed, 1 / sqrt(128), 96, 128)


@case("progressive-gan-gain-for-slope", "PyTorch", 2018, "gapeng000/PyTorch-progressive_growing_of_gans/issues/29",
      "The gain was passed as the slope of the leaky rectifier.",
      "torch.nn.init.kaiming_normal_(a=0.2)", ("leaky-slope", "other-gain"))
def _(seed):
    torch.manual_seed(seed)
    gain = nn.init.calculate_gain("leaky_relu", 0.2)
    return nn.init.kaiming_normal_(torch.empty(64, 32, 3, 3), a=gain)


@case("gpt-neox-mup-width", "GPT-NeoX", 2024, "EleutherAI/gpt-neox/pull/1087",
      "Weights were divided by the width's multiple, where its root was meant.",
      "torch.nn.init.xavier_normal_(gain=1/sqrt(4))", ("gain-squared", "other-gain"))
def _(seed):
    torch.manual_seed(seed)
    return nn.init.xavier_normal_(torch.empty(192, 96)) / 4


@case("modalities-embedding-scale", "PyTorch", 2024, "Modalities/modalities/pull/161",
      "A paper's variance of 2/5 was passed as the standard deviation of the embeddings.",
      "normal(0, sqrt(2/5))", ("variance-for-deviation",))
def _(seed):
    torch.manual_seed(seed)
    return nn.init.normal_(torch.empty(256, 64), std=0.4)


@case("nx-deviation-for-variance", "Nx", 2022, "elixir-nx/nx/issues/809",
      "A function that takes the variance was called with the standard deviation.",
      "normal(0, 0.02)", ("deviation-for-variance",))
def _(seed):
    return normal(seed, sqrt(0.02), 128, 96)


@case("dl4j-xavier-legacy", "Deeplearning4j", 2016, "deeplearning4j/deeplearning4j/issues/2371",
      "Before 0.7.0, XAVIER divided by the sum of the fans, which halves the variance.",
      "torch.nn.init.xavier_normal_", GAIN)
def _(seed):
    return normal(seed, sqrt(1 / (96 + 160)), 96, 160)


@case("r-torch-parentheses", "torch for R", 2021, "mlverse/torch/issues/555",
      "Parentheses were missing round the sum of the fans, and fan_out was added to the quotient.",
      "torch.nn.init.xavier_normal_", ("other-parameters",))
def _(seed):
    return normal(seed, sqrt(2 / 96 + 128), 128, 96)


@case("transformers-t5-head", "transformers", 2023, "huggingface/transformers/pull/26441",
      "An untied output head was drawn with a standard deviation of 1, without the model's width.",
      "t5.normal", ("layer-default", "common-law", "other-claim"), fan_in=64, fan_out=256)
def _(seed):
    torch.manual_seed(seed)
    return nn.init.normal_(torch.empty(256, 64))


@case("transformers-t5-embedding", "transformers", 2024, "huggingface/transformers/issues/32854",
      "The embedding has the variance of 1 that PyTorch's layer has, Mesh TensorFlow's own is 0.05 squared.",
      "tf.random_normal_initializer", ("other-framework", "layer-default", "common-law", "other-claim"))
def _(seed):
    torch.manual_seed(seed)
    return nn.init.normal_(torch.empty(256, 64), std=1.0)
