"""Modules that draw the weights of the modules inside them, by class.

Each has pairs of a selector and a claim; the first selector that matches decides. A selector is either a module's class
and its parameter's name, joined by a colon, or a glob over names below the owner. A claim may name attributes of the
module in braces. An owner inside another one yields to it.
Source: `__init__` of each class, torchvision 0.29, timm 1.0.31, stable-baselines3 2.9.
"""

from __future__ import annotations

_NORMS = (
    ("BatchNorm2d:weight", "ones"),
    ("BatchNorm2d:bias", "zeros"),
)
_MOBILE = (
    ("Conv2d:weight", "torch.nn.init.kaiming_normal_(mode='fan_out')"),
    ("Conv2d:bias", "zeros"),
    ("Linear:weight", "torch.nn.init.normal_(mean=0, std=0.01)"),
    ("Linear:bias", "zeros"),
    *_NORMS,
)
# The fan-out of a single group, as TensorFlow counts it.
_GOOGLE = (
    ("Conv2d:weight", "torch.nn.init.normal_(mean=0, std=sqrt(2/{fan_out_of_group}))"),
    ("Conv2d:bias", "zeros"),
    ("Linear:weight", "torchvision.models.EfficientNet.Linear.weight"),
    ("Linear:bias", "zeros"),
    *_NORMS,
)

OWNERS: dict[str, tuple[tuple[str, str], ...]] = {
    "torchvision.models.resnet.ResNet": (
        ("Conv2d:weight", "torch.nn.init.kaiming_normal_(mode='fan_out', nonlinearity='relu')"),
        *_NORMS,
    ),
    "torchvision.models.mobilenetv2.MobileNetV2": _MOBILE,
    "torchvision.models.mobilenetv3.MobileNetV3": _MOBILE,
    "torchvision.models.efficientnet.EfficientNet": (
        ("Linear:weight", "torchvision.models.EfficientNet.Linear.weight"),
        *_MOBILE,
    ),
    "torchvision.models.densenet.DenseNet": (
        ("Conv2d:weight", "torch.nn.init.kaiming_normal_"),
        ("Linear:bias", "zeros"),
        *_NORMS,
    ),
    "torchvision.models.vgg.VGG": (
        ("Conv2d:weight", "torch.nn.init.kaiming_normal_(mode='fan_out', nonlinearity='relu')"),
        *_MOBILE[1:],
    ),
    "torchvision.models.convnext.ConvNeXt": (
        ("Conv2d:weight", "torch.nn.init.trunc_normal_(mean=0, std=0.02)"),
        ("Conv2d:bias", "zeros"),
        ("Linear:weight", "torch.nn.init.trunc_normal_(mean=0, std=0.02)"),
        ("Linear:bias", "zeros"),
        # Holds unless another layer_scale was passed; no module keeps that argument.
        ("CNBlock:layer_scale", "constant(value=1e-06)"),
    ),
    "torchvision.models.vision_transformer.VisionTransformer": (
        ("class_token", "zeros"),
        ("conv_proj.weight", "torch.nn.init.trunc_normal_(mean=0, std=sqrt(1/{fan_in}), a=-2, b=2)"),
        ("conv_proj.bias", "zeros"),
        ("heads.head.*", "zeros"),
        ("heads.pre_logits.weight", "torch.nn.init.trunc_normal_(mean=0, std=sqrt(1/{fan_in}), a=-2, b=2)"),
        ("heads.pre_logits.bias", "zeros"),
    ),
    "torchvision.models.vision_transformer.Encoder": (("pos_embedding", "torch.nn.init.normal_(mean=0, std=0.02)"),),
    "torchvision.models.vision_transformer.MLPBlock": (
        ("Linear:weight", "torch.nn.init.xavier_uniform_"),
        ("Linear:bias", "torch.nn.init.normal_(mean=0, std=1e-06)"),
    ),
    "timm.models.vision_transformer.VisionTransformer": (
        ("pos_embed", "timm.layers.trunc_normal_(std=0.02)"),
        ("cls_token", "torch.nn.init.normal_(mean=0, std=1e-06)"),
        ("reg_token", "torch.nn.init.normal_(mean=0, std=1e-06)"),
        ("Linear:weight", "timm.layers.trunc_normal_(std=0.02)"),
        ("Linear:bias", "zeros"),
    ),
    # PPO's and A2C's policies, by `_build`.
    "stable_baselines3.common.policies.ActorCriticPolicy": (
        ("action_net.weight", "torch.nn.init.orthogonal_(gain=0.01)"),
        ("value_net.weight", "torch.nn.init.orthogonal_(gain=1)"),
        ("Linear:weight", "torch.nn.init.orthogonal_(gain=sqrt(2))"),
        ("Conv2d:weight", "torch.nn.init.orthogonal_(gain=sqrt(2))"),
        ("Linear:bias", "zeros"),
        ("Conv2d:bias", "zeros"),
        ("log_std", "constant(value={log_std_init})"),
    ),
    "timm.models.efficientnet.EfficientNet": _GOOGLE,
    "timm.models.mobilenetv3.MobileNetV3": _GOOGLE,
}

#: The attribute values that an owner must have.
CONDITIONS: dict[str, dict[str, object]] = {
    "stable_baselines3.common.policies.ActorCriticPolicy": {"ortho_init": True},
    "timm.models.vision_transformer.VisionTransformer": {"weight_init_mode": "", "fix_init": False},
}

#: Modules that hold the layers of a model that is not there any more, and that may have drawn them in its own way.
EXTRACTS = (
    "timm.models._features.FeatureDictNet",
    "timm.models._features.FeatureHookNet",
    "torch.fx.graph_module.GraphModule",
    "torchvision.models._utils.IntermediateLayerGetter",
)
