"""Times the package's streams beside the frameworks', in one process on one core: `taskset -c 0 python streams_speed.py torch`.

Peers: torch, jax, mlx, numpy, tensorflow. Each draws 2^24 float32 values into new memory, in turn with the package, five
times; the median is printed, in nanoseconds a value.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable

for name in ("OMP_NUM_THREADS", "GLOROT_THREADS", "TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS"):
    os.environ[name] = "1"
os.environ["CUDA_VISIBLE_DEVICES"] = ""
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import glorot

COUNT = 1 << 24
Draw = Callable[[], object]


def ours(claim: str, stream: str) -> Draw:
    """The package's draw."""
    return lambda: glorot.draw(claim, COUNT, stream=stream, seed=1)


def torch_draws() -> dict[str, tuple[Draw, Draw]]:
    import torch

    torch.set_num_threads(1)
    return {
        "uniform_": (lambda: torch.empty(COUNT).uniform_(), ours("torch.nn.init.uniform_", "torch")),
        "normal_": (lambda: torch.empty(COUNT).normal_(), ours("torch.nn.init.normal_", "torch")),
        "trunc_normal_": (
            lambda: torch.nn.init.trunc_normal_(torch.empty(COUNT)),
            ours("torch.nn.init.trunc_normal_", "torch"),
        ),
    }


def jax_draws() -> dict[str, tuple[Draw, Draw]]:
    import jax

    key = jax.random.key(1)
    uniform = jax.jit(lambda key: jax.random.uniform(key, (COUNT,)))
    normal = jax.jit(lambda key: jax.random.normal(key, (COUNT,)))
    return {
        "uniform": (lambda: uniform(key).block_until_ready(), ours("jax.nn.initializers.uniform(scale=1)", "jax")),
        "normal": (lambda: normal(key).block_until_ready(), ours("jax.nn.initializers.normal(stddev=1)", "jax")),
    }


def mlx_draws() -> dict[str, tuple[Draw, Draw]]:
    import mlx.core as mx

    def evaluated(draw: Callable[[], object]) -> Draw:
        return lambda: mx.eval(draw())

    return {
        "uniform": (evaluated(lambda: mx.random.uniform(shape=(COUNT,))), ours("mlx.nn.init.uniform(0, 1)", "mlx")),
        "normal": (evaluated(lambda: mx.random.normal((COUNT,))), ours("mlx.nn.init.normal(std=1)", "mlx")),
    }


def numpy_draws() -> dict[str, tuple[Draw, Draw]]:
    import numpy as np

    rng, state = np.random.default_rng(1), np.random.RandomState(1)
    return {
        "default_rng.uniform": (
            lambda: rng.uniform(-1, 1, COUNT).astype(np.float32),
            ours("uniform(low=-1, high=1)", "numpy"),
        ),
        "default_rng.normal": (lambda: rng.normal(0, 1, COUNT).astype(np.float32), ours("normal(stddev=1)", "numpy")),
        "RandomState.normal": (
            lambda: state.normal(0, 1, COUNT).astype(np.float32),
            ours("normal(stddev=1)", "numpy-legacy"),
        ),
    }


def tensorflow_draws() -> dict[str, tuple[Draw, Draw]]:
    import tensorflow as tf

    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    return {
        "stateless_uniform": (
            lambda: tf.random.stateless_uniform((COUNT,), [1, 0]),
            ours("uniform(low=0, high=1)", "tensorflow"),
        ),
        "stateless_normal": (
            lambda: tf.random.stateless_normal((COUNT,), [1, 0]),
            ours("normal(stddev=1)", "tensorflow"),
        ),
    }


PEERS = {
    "torch": torch_draws,
    "jax": jax_draws,
    "mlx": mlx_draws,
    "numpy": numpy_draws,
    "tensorflow": tensorflow_draws,
}


def timed(draw: Draw) -> float:
    """Nanoseconds a value."""
    start = time.perf_counter()
    draw()
    return (time.perf_counter() - start) / COUNT * 1e9


def main() -> None:
    """Prints a row for each draw: the framework's time, the package's, and the ratio."""
    peer = sys.argv[1]
    for name, (theirs, own) in PEERS[peer]().items():
        timed(theirs), timed(own)
        pairs = [(timed(theirs), timed(own)) for _ in range(5)]
        framework, package = (statistics.median(column) for column in zip(*pairs, strict=True))
        print(f"| {peer} {name} | {framework:.2f} | {package:.2f} | {framework / package:.1f} |")


if __name__ == "__main__":
    main()
