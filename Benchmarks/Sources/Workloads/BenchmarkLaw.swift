public import Initializers
public import Stats

/// The three laws that weights are drawn from, as they are drawn and as they are tested.
public enum BenchmarkLaw: String, CaseIterable, Sendable {
    case uniform
    case normal
    case truncatedNormal = "truncated normal"

    /// The law to draw from.
    public var weights: WeightLaw {
        switch self {
        case .uniform: .uniform(low: -0.05, high: 0.05)
        case .normal: .normal(mean: 0, standardDeviation: 0.02)
        case .truncatedNormal: .truncatedNormal(mean: 0, standardDeviation: 0.02, low: -2, high: 2)
        }
    }

    /// The law to test against.
    public func distribution() throws -> any Distribution {
        switch self {
        case .uniform: try Stats.Uniform(low: -0.05, high: 0.05)
        case .normal: try Stats.Normal(mean: 0, standardDeviation: 0.02)
        case .truncatedNormal:
            try Stats.TruncatedNormal(parentMean: 0, parentStandardDeviation: 0.02, low: -2, high: 2)
        }
    }

    /// Draws in memory.
    func draws(_ count: Int) throws -> [Float] {
        var values = [Float](repeating: 0, count: count)
        var span = values.mutableSpan
        try weights.fill(&span, key: Key(seed: 3))
        return values
    }
}
