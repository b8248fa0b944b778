internal import CMath

/// The tests of 16-bit values that use counts and places rather than moments.
enum LatticeTests {
    // MARK: - Support

    /// Counts what cannot occur: NaN, infinities, and values beyond the rounded bounds by more than 4 lattice steps.
    ///
    /// Statistic: their number. P-value: 0 if there is any, otherwise 1. If the rounded law itself overflows and only
    /// infinities are found, the p-value is n P(|X| = infinity), a union bound.
    static func support(_ summary: LatticeSummary, law: LatticeLaw) -> TestResult {
        let format = law.format
        let low = format.index(rounding: law.support.lowerBound, .toNearestOrEven) - 4
        let high = format.index(rounding: law.support.upperBound, .toNearestOrEven) + 4
        var outside: UInt64 = 0
        for index in -format.largestIndex...format.largestIndex where index < low || index > high {
            outside += summary[index]
        }
        let certain = summary.nanCount + outside
        let infinity = format.largestIndex + 1
        var pValue = certain == 0 ? TailProbability.one : .zero
        if certain == 0, summary.infiniteCount > 0 {
            let mass =
                (summary[-infinity] > 0 ? law.cdf(at: -infinity) : 0)
                + (summary[infinity] > 0 ? law.survival(at: infinity - 1) : 0)
            let isPossible =
                (summary[-infinity] == 0 || law.cdf(at: -infinity) > 0)
                && (summary[infinity] == 0 || law.survival(at: infinity - 1) > 0)
            pValue = isPossible ? TailProbability(mass).times(Double(summary.count)) : .zero
        }
        return TestResult(
            .support,
            tier: .rigorous,
            statistic: Double(certain + summary.infiniteCount),
            pValue: pValue,
            method: "exact"
        )
    }

    // MARK: - Kolmogorov-Smirnov

    /// D = max over the values v of |C(v)/n - F(v)|. Between two values neither changes, so this is the supremum.
    static func distance(_ summary: LatticeSummary, law: LatticeLaw) -> KolmogorovSmirnovStatistic {
        let n = Double(summary.numberCount)
        var (plus, minus) = (0.0, 0.0)
        var below: UInt64 = 0
        for index in -summary.end..<summary.end {
            below += summary[index]
            let difference = Double(below) / n - law.cdf(at: index)
            plus = max(plus, difference)
            minus = max(minus, -difference)
        }
        return KolmogorovSmirnovStatistic(dPlus: plus, dMinus: minus, count: summary.numberCount, passes: 1)
    }

    /// Statistic: D. P-value: that of D - epsilon under a continuous law, which is an upper bound for a law with atoms:
    /// D of the rounded sample is at most D of uniforms it could have been made from.
    ///
    /// Source: Noether (1963), Note on the Kolmogorov statistic in the discrete case, Metrika 7, 115-116.
    static func kolmogorovSmirnov(_ statistic: KolmogorovSmirnovStatistic, resolution: Resolution) -> TestResult {
        let continuous = KolmogorovSmirnovTest.result(statistic, resolution: resolution)
        return TestResult(
            .kolmogorovSmirnov,
            tier: .rigorous,
            statistic: continuous.statistic,
            pValue: continuous.pValue,
            method: "upper bound: exact null distribution of a continuous law"
        )
    }

    // MARK: - Cells

    /// The least likely count by its exact binomial tail, among at most 64 groups of neighbouring values of nearly
    /// equal probability and every single value expected at least 5 times; Bonferroni over all.
    static func cells(_ summary: LatticeSummary, law: LatticeLaw, resolution: Resolution) -> TestResult {
        let n = Double(summary.numberCount)
        let single = zip(law.indices, law.masses).filter { $0.1 * n >= 5 }
        let tables = [
            groups(64, summary, law),
            CellTests.Table(observed: single.map { summary[$0.0] }, probability: single.map { $0.1 }),
        ].filter {
            // One cell of probability 1 says nothing, nor does an empty table.
            $0.probability.allSatisfy { $0 < 1 } && !$0.probability.isEmpty
        }
        return CellTests.binomial(tables, of: n, resolution: resolution, extremes: 32)
    }

    /// Pearson's chi-square over groups of neighbouring values expected at least 10 times; nil below two groups.
    static func chiSquare(_ summary: LatticeSummary, law: LatticeLaw, resolution: Resolution) -> TestResult? {
        let n = Double(summary.numberCount)
        let fine = groups(CellTests.chiSquareCellCount(forSampleOf: n), summary, law)
        var table = CellTests.Table(observed: [], probability: [])
        var isOpen = false
        for (observed, probability) in zip(fine.observed, fine.probability) {
            table.add(observed, probability, toLast: isOpen)
            isOpen = (table.probability.last ?? 1) * n < 10
        }
        if isOpen, table.observed.count > 1 {
            table.add(table.observed.removeLast(), table.probability.removeLast(), toLast: true)
        }
        return CellTests.chiSquare(table, of: n, resolution: resolution)
    }

    /// Neighbouring values merged, in order, into at most `wanted` groups, depending on where the middle of a value's
    /// probability falls. Values of probability 0 join the group next to them.
    private static func groups(_ wanted: Int, _ summary: LatticeSummary, _ law: LatticeLaw) -> CellTests.Table {
        var table = CellTests.Table(observed: [], probability: [])
        var previous = -1
        for (index, mass) in zip(law.indices, law.masses) {
            let middle = law.cdf(at: index) - 0.5 * mass
            // Clamp to 0...1 whatever the law's cdf is, so that the conversion cannot trap.
            let group = max(previous, min(wanted - 1, Int(min(1, max(0, middle)) * Double(wanted))))
            table.add(summary[index], mass, toLast: group == previous)
            previous = group
        }
        guard !table.observed.isEmpty else { return table }
        for index in -summary.end..<law.indices.lowerBound { table.observed[0] += summary[index] }
        for index in law.indices.upperBound..<summary.end {
            table.add(summary[index + 1], 0, toLast: true)
        }
        return table
    }

    // MARK: - Extremes

    /// The largest and the smallest finite value, too far out or not far enough.
    ///
    ///     P(max <= x) = (1 - P(X > x))^n,    P(max >= x) = 1 - (1 - P(X >= x))^n;    the minimum likewise.
    ///
    /// Exact on the lattice. For "not far enough" the tail is made smaller by epsilon. For "too far", which applies
    /// only to a law without bounds, it is made 4 times larger, as in `ExtremesTest`. Bonferroni over two or four
    /// tails. Nil for a constant.
    static func extremes(_ summary: LatticeSummary, law: LatticeLaw, resolution: Resolution) -> TestResult? {
        guard law.variance > 0 else { return nil }
        let n = Double(summary.finiteCount)
        let high = summary.maximum ?? 0
        let low = summary.minimum ?? 0
        var tails = [law.survival(at: high), law.cdf(at: low - 1)].map { s in
            TailProbability(logarithm: n * log1p(-max(0, s - resolution.epsilon)))
        }
        if !law.isBounded {
            tails += [law.survival(at: high - 1), law.cdf(at: low)].map { s in
                let fourfold = min(1, 4 * s)
                // The tail is so small that the product n s is the probability to all digits.
                return fourfold < 1e-17
                    ? TailProbability(fourfold).times(n)
                    : TailProbability(-expm1(n * log1p(-fourfold)))
            }
        }
        let ends = (law.format.value(at: low), law.format.value(at: high))
        return TestResult(
            .extremes,
            tier: .rigorous,
            statistic: max(ends.1 - law.mean, law.mean - ends.0) / law.standardDeviation,
            pValue: (tails.min() ?? .one).times(Double(tails.count)),
            method: "exact, Bonferroni over \(tails.count) tails"
        )
    }

    // MARK: - Tails

    /// The number of values beyond the least bounds that leave at most 16 expected, as `TailsTest` counts them; if the
    /// law has nothing beyond a bound, the bound is the outermost value.
    static func tails(_ summary: LatticeSummary, law: LatticeLaw, resolution: Resolution) -> TestResult {
        let n = Double(summary.numberCount)
        let rare = TailsTest.expectedCount / n
        let low = law.indices.last { law.cdf(at: $0) <= rare } ?? law.indices.lowerBound
        let high = law.indices.first { law.survival(at: $0 - 1) <= rare } ?? law.indices.upperBound
        func count(_ range: ClosedRange<Int>) -> UInt64 { range.reduce(0) { $0 + summary[$1] } }
        return TailsTest.result(
            observed: [count(-summary.end...low), count(high...summary.end)],
            probability: [law.cdf(at: low), law.survival(at: high - 1)],
            of: n,
            resolution: resolution
        )
    }
}
