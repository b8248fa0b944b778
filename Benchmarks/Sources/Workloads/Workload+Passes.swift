internal import Initializers
internal import Stats

extension Workload {
    /// The passes over single-precision draws of each law: the summary, the second pass of Kolmogorov-Smirnov, and the
    /// whole battery, which does both.
    public static func passes(count: Int) throws -> [Workload] {
        try BenchmarkLaw.allCases.flatMap { law in
            try passes(ArraySample(law.draws(count)), law.rawValue, against: law.distribution())
        }
    }

    /// The passes over bfloat16 draws: counting the patterns, and the battery on the counts, whose time does not grow
    /// with the sample.
    public static func latticePasses(count: Int) throws -> [Workload] {
        try BenchmarkLaw.allCases.flatMap { law in
            let patterns = try law.draws(count).map { BFloat16($0).bitPattern }
            let lattice = latticeLaw(try law.distribution())
            var counts = PatternCounts()
            counts.add(patterns.span)
            let sample = counts
            let sink = Sink()
            return [
                Workload("summary, \(law.rawValue), bfloat16", .nanosecondsPerElement, count: count) {
                    var counts = PatternCounts()
                    counts.add(patterns.span)
                    sink.value += Double(counts[0])
                },
                Workload("battery, \(law.rawValue), bfloat16", .microsecondsPerCall, count: 1) {
                    let outcome = LatticeBattery(resolution: .framework).run(sample, against: lattice)
                    sink.value += outcome[.kolmogorovSmirnov]?.statistic ?? 0
                },
            ]
        }
    }

    // MARK: - Implementation

    private static func latticeLaw(_ law: some Distribution) -> LatticeLaw { LatticeLaw(law, format: .bfloat16) }

    private static func passes(_ sample: ArraySample<Float>, _ name: String, against law: some Distribution) throws
        -> [Workload]
    {
        let cells = Cells<Float>(equiprobable: Cells<Float>.cellCount(forSampleOf: sample.count), under: law)
        let summary = try SampleSummary(of: sample, cells: cells, law: law)
        // With draws that deviate, Kolmogorov-Smirnov would take a longer path than usual.
        let distance = try KolmogorovSmirnovStatistic(of: sample, summary: summary, law: law)
        let p = KolmogorovDistribution(count: sample.count).survival(distance.d)
        precondition(p > 1e-6, "draws of \(name) at distance \(distance.d), of p-value \(p)")
        let sink = Sink()
        return [
            Workload("summary, \(name)", .nanosecondsPerElement, count: sample.count) {
                // Straight from memory: in chunks of the size that a source is read in, but without the copy.
                var summary = SampleSummary(cells: cells, law: law)
                let values = sample.values.span
                for start in stride(from: 0, to: values.count, by: ArraySample<Float>.chunkSize) {
                    summary.add(values.extracting(start..<min(start + ArraySample<Float>.chunkSize, values.count)))
                }
                sink.value += Double(summary.minimum)
            },
            Workload("Kolmogorov-Smirnov, \(name)", .nanosecondsPerElement, count: sample.count) {
                sink.value += try KolmogorovSmirnovStatistic(of: sample, summary: summary, law: law).d
            },
            Workload("battery, \(name)", .nanosecondsPerElement, count: sample.count) {
                let outcome = try Battery(resolution: .framework).run(on: sample, against: law)
                sink.value += outcome[.kolmogorovSmirnov]?.statistic ?? 0
            },
        ]
    }
}
