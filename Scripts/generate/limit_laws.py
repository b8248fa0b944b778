"""Reference rows for the null laws of Anderson-Darling, Cramer-von Mises and Kuiper statistics.

Every number is computed with mpmath at 40 digits or more, by a formula other than the library's:

* Anderson-Darling and Cramer-von Mises, limit: Bromwich inversion of the moment generating function
  M(s) = prod_j (1 - 2 s w_j)^(-1/2) along a parabola through the saddle point, trapezoidal rule,
  refined until it settles.
* Anderson-Darling, two observations: area of the level set by tanh-sinh quadrature, the roots found at each
  abscissa.
* Cramer-von Mises, one and two observations: length and area of a ball within the simplex of order statistics.
* Kuiper, limit: each tail from the theta series that converges slowly there, with enough digits for the cancellation.
* Kuiper, n observations: Steck's determinant in exact rationals. Rotating the circle so that the maximum of the
  empirical process lies at its origin gives P(V < v) = n P(i/n < U_(i) < i/n + v - 1/n, i = 1..n-1).

Usage: python3 limit_laws.py OUTPUT_DIRECTORY        (mpmath 1.3 or later)
"""

import sys
from fractions import Fraction
from pathlib import Path

from mpmath import mp, mpc, mpf

mp.dps = 40


# --- Bromwich inversion ---------------------------------------------------------------------------------------------

def log_mgf_anderson_darling(s):
    """log M(s) for Im s > 0: M = (-2 pi s / cos(pi/2 sqrt(1 + 8 s)))^(1/2)."""
    x = mp.pi / 2 * mp.sqrt(1 + 8 * s)
    if x.imag < 0:
        x = -x
    log_cos = -1j * x - mp.log(2) + mp.log(1 + mp.exp(2j * x))
    return (mp.log(-2 * mp.pi * s) - log_cos) / 2


def log_mgf_cramer_von_mises(s):
    """log M(s) for Im s > 0: M = (sqrt(2 s) / sin sqrt(2 s))^(1/2)."""
    x = mp.sqrt(2 * s)
    if x.imag < 0:
        x = -x
    log_sin = -1j * x + mp.log(1 - mp.exp(2j * x)) + mp.log(mpc(0, mpf(1) / 2))
    return (mp.log(x) - log_sin) / 2


def invert(log_mgf, branch, z, upper):
    """P(X > z) if upper, else P(X <= z). `branch` is the first singularity of M on the positive axis.

    The path is s = branch - r^2 with r = sigma + i w, so that exp(-s z) decays like exp(-z w^2) along it; it crosses the
    real axis at branch - sigma^2, left or right of the pole at 0 according to the tail.
    """
    if upper:
        sigma = mp.sqrt(min(mpf(1) / (2 * z), branch / 2))
    else:
        # Minimise the integrand along the negative axis by a coarse search: any crossing is correct, a good one is fast.
        best, sigma = None, None
        for k in range(-20, 160):
            trial = branch * (1 + mpf(10) ** (mpf(k) / 20))
            s = branch - trial + mpc(0, mpf(10) ** -45)
            size = (log_mgf(s)).real - s.real * z - mp.log(-s.real)
            if best is None or size < best:
                best, sigma = size, mp.sqrt(trial)
    reach = mp.sqrt(mpf(110) / z)

    def term(w):
        r = mpc(sigma, -w)  # Im s > 0 for w > 0
        s = branch - r * r
        return (mp.exp(log_mgf(s) - s * z) / s * (-2 * r * mpc(0, -1))).imag

    # Midpoints only, three times as many each time: none is wasted, and none lies on the real axis.
    count, total, previous = 24, None, None
    step = reach / count
    total = sum(term((k + mpf(1) / 2) * step) for k in range(count))
    value = total * step / mp.pi
    while True:
        step /= 3
        count *= 3
        total += sum(term((k + mpf(1) / 2) * step) for k in range(count) if k % 3 != 1)
        previous, value = value, total * step / mp.pi
        if abs(value - previous) < mpf(10) ** -23 * abs(value):
            return abs(value)
        if count > 200000:
            raise ArithmeticError(f"no convergence at {z}")


# --- Kuiper ---------------------------------------------------------------------------------------------------------

def kuiper_limit(lam):
    """(survival, cdf), each from the series that needs the cancellation, at 900 digits."""
    with mp.workdps(900):
        lam = mpf(lam)
        direct = mpf(0)
        j = 1
        while True:
            t = 2 * (4 * j * j * lam * lam - 1) * mp.exp(-2 * j * j * lam * lam)
            direct += t
            if j * lam > 5 and abs(t) < mpf(10) ** -880:
                break
            j += 1
        dual = mpf(0)
        k = 1
        while True:
            t = k * k * mp.exp(-mp.pi ** 2 * k * k / (2 * lam * lam))
            dual += t
            if k > lam and abs(t) < mpf(10) ** -880:
                break
            k += 1
        dual *= mp.sqrt(2 * mp.pi) * mp.pi ** 2 / lam ** 3
        return 1 - dual, 1 - direct


def kuiper_exact(n, v, number=Fraction):
    """P(V < v): Hessenberg determinant of Steck (1971). `number` must be precise enough for its cancellation."""
    m = n - 1
    d = number(v.numerator) / v.denominator - number(1) / n
    if d <= 0:
        return number(0)
    a = [number(i) / n for i in range(1, m + 1)]
    b = [min(number(1), number(i) / n + d) for i in range(1, m + 1)]
    inverse = [number(1)]
    for k in range(1, m + 2):
        inverse.append(inverse[-1] / k)

    def entry(i, j):  # 0-based; (b_i - a_j)_+^(j-i+1) / (j-i+1)!
        if j < i - 1:
            return number(0)
        if j == i - 1:
            return number(1)
        gap = b[i] - a[j]
        return gap ** (j - i + 1) * inverse[j - i + 1] if gap > 0 else number(0)

    minors = [number(1)]
    for j in range(m):
        value = number(0)
        sign = 1
        for i in range(j, -1, -1):
            value += sign * entry(i, j) * minors[i]
            sign = -sign
        minors.append(value)
    result = minors[m] * n
    for k in range(1, m + 1):
        result *= k
    return result


# --- small samples --------------------------------------------------------------------------------------------------

def anderson_darling_pair(z):
    """(survival, cdf) for two observations; a = u_(1), b = 1 - u_(2) have density 2 on a + b <= 1."""
    z = mpf(z)
    c = 2 * z + 4

    def h(u, v):  # v = 1 - u
        return -mp.log(u) - 3 * mp.log(v)

    def root(level, low):
        """ln of the distance from the end (0 if low, else 1) at which h reaches `level`."""
        first, second = (1, 3) if low else (3, 1)
        x = -level / first
        limit = mp.log(mpf(1) / 4 if low else mpf(3) / 4)
        x = min(x, limit - mpf(10) ** -12)
        for _ in range(200):
            e = mp.exp(x)
            f = -first * x - second * mp.log(1 - e) - level
            slope = -first + second * e / (1 - e)
            step = f / slope
            x = min(x - step, (x + limit) / 2) if x - step >= limit else x - step
            if abs(step) < mpf(10) ** -34 * max(1, abs(x)):
                break
        return x

    smallest = h(mpf(1) / 4, mpf(3) / 4)
    if c <= 2 * smallest:
        return mpf(1), mpf(0)
    ln_low, ln_high = root(c - smallest, True), root(c - smallest, False)

    def width(a, na):
        r = c - h(a, na)
        if r <= smallest:
            return mpf(0)
        lower = mp.exp(root(r, True))
        upper = 1 - mp.exp(root(r, False))
        return max(mpf(0), min(upper, na) - lower)

    # In ln a up to 1/4 and in ln(1 - a) beyond, cut where the line a + b = 1 crosses the level curve.
    cuts = [ln_low, mp.log(mpf(1) / 4)]
    far = [mp.log(mpf(3) / 4), ln_high]
    disc = 1 - 4 * mp.exp(-c / 4)
    if disc > 0:
        small = (1 - mp.sqrt(disc)) / 2
        for q in (small, 1 - small):
            if ln_low < mp.log(q) < mp.log(mpf(1) / 4):
                cuts.append(mp.log(q))
            if ln_high < mp.log(1 - q) < mp.log(mpf(3) / 4):
                far.append(mp.log(1 - q))
    area = mp.quad(lambda x: width(mp.exp(x), 1 - mp.exp(x)) * mp.exp(x), sorted(cuts))
    area += mp.quad(lambda x: width(1 - mp.exp(x), mp.exp(x)) * mp.exp(x), sorted(far))
    return 1 - 2 * area, 2 * area


def cramer_von_mises_pair(x):
    """(survival, cdf) for two observations: disc about (1/4, 3/4) within 0 <= u <= v <= 1."""
    radius2 = mpf(x) - mpf(1) / 24
    if radius2 <= 0:
        return mpf(1), mpf(0)
    rho = mp.sqrt(radius2)
    low, high = max(mpf(0), mpf(1) / 4 - rho), min(mpf(1), mpf(1) / 4 + rho)

    def height(u):
        half = mp.sqrt(max(mpf(0), radius2 - (u - mpf(1) / 4) ** 2))
        return max(mpf(0), min(mpf(1), mpf(3) / 4 + half) - max(u, mpf(3) / 4 - half))

    cuts = {low, high}
    if radius2 > mpf(1) / 16:  # the circle meets v = 1
        reach = mp.sqrt(radius2 - mpf(1) / 16)
        cuts |= {q for q in (mpf(1) / 4 - reach, mpf(1) / 4 + reach) if low < q < high}
    if radius2 > mpf(1) / 8:  # the circle meets u = v
        reach = mp.sqrt(radius2 / 2 - mpf(1) / 16)
        cuts |= {q for q in (mpf(1) / 2 - reach, mpf(1) / 2 + reach) if low < q < high}
    area = mp.quad(height, sorted(cuts))
    return 1 - 2 * area, 2 * area


# --- output ---------------------------------------------------------------------------------------------------------

def text(p):
    return "" if p is None else mp.nstr(p, 22, min_fixed=-3, max_fixed=3)


class Table:
    def __init__(self, path):
        self.rows = ["# generated by Scripts/generate/limit_laws.py; an empty cell was not computed",
                     "test\tn\tstatistic\tsurvival\tcdf"]
        self.path = path

    def add(self, test, n, statistic, survival, cdf):
        self.rows.append("\t".join([test, str(n), repr(float(statistic)), text(survival), text(cdf)]))

    def write(self):
        self.path.write_text("\n".join(self.rows) + "\n")


def both_tails(log_mgf, branch, z):
    """Each tail by its own inversion; they must add up to 1. Near the ends only the small tail is worth the time."""
    z = mpf(z)
    scaled = z * branch
    upper = invert(log_mgf, branch, z, True) if scaled > 0.1 else None
    lower = invert(log_mgf, branch, z, False) if scaled < 8 else None
    if upper is None:
        upper = 1 - lower
    if lower is None:
        lower = 1 - upper
    if abs(upper + lower - 1) > mpf(10) ** -22:
        raise ArithmeticError(f"tails at {z} add up to {upper + lower}")
    return upper, lower


def anderson_darling(directory):
    table = Table(directory / "anderson-darling.tsv")
    for z in [0.0018, 0.002, 0.0025, 0.003, 0.004, 0.005, 0.0075, 0.01, 0.0125, 0.016, 0.02, 0.025, 0.03, 0.04, 0.05,
              0.0625,
              0.075, 0.09, 0.1, 0.125, 0.15, 0.175, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.7499,
              0.75, 0.7501, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.4924, 3.0, 3.5, 3.878, 4.5, 5.0, 6.0, 7.5,
              9.0, 10.0,
              12.5, 15.0, 17.5, 20.0, 25.0, 30.0, 31.9, 32.0, 32.1, 35.0, 40.0, 50.0, 75.0, 100.0, 150.0, 200.0,
              300.0, 340.0,
              500.0, 650.0, 690.0, 700.0]:
        table.add("anderson_darling", "inf", z, *both_tails(log_mgf_anderson_darling, mpf(1), z))
    for z in [1000.0, 5000.0]:  # the logarithm of these is tested
        table.add("anderson_darling", "inf", z, invert(log_mgf_anderson_darling, mpf(1), mpf(z), True), None)
    for z in [0.25, 0.2502, 0.252, 0.26, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.7725, 0.773, 0.78, 0.8, 0.9, 1.0, 1.2, 1.34,
              1.36,
              1.5, 2.0, 3.0, 4.0, 5.0, 8.0, 12.0, 20.0, 30.0, 40.0]:
        table.add("anderson_darling", 2, z, *anderson_darling_pair(z))
    table.write()


def cramer_von_mises(directory):
    table = Table(directory / "cramer-von-mises.tsv")
    for x in [0.00018, 0.0002, 0.00025, 0.0003, 0.0004, 0.0005, 0.00075, 0.001, 0.0015, 0.002, 0.003, 0.004, 0.005,
              0.006, 0.0075,
              0.009, 0.01, 0.0125, 0.015, 0.0175, 0.02, 0.025, 0.03, 0.04, 0.05, 0.0625, 0.075, 0.09, 0.1, 0.11,
              0.1199, 0.12,
              0.1201, 0.13, 0.15, 0.175, 0.2, 0.25, 0.3, 0.35, 0.4614, 0.5, 0.58, 0.7435, 0.9, 1.0, 1.25, 1.5, 2.0,
              2.5, 3.0,
              3.2, 3.24, 3.25, 3.5, 4.0, 5.0, 7.5, 10.0, 15.0, 20.0, 30.0, 50.0, 75.0, 100.0, 125.0, 139.0, 142.0]:
        table.add("cramer_von_mises", "inf", x, *both_tails(log_mgf_cramer_von_mises, mp.pi ** 2 / 2, x))
    for x in [500.0, 1000.0]:
        table.add("cramer_von_mises", "inf", x, invert(log_mgf_cramer_von_mises, mp.pi ** 2 / 2, mpf(x), True), None)
    for x in [0.084, 0.1, 0.125, 0.2, 0.25, 0.3, 0.33]:
        cdf = 2 * mp.sqrt(mpf(x) - mpf(1) / 12)
        table.add("cramer_von_mises", 1, x, 1 - cdf, cdf)
    for x in [0.042, 0.05, 0.07, 0.1, 0.104, 0.11, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.65]:
        table.add("cramer_von_mises", 2, x, *cramer_von_mises_pair(x))
    table.write()


def kuiper(directory):
    table = Table(directory / "kuiper.tsv")
    for lam in [0.084, 0.085, 0.09, 0.1, 0.11, 0.12, 0.13, 0.15, 0.175, 0.2, 0.225, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5,
                0.55, 0.6,
                0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.99, 1.0, 1.01, 1.05, 1.1, 1.15, 1.2, 1.25, 1.3, 1.4, 1.5,
                1.6, 1.7,
                1.747, 1.8, 1.9, 2.0, 2.25, 2.5, 2.75, 3.0, 3.5, 4.0, 4.5, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 12.0, 14.0,
                16.0, 17.0,
                18.0, 18.5, 18.8]:
        table.add("kuiper", "inf", lam, *kuiper_limit(lam))
    for n, values in [(2, [0.5625, 0.75, 0.9375]), (3, [0.375, 0.5, 0.625, 0.75, 0.9375]),
                      (4, [0.2578125, 0.375, 0.4375, 0.5625, 0.75, 0.96875]),
                      (5, [0.25, 0.375, 0.421875, 0.5, 0.59375, 0.75, 0.984375]),
                      (10, [0.109375, 0.125, 0.15625, 0.1875, 0.21875, 0.25, 0.296875, 0.3125, 0.34375, 0.375,
                            0.40625, 0.4375,
                            0.484375, 0.515625, 0.5625, 0.625, 0.75, 0.875]),
                      (20, [0.0546875, 0.078125, 0.09375, 0.1171875, 0.140625, 0.1875, 0.21875, 0.25, 0.28125, 0.3125,
                            0.34375,
                            0.375, 0.40625, 0.4375, 0.46875, 0.515625, 0.5625, 0.625, 0.75, 0.875]),
                      (40, [0.03125, 0.0390625, 0.046875, 0.125, 0.15625, 0.1875, 0.21875, 0.25, 0.28125, 0.3125,
                            0.375, 0.4375,
                            0.515625, 0.625, 0.75]),
                      (101, [0.01171875, 0.015625, 0.078125, 0.09375, 0.109375, 0.125, 0.15625, 0.1875, 0.21875, 0.25,
                             0.3125,
                             0.40625, 0.5, 0.625, 0.75, 0.875])]:
        for v in values:
            cdf = kuiper_exact(n, Fraction(v))
            survival = 1 - cdf
            table.add("kuiper", n, v, *(mpf(p.numerator) / p.denominator for p in (survival, cdf)))
    with mp.workdps(400):
        for v in [0.0078125, 0.015625, 0.03125, 0.046875, 0.0625, 0.078125, 0.09375, 0.109375, 0.1123046875, 0.115,
                  0.125, 0.15625,
                  0.25, 0.375, 0.5, 0.75]:
            cdf = kuiper_exact(400, Fraction(v), mpf)
            table.add("kuiper", 400, v, 1 - cdf, cdf)
    table.write()


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    for law in sys.argv[2:] or ["kuiper", "cramer_von_mises", "anderson_darling"]:
        globals()[law](target)
