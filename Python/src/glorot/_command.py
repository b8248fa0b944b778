"""The command that comes with this package, run as a process of its own."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from ._errors import Error, InputError, InternalError, ReadError, TensorError

#: Statuses of the command (`glorot --help`).
_ERRORS: dict[int, type[Error]] = {64: InputError, 65: TensorError, 66: ReadError, 73: ReadError}


def path() -> Path:
    """The command.

    Raises:
        InternalError: the package was installed without it.
    """
    command = Path(__file__).with_name("bin") / "glorot"
    if not command.is_file():
        raise InternalError(f"found no command at {command}: this package was installed without it")
    return command


class Done:
    """The result of a run of the command."""

    __slots__ = ("files", "messages", "output", "status")

    def __init__(self, status: int, output: bytes, messages: str, files: Mapping[str, bytes]) -> None:
        self.status = status
        self.output = output
        #: What it wrote to standard error.
        self.messages = messages
        #: The wanted files that it wrote, by their names.
        self.files = files

    def require(self, *allowed: int) -> Done:
        """Returns itself if the command ended with 0 or one of the allowed statuses.

        Raises:
            InputError, TensorError, ReadError, InternalError: as the status says.
        """
        if self.status and self.status not in allowed:
            message = self.messages.strip()
            message = message.removeprefix("Error: ")
            message = message or f"the command ended with status {self.status}"
            raise _ERRORS.get(self.status, InternalError)(message)
        return self


def run(
    arguments: Sequence[str],
    *,
    given: Mapping[str, bytes],
    wanted: Sequence[str] = (),
    threads: int | None = None,
) -> Done:
    """Runs the command in a temporary folder of its own.

    Args:
        arguments: the arguments after the command's name.
        given: files to put into the folder, by their names.
        wanted: the names of files that it may write there.
        threads: how many threads it may use; by default as many as there are cores.
    """
    environment = None if threads is None else {**os.environ, "GLOROT_THREADS": str(threads)}
    with tempfile.TemporaryDirectory(prefix="glorot-") as folder:
        root = Path(folder)
        for name, content in given.items():
            (root / name).write_bytes(content)
        done = subprocess.run([str(path()), *arguments], cwd=folder, env=environment, capture_output=True, check=False)
        files = {name: (root / name).read_bytes() for name in wanted if (root / name).is_file()}
    return Done(done.returncode, done.stdout, done.stderr.decode(errors="replace"), files)
