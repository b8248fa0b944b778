"""Summarizes files in this process. They are read in place by ranges: files of this machine, and fsspec locations such
as s3://, gs://, hf:// and https://."""

from __future__ import annotations

import ctypes
import json
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any

from ._answer import OK, UNREADABLE, Answer
from ._errors import InputError, ReadError
from ._library import CStore, LookUp, Read, library

#: The bytes requested at once. A store takes tens of milliseconds to answer any request.
BLOCK = 8 << 20

#: The number of blocks held.
_HELD = 8

#: The number of blocks fetched at a time.
_WORKERS = 4

#: Properties of a stored file that change whenever its content does. A store may have some of them.
_VERSIONS = (
    "ETag",
    "etag",
    "generation",
    "VersionId",
    "version_id",
    "md5Hash",
    "content_md5",
    "Content-MD5",
    "checksum",
    "blob_id",
    "Last-Modified",
    "LastModified",
    "last_modified",
    "Digest",
    "mtime",
    "updated",
    "created",
)

_FOLDER, _FAILED = -1, -2


def is_location(file: str) -> bool:
    """Whether a file is an fsspec location, not a path."""
    return "://" in file


def summarize(locations: Sequence[str], options: Mapping[str, Any], storage_options: Mapping[str, Any]) -> bytes:
    """The summary that `glorot_summarize` makes of some locations.

    Args:
        options: the options of the C call, except "files".
        storage_options: options that fsspec passes to each file system, such as {"anon": True}.

    Raises:
        InputError, TensorError, ReadError: as `glorot.summarize` does.
    """
    with _Store(storage_options) as store:
        for location in locations:
            store.find(location)
        # Only the main thread gets signals. It waits here, so that no signal is lost in a function called from C.
        with ThreadPoolExecutor(1, thread_name_prefix="glorot") as caller:
            call = caller.submit(_call, store.functions, locations, options)
            try:
                # A signal that another thread received is handled when this one wakes.
                while not wait([call], timeout=0.25).done:
                    pass
                return call.result()
            except BaseException:
                store.is_interrupted = True
                raise


def summarize_local(paths: Sequence[str], options: Mapping[str, Any]) -> bytes:
    """The summary that `glorot_summarize` makes of files of this machine. Signals wait until it ends.

    Raises:
        InputError, TensorError, ReadError: as `glorot.summarize` does.
    """
    return _call(None, paths, options)


def _call(functions: CStore | None, files: Sequence[str], options: Mapping[str, Any]) -> bytes:
    text = json.dumps({"files": list(files), **options}).encode()
    handle = ctypes.c_void_p()
    store = None if functions is None else ctypes.byref(functions)
    status = library().glorot_summarize(store, text, ctypes.byref(handle))
    answer = Answer(status, handle.value)
    if answer.status == UNREADABLE:
        raise ReadError(answer.text("text").rstrip("\n"))
    if answer.status != OK:
        answer.raise_error()
    return answer.data("summary")


class _Store:
    """The files of fsspec, as a `glorot_store`."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        self._options = dict(options)
        self._blocks: OrderedDict[tuple[str, int], Future[bytes]] = OrderedDict()
        self._sizes: dict[str, int] = {}
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(_WORKERS, thread_name_prefix="glorot")
        #: Whether the call was interrupted: then nothing more is read.
        self.is_interrupted = False
        self._library = library()
        # Held here, since the structure does not hold them.
        self._held = LookUp(self._look_up), Read(self._read)
        self.functions = CStore(None, *self._held)

    def __enter__(self) -> _Store:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._blocks.clear()

    def find(self, location: str) -> tuple[Any, str]:
        """The file system of a location, and the location's path there.

        Raises:
            InputError: fsspec is not installed, or does not know such locations.
        """
        try:
            from fsspec.core import url_to_fs
        except ImportError:
            raise InputError(f"{location}: cannot be read without fsspec: pip install fsspec") from None
        try:
            found: tuple[Any, str] = url_to_fs(location, **self._options)
        except (ImportError, ValueError) as error:
            raise InputError(f"{location}: {error}") from None
        return found

    def _look_up(self, _: Any, location: bytes, reply: Any) -> int:
        try:
            self._check()
            name = location.decode()
            system, path = self.find(name)
            # A cached listing may be out of date.
            system.invalidate_cache(system._parent(path))
            info = system.info(path)
            if info["type"] == "directory":
                names = [entry.rstrip("/").rsplit("/", 1)[-1] for entry in system.ls(path, detail=False)]
                self._say(reply, b"".join(name.encode() + b"\0" for name in names))
                return _FOLDER
            size = info["size"]
            if size is None:
                raise OSError("the server does not state its size")
            self._sizes[name] = int(size)
            versions = {key: str(info[key]) for key in _VERSIONS if info.get(key) is not None}
            self._say(reply, json.dumps(versions).encode())
            return int(size)
        except BaseException as error:  # noqa: BLE001  (nothing is raised through C)
            self._fail(reply, error)
            return _FAILED

    def _read(self, _: Any, location: bytes, offset: int, buffer: int, count: int, reply: Any) -> int:
        try:
            name = location.decode()
            done = 0
            while done < count:
                number, start = divmod(offset + done, BLOCK)
                block = self._block(name, number)
                piece = block[start : start + count - done]
                ctypes.memmove(buffer + done, piece, len(piece))
                done += len(piece)
            return 0
        except BaseException as error:  # noqa: BLE001  (nothing is raised through C)
            self._fail(reply, error)
            return 1

    def _block(self, name: str, number: int) -> bytes:
        """A block of a file. If the previous block was read, too, the next one is fetched ahead."""
        with self._lock:
            self._check()
            wanted = self._fetch(name, number)
            if (name, number - 1) in self._blocks and (number + 1) * BLOCK < self._sizes[name]:
                self._fetch(name, number + 1)
        try:
            return wanted.result()
        except BaseException:
            # The next call tries again.
            with self._lock:
                self._blocks.pop((name, number), None)
            raise

    def _fetch(self, name: str, number: int) -> Future[bytes]:
        key = name, number
        future = self._blocks.get(key)
        if future is None:
            future = self._blocks[key] = self._pool.submit(self._bytes, name, number)
            while len(self._blocks) > _HELD:
                self._blocks.popitem(last=False)
        self._blocks.move_to_end(key)
        return future

    def _bytes(self, name: str, number: int) -> bytes:
        system, path = self.find(name)
        start = number * BLOCK
        end = min(start + BLOCK, self._sizes[name])
        found: bytes = system.cat_file(path, start=start, end=end)
        if len(found) != end - start:
            raise OSError(
                f"bytes {start} to {end}: got {len(found)}: the server does not support ranges, or the file changed"
            )
        return found

    def _check(self) -> None:
        if self.is_interrupted:
            raise OSError("the call was interrupted")

    def _fail(self, reply: Any, error: BaseException) -> None:
        self._say(reply, (f"{type(error).__name__}: {error}" if str(error) else type(error).__name__).encode())

    def _say(self, reply: Any, text: bytes) -> None:
        self._library.glorot_reply_set(reply, text, len(text))
