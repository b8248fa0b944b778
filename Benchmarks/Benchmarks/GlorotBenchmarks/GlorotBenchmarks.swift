import Benchmark
import Foundation
import Workloads

/// The number of elements of a fill or a pass.
private let elements = 1 << 22

/// A metric takes only whole numbers, so the time per element is in picoseconds.
private let perElement = BenchmarkMetric.custom("ps/element", polarity: .prefersSmaller, useScalingFactor: false)

/// The time of a p-value is in nanoseconds per call.
private let perCall = BenchmarkMetric.custom("ns/call", polarity: .prefersSmaller, useScalingFactor: false)

/// 10^6 bytes per second.
private let perSecond = BenchmarkMetric.custom("MB/s", polarity: .prefersLarger, useScalingFactor: false)

let benchmarks: @Sendable () -> Void = {
    do {
        let workloads =
            try Workload.limits() + Workload.fills(count: elements) + Workload.passes(count: elements)
            + Workload.latticePasses(count: elements) + Workload.pValues()
        workloads.forEach(register)
        register(try WholeCase(count: elements))
    } catch {
        // The closure cannot throw. If something cannot be measured, the run ends with a message, not a trap.
        FileHandle.standardError.write(Data("benchmarks: \(error)\n".utf8))
        exit(EXIT_FAILURE)
    }
}

private func register(_ whole: WholeCase) {
    let configuration = Benchmark.Configuration(metrics: [.wallClock, .peakMemoryResident], maxDuration: .seconds(2))
    Benchmark("case, glorot_normal", configuration: configuration) { (_: Benchmark) async throws in
        try await whole.run()
    }
}

private func register(_ workload: Workload) {
    let (metric, factor) =
        switch workload.unit {
        case .nanosecondsPerElement: (perElement, 1e3)
        case .microsecondsPerCall: (perCall, 1e3)
        case .gigabytesPerSecond: (perSecond, 1e3)
        }
    let configuration = Benchmark.Configuration(
        metrics: [.wallClock, metric],
        warmupIterations: 1,
        maxDuration: .seconds(2)
    )
    Benchmark(workload.name, configuration: configuration) { benchmark in
        let clock = ContinuousClock()
        let elapsed = try clock.measure { try workload.run() }
        benchmark.measurement(metric, Int(workload.figure(seconds: elapsed / .seconds(1)) * factor))
    }
}
