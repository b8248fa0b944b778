extension Catalogue {
    /// The recipes of large models, all of them normal laws, under the names of the code that uses them.
    static let largeModels: [Scheme] = [
        everyMatrix(
            "gpt2.normal",
            deviation: "stddev",
            source: "Radford et al. 2019, section 2.3; OpenAI gpt-2, src/model.py",
            swift: "GPT2.Normal(seed: 1)"
        ),
        residual(
            "gpt2.residual",
            parameters: [.init("layers", .none), .init("stddev", 0.02)],
            source: "Radford et al. 2019, section 2.3",
            swift: "GPT2.ResidualNormal(seed: 1, layers: 12)"
        ),
        everyMatrix(
            "gpt_neox.init_method_normal",
            aliases: ["megatron.init_method_normal"],
            deviation: "sigma",
            source: "Shoeybi et al. 2019; Megatron-LM, init_method_normal",
            swift: "Megatron.Normal(seed: 1)"
        ),
        residual(
            "gpt_neox.scaled_init_method_normal",
            aliases: ["megatron.scaled_init_method_normal"],
            parameters: [.init("sigma", 0.02), .init("num_layers", .none)],
            source: "Shoeybi et al. 2019; Megatron-LM, scaled_init_method_normal",
            swift: "Megatron.ScaledNormal(seed: 1, layers: 24)"
        ),
        Scheme(
            "gpt_neox.small_init_init_method",
            parameters: [.init("dim", .none)],
            gaussian { a, _ throws(ClaimError) in (2 / (5 * Double(try a.count("dim")))).squareRoot() },
            words: "normal(0, √(2/(5·dim)))",
            source: "Nguyen & Salazar 2019, section 2.2",
            swift: "SmallInit(seed: 1, width: 768)",
            purpose: .transformer
        ),
        Scheme(
            "gpt_neox.wang_init_method",
            parameters: [.init("n_layers", .none), .init("dim", .none)],
            gaussian { a, _ throws(ClaimError) in
                2 / (Double(try a.count("n_layers")) * Double(try a.count("dim")).squareRoot())
            },
            words: "normal(0, 2/(n_layers·√dim))",
            source: "Wang & Komatsuzaki 2021, mesh-transformer-jax; GPT-NeoX, wang_init_method",
            swift: "WangInit(seed: 1, width: 768, layers: 12)",
            purpose: .residual
        ),
        Scheme(
            "t5.normal",
            parameters: [.init("d_kv", .none)],
            .scaled(
                .torch,
                .normal,
                .formula { a throws(ClaimError) in 1 / Double(try a.optionalCount("d_kv") ?? 1) },
                .fanIn
            ),
            words: "normal(0, √(1/fan_in)); for queries, which have d_kv, normal(0, √(1/(fan_in·d_kv)))",
            source: "Raffel et al. 2020; Hugging Face transformers, modeling_t5.py",
            swift: "T5.Normal(seed: 1)",
            purpose: .transformer
        ),
        Scheme(
            "mup.hidden",
            .leCun(.torch, .normal),
            words: "normal(0, √(1/fan_in))",
            source: "Yang et al. 2021, table 8",
            swift: "MaximalUpdate.HiddenNormal(seed: 1)",
            purpose: .maximalUpdate(isOutput: false)
        ),
        Scheme(
            "mup.output",
            // Its variance is over the square of the fan.
            gaussian(.torch) { _, f in 1 / f.fanIn },
            words: "normal(0, 1/fan_in)",
            source: "Yang et al. 2021, table 3",
            swift: "MaximalUpdate.OutputNormal(seed: 1)",
            purpose: .maximalUpdate(isOutput: true)
        ),
    ]

    // MARK: - Implementation

    /// The normal law of every matrix except the residual projections.
    private static func everyMatrix(
        _ name: String,
        aliases: [String] = [],
        deviation: String,
        source: String,
        swift: String
    ) -> Scheme {
        Scheme(
            name,
            aliases: aliases,
            parameters: [.init(deviation, 0.02)],
            .normal(mean: .number(0), deviation: .argument(deviation)),
            note: ", 0.02 by default",
            source: source,
            swift: swift,
            purpose: .transformer
        )
    }

    /// The normal law of residual projections. Each layer has two of them. The parameter without a default is the
    /// number of layers.
    private static func residual(
        _ name: String,
        aliases: [String] = [],
        parameters: [Scheme.Parameter],
        source: String,
        swift: String
    ) -> Scheme {
        let layers = parameters.first { $0.defaultValue == .none }?.name ?? ""
        let deviation = parameters.first { $0.defaultValue != .none }?.name ?? ""
        return Scheme(
            name,
            aliases: aliases,
            parameters: parameters,
            gaussian { a, _ throws(ClaimError) in
                try a.positive(deviation) / (2 * Double(try a.count(layers))).squareRoot()
            },
            words: "normal(0, \(deviation)/√(2·\(layers))): two residual projections a layer",
            source: source,
            swift: swift,
            purpose: .residual,
            usually: usualDepths.map { "\(layers)=\($0)" },
            depth: layers
        )
    }

    /// A normal law about 0, with a standard deviation given by a formula of its arguments.
    private static func gaussian(
        _ fans: FanRule? = nil,
        deviation: @escaping @Sendable (Arguments, ClaimedFans) throws(ClaimError) -> Double
    ) -> Rule {
        .formula(fans) { a, f throws(ClaimError) in .normal(mean: 0, standardDeviation: try deviation(a, f)) }
    }
}
