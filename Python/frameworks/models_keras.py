"""keras.applications."""

import inspect
from typing import Any

import keras
from keras import applications

#: Models with more parameters than this are left out: their smaller kin draw by the same code.
LARGEST = 100_000_000


def seed(number: int) -> None:
    keras.utils.clear_session()
    keras.utils.set_random_seed(number)


def names() -> list[str]:
    return sorted(name for name, member in vars(applications).items() if inspect.isfunction(member))


def build(name: str, parameters: int) -> Any:
    return getattr(applications, name)(weights=None)
