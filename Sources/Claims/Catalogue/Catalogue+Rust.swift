extension Catalogue {
    /// Burn, candle and tch.
    static let rust: [Dialect] = burn + candle + tch

    // MARK: - Implementation

    /// Burn's initializers are given fans by their layers: a dense weight is [in, out], a filter [out, in, ...].
    private static let burn: [Dialect] =
        [
            burn("XavierUniform", "fan_avg", "uniform", closedForm: "uniform on ±gain·√(6/(fan_in+fan_out))"),
            burn("XavierNormal", "fan_avg", "normal", closedForm: "normal of variance gain²·2/(fan_in+fan_out)"),
            burn("KaimingUniform", nil, "uniform", closedForm: "uniform on ±gain·√(3/n), n = fan_in, or fan_out"),
            burn("KaimingNormal", nil, "normal", closedForm: "normal of variance gain²/n, n = fan_in, or fan_out"),
        ]
        + [
            Dialect(
                burnNames("Constant"),
                of: "constant",
                [.init("value", .none)],
                leadsWithTensor: false,
                source: burnSource
            ),
            Dialect(burnNames("Zeros"), of: "zeros", source: burnSource),
            Dialect(burnNames("Ones"), of: "ones", source: burnSource),
            Dialect(
                burnNames("Uniform"),
                of: "uniform",
                [.init("min", as: "low"), .init("max", as: "high")],
                leadsWithTensor: false,
                source: burnSource
            ),
            Dialect(
                burnNames("Normal"),
                of: "normal",
                [.init("mean", .none), .init("std", as: "stddev")],
                leadsWithTensor: false,
                source: burnSource
            ),
            Dialect(
                burnNames("Orthogonal"),
                of: "torch.nn.init.orthogonal_",
                [.init("gain", .none)],
                leadsWithTensor: false,
                source: burnSource
            ),
            // A layer with LinearLayout::Col passes its outputs for inputs.
            inverseRoot(
                ["burn.nn.Linear.weight"],
                .jax,
                source: "Burn, burn-nn/src/modules/linear.rs: KaimingUniform of gain 1/sqrt(3), [d_input, d_output]"
            ),
            inverseRoot(
                ["burn.nn.Conv2d.weight"],
                .torch,
                source: "Burn, burn-nn/src/modules/conv/conv2d.rs: KaimingUniform of gain 1/sqrt(3)"
            ),
            Dialect(
                ["burn.nn.Linear.bias", "burn.nn.Conv2d.bias"],
                of: "torch.nn.Linear.bias",
                [.init("fan_in", .none)],
                source: "Burn, burn-nn/src/modules/linear.rs, conv/conv2d.rs"
            ),
        ]

    private static func burnNames(_ name: String) -> [String] {
        ["burn.Initializer", "Initializer", "burn.nn.Initializer", "burn.module.Initializer"].map { "\($0).\(name)" }
    }

    private static let burnSource = "Burn, burn-core/src/module/initializer.rs"

    /// - Parameter mode: nil where `fan_out_only` tells it.
    private static func burn(
        _ name: String,
        _ mode: String?,
        _ distribution: String,
        closedForm: String
    ) -> Dialect {
        Dialect(
            burnNames(name),
            of: "variance_scaling",
            [.init("gain", as: "scale", .none)]
                + (mode == nil ? [.init("fan_out_only", as: "mode", .boolean(false))] : []),
            fixing: mode.map { ["mode": .text($0), "distribution": .text(distribution)] }
                ?? ["distribution": .text(distribution)],
            fans: .denseOrFilter,
            converting: { values in
                squaringGain(&values)
                if case .boolean(let isFanOut)? = values["mode"] {
                    values["mode"] = .text(isFanOut ? "fan_out" : "fan_in")
                }
            },
            leadsWithTensor: false,
            closedForm: closedForm,
            source: burnSource
        )
    }

    private static let candle: [Dialect] =
        [
            scaled(
                ["candle_nn.init.DEFAULT_KAIMING_UNIFORM", "DEFAULT_KAIMING_UNIFORM"],
                2,
                "fan_in",
                "uniform",
                .torch,
                source: "candle, candle-nn/src/init.rs, DEFAULT_KAIMING_UNIFORM: FanIn, ReLU"
            ),
            scaled(
                ["candle_nn.init.DEFAULT_KAIMING_NORMAL", "DEFAULT_KAIMING_NORMAL"],
                2,
                "fan_in",
                "normal",
                .torch,
                source: "candle, candle-nn/src/init.rs, DEFAULT_KAIMING_NORMAL: FanIn, ReLU"
            ),
            // Six times the variance of PyTorch's default.
            scaled(
                ["Linear", "Conv1d", "Conv2d"].map { "candle_nn.\($0).weight" },
                2,
                "fan_in",
                "normal",
                .torch,
                purpose: .layerDefault,
                source: "candle, candle-nn/src/linear.rs, conv.rs: DEFAULT_KAIMING_NORMAL"
            ),
            Dialect(
                ["candle_nn.Linear.bias"],
                of: "torch.nn.Linear.bias",
                [.init("fan_in", .none)],
                source: "candle, candle-nn/src/linear.rs"
            ),
            // The inputs alone, without the receptive field.
            Dialect(
                ["candle_nn.Conv1d.bias", "candle_nn.Conv2d.bias"],
                of: "torch.nn.Linear.bias",
                [.init("in_channels", as: "fan_in")],
                closedForm: "uniform on ±1/√in_channels",
                source: "candle, candle-nn/src/conv.rs, conv1d, conv2d"
            ),
            Dialect(
                ["candle_nn.Embedding.weight"],
                of: "normal",
                purpose: .layerDefault,
                source: "candle, candle-nn/src/embedding.rs: Init::Randn { mean: 0., stdev: 1. }"
            ),
        ] + rustInit(["candle_nn.Init"], source: "candle, candle-nn/src/init.rs")

    private static let tch: [Dialect] =
        [
            scaled(
                ["tch.nn.init.DEFAULT_KAIMING_UNIFORM", "tch.nn.Linear.ws", "tch.nn.Conv.ws"],
                2,
                "fan_in",
                "uniform",
                .torch,
                purpose: .layerDefault,
                source: "tch 0.24.0, src/nn/init.rs, linear.rs, conv.rs: DEFAULT_KAIMING_UNIFORM, FanIn, ReLU"
            ),
            scaled(
                ["tch.nn.init.DEFAULT_KAIMING_NORMAL"],
                2,
                "fan_in",
                "normal",
                .torch,
                source: "tch 0.24.0, src/nn/init.rs, DEFAULT_KAIMING_NORMAL: FanIn, ReLU"
            ),
            Dialect(
                ["tch.nn.Linear.bs"],
                of: "torch.nn.Linear.bias",
                [.init("in_dim", as: "fan_in")],
                closedForm: "uniform on ±1/√in_dim",
                source: "tch 0.24.0, src/nn/linear.rs"
            ),
            Dialect(["tch.nn.Conv.bs"], of: "zeros", source: "tch 0.24.0, src/nn/conv.rs: Init::Const(0.)"),
        ] + rustInit(["tch.nn.Init", "nn.Init"], source: "tch 0.24.0, src/nn/init.rs")

    /// What candle and tch call alike.
    private static func rustInit(_ modules: [String], source: String) -> [Dialect] {
        [
            Dialect(
                modules.map { "\($0).Randn" },
                of: "normal",
                [.init("mean", .none), .init("stdev", as: "stddev")],
                leadsWithTensor: false,
                source: "\(source), Init::Randn"
            ),
            Dialect(
                modules.map { "\($0).Uniform" },
                of: "uniform",
                [.init("lo", as: "low"), .init("up", as: "high")],
                leadsWithTensor: false,
                source: "\(source), Init::Uniform"
            ),
            Dialect(
                modules.map { "\($0).Const" },
                of: "constant",
                [.init("value", .none)],
                leadsWithTensor: false,
                source: "\(source), Init::Const"
            ),
        ]
    }
}
