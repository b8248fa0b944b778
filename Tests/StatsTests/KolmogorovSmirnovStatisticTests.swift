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

    /// A law whose cells have few keys in single precision.
    private static func narrowLaw() throws -> Uniform { try Uniform(low: 1, high: 1 + 0x1p-8) }

    private static func sample(_ n: Int, _ law: some Distribution, seed: UInt64) -> [Float] {
        var random = SplitMix64(state: seed)
        return (0..<n).map { _ in Float(law.quantile(random.uniform())) }
    }

    @Test(.tags(.property)) func `where few keys are in question, their counts leave nothing for a third pass`() throws
    {
        let law = try Self.narrowLaw()
        var twoPasses = 0
        for seed in UInt64(1)...3 {
            let values = Self.sample(200_000, law, seed: seed)
            let source = ArraySample(values)
            let expected = Self.bySorting(values, law)
            // Without room for the keys' counts there are more passes, and the same distances.
            for (kernels, capacity) in KernelSet.available.map({ ($0, 2000) }) + [(.portable, 200)] {
                let cells = Cells<Float>(equiprobable: 4096, under: law, kernels: kernels)
                let summary = try SampleSummary(of: source, cells: cells, law: law)
                let found = try KolmogorovSmirnovStatistic(
                    of: source,
                    summary: summary,
                    law: law,
                    capacity: capacity
                )
                #expect(found.dPlus == expected.dPlus && found.dMinus == expected.dMinus, "seed \(seed), \(kernels)")
                twoPasses += found.passes == 2 ? 1 : 0
                #expect(capacity == 2000 || found.passes > 2)
            }
        }
        #expect(twoPasses > 0)
    }

    @Test(.tags(.property)) func `more equal values than a small counter holds are all counted`() throws {
        let law = try Self.narrowLaw()
        var values = Self.sample(270_000, law, seed: 1)
        let tie = Float(law.quantile(0.37))
        for i in 0..<66_000 { values[4 * i] = tie }
        let expected = Self.bySorting(values, law)
        let source = ArraySample(values)
        let cells = Cells<Float>(equiprobable: 64, under: law)
        let summary = try SampleSummary(of: source, cells: cells, law: law)
        #expect(summary.counts.reduce(0, +) == 270_000)
        #expect(
            summary.counts[cells.index(of: tie)] == UInt64(values.count { cells.index(of: $0) == cells.index(of: tie) })
        )
        let found = try KolmogorovSmirnovStatistic(of: source, summary: summary, law: law, capacity: 4000)
        #expect(found.dPlus == expected.dPlus && found.dMinus == expected.dMinus)
    }

    @Test(.tags(.negativeControl)) func `a sample that changes while its keys are counted is an error`() throws {
        let law = try Self.narrowLaw()
        let cells = Cells<Float>(equiprobable: 4096, under: law)
        let values = ArraySample(Self.sample(200_000, law, seed: 1))
        let summary = try SampleSummary(of: values, cells: cells, law: law)
        let other = ArraySample(Self.sample(200_000, law, seed: 2))
        // By key, in parts of candidates, and where nearly all cells are candidates.
        for capacity in [2000, 200] {
            #expect(throws: SampleError.changed) {
                try KolmogorovSmirnovStatistic(of: other, summary: summary, law: law, capacity: capacity)
            }
        }
        let few = Cells<Float>(equiprobable: 64, under: law)
        let coarse = try SampleSummary(of: values, cells: few, law: law)
        #expect(throws: SampleError.changed) {
            try KolmogorovSmirnovStatistic(of: other, summary: coarse, law: law, capacity: 2000)
        }
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
