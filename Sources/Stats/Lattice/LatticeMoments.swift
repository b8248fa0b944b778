internal import CMath

/// Tests of the mean and of the second moment of 16-bit values about the mean of the rounded law.
///
/// A law within 9 standard deviations: Bernstein's inequality with the rounded law's own moments and bound. A law that
/// reaches farther, such as an unbounded law, whose lattice ends only with the format: with y = z or z^2 - 1 and c = 9,
///
///     P(|mean of y| >= t) <= n P(|z| > c) + P(|mean of y 1(|z| <= c)| >= t),
///
/// since the two means agree unless some |z| > c. The second term is Bernstein's bound: y 1(|z| <= c) - m is at most
/// M + |m| in magnitude, has at most y's variance, and m = E y 1(|z| <= c) = -E y 1(|z| > c) is known. For a normal law
/// n P(|z| > 9) is 2.3e-19 n. Infinite values are left out, so the moments are conditional on finiteness.
enum LatticeMoments {
    /// The cut c, in standard deviations.
    private static let cut = 9.0

    /// Statistic: the mean of z^2, which is the variance about the claimed mean divided by the claimed variance; nil
    /// for a constant.
    static func scale(_ summary: LatticeSummary, law: LatticeLaw, resolution: Resolution) -> TestResult? {
        guard law.variance > 0 else { return nil }
        let ratio = summary.second / law.variance
        return result(
            .scale,
            statistic: ratio,
            deviation: abs(ratio - 1),
            summary,
            law,
            variance: law.excessKurtosis + 2,
            magnitude: { max(1, $0 * $0 - 1) },
            resolution
        ) { $0 * $0 }
    }

    /// Statistic: the mean of z, in standard deviations; nil for a constant.
    static func mean(_ summary: LatticeSummary, law: LatticeLaw, resolution: Resolution) -> TestResult? {
        guard law.variance > 0 else { return nil }
        let mean = summary.first / law.standardDeviation
        return result(
            .mean,
            statistic: mean,
            deviation: abs(mean),
            summary,
            law,
            variance: 1,
            magnitude: { $0 },
            resolution
        ) { $0 }
    }

    /// The fourth moment by `KurtosisTest`, summed over the rounded law's values; nil for few values.
    ///
    /// Values within 2^-10 standard deviations of the mean count as the mean, both in the sample and under the law:
    /// bfloat16 has tens of thousands of them.
    static func kurtosis(_ summary: LatticeSummary, law: LatticeLaw, resolution: Resolution) -> TestResult? {
        guard summary.finiteCount >= KurtosisTest.leastCount, law.variance > 0 else { return nil }
        let deviation = law.standardDeviation
        func score(_ index: Int) -> Double {
            let z = (law.format.value(at: index) - law.mean) / deviation
            return abs(z) < 0x1p-10 ? 0 : min(KurtosisTest.clip, max(-KurtosisTest.clip, z))
        }
        let last = law.format.largestIndex
        var (z, weights) = ([Double](), [Double]())
        for (index, mass) in zip(law.indices, law.masses) where abs(index) <= last && mass > 0 {
            let value = score(index)
            if value == z.last {
                weights[weights.count - 1] += mass
            } else {
                z.append(value)
                weights.append(mass)
            }
        }
        let (n, total) = (Double(summary.finiteCount), weights.reduce(0, +))
        var (second, fourth) = (CompensatedSum(), CompensatedSum())
        for index in -last...last where summary[index] > 0 {
            let square = score(index) * score(index)
            second.add(Double(summary[index]) * square)
            fourth.add(Double(summary[index]) * square * square)
        }
        return KurtosisTest.result(
            fourth: fourth.value / n,
            second: second.value / n,
            count: n,
            z,
            weights.map { $0 / total },
            resolution: resolution,
            method: "Chernoff's bound, the rounded law's own transform"
        )
    }

    // MARK: - Implementation

    /// `power` is z or z^2, and y is `power` minus its expectation.
    private static func result(
        _ test: TestKind,
        statistic: Double,
        deviation: Double,
        _ summary: LatticeSummary,
        _ law: LatticeLaw,
        variance: Double,
        magnitude: (Double) -> Double,
        _ resolution: Resolution,
        power: (Double) -> Double
    ) -> TestResult {
        let n = Double(summary.finiteCount)
        let distance = max(0, deviation - slack(law, resolution, power: power))
        let reach = law.largestStandardisedMagnitude
        func result(_ pValue: TailProbability, _ method: String) -> TestResult {
            TestResult(test, tier: .rigorous, statistic: statistic, pValue: pValue, method: method)
        }
        func bernstein(_ distance: Double, _ magnitude: Double) -> TailProbability {
            MomentTests.bernsteinTail(distance: distance, count: n, variance: variance, magnitude: magnitude).times(2)
        }
        guard reach > cut else {
            return result(bernstein(distance, magnitude(reach)), "Bernstein's bound, the rounded law's moments")
        }
        // E y 1(|z| > c) and P(|z| > c) over the finite values.
        var beyond = CompensatedSum()
        var mass = CompensatedSum()
        for (z, p) in standardised(law) where abs(z) > cut {
            mass.add(p)
            beyond.add(p * (test == .scale ? power(z) - 1 : power(z)))
        }
        let shift = abs(beyond.value)
        return result(
            bernstein(max(0, distance - shift), magnitude(cut) + shift).plus(TailProbability(mass.value).times(n)),
            "Bernstein's bound within 9 standard deviations, union bound beyond"
        )
    }

    /// The largest change of E power(z) when each u moves by epsilon: what the outermost mass epsilon of each tail
    /// carries.
    private static func slack(_ law: LatticeLaw, _ resolution: Resolution, power: (Double) -> Double) -> Double {
        guard resolution.epsilon > 0 else { return 0 }
        let atoms = standardised(law)
        func tail(_ atoms: some Sequence<(z: Double, mass: Double)>) -> Double {
            var left = resolution.epsilon
            var sum = 0.0
            for (z, mass) in atoms where left > 0 {
                sum += min(mass, left) * abs(power(z))
                left -= mass
            }
            return sum
        }
        return tail(atoms) + tail(atoms.reversed())
    }

    /// The finite values, standardised under the rounded law, with their probabilities given finiteness.
    private static func standardised(_ law: LatticeLaw) -> [(z: Double, mass: Double)] {
        let last = law.format.largestIndex
        let finite = law.cdf(at: last) - law.cdf(at: -last - 1)
        let deviation = law.standardDeviation
        return zip(law.indices, law.masses).compactMap { index, mass in
            abs(index) <= last ? ((law.format.value(at: index) - law.mean) / deviation, mass / finite) : nil
        }
    }
}
