import Initializers
import TestSupport
import Testing

/// Coarse checks that the bits have the law's mean and variance. The real tests of the distributions are elsewhere.
@Suite struct MomentTests {
    /// The number of values drawn.
    private static let count = 1 << 18

    /// With n draws the mean of standardised values has the standard error 1 / sqrt(n) = 0.00195, and the mean of their
    /// squares sqrt((kurtosis - 1) / n): 0.00175 for the uniform law, 0.0033 for the half-normal one. The bound is six
    /// standard errors either way. Sums of this many terms are nearly normal, so a false alarm has a probability of
    /// 2e-9 per comparison. A scale error of 2 % changes the mean square by 0.0404, which is at least 12 standard
    /// errors.
    private static func bound(variance: Double) -> Double { 6 * (variance / Double(count)).squareRoot() }

    private func standardisedMoments<S: WeightScalar>(
        _ law: WeightLaw,
        mean: Double,
        variance: Double,
        as type: S.Type
    ) throws -> (mean: Double, square: Double) {
        let n = Self.count
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

    static let laws: [(law: WeightLaw, mean: Double, variance: Double, kurtosis: Double)] = [
        (.uniform(low: -0.5, high: 1.5), 0.5, 1.0 / 3, 1.8),
        (.normal(mean: 3, standardDeviation: 0.1), 3, 0.01, 3),
        // With r = phi(2) / (2 Phi(2) - 1) the variance v is 1 - 4 r, and the kurtosis (3 v - 16 r) / v^2.
        (.truncatedNormal(mean: 0, standardDeviation: 1, low: -2, high: 2), 0, 0.7737413035499232, 2.36553671712965),
        // The half-normal law: sqrt(2 / pi), 1 - 2 / pi, and 3 + 8 (pi - 3) / (pi - 2)^2.
        (
            .truncatedNormal(mean: 0, standardDeviation: 1, low: 0, high: .infinity),
            0.7978845608028654, 0.36338022763241865, 3.86917730360597
        ),
    ]

    @Test(.tags(.statistical)) func `mean and variance are the law's`() throws {
        for (law, mean, variance, kurtosis) in Self.laws {
            let single = try standardisedMoments(law, mean: mean, variance: variance, as: Float.self)
            let double = try standardisedMoments(law, mean: mean, variance: variance, as: Double.self)
            for moments in [single, double] {
                #expect(moments.mean.magnitude < Self.bound(variance: 1), "\(law)")
                #expect((moments.square - 1).magnitude < Self.bound(variance: kurtosis - 1), "\(law)")
            }
        }
    }

    @Test(.tags(.negativeControl)) func `a scale that is wrong by 2 per cent is noticed`() throws {
        for (law, mean, variance, kurtosis) in Self.laws {
            let moments = try standardisedMoments(law, mean: mean, variance: variance / 1.0404, as: Float.self)
            #expect((moments.square - 1).magnitude > Self.bound(variance: kurtosis - 1), "\(law)")
        }
    }
}
