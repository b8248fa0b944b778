"""`glorot` and `python -m glorot` are the command, which comes with this package."""

from __future__ import annotations

import os
import sys

from . import _command
from ._errors import InternalError


def main() -> None:
    """Becomes the command, with the arguments of this process."""
    try:
        command = _command.path()
    except InternalError as error:
        sys.exit(f"glorot: {error}")
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(str(command), ["glorot", *sys.argv[1:]])


if __name__ == "__main__":
    main()
