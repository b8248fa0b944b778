"""Mistaken reports: the weights are as they should be."""


import numpy as np
import torch
from torch import nn

from catalogue import case


@case("jax-factor-of-three", "JAX", 2022, "jax-ml/jax/issues/13519",
      "The 3 in the limit was taken for a mistake: it is what gives a uniform law the variance that is asked for.",
      "jax.nn.initializers.variance_scaling(1.0, 'fan_in', 'uniform')", status="conforms")
def _(seed):
    import jax
    initializer = jax.nn.initializers.variance_scaling(1.0, "fan_in", "uniform")
    return np.asarray(initializer(jax.random.key(seed), (96, 160)))


@case("pytorch-linear-documentation", "PyTorch", 2020, "pytorch/pytorch/issues/42083",
      "The documented interval and Kaiming's call with a slope of sqrt 5 were taken for two laws: they are one.",
      "uniform(-1/sqrt(160), 1/sqrt(160))", status="conforms")
def _(seed):
    torch.manual_seed(seed)
    return nn.Linear(160, 96).weight


@case("keras-glorot-scale", "Keras", 2017, "keras-team/keras/pull/6170",
      "A scale of 1 was taken for half of Glorot's variance, but the mode divides by the mean of the fans.",
      "keras.GlorotNormal", status="conforms")
def _(seed):
    import keras
    return np.asarray(keras.initializers.GlorotNormal(seed=seed)((96, 160)))


@case("vit-not-truncated", "transformers", 2022, "huggingface/transformers/issues/19305",
      "Normal weights differ from timm's truncated ones in name only: the bounds there are 100 deviations out.",
      "timm.layers.trunc_normal_(std=0.02)", status="conforms")
def _(seed):
    torch.manual_seed(seed)
    return torch.empty(160, 96).normal_(mean=0, std=0.02)
