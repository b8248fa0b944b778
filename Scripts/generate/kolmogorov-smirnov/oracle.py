#!/usr/bin/env python3
"""Reference values for the null distribution of the two-sided Kolmogorov-Smirnov statistic.

Usage: oracle.py path/to/durbin113 > kolmogorov-smirnov.tsv   (durbin113.c beside this file has the build command)

Independent of the Swift code: each row is made by one of
  rational      Durbin's matrix in exact rationals
  quad-durbin   Durbin's matrix in 113-bit floating point (durbin113.c)
  2*smirnov     2 P(D+ >= D), the finite sum in 45 digits; relative error exp(-6 n D^2), used from n D^2 = 8
  2*smirnov-int the same with the sum replaced by its integral (smooth summand, both ends vanish), large n
  polynomial    n!/n^n [c^n] V_t(c)^2 / V_2t(c), V_x(c) = sum (-c)^j (x-j)^j / j! (Kemperman, Durbin), whole polynomials,
                trapezoid rule on a circle, enough digits for the cancellation
  two-roots     the same with the two roots near 0, which alone matter for n D > 44 at any n; 80 digits
D is dyadic, so the decimal is the double. A cdf too small for its method's absolute error is written as -.
"""
import subprocess
import sys
from fractions import Fraction
from math import factorial, ceil, floor, sqrt

import mpmath as mp


def decimal(x):
    """Exact decimal expansion of a dyadic double."""
    f = Fraction(x)
    k = f.denominator.bit_length() - 1
    if k == 0:
        return str(f.numerator)
    digits = str(f.numerator * 5**k).rjust(k + 1, "0")
    return digits[:-k] + "." + digits[-k:]


def dyadic(x, bits):
    mantissa, e = mp.frexp(mp.mpf(x))
    return float(mp.ldexp(mp.nint(mp.ldexp(mantissa, bits)), int(e) - bits))


def rational(n, d):
    t = n * Fraction(d)
    k = ceil(t)
    h = k - t
    m = 2 * k - 1
    a = [[Fraction(0)] * m for _ in range(m)]
    for i in range(m):
        for j in range(min(m, i + 2)):
            v = Fraction(1)
            if j == 0:
                v -= h ** (i + 1)
            if i == m - 1:
                v -= h ** (m - j)
            if i == m - 1 and j == 0 and 2 * h > 1:
                v += (2 * h - 1) ** m
            a[i][j] = v / factorial(i - j + 1)
    v = [Fraction(int(i == k - 1)) for i in range(m)]
    for _ in range(n):
        v = [sum(a[i][j] * v[j] for j in range(min(m, i + 2))) for i in range(m)]
    cdf = v[k - 1] * factorial(n) / Fraction(n) ** n
    return 1 - cdf, cdf


def number(f):
    return mp.mpf(f.numerator) / f.denominator


def log_term(n, d, j):
    """log of C(n,j) (d + j/n)^(j-1) (1 - d - j/n)^(n-j) d"""
    a = d + j / n
    b = 1 - d - j / n
    lg = mp.loggamma
    return (lg(n + 1) - lg(j + 1) - lg(n - j + 1) + (j - 1) * mp.log(a) + (n - j) * mp.log(b) + mp.log(d))


def smirnov(n, d):
    n_, d_ = mp.mpf(n), mp.mpf(d)
    top = floor(n * (1 - Fraction(d)))
    term = lambda j: mp.exp(log_term(n_, d_, mp.mpf(j))) if Fraction(d) + Fraction(j, n) < 1 else mp.mpf(int(j == n))
    if top <= 4000:
        return mp.fsum(term(j) for j in range(top + 1))
    # Unimodal: start at the peak, walk outwards until the terms no longer count.
    lo, hi = 0, top - 1
    while hi - lo > 2:
        a, b = lo + (hi - lo) // 3, hi - (hi - lo) // 3
        if log_term(n_, d_, mp.mpf(a)) < log_term(n_, d_, mp.mpf(b)):
            lo = a
        else:
            hi = b
    total = mp.mpf(0)
    for step in (1, -1):
        j = lo if step == 1 else lo - 1
        while 0 <= j <= top:
            value = term(j)
            total += value
            if value < total * mp.mpf(10) ** -32:
                break
            j += step
    return total


def smirnov_integral(n, d):
    n_, d_ = mp.mpf(n), mp.mpf(d)
    width = mp.sqrt(n_) / 16 if d > 0.01 else n_ / 64 / (1 + mp.sqrt(n_) * d_)
    centre = n_ * (1 - d_) / 2
    ld = lambda j: log_term(n_, d_, j)
    # locate the peak on a fine grid, then the trapezoid rule with a stride far below the summand's width
    lo, hi = n_ / 10**9, n_ * (1 - d_) - n_ / 10**9
    for _ in range(200):
        a, b = lo + (hi - lo) / 3, hi - (hi - lo) / 3
        if ld(a) < ld(b):
            lo = a
        else:
            hi = b
    peak = (lo + hi) / 2
    top = ld(peak)
    total = mp.mpf(0)
    for step in (1, -1):
        i = 0 if step == 1 else 1
        while True:
            j = peak + step * i * width
            if not 0 < j < n_ * (1 - d_):
                break
            value = mp.exp(ld(j) - top)
            total += value
            if value < mp.mpf(10) ** -30:
                break
            i += 1
    return total * width * mp.exp(top)


def polynomial(n, d):
    """Cauchy integral of 1/(1 - T(c)) - V_t(c)^2 / V_2t(c); T = tree function, for the walk without barriers."""
    t = n * mp.mpf(d)
    digits = int(2 * t * 1.2785 / 2.302) + 60
    with mp.workdps(digits):
        t = n * mp.mpf(d)
        def coefficients(x):
            out, j = [], 0
            while j < x:
                out.append((-1) ** j * (x - j) ** j / mp.factorial(j))
                j += 1
            return out
        v1, v2 = coefficients(t), coefficients(2 * t)
        v1.reverse()
        v2.reverse()
        lam = n * mp.mpf(d) ** 2
        n_ = mp.mpf(n)
        scale = mp.exp(mp.loggamma(n_ + 1) + n_ - n_ * mp.log(n_)) / (2 * mp.pi)
        # c = exp(-1 - q) on the parabola q = (a + i y)^2 / 2, a = 2 D: exp(n q) is a Gaussian in y, the integrand's
        # nearest poles (q < 0) are at the distance a, and 1 - cdf is integrated directly (free - G): no cancellation.
        a = max(2 * mp.mpf(d), 1 / mp.sqrt(n_))
        h = mp.mpf(3) / 16 / mp.sqrt(n_)
        total, i = mp.mpf(0), 0
        while i * h * mp.sqrt(n_) < 12:
            root = mp.mpc(a, i * h)
            q = root**2 / 2
            c = mp.exp(-1 - q)
            g = mp.polyval(v1, c) ** 2 / mp.polyval(v2, c)
            s = mp.findroot(lambda x: x - 1 + mp.exp(-x) - q, root)
            free = 1 / (1 - mp.exp(-s))
            value = ((free - g) * mp.exp(n_ * q) * root).real
            total += value if i == 0 else 2 * value
            i += 1
        return scale * total * h


def two_roots(n, d):
    """The contour of polynomial() with W(x) = sum over the two roots of psi(s) = q near 0 of e^(s x) / psi'(s) in place of
    V, psi(s) = s - 1 + e^-s; all other roots together are e^(-2.08 n D) of it, below 1e-39 from n D = 44 on."""
    with mp.workdps(80):
        n_ = mp.mpf(n)
        t = n_ * mp.mpf(d)
        scale = mp.exp(mp.loggamma(n_ + 1) + n_ - n_ * mp.log(n_)) / (2 * mp.pi)
        a = max(2 * mp.mpf(d), 1 / mp.sqrt(n_))
        h = mp.mpf(3) / 64 / mp.sqrt(n_)
        survival, cdf, i = mp.mpf(0), mp.mpf(0), 0
        while i * h * mp.sqrt(n_) < 15:
            start = mp.mpc(a, i * h)
            q = start**2 / 2

            def root(s):
                while True:
                    step = (s - 1 + mp.exp(-s) - q) / (1 - mp.exp(-s))
                    s -= step
                    if abs(step) < abs(s) * mp.mpf(10) ** -30:
                        return s

            upper, lower = root(start), root(-start)
            first, second = 1 / (1 - mp.exp(-upper)), 1 / (1 - mp.exp(-lower))
            e = mp.exp((lower - upper) * t)
            strip = (first + second * e) ** 2 / (first + second * e * e)
            weight = mp.exp(n_ * q) * start * (1 if i == 0 else 2)
            survival += ((first - strip) * weight).real
            cdf += (strip * weight).real
            i += 1
        return scale * survival * h, scale * cdf * h


SIZES = [1, 2, 3, 4, 5, 10, 20, 50, 99, 100, 139, 140, 141, 142, 150, 170, 200, 300, 500, 700, 1000, 1500, 2000, 3000,
         5000, 10**4, 3 * 10**4, 10**5, 10**6, 10**7, 10**8, 10**9, 10**12]
SQUARES = ["0.003", "0.02", "0.05", "0.1", "0.2", "0.4", "0.7546", "1", "1.5", "1.99", "2.02", "2.45", "3", "4", "4.97",
           "5.03", "6", "7.9", "8.1", "12", "18", "33", "70", "150", "300", "340"]


def rows():
    seen = set()
    for n in SIZES:
        candidates = [dyadic(mp.sqrt(mp.mpf(s) / n), 13) for s in SQUARES]
        candidates += [dyadic(mp.mpf(t) / n, 20) for t in ("0.625", "0.9375", "1", "1.5", "4.75", "19.9", "20.1")]
        candidates += [0.25, 0.484375, 0.5, 0.515625, 0.75, 0.96875]
        if 2 <= n <= 5:
            candidates += [1 - 1e-6, 1 - 1e-9]
        if n > 1:
            candidates += [1 - dyadic(mp.mpf("0.9") / n, 10), 1 - dyadic(mp.mpf("1.7") / n, 10)]
        for d in sorted(candidates):
            lam = n * d * d
            if not 0.5 / n < d < 1 or (n, d) in seen or lam > 700 or -2 * lam - 4 / 9 * lam * d * d < -688:
                continue
            if n > 10**6 and lam < 0.01:
                continue
            seen.add((n, d))
            yield n, d


def quad_seconds(n, d):
    m = 2 * ceil(n * d) - 1
    return min(n * m * m / 2, m**3 * n.bit_length() * 1.5) * 6.5e-8


def main():
    mp.mp.dps = 45
    quad, other = [], []
    for n, d in rows():
        lam = n * d * d
        if n <= 20:
            other.append((n, d, "rational"))
        elif lam < 8 and quad_seconds(n, d) < 12:
            quad.append((n, d))
        elif lam >= 8 or (d >= 0.5):
            other.append((n, d, "2*smirnov" if n * (1 - d) < 20000 else "2*smirnov-int"))
        elif n * d < 1500 and not (n >= 10**7 and lam < 1):
            other.append((n, d, "polynomial"))
        elif n >= 10**6:
            other.append((n, d, "two-roots"))
        else:
            print("skipped", n, d, file=sys.stderr)
    process = subprocess.Popen([sys.argv[1]], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    text = "".join(f"{n} {decimal(d)}\n" for n, d in quad)
    import threading
    answer = []
    reader = threading.Thread(target=lambda: answer.append(process.communicate(text)[0]))
    reader.start()
    table = []
    show = lambda x: mp.nstr(x, 21, strip_zeros=False)
    for n, d, method in other:
        if method == "rational":
            survival, cdf = map(number, rational(n, d))
        elif method == "2*smirnov":
            survival = 2 * smirnov(n, d)
            cdf = 1 - survival
        elif method == "2*smirnov-int":
            survival = 2 * smirnov_integral(n, d)
            cdf = 1 - survival
        elif method == "polynomial":
            survival = polynomial(n, d)
            cdf = 1 - survival
        else:
            survival, cdf = two_roots(n, d)
        # The trapezoid rule leaves 1e-32 of 1.
        doubtful = method == "polynomial" and cdf < 1e-16
        table.append((n, d, show(survival), "-" if doubtful else show(cdf), method))
    reader.join()
    for (n, d), line in zip(quad, answer[0].splitlines()):
        survival, cdf = line.split("\t")[2:]
        table.append((n, d, survival, cdf, "quad-durbin"))
    print("# generated by oracle.py; two-sided Kolmogorov-Smirnov, continuous null")
    print("n\tD\tsurvival\tcdf\tmethod")
    for n, d, survival, cdf, method in sorted(table):
        print(n, decimal(d), survival, cdf, method, sep="\t")


if __name__ == "__main__":
    main()
