"""Writes NumPy's tables of the normal ziggurat as a C header, from NumPy's own header.

The double-precision tables cannot be recomputed: they hold the rounding errors of the program that made them.

    python ziggurat_numpy.py path/to/numpy/random/src/distributions/ziggurat_constants.h > numpy-ziggurat.h
"""

import re
import sys
from pathlib import Path

import numpy as np

TABLES = (
    ("ki_double", "ziggurat_bound_double", "uint64_t", 4),
    ("wi_double", "ziggurat_width_double", "double", 4),
    ("fi_double", "ziggurat_height_double", "double", 4),
    ("ki_float", "ziggurat_bound_float", "uint32_t", 8),
    ("wi_float", "ziggurat_width_float", "float", 4),
)


def literal(text: str, scalar: str) -> str:
    """A number of NumPy's header, exactly."""
    if scalar == "double":
        return float(text).hex()
    if scalar == "float":
        return f"{float(np.float32(text.rstrip('Ff'))).hex()}f"
    return f"{int(text.rstrip('UL'), 16):#x}"


def table(name: str, source: str) -> list[str]:
    """The 256 numbers of a table of NumPy's header."""
    match = re.search(rf"{name}\[\] = \{{(.*?)\}};", source, re.DOTALL)
    assert match is not None, name
    numbers = [text.strip() for text in match.group(1).split(",") if text.strip()]
    assert len(numbers) == 256, name
    return numbers


def main() -> None:
    """Prints the header."""
    source = Path(sys.argv[1]).read_text(encoding="utf-8")
    # The heights in single precision are those in double precision, rounded, and are not written again.
    for double, single in zip(table("fi_double", source), table("fi_float", source), strict=True):
        assert np.float32(float(double)) == np.float32(single.rstrip("Ff")), single
    print("// Made by Python/frameworks/ziggurat_numpy.py from NumPy's ziggurat_constants.h.")
    print("#pragma once\n\n#include <stdint.h>")
    for theirs, ours, scalar, columns in TABLES:
        numbers = [literal(text, scalar) for text in table(theirs, source)]
        print(f"\nstatic const {scalar} {ours}[256] = {{")
        for start in range(0, 256, columns):
            print(f"    {', '.join(numbers[start : start + columns])},")
        print("};")


if __name__ == "__main__":
    main()
