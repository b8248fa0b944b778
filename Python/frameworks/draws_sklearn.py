"""scikit-learn: the weights and intercepts of its multi-layer perceptrons before they are trained."""

import numpy as np
from sklearn.neural_network import MLPClassifier, MLPRegressor

from draws import MATRICES, VECTORS, Draw, same, stored

FRAMEWORK = "scikit-learn"
GENERATOR = np.random.RandomState(0)


def seed(number: int) -> None:
    GENERATOR.seed(number)


def cast(array: np.ndarray, dtype: str) -> np.ndarray:
    return stored(array, dtype)


def drawn(kind: type, activation: str, inputs: int, outputs: int) -> tuple[np.ndarray, np.ndarray]:
    """The perceptron's weights and intercepts as fit initializes them, before its first step."""
    perceptron = kind(activation=activation)
    perceptron._random_state = GENERATOR
    return perceptron._init_coef(inputs, outputs, np.dtype("float32"))


def intercepts(activation: str) -> Draw:
    arguments = f"activation='{activation}'"
    return Draw(
        lambda size: f"sklearn.neural_network.MLPClassifier.intercepts_(7, {VECTORS[size]}, {arguments})",
        lambda size, dtype: drawn(MLPClassifier, activation, 7, VECTORS[size])[1],
    )


def draws() -> list[Draw]:
    return [
        Draw(
            same(f"sklearn.neural_network.{kind.__name__}.coefs_(activation='{activation}')"),
            lambda size, dtype, kind=kind, activation=activation: drawn(kind, activation, *MATRICES[size])[0],
        )
        for kind in (MLPClassifier, MLPRegressor)
        for activation in ("relu", "tanh", "identity", "logistic")
    ] + [intercepts("relu"), intercepts("logistic")]
