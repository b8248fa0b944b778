"""Models of Keras 3: reads the configuration of each layer's own initializers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .entries import Entry, ModelRules, Reading

#: The attribute with a variable's initializer, if it is not the variable's name with `_initializer`.
ATTRIBUTES = {
    ("DepthwiseConv1D", "kernel"): "depthwise_initializer",
    ("DepthwiseConv2D", "kernel"): "depthwise_initializer",
    ("SeparableConv1D", "depthwise_kernel"): "depthwise_initializer",
    ("SeparableConv2D", "depthwise_kernel"): "depthwise_initializer",
    ("SeparableConv1D", "pointwise_kernel"): "pointwise_initializer",
    ("SeparableConv2D", "pointwise_kernel"): "pointwise_initializer",
    **{
        (cell, "recurrent_kernel"): "recurrent_initializer"
        for cell in ("LSTMCell", "GRUCell", "SimpleRNNCell", "ConvLSTMCell")
    },
}

#: Claims of variables whose initializer is not an argument, by the class of the layer.
FIXED = {
    ("RMSNormalization", "scale"): "keras.Ones()",
    ("SpectralNormalization", "vector_u"): "keras.layers.SpectralNormalization.vector_u",
    ("Dense", "lora_kernel_a"): "keras.layers.Dense.lora_kernel_a",
    ("Dense", "lora_kernel_b"): "keras.layers.Dense.lora_kernel_b",
    ("Normalization", "mean"): "keras.Zeros()",
    ("Normalization", "variance"): "keras.Ones()",
    ("Normalization", "count"): "keras.Zeros()",
}

#: Cells whose bias is 1 in the second of its four parts, the forget gate's, under `unit_forget_bias`.
FORGETTING = ("LSTMCell", "ConvLSTMCell")

#: Initializers that claims can name, with the arguments that affect the law.
INITIALIZERS: dict[str, tuple[str, ...]] = {
    "GlorotUniform": (),
    "GlorotNormal": (),
    "HeUniform": (),
    "HeNormal": (),
    "LecunUniform": (),
    "LecunNormal": (),
    "VarianceScaling": ("scale", "mode", "distribution"),
    "RandomUniform": ("minval", "maxval"),
    "RandomNormal": ("mean", "stddev"),
    "TruncatedNormal": ("mean", "stddev"),
    "Zeros": (),
    "Ones": (),
    "Constant": ("value",),
    "Orthogonal": ("gain",),
    "Identity": ("gain",),
}


def read(model: Any) -> Reading:
    """The variables of a model, by their paths."""
    found: dict[int, tuple[Any, Entry, Any]] = {}
    for layer in _layers(model):
        kind = _class_name(type(layer))
        base = _documented(type(layer))
        for variable in (*layer._trainable_variables, *layer._non_trainable_variables):
            # A wrapper has the weights of the layer it wraps but knows nothing about them.
            if id(variable) in found and found[id(variable)][1].is_claimed:
                continue
            shape = tuple(variable.shape)
            if base is None:
                entry, initializer = Entry({}, f"{kind} does not say what draws {variable.name}", kind, shape), None
            else:
                entry, initializer = _entry(layer, base, variable, kind, shape)
            found[id(variable)] = variable, entry, initializer
    variables = list(model.variables if hasattr(model, "variables") else model.weights)
    tensors: dict[str, Any] = {}
    entries: dict[str, Entry] = {}
    seeds: dict[Any, list[str]] = {}
    for variable in variables:
        name = _unique(variable.path, tensors)
        kind = _class_name(type(variable))
        if variable.name == "seed_generator_state":
            entry, initializer = Entry({"skip": "the state of a generator, not a weight"}, kind, kind, (2,)), None
        else:
            unknown = Entry({}, "a variable of no layer", kind, tuple(variable.shape))
            _, entry, initializer = found.get(id(variable), (variable, unknown, None))
        tensors[name] = variable
        entries[name] = entry
        seed = getattr(initializer, "seed", None)
        if isinstance(seed, int):
            family = getattr(initializer, "distribution", type(initializer).__name__)
            seeds.setdefault((family, seed), []).append(name)
    shared = tuple(
        f"one seed for {len(names)} variables: {', '.join(names)}: each {family} initializer of seed {seed} draws the same stream; "
        "give each layer its own initializer, or one with a keras.random.SeedGenerator"
        for (family, seed), names in seeds.items()
        if len(names) > 1
    )
    return Reading(tensors, ModelRules(_class_name(type(model)), entries), shared)


def _layers(model: Any) -> Iterator[Any]:
    """A model, all its layers, and the cells and wrapped layers inside them."""
    yield from model._flatten_layers(include_self=True, recursive=True)


def _documented(kind: type) -> type | None:
    """The Keras layer that a class is, or that it derives from without building anything else."""
    for base in kind.__mro__:
        if base.__module__.partition(".")[0] == "keras":
            return base
        if "build" in vars(base) or "add_weight" in vars(base):
            return None
    return None


def _entry(layer: Any, base: type, variable: Any, kind: str, shape: tuple[int, ...]) -> tuple[Entry, Any]:
    name = variable.name
    fixed = FIXED.get((base.__name__, name))
    if fixed is not None:
        return Entry({"claim": fixed}, f"{kind}.{name}", kind, shape), None
    attribute = ATTRIBUTES.get((base.__name__, name), f"{name}_initializer")
    initializer = getattr(layer, attribute, None)
    if initializer is None:
        return Entry({}, f"{kind} does not say what draws {name}", kind, shape), None
    source = f"{kind}.{attribute}"
    if base.__name__ in FORGETTING and name == "bias" and getattr(layer, "unit_forget_bias", False):
        if type(initializer).__name__ == "Zeros":
            claim = "keras.layers.LSTM.bias(unit_forget_bias=True)"
            return Entry({"claim": claim}, f"{source}, unit_forget_bias", kind, shape), None
        return Entry(
            {}, f"{source}: {type(initializer).__name__} with unit_forget_bias is not a claim", kind, shape
        ), None
    rule = _rule(initializer)
    if rule is None:
        return Entry({}, f"{source}: {_class_name(type(initializer))} is not a claim", kind, shape), initializer
    fans = _fans(layer, base, initializer, shape) if name == "kernel" else None
    if fans is not None:
        rule = {**rule, "fan_in": fans[0], "fan_out": fans[1]}
    return Entry(rule, source, kind, shape), initializer


def _rule(initializer: Any) -> dict[str, Any] | None:
    """The claim of an initializer object, from its class and configuration."""
    kind = type(initializer)
    arguments = INITIALIZERS.get(kind.__name__)
    if arguments is None or kind.__module__.partition(".")[0] != "keras":
        return None
    config = initializer.get_config()
    values = [(name, config[name]) for name in arguments if name in config]
    if any(not isinstance(value, (int, float, str)) for _, value in values):
        return None
    return {"claim": f"keras.{kind.__name__}({', '.join(f'{name}={value!r}' for name, value in values)})"}


def _fans(layer: Any, base: type, initializer: Any, shape: tuple[int, ...]) -> tuple[int, int] | None:
    """The fans of a kernel, if its axes or an equation give other fans than its shape."""
    if not hasattr(initializer, "input_axes"):
        return None
    inputs, outputs = initializer.input_axes, initializer.output_axes
    if inputs is None or outputs is None:
        if base.__name__ != "EinsumDense":
            return None
        # Axes of the output count as outputs, even if the input has them, too.
        sides, _, output = layer.equation.replace("...", "").replace(" ", "").partition("->")
        weight = sides.partition(",")[2]
        outputs = [axis for axis, letter in enumerate(weight) if letter in output]
        inputs = [axis for axis, letter in enumerate(weight) if letter not in output]
    return _product(shape, inputs), _product(shape, outputs)


def _product(shape: tuple[int, ...], axes: Any) -> int:
    product = 1
    for axis in axes:
        product *= shape[axis]
    return product


def _class_name(kind: type) -> str:
    """The name that people import a class by: `keras.layers.Dense`."""
    if kind.__module__.startswith("keras.src.layers."):
        return f"keras.layers.{kind.__name__}"
    if kind.__module__.startswith("keras.src."):
        return f"keras.{kind.__name__}"
    return f"{kind.__module__}.{kind.__qualname__}"


def _unique(path: str, names: dict[str, Any]) -> str:
    """A path, with a number if another variable has the same."""
    name, number = path, 1
    while name in names:
        number += 1
        name = f"{path}#{number}"
    return name
