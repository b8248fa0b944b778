import TestSupport
import Testing

import Stats

@Suite struct BinomialLimitsTests {
    @Test(.tags(.knownAnswer)) func `limits and quantiles match SciPy's beta and binomial laws`() throws {
        let rows = try ReferenceTable.fields("binomial-limits").filter { $0[0] != "successes" }
        #expect(rows.count >= 80)
        for row in rows {
            let numbers = try row.map { try #require(Double($0)) }
            let limits = Binomial.limits(successes: Int(numbers[0]), trials: Int(numbers[1]), errorRate: numbers[2])
            // SciPy's own limits are good to about 1e-12; bisection leaves 2^-60.
            #expect(abs(limits.lowerBound - numbers[3]) <= 1e-9 * numbers[3] + 1e-17, "\(row)")
            #expect(abs(limits.upperBound - numbers[4]) <= 1e-9 * numbers[4], "\(row)")
            let law = try Binomial(trials: numbers[1], probability: numbers[5])
            #expect(law.quantile(1 - numbers[2]) == numbers[6], "\(row)")
        }
    }

    // scipy.stats.binom.ppf(confidence, trials, probability)
    @Test(
        .tags(.knownAnswer),
        arguments: [
            (1000, 0.01, 0.999, 21), (10, 0.01, 0.999, 2), (440_000, 0.1, 0.99999, 44_851), (100, 0.5, 0.5, 50),
            (5, 0.01, 0.9, 0),
        ]
    )
    func `the quantile is the smallest number of that confidence`(
        trials: Int,
        probability: Double,
        confidence: Double,
        limit: Int
    ) throws {
        let law = try Binomial(trials: Double(trials), probability: probability)
        #expect(law.quantile(confidence) == Double(limit))
        #expect(law.cdf(Double(limit)).value >= confidence)
        #expect(law.cdf(Double(limit) - 1).value < confidence)
    }

    @Test(.tags(.negativeControl)) func `arguments that are none leave every probability possible`() {
        for limits in [
            Binomial.limits(successes: 3, trials: 2, errorRate: 0.1),
            Binomial.limits(successes: -1, trials: 2, errorRate: 0.1),
            Binomial.limits(successes: 0, trials: 0, errorRate: 0.1),
            Binomial.limits(successes: 1, trials: 2, errorRate: .nan),
        ] { #expect(limits == 0...1) }
    }
}
