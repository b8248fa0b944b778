"""Times how fast NumPy, PyTorch and JAX fill float32 on one thread. Prints JSON, in ns per element.

    fills.py [--elements N] [--rounds R]

The process is bound to one processor before a library is loaded, and each library is also told to use one thread.
NumPy's uniform is the plain one on [0, 1), which spares it the scaling that the others do. JAX cannot write to an
existing array, so each fill makes a new one.
"""

import argparse
import json
import os
import statistics
import sys
import time

for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NPROC"):
    os.environ[name] = "1"
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false"
os.environ["JAX_PLATFORMS"] = "cpu"
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

import numpy as np  # noqa: E402

LOW, HIGH, DEVIATION = -0.05, 0.05, 0.02


def numpy_fills(count):
    generator = np.random.Generator(np.random.PCG64(1))
    out = np.empty(count, dtype=np.float32)

    def truncated():
        # Redrawn until inside, as Keras does: NumPy has no truncated normal of its own.
        generator.standard_normal(dtype=np.float32, out=out)
        outside = np.flatnonzero(np.abs(out) >= 2)
        while outside.size:
            again = generator.standard_normal(outside.size, dtype=np.float32)
            out[outside] = again
            outside = outside[np.abs(again) >= 2]

    return {
        "uniform": lambda: generator.random(dtype=np.float32, out=out),
        "normal": lambda: generator.standard_normal(dtype=np.float32, out=out),
        "truncated normal": truncated,
    }


def torch_fills(count):
    import torch

    torch.set_num_threads(1)
    out = torch.empty(count, dtype=torch.float32)
    return {
        "uniform": lambda: out.uniform_(LOW, HIGH),
        "normal": lambda: out.normal_(0, DEVIATION),
        "truncated normal": lambda: torch.nn.init.trunc_normal_(
            out, 0, DEVIATION, -2 * DEVIATION, 2 * DEVIATION
        ),
    }


def jax_fills(count, implementation):
    import jax

    key = jax.random.key(1, impl=implementation)
    shape = (count,)
    drawn = {
        "uniform": jax.jit(lambda key: jax.random.uniform(key, shape, minval=LOW, maxval=HIGH)),
        "normal": jax.jit(lambda key: DEVIATION * jax.random.normal(key, shape)),
        "truncated normal": jax.jit(lambda key: DEVIATION * jax.random.truncated_normal(key, -2, 2, shape)),
    }
    return {law: lambda draw=draw: draw(key).block_until_ready() for law, draw in drawn.items()}


PEERS = {
    "NumPy (PCG64)": numpy_fills,
    "PyTorch": torch_fills,
    "JAX (Threefry)": lambda count: jax_fills(count, "threefry2x32"),
    "JAX (rbg)": lambda count: jax_fills(count, "rbg"),
}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--elements", type=int, default=1 << 26)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    fills = {}
    for name, peer in PEERS.items():
        try:
            fills |= {(name, law): fill for law, fill in peer(options.elements).items()}
        except ImportError as error:
            print(f"fills: without {name}: {error}", file=sys.stderr)
    figures = {pair: [] for pair in fills}
    # The first round compiles and warms up, and is not counted.
    for turn in range(options.rounds + 1):
        for pair, fill in fills.items():
            start = time.perf_counter()
            fill()
            if turn:
                figures[pair].append((time.perf_counter() - start) * 1e9 / options.elements)
    result = [
        {
            "peer": peer,
            "law": law,
            "median": statistics.median(values),
            "least": min(values),
            "largest": max(values),
        }
        for (peer, law), values in figures.items()
    ]
    print(json.dumps({"elements": options.elements, "rounds": options.rounds, "figures": result}))


if __name__ == "__main__":
    main()
