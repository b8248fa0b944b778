"""Mappings of tensors, and rules in every accepted form."""

from __future__ import annotations

import array
import collections
import pathlib
import types

import pytest
from conftest import glorot_uniform, uniform

import glorot

STATE = {
    "encoder.weight": glorot_uniform(80, 100, seed=1),
    "encoder.bias": array.array("f", bytes(400)),
    "decoder.weight": glorot_uniform(100, 80, seed=2),
    "decoder.bias": array.array("f", bytes(320)),
}

YAML = """
rules:
  - tensors: "*.weight"
    claim: keras.GlorotUniform
  - tensors: "*.bias"
    claim: zeros
"""


def test_a_mapping_of_patterns_to_claims() -> None:
    verification = glorot.verify(STATE, {"*.weight": "keras.GlorotUniform", "*.bias": "zeros"})
    assert verification
    assert (len(verification), verification.verdict) == (4, "conforms")
    assert [finding.name for finding in verification] == list(STATE)
    assert verification["decoder.bias"].claim == "zeros"
    assert verification[0].name == "encoder.weight"
    assert "encoder.bias" in verification
    assert "other" not in verification
    with pytest.raises(KeyError, match="other"):
        verification["other"]
    assert verification.failed == ()
    assert repr(verification).startswith("<glorot.Verification conforms: 4 tensors: 4 pass; 1 pool passes (")


def test_the_forms_of_rules_are_equal(tmp_path: pathlib.Path) -> None:
    file = tmp_path / "rules.yaml"
    file.write_text(YAML)
    rules = [{"tensors": "*.weight", "claim": "keras.GlorotUniform"}, {"tensors": "*.bias", "claim": "zeros"}]
    expected = glorot.verify(STATE, YAML).json
    for form in (
        file,
        str(file),
        rules,
        tuple(rules),
        {"rules": rules},
        {"rules": rules, "unmatched": "fail"},
        {"*.weight": "keras.GlorotUniform", "*.bias": {"claim": "zeros"}},
        types.MappingProxyType(collections.OrderedDict([("*.weight", "keras.GlorotUniform"), ("*.bias", "zeros")])),
    ):
        assert glorot.verify(STATE, form).json == expected


def test_the_first_rule_that_matches_decides() -> None:
    verification = glorot.test(STATE, {"*.bias": "zeros", "encoder.*": "keras.GlorotUniform", "*": "keras.HeNormal"})
    assert [finding.name for finding in verification.failed] == ["decoder.weight"]
    assert not verification
    assert verification.verdict == "deviates"
    assert not verification["decoder.weight"].passed
    assert verification["encoder.weight"].passed


def test_members_of_a_rule() -> None:
    biases = array.array("f", [0.0] * 64 + [1.0] * 64 + [0.0] * 128)
    state = {**STATE, "lstm.bias": biases, "mask": array.array("B", [1, 0]), "tied": STATE["encoder.weight"]}
    verification = glorot.verify(
        state,
        {
            "lstm.bias": [{"slice": "64:128", "claim": "ones"}, {"claim": "zeros"}],
            "mask": {"skip": "no weight"},
            "tied": {"same_as": "encoder.weight"},
            "*.bias": "zeros",
            "*": {"claim": "keras.GlorotUniform", "fan_in": 80, "fan_out": 100},
        },
    )
    assert verification["lstm.bias[64:128]"].claim == "ones"
    assert verification["lstm.bias[rest]"].tensor == "lstm.bias"
    assert verification["mask"].verdict == "skipped"
    assert verification["mask"].passed
    assert verification["tied"].verdict == "conforms"


def test_what_no_rule_matches_fails() -> None:
    with pytest.raises(glorot.Deviation, match="no rule matches its name"):
        glorot.verify(STATE, {"*.weight": "keras.GlorotUniform"})
    verification = glorot.verify(
        STATE, {"rules": [{"tensors": "*.weight", "claim": "keras.GlorotUniform"}], "unmatched": "skip"}
    )
    assert verification["encoder.bias"].verdict == "skipped"


def test_a_rule_that_matches_nothing_is_a_warning() -> None:
    with pytest.warns(UserWarning, match=r"^rules: no tensor matches \*\.gamma$") as caught:
        verification = glorot.verify(STATE, {"*.gamma": "ones", "*.bias": "zeros", "*": "keras.GlorotUniform"})
    assert verification.warnings == ("no tensor matches *.gamma",)
    # The warning points to the caller's line.
    assert [warning.filename for warning in caught] == [__file__]


def test_one_claim_for_all() -> None:
    weights = {name: tensor for name, tensor in STATE.items() if name.endswith("weight")}
    assert glorot.verify(weights, "keras.GlorotUniform").verdict == "conforms"
    with pytest.raises(glorot.Deviation) as caught:
        glorot.verify({**weights, "b": uniform(1, 10_000)}, "keras.GlorotUniform")
    assert isinstance(caught.value.result, glorot.Verification)
    assert [finding.name for finding in caught.value.result.failed] == ["b"]
    # Failures come last.
    assert str(caught.value).index("FAIL  b") > str(caught.value).index("encoder.weight")


def test_copies_deviate_and_tied_weights_do_not() -> None:
    weights = STATE["encoder.weight"]
    with pytest.raises(glorot.Deviation, match="bit-identical"):
        glorot.verify({"a": weights, "b": memoryview(bytes(weights)).cast("f", [80, 100])}, "keras.GlorotUniform")
    verification = glorot.verify({"a[0]*": weights, "b?": weights, "n": array.array("q", [3])}, "keras.GlorotUniform")
    assert verification["b?"].verdict == "conforms"
    assert verification["n"].verdict == "skipped"
    assert not glorot.test({"a": weights, "b": weights}, "keras.HeNormal")


def test_mappings_inside_mappings() -> None:
    nested = {"layers": [{"kernel": STATE["encoder.weight"]}, {"kernel": STATE["decoder.weight"]}], "b": {"c": [0.0]}}
    verification = glorot.verify(nested, {"layers.*.kernel": "keras.GlorotUniform", "b.c": "zeros"})
    assert [finding.name for finding in verification] == ["layers.0.kernel", "layers.1.kernel", "b.c"]
    with pytest.raises(glorot.InputError, match=r"b\.c: found two tensors of this name"):
        glorot.verify({"b": {"c": [0.0]}, "b.c": [0.0]}, "zeros")


def test_errors_among_several_tensors() -> None:
    state = {"a": STATE["encoder.weight"], "b": uniform(1, 100), "c": uniform(1, 10_000)}
    with pytest.raises(glorot.InputError, match=r"unfit +b +\[100\] float32 +torch.nn.init.xavier_uniform_"):
        glorot.verify(state, {"c": "normal(0, 1)", "*": "torch.nn.init.xavier_uniform_"})
    verification = glorot.test(state, {"c": "normal(0, 1)", "*": "torch.nn.init.xavier_uniform_"})
    assert [finding.verdict for finding in verification] == ["conforms", "unfit", "deviates"]
    assert [finding.passed for finding in verification] == [True, False, False]
    assert verification.verdict == "error"
    assert "[out, in, ...]" in str(verification["b"].cause)
    with pytest.raises(glorot.TensorError, match=r"d\.e: found str"):
        glorot.test({"d": {"e": "text"}}, "zeros")


def test_nothing_to_test() -> None:
    for function in (glorot.verify, glorot.test):
        with pytest.raises(glorot.InputError, match="found no tensor"):
            function({}, "zeros")
        with pytest.raises(glorot.InputError, match="no tensor has floating-point numbers"):
            function({"n": array.array("q", [3])}, "zeros")
        with pytest.raises(glorot.InputError, match="the tensors that were asked for are empty"):
            function({"e": array.array("f")}, "zeros")


def test_wrong_rules(tmp_path: pathlib.Path) -> None:
    with pytest.raises(glorot.InputError, match=r"the nearest are keras\.GlorotUniform"):
        glorot.verify(STATE, {"*": "keras.GlorotUniformm"})
    with pytest.raises(glorot.InputError, match=r"^rules:"):
        glorot.verify(STATE, {"rules": []})
    with pytest.raises(glorot.InputError, match="shape"):
        glorot.verify(STATE, {"*": {"claim": "zeros", "shape": 3}})
    with pytest.raises(TypeError, match="found int"):
        glorot.verify(STATE, {"*": 3})
    with pytest.raises(glorot.InputError, match="found object"):
        glorot.verify(STATE, [{"tensors": object()}])
    with pytest.raises(glorot.InputError, match="fan_in"):
        glorot.verify(STATE, {"*": "zeros"}, fan_in=3, fan_out=4)
    with pytest.raises(FileNotFoundError):
        glorot.verify(STATE, tmp_path / "none.yaml")
    file = tmp_path / "wrong.yaml"
    file.write_text("rules:\n  - tensors: '*'\n    clam: zeros\n")
    with pytest.raises(glorot.InputError, match=rf"^{file}:3:5: found 'clam'"):
        glorot.verify(STATE, file)
    file.write_bytes(b"\xff")
    with pytest.raises(glorot.InputError, match="not UTF-8"):
        glorot.verify(STATE, file)
    with pytest.raises(TypeError, match="name"):
        glorot.verify(STATE, "zeros", name="a")  # type: ignore[call-overload]


def test_small_tensors_are_pooled() -> None:
    state = {f"layer{seed}": glorot_uniform(20, 50, seed) for seed in range(1, 9)}
    verification = glorot.verify(state, "keras.GlorotUniform")
    (pool,) = verification.pools
    assert (pool.name, pool.count, pool.verdict) == ("pool of 8 tensors", 8000, "conforms")
    assert pool.passed
    assert "pool of 8 tensors" in verification._repr_html_()


def test_formats_of_a_verification() -> None:
    verification = glorot.test(STATE, "keras.GlorotUniform")
    assert not verification
    assert verification.text.endswith(verification.summary)
    assert "2 of 4 tensors deviate: encoder.bias, decoder.bias; 2 pass; 1 pool passes" in verification.summary
    assert "<testsuite" in verification.junit
    assert verification.html.lower().startswith("<!doctype html>")
    assert verification._repr_markdown_() == verification.markdown
    html = verification._repr_html_()
    # Failures come first.
    assert html.index("encoder.bias") < html.index("encoder.weight")
    assert "deviates  encoder.bias  [100] float32  keras.GlorotUniform\n  ↳ " in verification["encoder.bias"].text


def test_files_of_rules_may_include_others(tmp_path: pathlib.Path) -> None:
    (tmp_path / "common").mkdir()
    (tmp_path / "common" / "norms.yaml").write_text(
        "values: {gain: 2}\nrules:\n  - {tensors: '*.scale', claim: 'constant({gain})'}\n  - include: rest.yaml\n"
    )
    (tmp_path / "common" / "rest.yaml").write_text("rules: [{tensors: '*', claim: zeros}]")
    path = tmp_path / "rules.yaml"
    (tmp_path / "common").rename(tmp_path / "my rules")
    path.write_text(
        "# such as {include: gone.yaml}\nvalues: {gain: 3}\nrules:\n  - include: my rules/norms.yaml  # - include: x\n"
    )
    tensors = {"a.scale": [3.0, 3.0], "b": [0.0, 0.0]}
    assert glorot.verify(tensors, path).passed
    with pytest.raises(glorot.Deviation):
        glorot.verify({**tensors, "c.scale": [2.0]}, path)
    path.write_text("rules: [{'include': none.yaml}]")
    with pytest.raises(FileNotFoundError):
        glorot.verify(tensors, path)
    with pytest.raises(glorot.InputError, match=r"rules:1:19: .*none.yaml.*not available"):
        glorot.verify(tensors, "rules:\n  [{include: none.yaml}]".replace("\n  ", " ") + "\n")


def test_a_bias_has_the_fans_of_the_weight_beside_it() -> None:
    # Within ±1/4, not within ±1/8.
    bias = uniform(0.25, 12)
    rules = {"*.bias": {"claim": "torch.nn.Linear.bias", "fan_in": "weight"}, "*": {"skip": "not asked for"}}
    tensors = {"fc.weight": [[0.0] * 16] * 12, "fc.bias": bias}
    finding = glorot.test(tensors, rules)["fc.bias"]
    assert finding.verdict == "inconclusive"
    wide = glorot.test({**tensors, "fc.weight": [[0.0] * 64] * 12}, rules)["fc.bias"]
    assert wide.verdict == "deviates"
