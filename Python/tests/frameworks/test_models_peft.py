"""Models with PEFT's adapters."""

from __future__ import annotations

from typing import Any

import pytest

import glorot

torch: Any = pytest.importorskip("torch")
peft: Any = pytest.importorskip("peft")
transformers: Any = pytest.importorskip("transformers")


def bert(**options: Any) -> Any:
    """A small BERT with adapters of 8 ranks."""
    torch.manual_seed(1)
    sizes = {"hidden_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4, "intermediate_size": 128}
    model = transformers.BertForSequenceClassification(transformers.BertConfig(vocab_size=500, **sizes))
    options = {"target_modules": ["query", "word_embeddings"], **options}
    return peft.get_peft_model(model, peft.LoraConfig(r=8, **options))


def adapters(model: Any) -> dict[str, Any]:
    rules = glorot.rules(model)
    start = "base_model.model.bert.encoder.layer.0.attention.self.query."
    return {name.removeprefix(start): entry.rule for name, entry in rules.items() if name.startswith(start)}


def test_sound_adapters() -> None:
    model = bert()
    verification = glorot.verify_model(model)
    assert verification
    assert not verification.unclaimed
    rules = adapters(model)
    assert rules["lora_A.default.weight"] == {"claim": "peft.lora_A.weight"}
    assert rules["lora_B.default.weight"] == {"claim": "peft.lora_B.weight"}
    # The layers beside them are the model's own.
    assert rules["base_layer.weight"] == {"claim": "torch.nn.init.normal_(mean=0.0, std=0.02)"}


@pytest.mark.parametrize(
    "options",
    [{"lora_bias": True, "target_modules": ["query"]}, {"modules_to_save": ["pooler"]}, {"init_lora_weights": False}],
)
def test_options(options: dict[str, Any]) -> None:
    verification = glorot.verify_model(bert(**options))
    assert verification
    assert not verification.unclaimed


def test_gaussian_adapters() -> None:
    model = bert(init_lora_weights="gaussian")
    assert glorot.verify_model(model)
    assert adapters(model)["lora_A.default.weight"] == {"claim": "torch.nn.init.normal_(std=0.125)"}


def test_what_is_not_known() -> None:
    # OLoRA moves a part of each base layer to its adapter.
    model = bert(init_lora_weights="olora", target_modules=["query"])
    assert adapters(model) == {
        "base_layer.weight": {},
        "base_layer.bias": {},
        "lora_A.default.weight": {},
        "lora_B.default.weight": {},
    }
    assert glorot.verify_model(model, unmatched="skip")
    magnitude = adapters(bert(use_dora=True, target_modules=["query"]))["lora_magnitude_vector.default.weight"]
    assert magnitude == {}


def test_swapped_adapters() -> None:
    model = bert()
    layer = model.base_model.model.bert.encoder.layer[1].attention.self.query
    torch.nn.init.zeros_(layer.lora_A["default"].weight)
    torch.nn.init.kaiming_uniform_(layer.lora_B["default"].weight, a=5**0.5)
    with pytest.raises(glorot.Deviation) as caught:
        glorot.verify_model(model)
    found = {finding.tensor.split(".query.")[1]: finding for finding in caught.value.result.failed}
    assert found.keys() == {"lora_A.default.weight", "lora_B.default.weight"}
    assert [cause.code for cause in found["lora_A.default.weight"].diagnosis] == ["constant"]
    assert [cause.code for cause in found["lora_B.default.weight"].diagnosis] == ["other-values", "layer-default"]
