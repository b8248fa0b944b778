import Foundation
import Stats
import Testing

private func relativeError(_ value: Double, _ reference: Double) -> Double {
    reference == 0 ? value.magnitude : ((value - reference) / reference).magnitude
}

private func region(_ row: ReferenceRow) -> String {
    switch (row.count, row.scaledSquare, row.scaledStatistic) {
    case (...140, ..<1, ..<20): "1 n <= 140, n D^2 < 1: alternating sum"
    case (...140, _, _): "2 n <= 140, n D^2 >= 1: sum"
    case (_, _, ..<20): "3 n > 140, n D < 20: alternating sum"
    case (_, ..<0.5, _): "4 n > 140, n D^2 < 1/2: contour, cdf"
    case (_, ..<8, _): "5 n > 140, 1/2 <= n D^2 < 8: contour"
    default: "6 n > 140, n D^2 >= 8: contour or sum"
    }
}

@Suite("One-sided Kolmogorov-Smirnov distribution")
struct SmirnovDistributionTests {
    @Test("survival and cdf match the reference in every region", arguments: ["oracle", "golden"])
    func matchesReference(table: String) throws {
        let rows =
            table == "golden"
            ? try ReferenceTable.goldenRows("Smirnov one-sided D+") : try ReferenceTable.rows("smirnov-one-sided")
        try #require(rows.count >= (table == "golden" ? 6 : 600))
        var survivals = ErrorSummary()
        var cdfs = ErrorSummary()
        for row in rows {
            let distribution = SmirnovDistribution(count: row.count)
            let tolerance = max(1e-12, 4 * row.scaledStatistic * 0x1p-53)
            if row.survival > 1e-300 {
                let error = relativeError(distribution.survival(row.statistic), row.survival)
                #expect(error <= tolerance, "\(row.testDescription)")
                survivals.record(error, of: row, in: region(row))
            }
            if let cdf = row.cdf, cdf > 1e-300 {
                let error = relativeError(distribution.cdf(row.statistic), cdf)
                // Below n D^2 = 1/2 the contour's leading term integrates to 0, so 2^-53 / (sqrt(n) D) of the rest is
                // lost.
                let cancellation = row.scaledStatistic < 20 ? 0 : 8 * 0x1p-53 / row.scaledSquare.squareRoot()
                #expect(error <= 1e-12 + cancellation, "\(row.testDescription)")
                cdfs.record(error, of: row, in: region(row))
            }
        }
        survivals.report("one-sided survival, \(table)")
        cdfs.report("one-sided cdf, \(table)")
    }

    @Test("survival never rises, also across the borders of the methods")
    func monotone() {
        for count in [1, 2, 7, 140, 141, 1000, 100_000, 1_000_000_000] {
            let n = Double(count)
            let distribution = SmirnovDistribution(count: count)
            let borders =
                [0.5, 1, 8].map { ($0 / n).squareRoot() } + [1, 2, 20].map { $0 / n } + [0.5, 0.98, 1 - 500 / n]
            for border in borders where border > 0 && border < 1 {
                var previous = Double.infinity
                for step in -8...8 {
                    let survival = distribution.survival(border * (1 + Double(step) * 1e-9))
                    #expect(survival >= 0 && survival <= previous * (1 + 1e-12), "n = \(count), d = \(border)")
                    previous = survival
                }
            }
        }
    }

    @Test("degenerate statistics")
    func degenerateStatistics() {
        for count in [1, 2, 140, 141, 1_000_000_000_000, Int.max] {
            let distribution = SmirnovDistribution(count: count)
            for d in [-Double.infinity, -1, -0.0, 0] {
                #expect(distribution.survival(d) == 1)
                #expect(distribution.cdf(d) == 0)
                #expect(distribution.logSurvival(d) == 0)
            }
            for d in [1, 1.5, Double.infinity] {
                #expect(distribution.survival(d) == 0)
                #expect(distribution.cdf(d) == 1)
                #expect(distribution.logSurvival(d) == -.infinity)
            }
            #expect(distribution.survival(.nan).isNaN)
            #expect(distribution.cdf(.nan).isNaN)
            #expect(distribution.logSurvival(.nan).isNaN)
            for d in [Double.leastNonzeroMagnitude, 1e-300, 1e-9, 0.01, 0.5, 0.98, 1.0.nextDown] {
                let survival = distribution.survival(d)
                let cdf = distribution.cdf(d)
                #expect(survival >= 0 && survival <= 1 && cdf >= 0 && cdf <= 1, "n = \(count), d = \(d)")
                #expect((survival + cdf - 1).magnitude <= 0x1p-52, "n = \(count), d = \(d)")
                #expect(distribution.logSurvival(d).isFinite, "n = \(count), d = \(d)")
            }
        }
    }

    @Test("one draw: P(D+ >= d) = 1 - d")
    func oneDraw() {
        for d in [0.125, 0.25, 0.5, 0.75, 0.96875] {
            #expect(relativeError(SmirnovDistribution(count: 1).survival(d), 1 - d) <= 0x1p-51)
            #expect(relativeError(SmirnovDistribution(count: 1).cdf(d), d) <= 0x1p-51)
        }
    }
}
