/// A piece of work that is timed: the same each time, over memory that was allocated and touched before.
public struct Workload {
    /// What it is, in words that name its row.
    public let name: String

    /// What a figure of it is in.
    public let unit: Unit

    /// Number of things, elements, bytes or calls, that one run handles.
    public let count: Int

    /// Does the work once.
    public let run: () throws -> Void

    /// What a figure is in.
    public enum Unit: String {
        /// Nanoseconds an element, of 1e9 elements a second.
        case nanosecondsPerElement = "ns/element"

        /// Microseconds a call.
        case microsecondsPerCall = "us/call"

        /// 10^9 bytes a second.
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

/// Where results go that nobody looks at, so that the work for them is not left out.
final class Sink {
    var value = 0.0
}
