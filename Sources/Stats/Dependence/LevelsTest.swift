/// Are there fewer distinct values than the resolution allows?
///
/// Of m values drawn one after the other, each equals one of those before it with probability at most m q, q the largest
/// mass of one value, whatever these were. So the number of values that occurred before is at most binomial:
///
///     P(m - distinct >= k) <= P(Binomial(m, m q) >= k).
///
/// Up to 2^16 values are taken, at equal distances: on a grid of 2^-23 about 256 of these occurred before, on one of 2^-18
/// 7,500, and 4,096 are granted by q = 2^-20. Where more is granted, fewer are taken, so that m q is 1/16 at most: the bound
/// would otherwise grow faster than what a grid leaves. That depends on the claim and its resolution alone.
///
/// Statistic: the number of distinct values over m.
enum LevelsTest {
    /// Number of values at most.
    static let limit = 1 << 16

    /// m q at most, unless fewer than 2^8 values would be taken.
    private static let grantedShare = 0x1p-4

    /// - Parameter largestMass: the largest probability of a single value that is granted.
    static func result<Scalar: SampleScalar>(_ values: [Scalar], largestMass: Double) -> TestResult? {
        let granted = max(Double(1 << 8), grantedShare / largestMass)
        let limit = Int(min(granted, Double(Self.limit)))
        let step = max(1, values.count / limit)
        let count = min(values.count, limit)
        guard count > 1 else { return nil }
        let again = repeated(values.span, count: count, step: step)
        let m = Double(count)
        let null = try? Binomial(trials: m, probability: min(1, m * largestMass))
        return TestResult(
            .levels,
            tier: .rigorous,
            statistic: (m - Double(again)) / m,
            pValue: null?.survival(atLeast: Double(again)) ?? .one,
            method: "binomial bound on values that occurred before, among \(count)"
        )
    }

    // MARK: - Implementation

    /// How many of `count` values, `step` apart, equal one of those before them.
    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    private static func repeated<Scalar: SampleScalar>(_ values: Span<Scalar>, count: Int, step: Int) -> Int {
        var taken = [Scalar](zeros: count)
        for i in 0..<count { taken[i] = values[i * step] }
        taken.sortByKey()
        var repeated = 0
        for i in stride(from: 1, to: count, by: 1) where taken[i] == taken[i - 1] { repeated += 1 }
        return repeated
    }
}
