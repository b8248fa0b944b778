internal import Dispatch
internal import Synchronization

/// The segments in which samples are read.
package enum SampleSegments {
    /// Number of values in a segment.
    package static let size = 1 << 22
}

/// Reading the sample in segments of a fixed length, which threads take in turn.
extension SampleSource {
    /// Number of values in a segment. Sums that depend on the order of addition are formed per segment, and the
    /// segments' sums are added in order, so the bits are the same however many threads there are.
    package static var segmentSize: Int { SampleSegments.size }

    /// Number of segments.
    var segmentCount: Int { (count + Self.segmentSize - 1) / Self.segmentSize }

    /// Reads segments, several at a time, each from start to end.
    ///
    /// - Parameters:
    ///   - segments: the segments to read; nil for all.
    ///   - threads: the largest number of threads; nil for as many as there are cores, up to 4, so that their tables
    ///     stay small compared with the 64 MiB that a verification may take.
    ///   - makeState: makes a thread's state, once for each thread.
    ///   - body: adds a chunk to its thread's state, given the segment and whether the chunk is the segment's last.
    /// - Returns: each thread's state, in no particular order.
    /// - Throws: the first error of the source or of `body`.
    func gatherSegments<State: Sendable>(
        _ segments: Range<Int>? = nil,
        threads: Int? = nil,
        into makeState: @Sendable () -> State,
        _ body: @Sendable (inout State, borrowing Span<Scalar>, _ segment: Int, _ isLast: Bool) throws -> Void
    ) throws -> [State] {
        let segments = segments ?? 0..<segmentCount
        let width = isSequential ? 1 : min(threads ?? min(4, Machine.coreCount), segments.count)
        guard width > 1 else {
            var state = makeState()
            for segment in segments { try readSegment(segment) { try body(&state, $0, segment, $1) } }
            return [state]
        }
        let next = Atomic(segments.lowerBound)
        let outcome = Mutex<Result<[State], any Error>>(.success([]))
        DispatchQueue.concurrentPerform(iterations: width) { _ in
            var state = makeState()
            do {
                while true {
                    let segment = next.add(1, ordering: .relaxed).oldValue
                    guard segment < segments.upperBound else { break }
                    try readSegment(segment) { try body(&state, $0, segment, $1) }
                }
                let finished = state
                outcome.withLock { outcome in outcome = outcome.map { $0 + [finished] } }
            } catch {
                // The other threads then find no segment left.
                next.store(segments.upperBound, ordering: .relaxed)
                outcome.withLock { outcome in
                    if case .success = outcome { outcome = .failure(error) }
                }
            }
        }
        return try outcome.withLock { try $0.get() }
    }

    // MARK: - Implementation

    private func readSegment(_ segment: Int, _ body: (borrowing Span<Scalar>, _ isLast: Bool) throws -> Void) throws {
        let first = segment * Self.segmentSize
        try forEachChunk(of: first..<min(first + Self.segmentSize, count), body)
    }
}

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// The part of the machine that this process may use.
package enum Machine {
    /// The number of threads that a task may use: as many as GLOROT_THREADS allows, or any number if it is not set,
    /// unless the task was given fewer.
    @TaskLocal package static var threadLimit =
        getenv("GLOROT_THREADS").flatMap { Int(String(cString: $0)) }.map { max(1, $0) } ?? .max

    /// The number of cores online, or of threads if fewer are allowed.
    package static var coreCount: Int { min(onlineCores, threadLimit) }

    private static let onlineCores = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
}
