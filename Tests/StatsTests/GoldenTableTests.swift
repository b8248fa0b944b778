import Foundation
import TestSupport
import Testing

import Stats

/// Every row of the table of reference p-values, by the names that the command uses.
///
/// The table was made with exact rationals, 113-bit floats or 40 to 60 digits. None of it is this package's output.
@Suite(.tags(.knownAnswer)) struct GoldenTableTests {
    /// The question of a row, and its answer.
    private struct Question {
        var law: NullDistribution
        var parameters: NullDistribution.Parameters
        var statistic: Double
        var tail: NullDistribution.Tail
        var expected: Double
        /// The relative error allowed by the row's own digits and the documented accuracy of the test.
        var tolerance: Double
    }

    private static func rows() throws -> [[String]] {
        let url = try #require(
            Bundle.module.url(forResource: "golden-pvalues", withExtension: "tsv", subdirectory: "Fixtures")
        )
        return try String(contentsOf: url, encoding: .utf8)
            .split(separator: "\n")
            .filter { !$0.hasPrefix("#") && !$0.hasPrefix("test\t") }
            .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    }

    /// The number in `n=10^4`, `df=99`, `lambda=0.2`, `1e+06`, `9.1e-102 (lower tail)`, `0.081 (P(V<v))`.
    private static func number(_ text: String) -> Double? {
        let value = text.split(separator: "=").last.map(String.init) ?? text
        let first = value.split(separator: " ").first.map(String.init) ?? value
        if first.contains("^") {
            let parts = first.split(separator: "^").compactMap { Double($0) }
            return parts.count == 2 && parts[1] >= 0
                ? (0..<Int(parts[1])).reduce(1) { product, _ in product * parts[0] } : nil
        }
        return Double(first)
    }

    private static func question(_ row: [String]) throws -> Question? {
        let (name, first, second) = (row[0], row[1], row[2])
        let count = number(first).flatMap { $0.isFinite ? Int($0) : nil }
        let statistic = number(second) ?? .nan
        let expected = try #require(number(row[3]), "\(row)")
        func ask(
            _ law: NullDistribution,
            count: Int? = count,
            degreesOfFreedom: Double? = nil,
            probability: Double? = nil,
            tail: NullDistribution.Tail = .upper,
            tolerance: Double
        ) -> Question {
            Question(
                law: law,
                parameters: .init(count: count, degreesOfFreedom: degreesOfFreedom, probability: probability),
                statistic: statistic,
                tail: tail,
                expected: expected,
                tolerance: tolerance
            )
        }
        switch name {
        case "kolmogorov_smirnov_two_sided":
            let n = try #require(count)
            let scaled = Double(n) * statistic * statistic
            let exact = max(1e-12, 4 * Double(n) * statistic * 0x1p-53)
            return ask(.kolmogorovSmirnov, tolerance: n <= 140 || scaled > 5 ? exact : 1e-9)
        case "Smirnov one-sided D+": return ask(.smirnov, tolerance: 1e-12)
        case "Kolmogorov limit": return ask(.kolmogorovLimit, count: nil, tolerance: 1e-11)
        case "anderson_darling": return ask(.andersonDarling, tolerance: 1e-10)
        case "cramer_von_mises": return ask(.cramerVonMises, tolerance: 1e-10)
        case "Kuiper limit": return ask(.kuiper, count: nil, tolerance: 1e-11)
        case "Kuiper exact (cdf)": return ask(.kuiper, tail: .lower, tolerance: 1e-12)
        case "normal two-sided": return ask(.normal, tolerance: 1e-11)
        case "chi-square": return ask(.chiSquare, degreesOfFreedom: number(first), tolerance: 1e-11)
        case "sum z^2 ~ chi2_n": return ask(.chiSquare, degreesOfFreedom: number(first), tolerance: 1e-11)
        case "sum z^2 lower":
            return ask(.chiSquare, degreesOfFreedom: number(first), tail: .lower, tolerance: 1e-11)
        case "max of n N(0,1)": return ask(.normalMaximum, tolerance: 1e-11)
        case "max of n N(0,1) too small": return ask(.normalMaximum, tail: .lower, tolerance: 1e-11)
        case "binomial P(X>=k)":
            let parts = first.split(separator: " ")
            return Question(
                law: .binomial,
                parameters: .init(
                    count: number(String(parts[0])).map { Int($0) },
                    probability: number(String(parts[1]))
                ),
                statistic: statistic,
                tail: .upper,
                expected: expected,
                tolerance: 1e-11
            )
        case "empty-cell test (cell prob q never hit): (1-q)^n":
            return Question(
                law: .binomial,
                parameters: .init(count: 100_000_000, probability: 0x1p-22),
                statistic: 0,
                tail: .lower,
                expected: expected,
                tolerance: 1e-11
            )
        default: return nil
        }
    }

    @Test func `every p-value of the reference table is met within the contract of its test`() throws {
        var worst: [NullDistribution: Double] = [:]
        var asked = 0
        for row in try Self.rows() {
            guard let question = try Self.question(row) else { continue }
            let found = try question.law.probability(of: question.tail, at: question.statistic, question.parameters)
            let error = abs(found.value / question.expected - 1)
            // The rows that were made as Doubles have 15 digits.
            #expect(error <= max(question.tolerance, 2e-15), "\(row): found \(found.value)")
            worst[question.law] = max(worst[question.law] ?? 0, error)
            asked += 1
        }
        for (law, error) in worst.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            print("worst relative error against the reference table, \(law.rawValue): \(error)")
            #expect(try AccuracyArticle.covers(error, "| \(law.rawValue) |"), "\(law.rawValue): \(error)")
        }
        // Two rows combine p-values and are tested below.
        #expect(try Self.rows().count - asked == 2)
    }

    @Test func `the cdf column is met where it is given`() throws {
        var compared = 0
        for row in try Self.rows() where row.count > 4 && row[0].contains("_") {
            guard let cdf = Double(row[4]), let question = try Self.question(row) else { continue }
            let found = try question.law.probability(of: .lower, at: question.statistic, question.parameters)
            #expect(abs(found.value / cdf - 1) <= 1e-9, "\(row): found \(found.value)")
            compared += 1
        }
        #expect(compared >= 40)
    }

    @Test func `combined p-values match the table`() {
        #expect(abs(PValueCombination.fisher([0.01, 0.2, 0.7]) / 0.04082702883527946 - 1) < 1e-14)
        #expect(abs(PValueCombination.cauchy([0.01, 0.2, 0.7]) / 0.02932602061049845 - 1) < 1e-14)
    }

    @Test(.tags(.negativeControl))
    func `a missing or impossible parameter is an error that names it`() {
        #expect(throws: DistributionError.self) {
            try NullDistribution.kolmogorovSmirnov.probability(of: .upper, at: 0.1, .init())
        }
        #expect(throws: DistributionError.self) {
            try NullDistribution.kolmogorovSmirnov.probability(of: .upper, at: 0.1, .init(count: 0))
        }
        #expect(throws: DistributionError.self) {
            try NullDistribution.chiSquare.probability(of: .upper, at: 1, .init(degreesOfFreedom: -1))
        }
        #expect(throws: DistributionError.self) {
            try NullDistribution.binomial.probability(of: .upper, at: 1, .init(count: 5))
        }
    }
}
