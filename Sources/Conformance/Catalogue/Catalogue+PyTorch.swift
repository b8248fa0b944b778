internal import Initializers

extension Catalogue {
    /// torch.nn.init.
    static let torch: [Scheme] = [
        Scheme(
            "torch.nn.init.xavier_uniform_",
            aliases: spellings("xavier_uniform"),
            parameters: [.init("gain", 1)],
            fans: .torch,
            closedForm: "uniform on ±gain·√(6/(fan_in+fan_out))",
            source: Source.torch,
            swift: "PyTorch.XavierUniform(seed: 1, gain: 1)",
            law: { a, f throws(ClaimError) in
                ClosedForms.symmetric(try a.nonNegative("gain") * ClosedForms.glorotLimit(f))
            },
            initializer: { a, key throws(ClaimError) in PyTorch.XavierUniform(key: key, gain: try a.number("gain")) }
        ),
        Scheme(
            "torch.nn.init.xavier_normal_",
            aliases: spellings("xavier_normal"),
            parameters: [.init("gain", 1)],
            fans: .torch,
            closedForm: "normal of variance gain²·2/(fan_in+fan_out), not truncated",
            source: Source.torch,
            swift: "PyTorch.XavierNormal(seed: 1, gain: 1)",
            law: { a, f throws(ClaimError) in
                let gain = try a.nonNegative("gain")
                return .normal(variance: gain * gain * ClosedForms.glorotVariance(f))
            },
            initializer: { a, key throws(ClaimError) in PyTorch.XavierNormal(key: key, gain: try a.number("gain")) }
        ),
        kaiming("kaiming_uniform", closedForm: "uniform on ±gain·√(3/n)", swift: "PyTorch.KaimingUniform(seed: 1)") {
            .uniform(variance: $0)
        } initializer: {
            PyTorch.KaimingUniform(key: $0, mode: $1, nonlinearity: $2)
        },
        kaiming("kaiming_normal", closedForm: "normal of variance gain²/n", swift: "PyTorch.KaimingNormal(seed: 1)") {
            .normal(variance: $0)
        } initializer: {
            PyTorch.KaimingNormal(key: $0, mode: $1, nonlinearity: $2)
        },
        uniform(
            "torch.nn.init.uniform_",
            aliases: spellings("uniform"),
            low: ("a", .number(0)),
            high: ("b", .number(1)),
            source: Source.torch
        ),
        normal(
            "torch.nn.init.normal_",
            aliases: spellings("normal"),
            mean: 0,
            deviation: ("std", 1),
            source: Source.torch
        ),
        Scheme(
            "torch.nn.init.trunc_normal_",
            aliases: spellings("trunc_normal"),
            parameters: [.init("mean", 0), .init("std", 1), .init("a", -2), .init("b", 2)],
            closedForm: "normal(mean, std) truncated at the absolute values a and b, not rescaled",
            source: Source.torch,
            swift: "PyTorch.TruncNormal(seed: 1, mean: 0, standardDeviation: 1, low: -2, high: 2)",
            law: { a, _ throws(ClaimError) in
                let law = try truncation(a)
                return .truncatedNormal(
                    parentMean: law.mean,
                    parentStandardDeviation: law.sd,
                    low: law.low,
                    high: law.high
                )
            },
            initializer: { a, key throws(ClaimError) in
                PyTorch.TruncNormal(
                    key: key,
                    mean: try a.number("mean"),
                    standardDeviation: try a.positive("std"),
                    low: try a.number("a"),
                    high: try a.number("b")
                )
            }
        ),
        constant(
            "torch.nn.init.constant_",
            aliases: spellings("constant"),
            parameter: "val",
            defaultValue: .none,
            source: Source.torch
        ),
        Scheme(
            "torch.nn.init.zeros_",
            aliases: spellings("zeros"),
            closedForm: "0",
            source: Source.torch,
            swift: "Zeros()",
            law: { _, _ in .constant(0) },
            initializer: { _, _ in Zeros() }
        ),
        Scheme(
            "torch.nn.init.ones_",
            aliases: spellings("ones"),
            closedForm: "1",
            source: Source.torch,
            swift: "Ones()",
            law: { _, _ in .constant(1) },
            initializer: { _, _ in Ones() }
        ),
    ]

    /// The defaults of PyTorch's layers: kaiming_uniform_(a=√5) for weights, which is uniform on ±1/√fan_in.
    static let torchLayers: [Scheme] = [
        Scheme(
            "torch.nn.Linear.weight",
            aliases: [
                "torch.nn.Conv1d.weight", "torch.nn.Conv2d.weight", "torch.nn.Conv3d.weight", "nn.Linear.weight",
            ],
            fans: .torch,
            closedForm: "uniform on ±1/√fan_in",
            source: "PyTorch documentation, torch.nn.Linear, torch.nn.Conv2d",
            swift: "PyTorch.LayerWeight(seed: 1)",
            law: { _, f in ClosedForms.symmetric(1 / f.fanIn.squareRoot()) },
            initializer: { _, key in PyTorch.LayerWeight(key: key) }
        ),
        Scheme(
            "torch.nn.Linear.bias",
            aliases: ["torch.nn.Conv1d.bias", "torch.nn.Conv2d.bias", "torch.nn.Conv3d.bias", "nn.Linear.bias"],
            parameters: [.init("fan_in", .none)],
            closedForm: "uniform on ±1/√fan_in, fan_in that of the weight",
            source: "PyTorch documentation, torch.nn.Linear, torch.nn.Conv2d",
            swift: "PyTorch.LayerBias(seed: 1, fanIn: 784)",
            law: { a, _ throws(ClaimError) in ClosedForms.symmetric(1 / Double(try a.count("fan_in")).squareRoot()) },
            initializer: { a, key throws(ClaimError) in PyTorch.LayerBias(key: key, fanIn: try a.count("fan_in")) }
        ),
        Scheme(
            "torch.nn.Embedding.weight",
            aliases: ["nn.Embedding.weight"],
            parameters: [.init(Scheme.padding, .none)],
            closedForm: "normal(0, 1); row padding_idx, if any, is 0",
            source: "PyTorch documentation, torch.nn.Embedding",
            swift: "PyTorch.EmbeddingWeight(seed: 1)",
            law: { _, _ in .normal(mean: 0, standardDeviation: 1) },
            initializer: { _, key in PyTorch.EmbeddingWeight(key: key) }
        ),
    ]

    // MARK: - Implementation

    private static func spellings(_ function: String) -> [String] {
        ["nn.init.\(function)_", "torch.nn.init.\(function)", "nn.init.\(function)"]
    }

    /// PyTorch's kaiming rules: variance gain^2 / n, the gain by nonlinearity and a.
    private static func kaiming(
        _ function: String,
        closedForm: String,
        swift: String,
        law: @escaping @Sendable (Double) -> ClaimedLaw,
        initializer: @escaping @Sendable (Key, VarianceScaling.Mode, PyTorch.Nonlinearity) -> any Initializer
    ) -> Scheme {
        Scheme(
            "torch.nn.init.\(function)_",
            aliases: spellings(function),
            parameters: [
                .init("a", 0), .init("mode", .text("fan_in")), .init("nonlinearity", .text("leaky_relu")),
            ],
            fans: .torch,
            closedForm: closedForm + ", gain √(2/(1+a²)) by default",
            source: Source.torch,
            swift: swift,
            law: { a, f throws(ClaimError) in
                let name = try a.text("nonlinearity") ?? ""
                guard let gain = ClosedForms.torchGain(name, slope: try a.number("a")) else {
                    throw a.invalid("nonlinearity", "one of PyTorch's")
                }
                return law(gain * gain / (try torchMode(a).fan(f)))
            },
            initializer: { a, key throws(ClaimError) in
                initializer(key, try torchMode(a).initializerMode, try nonlinearity(a))
            }
        )
    }

    private static func torchMode(_ a: Arguments) throws(ClaimError) -> FanMode {
        try a.choice("mode", ["fan_in": FanMode.fanIn, "fan_out": .fanOut])
    }

    private static func nonlinearity(_ a: Arguments) throws(ClaimError) -> PyTorch.Nonlinearity {
        switch try a.text("nonlinearity") ?? "" {
        case "tanh": .tanh
        case "relu": .relu
        case "selu": .selu
        case "leaky_relu": .leakyReLU(negativeSlope: try a.number("a"))
        default: .linear
        }
    }

    /// The bounds in standard deviations of the parent.
    private static func truncation(
        _ a: Arguments
    ) throws(ClaimError) -> (mean: Double, sd: Double, low: Double, high: Double) {
        let mean = try a.number("mean")
        let sd = try a.positive("std")
        let low = try a.number("a")
        let high = try a.number("b")
        guard low < high else { throw a.invalid("b", "more than a (\(low))") }
        return (mean, sd, (low - mean) / sd, (high - mean) / sd)
    }
}
