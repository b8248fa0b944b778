internal import Initializers

extension Catalogue {
    /// The recipes of large models, all of them normal laws, under the names of the code that uses them.
    static let largeModels: [Scheme] = [
        everyMatrix(
            "gpt2.normal",
            deviation: "stddev",
            source: "Radford et al. 2019, section 2.3; OpenAI gpt-2, src/model.py",
            swift: "GPT2.Normal(seed: 1)",
            initializer: { GPT2.Normal(key: $0, standardDeviation: $1) }
        ),
        residual(
            "gpt2.residual",
            parameters: [.init("layers", .none), .init("stddev", 0.02)],
            source: "Radford et al. 2019, section 2.3",
            swift: "GPT2.ResidualNormal(seed: 1, layers: 12)",
            initializer: { GPT2.ResidualNormal(key: $0, layers: $1, standardDeviation: $2) }
        ),
        everyMatrix(
            "gpt_neox.init_method_normal",
            aliases: ["megatron.init_method_normal"],
            deviation: "sigma",
            source: "Shoeybi et al. 2019; Megatron-LM, init_method_normal",
            swift: "Megatron.Normal(seed: 1)",
            initializer: { Megatron.Normal(key: $0, standardDeviation: $1) }
        ),
        residual(
            "gpt_neox.scaled_init_method_normal",
            aliases: ["megatron.scaled_init_method_normal"],
            parameters: [.init("sigma", 0.02), .init("num_layers", .none)],
            source: "Shoeybi et al. 2019; Megatron-LM, scaled_init_method_normal",
            swift: "Megatron.ScaledNormal(seed: 1, layers: 24)",
            initializer: { Megatron.ScaledNormal(key: $0, layers: $1, standardDeviation: $2) }
        ),
        gaussian(
            "gpt_neox.small_init_init_method",
            parameters: [.init("dim", .none)],
            closedForm: "normal(0, √(2/(5·dim)))",
            source: "Nguyen & Salazar 2019, section 2.2",
            swift: "SmallInit(seed: 1, width: 768)",
            deviation: { a, _ throws(ClaimError) in (2 / (5 * Double(try a.count("dim")))).squareRoot() },
            initializer: { a, key throws(ClaimError) in SmallInit(key: key, width: try a.count("dim")) }
        ),
        gaussian(
            "gpt_neox.wang_init_method",
            parameters: [.init("n_layers", .none), .init("dim", .none)],
            closedForm: "normal(0, 2/(n_layers·√dim))",
            source: "Wang & Komatsuzaki 2021, mesh-transformer-jax; GPT-NeoX, wang_init_method",
            swift: "WangInit(seed: 1, width: 768, layers: 12)",
            deviation: { a, _ throws(ClaimError) in
                2 / (Double(try a.count("n_layers")) * Double(try a.count("dim")).squareRoot())
            },
            initializer: { a, key throws(ClaimError) in
                WangInit(key: key, width: try a.count("dim"), layers: try a.count("n_layers"))
            }
        ),
        gaussian(
            "t5.normal",
            parameters: [.init("d_kv", .none)],
            fans: .torch,
            closedForm: "normal(0, √(1/fan_in)); of queries, which d_kv tells, normal(0, √(1/(fan_in·d_kv)))",
            source: "Raffel et al. 2020; Hugging Face transformers, modeling_t5.py",
            swift: "T5.Normal(seed: 1)",
            deviation: { a, f throws(ClaimError) in
                (1 / (f.fanIn * Double(try a.optionalCount("d_kv") ?? 1))).squareRoot()
            },
            initializer: { a, key throws(ClaimError) in
                guard let width = try a.optionalCount("d_kv") else { return T5.Normal(key: key) }
                return VarianceScaling(
                    key: key,
                    scale: 1 / Double(width),
                    mode: .fanIn,
                    distribution: .untruncatedNormal,
                    layout: .outputInput
                )
            }
        ),
        gaussian(
            "mup.hidden",
            fans: .torch,
            closedForm: "normal(0, √(1/fan_in))",
            source: "Yang et al. 2021, table 8",
            swift: "MaximalUpdate.HiddenNormal(seed: 1)",
            deviation: { _, f in (1 / f.fanIn).squareRoot() },
            initializer: { _, key in MaximalUpdate.HiddenNormal(key: key) }
        ),
        gaussian(
            "mup.output",
            fans: .torch,
            closedForm: "normal(0, 1/fan_in)",
            source: "Yang et al. 2021, table 3",
            swift: "MaximalUpdate.OutputNormal(seed: 1)",
            deviation: { _, f in 1 / f.fanIn },
            initializer: { _, key in MaximalUpdate.OutputNormal(key: key) }
        ),
    ]

    /// The normal law of every matrix but the residual projections.
    private static func everyMatrix(
        _ name: String,
        aliases: [String] = [],
        deviation: String,
        source: String,
        swift: String,
        initializer: @escaping @Sendable (Key, Double) -> any Initializer
    ) -> Scheme {
        gaussian(
            name,
            aliases: aliases,
            parameters: [.init(deviation, 0.02)],
            closedForm: "normal(0, \(deviation)), 0.02 by default",
            source: source,
            swift: swift,
            deviation: { a, _ throws(ClaimError) in try a.positive(deviation) },
            initializer: { a, key throws(ClaimError) in initializer(key, try a.positive(deviation)) }
        )
    }

    /// The normal law of residual projections, of which there are two a layer. The number of layers is the parameter
    /// without a default.
    private static func residual(
        _ name: String,
        aliases: [String] = [],
        parameters: [Scheme.Parameter],
        source: String,
        swift: String,
        initializer: @escaping @Sendable (Key, Int, Double) -> any Initializer
    ) -> Scheme {
        let layers = parameters.first { $0.defaultValue == .none }?.name ?? ""
        let deviation = parameters.first { $0.defaultValue != .none }?.name ?? ""
        return gaussian(
            name,
            aliases: aliases,
            parameters: parameters,
            closedForm: "normal(0, \(deviation)/√(2·\(layers))): two residual projections a layer",
            source: source,
            swift: swift,
            deviation: { a, _ throws(ClaimError) in
                try a.positive(deviation) / (2 * Double(try a.count(layers))).squareRoot()
            },
            initializer: { a, key throws(ClaimError) in
                initializer(key, try a.count(layers), try a.positive(deviation))
            }
        )
    }

    /// A normal law about 0 with a standard deviation by formula.
    private static func gaussian(
        _ name: String,
        aliases: [String] = [],
        parameters: [Scheme.Parameter] = [],
        fans: FanRule? = nil,
        closedForm: String,
        source: String,
        swift: String,
        deviation: @escaping @Sendable (Arguments, ClaimedFans) throws(ClaimError) -> Double,
        initializer: @escaping @Sendable (Arguments, Key) throws(ClaimError) -> any Initializer
    ) -> Scheme {
        Scheme(
            name,
            aliases: aliases,
            parameters: parameters,
            fans: fans,
            closedForm: closedForm,
            source: source,
            swift: swift,
            law: { a, f throws(ClaimError) in .normal(mean: 0, standardDeviation: try deviation(a, f)) },
            initializer: initializer
        )
    }
}
