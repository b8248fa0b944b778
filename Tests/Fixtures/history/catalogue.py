"""The cases of the history: their definition and their list."""

import zlib
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

CASES = []


@dataclass
class Case:
    name: str
    make: Callable
    framework: str
    year: int
    address: str
    summary: str
    codes: list
    same_law: list
    status: str
    expectation: dict

    @property
    def seed(self):
        return zlib.crc32(self.name.encode())

    def tensors(self):
        made = self.make(self.seed)
        if not isinstance(made, dict):
            made = {"weight": made}
        return {name: np.ascontiguousarray(stored(value)) for name, value in made.items()}

    def row(self):
        return {"name": self.name, "file": f"{self.name}.safetensors", **self.expectation, "status": self.status,
                "codes": self.codes, "same_law": self.same_law, "framework": self.framework, "year": self.year,
                "address": self.address, "summary": self.summary}


def stored(value):
    """An array in the file's type: float32, unless it already has a 16-bit type."""
    if type(value).__module__.startswith("torch"):
        value = value.detach().contiguous().numpy()
    value = np.asarray(value)
    return value if value.dtype.itemsize == 2 else value.astype(np.float32)


def case(name, framework, year, address, summary, claim=None, codes=(), same_law=(), status="deviates", **expectation):
    """Adds a case.

    The expectation is either one claim for every tensor, with fan_in, fan_out and padding_idx if the shape does not
    tell them, or rules: a list of {"tensors", "claim", ...}, or {"tensors", "parts"} with parts of {"slice", "claim"}.
    """
    def add(make):
        expected = {"claim": claim, **expectation} if claim else expectation
        CASES.append(Case(name, make, framework, year, f"https://github.com/{address}", summary, list(codes),
                          list(same_law), status, expected))
        return make
    return add


def draws(seed):
    return np.random.default_rng(seed)


def uniform(seed, limit, *shape):
    return draws(seed).uniform(-limit, limit, shape)


def normal(seed, deviation, *shape):
    return draws(seed).normal(0, deviation, shape)


def truncated(seed, deviation, *shape, bound=2):
    """Normal values, each redrawn until it lies within the bound, given in standard deviations of the parent."""
    generator = draws(seed)
    values = generator.normal(0, 1, shape)
    while (outside := np.abs(values) > bound).any():
        values[outside] = generator.normal(0, 1, outside.sum())
    return values * deviation
