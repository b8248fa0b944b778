extension Catalogue {
    /// mlx.nn.init.
    static let mlx: [Scheme] = [
        Scheme(
            "mlx.nn.init.glorot_uniform",
            parameters: [.init("gain", 1)],
            .glorot(.mlx, .uniform, gain: "gain"),
            source: Source.mlx,
            swift: "MLX.GlorotUniform(seed: 1, gain: 1)",
            usually: glorotGains
        ),
        Scheme(
            "mlx.nn.init.glorot_normal",
            parameters: [.init("gain", 1)],
            .glorot(.mlx, .normal, gain: "gain"),
            note: ", not truncated",
            source: Source.mlx,
            swift: "MLX.GlorotNormal(seed: 1, gain: 1)",
            usually: glorotGains
        ),
        mlxHe("he_uniform", .uniform, swift: "MLX.HeUniform(seed: 1, mode: .fanIn, gain: 1)"),
        mlxHe("he_normal", .normal, swift: "MLX.HeNormal(seed: 1, mode: .fanIn, gain: 1)"),
        uniform(
            "mlx.nn.init.uniform",
            low: ("low", .number(0)),
            high: ("high", .number(1)),
            source: Source.mlx
        ),
        normal("mlx.nn.init.normal", mean: 0, deviation: ("std", 1), source: Source.mlx),
        constant("mlx.nn.init.constant", parameter: "value", defaultValue: .none, source: Source.mlx),
    ]

    // MARK: - Implementation

    /// Gains that people pass to Glorot's rules: for ReLU, for tanh.
    static let glorotGains = ["gain=sqrt(2)", "gain=5/3"]

    /// Choices of one of the fans.
    static let eitherFan: [(String, ScalingRule.Mode)] = [("fan_in", .fanIn), ("fan_out", .fanOut)]

    private static func mlxHe(_ function: String, _ family: ScalingRule.Family, swift: String) -> Scheme {
        Scheme(
            "mlx.nn.init.\(function)",
            parameters: [.init("mode", .text("fan_in")), .init("gain", 1)],
            .scaling(
                .mlx,
                Scaling(
                    scale: .number(1),
                    gain: .argument("gain"),
                    mode: .argument("mode", eitherFan),
                    family: .fixed(family)
                )
            ),
            note: "; the default gain of 1 has half of He's variance",
            source: Source.mlx,
            swift: swift,
            usually: ["mode='fan_out'", "gain=sqrt(2)", "mode='fan_out', gain=sqrt(2)"]
        )
    }
}
