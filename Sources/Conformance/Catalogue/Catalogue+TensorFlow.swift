internal import Initializers

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
            source: Source.tensorflow1
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
            fans: .jax,
            closedForm: "uniform on ±factor·√(3/n), n the product of all axes but the last",
            source: "Sussillo & Abbott 2014; TensorFlow 1.15 documentation",
            swift: "VarianceScaling(seed: 1, scale: 1, mode: .fanIn, distribution: .uniform)",
            law: { a, f throws(ClaimError) in
                ClosedForms.symmetric(try a.nonNegative("factor") * (3 / f.fanIn).squareRoot())
            },
            initializer: { a, key throws(ClaimError) in
                let factor = try a.number("factor")
                return VarianceScaling(
                    key: key,
                    scale: factor * factor,
                    mode: .fanIn,
                    distribution: .uniform,
                    layout: .lastAxes
                )
            }
        ),
    ]

    /// tf.contrib.layers of TensorFlow 1.
    static let contrib: [Scheme] = [
        Scheme(
            "tf.contrib.layers.xavier_initializer",
            aliases: ["tf.contrib.layers.xavier_initializer_conv2d"],
            parameters: [.init("uniform", .boolean(true))],
            fans: .contrib,
            closedForm:
                "uniform on ±√(6/(fan_in+fan_out)), or normal of variance 1.3·2/(fan_in+fan_out) truncated at ±2 sd",
            source: Source.contrib,
            swift: "TensorFlowContrib.XavierInitializer(seed: 1, uniform: true)",
            law: { a, f throws(ClaimError) in
                try a.boolean("uniform")
                    ? ClosedForms.symmetric(ClosedForms.glorotLimit(f))
                    : .truncatedNormal(parentVariance: 1.3 * ClosedForms.glorotVariance(f))
            },
            initializer: { a, key throws(ClaimError) in
                TensorFlowContrib.XavierInitializer(key: key, uniform: try a.boolean("uniform"))
            }
        ),
        Scheme(
            "tf.contrib.layers.variance_scaling_initializer",
            parameters: [.init("factor", 2), .init("mode", .text("FAN_IN")), .init("uniform", .boolean(false))],
            fans: .contrib,
            closedForm: "uniform on ±√(3·factor/n), or normal of variance 1.3·factor/n truncated at ±2 sd",
            source: Source.contrib,
            swift: "TensorFlowContrib.VarianceScalingInitializer(seed: 1, factor: 2, mode: .fanIn, uniform: false)",
            law: { a, f throws(ClaimError) in
                let variance = try a.nonNegative("factor") / contribMode(a).fan(f)
                return try a.boolean("uniform")
                    ? .uniform(variance: variance)
                    : .truncatedNormal(parentVariance: 1.3 * variance)
            },
            initializer: { a, key throws(ClaimError) in
                TensorFlowContrib.VarianceScalingInitializer(
                    key: key,
                    factor: try a.number("factor"),
                    mode: try contribMode(a).initializerMode,
                    uniform: try a.boolean("uniform")
                )
            }
        ),
    ]

    private static func contribMode(_ a: Arguments) throws(ClaimError) -> FanMode {
        try a.choice("mode", ["fan_in": FanMode.fanIn, "fan_out": .fanOut, "fan_avg": .average])
    }

    /// PrettyTensor, whose caller passes the fans.
    static let prettyTensor: [Scheme] = [
        Scheme(
            "prettytensor.xavier_init",
            aliases: ["prettytensor.layers.xavier_init", "pt.xavier_init"],
            parameters: [
                .init("n_inputs", .none), .init("n_outputs", .none), .init("uniform", .boolean(true)),
            ],
            fans: .caller,
            closedForm:
                "uniform on ±√(6/(fan_in+fan_out)), or normal of variance 3/(fan_in+fan_out) truncated at ±2 sd",
            source: Source.prettyTensor,
            swift: "PrettyTensor.XavierInit(seed: 1, uniform: true)",
            law: { a, shapeFans throws(ClaimError) in
                let passed = try passedFans(a)
                let fans = passed.map { ClaimedFans(fanIn: Double($0.inputs), fanOut: Double($0.outputs)) } ?? shapeFans
                return try a.boolean("uniform")
                    ? ClosedForms.symmetric(ClosedForms.glorotLimit(fans))
                    : .truncatedNormal(parentVariance: 3 / (fans.fanIn + fans.fanOut))
            },
            initializer: { a, key throws(ClaimError) in
                PrettyTensor.XavierInit(
                    key: key,
                    fans: try passedFans(a).flatMap { try? Fans(fanIn: $0.inputs, fanOut: $0.outputs) },
                    uniform: try a.boolean("uniform")
                )
            }
        ),
        Scheme(
            "prettytensor.he_init",
            aliases: ["prettytensor.layers.he_init", "pt.he_init"],
            parameters: [
                .init("n_inputs", .none), .init("n_outputs", .none), .init("activation_fn", .identifier("tf.nn.relu")),
            ],
            fans: .caller,
            closedForm:
                "normal of variance 2/fan_in for relu and relu6, the only activations that are not xavier_init's",
            source: "PrettyTensor 0.7.4, layers.py, he_init",
            swift: "VarianceScaling(seed: 1, scale: 2, mode: .fanIn, distribution: .untruncatedNormal)",
            law: { a, shapeFans throws(ClaimError) in
                try requireReLU(a)
                return .normal(
                    variance: ClosedForms.heVariance(try passedFans(a).map { Double($0.inputs) } ?? shapeFans.fanIn)
                )
            },
            initializer: { a, key throws(ClaimError) in
                // A normal law of stated fans has no initializer of a name of its own.
                if let passed = try passedFans(a) {
                    return RandomNormal(key: key, standardDeviation: (2 / Double(passed.inputs)).squareRoot())
                }
                return VarianceScaling(
                    key: key,
                    scale: 2,
                    mode: .fanIn,
                    distribution: .untruncatedNormal,
                    layout: .lastAxes
                )
            }
        ),
    ]

    private static func requireReLU(_ a: Arguments) throws(ClaimError) {
        guard ["relu", "relu6"].contains(a.word("activation_fn") ?? "") else {
            throw a.invalid("activation_fn", "tf.nn.relu or tf.nn.relu6; for all others write xavier_init")
        }
    }

    /// The fans that a call passes, both of them; nil where it passes neither.
    private static func passedFans(_ a: Arguments) throws(ClaimError) -> (inputs: Int, outputs: Int)? {
        switch (try a.optionalCount("n_inputs"), try a.optionalCount("n_outputs")) {
        case (nil, nil): return nil
        case (let inputs?, let outputs?): return (inputs, outputs)
        case (nil, _): throw a.invalid("n_inputs", "a number, since n_outputs has one")
        case (_, nil): throw a.invalid("n_outputs", "a number, since n_inputs has one")
        }
    }

    /// Caffe's fillers.
    static let caffe: [Scheme] = [
        Scheme(
            "caffe.xavier",
            aliases: ["caffe.XavierFiller"],
            parameters: [.init("variance_norm", .text("FAN_IN"))],
            fans: .caffe,
            closedForm: "uniform on ±√(3/n), n = fan_in by default",
            source: Source.caffe,
            swift: "Caffe.XavierFiller(seed: 1)",
            law: { a, f throws(ClaimError) in .uniform(variance: 1 / (try caffeNorm(a).fan(f))) },
            initializer: { a, key throws(ClaimError) in
                Caffe.XavierFiller(key: key, varianceNorm: try caffeNorm(a).initializerMode)
            }
        ),
        Scheme(
            "caffe.msra",
            aliases: ["caffe.MSRAFiller"],
            parameters: [.init("variance_norm", .text("FAN_IN"))],
            fans: .caffe,
            closedForm: "normal of variance 2/n, n = fan_in by default",
            source: Source.caffe,
            swift: "Caffe.MSRAFiller(seed: 1)",
            law: { a, f throws(ClaimError) in .normal(variance: ClosedForms.heVariance(try caffeNorm(a).fan(f))) },
            initializer: { a, key throws(ClaimError) in
                Caffe.MSRAFiller(key: key, varianceNorm: try caffeNorm(a).initializerMode)
            }
        ),
    ]

    private static func caffeNorm(_ a: Arguments) throws(ClaimError) -> FanMode {
        try a.choice("variance_norm", ["fan_in": FanMode.fanIn, "fan_out": .fanOut, "average": .average])
    }
}
