extension Catalogue {
    /// candle and tch.
    static let rust: [Dialect] = candle + tch

    // MARK: - Implementation

    private static let candle: [Dialect] =
        [
            scaled(
                ["candle_nn.init.DEFAULT_KAIMING_UNIFORM", "DEFAULT_KAIMING_UNIFORM"],
                heUniform,
                .torch,
                source: "candle, candle-nn/src/init.rs, DEFAULT_KAIMING_UNIFORM: FanIn, ReLU"
            ),
            scaled(
                ["candle_nn.init.DEFAULT_KAIMING_NORMAL", "DEFAULT_KAIMING_NORMAL"],
                heNormal,
                .torch,
                source: "candle, candle-nn/src/init.rs, DEFAULT_KAIMING_NORMAL: FanIn, ReLU"
            ),
            // Six times the variance of PyTorch's default.
            scaled(
                ["Linear", "Conv1d", "Conv2d"].map { "candle_nn.\($0).weight" },
                heNormal,
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
            // Only the inputs, without the receptive field.
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
                heUniform,
                .torch,
                purpose: .layerDefault,
                source: "tch 0.24.0, src/nn/init.rs, linear.rs, conv.rs: DEFAULT_KAIMING_UNIFORM, FanIn, ReLU"
            ),
            scaled(
                ["tch.nn.init.DEFAULT_KAIMING_NORMAL"],
                heNormal,
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

    /// The names that candle and tch share.
    private static func rustInit(_ modules: [String], source: String) -> [Dialect] {
        func known(_ name: String) -> (names: [String], source: String) {
            (modules.map { "\($0).\(name)" }, "\(source), Init::\(name)")
        }
        return [
            factory(known("Randn"), of: "normal", [.init("mean", .none), .init("stdev", as: "stddev")]),
            factory(known("Uniform"), of: "uniform", [.init("lo", as: "low"), .init("up", as: "high")]),
            factory(known("Const"), of: "constant", [.init("value", .none)]),
        ]
    }
}
