"""The closed forms of the conformance report's cases, and NumPy's draws from them."""

import numpy as np
from scipy import optimize, special


class Uniform:
    def __init__(self, low, high):
        self.low, self.high = low, high
        self.mean, self.deviation = (low + high) / 2, (high - low) / np.sqrt(12)

    def draw(self, generator, count):
        values = generator.random(count, dtype=np.float32)
        values *= np.float32(self.high - self.low)
        values += np.float32(self.low)
        return values

    def cdf(self, x):
        return np.clip((x - self.low) / (self.high - self.low), 0, 1)

    def quantile(self, p):
        return self.low + (self.high - self.low) * p


class Normal:
    def __init__(self, mean, deviation):
        self.mean, self.deviation = mean, deviation

    def draw(self, generator, count):
        values = generator.standard_normal(count, dtype=np.float32)
        values *= np.float32(self.deviation)
        values += np.float32(self.mean)
        return values

    def cdf(self, x):
        return special.ndtr((x - self.mean) / self.deviation)

    def quantile(self, p):
        return self.mean + self.deviation * special.ndtri(p)


class TruncatedNormal:
    """A normal law cut at `bound` standard deviations of the parent on either side."""

    def __init__(self, mean, parent, bound):
        self.mean, self.parent, self.bound = mean, parent, bound
        self.below = special.ndtr(-bound)
        self.deviation = parent * np.sqrt(truncated_variance(bound))

    def draw(self, generator, count):
        values = generator.standard_normal(count, dtype=np.float32)
        outside = np.flatnonzero(np.abs(values) >= self.bound)
        while outside.size:
            again = generator.standard_normal(outside.size, dtype=np.float32)
            values[outside] = again
            outside = outside[np.abs(again) >= self.bound]
        values *= np.float32(self.parent)
        values += np.float32(self.mean)
        return values

    def cdf(self, x):
        inside = (special.ndtr((x - self.mean) / self.parent) - self.below) / (1 - 2 * self.below)
        return np.clip(inside, 0, 1)

    def quantile(self, p):
        return self.mean + self.parent * special.ndtri(self.below + (1 - 2 * self.below) * p)


def truncated_variance(bound):
    """The variance of a standard normal law cut at -bound and bound."""
    density = np.exp(-bound * bound / 2) / np.sqrt(2 * np.pi)
    return 1 - 2 * bound * density / special.erf(bound / np.sqrt(2))


def law_of(form):
    """The law of a case's `closed_form`, which states bounds, mean and variance to six digits."""
    low, high = float(form["low"]), float(form["high"])
    mean, variance = float(form["mean"]), float(form["variance"])
    if np.isinf(low):
        return Normal(mean, np.sqrt(variance))
    width = (high - low) / 2
    # A uniform law's variance is a third of the squared half width. A normal law cut there has less.
    share = variance / width**2
    if share > 0.33333:
        return Uniform(low, high)
    bound = optimize.brentq(lambda b: truncated_variance(b) / b**2 - share, 0.05, 40)
    return TruncatedNormal(mean, width / bound, bound)
