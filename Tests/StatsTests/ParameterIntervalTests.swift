import TestSupport
import Testing

@testable import Stats

@Suite struct ParameterIntervalTests {
    /// SciPy 1.17, chi2.ppf and chi2.isf.
    @Test(arguments: [
        (9.0, 0.0125, 2.219592283196706, 21.0340704346879), (9, 1e-9, 0.04840705843628935, 60.6603083737724),
        (99_999, 1e-9, 97339.98498411638, 102704.64619447089), (1, 1e-4, 1.5707963350195693e-08, 15.136705226623397),
    ])
    func `quantiles of chi-square are SciPy's`(degrees: Double, p: Double, lower: Double, upper: Double) throws {
        let law = try ChiSquare(degreesOfFreedom: degrees)
        #expect(abs(law.quantile(p) / lower - 1) < 1e-7)
        #expect(abs(law.quantile(upperTail: p) / upper - 1) < 1e-7)
    }

    /// Ten values of mean 0.3 and mean square 1.21 about it, at 5 %: each interval has 2.5 %, each end 1.25 %.
    @Test func `a normal law's intervals are those of the chi-square and the normal law`() throws {
        let law = try Normal(mean: 0, standardDeviation: 1)
        let found = try #require(
            ParameterIntervals(mean: 0.3, square: 1.3, count: 10, law: law, level: 0.05, unitRoundoff: 0)
        )
        let high = (12.1 / 2.219592283196706).squareRoot()
        #expect(abs(found.standardDeviation.lowerBound - (12.1 / 21.0340704346879).squareRoot()) < 1e-6)
        #expect(abs(found.standardDeviation.upperBound - high) < 1e-6)
        // The upper 1.25 % point of the normal law.
        let reach = 2.2414027276049464 * high / 10.squareRoot()
        #expect(abs(found.mean.lowerBound - (0.3 - reach)) < 1e-6 && abs(found.mean.upperBound - (0.3 + reach)) < 1e-6)
    }

    @Test(.tags(.statistical), arguments: [20, 2000])
    func `intervals miss as seldom as they say, whatever the mean and the scale`(count: Int) throws {
        let runs = isQuickRun ? 200 : 1000
        // 99.9 % quantile of the number of misses at 10 %.
        let limit = Double(runs) * 0.1 + 3.3 * (Double(runs) * 0.09).squareRoot()
        let laws: [any Distribution] = [
            try Normal(mean: 0, standardDeviation: 1), try Uniform(low: -1, high: 1),
            try TruncatedNormal(low: -2, high: 2),
            try TruncatedNormal(low: -8, high: 8),
        ]
        var generator = SplitMix64(state: 31)
        for law in laws {
            var misses = 0
            for _ in 0..<runs {
                // The claim is off by a shift and a factor.
                var (sum, squares) = (0.0, 0.0)
                for _ in 0..<count {
                    let x = 0.4 + 1.7 * law.quantile(generator.uniform())
                    sum += x
                    squares += (x - law.mean) * (x - law.mean)
                }
                let n = Double(count)
                let found = try #require(
                    Self.intervals(mean: sum / n, square: squares / n, count: UInt64(count), law, level: 0.1)
                )
                let isIn =
                    found.standardDeviation.contains(1.7 * law.standardDeviation)
                    && found.mean.contains(0.4 + 1.7 * law.mean)
                if !isIn { misses += 1 }
            }
            #expect(Double(misses) <= limit, "\(law): \(misses) of \(runs)")
        }
    }

    @Test func `what nothing bounds has no interval, or an infinite end`() throws {
        let uniform = try Uniform(low: -1, high: 1)
        let few = try #require(Self.intervals(mean: 0, square: 0.3, count: 3, uniform, level: 1e-6))
        #expect(few.standardDeviation.upperBound == .infinity && few.standardDeviation.lowerBound > 0)
        #expect(few.mean == -.infinity...(.infinity))
        #expect(Self.intervals(mean: 0, square: 0.3, count: 1, uniform, level: 1e-6) == nil)
        #expect(Self.intervals(mean: .nan, square: .nan, count: 9, uniform, level: 1e-6) == nil)
        let open = try TruncatedNormal(parentMean: 0, parentStandardDeviation: 1, low: 0, high: .infinity)
        #expect(Self.intervals(mean: 0.8, square: 0.3, count: 9, open, level: 1e-6) == nil)
    }

    /// Values that rounding has moved onto one number; the drawn values lie within half a spacing of it.
    @Test func `rounding widens the intervals`() throws {
        let law = try Normal(mean: 1, standardDeviation: 1e-5)
        let found = try #require(
            ParameterIntervals(mean: 1, square: 0, count: 1000, law: law, level: 0.01, unitRoundoff: 0x1p-8)
        )
        #expect(found.standardDeviation.contains(1e-5) && found.mean.contains(1 + 0x1p-9))
    }

    private static func intervals(mean: Double, square: Double, count: UInt64, _ law: any Distribution, level: Double)
        -> ParameterIntervals?
    {
        ParameterIntervals(mean: mean, square: square, count: count, law: law, level: level, unitRoundoff: 0x1p-53)
    }
}
