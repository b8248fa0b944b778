"""The library's answer to a call."""

from __future__ import annotations

import ctypes
import json
from typing import Any, NoReturn

from ._errors import ChangedError, InputError, InternalError, TensorError
from ._library import library

#: Statuses that the library returns, as in glorot.h.
OK, DEVIATES, INCONCLUSIVE, USAGE, MALFORMED, UNREADABLE = 0, 1, 2, 64, 65, 66

#: The formats that are kept when an answer is pickled.
FORMATS = ("json", "text", "markdown", "junit", "html")


class Answer:
    """An answer, written in a format only on demand: most passing tests never need it."""

    __slots__ = ("_document", "_free", "_handle", "_texts", "status")

    def __init__(self, status: int, handle: int | None, texts: dict[str, str] | None = None) -> None:
        self.status = status
        self._handle = handle
        self._texts = {} if texts is None else texts
        self._document: dict[str, Any] | None = None
        # Held here, since modules may be gone before this object when the interpreter exits.
        self._free = library().glorot_result_free if handle else None

    def __del__(self) -> None:
        free = getattr(self, "_free", None)
        if free is not None:
            self._free = None
            free(self._handle)

    def __reduce__(self) -> tuple[Any, ...]:
        # A pointer means nothing in another process; the texts do.
        texts = {name: text for name in FORMATS if (text := self.find(name)) is not None}
        return Answer, (self.status, None, texts)

    def find(self, form: str) -> str | None:
        """The answer in a format; None if it does not have that format."""
        text = self._texts.get(form)
        if text is None and (data := self._find_data(form)) is not None:
            text = self._texts[form] = data.decode()
        return text

    def data(self, form: str) -> bytes:
        """The answer in a binary format, which is not kept."""
        data = self._find_data(form)
        if data is None:
            raise InternalError(f"the library has no answer as {form}")
        return data

    def _find_data(self, form: str) -> bytes | None:
        if not self._handle:
            return None
        length = ctypes.c_size_t()
        pointer = library().glorot_result_text(self._handle, form.encode(), ctypes.byref(length))
        if not pointer:
            return None
        try:
            return ctypes.string_at(pointer, length.value)
        finally:
            library().glorot_free(pointer)

    def text(self, form: str) -> str:
        """The answer in a format that it must have."""
        text = self.find(form)
        if text is None:
            raise InternalError(f"the library has no answer as {form}")
        return text

    @property
    def document(self) -> dict[str, Any]:
        """The answer as a JSON document."""
        if self._document is None:
            self._document = json.loads(self.text("json"))
        assert self._document is not None
        return self._document

    def raise_error(self, message: str | None = None) -> NoReturn:
        """Raises the error that the status stands for."""
        __tracebackhide__ = True
        if message is None:
            message = self.text("text").rstrip("\n")
        kinds = {USAGE: InputError, MALFORMED: TensorError, UNREADABLE: ChangedError}
        raise kinds.get(self.status, InternalError)(message)
