internal import NumberTypes
internal import WeightFiles

extension TensorReader {
    /// Reads all values in their order, at most 2^16 at a time.
    ///
    /// - Parameter body: takes the values of a chunk, and the place of the first of them.
    func forEachChunk(
        _ body: (_ values: ArraySlice<Double>, _ start: Int) throws(WeightFileError) -> Void
    ) throws(WeightFileError) {
        try readChunks(while: { (values, start) throws(WeightFileError) in
            try body(values, start)
            return true
        })
    }

    /// The same until `body` returns false.
    func readChunks(
        while body: (_ values: ArraySlice<Double>, _ start: Int) throws(WeightFileError) -> Bool
    ) throws(WeightFileError) {
        var buffer = [Double](repeating: 0, count: min(1 << 16, count))
        var start = 0
        while start < count {
            let length = min(buffer.count, count - start)
            var span = buffer.mutableSpan
            try span.withPart(0..<length) { (part) throws(WeightFileError) in
                try read(start..<(start + length), into: &part)
            }
            guard try body(buffer[..<length], start) else { return }
            start += length
        }
    }
}
