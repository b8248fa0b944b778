"""Files that fsspec reads in place."""

from __future__ import annotations

import json
import pathlib
import pickle
import signal
import sys
import time
from collections.abc import Iterator

import fsspec
import pytest
from conftest import safetensors

import glorot
from glorot import _store, _summary

COMMAND = pathlib.Path(glorot.__file__).parent / "bin" / "glorot"
pytestmark = pytest.mark.skipif(not COMMAND.exists(), reason="the package was installed without the command")

CLAIM = "keras.GlorotUniform"
SHAPES = {f"layers.{number}": (60 + number, 80) for number in range(6)}


def model() -> dict[str, bytes]:
    """A model's folder, in two shards."""
    names = list(SHAPES)
    shards = {
        "model-00001-of-00002.safetensors": safetensors({name: SHAPES[name] for name in names[:4]}),
        "model-00002-of-00002.safetensors": safetensors({name: SHAPES[name] for name in names[4:]}),
    }
    of = {name: list(shards)[number >= 4] for number, name in enumerate(names)}
    return {**shards, "model.safetensors.index.json": json.dumps({"weight_map": of}).encode(), "config.json": b"{}"}


@pytest.fixture
def memory() -> Iterator[fsspec.AbstractFileSystem]:
    system = fsspec.filesystem("memory")
    for name, content in model().items():
        system.pipe(f"/store/model/{name}", content)
    yield system
    system.rm("/store", recursive=True)


def judged(*summaries: bytes) -> glorot.Verification:
    result = glorot.judge(*summaries)
    assert isinstance(result, glorot.Verification)
    return result


@pytest.mark.parametrize("protocol", ["memory", "file"])
def test_the_document_is_that_of_the_same_files_on_disk(
    memory: fsspec.AbstractFileSystem, tmp_path: pathlib.Path, protocol: str
) -> None:
    for name, content in model().items():
        (tmp_path / name).write_bytes(content)
    location = "memory://store/model" if protocol == "memory" else f"file://{tmp_path}"
    parts = [glorot.summarize(location, CLAIM, part=(number, 3)) for number in (1, 2, 3)]
    result = judged(*parts)
    assert result.passed
    assert len(result) == len(SHAPES)
    assert result.json.replace(location, "") == judged(glorot.summarize(tmp_path, CLAIM)).json.replace(
        str(tmp_path), ""
    )


def test_a_part_reads_its_ranges(memory: fsspec.AbstractFileSystem, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_store, "BLOCK", 4096)
    read: list[int] = []
    fetch = _store._Store._bytes

    def counted(store: _store._Store, name: str, number: int) -> bytes:
        found = fetch(store, name, number)
        read.append(len(found))
        return found

    monkeypatch.setattr(_store._Store, "_bytes", counted)
    location, all_there_is = "memory://store/model", sum(map(len, model().values()))
    one = glorot.summarize(location, CLAIM, part=(2, 6))
    # One tensor of six, the headers, and the block that comes after it.
    assert sum(read) < all_there_is / 2
    rest = [glorot.summarize(location, CLAIM, part=(number, 6)) for number in (1, 3, 4, 5, 6)]
    assert judged(one, *rest).passed


def test_what_is_written_to_meanwhile_is_noticed(
    memory: fsspec.AbstractFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = "/store/model/model-00001-of-00002.safetensors"
    fetch, content = _store._Store._bytes, memory.cat(path)

    def changing(store: _store._Store, name: str, number: int) -> bytes:
        found = fetch(store, name, number)
        memory.pipe(path, content)
        return found

    monkeypatch.setattr(_store._Store, "_bytes", changing)
    with pytest.raises(glorot.ReadError, match="it changed while it was read"):
        glorot.summarize("memory://store/model", CLAIM)


def test_fewer_bytes_than_were_asked_for_are_an_error(
    memory: fsspec.AbstractFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Like a server that does not support ranges and sends everything.
    monkeypatch.setattr(type(memory), "cat_file", lambda system, path, start=None, end=None: b"all")
    with pytest.raises(glorot.ReadError, match="does not support ranges"):
        glorot.summarize("memory://store/model/model-00001-of-00002.safetensors", CLAIM)


def test_errors_name_the_location(memory: fsspec.AbstractFileSystem, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(glorot.ReadError, match="memory://store/none: cannot read"):
        glorot.summarize("memory://store/none", CLAIM)
    with pytest.raises(glorot.InputError, match="s4://store: Protocol not known: s4"):
        glorot.summarize("s4://store", CLAIM)
    with pytest.raises(glorot.InputError, match="storage_options"):
        glorot.summarize("model.safetensors", CLAIM, storage_options={"anon": True})
    with pytest.raises(glorot.InputError, match="keras"):
        glorot.summarize("memory://store/model", "keras.GlorotUnifrom")
    with pytest.raises(glorot.InputError, match="part"):
        glorot.summarize("memory://store/model", CLAIM, part=(3, 2))
    # A malformed file is part of the verdict.
    result = judged(glorot.summarize("memory://store/model/config.json", CLAIM))
    assert not result.passed
    assert "memory://store/model/config.json: magic" in str(result)
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(glorot.InputError, match="pip install fsspec"):
        glorot.summarize("memory://store/model", CLAIM)


def test_an_interrupt_ends_the_call(memory: fsspec.AbstractFileSystem, monkeypatch: pytest.MonkeyPatch) -> None:
    cat, calls = type(memory).cat_file, 0

    def interrupted(system: object, path: str, start: int | None = None, end: int | None = None) -> bytes:
        nonlocal calls
        calls += 1
        if calls == 2:
            signal.raise_signal(signal.SIGINT)
        time.sleep(0.1)
        found: bytes = cat(system, path, start=start, end=end)
        return found

    monkeypatch.setattr(_store, "BLOCK", 4096)
    monkeypatch.setattr(type(memory), "cat_file", interrupted)
    # A shell that starts a job in the background has it ignore interrupts.
    handler = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            glorot.summarize("memory://store/model/model-00001-of-00002.safetensors", CLAIM)
    finally:
        signal.signal(signal.SIGINT, handler)
    assert calls < 10


def test_a_request_can_be_sent() -> None:
    request = _summary.Request("memory://store/model", CLAIM, fan_in=3, fan_out=4, storage_options={"anon": True})
    sent = pickle.loads(pickle.dumps(request))
    assert (sent.files, sent.options, sent.storage_options) == (
        ["memory://store/model"],
        {"alpha": 1e-6, "resolve": 0.05, "fan_in": 3, "fan_out": 4, "claim": CLAIM},
        {"anon": True},
    )


def test_rules_that_name_files_start_from_their_own(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    for name, content in model().items():
        (folder / name).write_bytes(content)
    (folder / "rules.yaml").write_text(
        "rules:\n  - {tensors: layers.0, same_as: {file: model-00001-of-00002.safetensors, tensor: layers.0}}\n"
        f"  - {{tensors: '*', claim: {CLAIM}}}\n"
    )
    monkeypatch.chdir(tmp_path)
    assert judged(glorot.summarize(folder, "model/rules.yaml")).passed
