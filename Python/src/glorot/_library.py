"""The C library that `glorot.h` declares.

It is loaded at the first call, not at import, since pytest imports the plugin of every installed package.
"""

from __future__ import annotations

import ctypes
import functools
import os
import sys
from pathlib import Path

#: The version of the interface that this package is written for.
INTERFACE = 1


class CTensor(ctypes.Structure):
    """`glorot_tensor`: a tensor in memory."""

    _fields_ = [
        ("name", ctypes.c_char_p),
        ("values", ctypes.c_void_p),
        ("size", ctypes.c_size_t),
        ("shape", ctypes.POINTER(ctypes.c_int64)),
        ("rank", ctypes.c_int32),
        ("type", ctypes.c_int32),
        ("strides", ctypes.POINTER(ctypes.c_int64)),
    ]


def path() -> Path:
    """Where the library is: beside this file, or at the path `GLOROT_LIBRARY`."""
    other = os.environ.get("GLOROT_LIBRARY")
    if other:
        return Path(other)
    return Path(__file__).with_name("libglorot.dylib" if sys.platform == "darwin" else "libglorot.so")


#: Looks a location up and returns the size of a file in bytes, -1 for a folder, -2 if neither can be determined.
LookUp = ctypes.CFUNCTYPE(ctypes.c_int64, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p)

#: Reads a file's bytes into a buffer and returns 0 if it got them all.
Read = ctypes.CFUNCTYPE(
    ctypes.c_int32,
    ctypes.c_void_p,
    ctypes.c_char_p,
    ctypes.c_int64,
    ctypes.c_void_p,
    ctypes.c_size_t,
    ctypes.c_void_p,
)


class CStore(ctypes.Structure):
    """`glorot_store`: files that are not on this machine."""

    _fields_ = [("context", ctypes.c_void_p), ("look_up", LookUp), ("read", Read)]


# The cache does not keep exceptions: after a failure, the next call tries again.
@functools.cache
def library() -> ctypes.CDLL:
    """The library. `ctypes` lets other threads run while one of its functions runs.

    Raises:
        ImportError: it does not exist, cannot be loaded, or has another interface.
    """
    file = path()
    try:
        loaded = ctypes.CDLL(str(file))
    except OSError as error:
        raise ImportError(f"glorot: cannot load the library at {file}: {error}") from error
    loaded.glorot_interface.restype = ctypes.c_int32
    found = loaded.glorot_interface()
    if found != INTERFACE:
        raise ImportError(f"glorot: {file}: found interface {found}, expected {INTERFACE}")
    answer = ctypes.POINTER(ctypes.c_void_p)
    tensors = ctypes.POINTER(CTensor)
    for name in ("glorot_verify", "glorot_identify"):
        function = getattr(loaded, name)
        function.argtypes = [tensors, ctypes.c_size_t, ctypes.c_char_p, answer]
        function.restype = ctypes.c_int32
    for name in ("glorot_explain", "glorot_list"):
        function = getattr(loaded, name)
        function.argtypes = [ctypes.c_char_p, answer]
        function.restype = ctypes.c_int32
    loaded.glorot_draw.argtypes = [tensors, ctypes.c_char_p, answer]
    loaded.glorot_draw.restype = ctypes.c_int32
    loaded.glorot_summarize.argtypes = [ctypes.POINTER(CStore), ctypes.c_char_p, answer]
    loaded.glorot_summarize.restype = ctypes.c_int32
    loaded.glorot_reply_set.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t]
    loaded.glorot_reply_set.restype = None
    loaded.glorot_result_text.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.POINTER(ctypes.c_size_t)]
    # Not c_char_p: its conversion would lose the pointer that must be freed.
    loaded.glorot_result_text.restype = ctypes.c_void_p
    loaded.glorot_result_free.argtypes = [ctypes.c_void_p]
    loaded.glorot_result_free.restype = None
    loaded.glorot_free.argtypes = [ctypes.c_void_p]
    loaded.glorot_free.restype = None
    loaded.glorot_version.argtypes = []
    loaded.glorot_version.restype = ctypes.c_char_p
    return loaded


def version() -> str:
    """The version of the library, which is that of the package."""
    found: bytes = library().glorot_version()
    return found.decode()
