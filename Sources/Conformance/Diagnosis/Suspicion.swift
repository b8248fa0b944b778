internal import Stats

/// Whether a tensor may deviate, by its own tests alone, before the number of other tensors is known.
///
/// Holm's procedure over a whole run multiplies a p-value by at least S / w: the sum S of the tensor's own weights over
/// the test's weight w. As long as none of the tensor's tests is rejected, all of them count in that sum. So if every
/// p S / w of a tensor is above the level, it deviates in no run, except by what it has in common with others.
struct Suspicion {
    /// The p-values of the tensor's own tests, adjusted for each other (Bonferroni).
    let pValues: AdjustedPValues

    /// The p-values of all tests, and the sum of the tests' weights.
    private let all: [TailProbability]
    private let weight: Double

    /// The tests that compare with other tensors, or look for traces of copying into this one.
    private static let others: Set<TestKind> = [.copies, .trailingZeros, .streams]

    init(_ results: [TestResult]) {
        var pValues = AdjustedPValues()
        var all: [TailProbability] = []
        var weight = 0.0
        for result in results where result.tier == .rigorous {
            weight += Battery.weight(result.test)
            // If a p-value is known only by bounds, the lower one may be true.
            let adjusted = (result.leastPValue ?? result.pValue).times(1 / Battery.weight(result.test))
            all.append(adjusted)
            if !Self.others.contains(result.test) { pValues[result.test] = adjusted }
        }
        (self.pValues, self.all, self.weight) = (pValues, all, weight)
    }

    /// Whether the tensor may deviate at a level.
    func isFounded(at alpha: Double) -> Bool {
        // A little more than necessary, for the rounding of Holm's sums. A p-value that is not a number is suspect.
        all.contains { !($0.times(weight).value > 1.001 * alpha) }
    }
}
