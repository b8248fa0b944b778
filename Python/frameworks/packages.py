"""The packages of the report, and what documents each of their claims."""

import re
import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from importlib import metadata
from pathlib import Path

#: The chance that anything sound deviates anywhere in the report. Half of it is that of the whole models.
ALPHA = 1e-6

#: What a call is given.
ARGUMENTS = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)")

TABLE = Path(__file__).with_name("packages.toml")


@dataclass(frozen=True)
class Package:
    """A package, and the module that draws what it has."""

    name: str
    module: str
    distributions: tuple[str, ...]
    environment: str
    share: float
    documents: tuple[tuple[str, str], ...]
    backend: str | None = None

    @property
    def key(self) -> str:
        """The name of its page."""
        return "-".join(self.name.lower().split())

    def document(self, claim: str) -> str:
        """Where the law of a claim is said; empty if the claim is not one of the package's own."""
        name = ARGUMENTS.sub("", claim)
        for pattern, words in self.documents:
            if fnmatchcase(name, pattern):
                parts = name.split(".")
                return words.format(name=name, layer=".".join(parts[:-1]), last=parts[-1])
        return ""

    def versions(self) -> dict[str, str]:
        """The versions that are installed, by distribution."""
        return {name: metadata.version(name) for name in self.distributions}


def packages() -> list[Package]:
    """All packages, in the order of the report."""
    tables = tomllib.loads(TABLE.read_text())["package"]
    return [
        Package(
            name=table["name"],
            module=table["module"],
            distributions=tuple(table["distributions"]),
            environment=table["environment"],
            share=0.5 / len(tables),
            documents=tuple((pattern, words) for pattern, words in table["documents"]),
            backend=table.get("backend"),
        )
        for table in tables
    ]


def package(name: str) -> Package:
    """The package of a name, or of the name of its page."""
    found = {key: one for one in packages() for key in (one.name, one.key)}
    if name not in found:
        raise SystemExit(f"{name}: found no such package, expected one of {', '.join(one.key for one in packages())}")
    return found[name]
