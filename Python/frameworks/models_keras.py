"""keras.applications."""

import inspect
from typing import Any

import keras
from keras import applications


def seed(number: int) -> None:
    keras.utils.clear_session()
    keras.utils.set_random_seed(number)


def names() -> list[str]:
    return sorted(name for name, member in vars(applications).items() if inspect.isfunction(member))


def build(name: str) -> Any:
    return getattr(applications, name)(weights=None)
