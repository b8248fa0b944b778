internal import Dispatch
internal import Synchronization

extension WeightScalar {
    /// Elements of a section, which one thread draws: enough that taking it costs nothing beside the drawing, few enough
    /// that threads end together.
    private static var sectionSize: Int { 1 << 16 }

    /// Writes elements of a draw on up to `threads` threads, which take sections of fixed places in turn. An element
    /// depends on its index alone: the bits are those of one thread.
    static func _fill(
        _ destination: UnsafeMutableBufferPointer<Self>,
        transform: WeightTransform,
        key: Key,
        startingAt offset: UInt64,
        threads: Int,
        instructionSet: InstructionSet
    ) {
        let total = destination.count
        let sectionCount = total / sectionSize + (total % sectionSize > 0 ? 1 : 0)
        let width = min(threads, sectionCount)
        guard width > 1, let memory = destination.baseAddress else {
            _fill(destination, transform: transform, key: key, startingAt: offset, instructionSet: instructionSet)
            return
        }
        // No two threads have a section in common.
        nonisolated(unsafe) let values = memory
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: width) { _ in
            while true {
                let section = next.add(1, ordering: .relaxed).oldValue
                guard section < sectionCount else { break }
                let start = section * sectionSize
                _fill(
                    UnsafeMutableBufferPointer(start: values + start, count: min(sectionSize, total - start)),
                    transform: transform,
                    key: key,
                    startingAt: offset &+ UInt64(start),
                    instructionSet: instructionSet
                )
            }
        }
    }
}
