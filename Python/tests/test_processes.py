"""Threads, forks, memory, and an interpreter without NumPy."""

from __future__ import annotations

import array
import os
import pathlib
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from conftest import glorot_uniform

import glorot


def test_threads_get_the_answers_that_one_gets() -> None:
    tensors = [glorot_uniform(40, 50, seed) for seed in range(8)]
    claims = ["keras.GlorotUniform", "keras.HeNormal", "normal(0, 0.1)"]
    work = [(tensor, claim) for tensor in tensors for claim in claims] * 4
    expected = [glorot.test(tensor, claim).json for tensor, claim in work]
    mapping = {str(seed): tensor for seed, tensor in enumerate(tensors)}
    together = glorot.test(mapping, "keras.GlorotUniform").json
    barrier = threading.Barrier(8)

    def run(part: int) -> tuple[list[str], str]:
        barrier.wait()
        own = [glorot.test(tensor, claim).json for tensor, claim in work[part::8]]
        return own, glorot.test(mapping, "keras.GlorotUniform").json

    with ThreadPoolExecutor(8) as pool:
        for part, (own, of_all) in enumerate(pool.map(run, range(8))):
            assert own == expected[part::8]
            assert of_all == together


def test_other_threads_run_meanwhile() -> None:
    # 2^24 zeros take many milliseconds; a thread that sleeps for one at a time wakes up often meanwhile.
    zeros = memoryview(bytes(4 << 24)).cast("f")
    wakes: list[float] = []
    done = threading.Event()

    def tick() -> None:
        while not done.is_set():
            wakes.append(time.perf_counter())
            time.sleep(0.0005)

    thread = threading.Thread(target=tick)
    thread.start()
    before = time.perf_counter()
    glorot.test(zeros, "normal(0, 1)")
    after = time.perf_counter()
    done.set()
    thread.join()
    within = sum(before < wake < after for wake in wakes)
    # A thread that waits for the interpreter's lock would wake only at the beginning and at the end.
    assert within >= 3, f"{within} wakes in {after - before} s"


@pytest.mark.parametrize("is_mapping", [False, True])
def test_values_that_change_meanwhile(is_mapping: bool) -> None:
    values = memoryview(bytearray(4 << 22)).cast("f")
    done = threading.Event()

    def write() -> None:
        place = 0
        while not done.is_set():
            # A different value each time, all over the tensor.
            values[place * 7919 % len(values)] = place
            place += 1

    thread = threading.Thread(target=write)
    thread.start()
    try:
        with pytest.raises(glorot.ChangedError, match="changed while it was read") as error:  # noqa: PT012
            # A call that is not interrupted sees no change.
            for _ in range(100):
                glorot.test({"a": values} if is_mapping else values, "normal(0, 1)")
    finally:
        done.set()
        thread.join()
    assert isinstance(error.value, RuntimeError)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
@pytest.mark.parametrize("name", ["small", "large", "several"])
def test_a_fork_verifies(name: str) -> None:
    # In its own process, so that a hanging child can be ended with everything it holds.
    script = f"""
import array, multiprocessing, sys
import glorot

large = memoryview(bytes(4 << 23)).cast("f")
small = array.array("f", bytes(4000))
several = {{str(place): array.array("f", bytes(40_000)) for place in range(8)}}
subject = {{"small": small, "large": large, "several": several}}[{name!r}]

def child(queue):
    # A fork may break a lock that two threads want. A single call seldom shows that.
    for _ in range(10): glorot.test(several, "normal(0, 1)")
    queue.put(glorot.test(subject, "zeros").verdict + " " + glorot.test(subject, "normal(0, 1)").verdict)

# By now the parent has started all threads that it uses.
assert glorot.verify(large, "zeros")
glorot.test(large, "normal(0, 1)")
glorot.verify(several, "zeros")
context = multiprocessing.get_context("fork")
queue = context.Queue()
children = [context.Process(target=child, args=(queue,)) for _ in range(3)]
for process in children: process.start()
print(*[queue.get(timeout=100) for _ in children], sep=",")
for process in children: process.join()
# The parent continues.
assert glorot.verify(large, "zeros")
"""
    command = [sys.executable, "-W", "ignore", "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ",".join(["conforms deviates"] * 3)


def resident() -> int:
    """This process's bytes in memory."""
    pages = int(pathlib.Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(not pathlib.Path("/proc/self/statm").exists(), reason="no /proc")
def test_calls_leave_no_memory_behind() -> None:
    weights = glorot_uniform(8, 8)
    zeros = array.array("f", bytes(400))

    def calls(count: int) -> None:
        for place in range(count):
            assert glorot.test(weights, "keras.GlorotUniform")
            if place % 10 == 0:
                assert "deviates" in glorot.test(zeros, "ones").json
                assert len(glorot.test({"a": weights, "b": zeros}, {"a": "keras.GlorotUniform", "b": "zeros"})) == 2
                with pytest.raises(glorot.InputError):
                    glorot.test(weights, "keras.Nothing")

    calls(2000)
    before = resident()
    calls(10_000)
    # 13,000 calls; a leak of a hundred bytes in each would be more than a megabyte.
    assert resident() - before < 1 << 20


def test_without_numpy() -> None:
    script = """
import sys
sys.modules["numpy"] = None
import array, glorot
weights = glorot.draw("keras.GlorotUniform", (80, 100), seed=1)
assert type(weights) is memoryview and weights.shape == (80, 100)
assert glorot.verify(weights, "keras.GlorotUniform").dtype == "float32"
assert glorot.verify({"a": weights, "b": [0.0] * 9}, {"a": "keras.GlorotUniform", "*": "zeros"})
assert "keras.GlorotUniform" in glorot.identify(weights).claims
try:
    glorot.draw("zeros", 3, dtype="bfloat16")
except ImportError as error:
    assert "ml_dtypes" in str(error)
class Array:
    def __array__(self): raise AssertionError
try:
    glorot.verify(Array(), "zeros")
except glorot.TensorError as error:
    assert "install NumPy" in str(error)
"""
    subprocess.run([sys.executable, "-c", script], check=True)


def test_nothing_is_imported_for_nothing() -> None:
    script = """
import sys
import glorot, glorot.pytest_plugin
glorot.verify([0.0, 0.0], "zeros")
frameworks = {"numpy", "torch", "tensorflow", "keras", "jax", "mlx", "ml_dtypes", "yaml"}
assert not frameworks & set(sys.modules), frameworks & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", script], check=True)


def test_a_library_that_is_not_there_is_an_import_error(tmp_path: pathlib.Path) -> None:
    file = tmp_path / "libglorot.so"
    for content in (None, b"no library"):
        if content is not None:
            file.write_bytes(content)
        environment = {**os.environ, "GLOROT_LIBRARY": str(file)}
        script = "import glorot; glorot.verify([0.0], 'zeros')"
        command = [sys.executable, "-c", script]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert f"ImportError: glorot: cannot load the library at {file}" in done.stderr


def test_help_and_types() -> None:
    package = pathlib.Path(glorot.__file__).parent
    assert (package / "py.typed").exists()
    for name in glorot.__all__:
        assert getattr(glorot, name).__doc__, name
    text = subprocess.run(
        [sys.executable, "-c", "import glorot; help(glorot)"], capture_output=True, text=True, check=True
    ).stdout
    assert "glorot - glorot: tests whether weights follow" in text
    assert "verify(" in text
