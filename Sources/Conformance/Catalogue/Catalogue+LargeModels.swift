internal import Initializers

extension Catalogue {
    /// The recipes of large models, all of them normal laws, under the names of the code that uses them.
    static let largeModels: [Scheme] = [
        gaussian(
            "gpt2.normal",
            parameters: [.init("stddev", 0.02)],
            closedForm: "normal(0, stddev), 0.02 by default",
            source: "Radford et al. 2019, section 2.3; OpenAI gpt-2, src/model.py",
            swift: "GPT2.Normal(seed: 1)",
            deviation: { a, _ throws(ClaimError) in try a.positive("stddev") },
            initializer: { a, key throws(ClaimError) in
                GPT2.Normal(key: key, standardDeviation: try a.positive("stddev"))
            }
        ),
        gaussian(
            "gpt2.residual",
            parameters: [.init("layers", .none), .init("stddev", 0.02)],
            closedForm: "normal(0, stddev/√(2·layers)): two residual projections a layer",
            source: "Radford et al. 2019, section 2.3",
            swift: "GPT2.ResidualNormal(seed: 1, layers: 12)",
            deviation: { a, _ throws(ClaimError) in
                try a.positive("stddev") / (2 * Double(try a.count("layers"))).squareRoot()
            },
            initializer: { a, key throws(ClaimError) in
                GPT2.ResidualNormal(
                    key: key,
                    layers: try a.count("layers"),
                    standardDeviation: try a.positive("stddev")
                )
            }
        ),
        gaussian(
            "gpt_neox.init_method_normal",
            aliases: ["megatron.init_method_normal"],
            parameters: [.init("sigma", 0.02)],
            closedForm: "normal(0, sigma)",
            source: "Shoeybi et al. 2019; Megatron-LM, init_method_normal",
            swift: "Megatron.Normal(seed: 1)",
            deviation: { a, _ throws(ClaimError) in try a.positive("sigma") },
            initializer: { a, key throws(ClaimError) in
                Megatron.Normal(key: key, standardDeviation: try a.positive("sigma"))
            }
        ),
        gaussian(
            "gpt_neox.scaled_init_method_normal",
            aliases: ["megatron.scaled_init_method_normal"],
            parameters: [.init("sigma", 0.02), .init("num_layers", .none)],
            closedForm: "normal(0, sigma/√(2·num_layers))",
            source: "Shoeybi et al. 2019; Megatron-LM, scaled_init_method_normal",
            swift: "Megatron.ScaledNormal(seed: 1, layers: 24)",
            deviation: { a, _ throws(ClaimError) in
                try a.positive("sigma") / (2 * Double(try a.count("num_layers"))).squareRoot()
            },
            initializer: { a, key throws(ClaimError) in
                Megatron.ScaledNormal(
                    key: key,
                    layers: try a.count("num_layers"),
                    standardDeviation: try a.positive("sigma")
                )
            }
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
            fans: .torch,
            closedForm: "normal(0, √(1/fan_in))",
            source: "Raffel et al. 2020; Hugging Face transformers, modeling_t5.py",
            swift: "T5.Normal(seed: 1)",
            deviation: { _, f in (1 / f.fanIn).squareRoot() },
            initializer: { _, key in T5.Normal(key: key) }
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
            source: "Yang et al. 2021, table 8",
            swift: "MaximalUpdate.OutputNormal(seed: 1)",
            deviation: { _, f in 1 / f.fanIn },
            initializer: { _, key in MaximalUpdate.OutputNormal(key: key) }
        ),
    ]

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
