import TestSupport
import Testing

import Stats

@Suite struct EquallyLikelyTests {
    @Test(.tags(.knownAnswer)) func `a die has the textbook's moments and tails`() throws {
        // Six equally likely values: variance (n^2 - 1)/12, excess kurtosis -6 (n^2 + 1)/(5 (n^2 - 1)).
        let die = try EquallyLikely([3, 1, 6, 2, 5, 4])
        #expect(die.support == 1...6 && die.mean == 3.5 && die.skewness == 0 && die.pointValue == nil)
        #expect(abs(die.variance - 35.0 / 12) < 1e-15 && abs(die.excessKurtosis + 222.0 / 175) < 1e-14)
        #expect(die.cdf(0.9) == 0 && die.cdf(1) == 1.0 / 6 && die.cdf(3.5) == 0.5 && die.cdf(6) == 1)
        #expect(die.survival(0.9) == 1 && die.survival(1) == 5.0 / 6 && die.survival(6) == 0)
        #expect(die.cdf(.nan).isNaN && die.survival(.nan).isNaN)
    }

    @Test(.tags(.property)) func `quantiles are the first values that reach a probability`() throws {
        let law = try EquallyLikely([0, 0, 1, 5])
        for (p, x) in [(0, 0), (0.25, 0), (0.5, 0), (0.5001, 1), (0.75, 1), (0.76, 5), (1, 5)] as [(Double, Double)] {
            #expect(law.quantile(p) == x && law.quantile(upperTail: 1 - p) == x, "\(p)")
        }
        #expect(law.quantile(-0.1).isNaN && law.quantile(upperTail: 1.1).isNaN)
    }

    @Test(.tags(.negativeControl)) func `one value is a point, no value is no law`() throws {
        let point = try EquallyLikely([2, 2])
        #expect(point.pointValue == 2 && point.variance == 0 && point.skewness.isNaN)
        for values in [[], [1, Double.nan], [Double.infinity]] {
            #expect(throws: DistributionError.self) { try EquallyLikely(values) }
        }
    }
}
