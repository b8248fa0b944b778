"""Public reports of wrong initial weights, each as a small weight file, and manifest.json, which says what is right.

A case is a function with a `case` decorator. The decorator has what was reported and what a diagnosis may say; the
function makes the tensors. If today's version of a framework still does what the report says, the framework makes them;
otherwise NumPy does, by the report's formula. The seed of a case is the checksum of its name: none was chosen. Mistaken
reports are here, too, and their tensors conform.

In manifest.json, `codes` are the correct diagnoses of a deviating tensor: several if several words for the cause are
true. `same_law` are other causes that make exactly the same law for this claim and shape. No values can tell them
apart, so a diagnosis may have them beside a correct one.

Usage: python3 history.py [NAME ...]        (requirements-history.txt, Python 3.12)
"""

import importlib
import json
import os
import sys
from pathlib import Path

from safetensors.numpy import save_file

FOLDER = Path(__file__).resolve().parent
MODULES = ("fans", "scales", "families", "structure", "copies", "orthogonal", "mistaken")


def main(names):
    os.environ["KERAS_BACKEND"] = "jax"
    os.environ["JAX_PLATFORMS"] = "cpu"
    sys.path.insert(0, str(FOLDER))
    from catalogue import CASES
    for module in MODULES:
        importlib.import_module(f"cases.{module}")
    for case in CASES:
        if not names or case.name in names:
            save_file(case.tensors(), FOLDER / f"{case.name}.safetensors")
    rows = [json.dumps(case.row(), ensure_ascii=False) for case in sorted(CASES, key=lambda case: case.name)]
    (FOLDER / "manifest.json").write_text("[\n" + ",\n".join(rows) + "\n]\n")


if __name__ == "__main__":
    main(sys.argv[1:])
