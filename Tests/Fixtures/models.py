"""Fresh models of transformers, torchvision and Keras, each with the rules that its weights follow.

Every model is made by its library's own code from a small configuration, with the first seed that was tried, and is
never trained. Its state is written to models/NAME.safetensors, and that of a second seed to
models/second/NAME.safetensors. models/NAME.yaml, or a file of Examples/rules, says what every tensor claims to be. The
rules come from each library's source, not from the weights:

    transformers    _init_weights in modeling_utils.py and in each model's own file
    diffusers       PyTorch's defaults, which UNet2DConditionModel keeps
    torchvision     ResNet.__init__ in models/resnet.py
    keras           the layers' default initializers

The Llama model is written three times: as made, in float32, and cast to bfloat16 and to float16. All three share
models/llama.yaml. The weight that GPT-2 ties to its head is written twice, as in many checkpoints. T5 shares its
embedding between encoder and decoder, and the file has it once.

Usage: python3 models.py [--output FOLDER] [NAME ...]        (requirements-models.txt, Python 3.12)
"""

import argparse
import os
from collections.abc import Callable
from pathlib import Path

os.environ["KERAS_BACKEND"] = "jax"
os.environ["JAX_PLATFORMS"] = "cpu"

import keras
import torch
import transformers
from safetensors.numpy import save_file as save_arrays
from safetensors.torch import save_file
from torch import nn
from torchvision.models.resnet import BasicBlock, ResNet

State = dict[str, torch.Tensor]


def state(model: nn.Module) -> State:
    """A model's parameters and persistent buffers, each with its own memory."""
    return {name: tensor.detach().clone() for name, tensor in model.state_dict().items()}


def bert(folder: Path) -> None:
    """Row 0 of the word embeddings is padding, which transformers sets to zero."""
    config = transformers.BertConfig(vocab_size=120, hidden_size=48, num_hidden_layers=2, num_attention_heads=4,
                                     intermediate_size=96, max_position_embeddings=32)
    save_file(state(transformers.BertModel(config)), folder / "bert.safetensors")


def gpt2(folder: Path) -> None:
    config = transformers.GPT2Config(vocab_size=120, n_embd=48, n_layer=2, n_head=4, n_positions=32, bos_token_id=0,
                                     eos_token_id=0)
    save_file(state(transformers.GPT2LMHeadModel(config)), folder / "gpt2.safetensors")


def llama(folder: Path) -> None:
    """The casts are PyTorch's own, from the model made in float32."""
    config = transformers.LlamaConfig(vocab_size=120, hidden_size=48, num_hidden_layers=2, num_attention_heads=4,
                                      num_key_value_heads=2, intermediate_size=96, max_position_embeddings=32)
    model = transformers.LlamaForCausalLM(config)
    made = state(model)
    save_file(made, folder / "llama.safetensors")
    for dtype in (torch.bfloat16, torch.float16):
        model.load_state_dict(made)
        save_file(state(nn.Module.to(model, dtype)), folder / f"llama-{str(dtype).removeprefix('torch.')}.safetensors")
        model.float()


def vit(folder: Path) -> None:
    config = transformers.ViTConfig(hidden_size=48, num_hidden_layers=2, num_attention_heads=4, intermediate_size=96,
                                    image_size=32, patch_size=8)
    config.num_labels = 10
    save_file(state(transformers.ViTForImageClassification(config)), folder / "vit.safetensors")


def t5(folder: Path) -> None:
    """The total width of the heads, 36, differs from the model's, 48, so that a wrong fan shows."""
    config = transformers.T5Config(vocab_size=120, d_model=48, d_kv=12, num_heads=3, d_ff=96, num_layers=2,
                                   num_decoder_layers=1)
    tensors = state(transformers.T5Model(config))
    for copy in ("encoder.embed_tokens.weight", "decoder.embed_tokens.weight"):
        assert torch.equal(tensors.pop(copy), tensors["shared.weight"])
    save_file(tensors, folder / "t5.safetensors")


class NarrowResNet(ResNet):
    """torchvision's ResNet-18 with an eighth of its channels after the first convolution, and one block per stage.

    torchvision has no configuration for the width. ResNet.__init__ draws all weights after the stages are made, so its
    rules hold for the narrow ones, too. Only the head, whose inputs are fewer, is made again, by nn.Linear's default as
    in torchvision.
    """

    def __init__(self, classes: int) -> None:
        super().__init__(BasicBlock, [1, 1, 1, 1], num_classes=classes)
        self.fc = nn.Linear(self.inplanes, classes)

    def _make_layer(self, block: type[BasicBlock], planes: int, blocks: int, stride: int = 1,
                    dilate: bool = False) -> nn.Sequential:
        return super()._make_layer(block, planes // 8, blocks, stride, dilate)


def resnet18(folder: Path) -> None:
    model = NarrowResNet(classes=100)
    tensors = state(model)
    with torch.no_grad():
        assert model.eval()(torch.zeros(1, 3, 64, 64)).shape == (1, 100)
    save_file(tensors, folder / "resnet18.safetensors")


def lstm(folder: Path) -> None:
    """A Keras model. A tensor's name is its variable's path."""
    model = keras.Sequential([
        keras.Input((None,), dtype="int32"),
        keras.layers.Embedding(100, 32, name="embedding"),
        keras.layers.Bidirectional(keras.layers.LSTM(32, return_sequences=True), name="bidirectional"),
        keras.layers.LSTM(32, name="lstm"),
        keras.layers.Dense(64, name="dense"),
    ])
    save_arrays({variable.path: variable.numpy() for variable in model.weights}, folder / "lstm.safetensors")


def clip(folder: Path) -> None:
    sizes = {"hidden_size": 48, "num_hidden_layers": 2, "num_attention_heads": 4, "intermediate_size": 96}
    config = transformers.CLIPConfig(
        text_config={**sizes, "vocab_size": 120, "max_position_embeddings": 32, "bos_token_id": 0, "eos_token_id": 1},
        vision_config={**sizes, "image_size": 32, "patch_size": 8}, projection_dim=40)
    save_file(state(transformers.CLIPModel(config)), folder / "clip.safetensors")


def mixtral(folder: Path) -> None:
    config = transformers.MixtralConfig(vocab_size=120, hidden_size=48, num_hidden_layers=2, num_attention_heads=4,
                                        num_key_value_heads=2, intermediate_size=64, num_local_experts=3,
                                        max_position_embeddings=32)
    save_file(state(transformers.MixtralForCausalLM(config)), folder / "mixtral.safetensors")


def mamba(folder: Path) -> None:
    """The head is the embedding, and the file has it once."""
    config = transformers.MambaConfig(vocab_size=120, hidden_size=48, num_hidden_layers=2, pad_token_id=0,
                                      bos_token_id=0, eos_token_id=0)
    tensors = state(transformers.MambaForCausalLM(config))
    assert torch.equal(tensors.pop("lm_head.weight"), tensors["backbone.embeddings.weight"])
    save_file(tensors, folder / "mamba.safetensors")


def unet(folder: Path) -> None:
    """The UNet of Stable Diffusion, with a twentieth of its channels and two of its four levels."""
    import diffusers

    model = diffusers.UNet2DConditionModel(
        sample_size=16, down_block_types=("CrossAttnDownBlock2D", "DownBlock2D"),
        up_block_types=("UpBlock2D", "CrossAttnUpBlock2D"), block_out_channels=(16, 32), layers_per_block=1,
        cross_attention_dim=24, attention_head_dim=2, norm_num_groups=8)
    save_file(state(model), folder / "unet.safetensors")


MODELS: dict[str, Callable[[Path], None]] = {
    "bert": bert, "gpt2": gpt2, "llama": llama, "vit": vit, "t5": t5, "resnet18": resnet18, "lstm": lstm,
    "clip": clip, "mixtral": mixtral, "mamba": mamba, "unet": unet,
}

#: The seeds, and the folders of their models.
SEEDS = {1: "", 2: "second"}


def main() -> None:
    parser = argparse.ArgumentParser(description="Writes fresh models of transformers, torchvision and Keras.")
    parser.add_argument("models", nargs="*", metavar="NAME", help=f"any of {', '.join(MODELS)}; all by default")
    parser.add_argument("--output", type=Path, default=Path(__file__).resolve().parent / "models")
    options = parser.parse_args()

    for seed, part in SEEDS.items():
        folder = options.output / part
        folder.mkdir(parents=True, exist_ok=True)
        for name in options.models or MODELS:
            torch.manual_seed(seed)
            keras.utils.set_random_seed(seed)
            keras.backend.clear_session()
            MODELS[name](folder)


if __name__ == "__main__":
    main()
