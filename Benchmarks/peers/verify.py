"""A typical script to check a weights file: numpy.load, scipy.stats.kstest, a histogram and its chi-square.

    verify.py FILE normal MEAN STANDARD-DEVIATION [--double]
    verify.py FILE uniform LOW HIGH [--double]

scipy.stats standardises float32 values in single precision, which changes D in its fifth digit. --double converts them
first, for the true D.
"""

import json
import sys

import numpy as np
from scipy import stats


def main() -> None:
    path, name, first, second = sys.argv[1], sys.argv[2], float(sys.argv[3]), float(sys.argv[4])
    if name == "normal":
        law = stats.norm(first, second)
        low, high = first - 4 * second, first + 4 * second
    else:
        law = stats.uniform(first, second - first)
        low, high = first, second
    values = np.load(path).ravel()
    if "--double" in sys.argv[5:]:
        values = values.astype(np.float64)
    distance = stats.kstest(values, law.cdf)
    # Bins of equal width, for which numpy.histogram has a fast path. Each tail of a normal law is a bin.
    bins = max(8, min(1024, values.size // 64))
    counts, edges = np.histogram(values, bins=bins, range=(low, high))
    expected = np.diff(law.cdf(edges)) * values.size
    below, above = np.count_nonzero(values < low), np.count_nonzero(values > high)
    if name == "normal":
        counts = np.concatenate(([below], counts, [above]))
        expected = np.concatenate(([law.cdf(low) * values.size], expected, [law.sf(high) * values.size]))
    fit = stats.chisquare(counts, expected, sum_check=False)
    print(
        json.dumps(
            {
                "d": float(distance.statistic),
                "p": float(distance.pvalue),
                "chi_square": float(fit.statistic),
                "chi_square_p": float(fit.pvalue),
                "mean": float(values.mean(dtype=np.float64)),
                "variance": float(values.var(dtype=np.float64)),
                "minimum": float(values.min()),
                "maximum": float(values.max()),
                "outside": 0 if name == "normal" else int(below + above),
            }
        )
    )


if __name__ == "__main__":
    main()
