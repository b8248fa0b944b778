import Foundation
import Stats
import TestSupport
import Testing

/// The laws of Anderson-Darling's and Cramér-von Mises' statistics for a finite sample.
@Suite(.disabled(if: isQuickRun)) struct SeparableLawTests {
    private static func tails(_ test: String, _ count: Int, _ statistic: Double) -> LawTails {
        test == "anderson_darling"
            ? AndersonDarlingDistribution(count: count).tails(statistic)
            : CramerVonMisesDistribution(count: count).tails(statistic)
    }

    /// 20 million samples for each count.
    private static func simulated() throws -> [(test: String, count: Int, statistic: Double, above: Double, of: Double)]
    {
        try ReferenceTable.fields("finite-sample-counts").map { fields in
            (
                fields[0], try #require(Int(fields[1])), try #require(Double(fields[2])),
                try #require(Double(fields[3])), try #require(Double(fields[4]))
            )
        }
    }

    /// How far a survival function is from the simulated one, in standard errors of the simulation.
    private static func deviation(_ survival: Double, _ above: Double, of samples: Double) -> Double {
        (above - samples * survival) / max(1, (samples * survival * (1 - survival)).squareRoot())
    }

    @Test(.tags(.statistical), arguments: [4, 7, 8, 16, 32, 64])
    func `survival is within five standard errors of simulation`(count: Int) throws {
        // Each of 180 rows is beyond 5 standard errors with probability 6e-7: a false failure once in 10,000 tables. A
        // row with few samples above is Poisson and goes beyond 7 at expectation 1 with probability 1e-5.
        let rows = try Self.simulated().filter { $0.count == count }
        try #require(rows.count == 30)
        for row in isQuickRun ? Array(rows.prefix(3)) : rows {
            let survival = Self.tails(row.test, count, row.statistic).survival
            let deviation = Self.deviation(survival, row.above, of: row.of)
            #expect(abs(deviation) <= (row.above < 25 ? 7 : 5), "\(row): \(survival)")
        }
    }

    @Test(.tags(.knownAnswer)) func `Cramér-von Mises matches inclusion and exclusion over the walls`() throws {
        var worst = WorstError()
        let rows = try LawTable(named: "cramer-von-mises-finite.tsv").rows
        #expect(rows.count >= 30)
        for row in isQuickRun ? Array(rows.prefix(3)) : rows {
            let count = try #require(row.count)
            let tails = CramerVonMisesDistribution(count: count).tails(row.statistic)
            let (survival, cdf) = (try #require(Double(row.survival)), try #require(Double(row.cdf)))
            // The errors that the law claims for itself hold, and it has 9 digits except near the contact with a face.
            #expect(abs(tails.survival / survival - 1) <= max(1e-14, tails.upperError), "\(row): \(tails)")
            #expect(abs(tails.cdf / cdf - 1) <= max(1e-14, tails.lowerError), "\(row): \(tails)")
            if tails.upperError < 1e-9 { worst.record(tails.survival, survival, at: "\(row)") }
            if tails.lowerError < 1e-9 { worst.record(tails.cdf, cdf, at: "\(row)") }
        }
        print("worst Cramér-von Mises, finite sample:", worst)
        #expect(worst.value < 1e-10)
    }

    @Test(.tags(.knownAnswer)) func `the transform's inversion gives Anderson-Darling's law of two values`() {
        // The law of two values is known exactly and decays slowest of all, so it is the hardest case for the
        // inversion.
        let exact = AndersonDarlingDistribution(count: 2)
        for z in isQuickRun ? [4] : [0.5, 1, 2, 3, 4, 6, 10, 20, 40] {
            let found = LawTails(.andersonDarling, count: 2, lower: z < 2.5, at: z)
            #expect(abs(found.survival / exact.survival(z) - 1) <= found.upperError, "\(z)")
            #expect(abs(found.cdf / exact.cdf(z) - 1) <= max(1e-15, found.lowerError), "\(z)")
        }
    }

    @Test(.tags(.knownAnswer)) func `Anderson-Darling's far tail is its first exponential`() {
        // All values gather at one end: the transform's pole at -1, with the residue 2 (n / e)^n / n!.
        for count in [3, 5] {
            let n = Double(count)
            let factorial: Double = count == 3 ? 6 : 120
            let residue = log(2) + n * log(n) - n - log(factorial)
            let found = AndersonDarlingDistribution(count: count).logSurvival(79)
            // The next exponential, exp(-z n / (n - 1)), is below 1e-6 of it at z = 79, where the inversion ends.
            let expected = residue - 79
            #expect(abs(found - expected) < 2 * exp(-79 / n) + 1e-10, "\(count): \(found), \(expected)")
        }
    }

    @Test(.tags(.negativeControl)) func `the approximation of large samples is found wrong for small ones`() throws {
        var rejected = 0
        for row in try Self.simulated() where row.test == "anderson_darling" {
            let survival = AndersonDarlingDistribution(approximating: row.count).survival(row.statistic)
            if abs(Self.deviation(survival, row.above, of: row.of)) > 6 { rejected += 1 }
        }
        #expect(rejected >= 5)
    }

    @Test(.tags(.property)) func `the approximations' stated errors hold where they take over`() {
        for x in [0.03, 0.05, 0.119, 0.3, 0.46, 0.74, 1, 2, 3] {
            let exact = LawTails(.cramerVonMises, count: 80, lower: x < 0.5, at: x)
            let found = CramerVonMisesDistribution(count: 80).tails(x)
            #expect(abs(found.survival / exact.survival - 1) <= found.upperError, "\(x)")
            #expect(abs(found.cdf / exact.cdf - 1) <= found.lowerError, "\(x)")
        }
        for z in [0.15, 0.2, 0.4, 0.7, 1.5, 2.4, 3, 5, 8, 12, 20] {
            let exact = LawTails(.andersonDarling, count: 80, lower: z < 2.5, at: z)
            let found = AndersonDarlingDistribution(count: 80).tails(z)
            #expect(abs(found.survival / exact.survival - 1) <= found.upperError, "\(z)")
            #expect(abs(found.cdf / exact.cdf - 1) <= found.lowerError, "\(z)")
        }
    }
}
