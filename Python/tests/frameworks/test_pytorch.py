"""Live tensors of PyTorch."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import distribution

import glorot

torch: Any = pytest.importorskip("torch")
nn = torch.nn

CLAIM = "torch.nn.init.xavier_uniform_"


@pytest.fixture(autouse=True)
def _seed() -> None:
    torch.manual_seed(1)


def weights(*shape: int, **options: Any) -> Any:
    return nn.init.xavier_uniform_(torch.empty(*(shape or (100, 80)), **options))


@pytest.mark.parametrize("dtype", ["float16", "bfloat16", "float32", "float64"])
def test_sound_and_defective(dtype: str) -> None:
    tensor = weights().to(getattr(torch, dtype))
    finding = glorot.verify(tensor, CLAIM)
    assert (finding.verdict, finding.dtype, finding.shape) == ("conforms", dtype, (100, 80))
    with pytest.raises(glorot.Deviation, match="FAIL"):
        glorot.verify(tensor, "torch.nn.init.xavier_normal_")


def test_drawn_in_sixteen_bits() -> None:
    # The claim includes the framework's own 16-bit law.
    for dtype in (torch.bfloat16, torch.float16):
        assert glorot.verify(weights(200, 300, dtype=dtype), CLAIM)


def test_a_layer_and_its_default() -> None:
    layer = nn.Linear(784, 256)
    assert glorot.verify(layer.weight, "torch.nn.Linear.weight")
    with pytest.raises(glorot.Deviation, match=r"the layer's\s+default"):
        glorot.verify(layer.weight, CLAIM)
    assert layer.weight.requires_grad
    nn.init.xavier_uniform_(layer.weight)
    assert glorot.verify(layer.weight, CLAIM)
    assert glorot.verify(nn.Parameter(weights()), CLAIM)
    assert glorot.verify(weights(requires_grad=True) * 1, CLAIM)


def test_orders_and_gaps() -> None:
    tensor = weights()
    expected = glorot.test(tensor, CLAIM).statistics
    transposed = tensor.t().contiguous().t()
    assert not transposed.is_contiguous()
    finding = glorot.test(transposed, CLAIM)
    assert (finding.shape, distribution(finding)) == ((100, 80), distribution(glorot.test(tensor, CLAIM)))
    assert glorot.verify(weights(80, 100).t(), CLAIM).closed_form["fan_in"] == 80
    gaps = torch.zeros(200, 160)
    gaps[::2, ::2] = tensor
    assert glorot.test(gaps[::2, ::2], CLAIM).statistics == expected
    images = weights(32, 16, 3, 3)
    expected = glorot.test(images, CLAIM).statistics
    assert glorot.test(images.to(memory_format=torch.channels_last), CLAIM).statistics == expected
    assert glorot.verify(torch.zeros(1).expand(300), "zeros").count == 300


def test_nothing_is_copied() -> None:
    from glorot._tensors import memory_of

    for tensor in (weights(), weights().t(), weights()[10:], nn.Parameter(weights()), weights().bfloat16()):
        assert memory_of(tensor, "w").address == tensor.data_ptr()


def test_nothing_is_changed() -> None:
    layer = nn.Linear(64, 64)
    before = layer.weight.detach().clone()
    version = layer.weight._version
    glorot.verify(layer.weight, "torch.nn.Linear.weight")
    assert torch.equal(layer.weight, before)
    assert layer.weight._version == version
    assert layer.weight.requires_grad


def test_parametrized_and_tied() -> None:
    layer = nn.Linear(80, 100)
    nn.init.xavier_uniform_(layer.weight)
    nn.utils.parametrizations.weight_norm(layer)
    assert glorot.verify(layer.weight, CLAIM)
    tied = nn.Linear(80, 100, bias=False)
    nn.init.xavier_uniform_(tied.weight)
    model = nn.ModuleDict({"a": tied, "b": nn.Linear(80, 100, bias=False)})
    model["b"].weight = tied.weight
    verification = glorot.verify(model.state_dict(), CLAIM)
    assert [finding.verdict for finding in verification] == ["conforms", "conforms"]
    assert glorot.verify(model.state_dict(), {"b.weight": {"same_as": "a.weight"}, "*": CLAIM})


def test_a_state_dict() -> None:
    model = nn.Sequential(nn.Conv2d(16, 32, 3), nn.BatchNorm2d(32), nn.Flatten(), nn.Linear(128, 100))
    verification = glorot.test(
        model.state_dict(),
        {
            "0.weight": "torch.nn.Conv2d.weight",
            "3.weight": "torch.nn.Linear.weight",
            "1.weight": "ones",
            "1.running_var": "ones",
            "1.*": "zeros",
            "*.bias": {"skip": "depends on the weight's fans"},
        },
    )
    assert verification, verification.text
    # An integer conforms to an exact claim.
    assert verification["1.num_batches_tracked"].verdict == "conforms"
    assert verification["1.num_batches_tracked"].dtype == "int64"
    nn.init.normal_(model[3].weight)
    with pytest.raises(glorot.Deviation, match=r"FAIL +3\.weight"):
        glorot.verify(model.state_dict(), {"3.weight": "torch.nn.Linear.weight", "*": {"skip": "not asked for"}})


@pytest.mark.filterwarnings("ignore:Sparse CSR")
@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: torch.empty(3, 4, device="meta"), "meta device.*materialize"),
        (lambda: nn.Linear(3, 4, device="meta").weight, "meta device.*materialize"),
        (lambda: weights().to_sparse(), r"sparse.*\.to_dense\(\)"),
        (lambda: weights().to_sparse_csr(), r"sparse.*\.to_dense\(\)"),
        (lambda: torch.zeros(3, dtype=torch.complex64), "complex64"),
        (lambda: torch.zeros(3, dtype=torch.int64), "int64"),
        (lambda: torch.zeros(3).to(torch.float8_e4m3fn), "float8_e4m3fn.*cast it to float32"),
        (lambda: torch.empty(0, 3), "without values"),
        (lambda: nn.LazyLinear(3).weight, "lazy module"),
        (lambda: torch.nested.nested_tensor([torch.zeros(2), torch.zeros(3)], layout=torch.jagged), "nested"),
        (lambda: nn.Linear(3, 4), r"pass its state_dict\(\)"),
        (lambda: torch.float32, "found torch.dtype"),
    ],
)
def test_what_has_no_values_to_test(make: Any, message: str) -> None:
    with pytest.raises(glorot.TensorError, match=rf"encoder\.weight: .*{message}"):
        glorot.verify(make(), "normal(0, 1)", name="encoder.weight")
    with pytest.raises((glorot.TensorError, glorot.InputError), match="encoder"):
        glorot.verify({"encoder.weight": make()}, "normal(0, 1)")


@pytest.mark.filterwarnings("ignore")
def test_quantized() -> None:
    tensor = torch.quantize_per_tensor(weights(), 0.1, 0, torch.qint8)
    with pytest.raises(glorot.TensorError, match=r"quantized.*\.dequantize\(\)"):
        glorot.verify(tensor, CLAIM)


def test_fake_tensors() -> None:
    from torch._subclasses.fake_tensor import FakeTensorMode

    with FakeTensorMode():
        tensor = torch.empty(3, 4)
    with pytest.raises(glorot.TensorError, match=r"FakeTensor"):
        glorot.verify(tensor, "zeros")


def test_tensors_of_a_transform() -> None:
    def inside(tensor: Any) -> Any:
        glorot.verify(tensor, "zeros", name="encoder.weight")
        return tensor

    with pytest.raises(glorot.TensorError, match=r"encoder\.weight: found torch\.Tensor without its own memory"):
        torch.vmap(inside)(torch.zeros(3, 4))


def test_draws_take_its_types() -> None:
    assert str(glorot.draw(CLAIM, (3, 4), dtype=torch.float64).dtype) == "float64"


def test_explanations_take_its_shapes() -> None:
    assert "fan_in" in glorot.explain(CLAIM, shape=weights().shape)


@pytest.mark.parametrize("dtype", ["float16", "bfloat16", "float32", "float64"])
def test_pytorchs_own_numbers(dtype: str) -> None:
    for call, claim in (
        (nn.init.xavier_uniform_, CLAIM),
        (nn.init.kaiming_normal_, "torch.nn.init.kaiming_normal_"),
        (nn.init.trunc_normal_, "torch.nn.init.trunc_normal_"),
    ):
        torch.manual_seed(42)
        theirs = call(torch.empty(37, 53, dtype=getattr(torch, dtype)))
        ours = glorot.draw(claim, (37, 53), stream="torch", seed=42, dtype=dtype)
        assert ours.astype("float64").tolist() == theirs.double().tolist(), claim
        assert glorot.verify(theirs, claim, resolve=1, stream="torch", seed=42)
        with pytest.raises(glorot.Deviation, match="not what torch"):
            glorot.verify(theirs, claim, resolve=1, stream="torch", seed=43)


def test_the_seed_of_a_model() -> None:
    torch.manual_seed(1337)
    layers = nn.Sequential(nn.Linear(80, 60), nn.Linear(60, 20))
    found = glorot.identify(layers.state_dict())
    assert [one.seed and (one.seed.stream, one.seed.seed, one.seed.position) for one in found] == [
        ("torch", 1337, 0),
        ("torch", 1337, 4800),
        ("torch", 1337, 4860),
        ("torch", 1337, 6060),
    ]
    assert found[0].seed is not None
    assert found[0].seed.log10_chance < -1000
    assert glorot.identify(layers[0].weight, seeds=None).seed is None
    assert glorot.identify(layers[0].weight, seeds=range(100)).seed is None
    assert glorot.identify(layers[0].weight, seeds=range(1000, 2000), streams=["torch"]).seed is not None


def test_one_step_of_an_optimizer_is_not_the_draw() -> None:
    torch.manual_seed(0)
    layer = nn.Linear(80, 60)
    optimizer = torch.optim.SGD(layer.parameters(), lr=1e-3)
    layer(torch.ones(4, 80)).square().mean().backward()
    optimizer.step()
    finding = glorot.test(layer.weight, "torch.nn.Linear.weight", stream="torch", seed=0)
    assert finding.verdict == "deviates"
    assert glorot.identify(layer.weight).seed is None
