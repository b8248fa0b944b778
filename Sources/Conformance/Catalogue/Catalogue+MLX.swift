internal import Initializers

extension Catalogue {
    /// mlx.nn.init.
    static let mlx: [Scheme] = [
        Scheme(
            "mlx.nn.init.glorot_uniform",
            parameters: [.init("gain", 1)],
            fans: .mlx,
            closedForm: "uniform on ±gain·√(6/(fan_in+fan_out))",
            source: Source.mlx,
            swift: "MLX.GlorotUniform(seed: 1, gain: 1)",
            law: { a, f throws(ClaimError) in
                ClosedForms.symmetric(try a.nonNegative("gain") * ClosedForms.glorotLimit(f))
            },
            initializer: { a, key throws(ClaimError) in MLX.GlorotUniform(key: key, gain: try a.number("gain")) }
        ),
        Scheme(
            "mlx.nn.init.glorot_normal",
            parameters: [.init("gain", 1)],
            fans: .mlx,
            closedForm: "normal of variance gain²·2/(fan_in+fan_out), not truncated",
            source: Source.mlx,
            swift: "MLX.GlorotNormal(seed: 1, gain: 1)",
            law: { a, f throws(ClaimError) in
                let gain = try a.nonNegative("gain")
                return .normal(variance: gain * gain * ClosedForms.glorotVariance(f))
            },
            initializer: { a, key throws(ClaimError) in MLX.GlorotNormal(key: key, gain: try a.number("gain")) }
        ),
        Scheme(
            "mlx.nn.init.he_uniform",
            parameters: [.init("mode", .text("fan_in")), .init("gain", 1)],
            fans: .mlx,
            closedForm: "uniform on ±gain·√(3/n); the default gain of 1 has half of He's variance",
            source: Source.mlx,
            swift: "MLX.HeUniform(seed: 1, mode: .fanIn, gain: 1)",
            law: { a, f throws(ClaimError) in
                let gain = try a.nonNegative("gain")
                return .uniform(variance: gain * gain / (try mlxMode(a).fan(f)))
            },
            initializer: { a, key throws(ClaimError) in
                MLX.HeUniform(key: key, mode: try mlxMode(a).initializerMode, gain: try a.number("gain"))
            }
        ),
        Scheme(
            "mlx.nn.init.he_normal",
            parameters: [.init("mode", .text("fan_in")), .init("gain", 1)],
            fans: .mlx,
            closedForm: "normal of variance gain²/n; the default gain of 1 has half of He's variance",
            source: Source.mlx,
            swift: "MLX.HeNormal(seed: 1, mode: .fanIn, gain: 1)",
            law: { a, f throws(ClaimError) in
                let gain = try a.nonNegative("gain")
                return .normal(variance: gain * gain / (try mlxMode(a).fan(f)))
            },
            initializer: { a, key throws(ClaimError) in
                MLX.HeNormal(key: key, mode: try mlxMode(a).initializerMode, gain: try a.number("gain"))
            }
        ),
        uniform(
            "mlx.nn.init.uniform",
            low: ("low", .number(0)),
            high: ("high", .number(1)),
            source: Source.mlx
        ),
        normal("mlx.nn.init.normal", mean: 0, deviation: ("std", 1), source: Source.mlx),
        constant("mlx.nn.init.constant", parameter: "value", defaultValue: .none, source: Source.mlx),
    ]

    private static func mlxMode(_ a: Arguments) throws(ClaimError) -> FanMode {
        try a.choice("mode", ["fan_in": FanMode.fanIn, "fan_out": .fanOut])
    }
}
