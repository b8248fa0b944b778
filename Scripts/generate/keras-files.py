"""Weights files that Keras writes, each with the arrays that Keras itself has.

    python Scripts/generate/keras-files.py

Written with keras 3.15.1 on jax 0.12.0.1, h5py 3.16.0 and numpy 2.5.5 into Tests/WeightFilesTests/Fixtures/keras.
"""

import os
from pathlib import Path

os.environ["KERAS_BACKEND"] = "jax"

import h5py
import keras
import numpy

FOLDER = Path(__file__).resolve().parents[2] / "Tests/WeightFilesTests/Fixtures/keras"


def network():
    image = keras.Input((6, 6, 2))
    x = keras.layers.Conv2D(3, 3, name="stem")(image)
    x = keras.layers.SeparableConv2D(2, 2, name="separable")(x)
    x = keras.layers.BatchNormalization(name="norm")(x)
    x = keras.layers.BatchNormalization(scale=False, name="unscaled")(x)
    x = keras.layers.Reshape((9, 2))(x)
    x = keras.layers.LSTM(3, return_sequences=True, name="memory")(x)
    x = keras.layers.MultiHeadAttention(2, 2, name="attention")(x, x)
    x = keras.layers.Flatten()(x)
    x = keras.Sequential([keras.Input((27,)), keras.layers.Dense(4, name="inner")], name="block")(x)
    return keras.Model(image, keras.layers.Dense(2, use_bias=False, name="head")(x), name="network")


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    keras.utils.set_random_seed(1)
    model = network()
    model.compile("sgd", "mse")
    model.save(FOLDER / "network.keras")
    model.save(FOLDER / "network.h5")
    model.save_weights(FOLDER / "network.weights.h5")
    # Keras does not save the state of random generators.
    saved = [variable for variable in model.variables if "seed_generator" not in variable.path]
    arrays = {variable.path: numpy.asarray(variable) for variable in [*saved, *model.optimizer.variables]}
    numpy.savez(FOLDER / "network.npz", **arrays)
    # Values that other programs put into such files.
    values = (numpy.arange(24) / 4 - 2).reshape(2, 3, 4)
    with h5py.File(FOLDER / "types.h5", "w") as file:
        for name in ["<f2", ">f2", "<f4", ">f4", "<f8", ">f8"]:
            file[f"numbers/{name}"] = values.astype(name)
        for name in ["i1", "<i2", ">i4", "<i8", "u1", "<u2", "<u4", "<u8", "?"]:
            file[f"exact/{name}"] = numpy.array([0, 1, 1]).astype(name)
        file["scalar"] = 2.5
        file["empty"] = numpy.zeros((0, 3), "f4")
        file["text"] = "a text"
        file.create_dataset("chunked", data=values, chunks=(1, 3, 4), compression="gzip")
        file.create_dataset("unwritten", (3,), "f4")
        file["linked"] = h5py.SoftLink("/scalar")
        for index in range(40):
            file[f"many/{index}"] = numpy.float32(index)


if __name__ == "__main__":
    main()
