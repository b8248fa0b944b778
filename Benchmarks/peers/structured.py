"""Draws and tests of the structured initializers: constants, identities, sparse and orthogonal matrices."""

import numpy as np
from scipy import stats

import battery
from laws import Normal


def constant(form, count):
    value = np.float32(form["mean"])
    values = np.full(count, value)
    return {"exact": (int(np.count_nonzero(values != value)), None)}


def pattern(form, shape, count):
    """Identity and Dirac: a tensor with few ones, repeated to the sample's size and compared value by value."""
    size = int(np.prod(shape))
    wanted = np.zeros((size // shape[-1], shape[-1]), dtype=np.float32)
    np.fill_diagonal(wanted, np.float32(form["high"]))
    values = np.resize(wanted.ravel(), count)
    found = values[: count // size * size].reshape(-1, size)
    return {"exact": (int(np.count_nonzero(found != wanted.ravel())), None)}


def sparse(claim, form, shape, count, generator):
    rows, columns = int(np.prod(shape[:-1])), shape[-1]
    share = float(claim.split("sparsity=")[1].rstrip(")"))
    zeros = int(np.ceil(share * rows))
    law = Normal(0, float(np.sqrt(float(form["variance"]) / (1 - zeros / rows))))
    matrices = max(1, count // (rows * columns))
    values = law.draw(generator, matrices * rows * columns).reshape(matrices, rows, columns)
    # In every column, the first places of a random order are zeros.
    order = np.argsort(generator.random(values.shape, dtype=np.float32), axis=1)
    np.put_along_axis(values, order[:, :zeros], 0, axis=1)
    empty = values == 0
    results = {"columns": (int(np.count_nonzero(empty.sum(axis=1) != zeros)), None)}
    places = empty.sum(axis=(0, 2))
    results["positions"] = stats.chisquare(places, np.full(rows, places.mean()), sum_check=False)
    rest = values[~empty]
    ordered = np.sort(rest)
    distance = stats.kstest(ordered, law.cdf)
    results["kolmogorov_smirnov"] = (distance.statistic, distance.pvalue)
    return results | battery.moments(rest.astype(np.float64) / law.deviation)


def orthogonal(claim, form, shape, count, generator):
    gain = float(form["high"])
    if "torch" in claim:
        rows, columns = shape[0], int(np.prod(shape[1:]))
    elif "delta" in claim:
        rows, columns = shape[-2], shape[-1]
    else:
        rows, columns = int(np.prod(shape[:-1])), shape[-1]
    tall, wide = max(rows, columns), min(rows, columns)
    matrices = max(1, count // int(np.prod(shape)))
    q, r = np.linalg.qr(generator.standard_normal((matrices, tall, wide), dtype=np.float32))
    q *= np.sign(np.diagonal(r, axis1=1, axis2=2))[:, None, :]
    values = q * np.float32(gain)
    products = np.matmul(np.swapaxes(values, 1, 2), values) / gain**2
    results = {"orthonormal": (float(np.abs(products - np.eye(wide, dtype=np.float32)).max()), None)}
    if tall > 1:
        # An entry's square is a Beta variable. Only one entry of each matrix is used, since its entries are dependent.
        entries = values[:, 0, 0].astype(np.float64) / gain
        distance = stats.kstest(entries**2, stats.beta(0.5, (tall - 1) / 2).cdf)
        results["kolmogorov_smirnov"] = (distance.statistic, distance.pvalue)
    positive = int(np.count_nonzero(values[:, 0, :] > 0))
    results["signs"] = (positive, stats.binomtest(positive, matrices * wide).pvalue)
    if tall == wide:
        results["determinant"] = (float(np.sign(np.linalg.det(q)).mean()), None)
        results["trace"] = (float(np.trace(q, axis1=1, axis2=2).mean()), None)
    return results
