"""transformers: every architecture that can be built from a tiny configuration."""

from typing import Any

import torch
import transformers
from transformers.models.auto.configuration_auto import CONFIG_MAPPING
from transformers.models.auto.modeling_auto import MODEL_MAPPING

#: The most parameters of a model that is tiny.
LARGEST = 60_000_000

#: What is set where a configuration has a member of that name and of that type.
TINY: dict[str, int] = {
    "hidden_size": 64, "d_model": 64, "n_embd": 64, "embed_dim": 64, "dim": 64, "width": 64, "hidden_dim": 64,
    "encoder_hidden_size": 64, "decoder_hidden_size": 64, "projection_dim": 32, "embedding_size": 64,
    "num_hidden_layers": 2, "n_layer": 2, "n_layers": 2, "num_layers": 2, "encoder_layers": 2, "decoder_layers": 2,
    "num_decoder_layers": 2, "num_encoder_layers": 2, "depth": 2, "encoder_num_hidden_layers": 2,
    "num_attention_heads": 4, "n_head": 4, "n_heads": 4, "num_heads": 4, "encoder_attention_heads": 4,
    "decoder_attention_heads": 4, "num_key_value_heads": 2, "num_kv_heads": 2, "head_dim": 16, "d_kv": 16,
    "intermediate_size": 128, "d_ff": 128, "ffn_dim": 128, "encoder_ffn_dim": 128, "decoder_ffn_dim": 128,
    "n_inner": 128, "mlp_dim": 128, "ffn_hidden_size": 128, "dff": 128, "moe_intermediate_size": 32,
    "vocab_size": 500, "image_size": 32, "patch_size": 8, "max_position_embeddings": 128, "n_positions": 128,
    "num_local_experts": 4, "num_experts": 4, "n_routed_experts": 4, "num_experts_per_tok": 2, "n_shared_experts": 1,
    "bos_token_id": 1, "eos_token_id": 2, "pad_token_id": 0,
}  # fmt: skip


def seed(number: int) -> None:
    transformers.set_seed(number)


def names() -> list[str]:
    return sorted(kind for kind in list(CONFIG_MAPPING) if CONFIG_MAPPING[kind] in MODEL_MAPPING)


def shrunk(config: Any, members: dict[str, int]) -> dict[str, Any]:
    """The members of a configuration that are made smaller, and those of the configurations in it."""
    found: dict[str, Any] = {}
    for name, value in vars(config).items():
        if isinstance(value, transformers.PretrainedConfig):
            found[name] = {**shrunk(value, members), "model_type": value.model_type}
        elif name in members and isinstance(value, int) and not isinstance(value, bool):
            found[name] = members[name] if name.endswith("_id") else min(value, members[name])
    return found


def attempts(kind: str) -> list[Any]:
    """Configurations to try, the smallest first; the last is the standard one."""
    configuration = CONFIG_MAPPING[kind]
    standard = configuration()
    layers = {name: size for name, size in TINY.items() if "layer" in name or name == "depth"}
    made = []
    for members in (TINY, {name: size for name, size in TINY.items() if name != "head_dim"}, layers):
        try:
            made.append(configuration(**shrunk(standard, members)))
        except Exception:  # noqa: BLE001, S112
            continue
    return [*made, standard]


def build(kind: str) -> Any:
    model = MODEL_MAPPING[CONFIG_MAPPING[kind]]
    model = model[0] if isinstance(model, (tuple, list)) else model
    reason: Exception = ValueError("no configuration can be made")
    for config in attempts(kind):
        try:
            with torch.device("meta"):
                count = sum(parameter.numel() for parameter in model(config).parameters())
            if count > LARGEST:
                raise ValueError(f"{count} parameters, more than {LARGEST}")
            return model(config)
        except Exception as error:  # noqa: BLE001
            reason = error
    raise reason
