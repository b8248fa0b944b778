"""The frameworks' report: runs the parts, puts them together, and says what explains each deviation.

Usage, by Scripts/frameworks:

    python3 report.py run ENVIRONMENTS PARTS [--only NAME...]     runs the parts that are asked for, one a core
    python3 report.py join PARTS DOCUMENT                         writes the document that `glorot frameworks` renders
"""

import argparse
import json
import math
import os
import platform
import subprocess
import sys
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import glorot

from cases import SEEDS
from models import LIBRARIES
from packages import ALPHA, packages

HERE = Path(__file__).parent
SCHEMA = 1


def parts() -> list[tuple[str, str, list[str]]]:
    """Each part's name, environment and command, the slowest first."""
    models = [(f"models-{name}", "frameworks", ["models.py", name]) for name in LIBRARIES]
    return models + [(one.key, one.environment, ["cases.py", one.key]) for one in packages()]


def run(environments: Path, folder: Path, only: list[str]) -> bool:
    """Runs the parts; whether all ended well. A part's messages are in its .log."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [part for part in parts() if not only or any(word in part[0] for word in only)]
    if not wanted:
        raise SystemExit(
            f"--only: found no part of that name, expected some of {', '.join(part[0] for part in parts())}"
        )

    # tinygrad takes the interpreter of Scripts/frameworks for a number of its own.
    variables = {name: value for name, value in os.environ.items() if name != "PYTHON"}

    def one(part: tuple[str, str, list[str]]) -> bool:
        name, environment, command = part
        started = time.monotonic()
        python = environments / environment / "bin" / "python"
        with (folder / f"{name}.log").open("w") as log:
            done = subprocess.run(
                [python, HERE / command[0], command[1], folder / f"{name}.json"],
                check=False,
                stdout=log,
                stderr=log,
                env=variables,
            )
        words = "" if done.returncode == 0 else f": failed, see {folder / name}.log"
        print(f"frameworks: {name}, {time.monotonic() - started:.0f} s{words}", file=sys.stderr, flush=True)
        return done.returncode == 0

    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        return all(list(pool.map(one, wanted)))


def explanations() -> list[dict[str, Any]]:
    return tomllib.loads((HERE / "explanations.toml").read_text())["explanation"]


def explained(known: list[dict[str, Any]], place: str, item: dict[str, Any]) -> str | None:
    """The key of the first explanation whose patterns match what deviates."""
    found = {"package": [place], "call": [item.get("call", "")], "claim": [item["claim"] or ""], "code": item["codes"],
             "type": [item.get("type", "")], "kind": [item.get("kind", "")], "model": [item.get("model", "")],
             "tensor": [item.get("tensor", "")]}  # fmt: skip
    for explanation in known:
        for seen in explanation["seen"]:
            if all(any(fnmatchcase(value, pattern) for value in found[name]) for name, pattern in seen.items()):
                return explanation["key"]
    return None


def six(value: Any) -> Any:
    """Numbers with at most six digits: libm's last ones differ between machines. No number of JSON is infinite."""
    if isinstance(value, float):
        return float(f"{value:.6g}") if math.isfinite(value) else str(value)
    if isinstance(value, dict):
        return {name: six(member) for name, member in value.items()}
    if isinstance(value, list):
        return [six(member) for member in value]
    return value


def join(folder: Path) -> dict[str, Any]:
    """The document of all parts."""
    known = explanations()
    found_packages, found_models = [], []
    for package in packages():
        part = json.loads((folder / f"{package.key}.json").read_text())
        for item in part["cases"]:
            item["document"] = package.document(item["call"])
            if item["verdict"] == "deviates":
                item["explanation"] = explained(known, package.name, item)
        found_packages.append(
            {"name": package.name, "key": package.key, "versions": part["versions"], "cases": part["cases"]}
        )
    for library in LIBRARIES:
        part = json.loads((folder / f"models-{library}.json").read_text())
        for model in part["models"]:
            for item in model.get("deviations", []):
                item["explanation"] = explained(known, library, item | {"model": model["name"]})
        found_models.append({"name": library, "versions": part["versions"], "models": part["models"]})
    system = (
        f"{platform.system()} on {platform.machine()}, Python {platform.python_version()}, glorot {glorot.__version__}"
    )
    return {
        "schema": SCHEMA,
        "version": glorot.__version__,
        "alpha": ALPHA,
        "seeds": list(SEEDS),
        "made": f"on {datetime.now(UTC):%Y-%m-%d}, {system}",
        "packages": found_packages,
        "models": found_models,
        "explanations": [
            {
                name: one[name].strip() if name == "about" else one[name]
                for name in ("key", "title", "about", "blame", "code")
            }
            for one in known
        ],
    }


def lines(document: dict[str, Any]) -> str:
    """The document with a case or a model a line."""

    def listed(rows: list[Any], indent: str) -> str:
        return "[\n" + ",\n".join(f"{indent}{json.dumps(six(row), ensure_ascii=False)}" for row in rows) + "\n]"

    def group(row: dict[str, Any], rows: str) -> str:
        head = {name: value for name, value in row.items() if name != rows}
        return json.dumps(head, ensure_ascii=False)[:-1] + f', "{rows}": ' + listed(row[rows], " ") + "}"

    members = [f'"{name}": {json.dumps(six(value))}' for name, value in document.items()
               if name not in ("packages", "models", "explanations")]  # fmt: skip
    members.append('"packages": [\n' + ",\n".join(group(row, "cases") for row in document["packages"]) + "\n]")
    members.append('"models": [\n' + ",\n".join(group(row, "models") for row in document["models"]) + "\n]")
    members.append('"explanations": ' + listed(document["explanations"], " "))
    return "{" + ",\n".join(members) + "}\n"


def main() -> None:
    parser = argparse.ArgumentParser(description="Makes the frameworks' report.")
    commands = parser.add_subparsers(dest="command", required=True)
    running = commands.add_parser("run", help="draw and verify")
    running.add_argument("environments", type=Path)
    running.add_argument("parts", type=Path)
    running.add_argument("--only", nargs="*", default=[])
    joining = commands.add_parser("join", help="put the parts together")
    joining.add_argument("parts", type=Path)
    joining.add_argument("document", type=Path)
    options = parser.parse_args()
    if options.command == "run":
        sys.exit(0 if run(options.environments, options.parts, options.only) else 1)
    document = join(options.parts)
    staged = options.document.with_suffix(".new")
    staged.write_text(lines(document))
    staged.replace(options.document)


if __name__ == "__main__":
    main()
