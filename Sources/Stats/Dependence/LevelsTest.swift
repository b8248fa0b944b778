/// Are there fewer distinct values than the resolution allows?
///
/// Draw m values one after the other. Whatever the earlier values, each value equals one of them with probability at
/// most m q, where q is the largest mass of one value. So the number of values that occurred before is at most
/// binomial:
///
///     P(m - distinct >= k) <= P(Binomial(m, m q) >= k).
///
/// The test takes up to 2^16 values at equal distances. On a grid of 2^-23 about 256 of these occurred before, on a
/// grid of 2^-18 about 7,500; q = 2^-20 grants 4,096. If more is granted, fewer values are taken, so that m q is at
/// most 1/16: otherwise the bound would grow faster than the repeats that a grid causes. The number of values depends
/// only on the claim and its resolution.
///
/// Statistic: the number of distinct values over m.
enum LevelsTest {
    /// The largest number of values.
    static let limit = 1 << 16

    /// The largest m q, unless fewer than 2^8 values would be taken.
    private static let grantedShare = 0x1p-4

    /// - Parameter largestMass: the largest probability granted to a single value.
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

    /// How many of `count` values, `step` apart, equal an earlier one.
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
