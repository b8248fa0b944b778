internal import Initializers

extension Catalogue {
    /// jax.nn.initializers, which Flax re-exports.
    static let jax: [Scheme] = [
        named(
            "glorot_uniform",
            "xavier_uniform",
            closedForm: "uniform on ±√(6/(fan_in+fan_out))",
            swift: "JAX.GlorotUniform(seed: 1)",
            law: { ClosedForms.symmetric(ClosedForms.glorotLimit($0)) },
            initializer: { JAX.GlorotUniform(key: $0) }
        ),
        named(
            "glorot_normal",
            "xavier_normal",
            closedForm: "normal truncated at ±2 parent sd, rescaled to variance 2/(fan_in+fan_out)",
            swift: "JAX.GlorotNormal(seed: 1)",
            law: { .rescaledTruncatedNormal(variance: ClosedForms.glorotVariance($0)) },
            initializer: { JAX.GlorotNormal(key: $0) }
        ),
        named(
            "he_uniform",
            "kaiming_uniform",
            closedForm: "uniform on ±√(6/fan_in)",
            swift: "JAX.HeUniform(seed: 1)",
            law: { ClosedForms.symmetric((6 / $0.fanIn).squareRoot()) },
            initializer: { JAX.HeUniform(key: $0) }
        ),
        named(
            "he_normal",
            "kaiming_normal",
            closedForm: "normal truncated at ±2 parent sd, rescaled to variance 2/fan_in",
            swift: "JAX.HeNormal(seed: 1)",
            law: { .rescaledTruncatedNormal(variance: ClosedForms.heVariance($0.fanIn)) },
            initializer: { JAX.HeNormal(key: $0) }
        ),
        named(
            "lecun_uniform",
            nil,
            closedForm: "uniform on ±√(3/fan_in)",
            swift: "JAX.LeCunUniform(seed: 1)",
            law: { ClosedForms.symmetric((3 / $0.fanIn).squareRoot()) },
            initializer: { JAX.LeCunUniform(key: $0) }
        ),
        named(
            "lecun_normal",
            nil,
            closedForm: "normal truncated at ±2 parent sd, rescaled to variance 1/fan_in",
            swift: "JAX.LeCunNormal(seed: 1)",
            law: { .rescaledTruncatedNormal(variance: ClosedForms.leCunVariance($0)) },
            initializer: { JAX.LeCunNormal(key: $0) }
        ),
        varianceScaling(
            "jax.nn.initializers.variance_scaling",
            aliases: jaxSpellings("variance_scaling"),
            fans: .jax,
            modes: ["fan_in": .fanIn, "fan_out": .fanOut, "fan_avg": .average, "fan_geo_avg": .geometricAverage],
            distributions: ["uniform": .uniform, "truncated_normal": .truncatedNormal, "normal": .untruncatedNormal],
            layout: .lastAxes,
            source: Source.jax
        ),
        Scheme(
            "jax.nn.initializers.uniform",
            aliases: jaxSpellings("uniform"),
            parameters: [.init("scale", 0.01), .init("dtype", .none)],
            closedForm: "uniform on [0, scale], not symmetric",
            source: Source.jax,
            swift: "JAX.Uniform(seed: 1, scale: 0.01)",
            law: { a, _ throws(ClaimError) in .uniform(low: 0, high: try a.positive("scale")) },
            initializer: { a, key throws(ClaimError) in JAX.Uniform(key: key, scale: try a.positive("scale")) }
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
        Scheme(
            "jax.nn.initializers.zeros",
            aliases: jaxSpellings("zeros") + flaxInit("zeros_init"),
            closedForm: "0",
            source: Source.jax,
            swift: "Zeros()",
            law: { _, _ in .constant(0) },
            initializer: { _, _ in Zeros() }
        ),
        Scheme(
            "jax.nn.initializers.ones",
            aliases: jaxSpellings("ones") + flaxInit("ones_init"),
            closedForm: "1",
            source: Source.jax,
            swift: "Ones()",
            law: { _, _ in .constant(1) },
            initializer: { _, _ in Ones() }
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
            "initializers.\(function)",
        ]
    }

    private static func flaxInit(_ function: String) -> [String] {
        ["flax.linen.initializers.\(function)", "flax.nnx.initializers.\(function)"]
    }

    /// A named rule of JAX, without arguments of its own.
    private static func named(
        _ function: String,
        _ synonym: String?,
        closedForm: String,
        swift: String,
        law: @escaping @Sendable (ClaimedFans) -> ClaimedLaw,
        initializer: @escaping @Sendable (Key) -> any Initializer
    ) -> Scheme {
        Scheme(
            "jax.nn.initializers.\(function)",
            aliases: jaxSpellings(function)
                + (synonym.map { ["jax.nn.initializers.\($0)"] + jaxSpellings($0) } ?? []),
            fans: .jax,
            closedForm: closedForm,
            source: Source.jax,
            swift: swift,
            law: { _, fans in law(fans) },
            initializer: { _, key in initializer(key) }
        )
    }
}
