"""The initializers that claims can name."""

from __future__ import annotations

import ctypes
from typing import NamedTuple

from ._answer import Answer
from ._library import library
from ._options import encode


class Initializer(NamedTuple):
    """An initializer that claims can name.

    Attributes:
        name: the name in a claim, such as "keras.GlorotUniform".
        framework: the framework that has it.
        aliases: its other names.
        layer_parameters: the parameters of layers that use it by default.
        parameters: the arguments of a claim and their defaults, as they are written.
        fans: how the fans are read off the shape; None if the law has no fans.
        closed_form: the law.
        source: where the law is stated.
    """

    name: str
    framework: str
    aliases: tuple[str, ...]
    layer_parameters: tuple[str, ...]
    parameters: dict[str, str]
    fans: str | None
    closed_form: str
    source: str


def initializers(*frameworks: str) -> list[Initializer]:
    """Lists the initializers that claims can name.

        [entry.name for entry in glorot.initializers("keras", "torch")]

    Args:
        frameworks: names such as "keras"; all frameworks if none is given.

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
