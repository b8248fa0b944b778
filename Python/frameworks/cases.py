"""The cases of one package: its initializers and its layers' defaults, drawn and verified.

Each random law is drawn in float32 at three shapes of 2^20 values or more, under each of two seeds, and under the first
seed in the 16-bit types that its function can draw. A law of fixed values is drawn once. A tensor that is too small, such
as a layer's bias, is drawn repeatedly until there are enough values.

Usage: python3 cases.py PACKAGE PART.json, in an environment that has the package, with glorot installed.
"""

import argparse
import importlib
import json
import math
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from packages import ALPHA, Package, package

SEEDS = (1, 2)
COUNT = 1 << 20

#: Bytes of tensors that are verified together, where values that two share are seen.
BATCH = 1 << 28

#: What stands for the logarithm of a p-value of 0, such as that of a value outside the law's limits.
LEAST = -1e6

#: The most draws of a small tensor.
MOST_DRAWS = 8192

#: The size of a layer whose vectors are drawn again and again, and of laws of fixed values.
SMALL = 3


@dataclass(frozen=True)
class Planned:
    """A draw at a size, in a type and under a seed."""

    number: int
    size: int
    kind: str
    seed: int

    @property
    def name(self) -> str:
        return f"{self.seed}.{self.kind}.{self.size}.{self.number:03}"


def plan(module: Any, draws: list[Any], large: range) -> list[Planned]:
    """Everything that is drawn, in order. The levels follow from it, before the first value is looked at."""
    found: list[Planned] = []
    sizes: list[Sequence[int]] = []
    for number, draw in enumerate(draws):
        if not draw.random:
            found.append(Planned(number, SMALL, "float32", SEEDS[0]))
        sizes.append((SMALL,) if draw.random and is_short(module, draw, large[0]) else large)
    for seed in SEEDS:
        for kind in ("float32", "bfloat16", "float16"):
            for size in (SMALL, *large):
                for number, draw in enumerate(draws):
                    is_typed = seed == SEEDS[0] and (draw.sixteen or draw.typed)
                    if draw.random and size in sizes[number] and (kind == "float32" or is_typed):
                        found.append(Planned(number, size, kind, seed))
    return found


def called(draw: Any, size: int) -> str:
    """What was called, in the framework's words: commonly the claim."""
    return draw.call or draw.claim(size)


def is_short(module: Any, draw: Any, size: int) -> bool:
    """Whether a tensor has too few values, and draws of it can be put together: vectors whose claims state the sizes can."""
    if draw.joined:
        return True
    shape = module.cast(draw.make(size, "float32"), "float32").shape
    return len(shape) == 1 and shape[0] < COUNT and "=" in draw.claim(size)


def draw_values(module: Any, draw: Any, planned: Planned) -> np.ndarray:
    """The values; a short vector's are those of as many draws as it takes."""

    def drawn() -> np.ndarray:
        return module.cast(draw.make(planned.size, planned.kind), planned.kind)

    array = drawn()
    if planned.size != SMALL or not draw.random:
        return array
    return np.concatenate([array, *(drawn() for _ in range(min(MOST_DRAWS, -(-COUNT // array.size)) - 1))])


def adjusted(tests: list[dict[str, Any]], scale: float) -> float | None:
    """The decimal logarithm of the least p-value, adjusted for all tests of the report."""
    found = []
    for test in tests:
        if test["adjusted_p_value"] is not None:
            value = float(test["adjusted_p_value"])
            log10 = math.log10(value) + math.log10(scale) if value > 0 else float(test["log10_p_value"])
            found.append(max(LEAST, log10))
    return min(0.0, *found) if found else None


def row(case: dict[str, Any], planned: Planned, call: str, document: str, scale: float) -> dict[str, Any]:
    """What the report keeps of a case of a verification whose level was the report's over `scale`."""
    form, seen = case.get("closed_form"), case.get("observed")
    return {
        "call": call,
        "claim": case["claim"],
        "document": document,
        "type": planned.kind,
        "shape": case["shape"],
        "seed": planned.seed,
        "count": case["count"],
        "verdict": case["verdict"],
        "fan_in": form and form["fan_in"],
        "fan_out": form and form["fan_out"],
        "limit": form and limit(form["low"], form["high"]),
        "variance": form and form["variance"],
        "largest": seen and max(abs(float(seen["minimum"])), abs(float(seen["maximum"]))),
        "observed": seen and seen["variance"],
        "log10_p": adjusted(case["tests"], scale),
        "noticed": case["noticeable"] and case["noticeable"]["relative_scale"],
        "codes": [cause["code"] for cause in case.get("diagnosis") or []],
        "words": [cause["words"] for cause in case.get("diagnosis") or []] or [case["cause"]] * bool(case["cause"]),
    }


def limit(low: float | str, high: float | str) -> float | str:
    """The larger of a law's two limits; texts stand for what JSON has no numbers for."""
    ends = [abs(float(low)), abs(float(high))]
    return "inf" if float("inf") in ends else max(ends)


def run(asked: Package) -> dict[str, Any]:
    """Draws and verifies all cases of a package."""
    import glorot

    module = importlib.import_module(asked.module)
    large = importlib.import_module("draws").LARGE
    draws = [draw for draw in module.draws() if asked.document(called(draw, SMALL))]
    planned = plan(module, draws, large)
    rows: list[dict[str, Any]] = []
    batch: dict[str, tuple[np.ndarray, str, Planned]] = {}

    def verify() -> None:
        rules = {"rules": [{"tensors": name, "claim": claim} for name, (_, claim, _) in batch.items()]}
        tensors = {name: array for name, (array, _, _) in batch.items()}
        share = asked.share * len(batch) / len(planned)
        found = glorot.test(tensors, rules, alpha=ALPHA * share)
        document = json.loads(found.json)
        failed = [pool["claim"] for pool in document["pools"] if pool["verdict"] == "deviates"]
        if failed:
            raise SystemExit(f"{asked.name}: small tensors deviate together, which no row says: {', '.join(failed)}")
        for case in document["cases"]:
            one = batch[case["tensor"]][2]
            call = called(draws[one.number], one.size)
            rows.append(row(case, one, call, asked.document(call), 1 / share))
        batch.clear()

    seed = None
    for one in planned:
        if one.seed != seed:
            seed = one.seed
            module.seed(seed)
        draw = draws[one.number]
        values = draw_values(module, draw, one)
        if draw.random and values.size < COUNT:
            raise SystemExit(
                f"{asked.name}: {called(draw, one.size)} has {values.size} values, expected {COUNT} or more"
            )
        batch[one.name] = values, draw.claim(one.size), one
        if sum(array.nbytes for array, _, _ in batch.values()) >= BATCH:
            verify()
    if batch:
        verify()
    assert len(rows) == len(planned)
    return {"name": asked.name, "versions": asked.versions(), "alpha": ALPHA * asked.share, "cases": rows}


def main() -> None:
    parser = argparse.ArgumentParser(description="Draws and verifies the cases of a package.")
    parser.add_argument("package")
    parser.add_argument("output", type=Path)
    options = parser.parse_args()
    asked = package(options.package)
    os.environ["KERAS_BACKEND"] = asked.backend or "jax"
    os.environ["JAX_PLATFORMS"] = "cpu"
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    options.output.write_text(json.dumps(run(asked), indent=1) + "\n")


if __name__ == "__main__":
    main()
