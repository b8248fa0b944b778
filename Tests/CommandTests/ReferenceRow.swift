import Foundation
import Testing

/// A row of the table of reference p-values, as a call of the command.
struct ReferenceRow: Sendable, CustomTestStringConvertible {
    /// The arguments after `glorot pvalue`.
    let arguments: [String]
    let expected: Double

    var testDescription: String { arguments.joined(separator: " ") }

    /// The values of the table's first column, each with the call that a row stands for.
    static let kinds = [
        "kolmogorov_smirnov_two_sided", "Smirnov one-sided D+", "Kolmogorov limit", "anderson_darling",
        "cramer_von_mises", "Kuiper limit", "Kuiper exact (cdf)", "chi-square", "sum z^2 ~ chi2_n", "sum z^2 lower",
        "normal two-sided", "binomial P(X>=k)", "empty-cell test (cell prob q never hit): (1-q)^n", "max of n N(0,1)",
        "max of n N(0,1) too small", "Fisher combine", "Cauchy combine",
    ]

    /// The columns of every row of the table, without its header.
    static func table() throws -> [[String]] {
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let file = tests.appendingPathComponent("StatsTests/Fixtures/golden-pvalues.tsv")
        return try String(contentsOf: file, encoding: .utf8)
            .split(separator: "\n")
            .filter { !$0.hasPrefix("#") && !$0.hasPrefix("test\t") }
            .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    }

    /// The calls of all rows of a kind: upper tails and, if the table has it, the distribution function.
    static func rows(_ kind: String) throws -> [ReferenceRow] {
        try table().filter { $0[0] == kind }.flatMap { fields in
            let count = try count(fields[1])
            let statistic = String(fields[2].drop { !"-.0123456789".contains($0) })
            let question: [String] =
                switch kind {
                case "kolmogorov_smirnov_two_sided": ["kolmogorov-smirnov"] + count + ["--statistic", statistic]
                case "Smirnov one-sided D+": ["smirnov"] + count + ["--statistic", statistic]
                case "Kolmogorov limit": ["kolmogorov-limit", "--statistic", statistic]
                case "anderson_darling": ["anderson-darling"] + count + ["--statistic", statistic]
                case "cramer_von_mises": ["cramer-von-mises"] + count + ["--statistic", statistic]
                case "Kuiper limit": ["kuiper", "--statistic", statistic]
                case "Kuiper exact (cdf)": ["kuiper", "--tail", "lower"] + count + ["--statistic", statistic]
                case "chi-square", "sum z^2 ~ chi2_n":
                    ["chi-square", "--degrees-of-freedom"] + count.dropFirst() + ["--statistic", statistic]
                case "sum z^2 lower":
                    ["chi-square", "--tail", "lower", "--degrees-of-freedom"] + count.dropFirst()
                        + ["--statistic", statistic]
                case "normal two-sided": ["normal", "--statistic", statistic]
                case "binomial P(X>=k)":
                    ["binomial"] + count + ["--probability", String(fields[1].split(separator: "=")[2])]
                        + ["--statistic", statistic]
                // None of n values in a cell of probability 2^-22.
                case "empty-cell test (cell prob q never hit): (1-q)^n":
                    ["binomial", "--tail", "lower"] + count + ["--probability", "\(0x1p-22)", "--statistic", "0"]
                case "max of n N(0,1)": ["normal-maximum"] + count + ["--statistic", statistic]
                case "max of n N(0,1) too small":
                    ["normal-maximum", "--tail", "lower"] + count + ["--statistic", statistic]
                case "Fisher combine": ["fisher", "--statistic", ".01", ".2", ".7"]
                case "Cauchy combine": ["cauchy", "--statistic", ".01", ".2", ".7"]
                default: []
                }
            func number(_ text: String) throws -> Double {
                try #require(Double(text.prefix { $0 != " " }))
            }
            let upper = ReferenceRow(arguments: question, expected: try number(fields[3]))
            guard fields.count > 4, !fields[4].isEmpty else { return [upper] }
            return [upper, ReferenceRow(arguments: question + ["--tail", "lower"], expected: try number(fields[4]))]
        }
    }

    /// `n=1e+06`, `df=3`, `10^4` or `100` as an option; none for a limit law.
    private static func count(_ text: String) throws -> [String] {
        let value = text.split(separator: " ").first.map { $0.split(separator: "=").last.map(String.init) ?? "" } ?? ""
        guard !value.isEmpty, value != "inf" else { return [] }
        let parts = value.replacing(",", with: "").split(separator: "^").map { Double($0) ?? .nan }
        let number = parts.count == 2 ? pow(parts[0], parts[1]) : parts[0]
        return ["--count", String(try #require(Int(exactly: number)))]
    }
}
