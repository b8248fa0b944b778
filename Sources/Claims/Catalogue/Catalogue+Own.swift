extension Catalogue {
    /// This package's own names, each with one meaning; `xavier_` and `kaiming_` are synonyms of `glorot_` and `he_`.
    static let own: [Scheme] = [
        Scheme(
            "glorot_uniform",
            aliases: ["xavier_uniform"],
            parameters: [.init("gain", 1)],
            .glorot(.keras, .uniform, gain: "gain"),
            source: Source.glorot16,
            swift: "GlorotUniform(seed: 1, gain: 1)"
        ),
        Scheme(
            "glorot_normal",
            aliases: ["xavier_normal"],
            parameters: [.init("gain", 1)],
            .glorot(.keras, .rescaled, gain: "gain"),
            source: Source.glorot12,
            swift: "GlorotNormal(seed: 1, gain: 1)"
        ),
        Scheme(
            "glorot_gaussian",
            .glorot(.keras, .normal),
            source: Source.glorot12,
            swift: "GlorotGaussian(seed: 1)"
        ),
        Scheme(
            "fan_in_gaussian",
            .leCun(.keras, .normal),
            note: ", the variance of Caffe's xavier filler",
            source: Source.caffe,
            swift: "FanInGaussian(seed: 1)"
        ),
        Scheme(
            "sigmoid_uniform",
            .scaled(.keras, .uniform, .number(16), .average),
            source: Source.tutorials,
            swift: "GlorotSigmoidUniform(seed: 1)",
            purpose: .sigmoid
        ),
        Scheme(
            "tanh_uniform",
            .glorot(.keras, .uniform),
            source: Source.tutorials,
            swift: "GlorotTanhUniform(seed: 1)"
        ),
        Scheme(
            "he_uniform",
            aliases: ["kaiming_uniform"],
            .he(.keras, .uniform),
            source: Source.he10,
            swift: "HeUniform(seed: 1)"
        ),
        Scheme(
            "he_normal",
            aliases: ["kaiming_normal"],
            .he(.keras, .rescaled),
            source: Source.he10,
            swift: "HeNormal(seed: 1)"
        ),
        Scheme("lecun_uniform", .leCun(.keras, .uniform), source: Source.leCun, swift: "LeCunUniform(seed: 1)"),
        Scheme("lecun_normal", .leCun(.keras, .rescaled), source: Source.leCun, swift: "LeCunNormal(seed: 1)"),
        varianceScaling(
            "variance_scaling",
            fans: .keras,
            modes: [
                ("fan_in", .fanIn), ("fan_out", .fanOut), ("fan_avg", .average), ("fan_geo_avg", .geometricAverage),
            ],
            families: [
                ("uniform", .uniform), ("truncated_normal", .rescaled), ("untruncated_normal", .normal),
                ("normal", .normal),
            ]
        ),
        zeros("zeros", source: Source.definition, layers: mlx(mlxNorms, "bias") + mlx(["BatchNorm"], "running_mean")),
        ones(
            "ones",
            source: Source.definition,
            layers: mlx(mlxNorms + ["RMSNorm"], "weight") + mlx(["BatchNorm"], "running_var")
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
