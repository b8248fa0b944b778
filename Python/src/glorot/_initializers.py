"""The initializers that claims can name."""

from __future__ import annotations

import ctypes
from typing import NamedTuple

from ._answer import Answer
from ._library import library
from ._options import encode


class Initializer(NamedTuple):
    """An initializer that claims can name."""

    #: The name in a claim, such as "keras.GlorotUniform".
    name: str
    #: The framework, such as "Keras".
    framework: str
    #: Other names of it.
    aliases: tuple[str, ...]
    #: Parameters of layers that have it by default.
    layer_parameters: tuple[str, ...]
    #: The arguments of a claim and their defaults, as they are written.
    parameters: dict[str, str]
    #: How the fans are read off the shape; None where the law has none.
    fans: str | None
    #: The law.
    closed_form: str
    #: Where it is stated.
    source: str


def initializers(*frameworks: str) -> list[Initializer]:
    """Lists the initializers that claims can name.

        [entry.name for entry in glorot.initializers("keras", "torch")]

    Args:
        frameworks: names such as "keras"; all if there is none.

    Raises:
        InputError: a framework is not known; a ValueError.
    """
    options = encode(frameworks=[*frameworks] or None)
    handle = ctypes.c_void_p()
    answer = Answer(library().glorot_list(options, ctypes.byref(handle)), handle.value)
    if answer.status:
        answer.raise_error()
    return [
        Initializer(
            name=record["name"],
            framework=record["framework"],
            aliases=tuple(record["aliases"]),
            layer_parameters=tuple(record["layer_parameters"]),
            parameters={parameter["name"]: parameter["default"] for parameter in record["parameters"]},
            fans=record["fans"],
            closed_form=record["closed_form"],
            source=record["source"],
        )
        for record in answer.document["initializers"]
    ]
