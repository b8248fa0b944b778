import TestSupport
import Testing

import Stats

/// Laws whose quantiles lie far from 0 on both sides, and laws narrower than the spacing of their type.
@Suite struct CellEdgeTests {
    private static func outcome<Scalar: SampleScalar>(
        _ law: some Distribution,
        of count: Int,
        as type: Scalar.Type
    ) throws -> Battery.Outcome {
        var generator = SplitMix64(state: 71)
        let values = (0..<count).map { _ in Scalar(nearest: law.quantile(generator.uniform())) }
        return try Battery(resolution: .framework).run(on: ArraySample(values), against: law)
    }

    /// From -1 to 1 there are 2^63 representable Doubles, more than an Int64 can count.
    @Test func `edges of either sign that lie far apart are counted`() throws {
        let laws: [any Distribution] = [
            try Normal(mean: 1, standardDeviation: 1e6), try Uniform(low: -1000, high: 9000),
            try Uniform(low: -1e150, high: 1e150),
        ]
        for law in laws {
            for result in try Self.outcome(law, of: 64, as: Double.self).results {
                #expect(result.pValue.value > 1e-3, "\(law): \(result)")
            }
        }
    }

    /// Float has no value but 1 within 59 standard deviations of the mean.
    @Test func `a law narrower than the spacing of its type is granted its one value`() throws {
        let law = try Normal(mean: 1, standardDeviation: 1e-9)
        let outcome = try Self.outcome(law, of: 1000, as: Float.self)
        #expect(outcome.minimum == 1 && outcome.maximum == 1)
        for result in outcome.results where result.tier == .rigorous {
            #expect(result.pValue == .one, "\(result)")
        }
    }

    /// The one value lies where the cdf is 0 or 1, or nearly: rounding put it there.
    @Test(.tags(.statistical), arguments: [1e-12, 1e-9, 1e-8, 2e-8, 3e-8, 5e-8, 1e-7])
    func `a law narrower than its type's spacing is not rejected for where the values lie`(deviation: Double) throws {
        for mean in [0.7, 0.7 + 3e-8, 1000.00001, -0.3] {
            let law = try Normal(mean: mean, standardDeviation: deviation * abs(mean) / 0.7)
            let outcome = try Self.outcome(law, of: 10_000, as: Float.self)
            let values = (0..<4096).map { _ in Float(law.quantile(0.3)) }
            let dependence = try DependenceBattery(resolution: outcome.resolution)
                .run(on: ArraySample(values), rowLength: 64, against: law)
            let isOne = outcome.minimum == outcome.maximum
            for result in outcome.results + (isOne ? dependence : []) where result.tier == .rigorous {
                #expect(result.pValue.value > 1e-4, "\(mean) \(deviation): \(result)")
            }
        }
    }

    @Test(.tags(.negativeControl)) func `what such a law cannot have is found all the same`() throws {
        let law = try Normal(mean: 0.7, standardDeviation: 1e-9)
        let values = [Float](repeating: 0.7, count: 99) + [.nan]
        let outcome = try Battery(resolution: .framework).run(on: ArraySample(values), against: law)
        #expect(outcome[.support]?.pValue.value == 0 && outcome.notFinite == 1)
    }

    private struct Broken: Distribution {
        let support = 0.0...1.0
        let mean = 0.5
        let variance = 1.0 / 12
        let skewness = 0.0
        let excessKurtosis = -1.2
        let probability: Double
        func cdf(_ x: Double) -> Double { probability }
        func survival(_ x: Double) -> Double { probability }
        func quantile(_ p: Double) -> Double { p }
        func quantile(upperTail q: Double) -> Double { 1 - q }
    }

    @Test(.tags(.negativeControl), arguments: [.nan, -0.1, 1.1, .infinity] as [Double])
    func `a law whose cdf is no probability is an error`(probability: Double) {
        let broken = Broken(probability: probability)
        #expect(throws: DistributionError.self) {
            try Battery(resolution: .framework).run(on: ArraySample([0.25, 0.5]), against: broken)
        }
    }

    /// The uniform law on 0...1, except that its cdf falls beyond 1/2.
    private struct Falling: Distribution {
        let support = 0.0...1.0
        let mean = 0.5
        let variance = 1.0 / 12
        let skewness = 0.0
        let excessKurtosis = -1.2
        let fall: Double
        func cdf(_ x: Double) -> Double { min(1, max(0, x > 0.5 ? x - fall : x)) }
        func survival(_ x: Double) -> Double { 1 - cdf(x) }
        func quantile(_ p: Double) -> Double { p }
        func quantile(upperTail q: Double) -> Double { 1 - q }
    }

    @Test(.tags(.negativeControl)) func `a law whose cdf falls from edge to edge is an error that names them`() throws {
        let error = #expect(throws: DistributionError.self) {
            try Battery(resolution: .framework).run(on: ArraySample([0.25, 0.5]), against: Falling(fall: 0.1))
        }
        let text = try #require(error?.description)
        let match = try #require(
            text.wholeMatch(
                of: /Falling: found cdf\((.+)\) = (.+) after cdf\((.+)\) = (.+), expected a cdf that does not fall/
            )
        )
        let numbers = [match.output.1, match.output.2, match.output.3, match.output.4].compactMap { Double($0) }
        try #require(numbers.count == 4)
        // The edges on either side of 1/2.
        #expect(numbers[2] <= 0.5 && 0.5 < numbers[0] && numbers[1] < numbers[3])
    }

    @Test func `a cdf that falls by its last bits is one`() throws {
        #expect(throws: Never.self) {
            try Battery(resolution: .framework).run(on: ArraySample([0.25, 0.5]), against: Falling(fall: 1e-15))
        }
    }

    @Test func `a constant's outcome is about the finite values, and counts the extremes`() throws {
        let values = [0.25, 0.25, .nan, 0.5, .infinity, -1]
        let outcome = try Battery(resolution: .framework).run(on: ArraySample(values), against: PointMass(0.25))
        #expect(outcome.mean == 0 && outcome.extremeCount == 2 && outcome.impossible == 4)
        #expect(outcome.variance == (0.25 * 0.25 + 1.25 * 1.25) / 4)
        let pattern = try PatternBattery(period: 1) { _ in 0.25 }.run(on: ArraySample(values), about: 0.25)
        #expect(pattern.mean == outcome.mean && pattern.variance == outcome.variance)
        let constant = try Battery(resolution: .framework).run(on: ArraySample([2.0, 2, 2]), against: PointMass(2))
        #expect(constant.extremeCount == 3)
    }

    @Test(.tags(.negativeControl)) func `values whose squares overflow are impossible, not undefined`() throws {
        let values = [0.5, -1e308, 1e308, 1e308, .greatestFiniteMagnitude, -.greatestFiniteMagnitude]
        let laws: [any Distribution] = [
            try Uniform(low: 0, high: 1), try TruncatedNormal(low: -2, high: 2),
            try Normal(mean: 0, standardDeviation: 0.1),
        ]
        for law in laws {
            let outcome = try Battery(resolution: .framework).run(on: ArraySample(values), against: law)
            for test in [TestKind.scale, .mean] { #expect(outcome[test]?.pValue == .zero, "\(law), \(test)") }
            for result in outcome.results where result.tier == .rigorous {
                #expect(!result.pValue.value.isNaN && !result.pValue.logarithm.isNaN, "\(law): \(result)")
            }
        }
    }
}
