"""scikit-learn: the weights of its multi-layer perceptrons before they are trained."""

import numpy as np
from sklearn.neural_network import MLPClassifier, MLPRegressor

from draws import MATRICES, Draw, same, stored

FRAMEWORK = "scikit-learn"
GENERATOR = np.random.RandomState(0)


def seed(number: int) -> None:
    GENERATOR.seed(number)


def cast(array: np.ndarray, dtype: str) -> np.ndarray:
    return stored(array, dtype)


def weights(kind: type, activation: str, size: int) -> np.ndarray:
    """What fit makes of the perceptron's weights before its first step."""
    perceptron = kind(activation=activation)
    perceptron._random_state = GENERATOR
    return perceptron._init_coef(*MATRICES[size], np.dtype("float32"))[0]


def draws() -> list[Draw]:
    return [
        Draw(same(f"sklearn.neural_network.{kind.__name__}.coefs_(activation='{activation}')"),
             lambda size, dtype, kind=kind, activation=activation: weights(kind, activation, size))
        for kind in (MLPClassifier, MLPRegressor) for activation in ("relu", "tanh", "identity", "logistic")
    ]
