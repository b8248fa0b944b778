"""Simulated survival functions of the Anderson-Darling and Cramer-von Mises statistics of small samples.

The accuracy tables of both distributions for finite samples come from these counts. Columns: test, n, statistic, samples
above it, samples. It takes two minutes. The fixture keeps n = 3, 5, 10 and 20.

Usage: python3 finite_sample_simulation.py > OUTPUT        (NumPy)
"""

import sys

import numpy as np

rng = np.random.default_rng(12345)
anderson_darling = np.array([0.15, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 2.5, 3, 3.5, 3.88, 5, 6, 8, 10])
cramer_von_mises = np.array([0.02, 0.03, 0.04, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.46, 0.6, 0.74, 1, 1.2, 1.6, 2])
batch = 100_000
for n, samples in [(2, 8e6), (3, 8e6), (5, 8e6), (10, 8e6), (20, 4e6), (50, 2e6), (100, 1e6)]:
    above = {"anderson_darling": 0, "cramer_von_mises": 0}
    i = np.arange(1, n + 1)
    for _ in range(int(samples) // batch):
        u = np.sort(rng.random((batch, n)), axis=1)
        a2 = -n - ((2 * i - 1) * (np.log(u) + np.log1p(-u)[:, ::-1])).sum(1) / n
        w2 = 1 / (12 * n) + ((u - (2 * i - 1) / (2 * n)) ** 2).sum(1)
        above["anderson_darling"] += batch - np.searchsorted(np.sort(a2), anderson_darling)
        above["cramer_von_mises"] += batch - np.searchsorted(np.sort(w2), cramer_von_mises)
    for test, grid in (("anderson_darling", anderson_darling), ("cramer_von_mises", cramer_von_mises)):
        for statistic, count in zip(grid, above[test]):
            print(test, n, statistic, count, int(samples), sep="\t")
    sys.stdout.flush()
