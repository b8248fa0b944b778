internal import Initializers

extension Catalogue {
    /// Keras 3 and tf.keras, which are TensorFlow 2's initializers.
    static let keras: [Scheme] = [
        Scheme(
            "keras.GlorotUniform",
            aliases: kerasSpellings("GlorotUniform", "glorot_uniform") + tensorflow1("glorot_uniform"),
            fans: .keras,
            closedForm: "uniform on ±√(6/(fan_in+fan_out))",
            source: Source.glorot16,
            swift: "GlorotUniform(seed: 1)",
            law: { _, f in ClosedForms.symmetric(ClosedForms.glorotLimit(f)) },
            initializer: { _, key in GlorotUniform(key: key) }
        ),
        Scheme(
            "keras.GlorotNormal",
            aliases: kerasSpellings("GlorotNormal", "glorot_normal") + tensorflow1("glorot_normal"),
            fans: .keras,
            closedForm: "normal truncated at ±2 parent sd, rescaled to variance 2/(fan_in+fan_out)",
            source: Source.keras,
            swift: "GlorotNormal(seed: 1)",
            law: { _, f in .rescaledTruncatedNormal(variance: ClosedForms.glorotVariance(f)) },
            initializer: { _, key in GlorotNormal(key: key) }
        ),
        Scheme(
            "keras.HeUniform",
            aliases: kerasSpellings("HeUniform", "he_uniform") + ["tf.compat.v1.initializers.he_uniform"],
            fans: .keras,
            closedForm: "uniform on ±√(6/fan_in)",
            source: Source.keras,
            swift: "HeUniform(seed: 1)",
            law: { _, f in ClosedForms.symmetric((6 / f.fanIn).squareRoot()) },
            initializer: { _, key in HeUniform(key: key) }
        ),
        Scheme(
            "keras.HeNormal",
            aliases: kerasSpellings("HeNormal", "he_normal") + ["tf.compat.v1.initializers.he_normal"],
            fans: .keras,
            closedForm: "normal truncated at ±2 parent sd, rescaled to variance 2/fan_in",
            source: Source.keras,
            swift: "HeNormal(seed: 1)",
            law: { _, f in .rescaledTruncatedNormal(variance: ClosedForms.heVariance(f.fanIn)) },
            initializer: { _, key in HeNormal(key: key) }
        ),
        Scheme(
            "keras.LecunUniform",
            aliases: kerasSpellings("LecunUniform", "lecun_uniform") + ["tf.compat.v1.initializers.lecun_uniform"],
            fans: .keras,
            closedForm: "uniform on ±√(3/fan_in)",
            source: Source.keras,
            swift: "LeCunUniform(seed: 1)",
            law: { _, f in ClosedForms.symmetric((3 / f.fanIn).squareRoot()) },
            initializer: { _, key in LeCunUniform(key: key) }
        ),
        Scheme(
            "keras.LecunNormal",
            aliases: kerasSpellings("LecunNormal", "lecun_normal") + ["tf.compat.v1.initializers.lecun_normal"],
            fans: .keras,
            closedForm: "normal truncated at ±2 parent sd, rescaled to variance 1/fan_in",
            source: Source.keras,
            swift: "LeCunNormal(seed: 1)",
            law: { _, f in .rescaledTruncatedNormal(variance: ClosedForms.leCunVariance(f)) },
            initializer: { _, key in LeCunNormal(key: key) }
        ),
        varianceScaling(
            "keras.VarianceScaling",
            aliases: kerasSpellings("VarianceScaling", "variance_scaling") + tensorflow1("variance_scaling"),
            fans: .keras,
            modes: ["fan_in": .fanIn, "fan_out": .fanOut, "fan_avg": .average],
            distributions: [
                "uniform": .uniform, "truncated_normal": .truncatedNormal, "untruncated_normal": .untruncatedNormal,
                "normal": .truncatedNormal,
            ],
            layout: .inputOutput
        ),
        uniform(
            "keras.RandomUniform",
            aliases: kerasSpellings("RandomUniform", "random_uniform") + short("uniform") + [
                "tf.random_uniform_initializer"
            ],
            low: ("minval", .number(-0.05)),
            high: ("maxval", .number(0.05)),
            source: Source.keras
        ),
        normal(
            "keras.RandomNormal",
            aliases: kerasSpellings("RandomNormal", "random_normal") + short("normal"),
            mean: 0,
            deviation: ("stddev", 0.05),
            source: Source.keras
        ),
        truncatedNormal(
            "keras.TruncatedNormal",
            aliases: kerasSpellings("TruncatedNormal", "truncated_normal"),
            deviation: 0.05,
            source: Source.keras
        ),
        Scheme(
            "keras.Zeros",
            aliases: kerasSpellings("Zeros", "zeros") + short("zero") + tensorflow1("zeros"),
            closedForm: "0",
            source: Source.keras,
            swift: "Zeros()",
            law: { _, _ in .constant(0) },
            initializer: { _, _ in Zeros() }
        ),
        Scheme(
            "keras.Ones",
            aliases: kerasSpellings("Ones", "ones") + short("one") + tensorflow1("ones"),
            closedForm: "1",
            source: Source.keras,
            swift: "Ones()",
            law: { _, _ in .constant(1) },
            initializer: { _, _ in Ones() }
        ),
        constant(
            "keras.Constant",
            aliases: kerasSpellings("Constant", "constant") + tensorflow1("constant"),
            parameter: "value",
            defaultValue: .number(0),
            source: Source.keras
        ),
    ]

    /// How people write one of Keras' initializers.
    static func kerasSpellings(_ type: String, _ function: String) -> [String] {
        [
            type, "keras.\(function)", "keras.initializers.\(type)", "keras.initializers.\(function)",
            "tf.keras.initializers.\(type)", "tf.keras.initializers.\(function)", "tf.initializers.\(type)",
            "tf.initializers.\(function)",
        ]
    }

    /// TensorFlow 1's names of an initializer that Keras took over.
    static func tensorflow1(_ function: String) -> [String] {
        [
            "tf.\(function)_initializer", "tf.compat.v1.\(function)_initializer",
            "tf.compat.v1.initializers.\(function)",
        ]
    }

    /// Keras' short aliases.
    private static func short(_ function: String) -> [String] {
        ["keras.initializers.\(function)", "tf.keras.initializers.\(function)"]
    }
}
