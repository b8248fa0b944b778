import CMath
import TestSupport
import Testing

import Stats

@Suite struct LogTailTests {
    private static func law(_ name: String, _ parameters: String) throws -> any Distribution {
        let numbers = try parameters.split(separator: " ").map { try #require(Double($0)) }
        return switch name {
        case "normal": try Normal(mean: numbers[0], standardDeviation: numbers[1])
        case "truncated": try TruncatedNormal(low: numbers[0], high: numbers[1])
        case "uniform": try Uniform(low: numbers[0], high: numbers[1])
        case "haar": try HaarEntry(dimension: Int(numbers[0]), gain: 1)
        default: try ZeroInflated(zeroProbability: numbers[0], rest: Normal())
        }
    }

    @Test(.tags(.knownAnswer))
    func `logarithms of both tails match 60-digit arithmetic, where the tails underflow too`()
        throws
    {
        let rows = try ReferenceTable.fields("log-tails").filter { $0[0] != "law" }
        #expect(rows.count >= 140)
        var worst: [String: WorstError] = [:]
        var underflown: [String: Int] = [:]
        for row in rows {
            let law = try Self.law(row[0], row[1])
            let x = try #require(Double(row[2]))
            for (found, expected) in [
                (law.logCDF(x), try #require(Double(row[3]))), (law.logSurvival(x), try #require(Double(row[4]))),
            ] {
                // The table has 0 for values within 1e-300 of 0.
                let isNothing = expected == 0 && abs(found) < 1e-300
                worst[row[0], default: WorstError()].record(isNothing ? 0 : found, expected, at: "\(row)")
                if expected < -708 { underflown[row[0], default: 0] += 1 }
            }
        }
        #expect(worst.count == 5)
        for (name, error) in worst.sorted(by: { $0.key < $1.key }) {
            print("worst relative error of \(name)'s logarithms: \(error.value) at \(error.place)")
            let line = name == "haar" ? "  and of ``HaarEntry``" : "- Logarithms"
            #expect(try AccuracyArticle.covers(error.value, line), "\(name): \(error)")
        }
        // For every law with such tails the table reaches beyond where the tail itself underflows.
        for name in ["normal", "truncated", "haar", "zero-inflated"] { #expect(underflown[name] ?? 0 >= 2, "\(name)") }
    }

    /// A user's own law: P(X > x) = exp(-x).
    private struct Exponential: Distribution {
        let support = 0.0...Double.infinity
        let mean = 1.0
        let variance = 1.0
        let skewness = 2.0
        let excessKurtosis = 6.0
        func cdf(_ x: Double) -> Double { x <= 0 ? 0 : -expm1(-x) }
        func survival(_ x: Double) -> Double { x <= 0 ? 1 : exp(-x) }
        func quantile(_ p: Double) -> Double { -log1p(-p) }
        func quantile(upperTail q: Double) -> Double { -log(q) }
    }

    @Test func `a law of one's own has logarithms from its tails, and claims nothing else`() throws {
        let law = Exponential()
        for x in [1e-12, 0.25, 2, 500] { #expect(abs(law.logSurvival(x) / -x - 1) < 1e-14) }
        #expect(abs(law.logCDF(1e-200) / log(1e-200) - 1) < 1e-15)
        #expect(law.logSurvival(-1) == 0 && law.logCDF(-1) == -.infinity && law.logSurvival(1e4) == -.infinity)
        #expect(law.logSurvival(.nan).isNaN && law.logCDF(.nan).isNaN)
        #expect(law.tails == .unbounded && !law.isSymmetric && law.pointValue == nil && law.truncatedNormal == nil)
        #expect(law.partialMoment(2, below: 1) == nil)
        #expect(Exponential() == law)
    }

    @Test(.tags(.property)) func `logarithms at and beyond the ends are those of nothing and of everything`() throws {
        let laws: [any Distribution] = [
            try Normal(), try TruncatedNormal(low: -2, high: 3), try Uniform(low: -2, high: 3),
            try HaarEntry(dimension: 40), try PointMass(0.5), try ZeroInflated(zeroProbability: 0.5, rest: Normal()),
        ]
        for law in laws {
            #expect(law.logCDF(-.infinity) == -.infinity && law.logCDF(.infinity) == 0, "\(law)")
            #expect(law.logSurvival(-.infinity) == 0 && law.logSurvival(.infinity) == -.infinity, "\(law)")
            #expect(law.logCDF(.nan).isNaN && law.logSurvival(.nan).isNaN, "\(law)")
            let values = stride(from: -4.0, through: 4, by: 0.03125).map { law.logSurvival($0) }
            #expect(zip(values, values.dropFirst()).allSatisfy { $0 >= $1 }, "\(law)")
        }
    }

    @Test func `every law says how its tails are bounded, and what it is`() throws {
        func tails(_ law: some Distribution) -> DistributionTails { law.tails }
        #expect(try Normal(mean: 3).tails == .gaussian && Normal().tails.areSubGaussian)
        #expect(try Uniform(low: 2, high: 5).tails == .strictlySubGaussian)
        #expect(try TruncatedNormal(low: -2, high: 2).tails == .strictlySubGaussian)
        #expect(try TruncatedNormal(low: -2, high: 3).tails == .bounded)
        #expect(try TruncatedNormal(low: -2, high: .infinity).tails == .unbounded)
        #expect(try HaarEntry(dimension: 5).tails == .bounded && !DistributionTails.bounded.areSubGaussian)
        #expect(try ZeroInflated(zeroProbability: 0.5, rest: Normal()).tails == .unbounded)
        #expect(try PointMass(2).pointValue == 2 && Normal().pointValue == nil)
        #expect(try ZeroInflated(zeroProbability: 1, rest: Normal()).pointValue == 0)
        #expect(try ZeroInflated(zeroProbability: 0, rest: PointMass(3)).pointValue == 3)
        #expect(try ZeroInflated(zeroProbability: 0.5, rest: PointMass(3)).pointValue == nil)
        #expect(try ZeroInflated(zeroProbability: 0.5, rest: Normal()).isSymmetric)
        #expect(try !ZeroInflated(zeroProbability: 0.5, rest: Normal(mean: 1)).isSymmetric)
        let whole = try #require(try Normal(mean: 3, standardDeviation: 2).truncatedNormal)
        #expect(whole.parentMean == 3 && whole.parentStandardDeviation == 2 && whole.mean == 3 && whole.variance == 4)
        #expect(try whole.logSurvival(90) == Normal(mean: 3, standardDeviation: 2).logSurvival(90))
    }
}
