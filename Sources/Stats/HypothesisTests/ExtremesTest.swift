internal import CMath

/// Are the largest and smallest values too far out, or not far enough?
///
///     P(max >= x) = 1 - (1 - s)^n,    P(max <= x) = (1 - s)^n,    s = P(X > x);    the minimum likewise.
///
/// Statistic: the largest magnitude in standard deviations from the mean. P-value: the smallest of the tails times
/// their number (Bonferroni): four for an unbounded law, two for a bounded one, where the support test handles values
/// too far out.
///
/// A value stands for everything that rounds to it, so s is taken at the neighbouring value that makes the tail larger.
/// For "not far enough" s is made smaller by epsilon. For "too far" s is made 4 times larger, since the outermost atom
/// of a grid of uniforms has up to 4 times the mass that the law has beyond it. An additive epsilon would let one
/// outlier among 1/epsilon values pass at any distance.
enum ExtremesTest {
    static func result<Scalar>(
        _ summary: SampleSummary<Scalar>,
        law: some Distribution,
        resolution: Resolution
    ) -> TestResult? {
        let n = Double(summary.finiteCount)
        guard n > 0 else { return nil }
        let high = summary.maximum
        let low = summary.minimum
        var tails = [law.survival(high.nextUp.asDouble), law.cdf(low.nextDown.asDouble)].map { s in
            TailProbability(logarithm: n * log1p(-max(0, s - resolution.epsilon)))
        }
        if !law.isBounded {
            tails += [law.logSurvival(high.nextDown.asDouble), law.logCDF(low.nextUp.asDouble)].map { logS in
                let logFourfold = logS + log(4.0)
                // Below e^-40 the product n s is the probability to all digits.
                return logFourfold < -40
                    ? TailProbability(logarithm: logFourfold + log(n))
                    : TailProbability(-expm1(n * log1p(-min(1, exp(logFourfold)))))
            }
        }
        return TestResult(
            .extremes,
            tier: .rigorous,
            statistic: max(high.asDouble - law.mean, law.mean - low.asDouble) / law.standardDeviation,
            pValue: (tails.min() ?? .one).times(Double(tails.count)),
            // Literals, so that no string is built for each of many samples.
            method: tails.count == 2 ? "exact, Bonferroni over 2 tails" : "exact, Bonferroni over 4 tails"
        )
    }
}
