import TestSupport
import Testing

import Stats

@Suite struct ZeroInflatedTests {
    @Test(.tags(.knownAnswer))
    func `tails, the jump and the moments match values integrated with 40 digits`() throws {
        let rows = try ReferenceTable.fields("zero-inflated").filter { $0[0] != "zeros" }
        #expect(rows.count >= 150)
        var worst = 0.0
        for row in rows {
            let value = try row.map { try #require(Double($0)) }
            let law = try ZeroInflated(
                zeroProbability: value[0] / value[1],
                rest: Normal(mean: value[2], standardDeviation: value[3])
            )
            let x = value[4]
            let found = [
                law.cdf(x), law.cdfBefore(x), law.survival(x), law.mean, law.variance, law.skewness, law.excessKurtosis,
            ]
            for (found, expected) in zip(found, value[5...]) {
                // Integrals that vanish come out below 1e-35.
                let error = abs(expected) < 1e-35 ? abs(found) : abs(found / expected - 1)
                worst = max(worst, error)
                #expect(error < 1e-10, "\(row): \(found) for \(expected)")
            }
        }
        print("worst relative error of the zero-inflated normal law: \(worst)")
        #expect(try AccuracyArticle.covers(worst, "- ``ZeroInflated``"))
    }

    @Test(.tags(.property)) func `quantiles invert the cdf and stand still at the atom`() throws {
        let law = try ZeroInflated(zeroProbability: 0.25, rest: Normal(mean: 0.5, standardDeviation: 1))
        let below = law.cdfBefore(0)
        for p in [1e-300, 1e-9, 0.01, below * 0.999] {
            #expect(abs(law.cdf(law.quantile(p)) / p - 1) < 1e-9 && law.quantile(p) < 0)
        }
        for p in [below * 1.0001, below + 0.1, below + 0.2499] {
            #expect(law.quantile(p) == 0 && law.quantile(upperTail: 1 - p) == 0)
        }
        for q in [1e-300, 1e-9, 0.01, law.survival(0) * 0.999] {
            let x = law.quantile(upperTail: q)
            #expect(abs(law.survival(x) / q - 1) < 1e-9 && x > 0)
        }
        #expect(law.quantile(0) == -.infinity && law.quantile(1) == .infinity)
        #expect(law.quantile(-0.1).isNaN && law.quantile(upperTail: 1.1).isNaN && law.cdf(.nan).isNaN)
    }

    @Test func `the ends are the other law and a constant`() throws {
        let normal = try Normal(mean: 2, standardDeviation: 3)
        let none = try ZeroInflated(zeroProbability: 0, rest: normal)
        #expect(none.mean == 2 && none.variance == 9 && none.cdf(1) == normal.cdf(1) && none.excessKurtosis == 0)
        let all = try ZeroInflated(zeroProbability: 1, rest: normal)
        #expect(all.support == 0...0 && all.mean == 0 && all.variance == 0 && all.cdf(0) == 1 && all.survival(0) == 0)
        #expect(all.quantile(0.3) == 0)
    }

    /// A constant of 2 with probability 1/4: mean 1/2, variance 3/4, skewness (1 - 2 p)/sqrt(p (1 - p)) = 2/sqrt 3,
    /// excess kurtosis (1 - 6 p (1 - p))/(p (1 - p)) = -2/3, as every two-point law's.
    @Test(.tags(.knownAnswer)) func `a constant beside zeros is a two-point law`() throws {
        let law = try ZeroInflated(zeroProbability: 0.75, rest: PointMass(2))
        #expect(law.mean == 0.5 && law.variance == 0.75 && law.support == 0...2)
        #expect(abs(law.skewness - 2 / 3.0.squareRoot()) < 1e-14 && abs(law.excessKurtosis + 2.0 / 3) < 1e-14)
        #expect(law.cdf(-1) == 0 && law.cdf(0) == 0.75 && law.cdf(1.9) == 0.75 && law.cdf(2) == 1)
        #expect(law.quantile(0.7) == 0 && law.quantile(0.8) == 2 && law.quantile(upperTail: 0.3) == 0)
    }

    @Test(.tags(.negativeControl)) func `a probability outside 0 to 1 is an error`() throws {
        let normal = try Normal()
        for p in [-0.1, 1.1, .nan] {
            #expect(throws: DistributionError.self) { try ZeroInflated(zeroProbability: p, rest: normal) }
        }
    }
}
