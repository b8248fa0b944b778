import numpy
import pytest
from glorot import Deviation


def test_first_layer(glorot):
    torch = pytest.importorskip("torch")
    torch.manual_seed(1)
    layer = torch.nn.Linear(784, 256)
    torch.nn.init.xavier_uniform_(layer.weight)
    glorot.verify(layer.weight, "torch.nn.init.xavier_uniform_")


def test_default_layer(glorot):
    torch = pytest.importorskip("torch")
    torch.manual_seed(1)
    layer = torch.nn.Linear(784, 256)
    glorot.verify(layer.weight, "torch.nn.Linear.weight")
    # No initializer was called: the layer's own default is not Glorot's.
    with pytest.raises(Deviation, match=r"FAIL .*torch\.nn\.init\.xavier_uniform_"):
        glorot.verify(layer.weight, "torch.nn.init.xavier_uniform_")


def test_a_whole_model(glorot):
    torch = pytest.importorskip("torch")
    torch.manual_seed(1)
    model = torch.nn.Sequential(torch.nn.Embedding(5000, 128), torch.nn.LayerNorm(128), torch.nn.Linear(128, 256))
    torch.nn.init.xavier_uniform_(model[2].weight)
    torch.nn.init.zeros_(model[2].bias)
    rules = {
        "0.weight": "torch.nn.Embedding.weight",
        "1.weight": "ones",
        "*.bias": "zeros",
        "*.weight": "torch.nn.init.xavier_uniform_",
    }
    glorot.verify(model.state_dict(), rules)


def test_embedding(glorot):
    weights = numpy.random.default_rng(1).normal(0, 0.02, (2000, 64)).astype("float32")
    glorot.verify(weights, "numpy.random.normal(0, 0.02)", strict=True)


def test_a_wrong_embedding_is_told(glorot):
    # The variance was passed as the standard deviation.
    weights = numpy.random.default_rng(1).normal(0, 0.02**2, (2000, 64)).astype("float32")
    finding = glorot.test(weights, "numpy.random.normal(0, 0.02)")
    assert finding.verdict == "deviates"
    assert finding.diagnosis[0].words.endswith("the variance was passed as the standard deviation")
