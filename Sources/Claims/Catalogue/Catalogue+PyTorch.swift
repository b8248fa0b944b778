extension Catalogue {
    /// torch.nn.init.
    static let torch: [Scheme] = [
        Scheme(
            "torch.nn.init.xavier_uniform_",
            aliases: spellings("xavier_uniform"),
            parameters: [.init("gain", 1)],
            .glorot(.torch, .uniform, gain: "gain"),
            source: Source.torch,
            swift: "PyTorch.XavierUniform(seed: 1, gain: 1)",
            layers: torch(["MultiheadAttention"], "in_proj_weight") + torch(["MultiheadAttention"], "q_proj_weight")
                + torch(["MultiheadAttention"], "k_proj_weight") + torch(["MultiheadAttention"], "v_proj_weight"),
            usually: glorotGains
        ),
        Scheme(
            "torch.nn.init.xavier_normal_",
            aliases: spellings("xavier_normal"),
            parameters: [.init("gain", 1)],
            .glorot(.torch, .normal, gain: "gain"),
            note: ", not truncated",
            source: Source.torch,
            swift: "PyTorch.XavierNormal(seed: 1, gain: 1)",
            usually: glorotGains
        ),
        kaiming("kaiming_uniform", .uniform, swift: "PyTorch.KaimingUniform(seed: 1)"),
        kaiming("kaiming_normal", .normal, swift: "PyTorch.KaimingNormal(seed: 1)"),
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
            // Bounds in standard deviations are a formula of all four arguments.
            .formula(nil) { a, _ throws(ClaimError) in try truncation(a) },
            words: "normal(mean, std) truncated at the absolute values a and b, not rescaled",
            source: Source.torch,
            swift: "PyTorch.TruncNormal(seed: 1, mean: 0, standardDeviation: 1, low: -2, high: 2)",
            unlikeOthers: "bounds are absolute values, -2 and 2 by default",
            usually: usualDeviations.map { "std=\($0)" }
        ),
        constant(
            "torch.nn.init.constant_",
            aliases: spellings("constant"),
            parameter: "val",
            defaultValue: .none,
            source: Source.torch
        ),
        zeros(
            "torch.nn.init.zeros_",
            aliases: spellings("zeros"),
            source: Source.torch,
            layers: torch(torchNorms, "bias") + torch(torchRunning, "running_mean")
                + torch(["MultiheadAttention"], "in_proj_bias") + torch(["MultiheadAttention.out_proj"], "bias")
        ),
        ones(
            "torch.nn.init.ones_",
            aliases: spellings("ones"),
            source: Source.torch,
            layers: torch(torchNorms + ["RMSNorm"], "weight") + torch(torchRunning, "running_var")
        ),
    ]

    /// The defaults of PyTorch's layers: kaiming_uniform_(a=√5) for weights, which is uniform on ±1/√fan_in.
    static let torchLayers: [Scheme] = [
        Scheme(
            "torch.nn.Linear.weight",
            aliases: [
                "torch.nn.Conv1d.weight", "torch.nn.Conv2d.weight", "torch.nn.Conv3d.weight", "nn.Linear.weight",
            ],
            .inverseRoot(.torch),
            source: "PyTorch documentation, torch.nn.Linear, torch.nn.Conv2d",
            swift: "PyTorch.LayerWeight(seed: 1)",
            layers: torch(torchTransposed + ["MultiheadAttention.out_proj"], "weight")
                + ["Conv1d", "Conv2d", "Conv3d"].map { "nn.\($0).weight" },
            purpose: .layerDefault
        ),
        Scheme(
            "torch.nn.Linear.bias",
            aliases: ["torch.nn.Conv1d.bias", "torch.nn.Conv2d.bias", "torch.nn.Conv3d.bias", "nn.Linear.bias"],
            parameters: [.init("fan_in", .none)],
            .inverseRoot(besideOf: .torch),
            words: "uniform on ±1/√fan_in, fan_in that of the weight",
            source: "PyTorch documentation, torch.nn.Linear, torch.nn.Conv2d",
            swift: "PyTorch.LayerBias(seed: 1, fanIn: 784)",
            layers: torch(torchTransposed, "bias") + ["Conv1d", "Conv2d", "Conv3d"].map { "nn.\($0).bias" },
            purpose: .layerDefault
        ),
        Scheme(
            "torch.nn.Embedding.weight",
            aliases: ["nn.Embedding.weight"],
            parameters: [.init(Scheme.padding, .none)],
            .normal(mean: .number(0), deviation: .number(1)),
            note: "; row padding_idx, if any, is 0",
            source: "PyTorch documentation, torch.nn.Embedding",
            swift: "PyTorch.EmbeddingWeight(seed: 1)",
            layers: torch(["EmbeddingBag"], "weight")
        ),
    ]

    // MARK: - Implementation

    /// Uniform on ±1 / sqrt(n), where n is an argument: a vector's shape does not tell the fans of its layer's weight.
    static func inverseRoot(of argument: String) -> Rule {
        .formula(nil) { a, _ throws(ClaimError) in
            .symmetric(1 / Double(try a.count(argument)).squareRoot())
        }
    }

    /// How people write one of torch.nn.init's functions: under the name of any of its modules, and without the
    /// underscore that PyTorch 0.4 introduced.
    static func spellings(_ function: String) -> [String] {
        [
            "nn.init.\(function)_", "init.\(function)_", "\(function)_", "torch.nn.init.\(function)",
            "nn.init.\(function)",
            "init.\(function)", "transformers.initialization.\(function)_", "initialization.\(function)_",
            "nn_init.\(function)_",
        ]
    }

    /// PyTorch's kaiming rules: variance gain^2 / n, with a gain that nonlinearity and a determine.
    private static func kaiming(_ function: String, _ family: ScalingRule.Family, swift: String) -> Scheme {
        Scheme(
            "torch.nn.init.\(function)_",
            aliases: spellings(function),
            parameters: [
                .init("a", 0), .init("mode", .text("fan_in")), .init("nonlinearity", .text("leaky_relu")),
            ],
            .scaling(
                .torch,
                Scaling(
                    scale: .formula { a throws(ClaimError) in
                        guard
                            let gain = ClaimParser.gain(
                                try a.text("nonlinearity") ?? "",
                                slope: try a.number("a")
                            )
                        else { throw a.invalid("nonlinearity", "one of PyTorch's") }
                        return gain * gain
                    },
                    mode: .argument("mode", eitherFan),
                    family: .fixed(family)
                )
            ),
            note: ", gain √(2/(1+a²)) by default",
            source: Source.torch,
            swift: swift,
            usually: ["a=sqrt(5)", "nonlinearity='linear'", "nonlinearity='tanh'"].flatMap {
                [$0, "\($0), mode='fan_out'"]
            } + ["nonlinearity='relu'", "mode='fan_out'", "mode='fan_out', nonlinearity='relu'"]
        )
    }

    /// The bounds in standard deviations of the parent.
    private static func truncation(_ a: Arguments) throws(ClaimError) -> ClaimedLaw {
        let mean = try a.number("mean")
        let deviation = try a.positive("std")
        let low = try a.number("a")
        let high = try a.number("b")
        guard low < high else { throw a.invalid("b", "more than a (\(low))") }
        return .truncatedNormal(
            parentMean: mean,
            parentStandardDeviation: deviation,
            low: (low - mean) / deviation,
            high: (high - mean) / deviation
        )
    }
}
