internal import CMath

extension Binomial {
    /// The smallest k with P(X <= k) >= `confidence`, found by bisection.
    ///
    /// - Parameter confidence: in 0...1; NaN gives the number of trials.
    /// - Complexity: O(log n) tails.
    public func quantile(_ confidence: Double) -> Double {
        var (low, high) = (0.0, trials)
        while low < high {
            let middle = ((low + high) / 2).rounded(.down)
            if cdf(middle).value >= confidence { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// Clopper & Pearson's limits for the probability of success, after `successes` in `trials`.
    ///
    /// The lower limit is the p with P(X >= successes) = errorRate / 2, or 0 for no success. The upper limit is the p
    /// with P(X <= successes) = errorRate / 2, or 1 if every trial succeeds. Whatever the probability, it lies outside
    /// the limits with a chance of at most `errorRate`.
    /// Source: Clopper & Pearson (1934), Biometrika 26, 404-413.
    ///
    /// - Parameters:
    ///   - successes: in 0...trials.
    ///   - trials: at least 1.
    ///   - errorRate: above 0 and below 1.
    /// - Returns: the limits, to 2^-60; 0...1 if an argument is out of range.
    /// - Complexity: O(sqrt(trials)) for each of about 120 tails.
    public static func limits(successes: Int, trials: Int, errorRate: Double) -> ClosedRange<Double> {
        guard trials >= 1, (0...trials).contains(successes), errorRate > 0, errorRate < 1 else { return 0...1 }
        let (k, n) = (Double(successes), Double(trials))
        func tail(_ p: Double, upper: Bool) -> Double {
            guard let law = try? Binomial(trials: n, probability: p) else { return .nan }
            return (upper ? law.survival(atLeast: k) : law.cdf(k)).value
        }
        /// The p between the bounds at which the tail passes errorRate / 2.
        func limit(from inner: Double, to outer: Double, upper: Bool) -> Double {
            var (inner, outer) = (inner, outer)
            for _ in 0..<60 {
                let middle = (inner + outer) / 2
                if tail(middle, upper: upper) > errorRate / 2 { inner = middle } else { outer = middle }
            }
            return outer
        }
        let lower = successes == 0 ? 0 : limit(from: k / n, to: 0, upper: true)
        let upper = successes == trials ? 1 : limit(from: k / n, to: 1, upper: false)
        return lower...upper
    }
}
