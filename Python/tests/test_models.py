"""A model's rules, without a framework: what they print, and the file that they write."""

from __future__ import annotations

import array
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from conftest import glorot_uniform

import glorot


def rules(**entries: Mapping[str, Any]) -> glorot.ModelRules:
    made = {name: glorot.Entry(rule, "Layer.kernel", "Layer", (60, 50)) for name, rule in entries.items()}
    return glorot.ModelRules("Model", made)


def test_a_mapping() -> None:
    said = rules(a={"claim": "keras.GlorotUniform"}, b={"same_as": "a"}, c={})
    assert list(said) == ["a", "b", "c"]
    assert said["a"].claim == "keras.GlorotUniform"
    assert list(said.unclaimed) == ["c"]
    said["c"] = "zeros"
    assert (said["c"].rule, said["c"].source, said["c"].shape) == ({"claim": "zeros"}, "you", (60, 50))
    said["d"] = [{"slice": "0:30", "claim": "zeros"}, {"claim": "ones"}]
    assert "parts" in said["d"].rule
    del said["b"]
    assert len(said) == 3
    assert repr(said) == "<glorot.ModelRules of Model: 3 tensors, 0 without a claim>"


def test_what_is_tied_to_the_unknown_is_unknown() -> None:
    said = rules(a={}, b={"same_as": "a"}, c={"claim": "zeros"})
    assert list(said.tested) == ["c"]
    assert [rule["tensors"] for rule in said.document()["rules"]] == ["c"]


def test_a_table() -> None:
    text = str(rules(a={"claim": "zeros", "fan_in": 60, "fan_out": 50}, b={"skip": "a mask"}, c={}))
    assert text.split("\n") == [
        "tensor  shape     claim                       source",
        "a       [60, 50]  zeros fan_in=60 fan_out=50  Layer.kernel",
        "b       [60, 50]  skip: a mask                Layer.kernel",
        "c       [60, 50]  no claim                    Layer.kernel",
    ]


def test_a_file(tmp_path: Path) -> None:
    said = rules(
        **{
            "layers[0]": {"claim": "keras.GlorotUniform", "fan_in": 60, "fan_out": 50},
            "é: # *?": {"same_as": "layers[0]"},
            'a "mask"': {"skip": "it's: no #weight\nat all \\ 'quoted'"},
            "split": {"parts": [{"slice": "0:30", "claim": "zeros"}, {"claim": "ones"}]},
            "unknown": {},
        }
    )
    file = tmp_path / "rules.yaml"
    file.write_text(said.to_yaml(), encoding="utf-8")
    assert "# no claim: unknown: Layer.kernel" in file.read_text(encoding="utf-8")
    weights = glorot_uniform(60, 50)
    split = memoryview(array.array("f", [0] * 1500 + [1] * 1500)).cast("B").cast("f", [60, 50])
    tensors = {"layers[0]": weights, "é: # *?": weights, 'a "mask"': weights, "split": split}
    for form in (file, said.document()):
        verification = glorot.verify(tensors, form, resolve=0.2)
        verdicts = [finding.verdict for finding in verification if not finding.name.startswith("split")]
        assert verdicts == ["conforms", "conforms", "skipped"]


def test_no_model() -> None:
    with pytest.raises(glorot.TensorError, match=r"model: found builtins\.dict, expected a model of"):
        glorot.verify_model({})
    with pytest.raises(glorot.TensorError, match=r"model: found builtins\.int"):
        glorot.rules(1)


def test_no_framework_is_imported() -> None:
    code = (
        "import glorot, sys; glorot.rules; sys.exit(any(n in sys.modules for n in ('torch', 'keras', 'jax', 'numpy')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
