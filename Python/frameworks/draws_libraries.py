"""Libraries based on PyTorch: timm, torchvision, mup, PEFT and transformers; and torch.nn's transformers."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import mup
import peft
import torch
import torchvision
from timm import layers
from timm.models import vision_transformer
from torch import nn
from transformers import MambaConfig, MambaModel

from draws import KERNELS, MATRICES, Draw, same
from draws_torch import attribute, cast, kernel, matrix, seed

__all__ = ["FRAMEWORK", "cast", "draws", "seed"]

FRAMEWORK = "PyTorch's libraries"
WIDTHS = [4, 12, 32, 96, 192, 1024, 1056, 1100]
RANKS = [2, 3, 8, 16, 64, 1024, 512, 4096]


def filled(
    claim: str, function: Callable[[torch.Tensor], object], shape: Callable[[int, str], torch.Tensor] = matrix
) -> Draw:
    """A function that fills a tensor in place."""

    def make(size: int, dtype: str) -> torch.Tensor:
        tensor = shape(size, dtype)
        function(tensor)
        return tensor

    return Draw(same(claim), make)


def timm() -> list[Draw]:
    def block(size: int, dtype: str) -> torch.Tensor:
        return (
            vision_transformer.VisionTransformer(
                img_size=16, patch_size=8, embed_dim=WIDTHS[size], depth=3, num_heads=2, num_classes=3, fix_init=True
            )
            .blocks[2]
            .mlp.fc2.weight
        )

    def of(
        function: Callable[..., None],
        layer: Callable[[int], nn.Module],
        name: str = "blocks.0.mlp.fc1",
        parameter: str = "weight",
    ) -> Callable[[int, str], torch.Tensor]:
        def make(size: int, dtype: str) -> torch.Tensor:
            module = layer(size)
            function(module, name)
            return getattr(module, parameter)

        return make

    def linear(size: int) -> nn.Module:
        return nn.Linear(*MATRICES[size])

    def convolution(size: int) -> nn.Module:
        axis, inputs, outputs = KERNELS[size]
        return nn.Conv2d(inputs, outputs, axis)

    def packed(size: int) -> nn.Module:
        inputs, outputs = MATRICES[size]
        return nn.Linear(inputs, 3 * outputs)

    jax = "timm.models.vision_transformer.init_weights_vit_jax"
    moco = "timm.models.vision_transformer.init_weights_vit_moco"
    return [
        # uniform_(-1, 1) is -1 once in 2^24 draws. Its erfinv is infinite and clamped to a: 100 sd from the mean.
        # torch.nn.init did so before 2.13.
        replace(
            filled("timm.layers.trunc_normal_(std=0.02)", lambda w: layers.trunc_normal_(w, std=0.02)), sound=False
        ),
        filled("timm.layers.trunc_normal_", layers.trunc_normal_),
        filled("timm.layers.trunc_normal_tf_(std=0.02)", lambda w: layers.trunc_normal_tf_(w, std=0.02)),
        filled(
            "timm.layers.trunc_normal_tf_(mean=1, std=0.5, a=-1, b=3)",
            lambda w: layers.trunc_normal_tf_(w, 1, 0.5, -1, 3),
        ),
        filled("timm.layers.variance_scaling_", layers.variance_scaling_, kernel),
        filled(
            "timm.layers.variance_scaling_(scale=2, mode='fan_out', distribution='uniform')",
            lambda w: layers.variance_scaling_(w, 2, "fan_out", "uniform"),
        ),
        filled(
            "timm.layers.variance_scaling_(mode='fan_avg', distribution='truncated_normal')",
            lambda w: layers.variance_scaling_(w, 1, "fan_avg", "truncated_normal"),
            kernel,
        ),
        filled("timm.layers.lecun_normal_", layers.lecun_normal_),
        filled("lecun_normal_", layers.lecun_normal_, kernel),
        Draw(same("timm.layers.init_weight_vit"), of(layers.init_weight_vit, linear)),
        Draw(same("init_weights_vit_timm"), of(vision_transformer.init_weights_vit_timm, linear)),
        Draw(same(f"{jax}.Linear.weight"), of(vision_transformer.init_weights_vit_jax, linear)),
        Draw(same(f"{jax}.Conv2d.weight"), of(vision_transformer.init_weights_vit_jax, convolution)),
        Draw(
            same(f"{jax}.mlp.bias"), of(vision_transformer.init_weights_vit_jax, linear, parameter="bias"), joined=True
        ),
        Draw(same(f"{jax}.head.weight"), of(vision_transformer.init_weights_vit_jax, linear, "head"), random=False),
        Draw(same(f"{moco}.Linear.weight"), of(vision_transformer.init_weights_vit_moco, linear)),
        Draw(same(f"{moco}.qkv.weight"), of(vision_transformer.init_weights_vit_moco, packed, "blocks.0.attn.qkv")),
        Draw(same("timm.models.vision_transformer.VisionTransformer.fix_init_weight(layer_id=2)"), block),
    ]


@cache
def model(name: str, number: int) -> nn.Module:
    """One of a model's draws."""
    arguments = {
        "googlenet": {"init_weights": True, "aux_logits": False},
        "inception_v3": {"init_weights": True, "aux_logits": False},
    }
    return getattr(torchvision.models, name)(**arguments.get(name, {}))


def weights(
    claim: str,
    name: str,
    kind: type[nn.Module],
    accept: Callable[[nn.Module], bool] = lambda layer: True,
    within: str = "",
    random: bool = True,
) -> Draw:
    """The weights of a model's layers of one kind, in turn. If there are few, further ones come from other draws."""

    def found(number: int) -> list[torch.Tensor]:
        return [
            layer.weight
            for path, layer in model(name, number).named_modules()
            if isinstance(layer, kind) and accept(layer) and path.startswith(within)
        ]

    drawn = [0] * len(MATRICES)

    def make(size: int, dtype: str) -> torch.Tensor:
        first = 5 * drawn[size]
        drawn[size] += 1
        all_weights = found(first)
        if len(all_weights) <= size:
            all_weights = found(first + size)
        return all_weights[size % len(all_weights)].clone()

    return Draw(same(f"torchvision.models.{claim}.weight"), make, random=random)


def models() -> list[Draw]:
    return [
        weights("ResNet.Conv2d", "resnet18", nn.Conv2d),
        weights("MobileNetV2.Conv2d", "mobilenet_v2", nn.Conv2d),
        weights("MobileNetV2.Linear", "mobilenet_v2", nn.Linear),
        weights("MobileNetV3.Conv2d", "mobilenet_v3_small", nn.Conv2d),
        weights("EfficientNet.Conv2d", "efficientnet_b0", nn.Conv2d),
        weights("EfficientNet.Linear", "efficientnet_b0", nn.Linear),
        weights("MNASNet.Conv2d", "mnasnet0_5", nn.Conv2d),
        weights("MNASNet.Linear", "mnasnet0_5", nn.Linear),
        weights("DenseNet.Conv2d", "densenet121", nn.Conv2d),
        weights("RegNet.Linear", "regnet_y_400mf", nn.Linear),
        weights("SqueezeNet.Conv2d", "squeezenet1_0", nn.Conv2d, lambda layer: layer.out_channels != 1000),
        weights("GoogLeNet.Conv2d", "googlenet", nn.Conv2d),
        weights("Inception3.Conv2d", "inception_v3", nn.Conv2d),
        weights("SwinTransformer.Linear", "swin_t", nn.Linear),
        weights("ConvNeXt.Conv2d", "convnext_tiny", nn.Conv2d),
        weights(
            "VisionTransformer.MLPBlock.Linear",
            "vit_b_32",
            nn.Linear,
            lambda layer: 3072 in layer.weight.shape,
            within="encoder",
        ),
        weights("VisionTransformer.heads.head", "vit_b_32", nn.Linear, within="heads", random=False),
    ]


def maximal_update() -> list[Draw]:
    """mup's own functions with the infinite shapes from a base of width 4."""

    def model(width: int) -> nn.Module:
        return nn.Sequential(nn.Linear(7, width), nn.Linear(width, width), mup.MuReadout(width, 300))

    def shaped(size: int) -> nn.Module:
        widths = (4, 8, WIDTHS[size] * 4)
        base, delta, target = (model(width) for width in widths)
        mup.set_base_shapes(target, base, delta=delta)
        return target

    def hidden(name: str, **arguments: float) -> Draw:
        def make(size: int, dtype: str) -> torch.Tensor:
            weight = shaped(size)[1].weight
            getattr(mup.init, name)(weight, **arguments)
            return weight

        words = "".join(f"{key}={value}, " for key, value in arguments.items())
        return Draw(lambda size: f"mup.init.{name}({words}width_mult={WIDTHS[size]})", make)

    return [
        hidden("normal_", std=0.02),
        hidden("uniform_", a=-0.1, b=0.1),
        hidden("trunc_normal_", std=0.5, a=-1, b=1),
        Draw(same("mup.MuReadout.bias(base_width=4)"), lambda size, dtype: shaped(size)[2].bias, joined=True),
        Draw(same("mup.MuReadout.weight(base_width=4)"), lambda size, dtype: shaped(size)[2].weight),
    ]


def adapters() -> list[Draw]:
    def lora(size: int, name: str) -> torch.Tensor:
        outputs, inputs = MATRICES[size]
        base = nn.Sequential(nn.Linear(inputs, outputs))
        found = peft.get_peft_model(base, peft.LoraConfig(r=RANKS[size], target_modules=["0"])).state_dict()
        return next(value for path, value in found.items() if name in path)

    def mamba(size: int, name: str) -> torch.Tensor:
        config = MambaConfig(hidden_size=WIDTHS[size] * 4, num_hidden_layers=1, vocab_size=8)
        return MambaModel(config).state_dict()[f"layers.0.mixer.{name}"]

    return [
        Draw(same("peft.lora_A.weight"), lambda size, dtype: lora(size, "lora_A")),
        Draw(same("lora_B.weight"), lambda size, dtype: lora(size, "lora_B"), random=False),
        Draw(same("mamba_ssm.Mamba.dt_proj.weight"), lambda size, dtype: mamba(size, "dt_proj.weight")),
        *(
            Draw(
                same(f"transformers.MambaMixer.{name}.weight"),
                lambda size, dtype, name=name: mamba(size, f"{name}.weight"),
                joined=name == "conv1d",
            )
            for name in ("in_proj", "x_proj", "conv1d", "dt_proj", "out_proj")
        ),
        Draw(same("mamba_ssm.Mamba.D"), lambda size, dtype: mamba(size, "D"), random=False),
    ]


def transformers() -> list[Draw]:
    def layer(kind: type[nn.Module], size: int) -> nn.Module:
        return kind(WIDTHS[size], 2, dim_feedforward=2 * WIDTHS[size])

    def parameter(kind: type[nn.Module], name: str, random: bool = True) -> Draw:
        return Draw(
            same(f"torch.nn.{kind.__name__}.{name}"),
            lambda size, dtype: attribute(layer(kind, size), name),
            random=random,
        )

    def whole(name: str, path: str) -> Draw:
        def make(size: int, dtype: str) -> torch.Tensor:
            return attribute(nn.Transformer(WIDTHS[size], 2, 1, 1, 2 * WIDTHS[size]), path)

        return Draw(same(f"torch.nn.Transformer.{name}"), make)

    encoder, decoder = nn.TransformerEncoderLayer, nn.TransformerDecoderLayer
    return [
        *(
            parameter(kind, name)
            for kind in (encoder, decoder)
            for name in ("self_attn.in_proj_weight", "self_attn.out_proj.weight", "linear1.weight", "linear2.weight")
        ),
        parameter(decoder, "multihead_attn.in_proj_weight"),
        parameter(decoder, "multihead_attn.out_proj.weight"),
        parameter(encoder, "self_attn.in_proj_bias", False),
        parameter(encoder, "norm1.weight", False),
        parameter(decoder, "norm3.bias", False),
        whole("self_attn.in_proj_weight", "encoder.layers.0.self_attn.in_proj_weight"),
        whole("self_attn.out_proj.weight", "encoder.layers.0.self_attn.out_proj.weight"),
        whole("multihead_attn.out_proj.weight", "decoder.layers.0.multihead_attn.out_proj.weight"),
        whole("linear1.weight", "encoder.layers.0.linear1.weight"),
        whole("linear2.weight", "decoder.layers.0.linear2.weight"),
    ]


def draws() -> list[Draw]:
    return timm() + models() + maximal_update() + adapters() + transformers()
