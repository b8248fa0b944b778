"""Records what a function draws that JAX can trace, without drawing any.

The function is traced to JAX's own form of a program. The laws of its arrays follow from there operation by operation:
`jax.random`'s samplers give laws, products with and sums of constants change them, and changes of shape leave them. What
any other operation makes of a law is not known.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from statistics import NormalDist
from typing import Any

import jax
import numpy

from .jax_laws import Law, constant

#: Operations that leave the values of their first argument as they are, or leave out some.
SAME = [
    "broadcast_in_dim",
    "copy",
    "convert_element_type",
    "dynamic_slice",
    "expand_dims",
    "optimization_barrier",
    "pvary",
    "reduce_precision",
    "reshape",
    "rev",
    "sharding_constraint",
    "slice",
    "split",
    "squeeze",
    "stop_gradient",
    "transpose",
    "unstack",
]

#: Operations that call a part of the program, with the parameter that has it.
CALLS = ("jaxpr", "call_jaxpr", "fun_jaxpr")


def record(build: Callable[[], dict[str, Any]]) -> dict[str, tuple[tuple[int, ...], Law | None]]:
    """The shape and the law of each array that a function returns, by name; None for a law that is not known.

    Raises:
        Exception: whatever the function raises.
    """
    names: list[str] = []

    def arrays() -> list[Any]:
        result = build()
        names.extend(result)
        return list(result.values())

    program = jax.make_jaxpr(arrays)()
    laws = _run(program.jaxpr, [_constant(value) for value in program.consts], [])
    shapes = [tuple(output.aval.shape) for output in program.jaxpr.outvars]
    return dict(zip(names, zip(shapes, laws)))


def _run(program: Any, constants: Sequence[Law | None], inputs: Sequence[Law | None]) -> list[Law | None]:
    """The laws of a program's outputs by those of its inputs."""
    known: dict[Any, Law | None] = dict(zip((*program.constvars, *program.invars), (*constants, *inputs)))

    def law(variable: Any) -> Law | None:
        return _constant(variable.val) if hasattr(variable, "val") else known.get(variable)

    for step in program.eqns:
        results = _step(step, [law(variable) for variable in step.invars])
        for variable, result in zip(step.outvars, results):
            known[variable] = _without_wrapping(variable, result)
    return [law(variable) for variable in program.outvars]


def _without_wrapping(variable: Any, law: Law | None) -> Law | None:
    """A law, unless its values became integers."""
    if (
        law is not None
        and law.family not in ("constant", "computed")
        and not jax.numpy.issubdtype(variable.aval.dtype, numpy.floating)
    ):
        return None
    return law


def _step(step: Any, inputs: list[Law | None]) -> list[Law | None]:
    """The laws of an operation's outputs."""
    name, outputs = step.primitive.name, len(step.outvars)
    unknown: list[Law | None] = [None] * outputs
    shape = tuple(getattr(step.outvars[0].aval, "shape", ())) if outputs else ()
    inner = next((step.params[key] for key in CALLS if key in step.params), None)
    if name == "scan":
        return _scan(step)
    if inner is not None and name not in ("while", "cond"):
        program, constants = (inner.jaxpr, inner.consts) if hasattr(inner, "jaxpr") else (inner, ())
        drawn = _drawn(step.params.get("name"), program, inputs, shape)
        if drawn is not None:
            return [drawn] if outputs == 1 else unknown
        if len(program.invars) == len(inputs):
            return _run(program, [_constant(value) for value in constants], inputs)
        return unknown
    if name not in SAME and all(law is not None and law.family in ("constant", "computed") for law in inputs):
        return _folded(step, inputs)
    first = inputs[0] if inputs else None
    if name in SAME:
        return [_moved(step, first)] * outputs
    if name == "concatenate" and first is not None and first.family != "orthogonal":
        # What is drawn in parts of one law is drawn from it.
        alike = all(law is not None and law[:4] == first[:4] for law in inputs)
        return [first._replace(drawn=()) if alike else None]
    if name == "erf_inv" and first is not None:
        return [_normal(first, step.invars[0].aval.dtype)]
    # The columns of an orthogonal matrix have the signs of the diagonal.
    if name == "qr" and first is not None and first.family == "normal" and first.location == 0:
        return [Law("q", 0.0, 1.0, drawn=first.drawn), Law("r", 0.0, 1.0)]
    if name == "sign" and first is not None and first.family == "r":
        return [Law("signs", 0.0, 1.0)]
    if outputs == 1 and name in ("mul", "div", "add", "add_any", "sub", "neg"):
        return [_arithmetic(name, inputs)]
    return unknown


def _drawn(name: str | None, program: Any, inputs: Sequence[Law | None], shape: tuple[int, ...]) -> Law | None:
    """The law of what one of `jax.random`'s samplers draws, known by its name and by what it is made of.

    A normal law is that of the inverse error function of a uniform one, and needs no name.
    """
    if name in ("_diag", "diagonal") and inputs and inputs[0] is not None and inputs[0].family == "r":
        return inputs[0]
    numbers = [law.location for law in inputs[1:] if law is not None and law.family == "constant"]
    if len(inputs) != 3 or len(numbers) != 2:
        return None
    steps = {step.primitive.name for step in program.eqns}
    inside = {step.params.get("name") for step in program.eqns}
    if name == "_uniform" and "random_bits" in steps and program.eqns[-1].primitive.name == "max":
        return Law("uniform", numbers[0], numbers[1] - numbers[0], drawn=shape)
    if name == "_truncated_normal" and "erf_inv" in steps and {"_uniform", "clip"} <= inside:
        return Law("truncated", 0.0, 1.0, (numbers[0], numbers[1]), drawn=shape)
    return None


def _normal(law: Law, number: Any) -> Law | None:
    """The law of the inverse error function of a uniform law, by which JAX draws normal values."""
    low, high = law.location, law.location + law.scale
    if law.family != "uniform" or low < -1 or high > 1:
        return None
    # The lower end is the number next to -1, so that no value is infinite.
    closest = float(jax.numpy.finfo(number).eps)
    ends = [_bound(end, closest) for end in (low, high)]
    if any(end is None for end in ends):
        return None
    bounds = ends[0] or 0.0, ends[1] or 0.0
    family = "normal" if bounds == (-math.inf, math.inf) else "truncated"
    return Law(family, 0.0, 0.5**0.5, bounds, law.drawn)


#: How far a normal law's bound may be off that comes from the error function in float32, up to the farthest one.
BOUND_ERROR, FARTHEST = 3e-6, 2.5


def _bound(end: float, closest: float) -> float | None:
    """The bound of a normal law that an end of a uniform law leads to; None if it cannot be told well enough."""
    if 1 - abs(end) <= closest:
        return math.copysign(math.inf, end)
    bound = NormalDist().inv_cdf((1 + end) / 2)
    if abs(bound) > FARTHEST:
        return None
    written = round(bound, 4)
    return written if abs(written - bound) <= BOUND_ERROR else bound + math.copysign(BOUND_ERROR, bound)


def _scan(step: Any) -> list[Law | None]:
    """What a loop's steps draw, joined. What a step gets from outside, and what it passes on, has no law here."""
    inner = step.params["jaxpr"]
    laws = _run(inner.jaxpr, [_constant(value) for value in inner.consts], [None] * len(inner.jaxpr.invars))
    is_joined = [len(outer.aval.shape) > len(each.aval.shape) for outer, each in zip(step.outvars, inner.jaxpr.outvars)]
    return [
        law if joined and law is not None and law.family != "orthogonal" else None
        for law, joined in zip(laws, is_joined)
    ]


def _moved(step: Any, law: Law | None) -> Law | None:
    """A law after a change of shape. Values that are repeated are not drawn anew."""
    name = step.primitive.name
    if law is None or law.family in ("constant", "computed"):
        return law
    before, after = (tuple(variable.aval.shape) for variable in (step.invars[0], step.outvars[0]))
    sizes = [int(numpy.prod(shape)) for shape in (before, after)]
    if sizes[1] > sizes[0]:
        return None
    if law.family == "orthogonal":
        is_whole = sizes[0] == sizes[1] and (name != "transpose" or len(before) == 2) and name != "rev"
        return law if is_whole else None
    # A part of a draw, or axes in another order, no longer tells the fans.
    return law if sizes[0] == sizes[1] and name not in ("transpose", "rev") else law._replace(drawn=())


def _arithmetic(name: str, inputs: Sequence[Law | None]) -> Law | None:
    if name == "neg":
        return _arithmetic("mul", [inputs[0], constant(-1.0)])
    left, right = inputs
    if left is None or right is None:
        return None
    if name == "mul" and {left.family, right.family} == {"q", "signs"}:
        return Law("orthogonal", 0.0, 1.0, drawn=(left if left.family == "q" else right).drawn)
    if left.family == "constant" and name == "sub":
        turned = right.times(-1)
        return turned.plus(left.location) if turned is not None else None
    if left.family == "constant" and name in ("mul", "add", "add_any"):
        left, right = right, left
    if right.family != "constant":
        return None
    value = right.location
    if left.family in ("q", "r", "signs"):
        return None
    if name == "mul":
        return left.times(value)
    if name == "div":
        return left.times(1 / value) if value else None
    return left.plus(-value if name == "sub" else value)


def _folded(step: Any, inputs: Sequence[Law | None]) -> list[Law | None]:
    """The result of an operation on numbers, in JAX's own arithmetic. Arrays of equal values count as numbers."""
    # What is made of a seed is drawn. A loop or a branch may draw inside.
    is_drawn = step.primitive.name.startswith(("random_", "threefry", "rng_", "while", "cond"))
    other = None if is_drawn else Law("computed", 0.0, 0.0)
    unknown = [other] * len(step.outvars)
    if is_drawn or any(law is not None and law.family == "computed" for law in inputs):
        return unknown
    is_elementwise = step.primitive.name in ELEMENTWISE
    if not inputs or (not is_elementwise and any(variable.aval.shape for variable in (*step.invars, *step.outvars))):
        return unknown
    values = [
        numpy.asarray(law.location, variable.aval.dtype)
        for law, variable in zip(inputs, step.invars)
        if law is not None
    ]
    try:
        with jax.ensure_compile_time_eval():
            result = step.primitive.bind(*values, **step.params)
    except (TypeError, ValueError, NotImplementedError):
        return unknown
    return [_constant(value) for value in (result if step.primitive.multiple_results else [result])]


#: Operations on numbers whose result does not depend on the shape.
ELEMENTWISE = [
    "add",
    "add_any",
    "div",
    "exp",
    "integer_pow",
    "log",
    "max",
    "min",
    "mul",
    "neg",
    "pow",
    "rsqrt",
    "sqrt",
    "square",
    "sub",
]


def _constant(value: Any) -> Law | None:
    """The law of an array whose values are known and equal."""
    try:
        array = numpy.asarray(value)
        if array.size == 0 or array.dtype.kind not in "biufV":
            return None
        first = array.flat[0]
        return constant(float(first)) if bool((array == first).all()) else None
    except (TypeError, ValueError):
        return None
