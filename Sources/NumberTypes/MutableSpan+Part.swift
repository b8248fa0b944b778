extension MutableSpan {
    /// Calls `body` with a part of the span, indexed from 0.
    ///
    /// - Parameters:
    ///   - range: the elements; must be within the span.
    ///   - body: a closure that reads or writes them.
    /// - Complexity: O(1), plus that of `body`.
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
