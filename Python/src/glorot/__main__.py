"""`glorot` and `python -m glorot` run the command that comes with this package."""

from __future__ import annotations

import os
import sys

from . import _command
from ._errors import InternalError


def main() -> None:
    """Replaces this process by the command, with the same arguments."""
    try:
        command = _command.path()
    except InternalError as error:
        sys.exit(f"glorot: {error}")
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(str(command), ["glorot", *sys.argv[1:]])


if __name__ == "__main__":
    main()
