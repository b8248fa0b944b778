"""GGUF, Flax and Equinox files, written by the libraries themselves, each with the arrays in it.

    python Scripts/generate/other-files.py

Written with gguf 0.19.0, flax 0.12.12, equinox 0.13.8, ml_dtypes 0.6.0 and numpy 2.5.5 into
Tests/WeightFilesTests/Fixtures/others.
"""

from pathlib import Path

import equinox
import flax.serialization
import gguf
import jax
import ml_dtypes
import numpy

FOLDER = Path(__file__).resolve().parents[2] / "Tests/WeightFilesTests/Fixtures/others"

# Element i is i/4 - 2: exact in every type.
VALUES = (numpy.arange(24) / 4 - 2).reshape(2, 3, 4)


def expect(name, arrays):
    numpy.savez(FOLDER / name, **{key: numpy.asarray(value, "f4") for key, value in arrays.items()})


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    writer = gguf.GGUFWriter(FOLDER / "model.gguf", "llama")
    writer.add_string("general.name", "a model")
    writer.add_array("tokenizer.ggml.tokens", ["a", "b", "a longer one"])
    writer.add_array("tokenizer.ggml.scores", [0.5, 1.5])
    arrays = {"token_embd.weight": VALUES.astype("f4"), "blk.0.attn_q.weight": VALUES[0].astype("f2")}
    for name, array in arrays.items():
        writer.add_tensor(name, array)
    half = VALUES[1].astype(ml_dtypes.bfloat16)
    kind = gguf.GGMLQuantizationType.BF16
    writer.add_tensor("blk.0.attn_k.weight", half.view(numpy.uint8), raw_shape=half.view(numpy.uint8).shape, raw_dtype=kind)
    blocks = gguf.quants.quantize(numpy.zeros((2, 32), "f4"), gguf.GGMLQuantizationType.Q8_0)
    writer.add_tensor("blk.0.ffn.weight", blocks, raw_dtype=gguf.GGMLQuantizationType.Q8_0)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    expect("gguf.npz", arrays | {"blk.0.attn_k.weight": half})
    tree = {
        "params": {
            "dense": {"kernel": VALUES[0].astype("f4"), "bias": VALUES[0, 0].astype(ml_dtypes.bfloat16)},
            "layers": [VALUES.astype("f8"), {"scale": numpy.ones(3, "f2")}],
        },
        "step": 3,
    }
    (FOLDER / "model.msgpack").write_bytes(flax.serialization.to_bytes(tree))
    names = ["params/dense/kernel", "params/dense/bias", "params/layers/0", "params/layers/1/scale"]
    expect("flax.npz", dict(zip(names, [VALUES[0], VALUES[0, 0], VALUES, numpy.ones(3)], strict=True)))
    leaves = [jax.numpy.asarray(VALUES, "float32"), jax.numpy.asarray(VALUES[0], "bfloat16"), jax.numpy.zeros(2)]
    equinox.tree_serialise_leaves(FOLDER / "model.eqx", leaves)
    expect("equinox.npz", {str(index): array for index, array in enumerate(leaves)})


if __name__ == "__main__":
    main()
