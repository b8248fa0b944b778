internal import Stats

/// Whether a tensor may deviate, by its own tests and before it is known how many others there are.
///
/// Holm's procedure over a whole run multiplies a p-value by at least the sum S of the tensor's own weights over the test's
/// weight: as long as none of the tensor's tests is rejected, all of them stand in the sum. So a tensor whose every p S / w is
/// above the level deviates in no run, but for what it has in common with others.
struct Suspicion {
    /// The p-values of the tensor's own tests, adjusted for each other (Bonferroni).
    let pValues: AdjustedPValues

    /// Those of all tests, and the sum of their weights.
    private let all: [TailProbability]
    private let weight: Double

    /// The tests that look at other tensors, or at the tensor as one that others may have been copied to.
    private static let others: Set<TestKind> = [.copies, .trailingZeros, .streams]

    init(_ results: [TestResult]) {
        var pValues = AdjustedPValues()
        var all: [TailProbability] = []
        var weight = 0.0
        for result in results where result.tier == .rigorous {
            weight += Battery.weight(result.test)
            // Of what is known by bounds the lower one may be true.
            let adjusted = (result.leastPValue ?? result.pValue).times(1 / Battery.weight(result.test))
            all.append(adjusted)
            if !Self.others.contains(result.test) { pValues[result.test] = adjusted }
        }
        (self.pValues, self.all, self.weight) = (pValues, all, weight)
    }

    /// Whether the tensor may deviate at a level.
    func isFounded(at alpha: Double) -> Bool {
        // A little more than is needed, for the rounding of Holm's sums; and a p-value that is not a number is suspect.
        all.contains { !($0.times(weight).value > 1.001 * alpha) }
    }
}
