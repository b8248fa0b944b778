/// A sample that is read in chunks and can be read again.
///
/// Every read of a range gives the same values; a source that cannot promise that throws.
public protocol SampleSource<Scalar>: Sendable {
    /// The type of the sample's values.
    associatedtype Scalar: SampleScalar

    /// Number of values.
    var count: Int { get }

    /// Whether one thread must read it from start to end; false by default.
    var isSequential: Bool { get }

    /// Writes the values of `range` to the start of `destination`.
    ///
    /// - Parameters:
    ///   - range: indices within `0..<count`.
    ///   - destination: room for at least `range.count` values.
    /// - Throws: any error that keeps the source from being read.
    func read(_ range: Range<Int>, into destination: inout MutableSpan<Scalar>) throws
}

extension SampleSource {
    /// Number of values in a chunk. It is fixed so that sums are formed in the same order however the work is divided.
    public static var chunkSize: Int { 1 << 16 }

    public var isSequential: Bool { false }

    /// The first values; without a copy, if they are all values of a sample that is held.
    package func leading(_ count: Int) throws -> [Scalar] {
        if count == self.count, let held { return held }
        var values = [Scalar](zeros: count)
        var destination = values.mutableSpan
        try read(0..<count, into: &destination)
        return values
    }

    /// Calls `body` with each chunk in turn.
    func forEachChunk(_ body: (borrowing Span<Scalar>) throws -> Void) throws {
        try forEachChunk(of: 0..<count) { values, _ in try body(values) }
    }

    /// Calls `body` with each chunk of a range in turn, and says which is the last. A sample that is held is not copied.
    func forEachChunk(
        of range: Range<Int>,
        _ body: (borrowing Span<Scalar>, _ isLast: Bool) throws -> Void
    ) throws {
        let held = held
        var buffer = held == nil ? [Scalar](zeros: min(Self.chunkSize, range.count)) : []
        var start = range.lowerBound
        while start < range.upperBound {
            let end = min(start + Self.chunkSize, range.upperBound)
            if let held {
                try body(held.span.extracting(start..<end), end == range.upperBound)
            } else {
                var destination = buffer.mutableSpan
                try read(start..<end, into: &destination)
                try body(buffer.span.extracting(0..<(end - start)), end == range.upperBound)
            }
            start = end
        }
    }

    /// All values of a sample that is held.
    private var held: [Scalar]? { (self as? HeldSample<Scalar>)?.values ?? (self as? ArraySample<Scalar>)?.values }
}

/// A sample held in memory.
public struct ArraySample<Scalar: SampleScalar>: SampleSource {
    /// The values.
    public let values: [Scalar]

    /// The sample of these values.
    public init(_ values: [Scalar]) {
        self.values = values
    }

    public var count: Int { values.count }

    public func read(_ range: Range<Int>, into destination: inout MutableSpan<Scalar>) {
        values[range].withUnsafeBufferPointer { values in
            destination.withUnsafeMutableBufferPointer { destination in
                _ = destination.update(fromContentsOf: values)
            }
        }
    }
}
