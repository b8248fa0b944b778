import TestSupport
import Testing

import Stats

@Suite struct SampleSummaryTests {
    private static func sample(_ n: Int, seed: UInt64) -> [Float] {
        var random = SplitMix64(state: seed)
        return (0..<n).map { i in
            i % 1000 == 999 ? .nan : i % 1000 == 500 ? .infinity : Float(2 * random.uniform() - 1)
        }
    }

    @Test(.tags(.property))
    func `merging in any order gives the same integers`() throws {
        let law = try Uniform(low: -1, high: 1)
        let cells = Cells<Float>(equiprobable: 128, under: law)
        let values = Self.sample(10_000, seed: 4)
        var whole = SampleSummary(cells: cells, law: law)
        whole.add(values.span)
        let parts = stride(from: 0, to: values.count, by: 700).map { start in
            var part = SampleSummary(cells: cells, law: law)
            part.add(Array(values[start..<min(start + 700, values.count)]).span)
            return part
        }
        for order in [Array(parts.indices), parts.indices.reversed(), parts.indices.sorted { $0 % 3 < $1 % 3 }] {
            var merged = SampleSummary(cells: cells, law: law)
            for i in order { merged.merge(parts[i]) }
            #expect(merged.counts == whole.counts)
            #expect(merged.count == 10_000 && merged.nanCount == 10 && merged.infiniteCount == 10)
            #expect(merged.minimum == whole.minimum && merged.maximum == whole.maximum)
            #expect(abs(merged.powerSums.second - whole.powerSums.second) < 1e-9)
        }
    }

    @Test(.tags(.property))
    func `the smallest and the largest values are counted, and powers summed, in one part as in several`() throws {
        // Integers under N(0, 1), whose sums of powers are exact. The second part holds neither extreme.
        let law = try Normal(mean: 0, standardDeviation: 1)
        let cells = Cells<Float>(equiprobable: 8, under: law)
        let values = (0..<10_000).map { Float($0 * 7 % 11) - 5 }
        let parts = [0..<2, 2..<3, 3..<5000, 5000..<10_000].map { range in
            var part = SampleSummary(cells: cells, law: law)
            part.add(Array(values[range]).span)
            return part
        }
        var whole = SampleSummary(cells: cells, law: law)
        whole.add(values.span)
        for order in [[0, 1, 2, 3], [1, 0, 3, 2], [3, 2, 1, 0]] {
            var merged = SampleSummary(cells: cells, law: law)
            for part in order { merged.merge(parts[part]) }
            for summary in [whole, merged] {
                #expect(summary.minimum == -5 && summary.maximum == 5)
                #expect(summary.minimumCount == UInt64(values.count { $0 == -5 }))
                #expect(summary.maximumCount == UInt64(values.count { $0 == 5 }))
                #expect(summary.powerSums.first == values.reduce(0) { $0 + Double($1) })
                #expect(summary.powerSums.second == values.reduce(0) { $0 + Double($1 * $1) })
                #expect(summary.powerSums.fourth == values.reduce(0) { $0 + Double($1 * $1 * $1 * $1) })
            }
        }
    }

    @Test func `ordered keys are consecutive for consecutive values, and zero has one key`() {
        for x: Float in [-1, -.leastNonzeroMagnitude, 0, .leastNonzeroMagnitude, 1, .greatestFiniteMagnitude.nextDown] {
            #expect(x.nextUp.orderedKey == x.orderedKey + 1)
            #expect(Float(orderedKey: x.orderedKey) == x)
            #expect(Double(orderedKey: Double(x).orderedKey) == Double(x))
        }
        #expect((-Float.zero).orderedKey == 0 && (-Double.zero).orderedKey == 0)
    }

    @Test func `power sums do not depend on the machine's lanes`() throws {
        // Sums of powers of a dyadic grid are exact in any order.
        let law = try Uniform(low: -1, high: 1)
        let cells = Cells<Double>(equiprobable: 8, under: law)
        var summary = SampleSummary(cells: cells, law: law)
        let values = (0..<5000).map { Double($0 % 9) - 4 }
        summary.add(values.span)
        let deviation = law.standardDeviation
        let expected = values.map { ($0 / deviation) * ($0 / deviation) }.reduce(0, +)
        #expect(abs(summary.powerSums.second / expected - 1) < 1e-13)
        #expect(abs(summary.powerSums.first - values.reduce(0, +) / deviation) < 1e-9)
    }

    @Test func `the widened support takes 4 ulp and no more`() throws {
        let law = try Uniform(low: -0.1, high: 0.1)
        let cells = Cells<Float>(equiprobable: 8, under: law)
        var bound = Float(0.1)
        for _ in 0..<4 { bound = bound.nextUp }
        var summary = SampleSummary(cells: cells, law: law)
        summary.add([bound, -bound].span)
        #expect(summary.aboveSupport == 0 && summary.belowSupport == 0)
        summary.add([bound.nextUp, -bound.nextUp].span)
        #expect(summary.aboveSupport == 1 && summary.belowSupport == 1)
    }
}
