internal import CMath

/// Are values at a fixed lag correlated?
///
/// At each lag k the products y = z_i z_{i+k} have E y = 0 and E y^2 = 1 under independence. They are split into two
/// groups of disjoint pairs (`LagProducts`), so that they are independent within a group. With m products in a group,
///
///     normal law:   P(sum y >= t) <= exp(-lambda t) (1 - lambda^2)^(-m/2),  lambda = 2 t / (m + sqrt(m^2 + 4 t^2))
///     bounded law:  P(sum y >= m s) <= exp(-m s^2 / (2 (1 + M^2 s / 3))),   |z| <= M
///
/// The first is Chernoff's bound, E exp(lambda z z') = (1 - lambda^2)^(-1/2) for independent standard normal z and z',
/// at the lambda that minimises it; the second is Bernstein's. Any other law: the central limit theorem, as a
/// diagnostic.
/// Source: Boucheron, Lugosi & Massart, Concentration Inequalities (2013), sections 2.2 and 2.8.
///
/// Lags: 1...64, the length of a row and the length of a tensor, if below a quarter of the sample. P-value: the
/// smallest bound times the number of lags, groups and signs (Bonferroni). The resolution may move the mean of a
/// product by 2 d + d^2, where d is how far it may move the mean of z. Rounding may move the mean of a group by r sum
/// |z| / m + r^2, where r is how far it moves each z. Statistic: the correlation (sum of both groups over their pairs)
/// at the lag of the smallest bound.
enum SerialTest {
    /// The correlations at all lags.
    ///
    /// - Parameter tensorLength: number of values in a tensor; the sample may hold several tensors.
    static func result(
        _ sample: StandardisedSample,
        tensorLength: Int,
        law: some Distribution,
        resolution: Resolution
    ) -> TestResult? {
        let n = sample.z.count
        let lags = (Array(1...64) + Set([sample.rowLength, tensorLength]).filter { $0 > 64 }.sorted()).filter {
            $0 < (n + 3) / 4
        }
        guard !lags.isEmpty else { return nil }
        let meanSlack = resolution.beforeRounding.meanSlack(law)
        let slack = 2 * meanSlack + meanSlack * meanSlack
        let rounding = resolution.rounding
        let magnitudes = rounding > 0 ? sample.z.reduce(0) { $0 + Double(abs($1)) } : 0
        let scaleSlack = resolution.scaleSlack(law)
        var least: TailProbability?
        var correlation = 0.0
        for products in LagProducts.all(sample.z, lags: lags) {
            for (sum, count) in zip(products.sums, products.counts) where count > 0 {
                let m = Double(count)
                // No value is in two pairs of a group.
                let rounded = rounding * magnitudes / m + rounding * rounding
                let bound = tail(
                    max(0, abs(sum / m) - slack - rounded),
                    count: m,
                    law: law,
                    scaleSlack: scaleSlack
                )
                guard least.map({ bound < $0 }) ?? true else { continue }
                least = bound
                correlation = (products.sums[0] + products.sums[1]) / Double(products.counts[0] + products.counts[1])
            }
        }
        guard let least else { return nil }
        return TestResult(
            .serial,
            tier: law.tails == .gaussian || law.isBounded ? .rigorous : .diagnostic,
            statistic: correlation,
            pValue: least.times(Double(4 * lags.count)),
            method: method(law) + ", Bonferroni over \(lags.count) lags, 2 groups and 2 signs"
        )
    }

    /// Chernoff's bound on P(mean of m products >= s) for two laws that are normal or strictly sub-Gaussian.
    static func chernoffTail(_ s: Double, count m: Double) -> TailProbability {
        TailProbability(logarithm: m * logChernoff(s))
    }

    // MARK: - Implementation

    private static func method(_ law: some Distribution) -> String {
        law.tails == .gaussian ? "Chernoff's bound" : law.isBounded ? "Bernstein's bound" : "central limit theorem"
    }

    /// P(mean of m products >= s), or a bound on it.
    private static func tail(
        _ s: Double,
        count m: Double,
        law: some Distribution,
        scaleSlack: Double
    ) -> TailProbability {
        if law.tails == .gaussian { return chernoffTail(s / (1 + scaleSlack), count: m) }
        guard law.isBounded else { return TailProbability(logarithm: GSL.logNormalSurvival(s * m.squareRoot())) }
        let bound = law.largestStandardisedMagnitude
        return MomentTests.bernsteinTail(
            distance: s,
            count: m,
            variance: (1 + scaleSlack) * (1 + scaleSlack),
            magnitude: bound * bound
        )
    }

    /// min over lambda of -lambda s - log(1 - lambda^2) / 2, for s >= 0.
    ///
    /// At the minimum s = lambda / (1 - lambda^2), so 1 - lambda^2 = lambda / s, which keeps its digits for large s.
    private static func logChernoff(_ s: Double) -> Double {
        guard s > 0 else { return 0 }
        let lambda = 2 * s / (1 + (1 + 4 * s * s).squareRoot())
        let complement = lambda < 0.5 ? log1p(-lambda * lambda) : log(lambda / s)
        return -lambda * s - complement / 2
    }
}
