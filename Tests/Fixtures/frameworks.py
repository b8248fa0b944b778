"""Weight files that real frameworks wrote, and manifest.json, which says what each tensor claims to be.

Every tensor comes from the framework's own function or layer, with the first seed that was tried. Deviating tensors are
mistakes that real code makes; manifest.json names the cause of each.

Usage: python3 frameworks.py [torch] [keras] [jax] [mlx] [tensorflow]        (requirements.txt, Python 3.12)

Without names: all except TensorFlow, whose packages need their own environment (requirements-tensorflow.txt). Rows of
other frameworks stay in the manifest as they are.
"""

import importlib
import json
import os
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
KEYS = ("file", "tensor", "claim", "dtype", "shape", "verdict", "cause", "test", "fan_in", "fan_out", "same_as", "note")


class Manifest:
    """The rows of the manifest that one framework's module declares.

    verdict is that of the tensor verified by itself at 5 %: inconclusive if it has too few values. fan_in and fan_out
    are present if they must be given because the shape misleads. same_as names a tensor that should differ but does
    not.
    """

    def __init__(self, framework):
        self.framework = framework
        self.rows = []

    def add(self, file, tensor, claim, array, verdict="conforms", **more):
        row = {"file": f"weights/{file}", "tensor": tensor, "claim": claim,
               "dtype": str(array.dtype).removeprefix("torch."), "shape": list(array.shape), "verdict": verdict, **more}
        assert set(row) <= set(KEYS), set(row) - set(KEYS)
        self.rows.append({"framework": self.framework, **row})


def write(rows):
    """Writes one row per line, in the order of the frameworks' names."""
    lines = [json.dumps(row, ensure_ascii=False) for row in sorted(rows, key=lambda row: row["framework"])]
    (FOLDER / "manifest.json").write_text("[\n" + ",\n".join(lines) + "\n]\n")


def main(names):
    os.environ["KERAS_BACKEND"] = "jax"
    os.environ["JAX_PLATFORMS"] = "cpu"
    sys.path.insert(0, str(FOLDER))
    path = FOLDER / "manifest.json"
    rows = json.loads(path.read_text()) if path.exists() else []
    for name in names:
        manifest = Manifest(name)
        folder = FOLDER / "weights" / name
        folder.mkdir(parents=True, exist_ok=True)
        importlib.import_module(f"fixtures_{name}").write(folder, manifest)
        rows = [row for row in rows if row["framework"] != name] + manifest.rows
    write(rows)


if __name__ == "__main__":
    main(sys.argv[1:] or ["torch", "keras", "jax", "mlx"])
