"""`glorot` and `python -m glorot` are the command, which comes with this package."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def main() -> None:
    """Becomes the command, with the arguments of this process."""
    command = Path(__file__).with_name("bin") / "glorot"
    if not command.is_file():
        sys.exit(f"glorot: found no command at {command}: this package was installed without it")
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(str(command), ["glorot", *sys.argv[1:]])


if __name__ == "__main__":
    main()
