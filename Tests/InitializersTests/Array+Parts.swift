extension Array where Element: Equatable {
    /// The first place where two arrays differ, including in length; nil if they are the same.
    func firstDifference(from other: [Element]) -> Int? {
        if self == other { return nil }
        if let place = zip(self, other).enumerated().first(where: { $1.0 != $1.1 })?.offset { return place }
        return Swift.min(count, other.count)
    }
}

extension Array {
    /// Passes a part of the array to `body` to write.
    mutating func write(_ range: Range<Int>, _ body: (inout MutableSpan<Element>) throws -> Void) rethrows {
        try withUnsafeMutableBufferPointer { buffer in
            var part = UnsafeMutableBufferPointer(rebasing: buffer[range]).mutableSpan
            try body(&part)
        }
    }
}
