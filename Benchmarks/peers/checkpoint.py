"""Writes a checkpoint of 300 tensors of normal draws, like those of a transformer, as safetensors, and prints the number of
values:

    checkpoint.py FILE WIDTH

It has 25 blocks with eight vectors or small matrices and four projections each, of 12 WIDTH^2 values and a few more.
"""

import json
import sys

import numpy as np

BLOCKS = 25
DEVIATION = 0.02


def main() -> None:
    path, width = sys.argv[1], int(sys.argv[2])
    block = {
        "attention.query.bias": (width,),
        "attention.key.bias": (width,),
        "attention.value.bias": (width,),
        "attention.output.bias": (width,),
        "attention.positions.weight": (32, width),
        "mlp.gate.weight": (8, width),
        "mlp.up.bias": (4 * width,),
        "mlp.down.bias": (width,),
        "attention.input.weight": (3 * width, width),
        "attention.output.weight": (width, width),
        "mlp.up.weight": (4 * width, width),
        "mlp.down.weight": (width, 4 * width),
    }
    shapes = {f"blocks.{i}.{name}": shape for i in range(BLOCKS) for name, shape in block.items()}
    header, offset = {}, 0
    for name, shape in shapes.items():
        length = 4 * int(np.prod(shape))
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": [offset, offset + length]}
        offset += length
    head = json.dumps(header).encode()
    head += b" " * (-len(head) % 8)
    rng = np.random.default_rng(0)
    with open(path, "wb") as file:
        file.write(len(head).to_bytes(8, "little") + head)
        for shape in shapes.values():
            (DEVIATION * rng.standard_normal(int(np.prod(shape)), np.float32)).tofile(file)
    print(offset // 4)


if __name__ == "__main__":
    main()
