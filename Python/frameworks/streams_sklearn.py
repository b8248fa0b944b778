"""Writes the weights of scikit-learn's perceptrons before training: `python streams_sklearn.py > sklearn.tsv`."""

from collections.abc import Iterator

import numpy as np
import sklearn
from sklearn.neural_network import MLPRegressor

from vectors import line, write


def lines() -> Iterator[str]:
    """The second layer's weights, after the first layer's weights and intercepts."""
    for seed in (0, 1, 42):
        for activation, scale in (("relu", 1.0), ("logistic", 1 / 3)):
            for dtype in ("float32", "float64"):
                perceptron = MLPRegressor(activation=activation)
                perceptron._random_state = np.random.RandomState(seed)
                perceptron._init_coef(7, 100, np.dtype(dtype))
                values = perceptron._init_coef(100, 30, np.dtype(dtype))[0]
                law = f"scale {scale!r} fan_avg uniform 100 30"
                yield line("sklearn", law, seed, (100, 30), dtype, values)


if __name__ == "__main__":
    write("streams_sklearn.py", f"scikit-learn {sklearn.__version__} on NumPy {np.__version__}", lines())
