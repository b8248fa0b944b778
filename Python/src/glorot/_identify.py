"""Identifies what drew tensors."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple, TypeAlias, overload

from . import _tables
from ._answer import UNREADABLE, USAGE, Answer
from ._call import STANDARD_NAME, call, call_one, encode_name, named_memories
from ._errors import InputError, TensorError
from ._memory import NAMES
from ._options import encode, integer, number
from ._tensors import memory_of

Seeds: TypeAlias = Literal["common"] | range | Sequence[range] | None


class Match(NamedTuple):
    """A claim that a tensor conforms to.

    Attributes:
        claim: the claim as it is written.
        scale_ratio: the observed standard deviation divided by the claimed one.
        adjusted: the least adjusted p-value.
    """

    claim: str
    scale_ratio: float
    adjusted: float


class Seed(NamedTuple):
    """The stream and the seed that drew a tensor, every value of it.

    Attributes:
        stream: the framework's stream, such as "torch".
        seed: the seed.
        claim: the claim whose call drew it.
        position: the number of 32-bit words of the stream that were drawn before; 0 for the first tensor.
        ulps: the largest distance of a value in units in the last place; 0 if all are equal to the bit.
        log10_chance: the decimal logarithm of a bound on the chance that this is a coincidence.
        others: the other streams that draw the same values for the same seed.
    """

    stream: str
    seed: int
    claim: str
    position: int
    ulps: float
    log10_chance: float
    others: tuple[str, ...]


class Identity:
    """What a tensor is: its family and the claims that it conforms to. It is true if there is at least one claim."""

    __slots__ = ("__weakref__", "_answer", "_known")

    def __init__(self, answer: Answer, case: dict[str, Any] | None = None) -> None:
        self._answer = answer
        self._known = case

    def __reduce__(self) -> tuple[Any, ...]:
        return Identity, (self._answer, self._known)

    @property
    def _case(self) -> dict[str, Any]:
        if self._known is not None:
            return self._known
        case: dict[str, Any] = self._answer.document["cases"][0]
        return case

    @property
    def name(self) -> str:
        """The name of the tensor."""
        return str(self._case["tensor"])

    @property
    def shape(self) -> tuple[int, ...]:
        """Its shape."""
        return tuple(self._case["shape"])

    @property
    def dtype(self) -> str:
        """Its number type, such as "float32"."""
        return str(self._case["type"])

    @property
    def count(self) -> int:
        """The number of values."""
        return int(self._case["count"])

    @property
    def family(self) -> str | None:
        """The family of laws, such as "uniform" or "normal"; None if it was not identified."""
        family = self._case["family"]
        return None if family is None else str(family["name"])

    @property
    def parameters(self) -> dict[str, float]:
        """The parameters of the family, as estimated."""
        family = self._case["family"] or {}
        return {name: _tables.number(value) for name, value in family.items() if name != "name"}

    @property
    def alternatives(self) -> tuple[str, ...]:
        """Other families that the values do not rule out."""
        return tuple(family["name"] for family in self._case.get("alternatives", ()))

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims that the values conform to, as they are written, the nearest scale first."""
        return tuple(claim["claim"] for claim in self._case.get("claims", ()))

    @property
    def matches(self) -> tuple[Match, ...]:
        """The same claims, each with its fit."""
        return tuple(
            Match(claim["claim"], _tables.number(claim["scale_ratio"]), _tables.number(claim["adjusted_p_value"]))
            for claim in self._case.get("claims", ())
        )

    @property
    def seed(self) -> Seed | None:
        """The stream and the seed that drew it; None if none was found or looked for."""
        found = self._case.get("seed")
        if found is None:
            return None
        return Seed(
            found["stream"],
            int(found["seed"]),
            found["claim"],
            found["position"],
            _tables.number(found["ulps"]),
            _tables.number(found["log10_chance"]),
            tuple(found["others"]),
        )

    @property
    def observed(self) -> dict[str, float]:
        """The observed "mean", "stddev", "excess_kurtosis", "minimum", "maximum", "zeros" and "not_finite"."""
        names = ("mean", "stddev", "excess_kurtosis", "minimum", "maximum", "zeros", "not_finite")
        return {name: _tables.number(self._case[name]) for name in names if self._case.get(name) is not None}

    @property
    def alpha(self) -> float:
        """The chance that the true claim is not among those named."""
        return float(self._answer.document["alpha"])

    @property
    def text(self) -> str:
        """The table that the command prints; for one of several tensors, a line."""
        if self._known is None:
            return self._answer.text("text").rstrip("\n")
        return f"{self.name}  {list(self.shape)} {self.dtype}  {self.family or '–'}  {', '.join(self.claims)}".rstrip()

    @property
    def markdown(self) -> str:
        """The report in Markdown; for one of several tensors, the report on all of them."""
        return self._answer.text("markdown")

    @property
    def json(self) -> str:
        """What is known about the tensor, as JSON: a case of reports/schema/identify.json."""
        return json.dumps(self._case, ensure_ascii=False)

    def __bool__(self) -> bool:
        return bool(self.claims)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        claims = self.claims
        first = f": {claims[0]}" if claims else ""
        more = f" and {len(claims) - 1} more" if len(claims) > 1 else ""
        return f"<glorot.Identity {self.name}: {self.family or 'not identified'}{first}{more}>"

    @property
    def _row(self) -> list[str]:
        parameters = ", ".join(f"{name} {value:.4g}" for name, value in self.parameters.items())
        family = f"{self.family or '–'} ({parameters})" if parameters else self.family or "–"
        return [self.name, f"{list(self.shape)} {self.dtype}", family, ", ".join(self.claims) or "–"]

    def _repr_html_(self) -> str:
        return _tables.html(HEADER, [self._row], f"a true claim is left out with probability {self.alpha} at most")

    def _repr_markdown_(self) -> str:
        return self.markdown


HEADER = ("tensor", "shape", "family (estimated)", "conforms to")


class Identification:
    """What several tensors are: an `Identity` for each, by name or by index."""

    __slots__ = ("__weakref__", "_answer", "_identities")

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self._identities: tuple[Identity, ...] | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        return Identification, (self._answer,)

    @property
    def identities(self) -> tuple[Identity, ...]:
        """What each tensor is, in the order of the mapping."""
        if self._identities is None:
            self._identities = tuple(Identity(self._answer, case) for case in self._answer.document["cases"])
        return self._identities

    def __getitem__(self, key: str | int) -> Identity:
        if isinstance(key, int):
            return self.identities[key]
        for identity in self.identities:
            if identity.name == key:
                return identity
        raise KeyError(key)

    def __iter__(self) -> Iterator[Identity]:
        return iter(self.identities)

    def __len__(self) -> int:
        return len(self.identities)

    @property
    def text(self) -> str:
        """The table that the command prints."""
        return self._answer.text("text").rstrip("\n")

    @property
    def markdown(self) -> str:
        """The report in Markdown."""
        return self._answer.text("markdown")

    @property
    def json(self) -> str:
        """The report as the command's JSON document (reports/schema/identify.json)."""
        return self._answer.text("json")

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"<glorot.Identification {self.text.rpartition(chr(10))[2]}>"

    def _repr_html_(self) -> str:
        return _tables.html(HEADER, [identity._row for identity in self], self.text.rpartition("\n")[2])

    def _repr_markdown_(self) -> str:
        return self.markdown


@overload
def identify(
    tensor: Mapping[Any, Any],
    *,
    alpha: float = ...,
    fan_in: int | None = ...,
    fan_out: int | None = ...,
    seeds: Seeds = ...,
    streams: Sequence[str] | None = ...,
) -> Identification: ...


@overload
def identify(
    tensor: Any,
    *,
    alpha: float = ...,
    fan_in: int | None = ...,
    fan_out: int | None = ...,
    name: str | None = ...,
    seeds: Seeds = ...,
    streams: Sequence[str] | None = ...,
) -> Identity: ...


def identify(
    tensor: Any,
    *,
    alpha: float = 0.001,
    fan_in: int | None = None,
    fan_out: int | None = None,
    name: str | None = None,
    seeds: Seeds = "common",
    streams: Sequence[str] | None = None,
) -> Identity | Identification:
    """Says which claims a tensor, or each tensor of a mapping, conforms to.

        glorot.identify(weights).claims        # ('glorot_uniform', 'keras.GlorotUniform', …)
        glorot.identify(weights).seed          # Seed(stream='torch', seed=42, …), or None

    Args:
        tensor: a tensor or mapping that `verify` takes, of floating-point numbers.
        alpha: the chance that a tensor's true claim is not among those named; above 0, below 1.
        fan_in, fan_out: the fans, both or none, if the shape does not tell them.
        name: the name of a single tensor in messages.
        seeds: the seeds that may have drawn it: "common" for those that people set (0 to 100,000, dates, …), a range, a
            sequence of ranges, or None for no search.
        streams: the frameworks' streams to search, such as ["torch", "jax"]; all if left out.

    Returns:
        The `Identity` of a tensor, the `Identification` of a mapping.

    Raises:
        InputError: an option is wrong, or the mapping has no tensor; a ValueError.
        TensorError: the argument is not a tensor, or has no floating-point values; a TypeError.
        ChangedError: another thread wrote to the values meanwhile; a RuntimeError.
    """
    options = encode(
        alpha=number("alpha", alpha),
        fan_in=integer("fan_in", fan_in),
        fan_out=integer("fan_out", fan_out),
        seeds=_ends(seeds),
        streams=_names(streams),
    )
    if isinstance(tensor, Mapping):
        if name is not None:
            raise TypeError("name: found it with a mapping, whose keys are the names")
        memories = named_memories(tensor)
        answer = call("glorot_identify", memories, options)
        _check(answer)
        return Identification(answer)
    name = STANDARD_NAME if name is None else name
    memory = memory_of(tensor, name)
    if memory.size == 0:
        raise TensorError(f"{name}: found shape {list(memory.shape)} without values, expected at least one")
    if not memory.is_floating:
        raise TensorError(f"{name}: found {NAMES[memory.code]}, expected float16, bfloat16, float32 or float64")
    answer = call_one("glorot_identify", encode_name(name), memory, options)
    _check(answer)
    return Identity(answer)


def _ends(seeds: Seeds) -> list[str] | None:
    """The first and the last of each range, as texts, since they may have 64 bits; none for the common ones."""
    if seeds is None:
        return None
    if isinstance(seeds, str):
        if seeds != "common":
            raise InputError(f"seeds: found {seeds!r}, expected 'common', a range, ranges or None")
        return []
    ranges = [seeds] if isinstance(seeds, range) else seeds
    if not isinstance(ranges, Sequence) or not all(isinstance(one, range) for one in ranges):
        raise TypeError(f"seeds: found {seeds!r:.100}, expected 'common', a range, ranges or None")
    if not ranges:
        raise InputError("seeds: found no range, expected one, or None for no search")
    ends: list[str] = []
    for one in ranges:
        if not one or one.step != 1 or one[0] < 0:
            raise InputError(f"seeds: found {one!r}, expected a range of step 1 from 0 on")
        ends += [str(one[0]), str(one[-1])]
    return ends


def _names(streams: Sequence[str] | None) -> list[str] | None:
    if streams is None:
        return None
    if isinstance(streams, str) or not streams:
        raise InputError(f"streams: found {streams!r}, expected a list of names such as ['torch']")
    return list(streams)


def _check(answer: Answer) -> None:
    if answer.status < USAGE:
        return
    if "error" in answer.document:
        answer.raise_error(answer.document["error"]["message"])
    if answer.status == UNREADABLE:
        answer.raise_error("; ".join(case["error"] for case in answer.document["cases"] if case["error"]))
    answer.raise_error()
