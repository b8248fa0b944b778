internal import CMath
internal import Claims
internal import Stats

/// How likely a law makes the observed values, from a profile alone. This orders what was accepted, and decides nothing
/// else.
extension TensorProfile {
    /// The logarithm of the density of all values. It is infinite for a law that fixes all values, and just below for
    /// one that fixes some of them or their products: no law of independent values comes near. The support is not
    /// checked.
    func logLikelihood(of law: ClaimedLaw) -> Double {
        let n = Double(finite)
        switch law.simplified {
        case .constant, .identity, .dirac, .forgetGate, .logarithms:
            return .infinity
        case .orthogonal, .deltaOrthogonal, .sparse:
            return .greatestFiniteMagnitude
        case .uniform(let low, let high):
            return -n * log(high - low)
        case .normal(let mean, let deviation):
            return normal(mean, deviation)
        case .transformedUniform:
            // The moments do not tell the density; the normal law of the same ones is close enough to order by.
            guard let law = try? law.distribution() else { return -.infinity }
            return normal(law.mean, law.standardDeviation)
        case .truncatedNormal(let mean, let deviation, let low, let high):
            guard let parent = try? Normal() else { return -.infinity }
            return normal(mean, deviation) - n * log(parent.probability(from: low, to: high))
        }
    }

    private func normal(_ mean: Double, _ deviation: Double) -> Double {
        let n = Double(finite)
        return -n * log(deviation * (2 * Double.pi).squareRoot())
            - squares(about: mean) / (2 * deviation * deviation)
    }
}
