public import Initializers

/// What the benchmarks take from the package in one place each, so that a new way of doing it is wired here and nowhere
/// else.
public enum Wiring {
    /// Random words of a key's stream, from block 0.
    static func fillWords(_ words: inout MutableSpan<UInt32>, key: Key) {
        // One line, once the package offers it: key.fillWords(&words)
        for block in 0..<(words.count / 4) {
            let low = UInt64(block)
            let counter = SIMD4(UInt32(truncatingIfNeeded: low), UInt32(truncatingIfNeeded: low >> 32), 0, 0)
            let made = Philox4x32.block(counter: counter, key: SIMD2(1, 2))
            for lane in 0..<4 { words[4 * block + lane] = made[lane] }
        }
    }

    /// The instruction set that the kernels run with ("sse2", "avx2", "avx512"), where the package tells; nil where it
    /// does not, and then no row of the report is ascribed to one.
    public static let instructionSet: String? = nil

    /// Fills an array with draws of a law on a number of threads; nil as long as the package has no such call, and then
    /// the report says that it was not measured.
    public static let threadedFill: (@Sendable (inout [Float], WeightLaw, Key, _ threads: Int) throws -> Void)? = nil
}
