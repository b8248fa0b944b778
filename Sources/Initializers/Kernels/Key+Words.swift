extension Key {
    /// Writes words `offset ..< offset + destination.count` of this key's stream, the words that draws are made from.
    ///
    /// Word `i` is word `i mod 4` of the Philox4x32-10 block of the counter `(low i / 4, high i / 4, high counter
    /// words)` under the cipher words. Any division of the stream into parts gives the same words.
    ///
    /// - Parameters:
    ///   - destination: the memory to write; empty is fine.
    ///   - offset: the number of the first word to write, from 0. The number of the last one must be below 2^64.
    ///   - instructionSet: the instructions to use.
    /// - Complexity: O(`destination.count`).
    public func fillWords(
        _ destination: inout MutableSpan<UInt32>,
        startingAt offset: UInt64 = 0,
        instructionSet: InstructionSet = .best
    ) {
        destination.withUnsafeMutableBufferPointer {
            instructionSet.kernels.words($0, offset: offset, key: self)
        }
    }

    /// Word number `index` of the stream: the scalar definition of what `fillWords` writes.
    package func word(_ index: UInt64) -> UInt32 {
        block(index / 4)[Int(truncatingIfNeeded: index % 4)]
    }
}
