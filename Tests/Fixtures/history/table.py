"""Writes the article PublicBugs.md: what was reported, and what `glorot verify` says of the weights today.

Usage: python3 table.py GLOROT, the command to run.
"""

import csv
import json
import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
ARTICLE = FOLDER / "../../../Sources/Conformance/Conformance.docc/PublicBugs.md"

HEAD = """# Public bugs that glorot finds

Initial weights that were not what somebody claimed, as people reported them in public, and what `glorot verify` says today.

`Tests/Fixtures/history` re-creates the weights of each report: by the library itself if it still does the same, otherwise by
the report's formula. The seed is a checksum of the case's name. The tests verify all of them, and also four reports that were
mistaken, whose weights conform.

{counts}

*Mended in* is the first release of the library without the mistake, by its tags or its own words; `mended.tsv` beside the
weights has the source of each. *Not mended*: the newest release still does it, or it was closed as intended.

| year | library | what was wrong | mended in | what glorot says |
| ---: | :--- | :--- | :--- | :--- |
"""


def answer(glorot: str, case: dict) -> tuple[str, str]:
    """The verdict, and the diagnosis that the case expects, in words; empty if the command gives another or none."""
    with tempfile.NamedTemporaryFile("w", suffix=".yaml") as rules:
        options = ["--as", case["claim"]] if "claim" in case else ["--expect", rules.name]
        rules.write(json.dumps({"rules": case.get("rules", [])}))
        rules.flush()
        for name in ("fan_in", "fan_out", "padding_idx"):
            if name in case and "claim" in case:
                options += [f"--{name.replace('_', '-')}", str(case[name])]
        command = [glorot, "verify", str(FOLDER / case["file"]), *options, "--format", "json"]
        document = json.loads(subprocess.run(command, capture_output=True, text=True).stdout)
    causes = [cause for found in (*document["cases"], *document["pools"]) for cause in found.get("diagnosis") or []]
    return document["verdict"], next((cause["words"] for cause in causes if cause["code"] in case["codes"]), "")


def main(glorot: str) -> None:
    cases = json.loads((FOLDER / "manifest.json").read_text())
    rows = []
    for case in sorted(cases, key=lambda case: (case["year"], case["name"])):
        if case["status"] == "deviates":
            verdict, words = answer(glorot, case)
            rows.append((case, words, verdict))
    found = sum(verdict == "deviates" for _, _, verdict in rows)
    named = sum(bool(words) for _, words, _ in rows)
    counts = f"{found} of {len(rows)} deviate; of {named} the cause is named."

    with (FOLDER / "mended.tsv").open() as table:
        mended = {row["case"]: row["mended in"] for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)}

    def cell(text: str) -> str:
        return text.replace("|", "\\|").replace("*", "\\*")

    lines = [
        f"| {case['year']} | {cell(case['framework'])} | [{cell(case['summary'].rstrip('.'))}]({case['address']}) | "
        f"{mended[case['name']]} | {cell(words) or 'it deviates; no law fits'} |"
        for case, words, _ in rows
    ]
    ARTICLE.resolve().write_text(HEAD.format(counts=counts) + "\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
