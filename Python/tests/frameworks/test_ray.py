"""`glorot.ray` on two cores of this machine, and the Dask example."""

from __future__ import annotations

import os
import pathlib
import signal
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("ray")
import numpy as np
import ray

import glorot
import glorot.ray

CLAIM = "normal(0, 0.02)"
ROOT = pathlib.Path(__file__).parents[3]


@pytest.fixture(scope="module", autouse=True)
def cluster() -> Iterator[None]:
    ray.init(num_cpus=2, log_to_driver=False, include_dashboard=False)
    yield
    ray.shutdown()


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """Normal weights: one tensor larger than a share, and some smaller."""
    generator = np.random.Generator(np.random.Philox(7))
    path = tmp_path_factory.mktemp("model") / "model.npz"
    shapes = {"large": (3000, 3000), **{f"layers.{number}": (300, 400) for number in range(5)}}
    np.savez(path, **{name: generator.normal(0, 0.02, shape).astype(np.float32) for name, shape in shapes.items()})
    return path


def document(path: pathlib.Path, form: str = "json") -> str:
    command = [sys.executable, "-m", "glorot", "verify", str(path), "--as", CLAIM, "--format", form]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def test_the_document_is_that_of_one_machine(model: pathlib.Path) -> None:
    result = glorot.ray.verify(model, CLAIM, num_cpus=2, parts=5)
    assert result.json == document(model)
    assert result.passed


def test_a_deviation_is_explained(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "w.npy"
    values = np.random.Generator(np.random.Philox(8)).normal(0, 0.02, (2200, 3000)).astype(np.float32)
    values[1000:1200] = 0
    np.save(path, values)
    result = glorot.ray.verify(path, CLAIM, num_cpus=2, parts=3)
    assert not result
    assert "rows 1000 to 1199" in str(result[0].cause)
    assert result.json == document(path)


def test_a_bucket_is_read_where_it_is(model: pathlib.Path) -> None:
    import s3fs
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        options = {"key": "any", "secret": "any", "endpoint_url": f"http://{host}:{port}"}
        bucket = s3fs.S3FileSystem(**options)
        bucket.mkdir("models")
        bucket.put(str(model), "models/model.npz")
        result = glorot.ray.verify("s3://models/model.npz", CLAIM, num_cpus=2, parts=5, storage_options=options)
    finally:
        server.stop()
    assert result.json == document(model).replace(str(model), "s3://models/model.npz")


def test_a_worker_that_is_killed_costs_its_task_again(model: pathlib.Path, tmp_path: pathlib.Path) -> None:
    marker = tmp_path / "died"

    def dies_once(request: Any, part: tuple[int, int]) -> bytes:
        if not marker.exists():
            marker.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        summary: bytes = request.summarize(part)
        return summary

    request = glorot._summary.Request(model, CLAIM)
    cluster = glorot.ray._Cluster(2, False)
    parts = cluster.run(dies_once, [(request, (number, 4)) for number in range(1, 5)], "parts")
    result = glorot.judge(cluster.merged(parts))
    assert marker.exists()
    assert isinstance(result, glorot.Verification)
    assert [finding.verdict for finding in result] == ["conforms"] * 6


def test_what_cannot_be_read_is_an_error(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glorot.ray, "_TRIES", 1)
    with pytest.raises(glorot.ReadError, match="No such file"):
        glorot.ray.verify(tmp_path / "none.npy", CLAIM, parts=2)
    with pytest.raises(glorot.InputError, match="the nearest are"):
        glorot.ray.verify(tmp_path / "none.npy", "xavier_unifrom", parts=2)


def test_many_seeds() -> None:
    found = glorot.ray.report(range(6), options=["--only", "keras.HeUniform", "--samples", "2000"])
    # Sound initializers reject once in a million runs.
    assert found.rejected == ()
    low, high = found.interval
    assert low == 0
    # (1 - high)^6 = (1 - 0.99)/2, Clopper & Pearson's limit if nothing happened.
    assert high == pytest.approx(1 - 0.005 ** (1 / 6), abs=1e-9)
    with pytest.raises(glorot.InputError, match="--nothing"):
        glorot.ray.report(range(2), options=["--nothing"])


def test_dask(model: pathlib.Path, tmp_path: pathlib.Path) -> None:
    pytest.importorskip("dask.distributed")
    rules = tmp_path / "rules.yaml"
    rules.write_text(f'rules: [{{tensors: "*", claim: "{CLAIM}"}}]\n')
    command = [sys.executable, str(ROOT / "Examples/distributed/dask_verify.py"), str(model), str(rules)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout == document(model, "text")
