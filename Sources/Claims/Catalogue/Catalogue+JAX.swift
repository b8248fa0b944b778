extension Catalogue {
    /// jax.nn.initializers, which Flax re-exports.
    static let jax: [Scheme] = [
        named("glorot_uniform", "xavier_uniform", .glorot(.jax, .uniform), swift: "JAX.GlorotUniform(seed: 1)"),
        named("glorot_normal", "xavier_normal", .glorot(.jax, .rescaled), swift: "JAX.GlorotNormal(seed: 1)"),
        named(
            "he_uniform",
            "kaiming_uniform",
            .he(.jax, .uniform),
            swift: "JAX.HeUniform(seed: 1)",
            layers: flax([], ["LoRA"], "lora_a")
        ),
        named("he_normal", "kaiming_normal", .he(.jax, .rescaled), swift: "JAX.HeNormal(seed: 1)"),
        named("lecun_uniform", nil, .leCun(.jax, .uniform), swift: "JAX.LeCunUniform(seed: 1)"),
        named(
            "lecun_normal",
            nil,
            .leCun(.jax, .rescaled),
            swift: "JAX.LeCunNormal(seed: 1)",
            layers: flax(["Dense", "Conv", "ConvTranspose"], ["Linear", "Conv", "ConvTranspose"], "kernel")
                + attention(["out"], "kernel") + lstm(["ii", "if", "ig", "io"], "kernel")
                + flax(["GRUCell.ir", "GRUCell.iz", "GRUCell.in", "SimpleCell.i", "Einsum"], [], "kernel")
                + flax([], ["GRUCell.dense_i", "SimpleCell.dense_i", "OptimizedLSTMCell.dense_i"], "kernel")
        ),
        varianceScaling(
            "jax.nn.initializers.variance_scaling",
            aliases: jaxSpellings("variance_scaling"),
            fans: .jax,
            hasAxes: true,
            modes: [
                ("fan_in", .fanIn), ("fan_out", .fanOut), ("fan_avg", .average), ("fan_geo_avg", .geometricAverage),
            ],
            families: [("uniform", .uniform), ("truncated_normal", .rescaled), ("normal", .normal)],
            source: Source.jax,
            usually: usualScalings(modes: ["fan_in", "fan_out", "fan_avg", "fan_geo_avg"], normal: "normal")
        ),
        Scheme(
            "jax.nn.initializers.uniform",
            aliases: jaxSpellings("uniform"),
            parameters: [.init("scale", 0.01), .init("dtype", .none)],
            .uniform(low: .number(0), high: .argument("scale")),
            note: ", not symmetric",
            source: Source.jax,
            swift: "JAX.Uniform(seed: 1, scale: 0.01)",
            usually: ["scale=0.1", "scale=1"]
        ),
        normal(
            "jax.nn.initializers.normal",
            aliases: jaxSpellings("normal"),
            mean: nil,
            deviation: ("stddev", 0.01),
            hasType: true,
            source: Source.jax
        ),
        truncatedNormal(
            "jax.nn.initializers.truncated_normal",
            aliases: jaxSpellings("truncated_normal"),
            hasMean: false,
            deviation: 0.01,
            hasType: true,
            bounds: ("lower", "upper"),
            source: Source.jax
        ),
        zeros(
            "jax.nn.initializers.zeros",
            aliases: jaxSpellings("zeros") + flaxInit("zeros_init"),
            source: Source.jax,
            layers: flax(["Dense", "Conv", "ConvTranspose"], ["Linear", "Conv", "ConvTranspose"], "bias")
                + flax(["DenseGeneral"], ["LinearGeneral"], "bias")
                + flax(flaxNorms, flaxNorms, "bias") + flax(["BatchNorm"], ["BatchNorm"], "mean")
                + attention(["query", "key", "value", "out"], "bias") + lstm(["hi", "hf", "hg", "ho"], "bias")
                + flax(["GRUCell.ir", "GRUCell.iz", "GRUCell.in", "GRUCell.hn", "SimpleCell.i"], [], "bias")
                + flax([], ["GRUCell.dense_i", "SimpleCell.dense_i", "OptimizedLSTMCell.dense_h"], "bias")
                + flax([], ["LoRA"], "lora_b")
        ),
        ones(
            "jax.nn.initializers.ones",
            aliases: jaxSpellings("ones") + flaxInit("ones_init"),
            source: Source.jax,
            layers: flax(flaxNorms + ["RMSNorm"], flaxNorms + ["RMSNorm"], "scale")
                + flax(["BatchNorm"], ["BatchNorm"], "var")
        ),
        constant(
            "jax.nn.initializers.constant",
            aliases: jaxSpellings("constant"),
            parameter: "value",
            defaultValue: .none,
            source: Source.jax
        ),
    ]

    // MARK: - Implementation

    static func jaxSpellings(_ function: String) -> [String] {
        [
            "jax.\(function)", "flax.linen.initializers.\(function)", "flax.nnx.initializers.\(function)",
            "initializers.\(function)", "nn.initializers.\(function)", "nnx.initializers.\(function)",
            "jnn.initializers.\(function)",
        ]
    }

    /// The axes that count inputs, outputs and neither.
    static let axes: [Scheme.Parameter] = [
        .init("in_axis", -2), .init("out_axis", -1), .init("batch_axis", .tuple([])),
    ]

    private static func flaxInit(_ function: String) -> [String] {
        ["flax.linen", "flax.nnx", "nn", "nnx"].map { "\($0).initializers.\(function)" }
    }

    /// A named rule of JAX without arguments of its own.
    private static func named(
        _ function: String,
        _ synonym: String?,
        _ rule: Rule,
        swift: String,
        layers: [String] = []
    ) -> Scheme {
        Scheme(
            "jax.nn.initializers.\(function)",
            aliases: jaxSpellings(function)
                + (synonym.map { ["jax.nn.initializers.\($0)"] + jaxSpellings($0) } ?? []),
            parameters: axes,
            rule,
            source: Source.jax,
            swift: swift,
            layers: layers
        )
    }
}
