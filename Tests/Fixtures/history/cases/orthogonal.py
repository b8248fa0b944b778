"""Orthogonal matrices with another gain, biased signs, or another law."""

from math import sqrt

import numpy as np
import torch
from torch import nn

from catalogue import case, draws


@case("a2c-gain-for-tanh", "PyTorch", 2019, "ikostrikov/pytorch-a2c-ppo-acktr-gail/issues/178",
      "Layers before a tanh have the gain of a rectifier.",
      "torch.nn.init.orthogonal_(gain=5/3)", ("other-gain",))
def _(seed):
    torch.manual_seed(seed)
    return nn.init.orthogonal_(torch.empty(96, 64), gain=sqrt(2))


@case("chainer-biased-signs", "Chainer", 2018, "chainer/chainer/pull/5615",
      "The signs of the vectors of an orthogonal matrix were those that the decomposition prefers.",
      "orthogonal", ("unfair-signs", "not-haar"))
def _(seed):
    return np.linalg.qr(draws(seed).normal(size=(96, 64)))[0]


@case("tensorflow-unsigned-qr", "TensorFlow 1", 2017, "tensorflow/tensorflow/pull/9429",
      "QR replaced a singular value decomposition, and its signs were left unchanged.",
      "orthogonal", ("unfair-signs", "not-haar"))
def _(seed):
    return np.linalg.qr(draws(seed).normal(size=(128, 128)))[0]


@case("cr-sparse-unsigned-qr", "JAX", 2022, "carnotresearch/cr-sparse/issues/28",
      "Random orthonormal bases were the unmodified factor Q.",
      "orthogonal", ("unfair-signs", "not-haar"))
def _(seed):
    import jax
    return np.asarray(jax.numpy.linalg.qr(jax.random.normal(jax.random.key(seed), (96, 96)))[0])


@case("tensorflow-orthogonal-of-uniform", "TensorFlow 1", 2017, "tensorflow/tensorflow/pull/10719",
      "The matrix that was decomposed was uniform on [0, 1), whose mean makes one direction nearly constant.",
      "orthogonal", ("not-haar",))
def _(seed):
    return np.linalg.svd(draws(seed).uniform(size=(96, 64)), full_matrices=False)[0]


@case("cleanrl-gates-as-one", "PyTorch", 2023, "vwxyzjn/cleanrl/issues/358",
      "The four gates of an LSTM were drawn as one orthogonal matrix, so that none of them is orthogonal.",
      rules=[{"tensors": "*", "parts": [{"slice": f"{gate * 64}:{gate * 64 + 64}", "claim": "orthogonal"}
                                        for gate in range(4)]}],
      codes=("not-orthonormal",))
def _(seed):
    torch.manual_seed(seed)
    return nn.init.orthogonal_(nn.LSTM(48, 64).weight_hh_l0)


@case("bnlstm-one-matrix-a-gate", "TensorFlow 1", 2017, "OlavHN/bnlstm/issues/6",
      "The hidden weights had one orthogonal matrix for each gate, the inputs' weights one for all gates.",
      "orthogonal", ("stacked-blocks",))
def _(seed):
    torch.manual_seed(seed)
    return torch.cat([nn.init.orthogonal_(torch.empty(64, 64)) for _ in range(4)], dim=1)
