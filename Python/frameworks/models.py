"""Whole fresh models: every tensor against what the model itself says of it, by `glorot.rules`.

Usage: python3 models.py LIBRARY PART.json [NAME...], in an environment that has the library, with glorot installed.
LIBRARY is pytorch, transformers, timm, torchvision or keras. A model that cannot be built, or is too large, is listed with the reason.
"""

import argparse
import importlib
import json
import os
import re
import signal
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path
from typing import Any

from cases import limit
from packages import ALPHA

SEED = 1

#: The most seconds to build a model.
SECONDS = 120

#: By library: the module that lists and builds its models, the distributions, and its share of the chance of an alarm.
LIBRARIES: dict[str, tuple[str, tuple[str, ...]]] = {
    "pytorch": ("models_torch", ("torch",)),
    "transformers": ("models_transformers", ("transformers", "torch")),
    "timm": ("models_timm", ("timm", "torch")),
    "torchvision": ("models_torchvision", ("torchvision", "torch")),
    "keras": ("models_keras", ("keras", "jax")),
}
SHARE = 0.5 / len(LIBRARIES)


class TooSlow(BaseException):
    """A model took longer than it may. What catches every Exception, to try another configuration, must not catch it."""


@contextmanager
def limited(seconds: int) -> Iterator[None]:
    """Ends what takes longer."""

    def end(*_: object) -> None:
        raise TooSlow(f"takes longer than {seconds} s")

    signal.signal(signal.SIGALRM, end)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


def deviation(case: dict[str, Any], rules: Any) -> dict[str, Any]:
    """What the report says of a tensor that deviates."""
    names = case["tensor"] if isinstance(case["tensor"], list) else [case["tensor"]]
    entry = rules.get(names[0])
    form, seen = case.get("closed_form"), case.get("observed")
    return {
        "tensor": names[0],
        "pooled": len(names) if isinstance(case["tensor"], list) else 0,
        "kind": entry.kind if entry else "",
        "source": entry.source if entry else "",
        "claim": case["claim"],
        "shape": case["shape"],
        "variance": form and form["variance"],
        "limit": form and limit(form["low"], form["high"]),
        "observed": seen and seen["variance"],
        "codes": [cause["code"] for cause in case.get("diagnosis") or []],
        "words": [cause["words"] for cause in case.get("diagnosis") or []] or [case["cause"]] * bool(case["cause"]),
    }


def reason(error: BaseException) -> str:
    """Why there is no verdict, in a line that names no folder of this machine."""
    words = re.sub(r" from '/[^']*'", "", f"{type(error).__name__}: {error}".split("\n")[0])
    return re.sub(r"/(?:[\w.+-]+/)+", "", words)[:200]


def examine(name: str, build: Callable[[], Any], alpha: float) -> dict[str, Any]:
    """The verdict on one model, tensor by tensor."""
    import glorot

    row: dict[str, Any] = {"name": name, "kind": "", "reason": ""}
    try:
        with limited(SECONDS):
            model = build()
    except (Exception, TooSlow) as error:  # noqa: BLE001
        return row | {"reason": reason(error)}
    row["kind"] = type(model).__name__
    started = time.monotonic()
    try:
        rules = glorot.rules(model)
        unclaimed = rules.unclaimed
        try:
            result = glorot.verify_model(model, unmatched="skip", alpha=alpha)
        except glorot.Deviation as found:
            result = found.result
    except Exception as error:  # noqa: BLE001
        return row | {"reason": reason(error)}
    document = json.loads(result.json)
    cases = document["cases"]
    verdicts = [case["verdict"] for case in cases]
    failing = [case for case in (*cases, *document["pools"]) if case["verdict"] not in PASSING]
    print(f"{name}: {len(cases)} tensors, {time.monotonic() - started:.1f} s", file=sys.stderr, flush=True)
    return row | {
        "tensors": len(rules),
        "values": sum(case["count"] for case in cases if case["tests"]),
        "conform": verdicts.count("conforms"),
        "inconclusive": verdicts.count("inconclusive"),
        "skipped": verdicts.count("skipped"),
        "deviate": sum(verdict not in PASSING for verdict in verdicts),
        "deviations": [deviation(case, rules) for case in failing],
        "unclaimed": [
            {"tensor": tensor, "kind": entry.kind, "shape": list(entry.shape), "source": entry.source}
            for tensor, entry in unclaimed.items()
        ],
    }


#: Verdicts that are no failure.
PASSING = ("conforms", "inconclusive", "skipped")


def main() -> None:
    parser = argparse.ArgumentParser(description="Verifies whole fresh models of a library.")
    parser.add_argument("library", choices=LIBRARIES)
    parser.add_argument("output", type=Path)
    parser.add_argument("names", nargs="*", help="models, if not all")
    options = parser.parse_args()
    os.environ["KERAS_BACKEND"] = "jax"
    os.environ["JAX_PLATFORMS"] = "cpu"
    warnings.simplefilter("ignore")
    module, distributions = LIBRARIES[options.library]
    library = importlib.import_module(module)
    names = library.names()
    alpha = ALPHA * SHARE / len(names)
    rows = []
    for name in names:
        if not options.names or name in options.names:
            library.seed(SEED)
            rows.append(examine(name, lambda name=name: library.build(name), alpha))
    versions = {name: metadata.version(name) for name in distributions}
    part = {"name": options.library, "versions": versions, "alpha": ALPHA * SHARE, "models": rows}
    options.output.write_text(json.dumps(part, indent=1) + "\n")


if __name__ == "__main__":
    main()
