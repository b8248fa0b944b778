"""A verification of a file in steps: `summarize`, `merge`, `judge`."""

from __future__ import annotations

import itertools
import pathlib
import pickle
import subprocess
import sys

import pytest
from conftest import safetensors

import glorot
from glorot import _limits

COMMAND = pathlib.Path(glorot.__file__).parent / "bin" / "glorot"
pytestmark = pytest.mark.skipif(not COMMAND.exists(), reason="the package was installed without the command")

CLAIM = "keras.GlorotUniform"


@pytest.fixture
def model(tmp_path: pathlib.Path) -> pathlib.Path:
    path = tmp_path / "model.safetensors"
    path.write_bytes(safetensors({f"layers.{number}": (60 + number, 80) for number in range(6)}))
    return path


def document(path: pathlib.Path, *options: str) -> str:
    command = [sys.executable, "-m", "glorot", "verify", str(path), "--as", CLAIM, "--format", "json", *options]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def test_the_document_is_that_of_one_machine(model: pathlib.Path) -> None:
    parts = [glorot.summarize(model, CLAIM, part=(number, 3)) for number in (1, 2, 3)]
    expected = document(model)
    for order in itertools.permutations(parts):
        result = glorot.judge(*order, order[0])
        assert isinstance(result, glorot.Verification)
        assert result.json == expected
    assert result.passed
    assert len(result) == 6
    merged = glorot.merge([glorot.merge(parts[:2]), glorot.merge(parts[1:])])
    assert merged == glorot.merge(parts)
    again = pickle.loads(pickle.dumps(glorot.judge(merged)))
    assert again.text == result.text
    assert "layers.5" in again.markdown


def test_rules_and_deviations(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "model.safetensors"
    path.write_bytes(safetensors({"a": (100, 90), "b": (90, 100)}, gain=2**0.5))
    rules = {"a": CLAIM, "*": {"skip": "not looked at"}}
    result = glorot.judge(glorot.summarize(path, rules))
    assert isinstance(result, glorot.Verification)
    assert [finding.verdict for finding in result] == ["deviates", "skipped"]
    assert "sqrt 2" in str(result["a"].cause) or "√2" in str(result["a"].cause)


def test_what_goes_wrong_is_told(model: pathlib.Path) -> None:
    first = glorot.summarize(model, CLAIM, part=(1, 2))
    with pytest.raises(glorot.TensorError, match="found nothing of layers"):
        glorot.judge(first)
    with pytest.raises(glorot.TensorError, match="other files, rules or levels"):
        glorot.merge([first, glorot.summarize(model, "keras.HeUniform", part=(2, 2))])
    with pytest.raises(glorot.TensorError, match="checksum"):
        glorot.judge(first[:-1] + b"\0")
    with pytest.raises(glorot.InputError, match="xavier_uniform"):
        glorot.summarize(model, "torch.nn.init.xavier_unifrom_")
    with pytest.raises(glorot.ReadError, match="No such file"):
        glorot.summarize(model.with_name("none.safetensors"), CLAIM)
    with pytest.raises(glorot.InputError, match="3/2"):
        glorot.summarize(model, CLAIM, part=(3, 2))


def test_exact_limits() -> None:
    # Clopper & Pearson's limits from SciPy's quantiles of the beta law.
    assert _limits.exact_limits(3, 20, 0.95) == pytest.approx((0.03207094, 0.37892683), abs=1e-8)
    assert _limits.exact_limits(0, 20, 0.95) == pytest.approx((0.0, 0.16843348), abs=1e-8)
    assert _limits.exact_limits(20, 20, 0.95) == pytest.approx((0.83156652, 1.0), abs=1e-8)
