"""The Cramer-von Mises law of a finite sample to 20 digits, by inclusion and exclusion.

The unit simplex of order statistics is bounded by n + 1 walls, u_1 = 0, u_i = u_(i+1), u_n = 1. Its indicator is the
alternating sum, over all sets of walls, of the indicators of the points beyond all walls of the set. Beyond a set,
exp(-s W^2) integrates to a product over runs of neighbouring walls: R_m for the m points of a run inside, E_a for the a
points of a run at an end. The whole is a convolution over the sizes of runs. A run's nearest point lies at the common
mean, at a squared distance that is a multiple of 1 / (4 n^2). The rest is analytic off the negative axis, so Talbot's
contour inverts the sum, without the sets whose distance is beyond the statistic. The terms cancel, which takes 200 and
more bits.

The package uses a different method: a recursion over order statistics on a vertical line.

Columns: test, count, statistic, survival, cdf. It takes a few minutes.

Usage: python3 cramer-von-mises-finite.py > OUTPUT        (python-flint)
"""

import math
import sys

from flint import acb, acb_mat, arb, arb_mat, ctx

ctx.prec = 256
NODES, REACH, TALBOT = 100, 9, 36  # exp(-REACH^2) = 7e-36; Talbot: about 10^(-0.6 * 36)


def middle(matrix):
    rows, columns = matrix.nrows(), matrix.ncols()
    return acb_mat([[acb(matrix[i, j].mid()) for j in range(columns)] for i in range(rows)])


def rule():
    """Gauss-Legendre abscissae, weights, and the matrix that integrates from -1 to each abscissa."""
    pairs = sorted((arb.legendre_p_root(NODES, k, weight=True) for k in range(NODES)), key=lambda p: float(p[0].mid()))
    x, w = [p[0] for p in pairs], [p[1] for p in pairs]
    legendre = []
    for value in x:
        p = [arb(1), value]
        for d in range(2, NODES + 1):
            p.append(((2 * d - 1) * value * p[-1] - (d - 1) * p[-2]) / d)
        legendre.append(p)
    terms = range(1, NODES)
    matrix = arb_mat([[
        w[l] / 2 * (x[k] + 1 + sum((legendre[l][j] * (legendre[k][j + 1] - legendre[k][j - 1]) for j in terms), arb(0)))
        for l in range(NODES)] for k in range(NODES)])
    return [v.mid() for v in x], [v.mid() for v in w], middle(matrix)


X, W, CUMULATIVE = rule()


def resolve(nodes):
    global NODES, X, W, CUMULATIVE
    if nodes != NODES:
        NODES = nodes
        X, W, CUMULATIVE = rule()


def chain(root, slopes, low, high):
    """The integral over low < w_1 < ... < w_m < high of the product of exp(-w_i^2 + slope_i root w_i)."""
    half, centre = arb(high - low) / 2, arb(high + low) / 2
    w = [centre + half * x for x in X]
    g = [acb(1)] * NODES
    for index, slope in enumerate(slopes):
        f = [(-(v * v) + slope * root * v).exp() * y for v, y in zip(w, g)]
        if index == len(slopes) - 1:
            return (sum((a * b for a, b in zip(f, W)), acb(0)) * half).mid()
        column = CUMULATIVE * acb_mat([[y] for y in f])
        g = [(column[k, 0] * half).mid() for k in range(NODES)]


def transform(n, beta, limit):
    """The coefficients at beta = s / n^2, by the squared distance in units of 1 / (4 n^2), below limit."""
    root = beta.sqrt()
    inside, end = {}, {0: (0, acb(1))}
    for m in range(1, n + 1):
        distance = m * (m * m - 1) // 3
        if distance < limit:
            slopes = [arb(2 * i - m - 1) for i in range(m, 0, -1)]
            inside[m] = (distance, (-1) ** (m - 1) * chain(root, slopes, -REACH, REACH) / root**m)
        distance = m * (4 * m * m - 1) // 3
        if distance < limit:
            slopes = [-arb(2 * i - 1) for i in range(1, m + 1)]
            end[m] = (distance, (-1) ** m * chain(root, slopes, 0, REACH) / root**m)
    table = [{} for _ in range(n + 1)]
    for m, (distance, value) in end.items():
        table[m][distance] = value
    for k in range(n + 1):
        for m, (distance, value) in inside.items():
            if k + m > n:
                continue
            for j, other in table[k].items():
                if j + distance < limit:
                    table[k + m][j + distance] = table[k + m].get(j + distance, acb(0)) + other * value
    total = {}
    for m, (distance, value) in end.items():
        for j, other in table[n - m].items():
            if j + distance < limit:
                total[j + distance] = total.get(j + distance, acb(0)) + other * value
    return total


def cdf(n, x):
    excess = x - arb(1) / (12 * n)
    limit = float((4 * n * n * excess).mid())
    radius = arb(2 * TALBOT) / (5 * excess)
    total = arb(0)
    for k in range(TALBOT):
        angle = arb.pi() * k / TALBOT
        if k == 0:
            s, weight = acb(radius), acb(1) / 2
        else:
            cot = angle.cot()
            s, weight = radius * angle * acb(cot, 1), acb(1, angle + (angle * cot - 1) * cot)
        value = acb(0)
        for j, coefficient in transform(n, s / (n * n), limit).items():
            value += coefficient * (s * (excess - arb(j) / (4 * n * n))).exp()
        total += (weight * value / s).real
    return total * radius / TALBOT * math.factorial(n) / arb(n) ** n


STATISTICS = {
    2: [0.11, 0.15, 0.25, 0.4, 0.55, 0.64],
    3: [0.06, 0.0785, 0.1, 0.2, 0.46, 0.7, 0.9, 0.98],
    4: [0.04111, 0.0525, 0.075, 0.119, 0.3, 0.46, 0.74, 1, 1.25],
    5: [0.03, 0.05, 0.1, 0.2, 0.3, 0.6, 0.94267, 1.3, 1.55],
    7: [0.02, 0.03, 0.05, 0.119, 0.2, 0.3],
    10: [0.015, 0.02, 0.05, 0.08],
    16: [0.01, 0.02, 0.03],
    24: [0.01, 0.015],
}

if __name__ == "__main__":
    print("# generated by Scripts/generate/cramer-von-mises-finite.py")
    print("test", "n", "statistic", "survival", "cdf", sep="\t")
    questions = [(n, x) for n, statistics in STATISTICS.items() for x in statistics]
    # The statistic is the Double that its decimals denote.
    coarse = [cdf(n, arb(x)).mid() for n, x in questions]
    resolve(144)
    for (n, x), first in zip(questions, coarse):
        value = cdf(n, arb(x)).mid()
        # Large samples and statistics would need too many nodes: such rows are left out.
        tail = min(float(value), float(1 - value))
        if abs(float(value - first)) > 1e-10 * tail:
            print("left out", n, x, float(value - first), file=sys.stderr, flush=True)
            continue
        print("cramer_von_mises", n, x, (1 - value).mid().str(20, radius=False), value.str(20, radius=False), sep="\t", flush=True)
