/// MXNet, tinygrad, scikit-learn, ONNX and its runtime: a few names each.
extension Catalogue {
    /// The words of MXNet, tinygrad, scikit-learn, ONNX and its runtime.
    static let otherFrameworks: [Dialect] = [
        factory(
            mxnet("Xavier"),
            of: "variance_scaling",
            [
                .init("rnd_type", as: "distribution", .text("uniform")), .init("factor_type", as: "mode", .text("avg")),
                .init("magnitude", as: "scale", .number(3)),
            ],
            fans: .torch,
            words: ["avg": "fan_avg", "in": "fan_in", "out": "fan_out", "gaussian": "normal"],
            // sqrt(magnitude / n) is the limit of the uniform law, and the standard deviation of the normal one.
            converting: { values in
                guard values["distribution"] == .text("uniform"), case .number(let magnitude)? = values["scale"] else {
                    return
                }
                values["scale"] = .number(magnitude / 3)
            },
            closedForm: "uniform on ±√(magnitude/n), or normal of variance magnitude/n; n by factor_type"
        ),
        factory(
            mxnet("MSRAPrelu"),
            of: "variance_scaling",
            [.init("factor_type", as: "mode", .text("avg")), .init("slope", as: "scale", .number(0.25))],
            fixing: ["distribution": .text("normal")],
            fans: .torch,
            words: ["avg": "fan_avg", "in": "fan_in", "out": "fan_out"],
            converting: { values in
                guard case .number(let slope)? = values["scale"] else { return }
                values["scale"] = .number(2 / (1 + slope * slope))
            },
            closedForm: "normal of variance 2/((1+slope²)·n), n by factor_type"
        ),
        factory(
            mxnet("Uniform"),
            of: "uniform",
            [.init("scale", as: "high", .number(0.07))],
            converting: symmetric,
            closedForm: "uniform on ±scale"
        ),
        factory(mxnet("Normal"), of: "normal", [.init("sigma", as: "stddev", .number(0.01))]),
        factory(mxnet("Constant"), of: "constant", [.init("value", .none)]),
        Dialect(mx("Zero"), of: "zeros", source: "MXNet 1.9.1, initializer.py, Zero"),
        Dialect(mx("One"), of: "ones", source: "MXNet 1.9.1, initializer.py, One"),
        Dialect(
            mx("LSTMBias"),
            of: "keras.layers.LSTM.bias",
            [.init("forget_bias", as: "unit_forget_bias", .number(1))],
            converting: { values in
                if case .number(let bias)? = values["unit_forget_bias"], bias == 0 || bias == 1 {
                    values["unit_forget_bias"] = .boolean(bias == 1)
                }
            },
            leadsWithTensor: false,
            closedForm: "0, but forget_bias, which is 1 or 0, in the second of four equal parts",
            purpose: .layerDefault,
            source: "MXNet 1.9.1, initializer.py, LSTMBias"
        ),
        inverseRoot(
            ["tinygrad.nn.Linear.weight", "tinygrad.nn.Conv2d.weight", "tinygrad.nn.Conv1d.weight"],
            .torch,
            source: "tinygrad 0.14.0, nn/__init__.py, Linear, Conv2d"
        ),
        scaled(
            ["tinygrad.nn.Embedding.weight"],
            glorotUniform,
            .torch,
            purpose: .layerDefault,
            source: "tinygrad 0.14.0, nn/__init__.py, Embedding: Tensor.glorot_uniform"
        ),
        inverseRoot(
            ["tinygrad.nn.LSTMCell.weight_ih", "tinygrad.nn.LSTMCell.weight_hh"],
            .gates(4),
            [.init("hidden_size", as: "fan_in")],
            source: "tinygrad 0.14.0, nn/__init__.py, LSTMCell"
        ),
        inverseRoot(
            ["tinygrad.nn.ConvTranspose2d.weight"],
            .axes(input: [0], output: [1], batch: []),
            source: "tinygrad 0.14.0, nn/__init__.py, ConvTranspose2d, whose scale is Conv2d's"
        ),
        Dialect(
            ["tinygrad.nn.Linear.bias", "tinygrad.nn.Conv2d.bias", "tinygrad.nn.Conv1d.bias"],
            of: "torch.nn.Linear.bias",
            [.init("fan_in", .none)],
            source: "tinygrad 0.14.0, nn/__init__.py, Linear, Conv2d"
        ),
        Dialect(
            ["BatchNorm", "GroupNorm", "InstanceNorm", "LayerNorm", "RMSNorm"].map { "tinygrad.nn.\($0).weight" },
            of: "ones",
            source: "tinygrad 0.14.0, nn/__init__.py"
        ),
        Dialect(
            ["BatchNorm", "GroupNorm", "InstanceNorm", "LayerNorm"].map { "tinygrad.nn.\($0).bias" }
                + ["tinygrad.nn.LSTMCell.bias_ih", "tinygrad.nn.LSTMCell.bias_hh"],
            of: "zeros",
            source: "tinygrad 0.14.0, nn/__init__.py"
        ),
        // The first axis, and the product of all others.
        Dialect(
            ["tinygrad.Tensor.glorot_uniform", "Tensor.glorot_uniform"],
            of: "variance_scaling",
            fixing: ["scale": .number(1), "mode": .text("fan_avg"), "distribution": .text("uniform")],
            fans: .inputFirst,
            takesSizes: true,
            source: "tinygrad 0.14.0, mixin/rand.py, glorot_uniform"
        ),
        tinygrad("uniform", of: "uniform", [.init("low", 0), .init("high", 1)]),
        tinygrad("normal", of: "normal", [.init("mean", 0), .init("std", as: "stddev", .number(1))]),
        tinygrad("randn", of: "normal"),
        // Its gain is that of a slope of 0.01.
        tinygrad("kaiming_uniform", of: "torch.nn.init.kaiming_uniform_", [.init("a", 0.01)]),
        tinygrad("kaiming_normal", of: "torch.nn.init.kaiming_normal_", [.init("a", 0.01)]),
        Dialect(
            ["sklearn.neural_network.MLPClassifier.coefs_", "sklearn.neural_network.MLPRegressor.coefs_"],
            of: "variance_scaling",
            [.init("activation", as: "activation", .text("relu"))],
            fixing: ["scale": .number(1), "mode": .text("fan_avg"), "distribution": .text("uniform")],
            fans: .jax,
            converting: factorOfActivation,
            purpose: .layerDefault,
            source: sklearnSource
        ),
        // The limit is the weight's, whose fans the vector does not tell.
        Dialect(
            ["sklearn.neural_network.MLPClassifier.intercepts_", "sklearn.neural_network.MLPRegressor.intercepts_"],
            of: "variance_scaling",
            [
                .init("fan_in", as: "fan_in"), .init("fan_out", as: "fan_out"),
                .init("activation", as: "activation", .text("relu")),
            ],
            fixing: ["scale": .number(1), "mode": .text("fan_avg"), "distribution": .text("uniform")],
            fans: .jax,
            converting: factorOfActivation,
            leadsWithTensor: false,
            purpose: .layerDefault,
            source: sklearnSource
        ),
        // Standard normal numbers, whatever the fans.
        Dialect(
            ["weight", "bias"].flatMap {
                ["onnxruntime.training.onnxblock.blocks.Linear.\($0)", "onnxblock.blocks.Linear.\($0)"]
            },
            of: "normal",
            purpose: .layerDefault,
            source: "ONNX Runtime 1.19.2, training/onnxblock/blocks.py, Linear: np.random.randn"
        ),
        Dialect(
            ["onnx.RandomNormal", "onnx.RandomNormalLike", "RandomNormalLike"],
            of: "normal",
            [.init("mean", 0), .init("scale", as: "stddev", .number(1))],
            source: "ONNX, operators RandomNormal and RandomNormalLike, version 22"
        ),
        Dialect(
            ["onnx.RandomUniform", "onnx.RandomUniformLike", "RandomUniformLike"],
            of: "uniform",
            [.init("high", 1), .init("low", 0)],
            source: "ONNX, operators RandomUniform and RandomUniformLike, version 22"
        ),
    ]

    // MARK: - Implementation

    private static let sklearnSource =
        "scikit-learn 1.9.1, neural_network/_multilayer_perceptron.py, _init_coef: factor 6, for the logistic 2"

    private static let factorOfActivation: @Sendable (inout [String: ClaimValue]) -> Void = { values in
        if values["activation"] == .text("logistic") { values["scale"] = .number(1.0 / 3) }
    }

    private static func tinygrad(
        _ name: String,
        of scheme: String,
        _ parameters: [Scheme.Parameter] = []
    ) -> Dialect {
        Dialect(
            ["tinygrad.Tensor.\(name)", "Tensor.\(name)"],
            of: scheme,
            parameters,
            takesSizes: true,
            source: "tinygrad 0.14.0, mixin/rand.py, \(name)"
        )
    }

    private static func mxnet(_ name: String) -> (names: [String], source: String) {
        (mx(name), "MXNet 1.9.1, initializer.py, \(name)")
    }

    private static func mx(_ name: String) -> [String] {
        ["mxnet", "mx"].flatMap { ["\($0).init.\(name)", "\($0).initializer.\(name)"] }
            // As in `from mxnet import init`, for names that no other framework's functions have.
            + (["Xavier", "MSRAPrelu"].contains(name) ? ["init.\(name)"] : [])
    }
}
