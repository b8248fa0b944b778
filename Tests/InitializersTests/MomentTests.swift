import Initializers
import Testing

/// Coarse checks that a law's mean and variance come out of the bits. The real tests of the distributions are
/// elsewhere.
@Suite struct MomentTests {
    /// With n = 2^18 draws the mean of standardised values has the standard error 1 / sqrt(n) = 0.00195, and the mean
    /// of their squares sqrt((kurtosis - 1) / n), at most sqrt(2 / n) = 0.00276. Six standard errors either way: a
    /// false alarm has probability 2e-9 a comparison, but the seed is fixed; a relative error of scale of 1 % is
    /// noticed (2 % of the variance, more than seven standard errors).
    private func standardisedMoments<S: WeightScalar>(
        _ law: WeightLaw,
        mean: Double,
        variance: Double,
        as type: S.Type
    ) throws -> (mean: Double, square: Double) {
        let n = 1 << 18
        var values = [S](repeating: 0, count: n)
        var span = values.mutableSpan
        try law.fill(&span, key: Key(seed: 2026))
        var sum = 0.0
        var squares = 0.0
        for value in values {
            let z = (value._widened - mean) / variance.squareRoot()
            sum += z
            squares += z * z
        }
        return (sum / Double(n), squares / Double(n))
    }

    static let laws: [(law: WeightLaw, mean: Double, variance: Double)] = [
        (.uniform(low: -0.5, high: 1.5), 0.5, 1.0 / 3),
        (.normal(mean: 3, standardDeviation: 0.1), 3, 0.01),
        // 1 - 4 phi(2) / (2 Phi(2) - 1)
        (.truncatedNormal(mean: 0, standardDeviation: 1, low: -2, high: 2), 0, 0.7737413035499232),
        // The half-normal law: sqrt(2 / pi) and 1 - 2 / pi.
        (
            .truncatedNormal(mean: 0, standardDeviation: 1, low: 0, high: .infinity),
            0.7978845608028654, 0.36338022763241865
        ),
    ]

    @Test func `mean and variance are the law's`() throws {
        for (law, mean, variance) in Self.laws {
            let single = try standardisedMoments(law, mean: mean, variance: variance, as: Float.self)
            let double = try standardisedMoments(law, mean: mean, variance: variance, as: Double.self)
            for moments in [single, double] {
                #expect(moments.mean.magnitude < 6 * 0.00196, "\(law)")
                // The half-normal law's kurtosis is 3.87: sqrt(2.87 / n) = 0.0033.
                #expect((moments.square - 1).magnitude < 6 * 0.00331, "\(law)")
            }
        }
    }

    @Test func `a scale that is wrong by 2 per cent is noticed`() throws {
        for (law, mean, variance) in Self.laws {
            let moments = try standardisedMoments(law, mean: mean, variance: variance / 1.0404, as: Float.self)
            #expect((moments.square - 1).magnitude > 6 * 0.00331, "\(law)")
        }
    }
}
