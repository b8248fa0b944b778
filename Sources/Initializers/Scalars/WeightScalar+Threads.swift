internal import Dispatch
internal import Synchronization

extension WeightScalar {
    /// Elements of the shortest section that a thread draws at a time: enough that taking a section costs nothing
    /// compared with drawing it, few enough that threads finish together.
    private static var shortestSection: Int { 1 << 16 }

    /// Elements of the longest section. Threads that write close together slow one another down; at this length it no
    /// longer shows.
    private static var longestSection: Int { 1 << 18 }

    /// Elements of the section that a thread takes when `left` remain: a part of its share, so that sections get
    /// shorter towards the end. A multiple of the shortest.
    private static func sectionSize(left: Int, width: Int) -> Int {
        let part = left / width / 2
        return min(longestSection, max(shortestSection, part - part % shortestSection))
    }

    /// Writes elements of a draw on up to `threads` threads, which take sections in turn. An element depends only on
    /// its index, so the bits are the same as on one thread.
    static func _fill(
        _ destination: UnsafeMutableBufferPointer<Self>,
        transform: WeightTransform,
        key: Key,
        startingAt offset: UInt64,
        threads: Int,
        instructionSet: InstructionSet
    ) {
        let total = destination.count
        let width = min(threads, total / shortestSection + (total % shortestSection > 0 ? 1 : 0))
        guard width > 1, let memory = destination.baseAddress else {
            _fill(destination, transform: transform, key: key, startingAt: offset, instructionSet: instructionSet)
            return
        }
        // No two threads share a section.
        nonisolated(unsafe) let values = memory
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: width) { _ in
            var start = next.load(ordering: .relaxed)
            while start < total {
                let count = min(sectionSize(left: total - start, width: width), total - start)
                let (isTaken, current) = next.compareExchange(
                    expected: start,
                    desired: start + count,
                    ordering: .relaxed
                )
                guard isTaken else {
                    start = current
                    continue
                }
                _fill(
                    UnsafeMutableBufferPointer(start: values + start, count: count),
                    transform: transform,
                    key: key,
                    startingAt: offset &+ UInt64(start),
                    instructionSet: instructionSet
                )
                start = next.load(ordering: .relaxed)
            }
        }
    }
}
