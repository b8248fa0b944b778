extension Catalogue {
    /// TensorFlow's own names, where they differ from Keras'.
    static let tensorflow: [Scheme] = [
        normal(
            "tf.random_normal_initializer",
            mean: 0,
            deviation: ("stddev", 0.05),
            source: Source.tensorflow2
        ),
        normal(
            "tf.compat.v1.random_normal_initializer",
            aliases: ["tf.compat.v1.initializers.random_normal"],
            mean: 0,
            deviation: ("stddev", 1),
            source: Source.tensorflow1,
            isUsual: false
        ),
        truncatedNormal(
            "tf.truncated_normal",
            aliases: [
                "tf.random.truncated_normal", "tf.truncated_normal_initializer",
                "tf.compat.v1.truncated_normal_initializer", "tf.compat.v1.initializers.truncated_normal",
            ],
            deviation: 1,
            source: Source.tensorflow1
        ),
        Scheme(
            "tf.uniform_unit_scaling_initializer",
            aliases: [
                "tf.compat.v1.uniform_unit_scaling_initializer", "tf.compat.v1.initializers.uniform_unit_scaling",
            ],
            parameters: [.init("factor", 1)],
            .scaled(.jax, .uniform, .number(1), gain: .argument("factor"), .fanIn),
            words: "uniform on ±factor·√(3/n), n the product of all axes but the last",
            source: "Sussillo & Abbott 2014; TensorFlow 1.15 documentation",
            swift: "VarianceScaling(seed: 1, scale: 1, mode: .fanIn, distribution: .uniform)"
        ),
    ]

    /// tf.contrib.layers of TensorFlow 1, whose truncated normals have a parent with 1.3 times the stated variance.
    static let contrib: [Scheme] = [
        Scheme(
            "tf.contrib.layers.xavier_initializer",
            aliases: [
                "tf.contrib.layers.xavier_initializer_conv2d", "contrib.layers.xavier_initializer",
                "layers.xavier_initializer", "initializers.xavier_initializer", "xavier_initializer",
            ],
            parameters: [.init("uniform", .boolean(true))],
            .scaling(
                .contrib,
                Scaling(
                    scale: .number(1),
                    mode: .fixed(.average),
                    family: .flag("uniform", ifTrue: .uniform, else: .truncatedNormal(parentFactor: 1.3))
                )
            ),
            words:
                "uniform on ±√(6/(fan_in+fan_out)), or normal of variance 1.3·2/(fan_in+fan_out) truncated at ±2 sd",
            source: Source.contrib,
            swift: "TensorFlowContrib.XavierInitializer(seed: 1, uniform: true)",
            unlikeOthers: "its normal law rescaled by 1.3 for the exact 1.29242",
            usually: ["uniform=False"]
        ),
        Scheme(
            "tf.contrib.layers.variance_scaling_initializer",
            aliases: [
                "contrib.layers.variance_scaling_initializer", "layers.variance_scaling_initializer",
                "initializers.variance_scaling_initializer",
            ],
            parameters: [.init("factor", 2), .init("mode", .text("FAN_IN")), .init("uniform", .boolean(false))],
            .scaling(
                .contrib,
                Scaling(
                    scale: .argument("factor"),
                    mode: .argument("mode", eitherFan + [("fan_avg", .average)]),
                    family: .flag("uniform", ifTrue: .uniform, else: .truncatedNormal(parentFactor: 1.3))
                )
            ),
            words: "uniform on ±√(3·factor/n), or normal of variance 1.3·factor/n truncated at ±2 sd",
            source: Source.contrib,
            swift: "TensorFlowContrib.VarianceScalingInitializer(seed: 1, factor: 2, mode: .fanIn, uniform: false)",
            unlikeOthers: "factor 2 by default, the truncated variance 1.00586 times the stated one",
            usually: ["1.0", "2.0"].flatMap { factor in
                ["FAN_IN", "FAN_OUT", "FAN_AVG"].flatMap { mode in
                    ["True", "False"].map { "factor=\(factor), mode='\(mode)', uniform=\($0)" }
                }
            }
        ),
    ]

    /// PrettyTensor, whose caller passes the fans; its truncated normal has 3 instead of 2.
    static let prettyTensor: [Scheme] = [
        Scheme(
            "prettytensor.xavier_init",
            aliases: ["prettytensor.layers.xavier_init", "pt.xavier_init"],
            parameters: [
                .init("n_inputs", .none), .init("n_outputs", .none), .init("uniform", .boolean(true)),
            ],
            .scaling(
                .caller,
                Scaling(
                    scale: .number(1),
                    mode: .fixed(.average),
                    family: .flag("uniform", ifTrue: .uniform, else: .truncatedNormal(parentFactor: 1.5)),
                    statedFans: ("n_inputs", "n_outputs")
                )
            ),
            words: "uniform on ±√(6/(fan_in+fan_out)), or normal of variance 3/(fan_in+fan_out) truncated at ±2 sd",
            source: Source.prettyTensor,
            swift: "PrettyTensor.XavierInit(seed: 1, uniform: true)",
            unlikeOthers: "its normal law has 3 for the exact 2.58484, a variance 1.16061 times as large",
            usually: ["uniform=False"]
        ),
        Scheme(
            "prettytensor.he_init",
            aliases: ["prettytensor.layers.he_init", "pt.he_init"],
            parameters: [
                .init("n_inputs", .none), .init("n_outputs", .none), .init("activation_fn", .identifier("tf.nn.relu")),
            ],
            .scaling(
                .caller,
                Scaling(
                    scale: .number(2),
                    mode: .fixed(.fanIn),
                    family: .fixed(.normal),
                    statedFans: ("n_inputs", "n_outputs")
                )
            ),
            note: " for relu and relu6, the only activations that are not xavier_init's",
            source: "PrettyTensor 0.7.4, layers.py, he_init",
            swift: "VarianceScaling(seed: 1, scale: 2, mode: .fanIn, distribution: .untruncatedNormal)",
            requiring: { a throws(ClaimError) in
                guard ["relu", "relu6"].contains(a.word("activation_fn") ?? "") else {
                    throw a.invalid("activation_fn", "tf.nn.relu or tf.nn.relu6; for all others write xavier_init")
                }
            }
        ),
    ]

    /// Caffe's fillers.
    static let caffe: [Scheme] = [
        filler("xavier", alias: "XavierFiller", .uniform, scale: 1, swift: "Caffe.XavierFiller(seed: 1)"),
        filler("msra", alias: "MSRAFiller", .normal, scale: 2, swift: "Caffe.MSRAFiller(seed: 1)"),
    ]

    private static func filler(
        _ name: String,
        alias: String,
        _ family: ScalingRule.Family,
        scale: Double,
        swift: String
    ) -> Scheme {
        Scheme(
            "caffe.\(name)",
            aliases: ["caffe.\(alias)"],
            parameters: [.init("variance_norm", .text("FAN_IN"))],
            .scaling(
                .caffe,
                Scaling(
                    scale: .number(scale),
                    mode: .argument("variance_norm", eitherFan + [("average", .average)]),
                    family: .fixed(family)
                )
            ),
            note: ", n = fan_in by default",
            source: Source.caffe,
            swift: swift,
            usually: ["variance_norm='FAN_OUT'", "variance_norm='AVERAGE'"]
        )
    }
}
