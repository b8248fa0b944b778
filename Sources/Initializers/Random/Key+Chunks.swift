extension Key {
    /// Elements that are drawn between two looks at the destination: small enough for the words to stay in the
    /// first-level cache, large enough for the loop's fixed costs not to show.
    static let chunkCount = 1024

    /// Makes the words of elements `offset ..< offset + count`, a chunk at a time, and hands each chunk to `body`.
    ///
    /// - Parameters:
    ///   - wordsPerElement: 1 or 2.
    ///   - body: called with the chunk's first word, with the position of its first element counted from `offset`, and
    ///     with its number of elements. Once a chunk, never once an element.
    @inline(__always)
    func forEachChunk(
        count: Int,
        offset: UInt64,
        wordsPerElement: Int,
        _ body: (_ words: UnsafePointer<UInt32>, _ start: Int, _ count: Int) -> Void
    ) {
        let elementsPerBlock = 4 / wordsPerElement
        // A chunk may begin inside a block and end inside another one, and the stream is written by whole groups of
        // lanes.
        let capacity = wordsPerElement * Self.chunkCount + 4 * (1 + Philox4x32.lanes)
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: capacity) { buffer in
            guard let words = buffer.baseAddress else { return }
            var start = 0
            while start < count {
                let first = offset &+ UInt64(truncatingIfNeeded: start)
                let skipped = Int(truncatingIfNeeded: first % UInt64(elementsPerBlock))
                // The first chunk ends at a block, so that every later one begins at one.
                let size = min(Self.chunkCount - skipped, count - start)
                let blocks = (skipped + size + elementsPerBlock - 1) / elementsPerBlock
                let firstBlock = first / UInt64(elementsPerBlock)
                Philox4x32.fillStream(words, firstBlock: firstBlock, count: blocks, key: self)
                body(words + skipped * wordsPerElement, start, size)
                start += size
            }
        }
    }
}
