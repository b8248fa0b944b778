"""glorot: tests whether weights follow the initializer that is said to have drawn them.

    import glorot

    glorot.verify(layer.weight, "torch.nn.init.xavier_uniform_")  # raises glorot.Deviation if they do not
    finding = glorot.test(weights, "keras.GlorotUniform", resolve=0.1)  # says what was found, and raises nothing
    glorot.verify(model.state_dict(), "rules.yaml")  # a whole model
    glorot.verify_model(model)  # the same without rules: they are read off the model
    glorot.identify(weights).claims  # which initializers could have drawn them

Files too large for one machine? `summarize` them in parts and `judge` the summaries; `glorot.ray.verify` does this on a
Ray cluster.

A claim is the call that your code makes, in its framework's words: `glorot.initializers()` lists them and
`glorot.explain("xavier")` explains one. Weights are read in place: arrays of NumPy, PyTorch, TensorFlow, Keras, JAX and
MLX, and anything with `__dlpack__`, `__array__` or the buffer protocol. A framework is imported only if you pass its
tensors.

In one call, sound weights deviate with probability at most `alpha`, 1e-6 by default. A finding says what would have
been noticed. With the fixture `glorot`, that probability is for all calls of a pytest session together:

    def test_first_layer(glorot):
        glorot.verify(Layer().weight, "torch.nn.init.xavier_uniform_")

All functions may be called from several threads at once, and after a fork.
"""

from __future__ import annotations

from typing import Any

from ._draw import draw
from ._errors import ChangedError, Deviation, Error, Inconclusive, InputError, InternalError, ReadError, TensorError
from ._explain import Explanation, explain
from ._finding import Cause, Finding
from ._identify import Identification, Identity, Match, Seed, identify
from ._initializers import Initializer, initializers
from ._model import ModelVerification, rules, verify_model
from ._models.entries import Entry, ModelRules
from ._summary import Refinement, judge, merge, summarize
from ._verification import Verification
from ._verify import test, verify

__all__ = [
    "Cause",
    "ChangedError",
    "Deviation",
    "Entry",
    "Error",
    "Explanation",
    "Finding",
    "Identification",
    "Identity",
    "Inconclusive",
    "Initializer",
    "InputError",
    "InternalError",
    "Match",
    "ModelRules",
    "ModelVerification",
    "ReadError",
    "Refinement",
    "Seed",
    "TensorError",
    "Verification",
    "draw",
    "explain",
    "identify",
    "initializers",
    "judge",
    "merge",
    "rules",
    "summarize",
    "test",
    "verify",
    "verify_model",
]

#: The version of the library and of this package.
__version__: str


def __getattr__(name: str) -> Any:
    # The library knows its version. It is loaded only when the version is asked for.
    if name == "__version__":
        from ._library import version

        return version()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
