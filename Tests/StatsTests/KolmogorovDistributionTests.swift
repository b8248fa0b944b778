import Foundation
import Stats
import Testing

/// The method that handles a statistic.
private func region(_ row: ReferenceRow) -> String {
    switch (row.count, row.scaledSquare, row.scaledStatistic) {
    case (...140, ..<5, _): "1 n <= 140, n D^2 < 5: Durbin"
    case (...140, _, _): "2 n <= 140, n D^2 >= 5: one-sided sum"
    case (_, _, ..<20): "3 n > 140, n D < 20: Durbin"
    case (_, ..<2, _): "4 n > 140, n D^2 < 2: spectral"
    case (_, ..<8, _): "5 n > 140, 2 <= n D^2 < 8: contour"
    default: "6 n > 140, n D^2 >= 8: contour or one-sided sum"
    }
}

/// The error that the documentation promises, as a relative error of the survival probability.
private func tolerance(_ row: ReferenceRow) -> Double {
    // |d log p / d D| is about 4 n D in the tail, so the effect of rounding D is unavoidable.
    let tight = max(1e-12, 4 * row.scaledStatistic * 0x1p-53)
    return row.count <= 140 || row.scaledSquare > 5 ? tight : 1e-9
}

private func relativeError(_ value: Double, _ reference: Double) -> Double {
    reference == 0 ? value.magnitude : ((value - reference) / reference).magnitude
}

@Suite("Two-sided Kolmogorov-Smirnov distribution")
struct KolmogorovDistributionTests {
    private static let tables: [(name: String, minimum: Int)] = [("oracle", 1030), ("golden", 49)]
    private static let cdfTables: [(name: String, minimum: Int)] = [("oracle", 1000), ("golden", 16)]

    private func rows(_ table: String) throws -> [ReferenceRow] {
        table == "golden"
            ? try ReferenceTable.goldenRows("kolmogorov_smirnov_two_sided")
            : try ReferenceTable.rows("kolmogorov-smirnov")
    }

    @Test("survival matches the reference in every region", arguments: tables)
    func survivalMatchesReference(table: String, minimum: Int) throws {
        let rows = try rows(table)
        try #require(rows.count >= minimum)
        var summary = ErrorSummary()
        for row in rows where row.survival > 1e-300 {
            let survival = KolmogorovDistribution(count: row.count).survival(row.statistic)
            let error = relativeError(survival, row.survival)
            #expect(error <= tolerance(row), "\(row.testDescription): \(survival), \(row.survival)")
            summary.record(error, of: row, in: region(row))
        }
        summary.report("two-sided survival, \(table)")
        guard table == "oracle" else { return }
        let readme = try AccuracyArticle.text("README.md")
        let stated = try #require(readme.firstMatch(of: /to ([0-9.e-]+) over ([0-9]+),([0-9]+) cases from n = 1/))
        #expect(Int("\(stated.2)\(stated.3)") == summary.rowCount)
        #expect(summary.largest <= 1.05 * (try #require(Double(stated.1))))
    }

    @Test("cdf matches the reference in its own tail", arguments: cdfTables)
    func cdfMatchesReference(table: String, minimum: Int) throws {
        var compared = 0
        var summary = ErrorSummary()
        for row in try rows(table) {
            guard let reference = row.cdf, reference > 1e-300 else { continue }
            let cdf = KolmogorovDistribution(count: row.count).cdf(row.statistic)
            let error = relativeError(cdf, reference)
            #expect(error <= (row.count <= 140 ? 1e-12 : 1e-9), "\(row.testDescription): \(cdf), \(reference)")
            summary.record(error, of: row, in: region(row))
            compared += 1
        }
        #expect(compared >= minimum)
        summary.report("two-sided cdf, \(table)")
    }

    @Test("logarithm is finite and accurate where the probability underflows")
    func logSurvivalBelowUnderflow() throws {
        let rows = try ReferenceTable.fields("kolmogorov-smirnov-log-survival")
        try #require(rows.count >= 20)
        var worst = 0.0
        for fields in rows {
            let distribution = KolmogorovDistribution(count: try #require(Int(fields[0])))
            let reference = try #require(Double(fields[2]))
            let logSurvival = distribution.logSurvival(try #require(Double(fields[1])))
            #expect(relativeError(logSurvival, reference) < 1e-14, "\(fields): \(logSurvival)")
            worst = max(worst, relativeError(logSurvival, reference))
        }
        print("worst relative error of the two-sided logarithm: \(worst)")
    }

    @Test("logarithm agrees with the probability wherever both are representable")
    func logSurvivalAgreesWithSurvival() throws {
        let rows = try rows("oracle").filter { $0.survival > 1e-300 }
        try #require(rows.count >= 1030)
        for row in rows {
            let distribution = KolmogorovDistribution(count: row.count)
            let survival = distribution.survival(row.statistic)
            let logSurvival = distribution.logSurvival(row.statistic)
            // A logarithm near 0 comes from the cdf and is the more accurate of the two; exp(x) has an error of x
            // ulp(x).
            let allowed = 0x1p-52 * (2 - logSurvival)
            #expect((exp(logSurvival) - survival).magnitude <= allowed * survival, "\(row.testDescription)")
        }
    }

    @Test("neighbouring methods agree where both hold")
    func methodsOverlap() {
        for count in [141, 200, 333, 1000, 4321, 30_000] {
            let n = Double(count)
            for t in [20.01, 20.37, 21.5, 24.8] where t * t / n < 2 {
                let spectral = KolmogorovDistribution.spectralCDF(count: count, statistic: t / n)
                let durbin = KolmogorovDistribution.durbinCDF(count: count, statistic: t / n)
                #expect(relativeError(spectral, durbin) < 1e-12 + n * 0x1p-53, "n = \(count), t = \(t)")
            }
            for square in [1.3, 1.7, 2, 2.6, 3.1] where (square * n).squareRoot() > 20 {
                let d = (square / n).squareRoot()
                let spectral = 1 - KolmogorovDistribution.spectralCDF(count: count, statistic: d)
                let contour = exp(KolmogorovDistribution.contourLogSurvival(count: count, statistic: d))
                // 1 - cdf has an absolute error of a few units of 2^-53.
                #expect((spectral - contour).magnitude < 0x1p-50, "n = \(count), n d^2 = \(square)")
            }
            for square in [6, 8, 11, 40, 150.0] where square < 0.9 * n {
                let d = (square / n).squareRoot()
                guard n * (1 - d) < 2000 else { continue }
                let sum = SmirnovDistribution.summedLogSurvival(count: count, statistic: d)
                let contour = SmirnovDistribution.contourLogSurvival(count: count, statistic: d)
                #expect((sum - contour).magnitude < 1e-15 * (50 + 4 * square), "n = \(count), n d^2 = \(square)")
            }
        }
    }

    @Test("survival never rises, also across the borders of the methods")
    func monotone() {
        for count in [1, 2, 3, 7, 40, 41, 100, 140, 141, 200, 1000, 5000, 100_000, 10_000_000, 1_000_000_000_000] {
            let n = Double(count)
            let distribution = KolmogorovDistribution(count: count)
            let squares = [0.5, 1, 2, 5, 8].map { ($0 / n).squareRoot() }
            let borders = squares + [0.5, 1, 1.5, 2, 19, 20].map { $0 / n } + [0.5, 0.98, 1 - 500 / n]
            for border in borders where border > 0 && border < 1 {
                var previous = Double.infinity
                // Below 1, whatever the border is.
                let spacing = 1e-9 * (1 - border)
                for step in -8...8 {
                    let d = border * (1 + Double(step) * spacing)
                    let survival = distribution.survival(d)
                    #expect(survival >= 0 && survival <= 1)
                    // A step of 1e-9 moves p by about 4 n d^2 1e-9 of itself; 1e-12 is the error allowed on each side.
                    #expect(survival <= previous * (1 + 1e-12), "n = \(count), d = \(d)")
                    previous = survival
                }
                let below = distribution.logSurvival(border * (1 - spacing))
                let above = distribution.logSurvival(border * (1 + spacing))
                // It does not jump either: the slope of log p in log d is at most about 4 n d^2 + n d / (1 - d).
                let slope = 4 * n * border * border + n * border / (1 - border) + 3
                #expect(below - above <= 2 * spacing * slope + 1e-12, "n = \(count), d = \(border)")
            }
        }
    }

    @Test("small samples by hand")
    func smallSamples() {
        // n = 1: D = max(U, 1 - U), uniform on [1/2, 1].
        for d in [0.5, 0.5625, 0.625, 0.75, 0.875, 0.96875] {
            #expect(relativeError(KolmogorovDistribution(count: 1).survival(d), 2 * (1 - d)) <= 0x1p-52)
            #expect(relativeError(KolmogorovDistribution(count: 1).cdf(d), 2 * d - 1) <= 0x1p-52)
        }
        // Ruben and Gambino: n! ((2 t - 1) / n)^n for 1/2 < t <= 1; at n = 5, D = 3/20, t = 3/4.
        #expect(relativeError(KolmogorovDistribution(count: 4).cdf(0.1875), 24 * 0x1p-12) <= 0x1p-52)
    }

    @Test("degenerate statistics")
    func degenerateStatistics() {
        for count in [1, 2, 140, 141, 100_000, 1_000_000_000_000, Int.max] {
            let distribution = KolmogorovDistribution(count: count)
            let least = 0.5 / Double(count)
            for d in [-Double.infinity, -1, -0.0, 0, Double.leastNonzeroMagnitude, least / 2, least] {
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
            for d in [
                least.nextUp, least * 1.0001, least * 3, least * 39.99, least * 40.01, 0.01, 0.5, 0.98, 1.0.nextDown,
            ]
            where d < 1 {
                let survival = distribution.survival(d)
                let cdf = distribution.cdf(d)
                #expect(survival >= 0 && survival <= 1 && cdf >= 0 && cdf <= 1, "n = \(count), d = \(d)")
                #expect((survival + cdf - 1).magnitude <= 0x1p-52, "n = \(count), d = \(d)")
                #expect(distribution.logSurvival(d).isFinite, "n = \(count), d = \(d)")
            }
        }
    }

    @Test("negative control: approximations in common use are rejected")
    func negativeControl() throws {
        var limitRejected = 0
        var doubledRejected = 0
        for row in try rows("oracle") where row.count > 140 && row.survival > 1e-300 && row.survival < 0.99 {
            let limit = KolmogorovLimit().survival(Double(row.count).squareRoot() * row.statistic)
            if relativeError(limit, row.survival) > tolerance(row) { limitRejected += 1 }
            // 2 P(D+ >= d) without the paths that cross both edges is off by exp(-6 n D^2).
            let doubled = 2 * SmirnovDistribution(count: row.count).survival(row.statistic)
            if row.scaledSquare < 3, relativeError(doubled, row.survival) > tolerance(row) { doubledRejected += 1 }
        }
        #expect(limitRejected > 300)
        #expect(doubledRejected > 100)
    }
}
