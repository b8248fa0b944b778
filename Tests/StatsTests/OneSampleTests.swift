import TestSupport
import Testing

import Stats

@Suite struct OneSampleTests {
    /// A user's own law: P(X <= x) = x^2 on [0, 1].
    private struct Triangular: Distribution {
        let support = 0.0...1.0
        let mean = 2.0 / 3
        let variance = 1.0 / 18
        let skewness = -0.565685424949238
        let excessKurtosis = -0.6
        func cdf(_ x: Double) -> Double { x <= 0 ? 0 : x >= 1 ? 1 : x * x }
        func survival(_ x: Double) -> Double { x <= 0 ? 1 : x >= 1 ? 0 : (1 - x) * (1 + x) }
        func quantile(_ p: Double) -> Double { p.squareRoot() }
        func quantile(upperTail q: Double) -> Double { (1 - q).squareRoot() }
    }

    /// By hand: for two values, P(D_2 >= d) = 2 (1 - d)^2 for d in [1/2, 1].
    @Test(.tags(.knownAnswer)) func `two values of a user's own law, by hand`() throws {
        // F = 0.01 and 0.36: F_2 - F is 0.49 and 0.64.
        let result = try KolmogorovSmirnov.test([0.6, 0.1], against: Triangular())
        #expect(abs(result.statistic - 0.64) < 1e-15)
        #expect(abs(result.pValue.value - 2 * 0.36 * 0.36) < 1e-14)
        #expect(result.tier == .rigorous)
    }

    /// By hand: F_4 jumps from 1/4 to 1 at the tie, F is 1/2 there.
    @Test(.tags(.knownAnswer)) func `ties and infinities count`() throws {
        let law = try Uniform(low: 0, high: 1)
        #expect(try KolmogorovSmirnov.test([0.5, 0.5, 0.25, 0.5], against: law).statistic == 0.5)
        #expect(try KolmogorovSmirnov.test([0.5, -.infinity, -.infinity, .infinity], against: law).statistic == 0.5)
        #expect(try KolmogorovSmirnov.test([2, 2], against: law).statistic == 1)
        #expect(try KolmogorovSmirnov.test([2, 2], against: law).pValue == .zero)
    }

    /// Half of the values are 0 by the law itself: F jumps there as F_n does.
    @Test(.tags(.statistical)) func `an honest sample of a law with an atom is no evidence`() throws {
        let law = try ZeroInflated(zeroProbability: 0.5, rest: Normal())
        var generator = SplitMix64(state: 72)
        let values = (0..<2000).map { _ in law.quantile(generator.uniform()) }
        #expect(try KolmogorovSmirnov.test(values, against: law).pValue.value > 0.01)
        // By hand: F is 1/4 before 0 and 3/4 from 0 on, F_2 is 0 before 0.
        #expect(abs(try KolmogorovSmirnov.test([0, 0], against: law).statistic - 0.25) < 1e-15)
        // Three quarters zeros.
        let filled = values.enumerated().map { $0.offset % 2 == 0 ? 0 : $0.element }
        #expect(try KolmogorovSmirnov.test(filled, against: law).pValue.value < 1e-12)
    }

    /// By hand: (44 - 50)^2 / 50 + (56 - 50)^2 / 50 = 1.44, the square of 1.2 standard deviations; 2 (1 - Phi(1.2)).
    @Test(.tags(.knownAnswer)) func `chi-square of two counts is a squared normal`() throws {
        let result = try PearsonChiSquare.test(observed: [44, 56], probabilities: [0.5, 0.5])
        #expect(abs(result.statistic - 1.44) < 1e-14)
        #expect(result.degreesOfFreedom == 1)
        #expect(abs(result.pValue.value - 0.230_139_340_443_416_23) < 1e-14)
        #expect(result.tier == .diagnostic)
    }

    /// By hand: with two degrees of freedom the p-value is exp(-X^2/2); X^2 = 2^2/2 + 1^2/3 + 3^2/5.
    @Test(.tags(.knownAnswer)) func `chi-square of three counts is exponential`() throws {
        let result = try PearsonChiSquare.test(observed: [4, 2, 4], probabilities: [0.2, 0.3, 0.5])
        let statistic = 2 + 1.0 / 3 + 0.2
        #expect(abs(result.statistic - statistic) < 1e-14)
        #expect(abs(result.pValue.value - 0.281_769_289_094_958_3) < 1e-13)
    }

    /// The edges of four cells are 1/2, sqrt 1/2, sqrt 3/4. A value on an edge belongs to the cell below it.
    @Test(.tags(.knownAnswer)) func `values are counted in cells of equal probability`() throws {
        let values = [0.5, 0.51, 0.6, 0.7, 0.71, 0.9, 0.95, 0.99]
        // Counts 1, 3, 1, 3 where 2 are expected: X^2 = 4 / 2.
        let result = try PearsonChiSquare.test(values, against: Triangular(), cells: 4)
        #expect(abs(result.statistic - 2) < 1e-14)
        #expect(result.degreesOfFreedom == 3)
        #expect(try PearsonChiSquare.test(values, against: Triangular()).degreesOfFreedom == 7)
    }

    @Test(.tags(.negativeControl)) func `what cannot be tested is refused`() throws {
        let law = try Uniform(low: 0, high: 1)
        #expect(throws: OneSampleError.empty) { try KolmogorovSmirnov.test([], against: law) }
        #expect(throws: OneSampleError.empty) { try PearsonChiSquare.test([], against: law) }
        let holed = [0.5, .nan, 0.25]
        #expect(throws: OneSampleError.notANumber(index: 1)) { try KolmogorovSmirnov.test(holed, against: law) }
        #expect(throws: OneSampleError.notANumber(index: 1)) { try PearsonChiSquare.test(holed, against: law) }
        #expect(throws: OneSampleError.empty) {
            try PearsonChiSquare.test(observed: [0, 0], probabilities: [0.5, 0.5])
        }
        #expect(throws: OneSampleError.self) { try PearsonChiSquare.test([0.5], against: law, cells: 1) }
        #expect(throws: OneSampleError.self) { try PearsonChiSquare.test([0.5], against: PointMass(1)) }
    }

    @Test(
        .tags(.negativeControl),
        arguments: [
            ([1, 2], [0.5]), ([1], [1]), ([], []), ([1, -1], [0.5, 0.5]), ([1, 2], [1, 0]), ([1, 2], [0.5, .nan]),
            ([1, 2], [0.5, 0.4]), ([1, 2, 3], [0.75, 0.5, -0.25]),
        ] as [([Int], [Double])]
    )
    func `cells that are none are refused`(observed: [Int], probabilities: [Double]) {
        #expect(throws: OneSampleError.self) {
            try PearsonChiSquare.test(observed: observed, probabilities: probabilities)
        }
    }
}
