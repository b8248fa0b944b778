"""The performance report in Markdown, made only from what was measured."""

from pathlib import Path

from targets import targets


SECTIONS = (
    "Targets",
    "How it was measured",
    "One core",
    "Fills beside NumPy, PyTorch and JAX",
    "Verifying a file",
    "Growth with the sample",
    "The whole report",
    "Where the time goes",
)


def render(found):
    judged = targets(found)
    return "\n\n".join(
        [
            "# Performance",
            what_holds(judged),
            "## Targets",
            table(
                ["verdict", "target", "required", "measured"],
                [[f"**{t.verdict}**", t.name, t.asked, t.measured] for t in judged],
                "llll",
            ),
            "## How it was measured",
            introduction(found),
            machine(found),
            "## One core",
            one_core(found),
            "## Fills beside NumPy, PyTorch and JAX",
            fills(found),
            "## Verifying a file",
            verified(found),
            "## Growth with the sample",
            growth(found),
            "## The whole report",
            report(found),
            "## Where the time goes",
            (Path(__file__).parents[1] / "notes.md").read_text().strip(),
        ]
    ) + "\n"


def what_holds(judged):
    """The first screen: how many targets are met, which are not, and links to the tables."""
    binding = [t for t in judged if t.verdict != "stated"]
    missed = [t for t in binding if t.verdict == "not met"]
    head = f"**{len(binding) - len(missed)} of {len(binding)} targets are met.**"
    if missed:
        head += " Not met:"
    lines = [f"- {t.name}: {t.measured}; required: {t.asked}." for t in missed]
    # What a user waits for: files, fills by the best instruction set, the start.
    best = next((t.name.split(", ")[-1] for t in judged if t.name.startswith("Fill, ")), None)
    shown = [
        t
        for t in judged
        if t.verdict == "met"
        and (t.name.startswith("Fill, ") and t.name.endswith(f", {best}") or "verify" in t.name)
        and not t.name.endswith((", D", ", p", "over a file"))
    ]
    groups = [
        head + ("\n\n" + "\n".join(lines) if lines else ""),
        "What a user waits for:\n\n" + "\n".join(f"- {t.name}: {t.measured}; required: {t.asked}." for t in shown),
        "The tables: " + ", ".join(f"[{title}](#{anchor(title)})" for title in SECTIONS) + ".",
    ]
    return "\n\n".join(groups)


def anchor(title):
    """The anchor that code hosts give a heading."""
    return title.lower().replace(",", "").replace(" ", "-")


def introduction(found):
    text = (
        "Written by `Scripts/bench`, which builds the package as any user does, installs its peers in locked versions, "
        f"and runs both in turn on one machine, {found['rounds']} rounds. Figures are medians. A peak is the largest "
        "resident memory of the finished process."
    )
    if found["quick"]:
        text += " **These are figures of `--quick`, with samples too small to judge by.**"
    return text


def machine(found):
    m = found["machine"]
    limits = figures(found["measure"])
    peers = ", ".join(f"{name} {version}" for name, version in m["peers"].items())
    rows = [
        ["processor", f"{m['processor']}, {m['processors']} used, {m['architecture']}, {m['system']}"],
        ["instruction sets", ", ".join(m["instruction_sets"]) or "unknown"],
        ["memory", f"{m['memory'] / 2**30:.0f} GiB"],
        ["compiler", m["compiler"]],
        ["peers", f"{peers}; Python {m['python']}"],
        ["memory read by one core", f"{number(limits['memory read'])} GB/s"],
        ["memory written by one core", f"{number(limits['memory written'])} GB/s"],
    ]
    return table(["", ""], rows, "ll")


def one_core(found):
    document = found["measure"]
    rows = [
        [f["name"], number(f["median"]), number(f["least"]), number(f["largest"]), f["unit"].replace("us", "µs")]
        for f in document["figures"]
        if not f["name"].startswith("memory")
    ]
    lead = (
        f"{document['elements']:,} elements in memory that was allocated beforehand, in single precision unless stated "
        f"otherwise; kernels: {document.get('instruction_set') or 'as compiled'}."
    )
    return lead + "\n\n" + table(["", "median", "least", "largest", "unit"], rows, "lrrrl")


def fills(found):
    document = found["fills"]
    laws = ["uniform", "normal", "truncated normal"]
    rows = []
    ours = [("glorot, as it runs", found["own_fills"])]
    ours += [(f"glorot, {name}", fills) for name, fills in found["instruction_sets"].items() if fills]
    for name, measured in ours:
        rows.append([name] + [number(figures(measured)[f"fill, {law}"]) for law in laws])
    for peer in dict.fromkeys(f["peer"] for f in document["figures"]):
        medians = {f["law"]: f["median"] for f in document["figures"] if f["peer"] == peer}
        rows.append([peer] + [number(medians[law]) for law in laws])
    lead = (
        f"Nanoseconds per element, {document['elements']:,} elements, on one processor, to which the peers are bound. "
        "NumPy's uniform is the plain one on [0, 1); its truncated normal is redrawn until inside."
    )
    return lead + "\n\n" + table(["", *laws], rows, "lrrr")


def verified(found):
    rows, digits = [], []
    for case in found["verify"]:
        ours, peer = case["ours"], case["peer"]
        name = f"{case['law']}, {case['count']:,}"
        rows.append(
            [
                name,
                number(ours["median"]),
                number(peer["median"]),
                number(peer["median"] / ours["median"]),
                megabytes(ours["peak"]),
                megabytes(peer["peak"]),
            ]
        )
        a, b = case["our_distance"], case["peer_distance"]
        digits.append([name, repr(a["d"]), repr(b["d"]), repr(a["p"]), repr(b["p"])])
    head = ["file", "glorot, s", "SciPy, s", "times as fast", "glorot, MB", "SciPy, MB"]
    text = (
        "`glorot verify` (the whole battery, both passes) and a script with `numpy.load`, `scipy.stats.kstest`, a "
        "histogram and its chi-square, mean and variance, as whole processes on the same float32 file.\n\n"
        + table(head, rows, "lrrrrr")
        + "\n\nThe distance and its p-value. SciPy's are from the values in double precision, since it standardises "
        "float32 in single precision:\n\n"
        + table(["file", "D", "SciPy's D", "p", "SciPy's p"], digits, "lrrrr")
    )
    start = found["start"]
    return text + (
        f"\n\n1,000 values, from start to exit: {number(1e3 * start['ours']['median'])} ms "
        f"({number(1e3 * start['ours']['least'])} to {number(1e3 * start['ours']['largest'])} over "
        f"{start['ours']['rounds']} runs); the script: {number(1e3 * start['peer']['median'])} ms. In a Python process, "
        f"`glorot.verify` of 1,000 values: {number(1e3 * found['in_process']['ours'])} ms; SciPy's `kstest` alone: "
        f"{number(1e3 * found['in_process']['peer'])} ms.\n\n" + halves(found["halves"]) + " " + checkpoint(found)
    )


def halves(h):
    return (
        f"{h['count']:,} normal bfloat16 values: {number(h['ours']['median'])} s, {megabytes(h['ours']['peak'])} MB; "
        f"`cat FILE | wc -c`: {number(h['peer']['median'])} s."
    )


def checkpoint(found):
    c = found["checkpoint"]
    return (
        f"A checkpoint of 300 tensors and {c['count']:,} values, most of them in matrices, with every test and the search "
        f"for copies: {number(c['one']['median'])} s on one thread, {number(c['two']['median'])} s on two."
    )


def growth(found):
    def rows(measured):
        return [
            [
                f"{m['count']:,}",
                number(m["median"]),
                number(1e9 * m["median"] / m["count"]),
                megabytes(m["peak"]),
            ]
            for m in measured
        ]

    head = ["values", "s", "ns per value", "peak, MB"]
    return (
        "`glorot verify` of a uniform float32 file, including the start of the process:\n\n"
        + table(head, rows(found["files"]), "rrrr")
        + "\n\nDrawing and testing without storing anything: `glorot report --only keras.RandomUniform --samples ...`, "
        "at four shapes on all processors, each value drawn twice:\n\n"
        + table(head, rows(found["streams"]), "rrrr")
    )


def report(found):
    r = found["report"]
    names = {
        "ours": "`glorot report`",
        "peer": "`report.py`, one process",
        "parallel_peer": f"`report.py`, {r['processes']} processes",
    }
    rows = [
        [name, number(r[key]["median"]), number(r[key]["median"] / r["ours"]["median"]), megabytes(r[key]["peak"])]
        for key, name in names.items()
    ]
    return (
        f"Every initializer at every shape and every planted defect, {r['samples']:,} values per case. `report.py` "
        "draws and tests the same amount with NumPy and SciPy, without the defects' alterations. The peak of several "
        "processes is that of the largest.\n\n" + table(["", "s", "times ours", "peak, MB"], rows, "lrrr")
    )


def figures(document):
    return {figure["name"]: figure["median"] for figure in document["figures"]}


def number(value):
    """Three significant digits, and all digits before the point."""
    if value >= 1000:
        return f"{value:,.0f}"
    text = f"{value:.3g}"
    return text if "e" not in text else f"{value:.7f}".rstrip("0")


def megabytes(value):
    return f"{value / 1e6:,.0f}"


def table(head, rows, alignment):
    marks = [":---" if side == "l" else "---:" for side in alignment.ljust(len(head), "l")]
    lines = [head, marks, *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)
