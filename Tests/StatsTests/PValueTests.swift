import Foundation
import Stats
import TestSupport
import Testing

/// Samples so simple that a test's p-value can be computed from its definition.
@Suite(.tags(.knownAnswer)) struct PValueTests {
    private static func battery(
        _ values: [Double],
        _ law: some Distribution,
        _ test: TestKind,
        epsilon: Double = 0
    ) throws -> Double {
        let outcome = try Battery(resolution: Resolution(epsilon)).run(on: ArraySample(values), against: law)
        return try #require(outcome[test]).pValue.logarithm
    }

    private static func dependence<Scalar: SampleScalar>(
        _ values: [Scalar],
        _ law: some Distribution,
        _ test: TestKind,
        rowLength: Int = 0
    ) throws -> TestResult {
        let battery = DependenceBattery(resolution: Resolution(0))
        let results = try battery.run(on: ArraySample(values), rowLength: rowLength, against: law)
        return try #require(results.first { $0.test == test })
    }

    private static func expect(_ logarithm: Double, _ pValue: Double) {
        #expect(abs(logarithm / log(pValue) - 1) < 1e-11, "exp(\(logarithm)), expected \(pValue)")
    }

    /// `count` values of alternating sign.
    private static func alternating(_ magnitude: Double, _ count: Int) -> [Double] {
        (0..<count).map { $0 % 2 == 0 ? magnitude : -magnitude }
    }

    // The chi-square law of 2 k degrees of freedom has the survival function e^-t (1 + t + ... + t^(k-1)/(k-1)!),
    // t = x/2.

    @Test func `the scale of a normal sample has both tails of chi-square`() throws {
        let law = try Normal()
        // 2 P(X > 400) and 2 P(X <= 25), 100 degrees of freedom.
        Self.expect(try Self.battery(Self.alternating(2, 100), law, .scale), 3.385595991771418e-37)
        Self.expect(try Self.battery(Self.alternating(0.5, 100), law, .scale), 2.270013914349724e-15)
    }

    @Test func `the mean of a normal sample is granted what the resolution can do in both tails`() throws {
        // epsilon = P(Z > 2), so the mean 1/2 may be off by 2 phi(2).
        let values = [Double](repeating: 1, count: 75) + [Double](repeating: -1, count: 25)
        let pValue = try Self.battery(values, Normal(), .mean, epsilon: 0.022750131948179207)
        Self.expect(pValue, 8.848260954875111e-05)
    }

    @Test func `the moments of a bounded law have Bernstein's bound`() throws {
        let law = try Uniform(low: -1, high: 1)
        // z^2 = 3 for every value: 2 exp(-10 2^2 / (2 (4/5 + 2 * 2/3))).
        Self.expect(try Self.battery(Self.alternating(1, 10), law, .scale), 2 * exp(-9.375))
        // z = sqrt(3) for every value: 2 exp(-10 * 3 / (2 (1 + 3/3))).
        Self.expect(try Self.battery([Double](repeating: 1, count: 10), law, .mean), 2 * exp(-7.5))
    }

    @Test func `the scale of a normal law with far bounds has the normal law's Chernoff bound`() throws {
        // Bernstein's has a bound of 1,023 for z^2 - 1: p = 2 exp(-n (r - 1 - ln r) / 2) is far smaller, for r = 2.25
        // and 0.49.
        let law = try TruncatedNormal(low: -32, high: 32)
        for r in [2.25, 0.49] {
            let found = try Self.battery(Self.alternating(r.squareRoot(), 100), law, .scale)
            Self.expect(found, 2 * exp(-50 * (r - 1 - log(r))))
        }
        // Within two standard deviations Bernstein's bound is the smaller one for values that are too wide.
        let near = try TruncatedNormal(low: -2, high: 2)
        let (bound, variance) = (4 / near.variance, near.excessKurtosis + 2)
        let found = try Self.battery(Self.alternating((1.5 * near.variance).squareRoot(), 100), near, .scale)
        Self.expect(found, 2 * exp(-100 * 0.25 / (2 * (variance + (bound - 1) * 0.5 / 3))))
    }

    @Test func `tails without a value have a binomial p-value, the resolution in their favour`() throws {
        // Two tails, two directions; the outermost of 256 cells, which are rarer than 16 in 1,000.
        let pValue = try Self.battery([Double](repeating: 0.1, count: 1000), Normal(), .tails, epsilon: 0x1p-10)
        Self.expect(pValue, 4 * pow(1 - 0x1p-8 + 0x1p-10, 1000))
    }

    @Test func `the largest value has the exact tail of a maximum, four times over`() throws {
        // 4 (1 - (1 - 4 P(Z > 6))^100).
        let values = [-2.3, 6] + [Double](repeating: 0, count: 98)
        Self.expect(try Self.battery(values, Normal(), .extremes), 1.5785399237014404e-06)
    }

    @Test func `chi-square of eight cells has seven degrees of freedom`() throws {
        // 20, 10, 15, 5, 12, 13, 12 and 13 values where 12.5 are expected: 126 / 12.5.
        let values = zip(0..., [20, 10, 15, 5, 12, 13, 12, 13]).flatMap { cell, count in
            [Double](repeating: (Double(cell) + 0.5) / 8, count: count)
        }
        let outcome = try Battery(resolution: Resolution(0))
            .run(on: ArraySample(values), against: Uniform(low: 0, high: 1))
        let found = try #require(outcome[.chiSquare])
        #expect(found.degreesOfFreedom == 7)
        // The cells have only nearly equal probability: each belongs to the eighth that its middle lies in.
        let cells = Cells<Double>(
            equiprobable: Cells<Double>.cellCount(forSampleOf: values.count),
            under: try Uniform(low: 0, high: 1)
        )
        var below = 0.0
        let parts = (0..<cells.count).map { cell in
            defer { below += cells.probability(cell) }
            return Int(8 * (below + cells.probability(cell) / 2))
        }
        let statistic = (0..<8).reduce(0.0) { sum, part in
            let mine = parts.indices.filter { parts[$0] == part }
            let expected = 100 * mine.reduce(0.0) { $0 + cells.probability($1) }
            let observed = Double(values.count { parts[cells.index(of: $0)] == part })
            return sum + (observed - expected) * (observed - expected) / expected
        }
        #expect(abs(found.statistic / statistic - 1) < 1e-12)
        let t = found.statistic / 2
        let series = 1 + 2 * t / 3 + 4 * t * t / 15
        Self.expect(found.pValue.logarithm, erfc(t.squareRoot()) + 2 * (t / .pi).squareRoot() * exp(-t) * series)
    }

    @Test func `a sum of tails is taken where they are far below the smallest Double`() {
        let small = TailProbability(logarithm: -1000)
        let smaller = TailProbability(logarithm: -1001)
        for sum in [small.plus(smaller), smaller.plus(small)] {
            #expect(abs(sum.logarithm + 1000 - log1p(exp(-1))) < 1e-12 && sum.value == 0)
        }
        #expect(small.plus(.zero) == small && TailProbability.zero.plus(.zero) == .zero)
        #expect(TailProbability(0.25).plus(TailProbability(0.5)).value == 0.75)
        #expect(TailProbability(0.75).plus(TailProbability(0.5)).value == 1)
    }

    @Test func `values that alternate have Chernoff's bound`() throws {
        // The least of 15 lags, 2 groups and 2 signs: 32 products of -1, with lambda the golden ratio minus 1.
        let lambda = (5.0.squareRoot() - 1) / 2
        let found = try Self.dependence(Self.alternating(1, 64), Normal(), .serial)
        #expect(abs(found.statistic + 1) < 1e-12)
        Self.expect(found.pValue.logarithm, 60 * pow(exp(-lambda) / lambda.squareRoot(), 32))
    }

    @Test func `a row off the mean has the normal tail, a wide column chi-square's`() throws {
        // 3 parts, 4 rows, 2 tails: 24 P(Z > 8).
        let rows = [Double](repeating: 2, count: 16) + Self.alternating(1, 48)
        Self.expect(try Self.dependence(rows, Normal(), .rows, rowLength: 16).pValue.logarithm, 1.4930305378252368e-14)
        // 3 parts, 2 columns, 2 tails: 12 P(X > 144), 16 degrees of freedom.
        let columns: [Double] = (0..<16).flatMap { row -> [Double] in [row % 2 == 0 ? 3 : -3, row < 10 ? 1 : -1] }
        let found = try Self.dependence(columns, Normal(), .columns, rowLength: 2)
        Self.expect(found.pValue.logarithm, 1.4210158575652058e-21)
    }

    @Test func `a block that occurs twice has the union bound over pairs`() throws {
        // 4 blocks of 16 values, each of mass at most 2^-20: 6 * 2^-320.
        let values = [0, 16, 32, 16].flatMap { start in (start..<start + 16).map { Double($0) / 64 } }
        let found = try Self.dependence(values, Normal(), .repeats)
        #expect(found.statistic == 1)
        Self.expect(found.pValue.logarithm, 6 * 0x1p-320)
    }

    @Test func `values that occur again are binomial`() throws {
        // P(X >= 3) in 1,000 trials of probability 1,000 * 2^-20.
        let values = (0..<1000).map { Double($0 % 997) / 997 }
        let found = try Self.dependence(values, Normal(), .levels)
        #expect(abs(found.statistic - 0.997) < 1e-12)
        Self.expect(found.pValue.logarithm, 0.07189314997174201)
    }

    @Test func `triples on the edge of a cell are below it, and have Agrawal's bound`() throws {
        // 4,096 triples in two of 8^3 cells, half in each: the divergence is 4096 ln 256.
        let law = try Uniform(low: -1, high: 1)
        let values: [Double] = (0..<12_288).map { $0 / 3 % 2 == 0 ? 0 : 0.125 }
        let divergence: Double = 4096 * log(256.0)
        for found in [
            try Self.dependence(values, law, .triples), try Self.dependence(values.map { Float($0) }, law, .triples),
        ] {
            #expect(abs(found.statistic / (2 * divergence) - 1) < 1e-12)
            let logarithm = 511 * (1 + log(divergence / 511)) - divergence + log(2.0)
            #expect(abs(found.pValue.logarithm / logarithm - 1) < 1e-12)
        }
    }
}
