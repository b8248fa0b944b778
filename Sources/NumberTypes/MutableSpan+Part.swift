extension MutableSpan {
    /// Calls `body` with a part of the span, whose first element is number 0 there.
    ///
    /// - Parameters:
    ///   - range: which elements; within the span.
    ///   - body: what reads or writes them.
    /// - Complexity: O(1), and what `body` takes.
    @inlinable
    package mutating func withPart<Failure: Error>(
        _ range: Range<Int>,
        _ body: (inout MutableSpan<Element>) throws(Failure) -> Void
    ) throws(Failure) {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "\(range) is not within 0..<\(count)")
        try withUnsafeMutableBufferPointer { (buffer) throws(Failure) in
            var part = UnsafeMutableBufferPointer(rebasing: buffer[range]).mutableSpan
            try body(&part)
        }
    }
}
