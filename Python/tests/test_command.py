"""`glorot` and `python -m glorot`, if the package has the command, and the README."""

from __future__ import annotations

import pathlib
import re
import subprocess
import sys

import pytest

import glorot

PACKAGE = pathlib.Path(glorot.__file__).parent


@pytest.mark.skipif(not (PACKAGE / "bin" / "glorot").exists(), reason="the package was installed without the command")
@pytest.mark.parametrize(
    "command", [[sys.executable, "-m", "glorot"], [str(pathlib.Path(sys.executable).with_name("glorot"))]]
)
def test_the_command(command: list[str]) -> None:
    done = subprocess.run([*command, "--version"], capture_output=True, text=True, check=True)
    assert glorot.__version__ in done.stdout
    # The status is the command's.
    wrong = subprocess.run([*command, "verify"], capture_output=True, text=True, check=False)
    assert wrong.returncode == 64
    listed = subprocess.run([*command, "list", "keras"], capture_output=True, text=True, check=True).stdout
    assert all(entry.name in listed for entry in glorot.initializers("keras"))


@pytest.mark.skipif((PACKAGE / "bin" / "glorot").exists(), reason="the package has the command")
def test_no_command() -> None:
    done = subprocess.run([sys.executable, "-m", "glorot"], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "found no command" in done.stderr


README = pathlib.Path(__file__).parents[1] / "README.md"


def test_the_readme_shows_what_the_budget_does() -> None:
    # The error of scale that a normal matrix of 10,000 values shows at the level of one call of the fixture.
    weights = glorot.draw("normal(0, 1)", (100, 100), seed=1)
    noticeable = glorot.test(weights, "normal(0, 1)", alpha=5e-10).noticeable
    assert noticeable is not None
    (shown,) = re.findall(r"10,000 values shows an error of\s+scale of (\d+) %", README.read_text())
    assert noticeable["relative_scale"] == pytest.approx(float(shown) / 100, abs=0.005)


def test_the_readme_s_rules_are_read() -> None:
    (rules,) = re.findall(r"^rules = (\{.*?^\})", README.read_text(), re.MULTILINE | re.DOTALL)
    state = {
        "transformer.wte.weight": glorot.draw("gpt2.normal", (50, 64), seed=1),
        "transformer.h.0.attn.c_proj.weight": glorot.draw("gpt2.residual(layers=12)", (64, 64), seed=2),
        "transformer.h.0.attn.bias": [1.0],
        "transformer.h.0.ln_1.weight": [1.0] * 64,
        "transformer.h.0.ln_1.bias": [0.0] * 64,
    }
    state["lm_head.weight"] = state["transformer.wte.weight"]
    import ast

    assert glorot.verify(state, ast.literal_eval(rules))


@pytest.mark.usefixtures("pytorch")
def test_the_readme_s_failure_is_pytest_s(pytester: pytest.Pytester) -> None:
    text = README.read_text()
    (test,) = re.findall(r"^def test_first_layer.*?(?=^```)", text, re.MULTILINE | re.DOTALL)
    pytester.makepyfile(test_layer="import torch\n\n\n" + test)
    printed = pytester.runpytest_subprocess("-p", "no:cacheprovider").stdout.str()
    (shown,) = re.findall(r"^    >  .*?(?=^\S)", text, re.MULTILINE | re.DOTALL)
    for line in shown.splitlines():
        assert line.strip() in printed
