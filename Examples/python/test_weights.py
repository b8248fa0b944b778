import os
import subprocess

import numpy
import pytest


def verify(weights, claim, folder):
    file = folder / "weights.npy"
    numpy.save(file, weights)
    command = [os.environ.get("GLOROT", "glorot"), "verify", file, "--as", claim, "--strict"]
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 0, "\n" + run.stdout + run.stderr


def test_first_layer(tmp_path):
    torch = pytest.importorskip("torch")
    torch.manual_seed(1)
    layer = torch.nn.Linear(784, 256)
    torch.nn.init.xavier_uniform_(layer.weight)
    verify(layer.weight.detach().numpy(), "torch.nn.init.xavier_uniform_", tmp_path)


def test_default_layer(tmp_path):
    torch = pytest.importorskip("torch")
    torch.manual_seed(1)
    layer = torch.nn.Linear(784, 256)
    verify(layer.weight.detach().numpy(), "torch.nn.Linear.weight", tmp_path)
    # Nobody called an initializer: the layer's own default is not Glorot's.
    with pytest.raises(AssertionError, match="FAIL .*torch.nn.init.xavier_uniform_"):
        verify(layer.weight.detach().numpy(), "torch.nn.init.xavier_uniform_", tmp_path)


def test_embedding(tmp_path):
    weights = numpy.random.default_rng(1).normal(0, 0.02, (2000, 64)).astype("float32")
    verify(weights, "numpy.random.normal(0, 0.02)", tmp_path)


def test_a_wrong_embedding_is_told(tmp_path):
    # The variance for the standard deviation.
    weights = numpy.random.default_rng(1).normal(0, 0.02**2, (2000, 64)).astype("float32")
    with pytest.raises(AssertionError, match=r"variance\s+was\s+passed\s+as\s+the\s+standard\s+deviation"):
        verify(weights, "numpy.random.normal(0, 0.02)", tmp_path)
