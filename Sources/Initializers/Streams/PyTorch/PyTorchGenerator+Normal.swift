internal import CStreams

extension PyTorch.Generator {
    // MARK: - Implementation

    /// `tensor.normal_(mean, deviation)`.
    ///
    /// Numbers in [0, 1) are drawn for the whole tensor, then transformed in blocks of 16. If the last block is not
    /// whole, 16 more are drawn for the last 16 elements, some of which have been made before.
    mutating func normal(_ destination: UnsafeMutableBufferPointer<Float>, _ mean: Double, _ deviation: Double) {
        guard destination.count >= Self.blockCount, let values = destination.baseAddress else {
            for i in destination.indices { destination[i] = Float(normalValue(mean, deviation)) }
            return
        }
        let (singleMean, singleDeviation) = (Float(mean), Float(deviation))
        let count = destination.count
        for start in stride(from: 0, to: count, by: Self.chunkCount) {
            let part = min(Self.chunkCount, count - start)
            unitNumbers(values + start, part)
            let blocks = part / Self.blockCount * Self.blockCount
            transform(values + start, blocks, singleMean, singleDeviation)
        }
        if count % Self.blockCount != 0 {
            let last = values + (count - Self.blockCount)
            unitNumbers(last, Self.blockCount)
            transform(last, Self.blockCount, singleMean, singleDeviation)
        }
    }

    /// The same in double precision.
    mutating func normal(_ destination: UnsafeMutableBufferPointer<Double>, _ mean: Double, _ deviation: Double) {
        guard destination.count >= Self.blockCount, let values = destination.baseAddress else {
            for i in destination.indices { destination[i] = normalValue(mean, deviation) }
            return
        }
        let table = instructionSet.streams.pytorch
        let count = destination.count
        for start in stride(from: 0, to: count, by: Self.chunkCount) {
            let part = min(Self.chunkCount, count - start)
            uniform(UnsafeMutableBufferPointer(start: values + start, count: part), 0, 1)
            table.normal_double(values + start, part / Self.blockCount * Self.blockCount, mean, deviation, lastIsFused)
        }
        if count % Self.blockCount != 0 {
            let last = values + (count - Self.blockCount)
            uniform(UnsafeMutableBufferPointer(start: last, count: Self.blockCount), 0, 1)
            table.normal_double(last, Self.blockCount, mean, deviation, lastIsFused)
        }
    }

    /// The same in single precision, rounded. Nothing is drawn for the elements after the last whole block, other than
    /// the 16 numbers that make them.
    mutating func normal(
        _ destination: UnsafeMutableBufferPointer<UInt16>,
        _ mean: Double,
        _ deviation: Double,
        _ format: PyTorch.HalfFormat
    ) {
        guard destination.count >= Self.blockCount, let patterns = destination.baseAddress else {
            for i in destination.indices { destination[i] = format.pattern(Float(normalValue(mean, deviation))) }
            return
        }
        guard release == .since2_12 else { return normalBefore(destination, mean, deviation, format) }
        let (singleMean, singleDeviation) = (Float(mean), Float(deviation))
        let rest = destination.count % Self.blockCount
        let whole = destination.count - rest
        let draw = {
            (
                generator: inout Self,
                patterns: UnsafeMutablePointer<UInt16>,
                singles: UnsafeMutablePointer<Float>,
                count: Int
            ) in
            generator.unitNumbers(singles, count)
            generator.transform(singles, count, singleMean, singleDeviation)
            format.round(patterns, singles, count, generator.instructionSet)
        }
        inChunks(of: UnsafeMutableBufferPointer(start: patterns, count: whole)) { generator, chunk, patterns, singles in
            draw(&generator, patterns, singles, chunk.count)
        }
        if rest != 0 {
            let last = patterns + (destination.count - Self.blockCount)
            inChunks(of: UnsafeMutableBufferPointer(start: last, count: Self.blockCount)) {
                generator,
                _,
                last,
                singles in
                draw(&generator, last, singles, Self.blockCount)
            }
        }
    }

    /// Before release 2.12: numbers are drawn as in single precision, but in the type itself, and every step is rounded.
    private mutating func normalBefore(
        _ destination: UnsafeMutableBufferPointer<UInt16>,
        _ mean: Double,
        _ deviation: Double,
        _ format: PyTorch.HalfFormat
    ) {
        let (mean, deviation) = (format.rounded(Float(mean)), format.rounded(Float(deviation)))
        let isBFloat16: Int32 = format == .bfloat16 ? 1 : 0
        let draw = {
            (
                generator: inout Self,
                count: Int,
                patterns: UnsafeMutablePointer<UInt16>,
                singles: UnsafeMutablePointer<Float>
            ) in
            generator.unitNumbers(singles, count, format)
            let table = generator.instructionSet.streams.pytorch
            let whole = count / Self.blockCount * Self.blockCount
            table.normal_rounded(singles, whole, mean, deviation, isBFloat16)
            format.round(patterns, singles, count, generator.instructionSet)
        }
        inChunks(of: destination) { generator, chunk, patterns, singles in
            draw(&generator, chunk.count, patterns, singles)
        }
        guard destination.count % Self.blockCount != 0, let patterns = destination.baseAddress else { return }
        let last = patterns + (destination.count - Self.blockCount)
        inChunks(of: UnsafeMutableBufferPointer(start: last, count: Self.blockCount)) { generator, _, last, singles in
            draw(&generator, Self.blockCount, last, singles)
        }
    }

    /// A value of a tensor of fewer than 16 elements: Box and Muller's two values in double precision, the second of
    /// which is kept for the next draw.
    private mutating func normalValue(_ mean: Double, _ deviation: Double) -> Double {
        var value = 0.0
        if let leftover {
            value = leftover
            self.leftover = nil
        } else {
            var (first, second, sine) = (0.0, 0.0, 0.0)
            withUnsafeMutablePointer(to: &first) {
                uniform(UnsafeMutableBufferPointer(start: $0, count: 1), 0, 1)
            }
            withUnsafeMutablePointer(to: &second) {
                uniform(UnsafeMutableBufferPointer(start: $0, count: 1), 0, 1)
            }
            instructionSet.streams.pytorch.normal_pair(first, second, &value, &sine)
            leftover = sine
        }
        switch build {
        case .vectorized: return mean.addingProduct(value, deviation)
        case .scalar: return value * deviation + mean
        }
    }

    private mutating func unitNumbers(_ values: UnsafeMutablePointer<Float>, _ count: Int) {
        withWords(count) { table, state, next in table.uniform_float(state, next, values, count, 0, 1, 1, 1) }
    }

    private func transform(_ values: UnsafeMutablePointer<Float>, _ count: Int, _ mean: Float, _ deviation: Float) {
        let table = instructionSet.streams.pytorch
        switch build {
        case .vectorized: table.normal_vectorized(values, count, mean, deviation)
        case .scalar: table.normal_scalar(values, count, mean, deviation, lastIsFused)
        }
    }

    /// Whether the last step of a block is fused, for the loops: by the compiler, and since release 2.12 by the code.
    private var lastIsFused: Int32 { release == .since2_12 ? 1 : isFused }
}
