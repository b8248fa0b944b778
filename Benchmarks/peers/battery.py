"""The tests of one case, vectorised with NumPy and SciPy: those of `glorot report`, as far as these libraries allow."""

import numpy as np
from scipy import stats

LAGS = range(1, 65)


def continuous(values, law, row_length, tensor_length, before):
    """Tests of single-precision draws. `before` has the standardised draws of the previous case, or None."""
    n = values.size
    ordered = np.sort(values)
    u = law.cdf(ordered.astype(np.float64))
    rank = np.arange(1, n + 1) / n
    d = max(np.max(rank - u), np.max(u - rank) + 1 / n)
    results = {"kolmogorov_smirnov": (d, stats.kstwo.sf(d, n))}
    # The cells' edges in a sorted sample: no histogram of all values is needed.
    cells = int(min(512, max(8, n // 64)))
    edges = np.searchsorted(u, np.linspace(0, 1, cells + 1))
    counts = np.diff(np.concatenate(([0], edges[1:-1], [n])))
    results |= cell_tests(counts, np.full(cells, 1 / cells), n)
    log_u, log_v = np.log(np.maximum(u, 1e-300)), np.log(np.maximum(1 - u[::-1], 1e-300))
    results["anderson_darling"] = (-n - np.mean((2 * rank * n - 1) * (log_u + log_v)), None)
    # Single precision may round onto a bound, so the gap below an extreme is at least a unit in the last place.
    low, high = max(u[0], 2.0**-24), max(1 - u[-1], 2.0**-24)
    gap = min(-np.expm1(n * np.log1p(-low)), -np.expm1(n * np.log1p(-high)))
    results["extremes"] = (u[0], min(1.0, 2 * gap))
    results["tails"] = tails(np.searchsorted(u, 10 / n), n - np.searchsorted(u, 1 - 10 / n), n)
    results["support"] = (int(np.count_nonzero(~np.isfinite(values))), None)
    results["levels"] = (1 + int(np.count_nonzero(ordered[1:] != ordered[:-1])), None)
    z = (values.astype(np.float64) - law.mean) / law.deviation
    results |= moments(z)
    results |= dependence(values, z, law, row_length, tensor_length)
    if before is not None:
        shared = min(n, before.size)
        results["tensors"] = correlation(z[:shared], before[:shared])
    return results, z


def lattice(values, law, row_length, tensor_length):
    """Tests of 16-bit draws: the patterns are counted, and the law is put on their lattice."""
    n = values.size
    with np.errstate(invalid="ignore"):
        every = np.arange(1 << 16, dtype=np.uint32).astype(np.uint16).view(values.dtype).astype(np.float64)
    counts = np.bincount(values.view(np.uint16), minlength=1 << 16)
    finite = np.flatnonzero(np.isfinite(every))
    finite = finite[np.argsort(every[finite], kind="stable")]
    levels, counts = every[finite], counts[finite]
    cuts = law.cdf((levels[1:] + levels[:-1]) / 2)
    below = np.concatenate((cuts, [1.0]))
    d = np.max(np.abs(np.cumsum(counts) / n - below))
    results = {"kolmogorov_smirnov": (d, stats.kstwo.sf(d, n))}
    probabilities = np.diff(np.concatenate(([0.0], below)))
    # Neighbours are merged until a cell expects 64 values or more.
    group = np.floor(np.cumsum(probabilities) * n / 64).astype(np.int64)
    merged = np.bincount(group - group[0], weights=counts)
    expected = np.bincount(group - group[0], weights=probabilities)
    kept = expected > 0
    results |= cell_tests(merged[kept], expected[kept] / expected[kept].sum(), n)
    results["levels"] = (int(np.count_nonzero(counts)), None)
    wide = values.astype(np.float32)
    z = (wide.astype(np.float64) - law.mean) / law.deviation
    results |= moments(z)
    results |= dependence(wide, z, law, row_length, tensor_length)
    return results


def cell_tests(counts, probabilities, n):
    expected = n * probabilities
    fit = stats.chisquare(counts, expected, sum_check=False)
    deviation = (counts - expected) / np.sqrt(expected * (1 - probabilities))
    worst = int(np.argmax(np.abs(deviation)))
    low = stats.binom.cdf(counts[worst], n, probabilities[worst])
    high = stats.binom.sf(counts[worst] - 1, n, probabilities[worst])
    return {
        "chi_square": (fit.statistic, fit.pvalue),
        "cells": (deviation[worst], min(1.0, 2 * counts.size * min(low, high))),
    }


def tails(below, above, n):
    p = min(stats.binom.sf(below - 1, n, 10 / n), stats.binom.sf(above - 1, n, 10 / n))
    return (int(below + above), min(1.0, 2 * p))


def moments(z):
    squares = z * z
    n, scale = z.size, squares.mean()
    return {
        "mean": (z.mean(), 2 * stats.norm.sf(abs(z.mean()) * np.sqrt(n))),
        "scale": (scale, 2 * min(stats.chi2.sf(scale * n, n), stats.chi2.cdf(scale * n, n))),
        "kurtosis": ((squares * squares).mean() / scale**2 - 3, None),
    }


def correlation(a, b):
    r = np.dot(a, b) / a.size
    return (r, 2 * stats.norm.sf(abs(r) * np.sqrt(a.size)))


def dependence(values, z, law, row_length, tensor_length):
    n = z.size
    lags = list(LAGS) + sorted(lag for lag in {row_length, tensor_length} if lag > 64)
    serial = [correlation(z[:-lag], z[lag:]) for lag in lags if lag < n // 4]
    worst = min(serial, key=lambda result: result[1])
    results = {"serial": (worst[0], min(1.0, len(serial) * worst[1]))}
    table = z[: n // row_length * row_length].reshape(-1, row_length)
    squares = table * table
    for name, axis in (("rows", 1), ("columns", 0)):
        length = table.shape[axis]
        lines = table.size // length
        largest = np.abs(table.sum(axis=axis)).max() / np.sqrt(length)
        spread = squares.sum(axis=axis)
        p = min(
            2 * stats.norm.sf(largest),
            2 * stats.chi2.sf(spread.max(), length),
            2 * stats.chi2.cdf(spread.min(), length),
        )
        # Squares of a law with lighter tails than the normal one spread less: the bound errs to the safe side.
        results[name] = (largest, min(1.0, 2 * lines * p))
    results["triples"] = triples(values, law)
    results["repeats"] = (repeats(values, 16) + (repeats(values, row_length) if row_length >= 4 else 0), None)
    return results


def triples(values, law):
    count = values.size // 3
    # The finest cube with at least four expected triples per cell.
    side = 4
    while side < 64 and count / (2 * side) ** 3 >= 4:
        side *= 2
    edges = law.quantile(np.arange(1, side) / side).astype(np.float32)
    index = np.searchsorted(edges, values[: 3 * count]).reshape(-1, 3)
    cell = (index[:, 0] * side + index[:, 1]) * side + index[:, 2]
    found = np.bincount(cell, minlength=side**3)
    fit = stats.chisquare(found, np.full(side**3, count / side**3), sum_check=False)
    return (fit.statistic, fit.pvalue)


def repeats(values, length):
    blocks = np.ascontiguousarray(values[: values.size // length * length]).reshape(-1, length)
    # A 64-bit hash of each block: a sum of its bits times odd numbers, modulo 2^64.
    factors = np.random.Generator(np.random.PCG64(length)).integers(1, 1 << 63, length, dtype=np.uint64) * 2 + 1
    hashes = (blocks.view(np.uint32).astype(np.uint64) * factors).sum(axis=1, dtype=np.uint64)
    return int(hashes.size - np.unique(hashes).size)
