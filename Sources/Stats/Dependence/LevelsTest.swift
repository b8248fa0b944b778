/// Are there fewer distinct values than the resolution allows?
///
/// Of m values drawn one after the other, each equals one of those before it with probability at most m q, q the largest
/// mass of one value, whatever these were. So the number of values that occurred before is at most binomial:
///
///     P(m - distinct >= k) <= P(Binomial(m, m q) >= k).
///
/// Up to 2^14 values are taken, at equal distances; at q = 2^-20 about 128 of these occur before on average where the law
/// is on a grid of 2^-20, and 2,048 on one of 2^-16.
///
/// Statistic: the number of distinct values over m.
enum LevelsTest {
    /// Number of values at most.
    static let limit = 1 << 14

    /// - Parameter largestMass: the largest probability of a single value that is granted.
    static func result<Scalar: SampleScalar>(_ values: [Scalar], largestMass: Double) -> TestResult? {
        let step = max(1, values.count / limit)
        let count = min(values.count, limit)
        guard count > 1 else { return nil }
        let keys = (0..<count).map { values[$0 * step].orderedKey }.sorted()
        let again = zip(keys, keys.dropFirst()).count { $0 == $1 }
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
}
