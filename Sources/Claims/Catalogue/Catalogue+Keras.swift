internal import Substrings

extension Catalogue {
    /// Keras 3 and tf.keras, which are TensorFlow 2's initializers.
    static let keras: [Scheme] = [
        Scheme(
            "keras.GlorotUniform",
            aliases: kerasSpellings("GlorotUniform", "glorot_uniform") + tensorflow1("glorot_uniform"),
            .glorot(.keras, .uniform),
            source: Source.glorot16,
            swift: "GlorotUniform(seed: 1)",
            layers: keras(
                ["Dense", "Conv1D", "Conv2D", "Conv3D"] + kerasTransposed + kerasRecurrent + kerasConvLSTM,
                "kernel"
            )
                + keras(["DepthwiseConv1D", "DepthwiseConv2D"], "kernel")
                + keras(["DepthwiseConv2D", "SeparableConv1D", "SeparableConv2D"], "depthwise_kernel")
                + keras(["SeparableConv1D", "SeparableConv2D"], "pointwise_kernel")
        ),
        rule("GlorotNormal", "glorot_normal", .glorot(.keras, .rescaled), also: tensorflow1("glorot_normal")),
        rule("HeUniform", "he_uniform", .he(.keras, .uniform), layers: keras3(["Dense"], "lora_kernel_a")),
        rule("HeNormal", "he_normal", .he(.keras, .rescaled)),
        rule("LecunUniform", "lecun_uniform", .leCun(.keras, .uniform)),
        rule("LecunNormal", "lecun_normal", .leCun(.keras, .rescaled)),
        varianceScaling(
            "keras.VarianceScaling",
            aliases: kerasSpellings("VarianceScaling", "variance_scaling") + tensorflow1("variance_scaling"),
            fans: .keras,
            modes: [("fan_in", .fanIn), ("fan_out", .fanOut), ("fan_avg", .average)],
            families: [
                ("uniform", .uniform), ("truncated_normal", .rescaled), ("untruncated_normal", .normal),
                ("normal", .rescaled),
            ],
            usually: usualScalings(modes: ["fan_in", "fan_out", "fan_avg"], normal: "untruncated_normal")
        ),
        uniform(
            "keras.RandomUniform",
            aliases: kerasSpellings("RandomUniform", "random_uniform") + short("uniform") + [
                "tf.random_uniform_initializer"
            ],
            low: ("minval", .number(-0.05)),
            high: ("maxval", .number(0.05)),
            source: Source.keras,
            layers: keras(["Embedding"], "embeddings")
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
        zeros(
            "keras.Zeros",
            aliases: kerasSpellings("Zeros", "zeros") + short("zero") + tensorflow1("zeros"),
            source: Source.keras,
            layers: keras(
                ["Dense", "EinsumDense", "Conv1D", "Conv2D", "Conv3D", "GRU", "SimpleRNN"] + kerasTransposed
                    + ["DepthwiseConv1D", "DepthwiseConv2D", "SeparableConv1D", "SeparableConv2D"],
                "bias"
            ) + kerasAttention(["query", "key", "value", "attention_output"], "bias") + keras(["PReLU"], "alpha")
                + keras3(["Dense"], "lora_kernel_b") + keras(kerasNorms, "beta")
                + keras(["BatchNormalization"], "moving_mean")
        ),
        ones(
            "keras.Ones",
            aliases: kerasSpellings("Ones", "ones") + short("one") + tensorflow1("ones"),
            source: Source.keras,
            layers: keras(kerasNorms, "gamma") + keras3(["RMSNormalization"], "scale")
                + keras(["BatchNormalization"], "moving_variance")
        ),
        constant(
            "keras.Constant",
            aliases: kerasSpellings("Constant", "constant") + tensorflow1("constant"),
            parameter: "value",
            defaultValue: .number(0),
            source: Source.keras
        ),
    ]

    /// A rule without arguments, as Keras and TensorFlow 1 write it.
    private static func rule(
        _ type: String,
        _ function: String,
        _ rule: Rule,
        also aliases: [String]? = nil,
        layers: [String] = []
    ) -> Scheme {
        Scheme(
            "keras.\(type)",
            aliases: kerasSpellings(type, function) + (aliases ?? ["tf.compat.v1.initializers.\(function)"]),
            rule,
            source: Source.keras,
            swift: "\(type.replaced("Lecun", by: "LeCun"))(seed: 1)",
            layers: layers
        )
    }

    /// How people write one of Keras' initializers.
    static func kerasSpellings(_ type: String, _ function: String) -> [String] {
        [
            type, "keras.\(function)", "keras.initializers.\(type)", "keras.initializers.\(function)",
            "tf.keras.initializers.\(type)", "tf.keras.initializers.\(function)", "tf.initializers.\(type)",
            "tf.initializers.\(function)", "initializers.\(type)", "tf_keras.initializers.\(type)",
            "tf_keras.initializers.\(function)",
        ]
            + ["K", "tf.contrib.keras", "tf.compat.v1.keras"].flatMap { module in
                [type, function].map { "\(module).initializers.\($0)" }
            }
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
