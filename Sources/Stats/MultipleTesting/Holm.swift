internal import CMath

/// Weighted Holm: strong control of the family-wise error rate under any dependence.
public enum Holm {
    /// Adjusted p-values: hypothesis i is rejected at level alpha if and only if its adjusted p-value is at most alpha.
    ///
    /// With the hypotheses ordered by p/w,
    ///
    ///     adjusted_(i) = max over j <= i of min(1, (w_(j) + w_(j+1) + ... + w_(m)) p_(j) / w_(j)).
    ///
    /// With equal weights this is Holm's step-down procedure. A NaN p-value is accepted at no level: compare with `!(p > level)`. It comes first and
    /// stays NaN; the others are adjusted as if it were 0.
    ///
    /// - Parameters:
    ///   - pValues: one for each hypothesis.
    ///   - weights: one for each p-value, above 0 and fixed before any data; only their ratios matter. Equal if nil.
    ///   - rest: the sum of the weights of further hypotheses whose p-values are 1. They come last and stay 1.
    /// - Returns: the adjusted p-values in the order given.
    /// - Complexity: O(m log m).
    /// Source: S. Holm, A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6
    /// (1979), 65-70, sections 2 and 4.
    public static func adjusted(
        _ pValues: [TailProbability],
        weights: [Double]? = nil,
        rest: Double = 0
    ) -> [TailProbability] {
        let weights = weights ?? [Double](repeating: 1, count: pValues.count)
        precondition(weights.count == pValues.count, "\(weights.count) weights for \(pValues.count) p-values")
        precondition(weights.allSatisfy { $0 > 0 }, "weights \(weights) are not all above 0")
        // A NaN among the keys would make the order undefined.
        let keys = zip(pValues, weights).map { $0.logarithm.isNaN ? -.infinity : $0.logarithm - log($1) }
        let order = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
        var remaining = [Double](repeating: 0, count: order.count + 1)
        remaining[order.count] = rest
        for (place, index) in order.enumerated().reversed() { remaining[place] = remaining[place + 1] + weights[index] }
        var adjusted = [TailProbability](repeating: .one, count: order.count)
        var largest = TailProbability.zero
        for (place, index) in order.enumerated() {
            if pValues[index].logarithm.isNaN {
                adjusted[index] = pValues[index]
                continue
            }
            largest = max(largest, pValues[index].times(remaining[place] / weights[index]))
            adjusted[index] = largest
        }
        return adjusted
    }
}
