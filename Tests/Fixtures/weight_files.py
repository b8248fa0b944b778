"""Reads the fixtures: a tensor of a .npy, .npz or .safetensors file as a NumPy array in the stored type."""

import json
from pathlib import Path

import ml_dtypes
import numpy as np

FOLDER = Path(__file__).resolve().parent
TYPES = {"F64": np.float64, "F32": np.float32, "F16": np.float16, "BF16": ml_dtypes.bfloat16}


def read(file, tensor):
    path = FOLDER / file
    if path.suffix == ".npy":
        return np.load(path)
    if path.suffix == ".npz":
        return np.load(path)[tensor]
    data = path.read_bytes()
    start = 8 + int.from_bytes(data[:8], "little")
    entry = json.loads(data[8:start])[tensor]
    first, last = entry["data_offsets"]
    return np.frombuffer(data[start + first:start + last], TYPES[entry["dtype"]]).reshape(entry["shape"])


def manifest():
    return json.loads((FOLDER / "manifest.json").read_text())
