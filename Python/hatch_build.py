"""Puts the library and the command into the wheel, and sets its platform."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

COMMAND = "glorot"

#: Completions for shells: each file's place in the built folder, and where it goes in the environment. bash and zsh
#: look a completion up by the command's name.
COMPLETIONS = {
    "completions/glorot.bash": "share/bash-completion/completions/glorot",
    "completions/glorot.zsh": "share/zsh/site-functions/_glorot",
    "completions/glorot.fish": "share/fish/vendor_completions.d/glorot.fish",
}


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg,misc,unused-ignore]
    """Builds with Scripts/library, or takes the files in the folder GLOROT_PREBUILT."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        prebuilt = os.environ.get("GLOROT_PREBUILT")
        if prebuilt:
            folder = Path(prebuilt)
        else:
            self._folder = tempfile.TemporaryDirectory()
            folder = Path(self._folder.name)
            subprocess.run([str(root.parent / "Scripts" / "library"), str(folder)], check=True)
        library = folder / ("libglorot.dylib" if sys.platform == "darwin" else "libglorot.so")
        if not library.is_file():
            raise FileNotFoundError(f"{library}: found no library, expected one built by Scripts/library")
        shutil.copyfile(root.parent / "LICENSE", root / "LICENSE")
        shutil.copyfile(root.parent / "Sources" / "CStreams" / "NOTICE", root / "NOTICE")
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{platform_tag([library, folder / COMMAND])}"
        if version == "editable":
            # The sources are the package, so the library goes beside them.
            shutil.copyfile(library, root / "src" / "glorot" / library.name)
            return
        included = {str(library): f"glorot/{library.name}"}
        if (folder / COMMAND).is_file():
            included[str(folder / COMMAND)] = f"glorot/bin/{COMMAND}"
        build_data["force_include"].update(included)
        for name, place in COMPLETIONS.items():
            if (folder / name).is_file():
                build_data["shared_data"][str(folder / name)] = place
        for page in sorted((folder / "man").glob("*.1")):
            build_data["shared_data"][str(page)] = f"share/man/man1/{page.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        folder = getattr(self, "_folder", None)
        if folder is not None:
            folder.cleanup()


def platform_tag(files: list[Path]) -> str:
    """The platform tag of a wheel with these files."""
    if not sys.platform.startswith("linux"):
        return sysconfig.get_platform().replace("-", "_").replace(".", "_")
    versions = [version for file in files if file.is_file() for version in needed_versions(file, "GLIBC_")]
    machine = sysconfig.get_platform().rpartition("-")[2]
    # 2.17 is the oldest version of any current manylinux tag.
    major, minor = max([(2, 17), *versions])
    return f"manylinux_{major}_{minor}_{machine}"


def needed_versions(file: Path, prefix: str) -> list[tuple[int, int]]:
    """The symbol versions that an ELF file needs from other libraries, such as (2, 34) for GLIBC_2.34.

    Source: the section .gnu.version_r of the Linux Standard Base, core 5.0, section 10.7.3.
    """
    data = file.read_bytes()
    if data[:6] != b"\x7fELF\x02\x01":
        raise ValueError(f"{file}: expected a little-endian 64-bit ELF file")
    sections_at, size, count = struct.unpack_from("<Q", data, 40)[0], *struct.unpack_from("<HH", data, 58)
    sections = [struct.unpack_from("<IIQQQQIIQQ", data, sections_at + place * size) for place in range(count)]
    names: list[str] = []
    for section in sections:
        # SHT_GNU_verneed
        if section[1] != 0x6FFFFFFE:
            continue
        texts = sections[section[6]][4]
        need = section[4]
        while True:
            _, entries, _, first, following = struct.unpack_from("<HHIII", data, need)
            entry = need + first
            for _ in range(entries):
                name, step = struct.unpack_from("<II", data, entry + 8)
                start = texts + name
                names.append(data[start : data.index(b"\0", start)].decode())
                entry += step
            if following == 0:
                break
            need += following
    versions = []
    for name in names:
        if name.startswith(prefix):
            parts = name[len(prefix) :].split(".")
            if all(part.isdigit() for part in parts) and len(parts) >= 2:
                versions.append((int(parts[0]), int(parts[1])))
    return versions
