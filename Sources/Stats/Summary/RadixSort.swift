extension Array where Element: SampleScalar {
    /// Sorts numbers, digit by digit of their ordered keys from the lowest on: -0 and 0 as they came; not for NaN.
    ///
    /// Digits have 11 bits, and keys are counted from the least on: numbers of a narrow range have few digits.
    /// Complexity: O(count) a digit, of which there are three at most in single precision and six in double.
    /// Source: Knuth, The Art of Computer Programming 3 (1998), section 5.2.5.
    @specialized(where Element == Float)
    @specialized(where Element == Double)
    package mutating func sortByKey() {
        guard count > 256 else { return sort() }
        // From the least key on, all are 0 or more, and the greatest says how many digits there are.
        var least = Int64.max
        var greatest = Int64.min
        for x in self {
            least = Swift.min(least, x.orderedKey)
            greatest = Swift.max(greatest, x.orderedKey)
        }
        let range = UInt64(bitPattern: greatest &- least)
        var source = self
        var target = self
        var shift: UInt64 = 0
        while shift < 64, range >> shift > 0 {
            var starts = [Int](repeating: 0, count: 2049)
            for x in source { starts[Self.digit(x, least, shift) + 1] += 1 }
            for digit in 1..<2049 { starts[digit] += starts[digit - 1] }
            for x in source {
                let digit = Self.digit(x, least, shift)
                target[starts[digit]] = x
                starts[digit] += 1
            }
            swap(&source, &target)
            shift += 11
        }
        self = source
    }

    @inline(__always)
    private static func digit(_ x: Element, _ least: Int64, _ shift: UInt64) -> Int {
        Int(UInt64(bitPattern: x.orderedKey &- least) &>> shift & 2047)
    }
}
