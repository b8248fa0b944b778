"""Verdicts, errors and the content of findings, for values from a fixed seed."""

from __future__ import annotations

import array
import json
import math
import pathlib
import pickle

import pytest
from conftest import glorot_uniform, uniform

import glorot

WEIGHTS = glorot_uniform(80, 100)


def test_a_finding_of_sound_weights() -> None:
    finding = glorot.verify(WEIGHTS, "keras.GlorotUniform")
    assert finding
    assert finding.passed
    assert (finding.verdict, finding.name, finding.claim) == ("conforms", "weights", "keras.GlorotUniform")
    assert (finding.shape, finding.dtype, finding.count) == ((80, 100), "float32", 8000)
    assert finding.diagnosis == ()
    assert finding.cause is None
    limit = (6 / 180) ** 0.5
    assert finding.closed_form == pytest.approx(
        {"fan_in": 80, "fan_out": 100, "low": -limit, "high": limit, "mean": 0, "variance": limit**2 / 3}, rel=1e-5
    )
    values = array.array("f", WEIGHTS.tobytes())
    mean = math.fsum(values) / len(values)
    variance = math.fsum((value - mean) ** 2 for value in values) / len(values)
    assert finding.observed == pytest.approx(
        {"minimum": min(values), "maximum": max(values), "mean": mean, "variance": variance}, rel=1e-3
    )
    assert finding.variance_ratio == pytest.approx(variance / (limit**2 / 3), rel=1e-3)
    assert 0 < finding.p_values["kolmogorov_smirnov"] <= 1
    assert set(finding.adjusted) < set(finding.p_values)
    assert finding.least_adjusted is not None
    assert finding.least_adjusted > 1e-6
    assert finding.noticeable is not None
    assert finding.noticeable["probability"] == 0.999
    assert finding.intervals is not None
    low, high = finding.intervals["standard_deviation"]
    assert low < limit / 3**0.5 < high
    assert repr(finding).startswith("<glorot.Finding weights: keras.GlorotUniform conforms, adjusted p ")


def test_a_deviation_says_the_row_the_diagnosis_and_what_would_have_been_noticed() -> None:
    with pytest.raises(glorot.Deviation) as caught:
        glorot.verify(WEIGHTS, "keras.HeNormal", name="encoder.weight")
    assert isinstance(caught.value, AssertionError)
    assert not isinstance(caught.value, glorot.Error)
    message = " ".join(str(caught.value).split())
    assert "FAIL encoder.weight [80, 100] float32 keras.HeNormal" in message
    assert "it is uniform on ±0.1826" in message
    assert "1 of 1 tensor deviates: encoder.weight (family-wise error at most 1e-06)" in message
    assert "would have been noticed with probability 0.999: an error of the standard deviation of" in message
    assert max(len(line) for line in str(caught.value).splitlines()) <= 100
    finding = caught.value.result
    assert isinstance(finding, glorot.Finding)
    assert finding.verdict == "deviates"
    assert finding.diagnosis[0].code == "layer-default"
    assert finding.diagnosis[0].words in str(finding.cause)
    assert finding.adjusted["kolmogorov_smirnov"] <= finding.alpha == 1e-6


def test_test_raises_nothing_for_a_deviation() -> None:
    finding = glorot.test(WEIGHTS, "keras.HeNormal")
    assert not finding
    assert finding.verdict == "deviates"


def test_infinite_statistics_and_values_that_are_no_numbers() -> None:
    finding = glorot.test(array.array("f", [math.nan] * 1000), "normal(0, 1)")
    assert finding.verdict == "deviates"
    assert "no value is a number" in str(finding.cause)
    assert finding.least_adjusted == 0


def test_inconclusive_passes_unless_strict() -> None:
    small = glorot_uniform(20, 50)
    assert glorot.verify(small, "keras.GlorotUniform").verdict == "inconclusive"
    with pytest.raises(glorot.Inconclusive, match="inconclusive") as caught:
        glorot.verify(small, "keras.GlorotUniform", strict=True)
    assert isinstance(caught.value, AssertionError)
    assert not isinstance(caught.value, glorot.Deviation)
    assert not glorot.test(small, "keras.GlorotUniform", strict=True).passed
    assert glorot.verify(small, "keras.GlorotUniform", strict=True, resolve=0.2).verdict == "conforms"


def test_alpha_is_the_level() -> None:
    finding = glorot.test(WEIGHTS, "keras.GlorotUniform", alpha=1e-3)
    assert finding.alpha == 1e-3
    least = glorot.test(WEIGHTS, f"uniform(-{0.1826 * 1.02}, {0.1826 * 1.02})").least_adjusted
    assert least is not None
    assert 1e-300 < least < 0.1
    wrong = f"uniform(-{0.1826 * 1.02}, {0.1826 * 1.02})"
    assert not glorot.test(WEIGHTS, wrong, alpha=min(0.99, least * 1.01))
    assert glorot.test(WEIGHTS, wrong, alpha=least * 0.99)


def test_fans_and_padding_rows() -> None:
    flat = memoryview(WEIGHTS).cast("B").cast("f")
    with pytest.raises(glorot.Deviation):
        glorot.verify(flat, "keras.GlorotUniform")
    assert glorot.verify(flat, "keras.GlorotUniform", fan_in=80, fan_out=100)
    padded = array.array("f", bytes(400)) + array.array("f", WEIGHTS.tobytes())
    matrix = memoryview(padded).cast("B").cast("f", [81, 100])
    claim = "uniform(-0.18257, 0.18257)"
    assert glorot.verify(matrix, claim, padding_idx=0)
    assert not glorot.test(matrix, claim, padding_idx=1)
    assert glorot.verify(matrix, claim, padding_idx=-81)


@pytest.mark.parametrize(
    ("claim", "options", "message"),
    [
        ("keras.GlorotUnifrom", {}, "the nearest are keras.GlorotUniform"),
        ("normal(0, 1", {}, "found the end, expected"),
        ("normal(0, -1)", {}, "."),
        ("", {}, "."),
        ("keras.GlorotUniform", {"alpha": 0}, "alpha"),
        ("keras.GlorotUniform", {"alpha": 1.0}, "alpha"),
        ("keras.GlorotUniform", {"alpha": math.nan}, "alpha"),
        ("keras.GlorotUniform", {"resolve": -1}, "resolve"),
        ("keras.GlorotUniform", {"resolve": math.inf}, "resolve"),
        ("keras.GlorotUniform", {"fan_in": 3}, "fan_in"),
        ("keras.GlorotUniform", {"fan_in": 0, "fan_out": 3}, "fan_in"),
        ("uniform(-1, 1)", {"padding_idx": 80}, "index 80 on an axis of 80"),
        ("torch.nn.init.xavier_uniform_(gain=\ud800)", {}, "character"),
        ("keras.GlorotUniform", {"name": "a\0b"}, "NUL"),
        ("keras.GlorotUniform", {"name": "\udfff"}, "character"),
    ],
)
def test_wrong_claims_and_options_are_value_errors(claim: str, options: dict[str, object], message: str) -> None:
    for function in (glorot.verify, glorot.test):
        with pytest.raises(glorot.InputError, match=message) as error:
            function(WEIGHTS, claim, **options)  # type: ignore[call-overload]
        assert isinstance(error.value, ValueError)
        assert isinstance(error.value, glorot.Error)


@pytest.mark.parametrize(
    ("claim", "options"),
    [
        (None, {}),
        (3, {}),
        (b"zeros", {}),
        ("zeros", {"alpha": "1e-6"}),
        ("zeros", {"alpha": True}),
        ("zeros", {"fan_in": 1.5, "fan_out": 2}),
        ("zeros", {"padding_idx": "0"}),
        ("zeros", {"name": 3}),
        ({"*": "zeros"}, {}),
    ],
)
def test_arguments_of_another_class_are_type_errors(claim: object, options: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        glorot.verify(WEIGHTS, claim, **options)  # type: ignore[call-overload]


def test_a_claim_that_does_not_fit_says_the_shape_and_the_rule() -> None:
    for function in (glorot.verify, glorot.test):
        with pytest.raises(
            glorot.InputError, match=r"encoder\.bias: torch\.nn\.init\.xavier_uniform_ does not fit"
        ) as error:
            function(uniform(1, 100), "torch.nn.init.xavier_uniform_", name="encoder.bias")
        assert "shape [100]" in str(error.value)
        assert "[out, in, ...]" in str(error.value)


def test_formats_of_a_finding() -> None:
    finding = glorot.test(WEIGHTS, "keras.HeNormal", name="a<b>|c")
    assert "| verdict | tensor |" in finding.markdown
    assert finding.html.lower().startswith("<!doctype html>")
    assert json.loads(finding.json)["verdict"] == "deviates"
    assert str(finding) == finding.text
    html = finding._repr_html_()
    assert html.count("<tr>") == 2
    assert "a&lt;b&gt;|c" in html
    assert finding._repr_markdown_() == finding.markdown


def test_findings_and_failures_can_be_pickled() -> None:
    finding = glorot.test(WEIGHTS, "keras.HeNormal")
    again = pickle.loads(pickle.dumps(finding))
    assert (again.text, again.p_values, again.passed) == (finding.text, finding.p_values, False)
    with pytest.raises(glorot.Deviation) as caught:
        glorot.verify({"a": WEIGHTS}, "keras.HeNormal")
    again = pickle.loads(pickle.dumps(caught.value))
    assert str(again) == str(caught.value)
    assert again.result["a"].verdict == "deviates"


def test_the_same_arguments_give_the_same_answer() -> None:
    first, second = (glorot.test(WEIGHTS, "keras.HeNormal").json for _ in range(2))
    assert first == second


def test_equal_options_of_other_classes_are_told_apart() -> None:
    # 1 == True == 1.0, but each is cached separately.
    flat = memoryview(WEIGHTS).cast("B").cast("f")
    assert not glorot.test(flat, "keras.GlorotUniform", fan_in=1, fan_out=1)
    with pytest.raises(TypeError):
        glorot.test(flat, "keras.GlorotUniform", fan_in=True, fan_out=True)
    with pytest.raises(TypeError):
        glorot.test(flat, "keras.GlorotUniform", fan_in=1.0, fan_out=1.0)  # type: ignore[arg-type]


def test_the_version_is_that_of_the_sources() -> None:
    source = pathlib.Path(__file__).parents[2] / "Sources" / "Report" / "Words" / "ToolVersion.swift"
    assert f'"{glorot.__version__}"' in source.read_text()
    with pytest.raises(AttributeError):
        glorot.nothing  # type: ignore[attr-defined]  # noqa: B018
