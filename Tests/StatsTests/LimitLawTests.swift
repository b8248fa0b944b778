import Foundation
import Stats
import Testing

/// One of the three laws, by its functions.
private struct LawUnderTest {
    let survival: (Double) -> Double
    let logSurvival: (Double) -> Double
    let cdf: (Double) -> Double

    init(_ test: String, count: Int?) {
        switch test {
        case "anderson_darling":
            let law = AndersonDarlingDistribution(count: count)
            (survival, logSurvival, cdf) = (law.survival, law.logSurvival, law.cdf)
        case "cramer_von_mises":
            let law = CramerVonMisesDistribution(count: count)
            (survival, logSurvival, cdf) = (law.survival, law.logSurvival, law.cdf)
        default:
            let law = KuiperDistribution(count: count)
            (survival, logSurvival, cdf) = (law.survival, law.logSurvival, law.cdf)
        }
    }
}

@Suite("Null laws against 40-digit references")
struct LimitLawTests {

    private struct Errors {
        var survival = WorstError()
        var logSurvival = WorstError()
        var cdf = WorstError()

        mutating func record(_ row: LawTable.Row) {
            let law = LawUnderTest(row.test, count: row.count)
            let place = "\(row.statistic)"
            let logarithm = WorstError.logarithm(row.survival)
            // Doubles below the normal range have fewer digits; there only the logarithm is compared.
            if let expected = Double(row.survival), expected > 1e-307 {
                survival.record(law.survival(row.statistic), expected, at: place)
            }
            // The logarithm of a probability near 1 is as accurate as the distance from 1, which the cdf tests.
            if logarithm < -0.1 { logSurvival.record(law.logSurvival(row.statistic), logarithm, at: place) }
            if let expected = Double(row.cdf), expected > 1e-307 {
                cdf.record(law.cdf(row.statistic), expected, at: place)
            }
        }

        func report(_ name: String) {
            for (function, error) in [("survival", survival), ("logSurvival", logSurvival), ("cdf", cdf)] {
                print("worst", name, function, error.value, "at", error.place, "of", error.count)
            }
        }

        var worst: Double { max(survival.value, logSurvival.value, cdf.value) }
    }

    @Test(
        "limit laws match in both tails to 1e-12",
        arguments: ["anderson-darling", "cramer-von-mises", "kuiper"]
    )
    func limit(name: String) throws {
        let rows = try LawTable(named: name + ".tsv").rows.filter { $0.count == nil }
        #expect(rows.count >= 60)
        var errors = Errors()
        for row in rows { errors.record(row) }
        errors.report(name + " limit")
        #expect(errors.worst < 1e-12)
    }

    @Test(
        "exact small samples match",
        arguments: [("anderson-darling", 2, 1e-12), ("cramer-von-mises", 1, 1e-13)]
    )
    func small(name: String, count: Int, tolerance: Double) throws {
        let rows = try LawTable(named: name + ".tsv").rows.filter { $0.count == count }
        #expect(rows.count >= 7)
        var errors = Errors()
        for row in rows { errors.record(row) }
        errors.report("\(name) n=\(count)")
        // Near the lower end the rounding of the statistic itself is magnified; see the documentation.
        #expect(errors.worst < tolerance)
    }

    @Test("Kuiper's law of a finite sample matches Steck's determinant")
    func kuiperFinite() throws {
        let rows = try LawTable(named: "kuiper.tsv").rows.filter { $0.count != nil }
        #expect(rows.count >= 60)
        var errors = Errors()
        for row in rows { errors.record(row) }
        errors.report("kuiper finite")
        #expect(errors.worst < 1e-11)
    }

    @Test("Cramér-von Mises with two observations is the exact area")
    func cramerVonMisesPair() throws {
        let rows = try LawTable(named: "cramer-von-mises.tsv").rows.filter { $0.count == 2 }
        #expect(rows.count >= 12)
        for row in rows {
            let tails = CramerVonMisesDistribution(count: 2).tails(row.statistic)
            guard let survival = Double(row.survival), let cdf = Double(row.cdf) else { continue }
            if row.statistic <= 5.0 / 48 {
                #expect(abs(tails.cdf - cdf) < 1e-13 * cdf)
            } else {
                #expect(abs(tails.survival - survival) <= tails.upperError * survival, "\(row): \(tails)")
                #expect(abs(tails.cdf - cdf) <= max(1e-15, tails.lowerError) * cdf, "\(row): \(tails)")
            }
        }
    }

    @Test("the golden rows match")
    func golden() throws {
        let names = ["anderson_darling", "cramer_von_mises", "Kuiper limit", "Kuiper exact (cdf)"]
        var compared = 0
        var worst = WorstError()
        for row in try LawTable(named: "golden-rows.tsv").rows {
            let law = LawUnderTest(row.test.hasPrefix("Kuiper") ? "kuiper" : row.test, count: row.count)
            #expect(names.contains(row.test))
            if let survival = Double(row.survival) {
                worst.record(law.survival(row.statistic), survival, at: "\(row)")
                compared += 1
            }
            if let cdf = Double(row.cdf) {
                worst.record(law.cdf(row.statistic), cdf, at: "\(row)")
                compared += 1
            }
        }
        print("worst golden", worst)
        #expect(compared >= 75)
        #expect(worst.value < 1e-12)
    }
}
