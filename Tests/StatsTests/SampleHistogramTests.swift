import Stats
import TestSupport
import Testing

@Suite struct SampleHistogramTests {
    private static let count = 20_000

    private static func uniforms(seed: UInt64) -> [Double] {
        var generator = SplitMix64(state: seed)
        return (0..<count).map { _ in generator.uniform() }
    }

    private static func outcome(_ values: [Float], _ law: some Distribution) throws -> Battery.Outcome {
        try Battery(resolution: .framework).run(on: ArraySample(values), against: law)
    }

    @Test(.tags(.property)) func `every interval's count is what a count of the values finds`() throws {
        let normal = try Normal(mean: 1, standardDeviation: 2)
        let values = Self.uniforms(seed: 1).map { Float(normal.quantile($0)) }
        let histogram = try #require(try Self.outcome(values, normal).histogram)
        #expect(histogram.count == UInt64(Self.count))
        #expect(histogram.range == -7...9)
        var low = -Double.infinity
        for bin in histogram.bins {
            #expect(bin.upperEdge > low)
            let inside = values.count { Double($0) > low && Double($0) <= bin.upperEdge }
            #expect(bin.count == UInt64(inside))
            let expected = normal.probability(from: low, to: bin.upperEdge)
            #expect(abs(bin.probability - expected) < 1e-12)
            low = bin.upperEdge
        }
        #expect(low == .infinity)
        // A grid of 64 steps over four deviations to each side, plus the parts beyond on both sides; in the tails cells
        // are wider.
        #expect((48...66).contains(histogram.bins.count))
    }

    @Test(.tags(.property)) func `intervals are of about one width, within the bounds of a law`() throws {
        let law = try Uniform(low: -1, high: 1)
        let values = Self.uniforms(seed: 2).map { Float(law.quantile($0)) }
        let histogram = try #require(try Self.outcome(values, law).histogram)
        #expect(histogram.range == -1...1)
        #expect(histogram.bins.count == 64)
        // There are 2048 cells or more, so an edge is at most half a cell of 1/2048 from the grid.
        for (index, bin) in histogram.bins.dropLast().enumerated() {
            #expect(abs(bin.upperEdge - (-1 + Double(index + 1) / 32)) <= 2.0 / 1024)
        }
    }

    @Test(.tags(.property)) func `differences are those of the cdfs, and none passes D`() throws {
        let law = try TruncatedNormal(parentMean: 0, parentStandardDeviation: 1, low: -2, high: 2)
        let values = Self.uniforms(seed: 3).map { Float(law.quantile($0)) }
        let outcome = try Self.outcome(values, law)
        let histogram = try #require(outcome.histogram)
        let distance = try #require(outcome.distance)
        for bin in histogram.bins {
            #expect(bin.leastDifference <= bin.largestDifference)
            #expect(bin.largestDifference <= distance.dPlus + 1e-15)
            #expect(-bin.leastDifference <= distance.dMinus + 1e-15)
            guard bin.upperEdge.isFinite else { continue }
            let below = values.count { Double($0) <= bin.upperEdge }
            let difference = Double(below) / Double(Self.count) - law.cdf(bin.upperEdge)
            #expect(bin.leastDifference <= difference + 1e-12 && difference <= bin.largestDifference + 1e-12)
        }
        // Between two edges of a cell, D can rise by the cell's probability, at most 1/2048.
        let largest = histogram.bins.map { max($0.largestDifference, -$0.leastDifference) }.max() ?? 0
        #expect(distance.d - largest <= 1.0 / 1024)
    }

    @Test(.tags(.negativeControl)) func `a sample of another scale strays as far as the laws' cdfs do`() throws {
        let (claimed, drawn) = (try Normal(mean: 0, standardDeviation: 1), try Normal(mean: 0, standardDeviation: 1.25))
        let values = Self.uniforms(seed: 4).map { Float(drawn.quantile($0)) }
        let histogram = try #require(try Self.outcome(values, claimed).histogram)
        // sup |Phi(x/1.25) - Phi(x)| lies at x^2 = 2 ln(1.25) / (1 - 0.64): 0.0537, by SciPy.
        let largest = histogram.bins.map { max($0.largestDifference, -$0.leastDifference) }.max() ?? 0
        // Six standard deviations of an empirical cdf.
        #expect(abs(largest - 0.0537) < 6 * 0.5 / Double(Self.count).squareRoot())
    }

    @Test(.tags(.property)) func `16-bit values are counted in their rounding intervals`() throws {
        let law = LatticeLaw(try Uniform(low: -1, high: 1), format: .bfloat16)
        let patterns = Self.uniforms(seed: 5).map { SixteenBitFormat.bfloat16.nearest(2 * $0 - 1) }
        var counts = PatternCounts()
        counts.add(patterns.span)
        let histogram = try #require(LatticeBattery(resolution: .own).run(counts, against: law).histogram)
        var low = -Double.infinity
        for bin in histogram.bins {
            let inside = patterns.count {
                let value = SixteenBitFormat.bfloat16.value($0)
                return value > low && value <= bin.upperEdge
            }
            #expect(bin.count == UInt64(inside))
            low = bin.upperEdge
        }
        #expect(abs(histogram.bins.reduce(0) { $0 + $1.probability } - 1) < 1e-12)
    }

    @Test(.tags(.property)) func `constants, and samples without numbers, have none`() throws {
        #expect(try Self.outcome([1, 1, 1], try PointMass(1)).histogram == nil)
        #expect(try Self.outcome([.nan, .nan], try Normal(mean: 0, standardDeviation: 1)).histogram == nil)
    }

    @Test(.tags(.property), arguments: [1, 2, 3, 64]) func `any number of values has one`(count: Int) throws {
        let law = try Normal(mean: 0, standardDeviation: 1)
        let values = Self.uniforms(seed: 6).prefix(count).map { Float(law.quantile($0)) }
        let histogram = try #require(try Self.outcome(values, law).histogram)
        #expect(histogram.bins.reduce(0) { $0 + $1.count } == UInt64(count))
        #expect(histogram.bins.last?.upperEdge == .infinity)
    }
}
