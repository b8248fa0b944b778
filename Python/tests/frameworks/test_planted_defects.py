"""Defects planted in whole models: each must be found in its own tensors, and named rightly.

The models are verified without any rules. Defects of distributed models, of Keras, of Flax and of adapters are in those
tests.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import glorot

torch: Any = pytest.importorskip("torch")
transformers: Any = pytest.importorskip("transformers")
nn, init = torch.nn, torch.nn.init

#: The sizes of small models.
SMALL = {"hidden_size": 64, "num_attention_heads": 4, "intermediate_size": 128, "vocab_size": 500}
TOKENS = {"bos_token_id": 1, "eos_token_id": 2, "pad_token_id": 0}


def gpt2() -> Any:
    sizes = {"vocab_size": 500, "n_positions": 64, "n_embd": 64, "n_layer": 4, "n_head": 4}
    return transformers.GPT2LMHeadModel(transformers.GPT2Config(**sizes, **TOKENS))


def bert() -> Any:
    return transformers.BertForMaskedLM(transformers.BertConfig(num_hidden_layers=2, **SMALL))


def llama() -> Any:
    return transformers.LlamaForCausalLM(transformers.LlamaConfig(num_hidden_layers=2, **SMALL, **TOKENS))


def mixtral() -> Any:
    config = transformers.MixtralConfig(
        num_hidden_layers=2, num_key_value_heads=2, num_local_experts=4, **SMALL, **TOKENS
    )
    return transformers.MixtralForCausalLM(config)


def t5() -> Any:
    config = transformers.T5Config(vocab_size=500, d_model=64, d_kv=16, d_ff=128, num_layers=2, num_heads=4)
    return transformers.T5ForConditionalGeneration(config)


def vit() -> Any:
    sizes = {name: size for name, size in SMALL.items() if name != "vocab_size"}
    return transformers.ViTModel(transformers.ViTConfig(num_hidden_layers=2, image_size=32, patch_size=8, **sizes))


def mamba() -> Any:
    return transformers.MambaModel(transformers.MambaConfig(hidden_size=128, num_hidden_layers=2, vocab_size=500))


def resnet() -> Any:
    return pytest.importorskip("torchvision").models.resnet18()


def mobilenet() -> Any:
    return pytest.importorskip("torchvision").models.mobilenet_v3_small()


def vit_tiny() -> Any:
    return pytest.importorskip("timm").create_model("vit_tiny_patch16_224")


def convnext() -> Any:
    return pytest.importorskip("timm").create_model("convnext_atto")


def tagger() -> Any:
    layers = {
        "embedding": nn.Embedding(300, 64, padding_idx=0),
        "lstm": nn.LSTM(64, 64, 2, bidirectional=True),
        "head": nn.Linear(128, 300),
    }
    return nn.ModuleDict(layers)


def decoder() -> Any:
    return nn.Sequential(nn.ConvTranspose2d(32, 64, 4), nn.GroupNorm(8, 64), nn.Conv2d(64, 32, 3), nn.PReLU(32))


class Defect:
    """A change to a model, the tensors in which it must be found, and the codes of its cause."""

    def __init__(self, make: Callable[[], Any], plant: Callable[[Any], Any], found: dict[str, list[str]]) -> None:
        self.make = make
        self.plant = plant
        self.found = found


def same_seed(*names: str) -> Callable[[Any], None]:
    """Draws tensors under one seed."""

    def plant(model: Any) -> None:
        for name in names:
            torch.manual_seed(3)
            init.normal_(model.get_parameter(name), std=0.02)

    return plant


def change(name: str, draw: Callable[[Any], Any]) -> Callable[[Any], None]:
    """Changes a tensor in place."""

    def plant(model: Any) -> None:
        with torch.no_grad():
            draw(model.get_parameter(name))

    return plant


def spiked(weight: Any) -> None:
    """Adds a strong direction, like training does."""
    basis = torch.linalg.svd(torch.randn(64, 64))[0]
    weight.add_(torch.outer(basis[0], basis[1]), alpha=1.5)


def rounded(weight: Any) -> None:
    weight.copy_(torch.empty_like(weight, dtype=torch.bfloat16).normal_(std=0.02))


def new_head(model: Any) -> None:
    model.head.fc = nn.Linear(model.head.fc.in_features, model.head.fc.out_features)


def untied(model: Any) -> None:
    model.lm_head.weight = nn.Parameter(torch.empty(500, 64).normal_(std=0.02))


def one_layer_twice(model: Any) -> None:
    model.layers[1].load_state_dict(model.layers[0].state_dict())


PATH = "transformer.h"
DEFECTS: dict[str, Defect] = {
    "two layers drawn under one seed": Defect(
        gpt2,
        same_seed(f"{PATH}.0.mlp.c_fc.weight", f"{PATH}.1.mlp.c_fc.weight"),
        {f"{PATH}.{layer}.mlp.c_fc.weight": ["copy"] for layer in (0, 1)},
    ),
    "init skipped": Defect(
        bert,
        lambda model: model.bert.encoder.layer[1].output.dense.reset_parameters(),
        {
            "bert.encoder.layer.1.output.dense.weight": ["layer-default"],
            "bert.encoder.layer.1.output.dense.bias": ["other-values", "other-parameters"],
        },
    ),
    "deviation halved": Defect(
        vit,
        change("embeddings.patch_embeddings.projection.weight", lambda w: w.mul_(0.5)),
        {"embeddings.patch_embeddings.projection.weight": ["other-gain"]},
    ),
    "padding row drawn": Defect(
        bert,
        change("bert.embeddings.word_embeddings.weight", lambda w: w[0].normal_(std=0.02)),
        {"bert.embeddings.word_embeddings.weight": ["other-values", "common-law"]},
    ),
    "residual scale missing": Defect(
        gpt2,
        change(f"{PATH}.2.mlp.c_proj.weight", lambda w: w.normal_(std=0.02)),
        {f"{PATH}.2.mlp.c_proj.weight": ["common-law"]},
    ),
    "head left at its default": Defect(
        convnext, new_head, {"head.fc.weight": ["layer-default"], "head.fc.bias": ["other-values"]}
    ),
    "tied weights untied": Defect(gpt2, untied, {"lm_head.weight": []}),
    "fan-in in the place of fan-out": Defect(
        resnet,
        change("layer2.0.conv1.weight", lambda w: init.kaiming_normal_(w, nonlinearity="relu")),
        {"layer2.0.conv1.weight": ["fans-swapped"]},
    ),
    "rectifier's gain missing": Defect(
        resnet,
        change("layer3.0.conv2.weight", lambda w: init.kaiming_normal_(w, mode="fan_out", nonlinearity="linear")),
        {"layer3.0.conv2.weight": ["gain-missing"]},
    ),
    "clipped, not truncated": Defect(
        vit_tiny,
        change("blocks.0.mlp.fc1.weight", lambda w: w.normal_(std=0.02).clamp_(-0.04, 0.04)),
        {"blocks.0.mlp.fc1.weight": ["clipped"]},
    ),
    "uniform, not normal": Defect(
        vit_tiny,
        change("blocks.1.attn.proj.weight", lambda w: w.uniform_(-0.02 * 3**0.5, 0.02 * 3**0.5)),
        {"blocks.1.attn.proj.weight": ["other-family"]},
    ),
    "queries of another scale": Defect(
        vit_tiny,
        change("blocks.2.attn.qkv.weight", lambda w: w[:192].mul_(2)),
        {"blocks.2.attn.qkv.weight": ["block-scales"]},
    ),
    "drawn in bfloat16": Defect(
        llama,
        change("model.layers.0.mlp.up_proj.weight", rounded),
        {"model.layers.0.mlp.up_proj.weight": ["coarse-grid"]},
    ),
    "embedding left at its default": Defect(
        llama,
        lambda model: model.model.embed_tokens.reset_parameters(),
        {"model.embed_tokens.weight": ["layer-default"]},
    ),
    "bias drawn": Defect(
        gpt2,
        change(f"{PATH}.0.attn.c_attn.bias", lambda b: b.normal_(std=0.02)),
        {f"{PATH}.0.attn.c_attn.bias": ["other-values", "common-law"]},
    ),
    "norm cleared": Defect(
        gpt2,
        change(f"{PATH}.1.ln_1.weight", lambda w: w.zero_()),
        {f"{PATH}.1.ln_1.weight": ["other-values", "constant"]},
    ),
    "experts are copies": Defect(
        mixtral,
        change("model.layers.0.mlp.experts.gate_up_proj", lambda w: w[1:].copy_(w[:1].expand(3, -1, -1).clone())),
        {"model.layers.0.mlp.experts.gate_up_proj": ["equal-slices"]},
    ),
    "query without the width of heads": Defect(
        t5,
        change("encoder.block.0.layer.0.SelfAttention.q.weight", lambda w: w.normal_(std=64**-0.5)),
        {"encoder.block.0.layer.0.SelfAttention.q.weight": ["other-gain"]},
    ),
    "Glorot's law in a recurrent layer": Defect(
        tagger, change("lstm.weight_hh_l1", init.xavier_uniform_), {"lstm.weight_hh_l1": ["other-claim"]}
    ),
    "a gate's bias filled": Defect(
        tagger,
        change("lstm.bias_ih_l0", lambda b: b[64:128].fill_(1)),
        {"lstm.bias_ih_l0": ["repeated-value", "rest-conforms"]},
    ),
    "mean shifted": Defect(decoder, change("2.weight", lambda w: w.add_(0.02)), {"2.weight": ["other-parameters"]}),
    "rows left at 0": Defect(
        decoder, change("2.weight", lambda w: w[20:30].zero_()), {"2.weight": ["zeros", "rest-conforms"]}
    ),
    "fans of another layout": Defect(
        decoder,
        change("0.weight", lambda w: w.uniform_(-((32 * 16) ** -0.5), (32 * 16) ** -0.5)),
        {"0.weight": ["fans-swapped"]},
    ),
    "not a number": Defect(
        mobilenet,
        change("features.3.block.0.0.weight", lambda w: w.view(-1)[17].fill_(float("nan"))),
        {"features.3.block.0.0.weight": ["not-finite", "rest-conforms"]},
    ),
    "one value far out": Defect(
        convnext,
        change("stages.1.blocks.0.mlp.fc1.weight", lambda w: w[3, 4].fill_(0.3)),
        {"stages.1.blocks.0.mlp.fc1.weight": ["outliers"]},
    ),
    "one layer loaded twice": Defect(
        vit,
        one_layer_twice,
        {
            f"layers.{layer}.{part}.weight": ["copy"]
            for layer in (0, 1)
            for part in (
                *(f"attention.{name}_proj" for name in "qkvo"),
                "mlp.fc1",
                "mlp.fc2",
            )
        },
    ),
    "a trained layer": Defect(
        bert,
        change("bert.encoder.layer.0.attention.self.query.weight", spiked),
        {"bert.encoder.layer.0.attention.self.query.weight": ["unknown-law"]},
    ),
    "steps that softplus was not inverted for": Defect(
        mamba,
        change("layers.1.mixer.dt_proj.bias", lambda b: b.copy_(nn.functional.softplus(b))),
        {"layers.1.mixer.dt_proj.bias": ["unknown-law"]},
    ),
}


@pytest.mark.parametrize("name", DEFECTS)
def test_a_planted_defect_is_found_and_named(name: str) -> None:
    defect = DEFECTS[name]
    torch.manual_seed(1)
    model = defect.make()
    defect.plant(model)
    with pytest.raises(glorot.Deviation) as caught:
        glorot.verify_model(model)
    found = {finding.tensor: [cause.code for cause in finding.diagnosis] for finding in caught.value.result.failed}
    assert found.keys() == defect.found.keys()
    for tensor, codes in defect.found.items():
        assert found[tensor][: len(codes)] == codes, tensor
