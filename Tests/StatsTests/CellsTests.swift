import TestSupport
import Testing

import Stats

@Suite struct CellsTests {
    private static func laws() throws -> [(any Distribution, String)] {
        [
            (try Normal(), "normal"), (try Normal(mean: 0, standardDeviation: 1e-30), "tiny"),
            (try Normal(mean: 1000, standardDeviation: 1), "far from 0"),
            (try Normal(mean: 1, standardDeviation: 0x1p-20), "of few values"),
            (try Uniform(low: 0, high: 1), "one-sided"), (try Uniform(low: -0.05, high: 0.05), "uniform"),
            (try Uniform(low: 3, high: 5), "off 0"),
            (try TruncatedNormal(parentStandardDeviation: 0.02, low: -2, high: 2), "truncated"),
            (HeavyTails(), "heavy tails"),
        ]
    }

    private static func check<Scalar: SampleScalar>(
        _ law: some Distribution,
        _ wanted: Int,
        tail: Double,
        _ type: Scalar.Type,
        _ name: String
    ) {
        let cells = Cells<Scalar>(equiprobable: wanted, tail: tail, under: law)
        for (j, edge) in cells.edges.enumerated() {
            let isPlaced = cells.index(of: edge) == j && cells.index(of: edge.nextUp) == j + 1
            if !isPlaced || cells.cdf[j] != law.cdf(Double(edge)) {
                Issue.record("\(name), \(wanted) cells of \(type): edge \(j), \(edge)")
                return
            }
        }
        #expect(zip(cells.edges, cells.edges.dropFirst()).allSatisfy { $0 < $1 })
        #expect(cells.index(of: -.infinity) == 0 && cells.index(of: .infinity) == cells.count - 1)
        #expect(cells.index(of: -Scalar.greatestFiniteMagnitude) == 0)
        #expect(cells.index(of: Scalar.greatestFiniteMagnitude) == cells.count - 1)
        #expect(cells.index(of: -0.0) == cells.index(of: 0))
        let total = (0..<cells.count).map { cells.probability($0) }.reduce(0, +)
        #expect(abs(total - 1) < 1e-12, "\(name)")
    }

    @Test(.tags(.property), arguments: isQuickRun ? [3, 64] : [3, 4, 10, 64, 1000, 8192, 100_000])
    func `every value is counted in the cell whose edges enclose it`(wanted: Int) throws {
        for (law, name) in try Self.laws() {
            for tail in [0, 0.001] {
                Self.check(law, wanted, tail: tail, Float.self, name)
                Self.check(law, wanted, tail: tail, Double.self, name)
            }
        }
    }

    @Test(.tags(.property), arguments: [64, 1024, 65_536])
    func `cells have nearly the probability that was asked for, and the tails exactly theirs`(wanted: Int) throws {
        for (law, name) in try Self.laws() where name != "of few values" {
            let tail = 0.25 / Double(wanted)
            let cells = Cells<Double>(equiprobable: wanted, tail: tail, under: law)
            #expect(cells.count > wanted * 3 / 4 && cells.count < wanted * 5 / 4, "\(name): \(cells.count)")
            let inner = (1..<cells.count - 1).map { cells.probability($0) * Double(wanted) }
            // Two neighbouring segments of nearly a cell each may form one cell together.
            #expect((inner.max() ?? 0) < 2, "\(name): \(inner.max() ?? 0)")
            for end in [0, cells.count - 1] {
                #expect(abs(cells.probability(end) / tail - 1) < 1e-9, "\(name)")
            }
        }
    }

    @Test(.tags(.property)) func `every kernel finds the cells of the definition, and the same sums`() throws {
        var random = SplitMix64(state: 11)
        for (law, name) in try Self.laws() {
            for wanted in [3, 64, 10_000] {
                let cells = Cells<Float>(equiprobable: wanted, under: law)
                // Values of the law, every bit pattern, and the neighbours of edges; every length of the last block.
                for count in [1, 2, 7, 8, 9, 63, 4095, 4096, 4097, 5003] {
                    let values = (0..<count).map { i -> Float in
                        switch i % 4 {
                        case 0: Float(law.quantile(random.uniform()))
                        case 1: Float(bitPattern: UInt32(truncatingIfNeeded: random.next()))
                        case 2: cells.edges[i % cells.edges.count]
                        default: cells.edges[i % cells.edges.count].nextUp
                        }
                    }
                    var expected = [UInt64](repeating: 0, count: cells.count)
                    for x in values where !x.isNaN { expected[cells.index(of: x)] += 1 }
                    let summaries = KernelSet.available.map { kernels in
                        let cells = Cells<Float>(equiprobable: wanted, under: law, kernels: kernels)
                        var summary = SampleSummary(cells: cells, law: law)
                        summary.add(values.span)
                        return summary
                    }
                    for summary in summaries {
                        #expect(summary.counts == expected, "\(name), \(count)")
                        #expect(summary.nanCount == UInt64(values.count(where: \.isNaN)))
                        #expect(summary.minimum == values.filter(\.isFinite).min() ?? .infinity)
                        #expect(summary.maximum == values.filter(\.isFinite).max() ?? -.infinity)
                        let sums = summary.powerSums
                        #expect(sums.second.bitPattern == summaries[0].powerSums.second.bitPattern)
                        #expect(sums.first.bitPattern == summaries[0].powerSums.first.bitPattern)
                        #expect(sums.fourth.bitPattern == summaries[0].powerSums.fourth.bitPattern)
                    }
                }
            }
        }
    }

    @Test(.tags(.property)) func `sums of single-precision kernels are those of the plain definition`() throws {
        let law = try Normal(mean: 0.25, standardDeviation: 3)
        var random = SplitMix64(state: 5)
        let values = (0..<4096 + 13).map { _ in Float(law.quantile(random.uniform())) }
        var expected = 0.0
        for block in [values[..<4096], values[4096...]] {
            // Value i of a block goes to lane i mod 8, and the lanes are added in pairs.
            var lanes = SIMD8<Double>()
            for (i, x) in block.enumerated() {
                let z = (Double(x) - 0.25) * (1 / 3.0)
                lanes[i % 8] += z * z
            }
            expected += lanes.sum()
        }
        for kernels in KernelSet.available {
            let cells = Cells<Float>(equiprobable: 64, under: law, kernels: kernels)
            var summary = SampleSummary(cells: cells, law: law)
            summary.add(values.span)
            #expect(summary.powerSums.second == expected)
        }
    }

    @Test func `the number of cells grows as the root of the sample, and ends at 2^19`() {
        #expect(Cells<Float>.cellCount(forSampleOf: 1) == 64)
        #expect(Cells<Float>.cellCount(forSampleOf: 100_000_000) == 1 << 17)
        #expect(Cells<Float>.cellCount(forSampleOf: 1 << 40) == 1 << 19)
    }

    @Test(.tags(.negativeControl)) func `a law whose cdf is no probability makes cells all the same, and not too many`()
    {
        for value in [Double.nan, .infinity, 1e300, -1e300] {
            let law = Impossible(value: value)
            let cells = Cells<Float>(equiprobable: 64, under: law)
            #expect(cells.count < 128)
        }
    }

    private struct Impossible: Distribution {
        let value: Double
        var mean: Double { 0 }
        var variance: Double { 1 }
        var skewness: Double { .nan }
        var excessKurtosis: Double { .nan }
        var support: ClosedRange<Double> { -1...1 }
        func cdf(_ x: Double) -> Double { x > 0.3 ? value : -value }
        func survival(_ x: Double) -> Double { cdf(-x) }
        func quantile(_ p: Double) -> Double { value }
        func quantile(upperTail p: Double) -> Double { p < 0.5 ? 1 : value }
    }
}
