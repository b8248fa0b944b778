/// Schemes that several frameworks have under their own names.
extension Catalogue {
    /// VarianceScaling(scale, mode, distribution) of Keras, TensorFlow 2 and JAX.
    ///
    /// - Parameters:
    ///   - modes: the fans that the framework's scale is divided by.
    ///   - families: the framework's laws by name. By "normal" Keras means a truncated law; JAX does not.
    static func varianceScaling(
        _ name: String,
        aliases: [String] = [],
        fans: FanRule,
        hasAxes: Bool = false,
        modes: [(String, ScalingRule.Mode)],
        families: [(String, ScalingRule.Family)],
        source: String = Source.keras,
        usually usualArguments: [String] = []
    ) -> Scheme {
        Scheme(
            name,
            aliases: aliases,
            parameters: [
                .init("scale", 1), .init("mode", .text("fan_in")), .init("distribution", .text("truncated_normal")),
            ] + (hasAxes ? axes : []),
            .scaling(
                fans,
                Scaling(
                    scale: .argument("scale"),
                    mode: .argument("mode", modes),
                    family: .argument("distribution", families)
                )
            ),
            words: "variance scale/n, n by mode: uniform on ±√(3·scale/n), or normal, truncated or not",
            source: source,
            swift: "VarianceScaling(seed: 1, scale: 1, mode: .fanIn, distribution: .truncatedNormal)",
            unlikeOthers: "'normal' is \(families.contains { $0 == ("normal", .normal) } ? "not " : "")truncated",
            usually: usualArguments
        )
    }

    /// Scales, modes and laws of a variance-scaling call.
    static func usualScalings(modes: [String], normal: String) -> [String] {
        ["1.0", "2.0"].flatMap { scale in
            modes.flatMap { mode in
                ["uniform", "truncated_normal", normal].map {
                    "scale=\(scale), mode='\(mode)', distribution='\($0)'"
                }
            }
        }
    }

    /// Every entry equals one value.
    static func constant(
        _ name: String,
        aliases: [String] = [],
        parameter: String,
        defaultValue: ClaimValue,
        source: String = Source.definition
    ) -> Scheme {
        Scheme(
            name,
            aliases: aliases,
            parameters: [.init(parameter, defaultValue)],
            .constant(.argument(parameter)),
            source: source,
            swift: "Constant(0.1)"
        )
    }

    /// Every entry is 0.
    static func zeros(_ name: String, aliases: [String] = [], source: String, layers: [String] = []) -> Scheme {
        Scheme(name, aliases: aliases, .constant(.number(0)), source: source, swift: "Zeros()", layers: layers)
    }

    /// Every entry is 1.
    static func ones(_ name: String, aliases: [String] = [], source: String, layers: [String] = []) -> Scheme {
        Scheme(name, aliases: aliases, .constant(.number(1)), source: source, swift: "Ones()", layers: layers)
    }

    /// Uniform between two bounds.
    static func uniform(
        _ name: String,
        aliases: [String] = [],
        low: (name: String, value: ClaimValue),
        high: (name: String, value: ClaimValue),
        source: String,
        layers: [String] = []
    ) -> Scheme {
        Scheme(
            name,
            aliases: aliases,
            parameters: [.init(low.name, low.value), .init(high.name, high.value)],
            .uniform(low: .argument(low.name), high: .argument(high.name)),
            source: source,
            swift: "RandomUniform(seed: 1, low: -0.05, high: 0.05)",
            layers: layers,
            usually: usualLimits.map { "\(low.name)=-\($0), \(high.name)=\($0)" }
        )
    }

    /// Normal of a mean and a standard deviation.
    static func normal(
        _ name: String,
        aliases: [String] = [],
        mean: Double?,
        deviation: (name: String, value: Double),
        hasType: Bool = false,
        source: String,
        isUsual: Bool = true
    ) -> Scheme {
        Scheme(
            name,
            aliases: aliases,
            parameters: (mean.map { [.init("mean", $0)] } ?? []) + [.init(deviation.name, deviation.value)]
                + (hasType ? [.init("dtype", .none)] : []),
            .normal(mean: mean == nil ? .number(0) : .argument("mean"), deviation: .argument(deviation.name)),
            source: source,
            swift: "RandomNormal(seed: 1, mean: 0, standardDeviation: \(deviation.value))",
            usually: isUsual ? usualDeviations.map { "\(deviation.name)=\($0)" } : []
        )
    }

    /// Normal, cut at bounds given in standard deviations of the parent, and not rescaled.
    ///
    /// - Parameters:
    ///   - hasType: whether `dtype` is the argument after the standard deviation.
    ///   - bounds: the names of the arguments for the bounds; nil if these are fixed at two.
    static func truncatedNormal(
        _ name: String,
        aliases: [String] = [],
        hasMean: Bool = true,
        deviation: Double,
        hasType: Bool = false,
        bounds: (low: String, high: String)? = nil,
        source: String
    ) -> Scheme {
        Scheme(
            name,
            aliases: aliases,
            parameters: (hasMean ? [.init("mean", 0)] : []) + [.init("stddev", deviation)]
                + (hasType ? [.init("dtype", .none)] : [])
                + (bounds.map { [.init($0.low, -2), .init($0.high, 2)] } ?? []),
            .truncatedNormal(
                mean: hasMean ? .argument("mean") : .number(0),
                deviation: .argument("stddev"),
                low: bounds.map { .argument($0.low) } ?? .number(-2),
                high: bounds.map { .argument($0.high) } ?? .number(2)
            ),
            source: source,
            swift: "TruncatedNormal(seed: 1, mean: 0, standardDeviation: \(deviation))",
            unlikeOthers: "bounds \(bounds == nil ? "at ±2" : "in") stddev, which is \(deviation) by default",
            usually: usualDeviations.map { "stddev=\($0)" }
        )
    }

    /// Standard deviations that are common in models.
    static let usualDeviations = ["0.001", "0.006", "0.01", "0.02", "0.05", "0.1", "1"]

    /// Numbers of layers that are common in models.
    static let usualDepths = [2, 4, 6, 12, 24, 32, 36, 48]

    private static let usualLimits = ["0.01", "0.05", "0.08", "0.1", "1"]
}

extension Rule {
    /// The rules that the papers name: a law about 0 whose variance is a number over a fan, or over the mean of both.
    static func scaled(
        _ fans: FanRule,
        _ family: ScalingRule.Family,
        _ scale: Term,
        gain: Term = .number(1),
        _ mode: ScalingRule.Mode
    ) -> Rule {
        .scaling(fans, Scaling(scale: scale, gain: gain, mode: .fixed(mode), family: .fixed(family)))
    }

    /// Glorot & Bengio (2010), equations 12 and 16: variance 2 / (fan-in + fan-out), times a squared gain if a call has
    /// one.
    static func glorot(_ fans: FanRule, _ family: ScalingRule.Family, gain: String? = nil) -> Rule {
        scaled(fans, family, .number(1), gain: gain.map { .argument($0) } ?? .number(1), .average)
    }

    /// He et al. (2015), equation 10: n Var W / 2 = 1.
    static func he(_ fans: FanRule, _ family: ScalingRule.Family) -> Rule { scaled(fans, family, .number(2), .fanIn) }

    /// LeCun, Bottou, Orr & Müller (1998), Efficient BackProp, equation 16: sigma_w = m^(-1/2), where m is the fan-in.
    static func leCun(_ fans: FanRule, _ family: ScalingRule.Family) -> Rule {
        scaled(fans, family, .number(1), .fanIn)
    }

    /// Uniform on ±1 / sqrt(fan-in), the default of PyTorch's and MLX' layers.
    static func inverseRoot(_ fans: FanRule) -> Rule { scaled(fans, .uniform, .number(1.0 / 3), .fanIn) }

    /// The same for a bias. The call states the fan-in of its layer's weight, or the weight beside the bias tells it.
    static func inverseRoot(besideOf fans: FanRule) -> Rule {
        .scaling(
            .beside(fans),
            Scaling(
                scale: .number(1.0 / 3),
                mode: .fixed(.fanIn),
                family: .fixed(.uniform),
                statedFans: ("fan_in", "fan_in")
            )
        )
    }
}

extension ScalingRule.Family {
    /// Cut at two standard deviations of the parent and rescaled to the stated variance.
    static let rescaled = Self.truncatedNormal(parentFactor: nil)
}
