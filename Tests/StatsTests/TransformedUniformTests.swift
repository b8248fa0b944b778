import Foundation
import TestSupport
import Testing

import Stats

@Suite struct TransformedUniformTests {
    @Test(.tags(.knownAnswer)) func `moments and both tails match 40 digits`() throws {
        var worst: [String: Double] = [:]
        let rows = try ReferenceTable.fields("transformed-uniform").filter { $0[0] != "law" }
        #expect(rows.count == 8 * (4 + 14))
        for row in rows {
            let transform = try #require(TransformedUniform.Transform(rawValue: row[0]))
            let ends = (try #require(Double(row[1])), try #require(Double(row[2])))
            let law = try TransformedUniform(transform, low: ends.0, high: ends.1)
            let expected = try #require(Double(row[5]))
            let x = Double(row[4]) ?? .nan
            let (found, unit) =
                switch row[3] {
                case "mean": (law.mean, max(abs(expected), law.standardDeviation))
                case "variance": (law.variance, expected)
                // Sums of terms of both signs.
                case "skewness": (law.skewness, max(1, abs(expected)))
                case "kurtosis": (law.excessKurtosis, max(1, abs(expected)))
                // A rounding of x moves both tails by its size times the density; x is exact in the table.
                case "cdf": (law.cdf(x), expected)
                default: (law.survival(x), expected)
                }
            let error = abs(found - expected) / unit
            let kind = row[3] == "cdf" || row[3] == "survival" ? "tails" : "moments"
            worst[kind] = max(worst[kind] ?? 0, error)
            #expect(error < 1e-10, "\(row): \(found)")
        }
        print("worst errors of transformed uniform laws: \(worst)")
        #expect(try AccuracyArticle.covers(worst.values.max() ?? .nan, "- ``TransformedUniform``"))
    }

    @Test(arguments: [
        (TransformedUniform.Transform.logarithm, 0.0, 16.0), (.logarithm, 1, 16), (.inverseSoftplus, 0.001, 0.1),
        (.inverseSoftplus, 0.5, 30),
    ])
    func `quantiles invert both tails`(_ transform: TransformedUniform.Transform, _ low: Double, _ high: Double) throws
    {
        let law = try TransformedUniform(transform, low: low, high: high)
        for p in [1e-12, 1e-6, 0.01, 0.25, 0.5, 0.75, 0.99] {
            let lower = law.quantile(p)
            let upper = law.quantile(upperTail: p)
            #expect(abs(law.cdf(lower) - p) < 1e-14 * (1 + abs(lower)), "\(p)")
            #expect(abs(law.survival(upper) - p) < 1e-14 * (1 + abs(upper)), "\(p)")
            #expect(abs(law.cdf(lower) + law.survival(lower) - 1) < 1e-14)
        }
        #expect(law.quantile(0) == law.support.lowerBound && law.quantile(1) == law.support.upperBound)
        #expect(law.cdf(.nan).isNaN && law.survival(.nan).isNaN)
        #expect(law.quantile(-0.1).isNaN && law.quantile(upperTail: 1.1).isNaN)
        #expect(law.cdf(law.support.upperBound) == 1 && law.survival(law.support.upperBound) == 0)
    }

    @Test(.tags(.negativeControl)) func `parameters outside the domain are errors`() {
        for (low, high) in [(0.0, 1.0), (-1, 1), (2, 1), (1, 1), (1, .infinity), (.nan, 1), (1, 1 + 1e-9)] {
            #expect(throws: DistributionError.self) { try TransformedUniform(.inverseSoftplus, low: low, high: high) }
        }
        #expect(throws: DistributionError.self) { try TransformedUniform(.logarithm, low: 0, high: 0) }
    }
}
