"""PyTorch tensors, read without NumPy, which has no bfloat16."""

from __future__ import annotations

from typing import Any

import torch

from .._errors import TensorError
from .._memory import SIZES, TYPES, Memory, is_dense, refuse_type
from . import protocols


def read(tensor: Any, name: str) -> Memory:
    """The values of a tensor on any device. They are copied only if they have gaps or are on another device."""
    if not isinstance(tensor, torch.Tensor):
        raise protocols.refuse(tensor, name)
    _check(tensor, name)
    code = TYPES.get(str(tensor.dtype).partition(".")[2])
    if code is None:
        raise refuse_type(name, str(tensor.dtype).partition(".")[2])
    values = tensor.detach()
    if values.device.type != "cpu":
        values = values.cpu()
    # A view may be the negative of its memory, such as the imaginary part of a conjugate.
    values = values.resolve_neg()
    shape, strides = tuple(values.shape), tuple(values.stride())
    if not is_dense(shape, strides):
        values, strides = values.contiguous(), ()
    size = values.numel() * SIZES[code]
    try:
        address = values.data_ptr()
    except RuntimeError:
        # A tensor of a transform such as vmap.
        address = 0
    if size and not address:
        raise TensorError(f"{name}: found {protocols.kind(tensor)} without its own memory: pass a plain tensor")
    return Memory(address, size, shape, code, strides or None, values)


def _check(tensor: torch.Tensor, name: str) -> None:
    """Refuses tensors without values, or whose values are not laid out by shape and strides."""
    if isinstance(tensor, torch.nn.parameter.UninitializedTensorMixin):
        raise TensorError(f"{name}: found an uninitialized parameter of a lazy module: run the module once")
    if tensor.is_meta:
        raise TensorError(
            f"{name}: found a tensor on the meta device, which has no values: materialize it "
            "(module.to_empty(device='cpu'), then initialize it)"
        )
    if tensor.is_quantized:
        raise TensorError(f"{name}: found a quantized tensor ({tensor.dtype}): pass .dequantize()")
    if tensor.is_nested:
        raise TensorError(f"{name}: found a nested tensor, expected a single shape: test its parts")
    if tensor.layout is not torch.strided:
        layout = str(tensor.layout).partition(".")[2]
        raise TensorError(f"{name}: found a sparse tensor (layout {layout}): pass .to_dense()")
    if callable(getattr(tensor, "full_tensor", None)):
        raise TensorError(f"{name}: found a distributed tensor: pass .full_tensor()")
    if type(tensor).__name__ in ("FakeTensor", "FunctionalTensor"):
        raise TensorError(f"{name}: found a {type(tensor).__name__}, which has no values: materialize it")
