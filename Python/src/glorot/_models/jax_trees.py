"""Trees of JAX arrays, such as the variables that Flax Linen's and Haiku's `init` return, and what builds them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import jax
import numpy

from .._errors import InputError, TensorError
from .entries import Entry, ModelRules, Reading
from .jax_build import record
from .jax_laws import rule, words


def read(model: Any, build: Callable[[], Any]) -> Reading:
    """The arrays of a tree, by their paths, as what a function draws that builds such a tree."""
    tensors = arrays(model)
    entries = {name: Entry({}, "", "jax.Array", tuple(value.shape)) for name, value in tensors.items()}
    return built(Reading(tensors, ModelRules("the variables", entries)), lambda: arrays(build()))


def arrays(tree: Any) -> dict[str, Any]:
    """The arrays of a tree by their paths, joined by dots. States of generators are left out."""
    found: dict[str, Any] = {}
    for path, value in jax.tree_util.tree_flatten_with_path(tree)[0]:
        name = ".".join(str(key(part)) for part in path)
        if not hasattr(value, "shape") or not hasattr(value, "dtype"):
            raise TensorError(f"{name}: found {type(value).__name__}, expected an array of JAX")
        if not jax.numpy.issubdtype(value.dtype, jax.dtypes.prng_key):
            found[name] = value
    return found


def key(part: Any) -> Any:
    """The name or the index of a part of a path."""
    return next((getattr(part, member) for member in ("name", "idx", "key") if hasattr(part, member)), str(part))


def built(reading: Reading, build: Callable[[], Mapping[str, Any]]) -> Reading:
    """A reading with what a function draws that builds the same arrays.

    Raises:
        InputError: it fails, cannot be traced, or builds others.
    """
    try:
        drawn = record(lambda: dict(build()))
    except Exception as error:
        text, kind = str(error).partition("\n")[0], type(error).__name__
        hint = " (JAX traces it: create keys and nnx.Rngs in it, and draw by jax.random)" if "Trace" in kind else ""
        raise InputError(f"build: {kind}: {text}{hint}") from error
    entries = dict(reading.rules)
    for name, entry in entries.items():
        if "same_as" in entry.rule:
            continue
        shape, law = drawn.get(name, (None, None))
        if shape != entry.shape:
            made = "nothing" if shape is None else f"shape {list(shape)}"
            raise InputError(f"build: makes another model: {name} has shape {list(entry.shape)}, found {made}")
        found = rule(law, shape) if law is not None else None
        if found is not None and law is not None:
            source = "build" if law.family in ("constant", "computed", "orthogonal") else f"build: {words(law)}"
            entries[name] = entry._replace(rule=found, source=source)
        elif "skip" not in entry.rule:
            entries[name] = entry._replace(rule={}, source="build: what draws it is not one of jax.random's laws")
    return reading._replace(rules=ModelRules(reading.rules.title, entries))


def is_tree(model: Any) -> bool:
    """Whether it is a mapping, or nested ones, of arrays of JAX."""
    return isinstance(model, Mapping) and all(
        isinstance(leaf, (jax.Array, numpy.ndarray)) for leaf in jax.tree_util.tree_leaves(model)
    )
