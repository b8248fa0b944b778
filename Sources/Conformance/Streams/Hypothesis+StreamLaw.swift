package import Claims
package import Initializers

extension Hypothesis {
    /// What the claim asks of a framework's generator; nil if no call of a generator draws it, as for orthogonal
    /// matrices.
    package var streamLaw: StreamLaw? {
        if let rule = claim?.scalingRule, let fans, let whole = Self.whole(fans),
            let scaling = Self.scaling(rule, whole)
        {
            return .scaling(scaling)
        }
        return switch law {
        case .constant(let value): .constant(value)
        case .uniform(let low, let high): .uniform(low: low, high: high)
        case .normal(let mean, let deviation): .normal(mean: mean, standardDeviation: deviation)
        case .truncatedNormal(let mean, let deviation, let low, let high):
            .truncatedNormal(mean: mean, standardDeviation: deviation, low: low, high: high)
        case .transformedUniform, .orthogonal, .identity, .dirac, .forgetGate, .logarithms, .sparse, .deltaOrthogonal:
            nil
        }
    }

    // MARK: - Implementation

    private static func scaling(_ rule: ScalingRule, _ fans: Fans) -> StreamLaw.Scaling? {
        let distribution: VarianceScaling.Distribution
        switch rule.family {
        case .uniform: distribution = .uniform
        case .normal: distribution = .untruncatedNormal
        case .truncatedNormal(nil): distribution = .truncatedNormal
        // A parent whose deviation is stated: not a scaled variance.
        case .truncatedNormal(_?): return nil
        }
        let mode: VarianceScaling.Mode =
            switch rule.mode {
            case .fanIn: .fanIn
            case .fanOut: .fanOut
            case .average: .fanAverage
            case .geometricAverage: .fanGeometricAverage
            }
        // The root of a square is the number itself, to the bit (IEEE 754, without overflow).
        let factor: StreamLaw.Scaling.Factor =
            rule.gain == 1 ? .scale(rule.scale) : .gain(rule.gain * rule.scale.squareRoot())
        return StreamLaw.Scaling(factor, mode: mode, distribution: distribution, fans: fans)
    }

    /// Fans as whole numbers; nil if one is not.
    private static func whole(_ fans: ClaimedFans) -> Fans? {
        guard let inputs = Int(exactly: fans.fanIn), let outputs = Int(exactly: fans.fanOut) else { return nil }
        return try? Fans(fanIn: inputs, fanOut: outputs)
    }
}
