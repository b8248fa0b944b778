"""The right scheme with the wrong fans."""

from math import sqrt

import numpy as np
import torch
from torch import nn

from catalogue import case, normal, uniform

SWAPPED = ("fans-swapped", "other-fan", "other-layout")


@case("keras-fan-out-without-kernel", "Keras 1", 2016, "keras-team/keras/pull/2252",
      "fan_out of a convolution was its number of filters, without the kernel's positions.",
      "keras.GlorotUniform", ("receptive-field", "other-fan"), fan_in=288, fan_out=576)
def _(seed):
    return uniform(seed, sqrt(6 / (288 + 64)), 64, 32, 3, 3)


@case("chainer-fan-out-without-kernel", "Chainer", 2016, "chainer/chainer/pull/1774",
      "get_fans took the first axis alone for fan_out, so that Glorot's normal law was too wide for kernels.",
      "torch.nn.init.xavier_normal_", ("receptive-field", "other-fan"))
def _(seed):
    return normal(seed, sqrt(2 / (32 * 9 + 48)), 48, 32, 3, 3)


@case("udacity-ddpg-first-axis", "PyTorch", 2019, "udacity/deep-reinforcement-learning/issues/14",
      "The bound of the hidden layers was taken from the first axis, the outputs.",
      "torch.nn.init.kaiming_uniform_(a=sqrt(5))", SWAPPED, same_law=("layer-default",))
def _(seed):
    return uniform(seed, 1 / sqrt(96), 96, 200)


@case("lasagne-c01b", "Lasagne", 2014, "Lasagne/Lasagne/issues/49",
      "A layer kept its kernels as c01b, and the initializer read the fans off the axes of bc01.",
      "glorot_uniform", ("shape-fans", "other-layout"), fan_in=400, fan_out=1600)
def _(seed):
    return uniform(seed, sqrt(6 / ((16 + 5) * 5 * 64)), 16, 5, 5, 64)


@case("caffe-inner-product-blob", "Caffe", 2014, "BVLC/caffe/issues/1575",
      "A fully connected layer's blob had leading axes of 1, and the filler divided by all of its elements.",
      "caffe.xavier", ("shape-fans", "other-layout"), fan_in=96, fan_out=128)
def _(seed):
    return uniform(seed, sqrt(3 / (128 * 96)), 1, 1, 128, 96)


@case("pytorch-depthwise-fan-out", "PyTorch", 2019, "pytorch/pytorch/issues/23854",
      "fan_out of a depthwise convolution counts every channel's outputs, though an input reaches one channel.",
      "torch.nn.init.kaiming_normal_(mode='fan_out', nonlinearity='relu')", ("groups", "shape-fans"),
      fan_in=25, fan_out=25)
def _(seed):
    torch.manual_seed(seed)
    layer = nn.Conv2d(256, 256, 5, groups=256)
    return nn.init.kaiming_normal_(layer.weight, mode="fan_out", nonlinearity="relu")


@case("timm-depthwise-fan-out", "timm", 2020, "huggingface/pytorch-image-models/issues/84",
      "EfficientNet's own initializer multiplied the kernel by all output channels, and forgot the groups.",
      "torch.nn.init.kaiming_normal_(mode='fan_out', nonlinearity='relu')", ("groups", "shape-fans"),
      fan_in=9, fan_out=9)
def _(seed):
    return normal(seed, sqrt(2 / (9 * 672)), 672, 1, 3, 3)


@case("mlx-grouped-convolution", "MLX", 2026, "ml-explore/mlx/issues/4536",
      "A grouped convolution's bound counts all input channels, although each output sees only its group's.",
      "mlx.nn.Linear.weight", ("groups", "shape-fans"), fan_in=144, fan_out=1152)
def _(seed):
    return uniform(seed, 1 / sqrt(64 * 9), 128, 3, 3, 16)


@case("mmdetection-deformable-groups", "PyTorch", 2021, "open-mmlab/mmdetection/issues/5622",
      "A deformable convolution's bound ignored the groups that its weight is divided by.",
      "torch.nn.Conv2d.weight", ("groups",))
def _(seed):
    return uniform(seed, 1 / sqrt(64 * 9), 128, 16, 3, 3)


@case("burn-grouped-convolution", "Burn", 2023, "tracel-ai/burn/pull/574",
      "The fan_in of a grouped convolution was not divided by the groups.",
      "torch.nn.Conv1d.weight", ("groups",), same_law=("other-gain",))
def _(seed):
    return uniform(seed, 1 / sqrt(96 * 5), 192, 48, 5)


@case("paddle-grouped-convolution", "Paddle", 2026, "PaddlePaddle/Paddle/pull/79711",
      "The layer's default counted every input channel of a grouped convolution.",
      "caffe.msra", ("groups",))
def _(seed):
    return normal(seed, sqrt(2 / (64 * 9)), 128, 8, 3, 3)


@case("tfjs-depthwise-fan-in", "TensorFlow.js", 2025, "tensorflow/tfjs/issues/8568",
      "A depthwise kernel's fan_in was multiplied by its channels, which do not add up.",
      "lecun_uniform", ("groups", "shape-fans"), fan_in=25, fan_out=25)
def _(seed):
    return uniform(seed, sqrt(3 / (25 * 128)), 5, 5, 128, 1)


@case("megatron-bridge-lora-shards", "Megatron", 2026, "NVIDIA-NeMo/Megatron-Bridge/issues/5840",
      "Each of four shards of LoRA's first matrix was drawn with the fans of the shard.",
      "torch.nn.init.xavier_normal_", ("shard-fans", "other-fan"))
def _(seed):
    return normal(seed, sqrt(2 / (512 / 4 + 32)), 32, 512)


@case("flux-sum-of-axes", "Flux", 2018, "FluxML/Flux.jl/issues/442",
      "The fans of a kernel were the sum of all of its axes.",
      "glorot_uniform", ("receptive-field", "other-fan"))
def _(seed):
    return uniform(seed, sqrt(6 / (3 + 3 + 16 + 64)), 3, 3, 16, 64)


@case("swift-apis-no-receptive-field", "Swift for TensorFlow", 2019, "tensorflow/swift-apis/pull/22",
      "Kernels were drawn as dense layers are, by their channels alone.",
      "glorot_uniform", ("receptive-field",))
def _(seed):
    return uniform(seed, sqrt(6 / (16 + 64)), 3, 3, 16, 64)


@case("nielsen-outputs-for-inputs", "Theano", 2015, "mnielsen/neural-networks-and-deep-learning/issues/30",
      "The book's Theano layer divided by the number of outputs, where its text says inputs.",
      "fan_in_gaussian", SWAPPED, same_law=("layer-default",))
def _(seed):
    return normal(seed, sqrt(1 / 100), 196, 100)


@case("pytorch-attention-packed", "PyTorch", 2025, "pytorch/pytorch/issues/166378",
      "Queries, keys and values are drawn as one matrix, whose fan_out is three times that of each.",
      "torch.nn.init.xavier_uniform_", ("shape-fans",), fan_in=96, fan_out=96)
def _(seed):
    torch.manual_seed(seed)
    return nn.MultiheadAttention(96, 4).in_proj_weight


@case("t-fixup-heads", "PyTorch", 2022, "layer6ai-labs/T-Fixup/issues/8",
      "The values of eight heads are drawn with the fan_out of all heads together.",
      "torch.nn.init.xavier_uniform_", ("shape-fans",), same_law=("other-fan",),
      fan_in=128, fan_out=16)
def _(seed):
    torch.manual_seed(seed)
    return nn.init.xavier_uniform_(torch.empty(128, 128))


@case("flownet-fan-out-for-msra", "PyTorch", 2017, "ClementPinard/FlowNetPytorch/issues/19",
      "Weights that Caffe's filler draws by fan_in were drawn by fan_out in the port.",
      "caffe.msra", SWAPPED, same_law=("groups",))
def _(seed):
    return normal(seed, sqrt(2 / (9 * 96)), 96, 24, 3, 3)


@case("progan-transposed-kernel", "PyTorch", 2020, "akanimax/pro_gan_pytorch/issues/44",
      "A transposed convolution's fan_in left the kernel of 4 by 4 out.",
      "torch.nn.init.kaiming_normal_(nonlinearity='relu')", ("receptive-field",), fan_in=768, fan_out=512)
def _(seed):
    return normal(seed, sqrt(2 / 48), 48, 32, 4, 4)


@case("pytorch-right-multiplied", "PyTorch", 2024, "pytorch/pytorch/pull/130122",
      "A weight that inputs are multiplied by from the left was drawn as if it were transposed.",
      "torch.nn.init.kaiming_normal_(nonlinearity='relu')", ("shape-fans", "fans-swapped", "other-layout"),
      fan_in=256, fan_out=64)
def _(seed):
    torch.manual_seed(seed)
    return nn.init.kaiming_normal_(torch.empty(256, 64), nonlinearity="relu")


@case("paddle-compat-linear", "Paddle", 2026, "PaddlePaddle/Paddle/pull/78829",
      "The layer made to match PyTorch's took the fans of its weight the wrong way round.",
      "torch.nn.Linear.weight", SWAPPED, same_law=("layer-default",))
def _(seed):
    return uniform(seed, 1 / sqrt(64), 64, 256)


@case("keras-transposed-convolution", "Keras", 2020, "tensorflow/tensorflow/issues/31192",
      "A transposed convolution's kernel has its outputs before its inputs, which the fans ignore.",
      "keras.HeNormal", ("shape-fans", "fans-swapped", "other-layout"), fan_in=576, fan_out=288)
def _(seed):
    import keras
    initializer = keras.initializers.HeNormal(seed=seed)
    layer = keras.layers.Conv2DTranspose(32, 3, kernel_initializer=initializer)
    layer.build((None, 8, 8, 64))
    return np.asarray(layer.kernel)


@case("einygpt-head-for-model", "PyTorch", 2024, "clankur/einygpt/pull/3",
      "Projections into heads were scaled by the width of a head instead of the model's.",
      "fan_in_gaussian", ("other-fan", "fans-swapped", "shape-fans"),
      same_law=("shard-fans", "packed-projections", "stack-axis"), fan_in=96, fan_out=96)
def _(seed):
    return normal(seed, sqrt(1 / 24), 4, 96, 24)
