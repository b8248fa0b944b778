"""Times glorot.verify and scipy.stats.kstest on 1,000 values in one process, in turn. Prints JSON, in seconds a call.

    in_process.py [--rounds R]

glorot.verify puts the values through every test, kstest through one. Where the package is: PYTHONPATH and
GLOROT_LIBRARY.
"""

import argparse
import json
import statistics
import time

import glorot
import numpy as np
from scipy import stats

CALLS = 200
DEVIATION = 0.02


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    values = (DEVIATION * np.random.default_rng(1).standard_normal(1000)).astype(np.float32)
    law = stats.norm(0, DEVIATION)
    calls = {
        "ours": lambda: glorot.verify(values, f"normal(stddev={DEVIATION})"),
        "peer": lambda: stats.kstest(values, law.cdf),
    }
    seconds = {name: [] for name in calls}
    # The first round warms both up and does not count.
    for counted in [False] + [True] * rounds:
        for name, call in calls.items():
            start = time.perf_counter()
            for _ in range(CALLS):
                call()
            if counted:
                seconds[name].append((time.perf_counter() - start) / CALLS)
    print(json.dumps({name: statistics.median(times) for name, times in seconds.items()}))


if __name__ == "__main__":
    main()
