"""The fixture, in pytest sessions that run inside this one or beside it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import xml.etree.ElementTree

import pytest

#: A test file's head: a sound matrix, without NumPy.
HEAD = """
import random, array, pytest

def weights(rows=80, columns=100, seed=1):
    limit, draw = (6 / (rows + columns)) ** 0.5, random.Random(seed)
    values = array.array("f", [draw.uniform(-limit, limit) for _ in range(rows * columns)])
    return memoryview(values).cast("B").cast("f", [rows, columns])
"""


def run(pytester: pytest.Pytester, tests: str, *options: str) -> pytest.RunResult:
    pytester.makepyfile(test_weights=HEAD + tests)
    return pytester.runpytest_subprocess("-p", "no:cacheprovider", *options)


def section(result: pytest.RunResult) -> str:
    """The plugin's part of the output. The summary after it has whole messages if CI is set."""
    return result.stdout.str().partition("= glorot =")[2].partition("short test summary")[0]


FAILING = """
def test_first_layer(glorot):
    layer = weights()
    glorot.verify(layer, "keras.HeNormal", name="layer.kernel")  # the caller's line
"""


def test_a_failure_is_the_row_and_the_diagnosis(pytester: pytest.Pytester) -> None:
    result = run(pytester, FAILING)
    result.assert_outcomes(failed=1)
    text = result.stdout.str()
    lines = text.splitlines()
    # The traceback ends at the caller's line and shows no line of the package.
    start = next(place for place, line in enumerate(lines) if line.startswith(">"))
    assert "the caller's line" in lines[start]
    assert text.count("\n>") == 1
    assert (
        "glorot/" not in text.partition("short test summary")[0].partition("= FAILURES =")[2].partition("= glorot =")[0]
    )
    result.stdout.re_match_lines(
        [
            r"E  .*glorot.*Deviation:",
            r"E +tensor +shape +claim +var\. ratio +adjusted p +notices",
            r"E +FAIL +layer\.kernel +\[80, 100\] float32 +keras\.HeNormal ",
            r"E +↳ it is uniform on ±0\.1826",
            r"E +1 of 1 tensor deviates: layer\.kernel \(family-wise error at most 5e-10\)",
            r"E +would have been noticed with probability 0\.999:",
        ]
    )
    assert re.search(r"^test_weights\.py:\d+: Deviation$", text, re.MULTILINE)


@pytest.mark.usefixtures("pytorch")
def test_a_model_has_its_share(pytester: pytest.Pytester) -> None:
    result = run(
        pytester,
        """
import torch

def test_sound(glorot):
    torch.manual_seed(1)
    assert glorot.verify_model(torch.nn.Sequential(torch.nn.Linear(64, 100), torch.nn.Linear(100, 90))).alpha < 1e-6

def test_defective(glorot):
    layer = torch.nn.Linear(64, 100)
    torch.nn.init.normal_(layer.weight)
    glorot.verify_model(layer)  # the caller's line
""",
    )
    result.assert_outcomes(passed=1, failed=1)
    text = result.stdout.str()
    assert (
        "glorot/" not in text.partition("short test summary")[0].partition("= FAILURES =")[2].partition("= glorot =")[0]
    )
    assert "weight" in section(result)
    assert "6 tensors verified, family-wise error at most 1e-06" in section(result)


def test_the_terminal_has_a_section(pytester: pytest.Pytester) -> None:
    result = run(
        pytester,
        FAILING
        + """
def test_second_layer(glorot):
    glorot.verify(weights(), "keras.GlorotUniform")
    glorot.verify({"a": weights(60, 90, 2), "b": weights(90, 60, 3)}, "keras.GlorotUniform")

def test_expected(glorot):
    from glorot import Deviation
    with pytest.raises(Deviation):
        glorot.verify(weights(), "keras.HeNormal", name="expected")
""",
    )
    result.assert_outcomes(failed=1, passed=2)
    text = section(result)
    assert "test_weights.py::test_first_layer" in text
    assert re.search(r"^FAIL  layer\.kernel", text, re.MULTILINE)
    # A deviation that a test expects is not a failure.
    assert "expected" not in text
    assert "5 tensors verified, family-wise error at most 1e-06" in text


def test_a_test_that_fails_twice_is_listed_once(pytester: pytest.Pytester) -> None:
    result = run(
        pytester,
        """
@pytest.fixture
def broken():
    yield
    raise ValueError

def test_layer(broken, glorot):
    glorot.verify(weights(), "keras.HeNormal")
""",
    )
    result.assert_outcomes(failed=1, errors=1)
    assert section(result).count("FAIL  weights") == 1


def test_no_section_without_calls(pytester: pytest.Pytester) -> None:
    result = run(pytester, "def test_nothing(glorot): pass\n")
    result.assert_outcomes(passed=1)
    assert "verified" not in result.stdout.str()


def test_junit_has_the_finding(pytester: pytest.Pytester) -> None:
    run(
        pytester,
        FAILING
        + """
def test_second(glorot):
    assert glorot.test(weights(), "keras.GlorotUniform", resolve=0.1)

def test_third(glorot):
    assert not glorot.test({"a": weights(), "b": weights(60, 90)}, {"a": "keras.GlorotUniform", "b": "keras.HeNormal"})
""",
        "--junitxml=out.xml",
    )
    root = xml.etree.ElementTree.parse(pytester.path / "out.xml").getroot()
    cases = {
        case.attrib["name"]: {entry.attrib["name"]: entry.attrib["value"] for entry in case.iter("property")}
        for case in root.iter("testcase")
    }
    first = cases["test_first_layer"]
    assert first["glorot.claim"] == "keras.HeNormal"
    assert first["glorot.tensor"] == "layer.kernel"
    assert first["glorot.verdict"] == "deviates"
    assert float(first["glorot.least_adjusted_p_value"]) < 1e-12
    assert "it is uniform on" in first["glorot.diagnosis"]
    assert cases["test_second"]["glorot.verdict"] == "conforms"
    assert "glorot.diagnosis" not in cases["test_second"]
    assert cases["test_third"]["glorot.tensor"] == "b"
    assert "1 of 2 tensors" in cases["test_third"]["glorot.summary"]


ALPHA = """
def test_alpha(glorot):
    print("level", glorot.test(weights(), "keras.GlorotUniform").alpha)
"""


@pytest.mark.parametrize(
    ("options", "level"),
    [((), 5e-10), (("--glorot-alpha", "0.05"), 2.5e-5), (("-o", "glorot_alpha=0.01"), 5e-6)],
)
def test_the_level_is_the_session_s(pytester: pytest.Pytester, options: tuple[str, ...], level: float) -> None:
    result = run(pytester, ALPHA, "-s", *options)
    found = re.search(r"level (\S+)", result.stdout.str())
    assert found is not None
    assert float(found.group(1)) == pytest.approx(level, rel=1e-12)


def test_processes_share_the_level(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTEST_XDIST_WORKER_COUNT", "4")
    result = run(pytester, ALPHA, "-s")
    assert "level 1.25e-10" in result.stdout.str()


@pytest.mark.parametrize("alpha", ["0", "1", "2", "-1", "nan", "small"])
def test_a_wrong_level_is_refused(pytester: pytest.Pytester, alpha: str) -> None:
    result = run(pytester, ALPHA, "--glorot-alpha", alpha)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([f"*--glorot-alpha: found {alpha}, expected a number above 0 and below 1*"])


def test_a_call_has_no_level_of_its_own(pytester: pytest.Pytester) -> None:
    result = run(
        pytester,
        """
@pytest.mark.parametrize("name", ["verify", "test"])
def test_alpha(glorot, name):
    with pytest.raises(TypeError, match="--glorot-alpha"):
        getattr(glorot, name)(weights(), "keras.GlorotUniform", alpha=0.1)
""",
    )
    result.assert_outcomes(passed=2)


def test_errors_end_at_the_caller_s_line(pytester: pytest.Pytester) -> None:
    result = run(
        pytester,
        """
def test_unknown(glorot):
    glorot.verify(weights(), "keras.GlorotUnifrom")

def test_unfit(glorot):
    glorot.verify(weights()[0:1], "torch.nn.init.orthogonal_(gain=")

def test_none(glorot):
    glorot.verify(None, "keras.GlorotUniform")
""".replace("weights()[0:1]", "weights()"),
    )
    result.assert_outcomes(failed=3)
    failures = result.stdout.str().partition("= FAILURES =")[2].partition("short test summary")[0]
    assert len(re.findall(r"^>", failures, re.MULTILINE)) == 3
    assert len(re.findall(r"^test_weights\.py:\d+: (Input|Tensor)Error$", failures, re.MULTILINE)) == 3


def test_a_session_of_300_assertions(pytester: pytest.Pytester) -> None:
    result = run(
        pytester,
        """
@pytest.mark.parametrize("seed", range(300))
def test_layer(glorot, seed):
    glorot.verify(weights(16, 16, seed), "keras.GlorotUniform")
""",
        "--glorot-alpha",
        "0.05",
    )
    result.assert_outcomes(passed=300)
    assert "300 tensors verified, family-wise error at most 0.05" in result.stdout.str()


def test_with_xdist(pytester: pytest.Pytester) -> None:
    pytest.importorskip("xdist")
    result = run(
        pytester,
        FAILING
        + """
@pytest.mark.parametrize("seed", range(8))
def test_layer(glorot, seed):
    assert glorot.verify(weights(16, 16, seed), "keras.GlorotUniform").alpha == 2.5e-10
""",
        "-n2",
    )
    result.assert_outcomes(failed=1, passed=8)
    text = result.stdout.str()
    assert "9 tensors verified, family-wise error at most 1e-06" in text
    assert section(result).count("FAIL  layer.kernel") == 1


def test_pytest_starts_without_the_library(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("def test_nothing(): pass\n")
    environment = {**os.environ, "GLOROT_LIBRARY": "/none/libglorot.so"}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", str(pytester.path)]
    assert subprocess.run(command, env=environment, capture_output=True, check=False).returncode == 0


def test_a_warning_is_of_the_caller_s_line(pytester: pytest.Pytester) -> None:
    result = run(pytester, "def test_a(glorot):\n    glorot.verify({'a': [0.0]}, {'b': 'ones', '*': 'zeros'})\n")
    result.assert_outcomes(passed=1, warnings=1)
    result.stdout.re_match_lines([r".*test_weights\.py:\d+: UserWarning: rules: no tensor matches b"])
