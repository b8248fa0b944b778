extension Catalogue {
    /// PaddlePaddle's initializers, and its layers' defaults.
    static let paddle: [Dialect] =
        [
            paddleXavier("XavierUniform", "uniform", closedForm: "uniform on ±gain·√(6/(fan_in+fan_out))"),
            paddleXavier("XavierNormal", "normal", closedForm: "normal of variance gain²·2/(fan_in+fan_out)"),
            paddleKaiming("KaimingUniform", "uniform", closedForm: "uniform on ±gain·√(3/n), gain √2 by default"),
            paddleKaiming("KaimingNormal", "normal", closedForm: "normal of variance gain²/n, gain √2 by default"),
            factory(paddle("Uniform", in: "uniform"), of: "uniform", [.init("low", -1), .init("high", 1)]),
            factory(
                paddle("Normal", in: "normal"),
                of: "normal",
                [.init("mean", 0), .init("std", as: "stddev", .number(1))]
            ),
            factory(
                paddle("TruncatedNormal", in: "normal"),
                of: "torch.nn.init.trunc_normal_",
                [.init("mean", 0), .init("std", 1), .init("a", -2), .init("b", 2)]
            ),
            factory(paddle("Constant", in: "constant"), of: "constant", [.init("value", 0)]),
            factory(paddle("Orthogonal", in: "orthogonal"), of: "torch.nn.init.orthogonal_", [.init("gain", 1)]),
            factory(paddle("Dirac", in: "dirac"), of: "torch.nn.init.dirac_", [.init("groups", 1)]),
        ] + paddleLayers + paddleRecurrent

    // MARK: - Implementation

    private static let paddleLayers: [Dialect] = [
        scaled(
            ["Linear", "Embedding", "Bilinear", "Conv1DTranspose", "Conv2DTranspose", "Conv3DTranspose"].map {
                "paddle.nn.\($0).weight"
            }
                + ["q_proj", "k_proj", "v_proj", "out_proj"].map { "paddle.nn.MultiHeadAttention.\($0).weight" },
            glorotUniform,
            .paddle,
            purpose: .layerDefault,
            source: "Paddle 3.3.1, base/layer_helper.py, get_default_initializer: XavierUniform()"
        ),
        // A grouped convolution counts the inputs of all groups, which its weight does not tell.
        scaled(
            ["Conv1D", "Conv2D", "Conv3D"].map { "paddle.nn.\($0).weight" },
            heNormal,
            .paddle,
            closedForm: "normal of variance 2/fan_in, fan_in of all groups",
            purpose: .layerDefault,
            source: "Paddle 3.3.1, nn/layer/conv.py, _get_default_param_initializer"
        ),
        Dialect(
            [
                "Linear", "Bilinear", "Conv1D", "Conv2D", "Conv3D", "Conv1DTranspose", "Conv2DTranspose",
                "Conv3DTranspose",
            ]
            .map { "paddle.nn.\($0).bias" }
                + ["LayerNorm", "GroupNorm", "BatchNorm1D", "BatchNorm2D", "BatchNorm3D"].map { "paddle.nn.\($0).bias" }
                + ["q_proj", "k_proj", "v_proj", "out_proj"].map { "paddle.nn.MultiHeadAttention.\($0).bias" },
            of: "zeros",
            source: "Paddle 3.3.1, base/layer_helper.py, get_default_initializer, and nn/layer/norm.py"
        ),
        Dialect(
            ["LayerNorm", "GroupNorm", "BatchNorm1D", "BatchNorm2D", "BatchNorm3D"].map { "paddle.nn.\($0).weight" },
            of: "ones",
            source: "Paddle 3.3.1, nn/layer/norm.py"
        ),
        Dialect(
            ["paddle.nn.PReLU.weight"],
            of: "constant",
            fixing: ["value": .number(0.25)],
            purpose: .layerDefault,
            source: "Paddle 3.3.1, nn/layer/activation.py, PReLU"
        ),
    ]

    /// As PyTorch's: [gates · hidden_size, ...].
    private static let paddleRecurrent = [("SimpleRNN", 1), ("LSTM", 4), ("GRU", 3)].map { layer, gates in
        inverseRoot(
            [layer, "\(layer)Cell"].flatMap { name in
                ["weight_ih", "weight_hh", "bias_ih", "bias_hh"].map { "paddle.nn.\(name).\($0)" }
            },
            .gates(gates),
            [.init("hidden_size", as: "fan_in")],
            source: "Paddle 3.3.1, nn/layer/rnn.py, \(layer)Cell: Uniform(-std, std)"
        )
    }

    private static func paddle(_ name: String, in file: String) -> (names: [String], source: String) {
        (
            ["paddle.nn.initializer.\(name)", "nn.initializer.\(name)"],
            "Paddle 3.3.1, nn/initializer/\(file).py, \(name)"
        )
    }

    private static func paddleXavier(_ name: String, _ distribution: String, closedForm: String) -> Dialect {
        factory(
            paddle(name, in: "xavier"),
            of: "variance_scaling",
            [.init("fan_in", as: "fan_in"), .init("fan_out", as: "fan_out"), .init("gain", as: "scale", .number(1))],
            fixing: ["mode": .text("fan_avg"), "distribution": .text(distribution)],
            fans: .paddle,
            converting: squaringGain,
            closedForm: closedForm
        )
    }

    private static func paddleKaiming(_ name: String, _ distribution: String, closedForm: String) -> Dialect {
        factory(
            paddle(name, in: "kaiming"),
            of: "variance_scaling",
            [
                .init("fan_in", as: "fan_in"), .init("negative_slope", as: "slope", .number(0)),
                .init("nonlinearity", as: "scale", .text("relu")), .init("mode", .text("fan_in")),
            ],
            fixing: ["distribution": .text(distribution)],
            fans: .paddle,
            converting: { values in
                gain(&values)
                // The stated inputs do not count if the mode asks for the outputs.
                if values["mode"] == .text("fan_out") { values["fan_in"] = ClaimValue.none }
            },
            closedForm: closedForm
        )
    }

    // MARK: - Calls' arguments as variance_scaling's

    /// A gain in place of the scale, which is its square.
    static let squaringGain: @Sendable (inout [String: ClaimValue]) -> Void = { values in
        switch values["scale"] {
        case .text("relu"): values["scale"] = .number(2)
        case .number(let gain): values["scale"] = .number(gain * gain)
        default: break
        }
    }

    /// A nonlinearity's name in place of the scale, which is its squared gain. Other texts are left as they are, to be
    /// refused.
    static let gain: @Sendable (inout [String: ClaimValue]) -> Void = { values in
        guard case .text(let nonlinearity)? = values["scale"] else { return }
        let slope = if case .number(let slope)? = values["slope"] { slope } else { 0.0 }
        if let gain = ClaimParser.gain(nonlinearity.lowercased(), slope: slope) {
            values["scale"] = .number(gain * gain)
        }
    }
}
