"""Helpers for several test files: values from a fixed seed, without NumPy."""

from __future__ import annotations

import array
import json
import random
import struct

import pytest

from glorot import Finding

pytest_plugins = ["pytester"]


def pytest_sessionstart(session: pytest.Session) -> None:
    # The plugin is loaded if the package is installed, but not from the sources.
    if not session.config.pluginmanager.has_plugin("glorot-session"):
        raise pytest.UsageError("glorot's plugin is not loaded: install the package, or pass -p glorot.pytest_plugin")


@pytest.fixture(scope="session")
def pytorch() -> object:
    """PyTorch, for tests that import it by pytester, which forgets what a test has imported. It can be imported once."""
    return pytest.importorskip("torch")


def uniform(limit: float, count: int, seed: int = 1) -> array.array[float]:
    """Uniform values as float32."""
    draw = random.Random(seed)
    return array.array("f", [draw.uniform(-limit, limit) for _ in range(count)])


def glorot_uniform(rows: int, columns: int, seed: int = 1) -> memoryview:
    """A matrix as keras.GlorotUniform draws it."""
    values = uniform((6 / (rows + columns)) ** 0.5, rows * columns, seed)
    return memoryview(values).cast("B").cast("f", [rows, columns])


def safetensors(shapes: dict[str, tuple[int, int]], *, gain: float = 1.0) -> bytes:
    """A .safetensors file of sound matrices. The values of each depend on its name."""
    header: dict[str, object] = {}
    data = b""
    for name, (rows, columns) in shapes.items():
        draw, limit = random.Random(name), gain * (6 / (rows + columns)) ** 0.5
        values = [draw.uniform(-limit, limit) for _ in range(rows * columns)]
        bytes_ = struct.pack(f"<{len(values)}f", *values)
        header[name] = {"dtype": "F32", "shape": [rows, columns], "data_offsets": [len(data), len(data) + len(bytes_)]}
        data += bytes_
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + data


def distribution(finding: Finding) -> dict[str, float]:
    """The statistics that depend only on the values, not on their order in memory."""
    names = ("support", "kolmogorov_smirnov", "scale", "mean", "kurtosis", "chi_square")
    return {name: finding.statistics[name] for name in names}
