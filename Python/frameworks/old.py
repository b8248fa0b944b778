"""Draws of frameworks that run only on old versions of Python: MXNet, Lasagne and CNTK.

Each has its own environment, where this script needs only NumPy and the framework. It writes float32 tensors for
`sound.py test`. For the same reason it imports none of its neighbours and is written in the Python of 2016.

CNTK loads libmpi.so.12 and libmpi_cxx.so.1 of OpenMPI 1.10 but calls none of their functions to draw, so stand-ins with
the same symbols suffice. Lasagne 0.1 finds its imports in Theano 0.8.2, not in later versions.

Usage: python3.8 old.py FOLDER mxnet        (Tests/Fixtures/requirements-mxnet.txt)
       python3.7 old.py FOLDER lasagne      (Tests/Fixtures/requirements-lasagne.txt)
       python3.6 old.py FOLDER cntk         (Tests/Fixtures/requirements-cntk.txt)
"""

import json
import os
import sys

import numpy as np

SEED = 20101
REPEATS = 2
MATRICES = [(15, 20), (64, 72), (256, 256)]
SQUARES = [(17, 17), (65, 65), (256, 256)]
# Outputs, inputs, and a window with two axes.
FILTERS = [(8, 4, 3, 3), (28, 16, 3, 3), (128, 64, 3, 3)]


class Draw(object):
    """A claim as a user of the framework would write it, and a function of a shape that draws it."""

    def __init__(self, claim, make, shapes=MATRICES, random=True):
        self.claim = claim
        self.make = make
        self.shapes = shapes
        self.random = random


def mxnet():
    import mxnet as mx

    mx.random.seed(SEED)
    np.random.seed(SEED)

    def drawn(call, shapes=MATRICES, random=True):
        initializer = eval(call, {"mx": mx})

        def make(shape):
            array = mx.nd.zeros(shape)
            initializer(mx.init.InitDesc("fc_weight"), array)
            return array.asnumpy()

        return Draw(call, make, shapes, random)

    calls = [
        "Xavier()",
        "Xavier('gaussian', 'in', 2)",
        "Xavier(rnd_type='uniform', factor_type='out', magnitude=2.34)",
        "MSRAPrelu()",
        "MSRAPrelu('in', slope=0)",
    ]
    plain = ["Uniform()", "Uniform(0.1)", "Normal()", "Normal(sigma=0.1)"]
    return "MXNet", [drawn("mx.init." + call, shapes) for call in calls for shapes in (MATRICES, FILTERS)] + [
        drawn("mx.init." + call) for call in plain
    ] + [drawn("mx.init." + call, random=False) for call in ("Zero()", "One()", "Constant(0.3)")] + [
        drawn("mx.init.LSTMBias()", [(64,), (256,), (1024,)], False)
    ]


def lasagne():
    os.environ["THEANO_FLAGS"] = "floatX=float32,cxx="
    import lasagne

    lasagne.random.set_rng(np.random.RandomState(SEED))

    def drawn(call, shapes=MATRICES, random=True):
        return Draw(call, eval(call, {"lasagne": lasagne}).sample, shapes, random)

    scaled = [
        "GlorotUniform()",
        "GlorotUniform(gain='relu')",
        "GlorotNormal()",
        "GlorotNormal(2.0)",
        "HeUniform()",
        "HeNormal()",
        "HeNormal(gain='relu')",
    ]
    plain = ["Uniform()", "Uniform(range=(-0.5, 0.25))", "Uniform(std=1)", "Normal()", "Normal(0.1, mean=1)"]
    # The shape that a layer passes: [in, out] for a dense one, [out, in, height, width] for a convolution.
    return "Lasagne", [drawn("lasagne.init." + call, shapes) for call in scaled for shapes in (MATRICES, FILTERS)] + [
        drawn("lasagne.init." + call) for call in plain
    ] + [
        drawn("lasagne.init.Orthogonal()"),
        drawn("lasagne.init.Orthogonal('relu')", SQUARES),
        drawn("lasagne.init.Constant(0.3)", random=False),
    ]


def cntk():
    from itertools import count

    import cntk

    seeds = count(SEED)

    def drawn(call):
        """An initializer with its own seed, since with the same seed it draws the same numbers again."""
        name, _, arguments = call.rstrip(")").partition("(")
        given = [argument for argument in [arguments, "seed=%d" % next(seeds)] if argument]
        return eval("%s(%s)" % (name, ", ".join(given)), {"C": cntk})

    def dense(call):
        return Draw(call, lambda shape: cntk.parameter(shape, init=drawn(call)).value)

    def convolution(call):
        def make(shape):
            outputs, inputs, height, width = shape
            layer = cntk.layers.Convolution2D((height, width), outputs, init=drawn(call), bias=False)
            return layer(cntk.input_variable((inputs, 9, 9))).parameters[0].value

        return Draw(call, make, FILTERS)

    scaled = ["glorot_uniform()", "glorot_normal()", "he_uniform()", "he_normal()", "he_normal(scale=2)", "xavier()"]
    plain = ["uniform(0.1)", "normal(0.1)", "truncated_normal(0.1)"]
    return "CNTK", [make("C." + call) for call in scaled for make in (dense, convolution)] + [
        dense("C." + call) for call in plain
    ]


def write(folder, framework, draws):
    """Writes one .safetensors file, with a .json file of its rows."""
    header, rows, values = {}, [], []
    offset = 0
    for repeat in range(REPEATS):
        for number, draw in enumerate(draws):
            for size, shape in enumerate(draw.shapes):
                array = np.ascontiguousarray(draw.make(shape), "<f4")
                assert array.shape == shape, (draw.claim, array.shape)
                name = "r%d.s%d.%03d" % (repeat, size, number)
                header[name] = {"dtype": "F32", "shape": list(shape), "data_offsets": [offset, offset + array.nbytes]}
                rows.append(
                    {
                        "framework": framework,
                        "type": "float32",
                        "tensor": name,
                        "claim": draw.claim,
                        "random": draw.random,
                    }
                )
                values.append(array.tobytes())
                offset += array.nbytes
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    path = os.path.join(folder, framework.lower() + "-float32-0")
    with open(path + ".safetensors", "wb") as file:
        file.write(len(text).to_bytes(8, "little") + text + b"".join(values))
    with open(path + ".json", "w") as file:
        json.dump(rows, file, indent=0)
    print("%s: %d tensors" % (framework, len(rows)))


if __name__ == "__main__":
    write(sys.argv[1], *{"mxnet": mxnet, "lasagne": lasagne, "cntk": cntk}[sys.argv[2]]())
