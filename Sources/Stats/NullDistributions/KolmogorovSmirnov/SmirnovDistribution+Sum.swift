import CMath

extension SmirnovDistribution {
    /// `log P(D+ >= d)` by Smirnov's sum, whose terms are all positive; for `n (1 - d) <= 2000`, or any `n` if
    /// `d >= 0.98`.
    ///
    ///     P(D+ >= d) = sum over 0 <= j < n (1 - d) of  d C(n, j) (d + j/n)^(j-1) (1 - d - j/n)^(n-j)
    ///                = sum over j of  t / (t + j) * Binomial(j; n, (t + j) / n),   t = n d.
    ///
    /// The binomial probability is taken in Loader's saddle-point form. The mean exceeds `j` by exactly `t`, so the two
    /// deviances are `log(1 + x) - x` at `x = t / j` and `x = -t / (n - j)`, both without cancellation.
    ///
    /// Smirnov (1944); Birnbaum and Tingey (1951), Ann. Math. Stat. 22, 592-596; Loader (2000), "Fast and
    /// accurate computation of binomial probabilities".
    package static func summedLogSurvival(count: Int, statistic d: Double) -> Double {
        let n = Double(count)
        let t = n * d
        // For d >= 0.98 the ratio of successive terms is below n exp(-1/(1 - d)) < 1e-2 up to n = 10^18, so only 2048
        // terms count, however many there are.
        let termLimit = 2048
        let atZero = n * log1p(-d)
        let logFactor = Saddlepoint.stirlingError(n) + 0.5 * log(n / (2 * Double.pi))
        var logTerms = [atZero]
        var largest = atZero
        while logTerms.count < termLimit {
            let j = Double(logTerms.count)
            let rest = n - j
            // n (1 - d) - j, rounded once, so that its sign decides exactly where the sum ends.
            let below = rest.addingProduct(-n, d)
            guard below > 0 else { break }
            let upper = -j * Saddlepoint.logOnePlusMinusArgument(t / j)
            // Near the end of the sum 1 - t / (n - j) has lost its digits, but `below` has not.
            let lower =
                t < 0.5 * rest ? -rest * Saddlepoint.logOnePlusMinusArgument(-t / rest) : -rest * log(below / rest) - t
            let prefactor =
                logFactor - Saddlepoint.stirlingError(j) - Saddlepoint.stirlingError(rest) - 0.5 * log(j * rest)
            let logTerm = prefactor - upper - lower - log1p(j / t)
            largest = max(largest, logTerm)
            logTerms.append(logTerm)
        }
        var sum = 0.0
        for logTerm in logTerms { sum += exp(logTerm - largest) }
        return largest + log(sum)
    }
}
