internal import CMath

/// Do as many of a lattice's values occur as should?
///
/// Statistic: the number D of distinct values divided by the expected number, sum 1 - (1 - p)^n. Two parts:
///
/// 1. the number of distinct values. Whether value i occurs is a monotone function of its count, and the counts of n
///    draws are negatively associated. So Chernoff's bound holds as for independent indicators, with
///    q = 1 - (1 - p + 2 epsilon)^n:
///
///        P(D <= d) <= min over l >= 0 of exp(l d) product of (1 - q + q exp(-l));
///
/// 2. the values with n (p - epsilon) >= 40, each missing with probability e^-40: with u of K such values unseen and
///    r = (1 - p + epsilon)^n for each,
///
///        P(at least u unseen) <= sum over sets of u values of P(all unseen) <= lambda^u / u!,    lambda = sum of the K r,
///
///    because P(all of a set unseen) = (1 - sum of p)^n is at most the product of the r. For u = 1 it is the union
///    bound over all K values, not just the unseen one; for u = 0 it is 1.
///
/// P-value: that of part 1 if part 2 has no such value (K = 0), otherwise the smaller one times 2. A sample drawn with
/// only the bits of its 16-bit type has 128 values in bfloat16 and 1,024 in float16 where thousands should occur: 7,168 values of float16
/// are enough.
/// Sources: Joag-Dev & Proschan, Negative association of random variables with applications, Annals of Statistics 11
/// (1983), 286-295, sections 2 and 3.1; Dubhashi & Ranjan, Balls and bins: a study in negative dependence, Random
/// Structures & Algorithms 13 (1998), 99-124, proposition 7.
package enum LatticeLevels {
    static func result(_ summary: LatticeSummary, law: LatticeLaw, resolution: Resolution) -> TestResult {
        let n = Double(summary.numberCount)
        var (expected, lambda) = (CompensatedSum(), CompensatedSum())
        var (unseen, certain) = (0.0, 0)
        var absences: [Double] = []
        for (index, p) in zip(law.indices, law.masses) {
            expected.add(p < 1 ? -expm1(n * log1p(-p)) : 1)
            let least = p - 2 * resolution.epsilon
            // The others hardly ever occur, and a bound without them is still a bound.
            if n * least > 1e-9 { absences.append(exp(n * log1p(-min(1, least)))) }
            guard n * (p - resolution.epsilon) >= 40 else { continue }
            certain += 1
            lambda.add(exp(n * log1p(-min(1, p - resolution.epsilon))))
            if summary[index] == 0 { unseen += 1 }
        }
        let seen = Double(summary.counts.count { $0 > 0 })
        var pValue = TailProbability(logarithm: logChernoff(seen, absences: absences))
        if certain > 0 {
            if unseen > 0 {
                pValue = min(pValue, TailProbability(logarithm: unseen * log(lambda.value) - lgamma(unseen + 1)))
            }
            pValue = pValue.times(2)
        }
        return TestResult(
            .levels,
            tier: .rigorous,
            statistic: seen / expected.value,
            pValue: pValue,
            method: "Chernoff's bound of the number of values, union bound over \(certain) expected 40 times or more"
        )
    }

    /// Chernoff's bound on log P(D <= d), where D is the sum of independent indicators that are 0 with the
    /// probabilities `absences`.
    ///
    /// With s = exp(-l), the best s solves d = sum (1 - a) s / (a + (1 - a) s). The right side is concave in s, so
    /// Newton steps from the left never pass the root. The bound holds at every s and is flat at the best one.
    package static func logChernoff(_ d: Double, absences: [Double]) -> Double {
        guard d < absences.reduce(0, { $0 + (1 - $1) }) else { return 0 }
        var s = 1.0
        for _ in 0..<64 {
            var (value, slope) = (0.0, 0.0)
            for a in absences {
                let presence = (1 - a) * s
                let total = a + presence
                value += presence / total
                slope += (1 - a) * a / (total * total)
            }
            // If only certain values are left, reduce s by a constant factor each time.
            let next = slope > 0 ? max(s / 16, s + (d - value) / slope) : s / 16
            let isNear = abs(next - s) < 1e-4 * s
            s = min(1, next)
            if isNear { break }
        }
        var sum = CompensatedSum()
        sum.add(-d * log(s))
        for a in absences { sum.add(log(a + (1 - a) * s)) }
        return min(0, sum.value)
    }
}
