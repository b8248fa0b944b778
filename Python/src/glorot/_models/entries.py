"""What is known about the tensors of a model, and the sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from typing import Any, NamedTuple

from .. import _tables
from .._rules import Rule, encode_rules, literal
from .yaml import write


class Entry(NamedTuple):
    """What is known about one tensor.

    Attributes:
        rule: the members of a rule: "claim", with "fan_in" and "fan_out" or "padding_idx" if needed; "parts";
            "same_as"; or "skip". Empty if nothing is known.
        source: the source of the rule: a class and its arguments, or why nothing is known.
        kind: the class of the module or layer that has the tensor.
        shape: the shape of the tensor.
    """

    rule: Mapping[str, Any]
    source: str
    kind: str
    shape: tuple[int, ...]

    @property
    def claim(self) -> str | None:
        """The claim, if the rule has one for the whole tensor."""
        claim: str | None = self.rule.get("claim")
        return claim

    @property
    def is_claimed(self) -> bool:
        """Whether anything is known about the tensor: a claim, or why it has none."""
        return bool(self.rule)

    @property
    def words(self) -> str:
        """The rule in a line."""
        if not self.rule:
            return "no claim"
        if self.claim is not None:
            others = [f"{name}={value}" for name, value in self.rule.items() if name != "claim"]
            return " ".join([self.claim, *others])
        return "; ".join(f"{name}: {value}" for name, value in self.rule.items())


class ModelRules(MutableMapping[str, Entry]):
    """What the tensors of a model claim to be, by name and in the model's order.

    `rules["fc.weight"]` is an `Entry`. You can assign a claim, or a mapping such as {"skip": reason}, to a name. The
    rules print as a table, and `glorot.verify(model.state_dict(), rules.document())` tests against them.
    """

    __slots__ = ("_entries", "title")

    def __init__(self, title: str, entries: Mapping[str, Entry]) -> None:
        #: The model's class.
        self.title = title
        self._entries = dict(entries)

    def __getitem__(self, name: str) -> Entry:
        return self._entries[name]

    def __setitem__(self, name: str, rule: Rule | Entry) -> None:
        old = self._entries.get(name)
        self._entries[name] = said(rule, "you", old.kind if old else "", old.shape if old else ())

    def __delitem__(self, name: str) -> None:
        del self._entries[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def unclaimed(self) -> dict[str, Entry]:
        """The tensors about which nothing is known."""
        return {name: entry for name, entry in self.items() if not entry.is_claimed}

    @property
    def tested(self) -> dict[str, Entry]:
        """The tensors with a rule that decides: all except those without a claim and those tied to one of these."""
        return {name: entry for name, entry in self.items() if self._is_decided(entry)}

    def _is_decided(self, entry: Entry) -> bool:
        target = self._entries.get(str(entry.rule.get("same_as")))
        return entry.is_claimed and (target is None or target.is_claimed)

    def document(self) -> dict[str, Any]:
        """The rules in the form that `glorot.verify` takes. Tensors without a claim have no rule in it."""
        return {"rules": [{"tensors": literal(name), **entry.rule} for name, entry in self.tested.items()]}

    def to_yaml(self) -> str:
        """The rules as a file that `glorot verify --expect` reads. Comments state the source of each."""
        decided = self.tested
        rows = [(name, entry.rule if name in decided else {}, entry.source) for name, entry in self.items()]
        return write(self.title, rows)

    def to_json(self) -> str:
        """The rules as JSON, which the command also reads."""
        return encode_rules(self.document())

    @property
    def _rows(self) -> list[list[str]]:
        return [[name, str(list(entry.shape)), entry.words, entry.source] for name, entry in self.items()]

    def __str__(self) -> str:
        return columns([HEADER, *self._rows])

    def __repr__(self) -> str:
        return f"<glorot.ModelRules of {self.title}: {len(self)} tensors, {len(self.unclaimed)} without a claim>"

    def _repr_html_(self) -> str:
        return _tables.html(HEADER, self._rows, repr(self)[1:-1])


#: The columns of a table of rules.
HEADER = ["tensor", "shape", "claim", "source"]


class Reading(NamedTuple):
    """What was read off a model.

    Attributes:
        tensors: the tensors by name, in the model's order.
        rules: what they claim to be.
        shared: defects found without any statistics, in words, such as one seed for two layers.
        gather: brings tensors together whose parts lie on several processes, and tells such defects of the parts.
    """

    tensors: dict[str, Any]
    rules: ModelRules
    shared: tuple[str, ...] = ()
    gather: Callable[[Mapping[str, Any]], tuple[dict[str, Any], tuple[str, ...]]] | None = None


def said(rule: Rule | Entry, source: str, kind: str, shape: tuple[int, ...]) -> Entry:
    """The entry for a rule in any of its forms."""
    if isinstance(rule, Entry):
        return rule
    if isinstance(rule, str):
        return Entry({"claim": rule}, source, kind, shape)
    if isinstance(rule, Mapping):
        return Entry(dict(rule), source, kind, shape)
    return Entry({"parts": list(rule)}, source, kind, shape)


def columns(rows: list[list[str]]) -> str:
    """A table of text. The last column is not padded."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    lines = ["  ".join([*map(str.ljust, row, widths), row[-1]]) for row in rows]
    return "\n".join(line.rstrip() for line in lines)
