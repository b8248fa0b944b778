"""Draws tensors."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any

from ._answer import Answer
from ._errors import InputError
from ._explain import sizes
from ._library import CTensor, library
from ._memory import SIZES, TYPES, Memory, refuse_type
from ._options import encode, integer
from ._tensors import memory_of

#: The formats of `struct` by number type. bfloat16 has none.
_FORMATS: dict[str, Any] = {"float16": "e", "float32": "f", "float64": "d"}


def draw(
    claim: str,
    shape: int | Sequence[int],
    *,
    seed: int = 0,
    dtype: Any = "float32",
    key: str | None = None,
    stream: str | None = None,
) -> Any:
    """Draws weights by a claim. Without `stream`, the same arguments give the same bits on every machine.

        weights = glorot.draw("keras.GlorotUniform", (784, 256), seed=1)

    With `stream`, a framework's own numbers, without the framework:

        weights = glorot.draw("torch.nn.init.xavier_uniform_", (256, 784), stream="torch", seed=1)

    Laws for which the framework calls the C library's functions, such as normal ones in double precision, can differ in
    the last bit then where this library is not glibc.

    Args:
        claim: the claim to draw by, such as "torch.nn.init.xavier_uniform_(gain=5/3)".
        shape: the sizes of the axes, each at least 1.
        seed: 0 to 2^64 - 1.
        dtype: float16, bfloat16, float32 or float64, as a text or as a library's object.
        key: a name, such as the layer's. Tensors with different keys share no random stream.
        stream: the framework whose numbers to draw, as after its seed was set: torch, torch-scalar, jax, jax-original,
            mlx, tensorflow, tensorflow-1, numpy, numpy-legacy, keras-tensorflow, keras-jax, keras-torch, keras-numpy or
            caffe. Not with `key`. In numpy and numpy-legacy, float32 is the draw in double precision, rounded.

    Returns:
        A row-major NumPy array. bfloat16 needs ml_dtypes to be installed. Without NumPy, a `memoryview` of that shape.

    Raises:
        InputError: the claim is not known, or does not fit the shape, or the shape is empty; a ValueError.
        TensorError: the type is none of these; a TypeError.
        ImportError: a 16-bit type needs NumPy or ml_dtypes, which is missing.
        MemoryError: there is not enough memory.
    """
    name = _type_name(dtype)
    if name not in ("float16", "bfloat16", "float32", "float64"):
        raise refuse_type("dtype", name)
    lengths = tuple(sizes(shape))
    if any(length < 1 for length in lengths) or len(lengths) > 64:
        raise InputError(f"shape: found {list(lengths)[:8]}, expected at most 64 sizes of at least 1")
    options = encode(claim=claim, seed=_seed(seed), key=key, stream=stream)
    values: Any
    try:
        import numpy
    except ImportError:
        values, memory = _without_numpy(name, lengths)
    else:
        kind: Any = name
        if name == "bfloat16":
            import ml_dtypes

            kind = ml_dtypes.bfloat16
        values = numpy.empty(lengths, kind)
        memory = memory_of(values, "tensor")
    tensor = CTensor()
    memory.fill(tensor, None)
    handle = ctypes.c_void_p()
    status = library().glorot_draw(ctypes.byref(tensor), options, ctypes.byref(handle))
    answer = Answer(status, handle.value)
    if answer.status:
        answer.raise_error()
    return values


def _type_name(dtype: Any) -> str:
    if isinstance(dtype, str):
        return dtype
    # NumPy dtypes, and classes such as numpy.float32, have a name; PyTorch and MLX show theirs as torch.float32.
    name = getattr(dtype, "name", None) or getattr(dtype, "__name__", None)
    return name if isinstance(name, str) else str(dtype).rpartition(".")[2]


def _seed(seed: Any) -> str:
    value = integer("seed", seed)
    # As a text, since not every JSON reader keeps 64 bits of a number.
    return str(0 if value is None else value)


def _without_numpy(name: str, shape: tuple[int, ...]) -> tuple[Any, Memory]:
    if name == "bfloat16":
        raise ImportError("dtype: bfloat16 needs NumPy and ml_dtypes: pip install numpy ml_dtypes")
    count = 1
    for length in shape:
        count *= length
    size = count * SIZES[TYPES[name]]
    try:
        values = memoryview(bytearray(size)).cast(_FORMATS[name], list(shape))
    except ValueError:
        # Before Python 3.12, a memoryview cannot hold 16-bit values.
        raise ImportError(f"dtype: {name} needs NumPy: pip install numpy") from None
    memory = memory_of(values, "tensor")
    return values, Memory(memory.address, size, shape, TYPES[name], None, values)
