internal import Initializers

/// Schemes that several frameworks have under names of their own.
extension Catalogue {
    /// VarianceScaling(scale, mode, distribution) of Keras, TensorFlow 2 and JAX.
    ///
    /// - Parameters:
    ///   - modes: the fans that the framework's scale is divided by.
    ///   - distributions: the framework's laws by name; by "normal" Keras means a truncated one, JAX does not.
    static func varianceScaling(
        _ name: String,
        aliases: [String] = [],
        fans: FanRule,
        modes: KeyValuePairs<String, FanMode>,
        distributions: KeyValuePairs<String, ScalingDistribution>,
        layout: Layout,
        source: String = Source.keras
    ) -> Scheme {
        let parameters: [Scheme.Parameter] = [
            .init("scale", 1), .init("mode", .text("fan_in")), .init("distribution", .text("truncated_normal")),
        ]
        @Sendable func mode(_ a: Arguments) throws(ClaimError) -> FanMode { try a.choice("mode", modes) }
        @Sendable func distribution(_ a: Arguments) throws(ClaimError) -> ScalingDistribution {
            try a.choice("distribution", distributions)
        }
        return Scheme(
            name,
            aliases: aliases,
            parameters: parameters,
            fans: fans,
            closedForm: "variance scale/n, n by mode: uniform on ±√(3·scale/n), or normal, truncated or not",
            source: source,
            swift: "VarianceScaling(seed: 1, scale: 1, mode: .fanIn, distribution: .truncatedNormal)",
            law: { a, f throws(ClaimError) in
                ClosedForms.varianceScaling(
                    scale: try a.nonNegative("scale"),
                    fan: try mode(a).fan(f),
                    distribution: try distribution(a)
                )
            },
            initializer: { a, key throws(ClaimError) in
                VarianceScaling(
                    key: key,
                    scale: try a.number("scale"),
                    mode: try mode(a).initializerMode,
                    distribution: try distribution(a).initializerDistribution,
                    layout: layout
                )
            }
        )
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
            closedForm: parameter,
            source: source,
            swift: "Constant(0.1)",
            law: { a, _ throws(ClaimError) in .constant(try a.number(parameter)) },
            initializer: { a, _ throws(ClaimError) in Constant(try a.number(parameter)) }
        )
    }

    /// Uniform between two bounds.
    static func uniform(
        _ name: String,
        aliases: [String] = [],
        low: (name: String, value: ClaimValue),
        high: (name: String, value: ClaimValue),
        source: String
    ) -> Scheme {
        let (lowName, highName) = (low.name, high.name)
        @Sendable func bounds(_ a: Arguments) throws(ClaimError) -> (Double, Double) {
            let bounds = (try a.number(lowName), try a.number(highName))
            guard bounds.0 < bounds.1 else { throw a.invalid(highName, "more than \(lowName) (\(bounds.0))") }
            return bounds
        }
        return Scheme(
            name,
            aliases: aliases,
            parameters: [.init(lowName, low.value), .init(highName, high.value)],
            closedForm: "uniform on [\(lowName), \(highName)]",
            source: source,
            swift: "RandomUniform(seed: 1, low: -0.05, high: 0.05)",
            law: { a, _ throws(ClaimError) in
                let (low, high) = try bounds(a)
                return .uniform(low: low, high: high)
            },
            initializer: { a, key throws(ClaimError) in
                let (low, high) = try bounds(a)
                return RandomUniform(key: key, low: low, high: high)
            }
        )
    }

    /// Normal of a mean and a standard deviation.
    static func normal(
        _ name: String,
        aliases: [String] = [],
        mean: Double?,
        deviation: (name: String, value: Double),
        hasType: Bool = false,
        source: String
    ) -> Scheme {
        let parameter = deviation.name
        let hasMean = mean != nil
        return Scheme(
            name,
            aliases: aliases,
            parameters: (mean.map { [.init("mean", $0)] } ?? []) + [.init(parameter, deviation.value)]
                + (hasType ? [.init("dtype", .none)] : []),
            closedForm: hasMean ? "normal(mean, \(parameter))" : "normal(0, \(parameter))",
            source: source,
            swift: "RandomNormal(seed: 1, mean: 0, standardDeviation: \(deviation.value))",
            law: { a, _ throws(ClaimError) in
                .normal(mean: hasMean ? try a.number("mean") : 0, standardDeviation: try a.positive(parameter))
            },
            initializer: { a, key throws(ClaimError) in
                RandomNormal(
                    key: key,
                    mean: hasMean ? try a.number("mean") : 0,
                    standardDeviation: try a.positive(parameter)
                )
            }
        )
    }

    /// Normal cut at bounds, in standard deviations of the parent, and not rescaled.
    ///
    /// - Parameters:
    ///   - hasType: whether `dtype` comes by position after the standard deviation.
    ///   - bounds: the names of arguments for the bounds; nil where they are fixed at two.
    static func truncatedNormal(
        _ name: String,
        aliases: [String] = [],
        hasMean: Bool = true,
        deviation: Double,
        hasType: Bool = false,
        bounds: (low: String, high: String)? = nil,
        source: String
    ) -> Scheme {
        @Sendable func law(_ a: Arguments) throws(ClaimError) -> (mean: Double, sd: Double, low: Double, high: Double) {
            let low = try bounds.map { names throws(ClaimError) in try a.number(names.low) } ?? -2
            let high = try bounds.map { names throws(ClaimError) in try a.number(names.high) } ?? 2
            if let bounds, low >= high { throw a.invalid(bounds.high, "more than \(bounds.low) (\(low))") }
            return (hasMean ? try a.number("mean") : 0, try a.positive("stddev"), low, high)
        }
        return Scheme(
            name,
            aliases: aliases,
            parameters: (hasMean ? [.init("mean", 0)] : []) + [.init("stddev", deviation)]
                + (hasType ? [.init("dtype", .none)] : [])
                + (bounds.map { [.init($0.low, -2), .init($0.high, 2)] } ?? []),
            closedForm: "normal(\(hasMean ? "mean" : "0"), stddev) truncated at "
                + (bounds.map { "\($0.low), \($0.high)" } ?? "±2") + " stddev, not rescaled",
            source: source,
            swift: "TruncatedNormal(seed: 1, mean: 0, standardDeviation: \(deviation))",
            law: { a, _ throws(ClaimError) in
                let law = try law(a)
                return .truncatedNormal(
                    parentMean: law.mean,
                    parentStandardDeviation: law.sd,
                    low: law.low,
                    high: law.high
                )
            },
            initializer: { a, key throws(ClaimError) in
                let law = try law(a)
                return TruncatedNormal(
                    key: key,
                    mean: law.mean,
                    standardDeviation: law.sd,
                    low: law.low,
                    high: law.high
                )
            }
        )
    }
}

extension FanMode {
    var initializerMode: VarianceScaling.Mode {
        switch self {
        case .fanIn: .fanIn
        case .fanOut: .fanOut
        case .average: .fanAverage
        case .geometricAverage: .fanGeometricAverage
        }
    }
}

extension ScalingDistribution {
    var initializerDistribution: VarianceScaling.Distribution {
        switch self {
        case .uniform: .uniform
        case .truncatedNormal: .truncatedNormal
        case .untruncatedNormal: .untruncatedNormal
        }
    }
}
