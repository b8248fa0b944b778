internal import CStreams

extension PyTorch.Generator {
    // MARK: - Implementation

    /// `tensor.uniform_(low, high)`: `x * (high - low) + low` with 24 random bits in x. A result that was rounded up to
    /// `high` becomes `low`.
    mutating func uniform(_ destination: UnsafeMutableBufferPointer<Float>, _ low: Double, _ high: Double) {
        guard let values = destination.baseAddress else { return }
        let (low, high) = (Float(low), Float(high))
        let isFused: Int32 = build == .vectorized ? 1 : 0
        withWords(destination.count) { table, state, next in
            table.uniform_float(state, next, values, destination.count, low, high - low, high, isFused)
        }
    }

    /// The same with 53 bits of two words, the first of which is the upper one.
    mutating func uniform(_ destination: UnsafeMutableBufferPointer<Double>, _ low: Double, _ high: Double) {
        guard let values = destination.baseAddress else { return }
        let isFused: Int32 = build == .vectorized ? 1 : 0
        withWords(2 * destination.count) { table, state, next in
            table.uniform_double(state, next, values, destination.count, low, high - low, high, isFused)
        }
    }

    /// The same in single precision, rounded. Here a result that was rounded to `high` is common.
    mutating func uniform(
        _ destination: UnsafeMutableBufferPointer<UInt16>,
        _ low: Double,
        _ high: Double,
        _ format: HalfFormat
    ) {
        let (lowest, highest) = (format.pattern(Float(low)), format.pattern(Float(high)))
        // Zeros of either sign are equal.
        let ignored: UInt16 = highest & 0x7FFF == 0 ? 0x7FFF : 0xFFFF
        inChunks(of: destination) { generator, chunk, patterns, singles in
            // The single-precision draw itself does not look for `high`: not a number, it equals nothing.
            let (low, high) = (Float(low), Float(high))
            let isFused: Int32 = generator.build == .vectorized ? 1 : 0
            generator.withWords(chunk.count) { table, state, next in
                table.uniform_float(state, next, singles, chunk.count, low, high - low, .nan, isFused)
            }
            format.round(patterns, singles, chunk.count, generator.instructionSet)
            for i in 0..<chunk.count where patterns[i] & ignored == highest & ignored { patterns[i] = lowest }
        }
    }

    /// Draws 16-bit numbers in parts, each with memory for as many numbers in single precision.
    mutating func inChunks(
        of destination: UnsafeMutableBufferPointer<UInt16>,
        _ body: (
            inout Self, UnsafeMutableBufferPointer<UInt16>, UnsafeMutablePointer<UInt16>, UnsafeMutablePointer<Float>
        ) -> Void
    ) {
        guard let patterns = destination.baseAddress else { return }
        withUnsafeTemporaryAllocation(of: Float.self, capacity: Self.chunkCount) { buffer in
            guard let singles = buffer.baseAddress else { return }
            for start in stride(from: 0, to: destination.count, by: Self.chunkCount) {
                let count = min(Self.chunkCount, destination.count - start)
                let chunk = UnsafeMutableBufferPointer(start: patterns + start, count: count)
                body(&self, chunk, patterns + start, singles)
            }
        }
    }
}
