import Foundation
import TestSupport
import Testing

@Suite struct PValueTests {
    /// The number that the command prints: all of standard output, and nothing on standard error.
    private func number(_ arguments: [String]) async throws -> Double {
        let outcome = try await BuiltCommand.run(["pvalue"] + arguments)
        #expect(outcome.status == 0)
        #expect(outcome.messages == "")
        #expect(outcome.output.hasSuffix("\n"))
        return try #require(Double(outcome.output.dropLast()))
    }

    @Test(.tags(.knownAnswer), arguments: ReferenceRow.kinds)
    func `the reference table's p-values have nine correct digits`(kind: String) async throws {
        let rows = try ReferenceRow.rows(kind)
        try #require(!rows.isEmpty)
        for row in isQuickRun ? Array(rows.prefix(1)) : rows {
            let p = try await number(row.arguments)
            #expect(abs(p / row.expected - 1) <= 1e-9, "\(row.testDescription): \(p), expected \(row.expected)")
        }
    }

    @Test(.tags(.property)) func `every row of the table and every test of the command is asked for`() async throws {
        #expect(Set(try ReferenceRow.table().map { $0[0] }) == Set(ReferenceRow.kinds))
        let help = try await BuiltCommand.run("pvalue", "--help").output
        let text = help.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let names = try #require(text.firstMatch(of: /Tests: ([a-z, -]+)\./)).output.1.split(separator: ", ")
        let asked = try ReferenceRow.kinds.map { try ReferenceRow.rows($0)[0].arguments[0] }
        #expect(Set(names.map(String.init)) == Set(asked))
    }

    @Test(.tags(.knownAnswer)) func `a p-value has seventeen significant digits`() async throws {
        // Fewer digits would stand for a neighbouring number with other seventeen digits.
        for count in ["1", "10", "100", "10000"] {
            let p = try await number(["kolmogorov-smirnov", "--count", count, "--statistic", "0.625"])
            #expect(
                try await BuiltCommand.run("pvalue", "kolmogorov-smirnov", "--count", count, "--statistic", "0.625")
                    == .success(String(format: "%.17g", p) + "\n")
            )
        }
    }

    @Test(
        .tags(.knownAnswer),
        arguments: [
            // 4 values: inclusion and exclusion over the walls in 256 bits; other sizes: 20 million simulated samples.
            (["cramer-von-mises", "--count", "7", "--statistic", "0.2"], 5_416_056 / 20e6, 0.002),
            (
                ["cramer-von-mises", "--count", "4", "--statistic", "0.04111", "--tail", "lower"], 0.048_237_514_937_87,
                1e-6
            ),
            (["cramer-von-mises", "--count", "7", "--statistic", "0.94267"], 39_771 / 20e6, 0.02),
            (["anderson-darling", "--count", "8", "--statistic", "6"], 21_379 / 20e6, 0.03),
            // An approximation, beside the limit law's 0.01 at this statistic.
            (["anderson-darling", "--count", "1000", "--statistic", "3.8781250216053948"], 0.01, 0.01),
        ] as [([String], Double, Double)]
    )
    func `what is not known to all digits is rounded and says so`(
        arguments: [String],
        expected: Double,
        tolerance: Double
    ) async throws {
        let outcome = try await BuiltCommand.run(["pvalue"] + arguments)
        #expect(outcome.status == 0)
        #expect(outcome.messages.hasPrefix("note: "))
        #expect(outcome.messages.contains("rounded to the digits that hold"))
        let text = String(outcome.output.dropLast())
        let p = try #require(Double(text))
        #expect(abs(p / expected - 1) <= tolerance, "\(p)")
        // All digits are significant, and none lies beyond the stated error.
        let digits = text.prefix { $0 != "e" }.drop { "0.".contains($0) }.filter(\.isNumber).count
        let bound = try #require(outcome.messages.firstMatch(of: /about ([0-9.e-]+);/).flatMap { Double($0.output.1) })
        #expect(digits < 17 && digits <= Int(1 - log10(bound)), "\(text), \(bound)")
    }

    private static let tails: [([String], log10: Double)] = [
        // From the table of reference p-values; the limit law's far tail is 2 exp(-2 x^2).
        (["normal", "--statistic", "37"], log10(1.145_114_244_504_915e-299)),
        (["kolmogorov-smirnov", "--count", "1000", "--statistic", "0.5"], log10(1.064_517_291_557_782e-231)),
        (["kolmogorov-limit", "--statistic", "50"], log10(2) - 5000 / log(10)),
        // 2 Q(100): log Q(100) is from 50-digit arithmetic.
        (["normal", "--statistic", "100"], (log(2) - 5005.524_208_694_205) / log(10)),
    ]

    @Test(.tags(.knownAnswer), arguments: tails)
    func `a logarithm to base 10 goes on where the p-value ends`(arguments: [String], expected: Double) async throws {
        let log10 = try await number(arguments + ["--log10"])
        #expect(abs(log10 - expected) < 1e-9)
        let p = try await number(arguments)
        #expect(expected < -308 ? p == 0 : abs(Foundation.log10(p) - expected) < 1e-9)
    }

    @Test(.tags(.property), arguments: ["upper", "lower"]) func `a negative statistic stands behind an equals sign`(
        tail: String
    ) async throws {
        let p = try await number(["normal", "--statistic=-3", "--tail", tail])
        let expected = tail == "upper" ? 0.002_699_796_063_260_189 : 0.002_699_796_063_260_189 / 2
        #expect(abs(p / expected - 1) < 1e-12)
    }

    @Test(
        .tags(.negativeControl),
        arguments: [
            (
                ["chi-sqare", "--statistic", "1"],
                "test: found 'chi-sqare', expected one of kolmogorov-smirnov, smirnov"
            ),
            (
                ["kolmogorov-smirnov", "--statistic", ".1"],
                "kolmogorov-smirnov: found too few options, expected --count"
            ),
            (
                ["binomial", "--count", "3", "--statistic", "1"],
                "binomial: found too few options, expected --count and --probability"
            ),
            (
                ["chi-square", "--statistic", "1"],
                "chi-square: found too few options, expected --degrees-of-freedom"
            ),
            (
                ["kolmogorov-smirnov", "--count=-5", "--statistic", ".1"],
                "kolmogorov-smirnov: found count -5, expected a count in 1...2^53\n"
            ),
            (["kuiper", "--count", "0", "--statistic", ".1"], "kuiper: found count 0, expected a count in 1...2^53\n"),
            (["kuiper", "--count", "1.5", "--statistic", ".1"], "The value '1.5' is invalid for '--count <count>'"),
            (["kuiper", "--count", "5", "--statistic", "nan"], "--statistic: found [nan], expected one number\n"),
            (["normal", "--statistic", "1", "2"], "--statistic: found [1.0, 2.0], expected one number\n"),
            (
                ["kolmogorov-smirnov", "--count", "9", "--statistic", "1.5"],
                "--statistic: found 1.5, expected a number in 0...1 for kolmogorov-smirnov\n"
            ),
            (
                ["chi-square", "--degrees-of-freedom", "9", "--statistic=-1"],
                "--statistic: found -1.0, expected a number in 0... for chi-square\n"
            ),
            (
                ["binomial", "--count", "1000000", "--probability", "0.5", "--statistic", "1000001"],
                "--statistic: found 1000001.0, expected a number in 0...1000000 for binomial\n"
            ),
            (["anderson-darling", "--statistic=-0.1"], "--statistic: found -0.1, expected a number in 0... for"),
            (["normal", "--statistic", "one"], "The value 'one' is invalid for '--statistic <statistic>'"),
            (["normal"], "Missing expected argument '--statistic <statistic> ...'"),
            (["normal", "--statistic", "1", "--tail", "both"], "The value 'both' is invalid for '--tail <tail>'"),
            (
                ["chi-square", "--degrees-of-freedom", "0", "--statistic", "1"],
                "chi-square: found 0.0 degrees of freedom, expected a number above 0 and at most 2^53\n"
            ),
            (["binomial", "--count", "3", "--probability", "2", "--statistic", "1"], "binomial: found 3.0 trials"),
            (["normal", "--count", "3", "--statistic", "1"], "--count: found it for normal, expected none beside"),
            (
                ["kuiper", "--count", "3", "--probability", "0.5", "--statistic", "1"],
                "--probability: found it for kuiper, expected --count\n"
            ),
            (
                ["fisher", "--degrees-of-freedom", "3", "--statistic", "0.5"],
                "--degrees-of-freedom: found it for fisher, expected none beside --statistic\n"
            ),
            (["fisher", "--statistic", "1.5"], "--statistic: found [1.5], expected p-values in 0...1\n"),
            (["cauchy", "--statistic", ".5", "nan"], "--statistic: found [0.5, nan], expected p-values in 0...1\n"),
            (["fisher", "--statistic", ".5", "--tail", "lower"], "--tail: found lower, expected upper for fisher\n"),
            ([], "Missing expected argument '<test>'"),
        ] as [([String], String)]
    )
    func `a question without an answer is refused`(arguments: [String], message: String) async throws {
        let refused = try await BuiltCommand.run(["pvalue"] + arguments)
        #expect(refused.status == 64)
        #expect(refused.output == "")
        #expect(refused.messages.hasPrefix("Error: \(message)"))
    }
}
