"""A verification of files split into steps: summaries of parts, their merge, and the verdict."""

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

#: One file or several.
Files = Union[str, "os.PathLike[str]", Sequence[Union[str, "os.PathLike[str]"]]]

_RULES, _LIST, _PART, _MERGED = "rules.yaml", "wanted.json", "part.glorot", "merged.glorot"


class Request:
    """A request about some files. It is the same on all machines and can be sent to them."""

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
            # Machines share a file system, but each has its own working folder.
            self.files = [os.path.abspath(file) for file in self.files]
            if storage_options:
                raise InputError("storage_options: found them with paths, expected locations such as s3://…")
        self.storage_options = dict(storage_options or {})
        #: The path of rules that name other files relative to theirs; None if their text is self-contained.
        self.rules_path: str | None = None
        #: The options in the form of the C interface.
        self.options: dict[str, Any] = {"alpha": number("alpha", alpha), "resolve": number("resolve", resolve)}
        for name, value in {"fan_in": fan_in, "fan_out": fan_out, "padding_idx": padding_idx}.items():
            if value is not None:
                if said.rules is not None:
                    raise InputError("fan_in, fan_out, padding_idx: found one with rules, expected it in the rule")
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
        """Whether any file is an fsspec location. Then fsspec reads all files."""
        return any(_store.is_location(file) for file in self.files)

    def summarize(
        self,
        part: tuple[int, int] = (1, 1),
        wanted: bytes | None = None,
        threads: int | None = None,
        is_worker: bool = False,
    ) -> bytes:
        """Reads part k of n, of everything or of what a list names, and returns the summary.

        Args:
            is_worker: whether to read files of this machine in this process, too. That is faster for a small part but
                cannot be interrupted; the worker must be killed.
        """
        share = f"{part[0]}/{part[1]}"
        # Only the command reads rules that name other files.
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
    """Reads a share of some files and returns its summary, a few KiB per tensor, which a verdict can be made from.

        parts = [glorot.summarize("model.safetensors", rules, part=(k, 8)) for k in range(1, 9)]  # on eight machines
        glorot.judge(*parts)

    Args:
        files: one path or several of a file, an index of shards or a model's folder, as for `glorot verify`. All
            machines must see the same files under the same paths. An fsspec location, such as "s3://bucket/model/" or
            "hf://org/model/model.safetensors", is read by ranges, and nothing is stored here. It needs fsspec and the
            package for its protocol (s3fs, gcsfs, huggingface_hub, aiohttp).
        claim: a claim for all floating-point tensors, or rules, as for `verify`. A file of rules that names other files
            must exist on all machines, too.
        part: (k, n) for share k of n, from 1 on. The work is divided by bytes: a tensor larger than a share is read by
            several machines.
        alpha, resolve, fan_in, fan_out, padding_idx: as for `verify`; the same for all parts.
        wanted: the `wanted` of a `Refinement` that `judge` returned: reads only what must be read again.
        storage_options: options for fsspec, such as {"anon": True}.

    Raises:
        InputError: the claim, the rules or the options are wrong.
        ReadError: a file cannot be read, or changed meanwhile. The same call may succeed later.
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
    """Merges the summaries of one verification, in any order. Duplicates count once.

    Raises:
        TensorError: two summaries are of different files, rules or levels, or contradict each other about a tensor, or
            one is damaged.
    """
    given = {f"{number}.glorot": summary for number, summary in enumerate(summaries)}
    if not given:
        raise InputError("summaries: found none, expected at least one")
    done = _command.run(["merge", *given, "--output", _MERGED], given=given, wanted=[_MERGED])
    return done.require().files[_MERGED]


class Refinement:
    """Returned by `judge` if tensors that were read in parts must be read again.

    `summarize(..., wanted=refinement.wanted, part=(k, n))` reads them. Judge their summaries along with the others.
    """

    __slots__ = ("message", "wanted")

    def __init__(self, wanted: bytes, message: str) -> None:
        #: The list, as `glorot judge --refine` writes it.
        self.wanted = wanted
        #: How many tensors that are, in words.
        self.message = message

    def __repr__(self) -> str:
        return f"<glorot.Refinement: {self.message}>"


def judge(*summaries: bytes, strict: bool = False, exact: bool = False) -> Verification | Refinement:
    """The verdict on files that were summarized, as `verify` gives it.

    Args:
        summaries: the summaries of all parts, or their merge.
        strict: whether inconclusive tensors fail.
        exact: whether every p-value must be exact. Otherwise some are known only by bounds, such as
            Kolmogorov-Smirnov's of a float32 or float64 tensor that was read in parts, and such a tensor has no
            diagnosis if it deviates.

    Returns:
        The `Verification`; or, if bounds do not decide or `exact` is set, the `Refinement` that says what must be read
        again.

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
    """The documents of a judged summary, each made on demand."""

    __slots__ = ("_merged", "_options")

    def __init__(self, status: int, merged: bytes, options: list[str], json: str) -> None:
        super().__init__(status, None, {"json": json})
        self._merged = merged
        self._options = options

    def find(self, form: str) -> str | None:
        if form not in self._texts:
            arguments = ["judge", _MERGED, *self._options, "--format", form]
            done = _command.run(arguments, given={_MERGED: self._merged})
            # Standard error says what could not be read; it belongs with the table.
            said = done.messages if form == "text" else ""
            self._texts[form] = said + done.output.decode()
        return self._texts[form]

    def __reduce__(self) -> tuple[Any, ...]:
        return _JudgedAnswer, (self.status, self._merged, self._options, self.text("json"))
