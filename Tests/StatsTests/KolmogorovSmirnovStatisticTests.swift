import Foundation
import TestSupport
import Testing

import Stats

@Suite struct KolmogorovSmirnovStatisticTests {
    /// The definition: sort, and compare at every distinct value.
    private static func bySorting<Scalar: SampleScalar>(
        _ values: [Scalar],
        _ law: some Distribution
    ) -> (dPlus: Double, dMinus: Double) {
        let sorted = values.filter { !$0.isNaN }.sorted()
        let n = Double(sorted.count)
        var result = (dPlus: 0.0, dMinus: 0.0)
        var i = 0
        while i < sorted.count {
            var j = i
            while j < sorted.count, sorted[j] == sorted[i] { j += 1 }
            let cdf = law.cdf(Double(sorted[i]))
            result.dPlus = max(result.dPlus, Double(j) / n - cdf)
            result.dMinus = max(result.dMinus, cdf - Double(i) / n)
            i = j
        }
        return result
    }

    private static func check<Scalar: SampleScalar>(
        _ values: [Scalar],
        _ law: some Distribution,
        cells cellCount: Int? = nil,
        capacity: Int = KolmogorovSmirnovStatistic.capacity,
        _ label: String
    ) throws {
        let source = ArraySample(values)
        let count = cellCount ?? Cells<Scalar>.cellCount(forSampleOf: values.count)
        let cells = Cells<Scalar>(equiprobable: count, under: law)
        let summary = try SampleSummary(of: source, cells: cells, law: law)
        let found = try KolmogorovSmirnovStatistic(of: source, summary: summary, law: law, capacity: capacity)
        let expected = bySorting(values, law)
        #expect(found.dPlus == expected.dPlus, "\(label): D+")
        #expect(found.dMinus == expected.dMinus, "\(label): D-")
        #expect(found.passes < 70, "\(label): passes")
    }

    /// Samples of many kinds under one law, as Doubles.
    private static func samples(_ n: Int, _ law: some Distribution, seed: UInt64) -> [(String, [Double])] {
        var random = SplitMix64(state: seed)
        let honest = (0..<n).map { _ in law.quantile(random.uniform()) }
        let edges = Cells<Double>(equiprobable: 64, under: law).edges
        return [
            ("honest", honest), ("shifted", honest.map { $0 + 0.3 * law.standardDeviation }),
            ("too narrow", honest.map { 0.5 * $0 }), ("too wide", honest.map { 3 * $0 }),
            ("coarse", honest.map { ($0 * 4).rounded() / 4 }), ("all zero", honest.map { _ in 0 }),
            ("one value", honest.map { _ in honest.first ?? 0 }),
            ("on edges", (0..<n).map { edges[$0 % edges.count] }),
            ("next to edges", (0..<n).map { edges[$0 % edges.count].nextUp }),
            ("clipped", honest.map { min(max($0, law.quantile(0.2)), law.quantile(0.8)) }),
            ("half at zero", honest.enumerated().map { $0 % 2 == 0 ? 0 : $1 }),
            ("signed zeros", honest.enumerated().map { $0 % 3 == 0 ? -0.0 : $0 % 3 == 1 ? 0.0 : $1 }),
            ("infinities", honest.enumerated().map { $0 % 7 == 0 ? .infinity : $0 % 7 == 1 ? -.infinity : $1 }),
            ("NaN among them", honest.enumerated().map { $0 % 5 == 1 ? .nan : $1 }),
            ("far outside", honest.map { $0 * 1e30 }),
            ("sorted grid", (0..<n).map { law.quantile((Double($0) + 0.5) / Double(n)) }),
        ]
    }

    @Test(.tags(.property), arguments: isQuickRun ? [1, 2, 3, 10] : [1, 2, 3, 10, 100, 1000])
    func `the statistic equals the one by plain sorting, ties and edges included`(n: Int) throws {
        let uniform = try Uniform(low: -1, high: 1)
        let normal = try Normal(mean: 0, standardDeviation: 0.05)
        let truncated = try TruncatedNormal(parentStandardDeviation: 0.1, low: -2, high: 2)
        for seed in UInt64(1)...3 {
            for law in [uniform, normal, truncated] as [any Distribution] {
                for (name, values) in Self.samples(n, law, seed: seed) {
                    try Self.check(values, law, "\(law) \(name), Double")
                    try Self.check(values.map { Float($0) }, law, "\(law) \(name), Float")
                    // Few cells and little room exercise the refining passes.
                    try Self.check(values, law, cells: 4, capacity: 8, "\(law) \(name), refined")
                    try Self.check(
                        values.map { Float($0) },
                        law,
                        cells: 4,
                        capacity: 8,
                        "\(law) \(name), Float refined"
                    )
                }
            }
        }
    }

    @Test(.tags(.property), .enabled(if: !isQuickRun))
    func `the statistic equals the one by plain sorting at 10^5 values`() throws {
        let normal = try Normal()
        for (name, values) in Self.samples(100_000, normal, seed: 9) {
            try Self.check(values, normal, "\(name), Double")
            try Self.check(values.map { Float($0) }, normal, "\(name), Float")
            try Self.check(values.map { Float($0) }, normal, cells: 64, capacity: 500, "\(name), Float refined")
        }
    }

    /// A law of as many keys in single precision, so few that all of them may be counted.
    private static func narrowLaw(keys: Int = 1 << 14) throws -> Uniform {
        try Uniform(low: 1, high: 1 + 0x1p-23 * Double(keys))
    }

    /// A sample whose cdf rises above the law's at its quantile 0.3 and falls below it at 0.7, so that few keys are in
    /// question.
    private static func sample(_ n: Int, _ law: some Distribution, seed: UInt64) -> [Float] {
        var random = SplitMix64(state: seed)
        return (0..<n).map { _ in
            let p = random.uniform()
            let q = p < 0.32 ? p * 0.3 / 0.32 : p > 0.68 ? 1 - (1 - p) * 0.3 / 0.32 : 0.3 + (p - 0.32) * 0.4 / 0.36
            return Float(law.quantile(q))
        }
    }

    private static func statistic(
        _ values: [Float],
        summary first: [Float]? = nil,
        keys: Int = 1 << 14,
        cells cellCount: Int? = nil,
        capacity: Int? = nil,
        kernels: KernelSet = .fastest
    ) throws -> KolmogorovSmirnovStatistic {
        let law = try narrowLaw(keys: keys)
        let cells = Cells<Float>(equiprobable: cellCount ?? keys / 4, tail: 0, under: law, kernels: kernels)
        let summary = try SampleSummary(of: ArraySample(first ?? values), cells: cells, law: law)
        return try KolmogorovSmirnovStatistic(
            of: ArraySample(values),
            summary: summary,
            law: law,
            capacity: capacity ?? keys / 8
        )
    }

    @Test(.tags(.property)) func `where few keys are in question, their counts leave nothing for a third pass`() throws
    {
        let law = try Self.narrowLaw()
        for seed in UInt64(1)...3 {
            let values = Self.sample(400_000, law, seed: seed)
            let expected = Self.bySorting(values, law)
            for kernels in KernelSet.available {
                let found = try Self.statistic(values, kernels: kernels)
                #expect(found.dPlus == expected.dPlus && found.dMinus == expected.dMinus, "seed \(seed), \(kernels)")
                #expect(found.passes == 2)
            }
            // Where there is room only for smaller counts, the same.
            let small = try Self.statistic(values, capacity: 60)
            #expect(small.dPlus == expected.dPlus && small.dMinus == expected.dMinus, "seed \(seed)")
            #expect(small.passes == 2)
            // Without room for the keys' counts there are more passes, and the same distances.
            let found = try Self.statistic(values, capacity: 2)
            #expect(found.dPlus == expected.dPlus && found.dMinus == expected.dMinus, "seed \(seed)")
            #expect(found.passes > 2)
        }
    }

    @Test(.tags(.property), .enabled(if: !isQuickRun))
    func `keys that several threads count are added`() throws {
        let law = try Self.narrowLaw(keys: 1 << 16)
        // Two segments, which two threads read, since a read waits long enough for the second to start.
        let values = Self.sample(SampleSegments.size + 1_000_000, law, seed: 1)
        let expected = Self.bySorting(values, law)
        let cells = Cells<Float>(equiprobable: 1 << 14, tail: 0, under: law)
        let summary = try SampleSummary(of: ArraySample(values), cells: cells, law: law)
        let source = SlowSample(values)
        let found = try KolmogorovSmirnovStatistic(of: source, summary: summary, law: law, capacity: 1 << 12)
        #expect(found.dPlus == expected.dPlus && found.dMinus == expected.dMinus)
        #expect(found.passes == 2)
    }

    @Test(.tags(.property)) func `more equal values than a small counter holds are all counted`() throws {
        let law = try Self.narrowLaw()
        let honest = Self.sample(400_000, law, seed: 1)
        // At the quantile where the distance is largest, so that its key is counted.
        let tie = Float(law.quantile(0.3))
        let own = honest.count { $0 == tie }
        for (capacity, largest) in [(2048, 65_535), (60, 255)] {
            for ties in [largest, largest + 1] {
                let values = honest + Array(repeating: tie, count: ties - own)
                let expected = Self.bySorting(values, law)
                let found = try Self.statistic(values, capacity: capacity)
                #expect(found.dPlus == expected.dPlus && found.dMinus == expected.dMinus)
                #expect((found.passes == 2) == (ties == largest), "\(ties) equal values")
            }
        }
    }

    @Test(.tags(.negativeControl)) func `a sample that changes while its keys are counted is an error`() throws {
        let law = try Self.narrowLaw()
        let values = Self.sample(400_000, law, seed: 1)
        let other = Self.sample(400_000, law, seed: 2)
        // By key in both ways, in parts of candidates, and where nearly all cells are candidates.
        for (cells, capacity) in [(4096, 1 << 11), (4096, 60), (4096, 2), (64, 2000)] {
            #expect(throws: SampleError.changed) {
                try Self.statistic(other, summary: values, cells: cells, capacity: capacity)
            }
        }
        // As many values as before in the keys that are counted, but not where they were.
        let swapped = values.map { 2 + Float(0x1p-9) - $0 }
        #expect(throws: SampleError.changed) { try Self.statistic(swapped, summary: values) }
    }

    @Test(.tags(.property)) func `an infinity is above or below everything, whatever the law's formula says of it`()
        throws
    {
        let law = HeavyTails()
        for capacity in [1, 1000] {
            for (values, dPlus, dMinus) in [
                ([Float.infinity, .infinity, .infinity], 0.0, 1.0), ([-.infinity, -.infinity], 1.0, 0.0),
                ([-.infinity, 0, .infinity, .infinity], 0.25, 0.5),
            ] {
                let source = ArraySample(values)
                let cells = Cells<Float>(equiprobable: 64, under: law)
                let summary = try SampleSummary(of: source, cells: cells, law: law)
                let found = try KolmogorovSmirnovStatistic(of: source, summary: summary, law: law, capacity: capacity)
                #expect(found.dPlus == dPlus && found.dMinus == dMinus, "\(values): \(found)")
            }
        }
    }

    @Test(.tags(.negativeControl))
    func `an empty sample, or one of NaN alone, is a typed error`() throws {
        let law = try Normal()
        let battery = Battery(resolution: .own)
        #expect(throws: SampleError.empty) { try battery.run(on: ArraySample<Float>([]), against: law) }
        let nan = try battery.run(on: ArraySample<Float>([.nan, .nan]), against: law)
        #expect(nan[.support]?.pValue == .zero)
        #expect(nan[.kolmogorovSmirnov] == nil)
    }

    @Test(.tags(.negativeControl))
    func `a sample that changes between two readings is an error`() throws {
        let law = try Normal()
        let first = ArraySample<Float>((0..<1000).map { Float($0) / 500 - 1 })
        let second = ArraySample<Float>((0..<1000).map { _ in 0.001 })
        let cells = Cells<Float>(equiprobable: 64, under: law)
        let summary = try SampleSummary(of: first, cells: cells, law: law)
        #expect(throws: SampleError.changed) {
            try KolmogorovSmirnovStatistic(of: second, summary: summary, law: law)
        }
    }
}

/// A sample of which each read takes a millisecond more.
private struct SlowSample: SampleSource {
    private let sample: ArraySample<Float>

    var count: Int { sample.count }

    init(_ values: [Float]) { sample = ArraySample(values) }

    func read(_ range: Range<Int>, into destination: inout MutableSpan<Float>) {
        Thread.sleep(forTimeInterval: 0.001)
        sample.read(range, into: &destination)
    }
}
