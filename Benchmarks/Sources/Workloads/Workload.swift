/// A piece of work to be timed: the same each time, on memory that was allocated and touched beforehand.
public struct Workload {
    /// What it is, in words that name its row.
    public let name: String

    /// The unit of its figures.
    public let unit: Unit

    /// The number of elements, bytes or calls that one run handles.
    public let count: Int

    /// Does the work once.
    public let run: () throws -> Void

    /// The unit of a figure.
    public enum Unit: String {
        /// Nanoseconds per element.
        case nanosecondsPerElement = "ns/element"

        /// Microseconds per call.
        case microsecondsPerCall = "us/call"

        /// 10^9 bytes per second.
        case gigabytesPerSecond = "GB/s"
    }

    init(_ name: String, _ unit: Unit, count: Int, run: @escaping () throws -> Void) {
        self.name = name
        self.unit = unit
        self.count = count
        self.run = run
    }

    /// The figure of a run that took `seconds`.
    public func figure(seconds: Double) -> Double {
        switch unit {
        case .nanosecondsPerElement: seconds * 1e9 / Double(count)
        case .microsecondsPerCall: seconds * 1e6 / Double(count)
        case .gigabytesPerSecond: Double(count) / seconds / 1e9
        }
    }
}

/// Memory that a workload writes or reads.
final class Memory<Scalar> {
    var values: [Scalar]

    init(repeating value: Scalar, count: Int) {
        values = [Scalar](repeating: value, count: count)
    }
}

/// Takes unused results, so that the compiler does not drop the work for them.
final class Sink {
    var value = 0.0
}
