internal import Initializers

extension Catalogue {
    /// This package's own names, each meaning one law; `xavier_` and `kaiming_` are synonyms of `glorot_` and `he_`.
    static let own: [Scheme] = [
        Scheme(
            "glorot_uniform",
            aliases: ["xavier_uniform"],
            parameters: [.init("gain", 1)],
            fans: .keras,
            closedForm: "uniform on ±gain·√(6/(fan_in+fan_out))",
            source: Source.glorot16,
            swift: "GlorotUniform(seed: 1, gain: 1)",
            law: { a, f throws(ClaimError) in
                ClosedForms.symmetric(try a.nonNegative("gain") * ClosedForms.glorotLimit(f))
            },
            initializer: { a, key throws(ClaimError) in GlorotUniform(key: key, gain: try a.number("gain")) }
        ),
        Scheme(
            "glorot_normal",
            aliases: ["xavier_normal"],
            parameters: [.init("gain", 1)],
            fans: .keras,
            closedForm: "normal truncated at ±2 parent sd, rescaled to variance gain²·2/(fan_in+fan_out)",
            source: Source.glorot12,
            swift: "GlorotNormal(seed: 1, gain: 1)",
            law: { a, f throws(ClaimError) in
                let gain = try a.nonNegative("gain")
                return .rescaledTruncatedNormal(variance: gain * gain * ClosedForms.glorotVariance(f))
            },
            initializer: { a, key throws(ClaimError) in GlorotNormal(key: key, gain: try a.number("gain")) }
        ),
        Scheme(
            "glorot_gaussian",
            fans: .keras,
            closedForm: "normal of variance 2/(fan_in+fan_out)",
            source: Source.glorot12,
            swift: "GlorotGaussian(seed: 1)",
            law: { _, f in .normal(variance: ClosedForms.glorotVariance(f)) },
            initializer: { _, key in GlorotGaussian(key: key) }
        ),
        Scheme(
            "fan_in_gaussian",
            fans: .keras,
            closedForm: "normal of variance 1/fan_in, the variance of Caffe's xavier filler",
            source: Source.caffe,
            swift: "FanInGaussian(seed: 1)",
            law: { _, f in .normal(variance: 1 / f.fanIn) },
            initializer: { _, key in FanInGaussian(key: key) }
        ),
        Scheme(
            "sigmoid_uniform",
            fans: .keras,
            closedForm: "uniform on ±4·√(6/(fan_in+fan_out))",
            source: Source.tutorials,
            swift: "GlorotSigmoidUniform(seed: 1)",
            law: { _, f in ClosedForms.symmetric(4 * ClosedForms.glorotLimit(f)) },
            initializer: { _, key in GlorotSigmoidUniform(key: key) }
        ),
        Scheme(
            "tanh_uniform",
            fans: .keras,
            closedForm: "uniform on ±√(6/(fan_in+fan_out))",
            source: Source.tutorials,
            swift: "GlorotTanhUniform(seed: 1)",
            law: { _, f in ClosedForms.symmetric(ClosedForms.glorotLimit(f)) },
            initializer: { _, key in GlorotTanhUniform(key: key) }
        ),
        Scheme(
            "he_uniform",
            aliases: ["kaiming_uniform"],
            fans: .keras,
            closedForm: "uniform on ±√(6/fan_in)",
            source: Source.he10,
            swift: "HeUniform(seed: 1)",
            law: { _, f in ClosedForms.symmetric((6 / f.fanIn).squareRoot()) },
            initializer: { _, key in HeUniform(key: key) }
        ),
        Scheme(
            "he_normal",
            aliases: ["kaiming_normal"],
            fans: .keras,
            closedForm: "normal truncated at ±2 parent sd, rescaled to variance 2/fan_in",
            source: Source.he10,
            swift: "HeNormal(seed: 1)",
            law: { _, f in .rescaledTruncatedNormal(variance: ClosedForms.heVariance(f.fanIn)) },
            initializer: { _, key in HeNormal(key: key) }
        ),
        Scheme(
            "lecun_uniform",
            fans: .keras,
            closedForm: "uniform on ±√(3/fan_in)",
            source: Source.leCun,
            swift: "LeCunUniform(seed: 1)",
            law: { _, f in ClosedForms.symmetric((3 / f.fanIn).squareRoot()) },
            initializer: { _, key in LeCunUniform(key: key) }
        ),
        Scheme(
            "lecun_normal",
            fans: .keras,
            closedForm: "normal truncated at ±2 parent sd, rescaled to variance 1/fan_in",
            source: Source.leCun,
            swift: "LeCunNormal(seed: 1)",
            law: { _, f in .rescaledTruncatedNormal(variance: ClosedForms.leCunVariance(f)) },
            initializer: { _, key in LeCunNormal(key: key) }
        ),
        varianceScaling(
            "variance_scaling",
            fans: .keras,
            modes: ["fan_in": .fanIn, "fan_out": .fanOut, "fan_avg": .average, "fan_geo_avg": .geometricAverage],
            distributions: [
                "uniform": .uniform, "truncated_normal": .truncatedNormal, "untruncated_normal": .untruncatedNormal,
                "normal": .untruncatedNormal,
            ],
            layout: .inputOutput
        ),
        Scheme(
            "zeros",
            closedForm: "0",
            source: Source.definition,
            swift: "Zeros()",
            law: { _, _ in .constant(0) },
            initializer: { _, _ in Zeros() }
        ),
        Scheme(
            "ones",
            closedForm: "1",
            source: Source.definition,
            swift: "Ones()",
            law: { _, _ in .constant(1) },
            initializer: { _, _ in Ones() }
        ),
        constant("constant", parameter: "value", defaultValue: .none),
        uniform("uniform", low: ("low", .none), high: ("high", .none), source: Source.definition),
        normal("normal", mean: 0, deviation: ("stddev", 1), source: Source.definition),
        truncatedNormal(
            "truncated_normal",
            deviation: 1,
            bounds: ("low", "high"),
            source: Source.definition
        ),
    ]
}
