"""Verification on a Ray cluster.

    import glorot.ray

    result = glorot.ray.verify("/shared/model.safetensors.index.json", "rules.yaml")

The verdict, and its document to the byte, are those of a run on one machine. Tasks get paths and return summaries of a
few KiB per tensor; no weights pass through Ray. All nodes must see the files under the same paths, or under the same
fsspec locations (s3://, gs://, hf://), which each node reads by ranges.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from . import _command, _summary
from ._errors import Error, InputError, ReadError
from ._limits import exact_limits
from ._rules import Rules
from ._summary import Files, Refinement
from ._verification import Verification

__all__ = ["Rejections", "report", "verify"]

#: Parts per worker. With several, a slow worker does not hold up the rest for long.
_PARTS_A_WORKER = 4

#: The number of summaries that a task merges.
_BRANCHES = 16

#: How often a part is tried, apart from Ray's own retries for lost workers.
_TRIES = 3


def verify(
    files: Files,
    claim: str | Rules,
    *,
    num_cpus: int | None = None,
    parts: int | None = None,
    alpha: float = 1e-6,
    resolve: float = 0.05,
    strict: bool = False,
    exact: bool = True,
    fan_in: int | None = None,
    fan_out: int | None = None,
    padding_idx: int | None = None,
    storage_options: Mapping[str, Any] | None = None,
    progress: bool | None = None,
) -> Verification:
    """Verifies files on a cluster and returns what was found, as `glorot verify` does on one machine.

    If Ray is not running, it is started on this machine. A task that cannot read a file is tried three times. If a
    worker is lost, another one does its task. An interrupt cancels all tasks.

    Args:
        files, claim, alpha, resolve, strict, fan_in, fan_out, padding_idx, storage_options: as for `glorot.summarize`
            and `glorot.verify`.
        num_cpus: how many tasks run at a time, one core each; by default as many as the cluster has cores.
        parts: how many parts the work is divided into; by default four per task at a time.
        exact: whether tensors that were read in parts are read again if one of their p-values is known only by bounds,
            or if they deviate. The result is then that of one machine, to the byte.
        progress: whether to show progress in a line on standard error; by default, only on a terminal.

    Returns:
        The `Verification`, which is true if it passes.

    Raises:
        InputError: the claim, the rules or the options are wrong.
        ReadError: a file cannot be read.
    """
    request = _summary.Request(
        files,
        claim,
        alpha=alpha,
        resolve=resolve,
        fan_in=fan_in,
        fan_out=fan_out,
        padding_idx=padding_idx,
        storage_options=storage_options,
    )
    cluster = _Cluster(num_cpus, progress)
    count = cluster.width * _PARTS_A_WORKER if parts is None else parts
    if count < 1:
        raise InputError(f"parts: found {count}, expected 1 or more")
    tasks: list[tuple[Any, ...]] = [(request, (number, count), None) for number in range(1, count + 1)]
    merged = cluster.merged(cluster.run(_summarize, tasks, "parts"))
    while isinstance(result := _summary.judge(merged, strict=strict, exact=exact), Refinement):
        count = cluster.width
        tasks = [(request, (number, count), result.wanted) for number in range(1, count + 1)]
        again = cluster.merged(cluster.run(_summarize, tasks, "parts that are read again"))
        merged = _summary.merge([merged, again])
    return result


class Rejections:
    """How many runs of the conformance plan rejected a sound initializer."""

    __slots__ = ("interval", "rejected", "seeds")

    def __init__(self, seeds: Sequence[int], rejected: Sequence[int], confidence: float) -> None:
        #: All seeds.
        self.seeds = tuple(seeds)
        #: The seeds whose run rejected something.
        self.rejected = tuple(rejected)
        #: Exact confidence limits for the chance that a run rejects (Clopper & Pearson 1934).
        self.interval = exact_limits(len(self.rejected), len(self.seeds), confidence)

    def __repr__(self) -> str:
        low, high = self.interval
        return f"<glorot.ray.Rejections: {len(self.rejected)} of {len(self.seeds)} runs, a chance of {low:.2g} to {high:.2g}>"


def report(
    seeds: Sequence[int],
    *,
    options: Sequence[str] = (),
    num_cpus: int | None = None,
    confidence: float = 0.99,
    progress: bool | None = None,
) -> Rejections:
    """Runs the conformance plan of `glorot report` with many seeds and returns how many runs rejected.

    Args:
        seeds: the seeds, such as `range(1000)`.
        options: further options of `glorot report`, such as `["--only", "keras", "--samples", "100000"]`.
        num_cpus: how many runs to do at a time.
        confidence: the confidence of the limits, above 0 and below 1.
        progress: whether to show progress in a line on standard error.

    Raises:
        InputError: an option is wrong.
    """
    if not 0 < confidence < 1:
        raise InputError(f"confidence: found {confidence}, expected a number above 0 and below 1")
    if len(seeds) == 0:
        raise InputError("seeds: found none, expected at least one")
    cluster = _Cluster(num_cpus, progress)
    rejected = cluster.get(cluster.run(_rejects, [(seed, tuple(options)) for seed in seeds], "runs"))
    return Rejections(seeds, [seed for seed, is_rejected in zip(seeds, rejected) if is_rejected], confidence)


def _summarize(request: _summary.Request, part: tuple[int, int], wanted: bytes | None) -> bytes:
    for attempt in range(1, _TRIES + 1):
        try:
            # A task has one core.
            return request.summarize(part, wanted, threads=1, is_worker=True)
        except ReadError:
            # Shared storage fails now and then.
            if attempt == _TRIES:
                raise
            time.sleep(2.0**attempt)
    raise AssertionError


def _merge(*summaries: bytes) -> bytes:
    return _summary.merge(summaries)


def _rejects(seed: int, options: tuple[str, ...]) -> bool:
    """Whether a case of a run deviates. Planted defects that were missed, in too small a run, do not count."""
    document = "report/conformance.json"
    arguments = ["report", "--output", "report", "--format", "json", "--seed", str(seed), *options]
    done = _command.run(arguments, given={}, wanted=[document], threads=1).require(1, 2)
    return any(case["verdict"] == "deviates" for case in json.loads(done.files[document])["cases"])


class _Cluster:
    """A Ray cluster, and how many tasks run on it at a time."""

    def __init__(self, num_cpus: int | None, progress: bool | None) -> None:
        import ray

        self.ray = ray
        if not ray.is_initialized():
            ray.init(num_cpus=num_cpus, log_to_driver=False, include_dashboard=False)
        cores = int(ray.cluster_resources().get("CPU", 1))
        self.width = max(1, cores if num_cpus is None else min(num_cpus, cores))
        self.progress = sys.stderr.isatty() if progress is None else progress

    def run(self, function: Callable[..., Any], tasks: Sequence[tuple[Any, ...]], what: str = "") -> list[Any]:
        """Runs tasks, one core each and `width` at a time, and returns references to their results, in order.

        If a worker is lost, another one does its task. An error of a task itself cancels the others.
        """

        def work(*arguments: Any) -> tuple[None, Any]:
            return None, function(*arguments)

        # The first result says that a task is done. The second stays where it was made.
        remote = self.ray.remote(num_cpus=1, max_retries=_TRIES, num_returns=2)(work)
        results: list[Any] = []
        pending: list[Any] = []
        start, done = time.monotonic(), 0
        try:
            while len(results) < len(tasks) or pending:
                while len(results) < len(tasks) and len(pending) < self.width:
                    ended, result = remote.remote(*tasks[len(results)])
                    results.append(result)
                    pending.append(ended)
                ready, pending = self.ray.wait(pending, timeout=1.0)
                self.get(ready)
                done += len(ready)
                self._show(done, len(tasks), what, time.monotonic() - start)
        except BaseException:
            for reference in pending:
                self.ray.cancel(reference, force=True)
            raise
        finally:
            if self.progress and what:
                print(file=sys.stderr)
        return results

    def merged(self, references: list[Any]) -> bytes:
        """Merges summaries by a tree of tasks, so that this process holds only the final one."""
        while len(references) > 1:
            groups = [references[start : start + _BRANCHES] for start in range(0, len(references), _BRANCHES)]
            references = self.run(_merge, [tuple(group) for group in groups])
        merged: bytes = self.get(references)[0]
        return merged

    def get(self, references: list[Any]) -> list[Any]:
        """The results.

        Raises:
            Error: an error that a task raised.
        """
        try:
            return list(self.ray.get(references))
        except self.ray.exceptions.RayTaskError as error:
            if isinstance(error.cause, Error):
                raise error.cause from None
            raise

    def _show(self, done: int, total: int, what: str, seconds: float) -> None:
        if not (self.progress and what):
            return
        rest = "" if done == 0 else f", {_duration(seconds / done * (total - done))} left"
        print(f"\r\033[K{done}/{total} {what}{rest}", end="", file=sys.stderr, flush=True)


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
