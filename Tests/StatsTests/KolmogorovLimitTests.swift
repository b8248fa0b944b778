import Foundation
import Stats
import Testing

private func relativeError(_ value: Double, _ reference: Double) -> Double {
    reference == 0 ? value.magnitude : ((value - reference) / reference).magnitude
}

@Suite("Kolmogorov's limit law")
struct KolmogorovLimitTests {
    @Test("survival matches the golden values")
    func survivalMatchesGolden() throws {
        let rows = try ReferenceTable.goldenRows("Kolmogorov limit")
        try #require(rows.count >= 9)
        for row in rows {
            // The golden rows have 16 digits, and rounding lambda's last place adds 4 lambda^2 2^-53.
            let tolerance = 4e-16 + 8 * row.statistic * row.statistic * 0x1p-53
            let survival = KolmogorovLimit().survival(row.statistic)
            #expect(relativeError(survival, row.survival) <= tolerance, "\(row.statistic): \(survival)")
        }
    }

    /// From the theta series in 40-digit arithmetic.
    @Test(
        "cdf matches 20-digit values in its own tail",
        arguments: [
            (0.046875, 7.6641895631032532697e-243), (0.0625, 2.7614587363628149846e-136),
            (0.125, 1.0272167239994619114e-33), (0.25, 2.6823810084829827538e-8), (0.5, 0.036054756335124905614),
            (0.75, 0.37283295822373835851), (0.984375, 0.71287308553309282851), (1.0, 0.7300003283226454788),
            (1.25, 0.91213358605830893535),
        ] as [(Double, Double)]
    )
    func cdfMatchesReference(x: Double, reference: Double) {
        // |d log cdf / d log x| is pi^2 / (4 x^2).
        #expect(relativeError(KolmogorovLimit().cdf(x), reference) <= 4e-16 + 5 / (x * x) * 0x1p-53)
    }

    @Test("logarithm stays finite where the probability underflows")
    func logSurvival() {
        #expect(relativeError(KolmogorovLimit().logSurvival(1000), -2_000_000 + 0.69314718055994531) <= 0x1p-52)
        #expect(KolmogorovLimit().survival(1000) == 0)
    }

    @Test("the two forms of the series meet without a step")
    func continuity() {
        let law = KolmogorovLimit()
        // The density at 1 is 1.08.
        #expect((law.survival(1.0.nextDown) - law.survival(1)).magnitude <= 4 * 0x1p-53)
    }

    @Test("degenerate arguments")
    func degenerateArguments() {
        let law = KolmogorovLimit()
        for x in [-Double.infinity, -1, 0, Double.leastNonzeroMagnitude, 0.01] {
            #expect(law.survival(x) == 1)
            #expect(law.cdf(x) == 0)
            #expect(law.logSurvival(x) == 0)
        }
        #expect(law.survival(.infinity) == 0)
        #expect(law.cdf(.infinity) == 1)
        #expect(law.logSurvival(.infinity) == -.infinity)
        #expect(law.survival(.nan).isNaN)
        #expect(law.cdf(.nan).isNaN)
        #expect(law.logSurvival(.nan).isNaN)
    }
}
