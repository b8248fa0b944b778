internal import Claims
internal import Initializers

/// Makers that schemes of several frameworks share.
extension DrawnSchemes {
    static func constant(_ parameter: String) -> Maker {
        { a, _ throws(ClaimError) in Constant(try a.number(parameter)) }
    }

    /// An initializer with a gain of its own.
    static func gained(_ make: @escaping @Sendable (Key, Double) -> any Initializer) -> Maker {
        { a, key throws(ClaimError) in make(key, try a.number("gain")) }
    }

    static func uniform(_ low: String, _ high: String) -> Maker {
        { a, key throws(ClaimError) in RandomUniform(key: key, low: try a.number(low), high: try a.number(high)) }
    }

    static func normal(_ deviation: String, mean: String? = nil) -> Maker {
        { a, key throws(ClaimError) in
            RandomNormal(
                key: key,
                mean: try mean.map { name throws(ClaimError) in try a.number(name) } ?? 0,
                standardDeviation: try a.positive(deviation)
            )
        }
    }

    static func truncatedNormal(mean: String? = nil, bounds: (low: String, high: String)? = nil) -> Maker {
        { a, key throws(ClaimError) in
            TruncatedNormal(
                key: key,
                mean: try mean.map { name throws(ClaimError) in try a.number(name) } ?? 0,
                standardDeviation: try a.positive("stddev"),
                low: try bounds.map { names throws(ClaimError) in try a.number(names.low) } ?? -2,
                high: try bounds.map { names throws(ClaimError) in try a.number(names.high) } ?? 2
            )
        }
    }

    /// - Parameter normal: the distribution that the framework calls "normal".
    static func varianceScaling(_ usual: Layout, normal: VarianceScaling.Distribution) -> Maker {
        { a, key throws(ClaimError) in
            let distribution = try a.choice(
                "distribution",
                [
                    ("uniform", .uniform), ("truncated_normal", .truncatedNormal),
                    ("untruncated_normal", .untruncatedNormal), ("normal", normal),
                ]
            )
            let (scale, mode) = (try a.number("scale"), try mode(a, "mode"))
            guard let fans = try fansWithoutLayout(a) else {
                return VarianceScaling(
                    key: key,
                    scale: scale,
                    mode: mode,
                    distribution: distribution,
                    layout: layout(a) ?? usual
                )
            }
            return ScaledByFans(key: key, scale: scale, mode: mode, distribution: distribution, fans: fans)
        }
    }

    /// The fans of a shape, nil where it has none, for a call whose fans do not come from a layout; nil for any other.
    private static func fansWithoutLayout(_ a: Arguments) throws(ClaimError) -> (@Sendable ([Int]) -> Fans?)? {
        // A layer whose call states its inputs has these inputs at any shape: a bias has its weight's.
        if let inputs = try a.optionalCount("fan_in") {
            let outputs = try a.optionalCount("fan_out") ?? inputs
            return { _ in try? Fans(fanIn: inputs, fanOut: outputs) }
        }
        switch a.fanRule {
        case .gates(let gates):
            return { shape in shape.first.flatMap { try? Fans(fanIn: $0 / gates, fanOut: $0 / gates) } }
        case .stateGates(let gates):
            return { shape in
                guard shape.count == 2, shape[0] == gates * shape[1] else { return nil }
                return try? Fans(fanIn: shape[1], fanOut: shape[1])
            }
        case .paddle, .denseOrFilter:
            let isForVectors = a.fanRule == .paddle
            return { shape in
                guard isForVectors || shape.count > 1 else { return nil }
                return try? Fans(shape: shape, layout: shape.count > 2 ? .outputInput : .inputOutput)
            }
        case .julia:
            return { shape in
                if shape.count == 1 { return try? Fans(fanIn: 1, fanOut: shape[0]) }
                return try? Fans(shape: shape, layout: shape.count > 2 ? .inputOutput : .outputInput)
            }
        case .firstTwo:
            return { shape in
                guard shape.count > 1 else { return nil }
                return try? Fans(fanIn: shape[shape.count > 2 ? 1 : 0], fanOut: shape[shape.count > 2 ? 0 : 1])
            }
        case .packed(let parts):
            return { shape in
                guard shape.count == 2, shape[0].isMultiple(of: parts) else { return nil }
                return try? Fans(fanIn: shape[1], fanOut: shape[0] / parts)
            }
        default: return nil
        }
    }

    /// The layout given by a call's axes or its framework; nil for the scheme's own.
    static func layout(_ a: Arguments) -> Layout? {
        switch a.fanRule {
        case .axes(let input, let output, let batch): .axes(input: input, output: output, batch: batch)
        case .torch, .caffe: .outputInput
        case .mlx: .outputFirstInputLast
        case .inputFirst: .inputFirst
        case .keras, .contrib: .inputOutput
        case .jax, .caller: .lastAxes
        case .gates, .stateGates, .paddle, .denseOrFilter, .julia, .firstTwo, .packed, .beside, nil: nil
        }
    }

    /// Uniform on ±1 / sqrt(n), where n is an argument.
    static func inverseRoot(_ parameter: String) -> Maker {
        { a, key throws(ClaimError) in
            let limit = 1 / Double(try a.count(parameter)).squareRoot()
            return RandomUniform(key: key, low: -limit, high: limit)
        }
    }

    static func orthogonal(_ gain: String, _ flattening: Orthogonal.Flattening) -> Maker {
        { a, key throws(ClaimError) in Orthogonal(key: key, gain: try a.number(gain), flattening: flattening) }
    }

    static func sparse(_ deviation: String) -> Maker {
        { a, key throws(ClaimError) in
            Sparse(key: key, sparsity: try Catalogue.sparsity(a), standardDeviation: try a.positive(deviation))
        }
    }

    static func deltaOrthogonal(_ gain: String) -> Maker {
        { a, key throws(ClaimError) in DeltaOrthogonal(key: key, gain: try a.number(gain)) }
    }

    static func scaled(
        _ key: Key,
        _ scale: Double,
        _ mode: VarianceScaling.Mode,
        _ distribution: VarianceScaling.Distribution,
        _ layout: Layout
    ) -> VarianceScaling {
        VarianceScaling(key: key, scale: scale, mode: mode, distribution: distribution, layout: layout)
    }

    static func mode(_ a: Arguments, _ name: String) throws(ClaimError) -> VarianceScaling.Mode {
        try a.choice(
            name,
            [
                ("fan_in", .fanIn), ("fan_out", .fanOut), ("fan_avg", .fanAverage), ("average", .fanAverage),
                ("fan_geo_avg", .fanGeometricAverage),
            ]
        )
    }

    static func statedFans(_ a: Arguments) throws(ClaimError) -> (inputs: Int, outputs: Int)? {
        guard let inputs = try a.optionalCount("n_inputs"), let outputs = try a.optionalCount("n_outputs") else {
            return nil
        }
        return (inputs, outputs)
    }

    static func nonlinearity(_ a: Arguments) throws(ClaimError) -> PyTorch.Nonlinearity {
        switch try a.text("nonlinearity") ?? "" {
        case "tanh": .tanh
        case "relu": .relu
        case "selu": .selu
        case "leaky_relu": .leakyReLU(negativeSlope: try a.number("a"))
        default: .linear
        }
    }
}
