"""The package's speed targets, compared with what was measured."""

from typing import NamedTuple

LAWS = ("uniform", "normal", "truncated normal")

# How many times as fast as the fastest of NumPy, PyTorch and JAX.
FILL_TARGETS = {
    "avx512": {"uniform": 2, "normal": 3, "truncated normal": 4},
    "avx2": {"uniform": 1, "normal": 1, "truncated normal": 1},
    "sse2": {"normal": 1},
}


class Target(NamedTuple):
    name: str
    asked: str
    measured: str
    verdict: str


def judged(name, asked, measured, is_met):
    return Target(name, asked, measured, "met" if is_met else "not met")


def targets(found):
    return [
        *verify_targets(found),
        *summary_targets(found),
        *fill_targets(found),
        *thread_targets(found),
        *growth_targets(found),
        *report_targets(found),
        *small_targets(found),
        halves_target(found),
        checkpoint_target(found),
    ]


def verify_targets(found):
    count = max(case["count"] for case in found["verify"])
    case = next(c for c in found["verify"] if c["count"] == count and c["law"] == "normal")
    ratio = case["peer"]["median"] / case["ours"]["median"]
    peak = case["ours"]["peak"] / 1e6
    ours, peer = case["our_distance"], case["peer_distance"]
    name = f"`glorot verify`, {count:,} normal float32"
    # The last digits of D come from two implementations of the normal law's cdf.
    same = abs(ours["d"] - peer["d"]) <= 1e-12
    close = abs(ours["p"] - peer["p"]) <= 4e-7
    return [
        judged(name, "150 times as fast as the SciPy script", f"{ratio:.3g} times", ratio >= 150),
        judged(f"{name}, memory", "at most 43 MB", f"{peak:.3g} MB", peak <= 43),
        judged(f"{name}, D", "SciPy's, to 1e-12", f"{ours['d']!r}, SciPy {peer['d']!r}", same),
        judged(f"{name}, p", "SciPy's, to its own error of 4e-7", f"{ours['p']!r}, SciPy {peer['p']!r}", close),
    ]


def summary_targets(found):
    figures = medians(found["measure"])
    uniform = figures["summary, uniform"]
    share = 4 / uniform / figures["memory read"]
    rows = [
        judged("Summary pass, uniform", "at most 1.2 ns per element", f"{uniform:.3g} ns", uniform <= 1.2),
        judged(
            "Summary pass, uniform, of the core's memory bandwidth", "at least 0.13", f"{share:.2g}", share >= 0.13
        ),
    ]
    for law in LAWS[1:]:
        ratio = figures[f"summary, {law}"] / uniform
        rows.append(
            judged(f"Summary pass, {law}", "at most 2 times the uniform one's time", f"{ratio:.3g} times", ratio <= 2)
        )
    batteries = [figures[f"battery, {law}"] for law in LAWS]
    measured = f"{min(batteries):.3g} to {max(batteries):.3g} ns"
    asked = "at most 2.5 ns per element and core"
    return [*rows, judged("Battery, each of the three laws", asked, measured, max(batteries) <= 2.5)]


def fill_targets(found):
    rows = []
    for instruction_set in ("avx512", "avx2", "sse2"):
        document = found["instruction_sets"].get(instruction_set)
        for law in LAWS:
            asked = FILL_TARGETS[instruction_set].get(law)
            name = f"Fill, {law}, {instruction_set}"
            wish = f"{asked} times as fast as the fastest peer" if asked else "stated"
            if document is None:
                rows.append(Target(name, wish, "–", "not measured"))
                continue
            peer, theirs = fastest(found, law)
            ratio = theirs / medians(document)[f"fill, {law}"]
            measured = f"{ratio:.3g} times ({peer})"
            rows.append(
                judged(name, wish, measured, ratio >= asked) if asked else Target(name, wish, measured, "stated")
            )
    if all(document is None for document in found["instruction_sets"].values()):
        # The package does not say which instructions it uses: state its speed without judging a target.
        for law in LAWS:
            peer, theirs = fastest(found, law)
            ratio = theirs / medians(found["own_fills"])[f"fill, {law}"]
            rows.append(Target(f"Fill, {law}, as it runs", "stated", f"{ratio:.3g} times ({peer})", "stated"))
    return rows


def fastest(found, law):
    """The peer that fills fastest, and its time."""
    figures = [(figure["median"], figure["peer"]) for figure in found["fills"]["figures"] if figure["law"] == law]
    time, peer = min(figures)
    return peer, time


def thread_targets(found):
    name, asked = "Two threads", "1.8 times the work of one from 2^22 elements on, with the same bits"
    ratios = []
    for document in found["threads"]:
        figures = medians(document)
        ratios += [
            figures[f"fill, {law}, threads 1"] / figures[f"fill, {law}, threads 2"]
            for law in LAWS
            if f"fill, {law}, threads 2" in figures
        ]
    if not ratios:
        return [Target(name, asked, "–", "not measured")]
    same = all(document.get("same_bits") for document in found["threads"])
    measured = f"{min(ratios):.3g} to {max(ratios):.3g} times, {'the same' if same else 'other'} bits"
    return [judged(name, asked, measured, same and min(ratios) >= 1.8)]


def growth_targets(found):
    rows = []
    for key, name, most in (
        ("files", "Time of `glorot verify` over a file", 10.5),
        ("streams", "Time of drawing and testing", 11),
    ):
        sizes = found[key]
        if len(sizes) < 2:
            continue
        # Excess over proportional growth, from each size to the next.
        growth = max(
            (b["median"] / a["median"]) / (b["count"] / a["count"]) for a, b in zip(sizes, sizes[1:])
        )
        asked = (
            f"linear from {sizes[0]['count']:.0e} to {sizes[-1]['count']:.0e} values: ten times as many take at most "
            f"{most} times as long"
        )
        rows.append(judged(name, asked, f"at most {10 * growth:.3g} times", 10 * growth <= most))
    return rows


def report_targets(found):
    report = found["report"]
    name = f"`glorot report`, {report['samples']:,} values per case"
    one = report["peer"]["median"] / report["ours"]["median"]
    several = report["parallel_peer"]["median"] / report["ours"]["median"]
    beside = f"{name}, beside {report['processes']} processes"
    return [
        judged(name, "12 times as fast as report.py in one process", f"{one:.3g} times", one >= 12),
        Target(beside, "stated", f"{several:.3g} times", "stated"),
    ]


def small_targets(found):
    milliseconds = 1e3 * found["start"]["ours"]["median"]
    inside, peer = (1e3 * found["in_process"][side] for side in ("ours", "peer"))
    return [
        judged(
            "`glorot verify` of 1,000 values, start to exit",
            "at most 8 ms",
            f"{milliseconds:.3g} ms",
            milliseconds <= 8,
        ),
        judged(
            "`glorot.verify` of 1,000 values in a Python process",
            "at most 0.3 ms",
            f"{inside:.3g} ms (SciPy's kstest {peer:.3g} ms)",
            inside <= 0.3,
        ),
    ]


def halves_target(found):
    halves = found["halves"]
    ratio = halves["ours"]["median"] / halves["peer"]["median"]
    name = f"`glorot verify`, {halves['count']:,} normal bfloat16"
    return judged(name, "at most 1.3 times the time of reading it (`cat` into `wc -c`)", f"{ratio:.3g} times", ratio <= 1.3)


def checkpoint_target(found):
    ratio = found["checkpoint"]["one"]["median"] / found["checkpoint"]["two"]["median"]
    name = f"`glorot verify` of 300 tensors, {found['checkpoint']['count']:,} values, two threads"
    return judged(name, "at least 1.8 times as fast as one thread", f"{ratio:.3g} times", ratio >= 1.8)


def medians(document):
    return {figure["name"]: figure["median"] for figure in document["figures"]}
