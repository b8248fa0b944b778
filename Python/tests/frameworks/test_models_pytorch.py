"""Models of PyTorch, torchvision and transformers: sound ones conform without written rules, defects are named."""

from __future__ import annotations

import copy
import functools
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import glorot

torch: Any = pytest.importorskip("torch")
nn = torch.nn


pytestmark = pytest.mark.filterwarnings("ignore::UserWarning", "ignore::FutureWarning")


@pytest.fixture(autouse=True)
def _seed() -> None:
    torch.manual_seed(1)


def names(deviation: glorot.Deviation) -> set[str]:
    return {finding.tensor for finding in deviation.result.failed}


def layers() -> Any:
    old = torch.nn.utils.weight_norm
    new = torch.nn.utils.parametrizations
    return nn.ModuleDict(
        {
            "linear": nn.Linear(64, 100),
            "bilinear": nn.Bilinear(20, 30, 40),
            "conv1": nn.Conv1d(16, 32, 3, groups=2),
            "conv2": nn.Conv2d(16, 32, 3),
            "conv3": nn.Conv3d(4, 8, 3),
            "transposed": nn.ConvTranspose2d(16, 32, 3, groups=4),
            "embedding": nn.Embedding(100, 40, padding_idx=3),
            "bag": nn.EmbeddingBag(50, 30, padding_idx=2),
            "rnn": nn.RNN(20, 30),
            "lstm": nn.LSTM(20, 30, 2, bidirectional=True, proj_size=10),
            "gru": nn.GRU(20, 30),
            "rnn_cell": nn.RNNCell(9, 20),
            "lstm_cell": nn.LSTMCell(10, 20),
            "gru_cell": nn.GRUCell(9, 20),
            "attention": nn.MultiheadAttention(64, 4),
            "apart": nn.MultiheadAttention(64, 4, kdim=32, vdim=16, add_bias_kv=True),
            "layer_norm": nn.LayerNorm(8),
            "group_norm": nn.GroupNorm(2, 8),
            "batch_norm": nn.BatchNorm1d(7),
            "instance_norm": nn.InstanceNorm2d(5, affine=True, track_running_stats=True),
            "rms_norm": nn.RMSNorm(8),
            "prelu": nn.PReLU(4, init=0.1),
            "weight_norm": new.weight_norm(nn.Linear(30, 40)),
            "old_weight_norm": old(nn.Conv1d(30, 40, 3)),
            "spectral_norm": new.spectral_norm(nn.Linear(30, 50)),
        }
    )


def test_layers() -> None:
    model = layers()
    verification = glorot.verify_model(model)
    assert verification
    assert not verification.unclaimed
    rules = glorot.rules(model)
    assert set(rules) == set(model.state_dict())
    assert rules["embedding.weight"].rule == {"claim": "torch.nn.Embedding.weight", "padding_idx": 3}
    assert rules["conv1.bias"].claim == "torch.nn.Linear.bias(fan_in=24)"
    assert rules["prelu.weight"].claim == "constant(value=0.1)"
    assert rules["old_weight_norm.weight_g"].rule.keys() == {"skip"}
    assert rules["linear.weight"].source == "torch.nn.Linear.weight"


@pytest.mark.parametrize(
    "name",
    [
        "resnet18",
        "mobilenet_v2",
        "mobilenet_v3_small",
        "efficientnet_b0",
        "vit_b_32",
        "convnext_tiny",
        "swin_t",
        "swin_v2_t",
        "maxvit_t",
        "squeezenet1_1",
        "mnasnet0_5",
        "shufflenet_v2_x0_5",
        # Its builder computes sizes by tensors.
        "regnet_y_400mf",
    ],
)
def test_torchvision(name: str) -> None:
    models = pytest.importorskip("torchvision.models")
    verification = glorot.verify_model(getattr(models, name)())
    assert verification
    assert not verification.unclaimed


def test_torchvision_with_another_head() -> None:
    models = pytest.importorskip("torchvision.models")
    model = models.swin_t()
    model.features[1][0].attn.qkv.weight.data.mul_(0.5)
    with pytest.raises(glorot.Deviation, match="FAIL") as caught:
        glorot.verify_model(model)
    assert names(caught.value) == {"features.1.0.attn.qkv.weight"}
    assert "torchvision.models.swin_t: " in glorot.rules(model)["features.1.0.attn.qkv.weight"].source
    # A head of other classes, by the builder or in its place, which draw in two ways.
    for other in (models.swin_t(num_classes=10), models.swin_t(), models.mobilenet_v2()):
        if isinstance(other, models.MobileNetV2):
            other.classifier[-1] = nn.Linear(1280, 10)
        elif other.head.out_features != 10:
            other.head = nn.Linear(768, 10)
        assert len(glorot.rules(other).unclaimed) == 2
        assert glorot.verify_model(other, unmatched="skip")
    # ResNet leaves its head at the default.
    model = models.resnet18()
    model.fc = nn.Linear(512, 10)
    assert glorot.verify_model(model)
    model.fc = nn.Identity()
    model.scale = nn.Parameter(torch.tensor(1.0))
    assert set(glorot.rules(model).unclaimed) == {"scale"}


def far_out(model: Any) -> set[str]:
    """The matrices of a model that timm drew with a deviation of 0.02 and in which it wrote the bound, -2 or 2."""
    drawn = [(name, weight) for name, weight in model.named_parameters() if weight.dim() > 1 and weight.std() < 0.03]
    return {name for name, weight in drawn if (weight.abs() == 2).any()}


@pytest.mark.parametrize(
    "name",
    [
        "vit_tiny_patch16_224",
        "efficientnet_b0",
        "convnext_atto",
        "swin_tiny_patch4_window7_224",
        "resnet18",
        "densenet121",
        "mobilenetv3_small_100",
        "mixer_s32_224",
        "coatnet_0_224",
        "xcit_nano_12_p8_224",
    ],
)
def test_timm(name: str) -> None:
    timm = pytest.importorskip("timm")
    model = timm.create_model(name)
    state = torch.random.get_rng_state()
    rules = glorot.rules(model)
    assert torch.equal(state, torch.random.get_rng_state())
    assert not rules.unclaimed
    expected = far_out(model)
    if not expected:
        assert glorot.verify_model(model)
        return
    with pytest.raises(glorot.Deviation, match="FAIL") as caught:
        glorot.verify_model(model)
    assert names(caught.value) == expected
    assert {cause.code for finding in caught.value.result.failed for cause in finding.diagnosis} == {"outliers"}


def test_timm_with_other_arguments() -> None:
    timm = pytest.importorskip("timm")
    for arguments, unclaimed in (
        ({"num_classes": 10}, {"head.weight", "head.bias"}),
        ({"in_chans": 1}, set()),
        ({"weight_init": "jax"}, set()),
        ({"global_pool": "avg"}, set()),
    ):
        model = timm.create_model("vit_tiny_patch16_224", **arguments)
        assert set(glorot.rules(model).unclaimed) == unclaimed, arguments
        # Four bounds are expected in 10^8 values, so that none is the rule.
        assert not far_out(model)
        assert glorot.verify_model(model, unmatched="skip"), arguments
    model = timm.create_model("vit_tiny_patch16_224")
    model.reset_classifier(10)
    assert set(glorot.rules(model).unclaimed) == {"head.weight", "head.bias"}


def test_an_argument_that_a_model_does_not_keep() -> None:
    timm = pytest.importorskip("timm")
    model = timm.create_model("resnet18", zero_init_last=False)
    rules = glorot.rules(model)
    # Ones where the default is zeros: by the argument, or by a defect. It cannot be told.
    assert set(rules.unclaimed) == {f"layer{layer}.{block}.bn2.weight" for layer in (1, 2, 3, 4) for block in (0, 1)}
    assert "unless its arguments were others" in rules["layer1.0.bn2.weight"].source
    assert glorot.verify_model(model, unmatched="skip")


def stem_left(model: Any) -> None:
    model.stem[0].reset_parameters()


def shifted(model: Any) -> None:
    model.stages[2].blocks[3].mlp.fc1.weight.data.add_(0.005)


def head_scaled(model: Any) -> None:
    model.head.fc.weight.data.mul_(0.1)


@pytest.mark.parametrize(
    ("plant", "expected"),
    [
        (stem_left, {"stem.0.weight", "stem.0.bias"}),
        (shifted, {"stages.2.blocks.3.mlp.fc1.weight"}),
        (head_scaled, {"head.fc.weight"}),
    ],
)
def test_defects_of_timm(plant: Callable[[Any], None], expected: set[str]) -> None:
    timm = pytest.importorskip("timm")
    model = timm.create_model("convnext_atto")
    plant(model)
    with pytest.raises(glorot.Deviation, match="FAIL") as caught:
        glorot.verify_model(model)
    assert names(caught.value) == expected


def test_layers_taken_out_of_a_model_have_no_claim() -> None:
    # ResNet drew its convolutions; the getter, which has its layers and is no ResNet, does not say so.
    models = pytest.importorskip("torchvision.models")
    from torchvision.models._utils import IntermediateLayerGetter

    resnet = models.resnet18()
    for extract in (IntermediateLayerGetter(resnet, {"layer2": "out"}), torch.fx.symbolic_trace(resnet)):
        rules = glorot.rules(extract)
        assert rules["conv1.weight"].claim is None
        assert "may have drawn them" in rules["conv1.weight"].source
        # Buffers are the layers' own.
        assert glorot.verify_model(extract, unmatched="skip").unclaimed


def test_a_tensor_is_no_model() -> None:
    with pytest.raises(glorot.TensorError, match=r"expected a torch\.nn\.Module; for a tensor, call glorot\.verify"):
        glorot.verify_model(nn.Linear(3, 4).weight)


def test_a_verification_prints_the_table_of_all_tensors() -> None:
    verification = glorot.verify_model(nn.Linear(640, 100))
    assert "weight" in str(verification)
    assert "FAIL" not in str(verification)
    assert str(verification).endswith(verification.summary)


def test_a_transformer() -> None:
    assert glorot.verify_model(nn.Transformer(64, 4, 2, 2, 128))
    assert glorot.verify_model(nn.TransformerEncoderLayer(64, 4, 128))
    assert glorot.verify_model(nn.LSTM(64, 64))


def test_an_encoder_of_copies() -> None:
    # torch.nn.TransformerEncoder copies the layer that it is given, including its values.
    encoder = nn.TransformerEncoder(nn.TransformerEncoderLayer(64, 4, 128), 2)
    with pytest.raises(glorot.Deviation, match="bit-identical") as caught:
        glorot.verify_model(encoder)
    assert "layers.1.linear1.weight" in names(caught.value)


SIZES = {
    "hidden_size": 64,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "intermediate_size": 128,
    "vocab_size": 500,
}
VISION = {**{name: size for name, size in SIZES.items() if name != "vocab_size"}, "image_size": 32, "patch_size": 8}
SPECIAL = {"bos_token_id": 1, "eos_token_id": 2, "pad_token_id": 0}


def gpt2() -> Any:
    transformers = pytest.importorskip("transformers")
    config = transformers.GPT2Config(n_embd=64, n_layer=2, n_head=4, vocab_size=500, n_positions=64, **SPECIAL)
    return transformers.GPT2LMHeadModel(config)


def bert() -> Any:
    transformers = pytest.importorskip("transformers")
    return transformers.BertForMaskedLM(transformers.BertConfig(**SIZES, **SPECIAL))


def llama() -> Any:
    transformers = pytest.importorskip("transformers")
    return transformers.LlamaForCausalLM(transformers.LlamaConfig(**SIZES, **SPECIAL))


def t5() -> Any:
    transformers = pytest.importorskip("transformers")
    config = transformers.T5Config(d_model=64, d_kv=16, d_ff=128, num_layers=2, num_heads=4, vocab_size=500)
    return transformers.T5ForConditionalGeneration(config)


def vit() -> Any:
    transformers = pytest.importorskip("transformers")
    return transformers.ViTForImageClassification(transformers.ViTConfig(**VISION))


def clip() -> Any:
    transformers = pytest.importorskip("transformers")
    return transformers.CLIPModel(transformers.CLIPConfig(text_config={**SIZES, **SPECIAL}, vision_config=VISION))


def mixtral() -> Any:
    transformers = pytest.importorskip("transformers")
    config = transformers.MixtralConfig(**SIZES, **SPECIAL, num_key_value_heads=2, num_local_experts=4)
    return transformers.MixtralForCausalLM(config)


def mamba() -> Any:
    transformers = pytest.importorskip("transformers")
    sizes = {"hidden_size": 64, "num_hidden_layers": 2, "vocab_size": 500}
    return transformers.MambaForCausalLM(transformers.MambaConfig(**sizes, **SPECIAL))


@pytest.mark.parametrize("make", [bert, gpt2, llama, t5, vit, clip, mixtral])
def test_transformers(make: Callable[[], Any]) -> None:
    model = make()
    before = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    state = torch.random.get_rng_state()
    verification = glorot.verify_model(model)
    assert verification
    assert not verification.unclaimed
    # Reading neither draws nor changes anything.
    assert torch.equal(state, torch.random.get_rng_state())
    assert all(torch.equal(tensor, before[name]) for name, tensor in model.state_dict().items())
    assert all("_init_weights" in entry.source for entry in glorot.rules(model).values() if "normal_" in entry.words)


def test_mamba() -> None:
    model = mamba()
    rules = glorot.rules(model)
    assert not rules.unclaimed
    steps = "inverse_softplus_of_log_uniform(low=0.001, high=0.1)"
    assert rules["backbone.layers.0.mixer.dt_proj.bias"].rule == {"claim": steps}
    assert glorot.verify_model(model)
    # The steps themselves, where the network expects what softplus makes steps of.
    bias = model.backbone.layers[1].mixer.dt_proj.bias
    bias.data = nn.functional.softplus(bias.data)
    with pytest.raises(glorot.Deviation) as caught:
        glorot.verify_model(model)
    assert [finding.tensor for finding in caught.value.result.failed] == ["backbone.layers.1.mixer.dt_proj.bias"]


def test_a_pretrained_model_inside_another() -> None:
    model = nn.ModuleDict({"body": bert(), "head": nn.Linear(64, 3)})
    verification = glorot.verify_model(model)
    assert not verification.unclaimed
    rules = glorot.rules(model)
    assert rules["body.cls.predictions.transform.dense.weight"].claim == "torch.nn.init.normal_(mean=0.0, std=0.02)"
    assert rules["head.weight"].claim == "torch.nn.Linear.weight"
    model["body"].cls.predictions.decoder.weight = nn.Parameter(torch.empty(500, 64).normal_(std=0.02))
    with pytest.raises(glorot.Deviation, match="FAIL") as caught:
        glorot.verify_model(model)
    assert names(caught.value) == {"body.cls.predictions.decoder.weight"}


def test_what_transformers_say() -> None:
    rules = glorot.rules(gpt2())
    assert rules["transformer.h.0.mlp.c_proj.weight"].claim == "torch.nn.init.normal_(mean=0.0, std=0.01)"
    assert rules["lm_head.weight"].rule == {"same_as": "transformer.wte.weight"}
    assert glorot.rules(bert())["bert.embeddings.word_embeddings.weight"].rule["padding_idx"] == 0


def block() -> Any:
    return nn.Sequential(nn.Embedding(200, 64, padding_idx=0), nn.Linear(64, 128), nn.ReLU(), nn.Linear(128, 64))


def reseeded(model: Any) -> None:
    torch.manual_seed(5)
    model[1].reset_parameters()
    torch.manual_seed(5)
    model[3].reset_parameters()


def halved(model: Any) -> None:
    model[3].weight.data.mul_(0.5)


def padding_drawn(model: Any) -> None:
    model[0].weight.data[0].normal_()


def xavier(model: Any) -> None:
    nn.init.xavier_uniform_(model[1].weight)


def copied(model: Any) -> None:
    model[0].weight.data[100:] = model[0].weight.data[:100]


def cleared(model: Any) -> None:
    model[1].weight.data.zero_()


@pytest.mark.parametrize(
    ("plant", "expected"),
    [
        (reseeded, {"1.weight", "3.weight"}),
        (halved, {"3.weight"}),
        (padding_drawn, {"0.weight"}),
        (xavier, {"1.weight"}),
        (copied, {"0.weight"}),
        (cleared, {"1.weight"}),
    ],
)
def test_defects_of_layers(plant: Callable[[Any], None], expected: set[str]) -> None:
    model = block()
    assert glorot.verify_model(model)
    plant(model)
    with pytest.raises(glorot.Deviation, match="FAIL") as caught:
        glorot.verify_model(model)
    assert names(caught.value) >= expected
    assert names(caught.value) <= expected | {name.replace("weight", "bias") for name in expected}


def residual_missing(model: Any) -> None:
    model.transformer.h[1].mlp.c_proj.weight.data.normal_(std=0.02)


def default_left(model: Any) -> None:
    # Like a head that is replaced after the model's own initialization.
    model.transformer.h[0].mlp.c_fc.weight.data.copy_(nn.Linear(256, 64).weight.data)


def untied(model: Any) -> None:
    model.lm_head.weight = nn.Parameter(torch.empty(500, 64).normal_(std=0.02))


def bias_drawn(model: Any) -> None:
    model.transformer.h[0].attn.c_attn.bias.data.normal_(std=0.02)


def norm_cleared(model: Any) -> None:
    model.transformer.h[1].ln_1.weight.data.zero_()


def one_layer_twice(model: Any) -> None:
    model.transformer.h[1].load_state_dict(model.transformer.h[0].state_dict())


@pytest.mark.parametrize(
    ("plant", "expected"),
    [
        (residual_missing, {"transformer.h.1.mlp.c_proj.weight"}),
        (default_left, {"transformer.h.0.mlp.c_fc.weight"}),
        (untied, {"lm_head.weight"}),
        (bias_drawn, {"transformer.h.0.attn.c_attn.bias"}),
        (norm_cleared, {"transformer.h.1.ln_1.weight"}),
        (
            one_layer_twice,
            {
                f"transformer.h.{layer}.{part}.weight"
                for layer in (0, 1)
                for part in ("attn.c_attn", "attn.c_proj", "mlp.c_fc", "mlp.c_proj")
            },
        ),
    ],
)
def test_defects_of_gpt2(plant: Callable[[Any], None], expected: set[str]) -> None:
    model = gpt2()
    plant(model)
    with pytest.raises(glorot.Deviation, match="FAIL") as caught:
        glorot.verify_model(model)
    assert names(caught.value) == expected


def test_a_head_of_another_range() -> None:
    model = bert()
    model.cls.predictions.transform.dense = nn.Linear(64, 64)
    with pytest.raises(glorot.Deviation, match="FAIL") as caught:
        glorot.verify_model(model)
    assert names(caught.value) >= {"cls.predictions.transform.dense.weight", "cls.predictions.transform.dense.bias"}
    message = str(caught.value)
    assert "claimed by transformers.BertPreTrainedModel._init_weights" in message.replace("\n        ", " ")


def test_a_trained_model() -> None:
    model = nn.Sequential(nn.Linear(64, 128), nn.BatchNorm1d(128), nn.ReLU(), nn.Linear(128, 64))
    optimizer = torch.optim.Adam(model.parameters(), 1e-2)
    for _ in range(60):
        batch = torch.randn(64, 64)
        optimizer.zero_grad()
        (model(batch) - batch.roll(1, 1)).square().mean().backward()
        optimizer.step()
    with pytest.raises(glorot.Deviation, match="no tensor conforms to its default: trained") as caught:
        glorot.verify_model(model)
    assert caught.value.result.is_trained
    assert "FAIL" not in str(caught.value)


class Own(nn.Linear):  # type: ignore[misc]
    def reset_parameters(self) -> None:
        nn.init.xavier_uniform_(self.weight)
        nn.init.zeros_(self.bias)


class Unknown(nn.Linear):  # type: ignore[misc]
    """Draws by a method with an argument, which it does not keep."""

    def __init__(self, inputs: int, outputs: int, gain: float = 1.0) -> None:
        super().__init__(inputs, outputs)
        self.init_weights(gain)

    def init_weights(self, gain: float) -> None:
        nn.init.xavier_uniform_(self.weight, gain)
        nn.init.zeros_(self.bias)


class Applying(nn.Module):  # type: ignore[misc]
    """Ends with the call that most modules end with."""

    def __init__(self) -> None:
        super().__init__()
        self.embedding = nn.Embedding(500, 64, padding_idx=0)
        self.linear = nn.Linear(64, 128)
        self.conv = nn.Conv2d(16, 32, 3)
        self.inner = Drawing()
        self.apply(self._init_weights)

    def _init_weights(self, module: Any) -> None:
        if isinstance(module, nn.Embedding):
            module.weight.data.normal_(std=0.02)
            module.weight.data[module.padding_idx].zero_()
        elif isinstance(module, nn.Linear) and module is not self.inner.inner:
            nn.init.xavier_uniform_(module.weight)
            nn.init.zeros_(module.bias)


class Later(Applying):
    """Has a layer that is made after the call."""

    def __init__(self) -> None:
        super().__init__()
        self.late = nn.Linear(64, 64)


def layer_init(layer: Any, std: float = 2**0.5) -> Any:
    """As many agents of reinforcement learning draw their layers."""
    nn.init.orthogonal_(layer.weight, std)
    nn.init.zeros_(layer.bias)
    return layer


class Agent(nn.Module):  # type: ignore[misc]
    def __init__(self) -> None:
        super().__init__()
        self.critic = nn.Sequential(layer_init(nn.Linear(8, 64)), nn.Tanh(), layer_init(nn.Linear(64, 1), std=1.0))


class Building(nn.Module):  # type: ignore[misc]
    """Draws in a method that is called by another."""

    def __init__(self) -> None:
        super().__init__()
        self._build()

    def _build(self) -> None:
        self.layer = nn.Linear(64, 64)
        self._draw()

    def _draw(self) -> None:
        nn.init.xavier_uniform_(self.layer.weight)


class Asking(nn.Module):  # type: ignore[misc]
    """Draws only if it is asked to."""

    def __init__(self, draws: bool) -> None:
        super().__init__()
        self.layer = nn.Linear(64, 64)
        if draws:
            self.apply(self._init_weights)

    def _init_weights(self, module: Any) -> None:
        if isinstance(module, nn.Linear):
            nn.init.xavier_uniform_(module.weight)


class Body(nn.Module):  # type: ignore[misc]
    """Modules whose method does not draw all of them, or does not always draw."""

    def __init__(self) -> None:
        super().__init__()
        self.layer = nn.Linear(64, 64)
        self.head = nn.Sequential(nn.Linear(64, 64))

    def _init_weights(self, module: Any) -> None:
        if isinstance(module, nn.Linear):
            nn.init.xavier_uniform_(module.weight)


class OfItsHead(Body):
    def __init__(self) -> None:
        super().__init__()
        self.head.apply(self._init_weights)


class ByElse(Body):
    def __init__(self, init: str = "default") -> None:
        super().__init__()
        if init == "default":
            self.init = init
        else:
            self.apply(self._init_weights)


class ByReturn(Body):
    def __init__(self, is_drawn: bool = False) -> None:
        super().__init__()
        if not is_drawn:
            return
        self.apply(self._init_weights)


class ByLambda(Body):
    def __init__(self) -> None:
        super().__init__()
        self.apply(lambda module: self._init_weights(module))


class Appending(Body):
    def __init__(self) -> None:
        super().__init__()
        self.apply(self._init_weights)
        self.head.append(nn.Linear(64, 64))


class Uncalled(nn.Sequential):  # type: ignore[misc]
    def reset_parameters(self) -> None:
        nn.init.xavier_uniform_(self[0].weight)


def decorated(function: Any) -> Any:
    return functools.wraps(function)(lambda *args, **options: function(*args, **options))


class Decorated(Body):
    @decorated
    def __init__(self) -> None:
        super().__init__()
        nn.init.xavier_uniform_(self.layer.weight)


class Passed(Body):
    def __init__(self, init: Any = nn.init.xavier_normal_) -> None:
        super().__init__()
        init(self.layer.weight)


class Frozen(Body):
    """Draws what is not frozen: all, when it is made."""

    def __init__(self) -> None:
        super().__init__()
        self.reset_parameters()

    def reset_parameters(self) -> None:
        for weight in self.parameters():
            if weight.requires_grad:
                nn.init.normal_(weight, std=0.1)


class ByApply(Body):
    def __init__(self) -> None:
        super().__init__()
        self.apply(self._init_weights)


def lengthened() -> Any:
    """A model with a layer whose weight was parametrized after it was drawn."""
    model = ByApply()
    nn.utils.parametrizations.weight_norm(model.layer)
    return model


class Viewing(nn.Module):  # type: ignore[misc]
    def __init__(self) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.empty(4, 64, 64))
        self.reset_parameters()

    def reset_parameters(self) -> None:
        nn.init.orthogonal_(self.weight.view(256, 64))


class Resetting(nn.Module):  # type: ignore[misc]
    def __init__(self) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.empty(128, 64))
        self.layer = nn.Linear(64, 128)
        self.reset_parameters()

    def reset_parameters(self) -> None:
        nn.init.kaiming_normal_(self.weight, nonlinearity="relu")


class Drawing(nn.Module):  # type: ignore[misc]
    def __init__(self) -> None:
        super().__init__()
        self.inner = nn.Linear(64, 64)
        self.scale = nn.Parameter(torch.ones(64))
        nn.init.xavier_uniform_(self.inner.weight)


def test_nothing_is_guessed() -> None:
    rules = glorot.rules(nn.Sequential(Unknown(64, 64), Drawing(), nn.Linear(64, 64)))
    assert set(rules.unclaimed) == {"0.weight", "0.bias", "1.scale", "1.inner.weight", "1.inner.bias"}
    assert "init_weights" in rules["0.weight"].source
    assert "xavier_uniform_" in rules["1.inner.weight"].source
    assert rules["2.weight"].claim == "torch.nn.Linear.weight"
    for other in (Later(), Asking(True), Asking(False)):
        assert len(glorot.rules(other).unclaimed) == len(glorot.rules(other))


@pytest.mark.parametrize(("kind", "name"), [(Agent, "layer_init"), (Building, "_build")])
def test_functions_that_draw_are_followed(kind: type, name: str) -> None:
    model = nn.Sequential(kind(), nn.Linear(64, 64))
    rules = glorot.rules(model)
    assert set(rules.unclaimed) == {other for other in rules if other.startswith("0.")}
    assert all(f"{kind.__name__}.__init__ calls {name}:" in entry.source for entry in rules.unclaimed.values())
    assert glorot.verify_model(model, unmatched="skip")
    assert glorot.verify_model(model, build=lambda: nn.Sequential(kind(), nn.Linear(64, 64)))


def test_stable_baselines() -> None:
    sb3 = pytest.importorskip("stable_baselines3")
    policy = sb3.PPO("MlpPolicy", "Pendulum-v1", seed=1).policy
    assert glorot.verify_model(policy)
    assert not glorot.rules(policy).unclaimed
    nn.init.orthogonal_(policy.action_net.weight, 1.0)
    policy.mlp_extractor.policy_net[2].reset_parameters()
    with pytest.raises(glorot.Deviation, match="FAIL") as caught:
        glorot.verify_model(policy)
    layer = "mlp_extractor.policy_net.2"
    assert names(caught.value) == {"action_net.weight", f"{layer}.weight", f"{layer}.bias"}
    # What is not asked for here is not claimed: other arguments, and copies for a target.
    plain = sb3.PPO("MlpPolicy", "Pendulum-v1", policy_kwargs={"ortho_init": False}).policy
    for other in (plain, sb3.DQN("MlpPolicy", "CartPole-v1").policy, sb3.SAC("MlpPolicy", "Pendulum-v1").policy):
        with pytest.raises(glorot.InputError, match=r"no tensor of .* has a claim"):
            glorot.verify_model(other)


def test_the_method_that_a_class_draws_by() -> None:
    model = nn.ModuleDict({"own": Own(64, 64), "applying": Applying(), "resetting": Resetting()})
    state = torch.random.get_rng_state()
    rules = glorot.rules(model)
    assert torch.equal(state, torch.random.get_rng_state())
    # What nothing is known of stays unknown, though the method leaves it alone.
    assert set(rules.unclaimed) == {f"applying.inner.{name}" for name in ("scale", "inner.weight", "inner.bias")}
    assert rules["own.weight"].claim == "torch.nn.init.xavier_uniform_(gain=1.0)"
    assert rules["own.weight"].source.endswith("Own.reset_parameters: torch.nn.init.xavier_uniform_(gain=1.0)")
    expected = {"claim": "torch.nn.init.normal_(mean=0.0, std=0.02)", "padding_idx": 0}
    assert rules["applying.embedding.weight"].rule == expected
    assert rules["applying.linear.bias"].claim == "zeros"
    assert rules["applying.conv.weight"].claim == "torch.nn.Conv2d.weight"
    assert rules["resetting.layer.weight"].claim == "torch.nn.Linear.weight"
    assert glorot.verify_model(model, unmatched="skip")
    model["applying"].linear.reset_parameters()
    with pytest.raises(glorot.Deviation, match="FAIL") as caught:
        glorot.verify_model(model, unmatched="skip")
    assert names(caught.value) == {"applying.linear.weight", "applying.linear.bias"}
    assert "layer-default" in [cause.code for cause in caught.value.result.failed[0].diagnosis]


def test_a_function_that_builds_the_model() -> None:
    model = nn.Sequential(Unknown(64, 64, 0.3), Drawing(), nn.Linear(64, 64))

    def build() -> Any:
        return nn.Sequential(Unknown(64, 64, 0.3), Drawing(), nn.Linear(64, 64))

    rules = glorot.rules(model, build=build)
    assert not rules.unclaimed
    assert rules["0.weight"].source == "build: torch.nn.init.xavier_uniform_(gain=0.3)"
    assert rules["1.inner.weight"].claim == "torch.nn.init.xavier_uniform_(gain=1.0)"
    assert rules["2.weight"].source == "torch.nn.Linear.weight"
    assert glorot.verify_model(model, build=build)
    model[0].weight.data.mul_(0.5)
    with pytest.raises(glorot.Deviation, match="FAIL") as caught:
        glorot.verify_model(model, build=build)
    assert names(caught.value) == {"0.weight"}
    with pytest.raises(glorot.InputError, match=r"build: makes another model: 0\.weight .*found nothing"):
        glorot.rules(model, build=lambda: nn.Linear(3, 4))
    with pytest.raises(glorot.InputError, match="build: TypeError: found int"):
        glorot.rules(model, build=lambda: 3)


@pytest.mark.parametrize(
    "make",
    [
        OfItsHead,
        ByElse,
        ByReturn,
        ByLambda,
        Appending,
        lambda: Uncalled(nn.Linear(64, 64)),
        Decorated,
        Passed,
        lambda: Frozen().requires_grad_(False),
        Viewing,
        lengthened,
    ],
)
def test_sound_modules_pass(make: Callable[[], Any]) -> None:
    model = nn.Sequential(make(), nn.Linear(64, 64))
    assert glorot.verify_model(model, unmatched="skip")


def test_no_generator_moves() -> None:
    numpy = pytest.importorskip("numpy")

    def build() -> Any:
        numpy.random.uniform(size=3)
        random.random()
        torch.randn(3)
        return nn.Linear(64, 64)

    model = nn.Linear(64, 64)
    states = random.getstate(), numpy.random.get_state()[1].tolist(), torch.random.get_rng_state()
    assert glorot.verify_model(model, build=build)
    assert states[0] == random.getstate()
    assert states[1] == numpy.random.get_state()[1].tolist()
    assert torch.equal(states[2], torch.random.get_rng_state())


def test_unmatched_and_overrides() -> None:
    model = nn.Sequential(Unknown(64, 64), nn.Linear(64, 64))
    with pytest.raises(glorot.Deviation, match=r"2 tensors do not have a claim: 0\.weight, 0\.bias"):
        glorot.verify_model(model)
    verification = glorot.verify_model(model, unmatched="skip")
    assert list(verification.unclaimed) == ["0.weight", "0.bias"]
    overrides = {"0.weight": "torch.nn.init.xavier_uniform_", "0.*": "zeros"}
    assert len(glorot.verify_model(model, overrides)) == 4
    with pytest.raises(glorot.InputError, match=r"'2\.\*' matches no tensor"):
        glorot.verify_model(model, {"2.*": "zeros"})
    with pytest.raises(glorot.InputError, match=r"no tensor of .*Unknown has a claim"):
        glorot.verify_model(Unknown(3, 4))
    with pytest.raises(glorot.InputError, match="'fail' or 'skip'"):
        glorot.verify_model(model, unmatched="warn")


def test_tied_parameters() -> None:
    shared = nn.Linear(64, 64)
    assert glorot.rules(nn.Sequential(shared, shared))["1.bias"].rule == {"same_as": "0.bias"}
    assert glorot.verify_model(nn.Sequential(shared, nn.ReLU(), shared))
    model = nn.ModuleDict({"embedding": nn.Embedding(100, 64), "head": nn.Linear(64, 100, bias=False)})
    model["head"].weight = model["embedding"].weight
    # Nothing says which of the two drew it.
    assert "torch.nn.Embedding.weight or torch.nn.Linear.weight" in glorot.rules(model)["embedding.weight"].source
    assert glorot.verify_model(model, {"embedding.weight": "torch.nn.Embedding.weight"})


def test_what_has_no_values() -> None:
    with pytest.raises(glorot.TensorError, match=r"lazy modules: 0\.weight, 0\.bias"):
        glorot.verify_model(nn.Sequential(nn.LazyLinear(3)))
    with pytest.raises(glorot.TensorError, match="meta device, which have no values: weight, bias"):
        glorot.verify_model(nn.Linear(3, 4, device="meta"))


def test_rules_as_a_file(tmp_path: Path) -> None:
    model = nn.Sequential(nn.Embedding(50, 64, padding_idx=0), nn.LSTM(64, 32), Unknown(32, 32))
    rules = glorot.rules(model)
    rules["2.weight"] = "torch.nn.init.xavier_uniform_"
    rules["2.bias"] = {"skip": 'a "test" of # quotes: yes'}
    file = tmp_path / "rules.yaml"
    file.write_text(rules.to_yaml(), encoding="utf-8")
    verification = glorot.verify(model.state_dict(), file)
    assert [finding.verdict for finding in verification].count("skipped") == 1
    assert "# torch.nn.Embedding.weight" in file.read_text(encoding="utf-8")
    assert "no claim" in str(glorot.rules(model))


def test_a_notebook() -> None:
    model = nn.Sequential(nn.Linear(64, 64), Unknown(64, 64))
    assert "<table>" in glorot.rules(model)._repr_html_()
    html = glorot.verify_model(model, unmatched="skip")._repr_html_()
    assert "no claim" in html
    assert html.index("no claim") < html.index("0.weight")


def test_sixteen_bits() -> None:
    assert glorot.verify_model(nn.Sequential(nn.Linear(256, 256), nn.Linear(256, 256)).to(torch.bfloat16))


def test_a_copy_of_a_model() -> None:
    model = block()
    assert glorot.verify_model(copy.deepcopy(model))
