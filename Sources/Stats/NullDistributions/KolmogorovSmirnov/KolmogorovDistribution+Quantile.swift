extension KolmogorovDistribution {
    /// The distance that D_n reaches with probability `q`: the critical value of the test at that level.
    ///
    /// The smallest Double d with `survival(d) <= q`, found by bisection.
    ///
    /// Complexity: about 60 evaluations of the survival function.
    ///
    /// - Parameter q: a probability.
    /// - Returns: a distance in 0...1; NaN if `q` is not a probability.
    public func quantile(upperTail q: Double) -> Double {
        guard q >= 0, q <= 1 else { return .nan }
        // No sample lies below 1 / (2 n). The survival function falls from 1 there to 0 at 1.
        var (low, high) = (0.5 / Double(count), 1.0)
        guard survival(low) > q else { return low }
        while true {
            let middle = 0.5 * (low + high)
            guard middle > low, middle < high else { return high }
            if survival(middle) <= q { high = middle } else { low = middle }
        }
    }
}
