"""The same values twice: shared seeds, copied layers, shards that draw alike."""

import numpy as np
import torch
from torch import nn

from catalogue import case, normal

SHARDS = ("equal-slices", "repeated-slices", "periodic")


@case("lczero-shared-initializer", "TensorFlow", 2023, "LeelaChessZero/lczero-training/issues/218",
      "One initializer without a seed was given to both layers of a block and drew the same values twice.",
      "keras.VarianceScaling(scale=0.5, mode='fan_avg', distribution='truncated_normal')",
      ("copy", "beginning", "shared-stream"))
def _(seed):
    import keras
    initializer = keras.initializers.VarianceScaling(0.5, "fan_avg", "truncated_normal", seed=seed)
    return {name: np.asarray(initializer((96, 96))) for name in ("dense1", "dense2")}


@case("keras-hub-composite-layers", "Keras", 2022, "keras-team/keras-hub/issues/352",
      "A composite layer passes one initializer on to layers of different shapes.",
      "keras.GlorotUniform", ("copy", "beginning", "shared-stream"))
def _(seed):
    import keras
    initializer = keras.initializers.GlorotUniform(seed=seed)
    shapes = {"query": (64, 64), "intermediate": (64, 128), "output": (128, 64)}
    return {name: np.asarray(initializer(shape)) for name, shape in shapes.items()}


@case("netket-one-seed", "NetKet", 2019, "netket/netket/issues/241",
      "Every layer of a network was drawn from the same seed.",
      "normal(0, 0.1)", ("copy", "beginning", "shared-stream"))
def _(seed):
    return {f"layers.{index}": normal(seed, 0.1, *shape) for index, shape in enumerate([(64, 64), (64, 64), (64, 16)])}


@case("pytorch-encoder-clones", "PyTorch", 2022, "pytorch/pytorch/issues/86274",
      "The layers of an encoder are deep copies of one layer, values and all.",
      "torch.nn.Linear.weight", ("copy", "successive-copies"))
def _(seed):
    torch.manual_seed(seed)
    layer = nn.TransformerEncoderLayer(48, 4, dim_feedforward=96)
    encoder = nn.TransformerEncoder(layer, 3, enable_nested_tensor=False)
    return {name: value for name, value in encoder.state_dict().items() if name.endswith(".linear1.weight")}


@case("flax-names-run-together", "Flax", 2022, "google/flax/issues/2157",
      "Names were joined without a separator before they were hashed, and two layers got one key.",
      "jax.nn.initializers.lecun_normal", ("copy", "successive-copies"))
def _(seed):
    import flax.linen
    import jax

    class Node(flax.linen.Module):
        leaf: str

        @flax.linen.compact
        def __call__(self, inputs):
            return flax.linen.Dense(96, use_bias=False, name=self.leaf)(inputs)

    class Model(flax.linen.Module):
        @flax.linen.compact
        def __call__(self, inputs):
            return Node(leaf="cdef", name="ab")(inputs) + Node(leaf="def", name="abc")(inputs)

    flax.config.update("flax_fix_rng_separator", False)
    parameters = Model().init(jax.random.key(seed), np.zeros((1, 96), np.float32))["params"]
    return {f"{name}.{leaf}": np.asarray(value["kernel"]) for name, node in parameters.items()
            for leaf, value in node.items()}


@case("olmo-core-equal-shards", "OLMo", 2025, "allenai/OLMo-core/pull/307",
      "Every rank drew its shard of a matrix from the same seed.",
      "normal(0, 0.02)", SHARDS)
def _(seed):
    return np.concatenate([normal(seed, 0.02, 32, 96)] * 4)


@case("ms-swift-row-parallel", "Megatron", 2026, "modelscope/ms-swift/pull/7944",
      "Tensor-parallel ranks drew their columns of a row-parallel matrix alike.",
      "normal(0, 0.02)", SHARDS)
def _(seed):
    return np.concatenate([normal(seed, 0.02, 96, 32)] * 4, axis=1)


@case("internlm-equal-ranks", "InternLM", 2023, "InternLM/InternLM/pull/405",
      "The seed was the same on both ranks of a tensor-parallel pair.",
      "normal(0, 0.006)", SHARDS)
def _(seed):
    return np.concatenate([normal(seed, 0.006, 64, 96)] * 2)


@case("flaxmodels-key-of-its-own", "Flax", 2021, "matthias-wright/flaxmodels/issues/3",
      "A module kept a key of its own, so that networks initialized with different keys were equal.",
      "jax.nn.initializers.normal(1.0)", ("copy", "successive-copies"))
def _(seed):
    import flax.linen
    import jax

    class Generator(flax.linen.Module):
        key: jax.Array

        @flax.linen.compact
        def __call__(self, inputs):
            return inputs @ self.param("kernel", lambda _: jax.random.normal(self.key, (96, 96)))

    module = Generator(jax.random.key(seed))
    return {f"key{number}.kernel": np.asarray(module.init(jax.random.key(number), np.zeros((1, 96)))["params"]["kernel"])
            for number in (10, 58)}
