"""Writes Boost's tables of the normal and the exponential ziggurat as a C header.

    python ziggurat_boost.py [path/to/boost/random] > boost-ziggurat.h

With a path, the tables are compared with Boost's.
"""

import re
import sys
from collections.abc import Callable
from pathlib import Path

from mpmath import erfc, exp, findroot, log, mp, mpf, pi, sqrt

mp.dps = 50

Function = Callable[[mpf], mpf]


def layers(count: int, edge: mpf, tail: mpf, density: Function, inverse: Function) -> list[mpf]:
    """The edges of `count` layers of equal area, the outermost first. The lowest layer is as long as if it had no tail."""
    area = edge * density(edge) + tail
    edges = [area / density(edge), edge]
    while len(edges) < count:
        edges.append(inverse(area / edges[-1] + density(edges[-1])))
    return [*edges, mpf(0)]


def normal(edge: mpf) -> list[mpf]:
    """128 layers of a normal density."""
    tail = sqrt(pi / 2) * erfc(edge / sqrt(mpf(2)))
    return layers(128, edge, tail, lambda x: exp(-x * x / 2), lambda y: sqrt(-2 * log(y)))


def exponential(edge: mpf) -> list[mpf]:
    """256 layers of the exponential density."""
    return layers(256, edge, exp(-edge), lambda x: exp(-x), lambda y: -log(y))


def excess(edges: list[mpf], density: Function) -> mpf:
    """By how much the uppermost layer is too high."""
    area = edges[1] * (density(edges[2]) - density(edges[1]))
    return edges[-2] * (1 - density(edges[-2])) - area


def main() -> None:
    """Prints the header."""
    bell: Function = lambda x: exp(-x * x / 2)
    decay: Function = lambda x: exp(-x)
    normals = normal(findroot(lambda edge: excess(normal(edge), bell), (mpf("3.4426"), mpf("3.4427"))))
    exponentials = exponential(findroot(lambda edge: excess(exponential(edge), decay), (mpf("7.6971"), mpf("7.6972"))))
    tables = {
        "normal": (normals, [mpf(0)] + [bell(x) for x in normals[1:]]),
        "exponential": (exponentials, [mpf(0)] + [decay(x) for x in exponentials[1:]]),
    }
    print("// Made by Python/frameworks/ziggurat_boost.py.\n#pragma once")
    for law, (edges, heights) in tables.items():
        for name, table in (("edge", edges), ("height", heights)):
            numbers = [float(number) for number in table]
            if len(sys.argv) > 1:
                source = Path(sys.argv[1], f"{law}_distribution.hpp").read_text(encoding="utf-8")
                axis = "xy"[name == "height"]
                match = re.search(rf"::table_{axis}\[\d+\] = \{{(.*?)\}};", source, re.DOTALL)
                assert match is not None, law
                theirs = [float(text) for text in match.group(1).split(",") if text.strip()]
                assert numbers == theirs, (law, name)
            print(f"\nstatic const double boost_{law}_{name}[{len(numbers)}] = {{")
            for start in range(0, len(numbers), 4):
                print(f"    {', '.join(number.hex() for number in numbers[start : start + 4])},")
            print("};")


if __name__ == "__main__":
    main()
