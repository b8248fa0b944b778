internal import CStreams

extension PyTorch.Generator {
    // MARK: - Implementation

    /// `tensor.uniform_(low, high)`: `x * (high - low) + low` with 24 random bits in x. A result that was rounded up to
    /// `high` becomes `low`.
    mutating func uniform(_ destination: UnsafeMutableBufferPointer<Float>, _ low: Double, _ high: Double) {
        guard let values = destination.baseAddress else { return }
        let (low, high) = (Float(low), Float(high))
        let isFused = isFused
        // Not a number equals no value.
        let replaced = release == .before2_12 ? Float.nan : high
        withWords(destination.count) { table, state, next in
            table.uniform_float(state, next, values, destination.count, low, high - low, replaced, isFused)
        }
    }

    /// The same with 53 bits of two words, the first of which is the upper one.
    mutating func uniform(_ destination: UnsafeMutableBufferPointer<Double>, _ low: Double, _ high: Double) {
        guard let values = destination.baseAddress else { return }
        let isFused = isFused
        let replaced = release == .before2_12 ? Double.nan : high
        withWords(2 * destination.count) { table, state, next in
            table.uniform_double(state, next, values, destination.count, low, high - low, replaced, isFused)
        }
    }

    /// The same in single precision, rounded. Here a result that was rounded to `high` is common.
    mutating func uniform(
        _ destination: UnsafeMutableBufferPointer<UInt16>,
        _ low: Double,
        _ high: Double,
        _ format: PyTorch.HalfFormat
    ) {
        guard release == .since2_12 else { return uniformBefore(destination, low, high, format) }
        let (lowest, highest) = (format.pattern(Float(low)), format.pattern(Float(high)))
        // Zeros of either sign are equal.
        let ignored: UInt16 = highest & 0x7FFF == 0 ? 0x7FFF : 0xFFFF
        inChunks(of: destination) { generator, chunk, patterns, singles in
            // The single-precision draw itself does not look for `high`.
            let (low, high) = (Float(low), Float(high))
            let isFused = generator.isFused
            generator.withWords(chunk.count) { table, state, next in
                table.uniform_float(state, next, singles, chunk.count, low, high - low, .nan, isFused)
            }
            format.round(patterns, singles, chunk.count, generator.instructionSet)
            for i in 0..<chunk.count where patterns[i] & ignored == highest & ignored { patterns[i] = lowest }
        }
    }

    /// Before release 2.12: as many random bits as the type has significant ones, between bounds in the type.
    private mutating func uniformBefore(
        _ destination: UnsafeMutableBufferPointer<UInt16>,
        _ low: Double,
        _ high: Double,
        _ format: PyTorch.HalfFormat
    ) {
        let (first, last) = (format.rounded(Float(low)), format.rounded(Float(high)))
        let range = format.rounded(last - first)
        inChunks(of: destination) { generator, chunk, patterns, singles in
            generator.unitNumbers(singles, chunk.count, format)
            for i in 0..<chunk.count {
                singles[i] =
                    generator.build == .vectorized ? first.addingProduct(singles[i], range) : singles[i] * range + first
            }
            format.round(patterns, singles, chunk.count, generator.instructionSet)
        }
    }

    /// Numbers of [0, 1) with 8 or 11 random bits, as they were drawn in the 16-bit types before release 2.12.
    mutating func unitNumbers(_ values: UnsafeMutablePointer<Float>, _ count: Int, _ format: PyTorch.HalfFormat) {
        let bits = format == .bfloat16 ? 8 : 11
        let mask: UInt32 = 1 << bits - 1
        let unit = Float(sign: .plus, exponent: -bits, significand: 1)
        for (i, word) in words(count).enumerated() { values[i] = Float(word & mask) * unit }
    }

    /// Whether the last multiplication and addition are one step, for the loops.
    var isFused: Int32 { build == .vectorized ? 1 : 0 }

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
