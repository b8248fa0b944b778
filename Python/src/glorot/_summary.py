"""A verification of files that is split: summaries of parts, one summary of several, and the verdict."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Union

from . import _command, _store
from ._answer import Answer
from ._errors import InputError
from ._options import integer, number
from ._rules import Rules, expectation
from ._verification import Verification

#: A file, or several.
Files = Union[str, "os.PathLike[str]", Sequence[Union[str, "os.PathLike[str]"]]]

_RULES, _LIST, _PART, _MERGED = "rules.yaml", "wanted.json", "part.glorot", "merged.glorot"


class Request:
    """What is asked of some files. It is the same on all machines, and can be sent to them."""

    __slots__ = ("files", "options", "rules_path", "storage_options")

    def __init__(
        self,
        files: Files,
        claim: str | Rules,
        *,
        alpha: float = 1e-6,
        resolve: float = 0.05,
        fan_in: int | None = None,
        fan_out: int | None = None,
        padding_idx: int | None = None,
        storage_options: Mapping[str, Any] | None = None,
    ) -> None:
        said = expectation(claim)
        given = [files] if isinstance(files, (str, os.PathLike)) else list(files)
        if not given:
            raise InputError("files: found none, expected at least one")
        self.files = [os.fspath(file) for file in given]
        if not self.is_stored:
            # Machines have one file system in common, and each its own working folder.
            self.files = [os.path.abspath(file) for file in self.files]
            if storage_options:
                raise InputError("storage_options: found them beside paths, expected locations such as s3://…")
        self.storage_options = dict(storage_options or {})
        #: Where rules are that include others, which stand beside them; None where one text is all.
        self.rules_path: str | None = None
        #: As the interface in C has them.
        self.options: dict[str, Any] = {"alpha": number("alpha", alpha), "resolve": number("resolve", resolve)}
        for name, value in {"fan_in": fan_in, "fan_out": fan_out, "padding_idx": padding_idx}.items():
            if value is not None:
                if said.rules is not None:
                    raise InputError("fan_in, fan_out, padding_idx: found one beside rules, expected it in the rule")
                self.options[name] = integer(name, value)
        if said.rules is None:
            self.options["claim"] = said.claim
        else:
            self.options["rules"] = said.rules
            if said.needs_path and said.path is not None:
                self.rules_path = os.path.abspath(said.path)
                if self.is_stored:
                    self.options["included"] = list(said.included)

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (self.files, self.options, self.storage_options, self.rules_path)

    @property
    def is_stored(self) -> bool:
        """Whether a file is a location of fsspec; all are read by it then."""
        return any(_store.is_location(file) for file in self.files)

    def summarize(
        self,
        part: tuple[int, int] = (1, 1),
        wanted: bytes | None = None,
        threads: int | None = None,
        is_worker: bool = False,
    ) -> bytes:
        """Reads part k of n, or of what a list names, and returns the summary.

        Args:
            is_worker: whether files of this machine are read in this process, too. That is faster for a small part, but
                cannot be interrupted: a worker is ended.
        """
        share = f"{part[0]}/{part[1]}"
        # Rules that name files beside them are read by the command alone.
        is_local = is_worker and not self.is_stored and self.rules_path is None
        if self.is_stored or is_local:
            options = {**self.options, "part": share}
            options.update({} if wanted is None else {"wanted": wanted.decode()})
            options.update({} if threads is None else {"threads": threads})
            if is_local:
                return _store.summarize_local(self.files, options)
            return _store.summarize(self.files, options, self.storage_options)
        options = dict(self.options)
        arguments = ["summarize", *self.files, "--part", share, "--output", _PART]
        given = {}
        if "rules" in options:
            given[_RULES] = options.pop("rules").encode()
            arguments += ["--expect", _RULES if self.rules_path is None else self.rules_path]
        else:
            arguments += ["--as", options.pop("claim")]
        for name, value in options.items():
            arguments += [f"--{name.replace('_', '-')}", repr(value)]
        if wanted is not None:
            given[_LIST] = wanted
            arguments += ["--refine", _LIST]
        return _command.run(arguments, given=given, wanted=[_PART], threads=threads).require().files[_PART]


def _restored(
    files: list[str], options: dict[str, Any], storage_options: dict[str, Any], rules_path: str | None
) -> Request:
    request = Request.__new__(Request)
    request.files, request.options, request.storage_options = files, options, storage_options
    request.rules_path = rules_path
    return request


def summarize(
    files: Files,
    claim: str | Rules,
    *,
    part: tuple[int, int] = (1, 1),
    alpha: float = 1e-6,
    resolve: float = 0.05,
    fan_in: int | None = None,
    fan_out: int | None = None,
    padding_idx: int | None = None,
    wanted: bytes | None = None,
    storage_options: Mapping[str, Any] | None = None,
) -> bytes:
    """Reads a share of some files and returns what a verdict needs of it: a summary of some KiB a tensor.

        parts = [glorot.summarize("model.safetensors", rules, part=(k, 8)) for k in range(1, 9)]  # on eight machines
        glorot.judge(*parts)

    Args:
        files: the path of a file, of an index of shards or of a model's folder, or several; as `glorot verify` reads.
            All machines must see the same files under the same paths. A location of fsspec, such as
            "s3://bucket/model/" or "hf://org/model/model.safetensors", is read by ranges, and nothing is stored here;
            fsspec and what it needs for the protocol (s3fs, gcsfs, huggingface_hub, aiohttp) are to be installed.
        claim: a claim for all tensors of floating-point numbers, or rules, as `verify` takes them. A file of rules that
            names others must be there on all machines, too.
        part: (k, n) for share k of n, from 1 on. The work is divided by bytes: a tensor that is larger than a share is
            read by several.
        alpha, resolve, fan_in, fan_out, padding_idx: as `verify` takes them; the same for all parts.
        wanted: what a `Refinement` that `judge` returned says is to be read once more.
        storage_options: what fsspec is given for locations, such as {"anon": True}.

    Raises:
        InputError: the claim, the rules or the options are wrong.
        ReadError: a file cannot be read, or changed meanwhile: the same call may succeed later.
    """
    request = Request(
        files,
        claim,
        alpha=alpha,
        resolve=resolve,
        fan_in=fan_in,
        fan_out=fan_out,
        padding_idx=padding_idx,
        storage_options=storage_options,
    )
    return request.summarize(part, wanted)


def merge(summaries: Iterable[bytes]) -> bytes:
    """One summary of several of one verification, in any order; what comes twice counts once.

    Raises:
        TensorError: two are of other files, rules or levels, say different things of one tensor, or are damaged.
    """
    given = {f"{number}.glorot": summary for number, summary in enumerate(summaries)}
    if not given:
        raise InputError("summaries: found none, expected at least one")
    done = _command.run(["merge", *given, "--output", _MERGED], given=given, wanted=[_MERGED])
    return done.require().files[_MERGED]


class Refinement:
    """What `judge` returns where tensors that were read in parts are to be read once more.

    `summarize(..., wanted=refinement.wanted, part=(k, n))` reads them; their summaries are judged with the rest.
    """

    __slots__ = ("message", "wanted")

    def __init__(self, wanted: bytes, message: str) -> None:
        #: The list, as `glorot judge --refine` writes it.
        self.wanted = wanted
        #: How many there are, in words.
        self.message = message

    def __repr__(self) -> str:
        return f"<glorot.Refinement: {self.message}>"


def judge(*summaries: bytes, strict: bool = False, exact: bool = False) -> Verification | Refinement:
    """The verdict on files that were summarized, as `verify` gives it.

    Args:
        summaries: of all parts, or what `merge` made of them.
        strict: whether what is inconclusive fails.
        exact: whether no p-value may be known by bounds alone, as Kolmogorov-Smirnov's is of a float32 or float64 tensor
            that was read in parts; such a tensor that deviates has its diagnosis only then.

    Returns:
        The `Verification`; or, where bounds do not decide or `exact` is asked for, the `Refinement` that says what is to
        be read once more.

    Raises:
        TensorError: a tensor is missing, or a summary is damaged.
    """
    merged = merge(summaries) if len(summaries) != 1 else summaries[0]
    options = [*(["--strict"] if strict else []), *(["--exact"] if exact else [])]
    arguments = ["judge", _MERGED, *options, "--refine", _LIST, "--format", "json"]
    done = _command.run(arguments, given={_MERGED: merged}, wanted=[_LIST])
    if _LIST in done.files:
        return Refinement(done.files[_LIST], done.messages.strip())
    if not done.output:
        done.require()
    return Verification(_JudgedAnswer(done.status, merged, options, done.output.decode()))


class _JudgedAnswer(Answer):
    """The documents of a judged summary, each made when it is asked for."""

    __slots__ = ("_merged", "_options")

    def __init__(self, status: int, merged: bytes, options: list[str], json: str) -> None:
        super().__init__(status, None, {"json": json})
        self._merged = merged
        self._options = options

    def find(self, form: str) -> str | None:
        if form not in self._texts:
            arguments = ["judge", _MERGED, *self._options, "--format", form]
            done = _command.run(arguments, given={_MERGED: self._merged})
            # What could not be read stands beside the table, on standard error.
            said = done.messages if form == "text" else ""
            self._texts[form] = said + done.output.decode()
        return self._texts[form]

    def __reduce__(self) -> tuple[Any, ...]:
        return _JudgedAnswer, (self.status, self._merged, self._options, self.text("json"))
