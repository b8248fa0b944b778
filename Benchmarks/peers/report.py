"""The work of `glorot report` in NumPy and SciPy: draws as many values for every case, tests them, writes Markdown.

    report.py PLAN OUTPUT [--samples N] [--processes P]

PLAN is the conformance report as JSON, which lists every case with its shape and closed form. A planted defect is drawn
as the claim states it and put through the same tests, but its alteration, and the work for that, is left out. Where
NumPy and SciPy have no exact law (the bounds of the tests of dependence), the normal approximation is used.
"""

import argparse
import json
import multiprocessing
import os
import sys

if "--processes" in sys.argv:
    # The processes run in parallel; additional threads of the linear algebra would get in their way.
    os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np  # noqa: E402

import battery  # noqa: E402
import structured  # noqa: E402
from laws import law_of  # noqa: E402

STRUCTURED_LIMIT = 1 << 20


def run(job):
    """The tests of one case. It redraws its neighbour's values, since no process knows what another one drew."""
    index, case, neighbour, samples = job
    generator = np.random.Generator(np.random.PCG64([2026, index]))
    claim, shape, form = case["claim"], case["shape"], case["closed_form"]
    size = int(np.prod(shape))
    whole = max(size, min(samples, STRUCTURED_LIMIT) // size * size)
    if float(form["variance"]) == 0:
        results, count = structured.constant(form, samples), samples
    elif "rthogonal" in claim:
        results, count = structured.orthogonal(claim, form, shape, whole, generator), whole
    elif "sparse" in claim:
        results, count = structured.sparse(claim, form, shape, whole, generator), whole
    elif any(name in claim for name in ("dentity", "eye_", "dirac")):
        results, count = structured.pattern(form, shape, samples), samples
    else:
        law, count = law_of(form), samples
        values = law.draw(generator, count)
        if "float16" in claim:
            values = values.astype(sixteen_bit_type(claim))
            results = battery.lattice(values, law, shape[-1], size)
        else:
            before = None
            if neighbour is not None:
                other = law_of(neighbour["closed_form"])
                drawn = other.draw(np.random.Generator(np.random.PCG64([2026, index, 1])), count)
                before = (drawn.astype(np.float64) - other.mean) / other.deviation
            results, _ = battery.continuous(values, law, shape[-1], size, before)
    return claim, shape, count, {name: tuple(result) for name, result in results.items()}


def sixteen_bit_type(claim):
    if "bfloat16" not in claim:
        return np.float16
    import ml_dtypes

    return ml_dtypes.bfloat16


def jobs(plan, samples):
    cases = [case for case in plan["cases"] if case["verdict"] != "not_applicable"]
    planted = [defect["case"] for defect in plan["planted_defects"] if defect["case"]["closed_form"]]
    result, last = [], {}
    for index, case in enumerate(cases):
        key = tuple(case["shape"])
        compared = any(test["name"] == "tensors" for test in case["tests"])
        result.append((index, case, last.get(key) if compared else None, samples))
        if compared:
            last[key] = case
    return result + [(len(cases) + index, case, None, samples) for index, case in enumerate(planted)]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("plan")
    parser.add_argument("output")
    parser.add_argument("--samples", type=int, default=1 << 22)
    parser.add_argument("--processes", type=int, default=1)
    options = parser.parse_args()
    with open(options.plan) as file:
        work = jobs(json.load(file), options.samples)
    if options.processes > 1:
        with multiprocessing.Pool(options.processes) as pool:
            finished = pool.map(run, work, chunksize=1)
    else:
        finished = list(map(run, work))
    tests = sum(len(results) for *_, results in finished)
    lines = ["| claim | shape | values | least p | its test |", "| :--- | :--- | ---: | ---: | :--- |"]
    for claim, shape, count, results in finished:
        tested = [(p, name) for name, (_, p) in results.items() if p is not None]
        p, name = min(tested) if tested else (1.0, "–")
        lines.append(f"| `{claim}` | {shape} | {count} | {p:.6g} | {name} |")
        if p * tests < 1e-6:
            print(f"report: {claim} {shape} {name} {p:.3g}", file=sys.stderr)
    with open(options.output, "w") as file:
        file.write("\n".join(lines) + "\n")
    print(json.dumps({"cases": len(finished), "tests": tests, "draws": sum(count for _, _, count, _ in finished)}))


if __name__ == "__main__":
    main()
