extension Array where Element: SampleScalar {
    /// Sorts numbers by the digits of their ordered keys, lowest digit first. -0 and 0 keep their order. Not for NaN.
    ///
    /// Digits have 11 bits, and keys are counted from the least one, so numbers of a narrow range have few digits.
    /// Complexity: O(count) per digit, with at most three digits in single precision and six in double.
    /// Source: Knuth, The Art of Computer Programming 3 (1998), section 5.2.5.
    @specialized(where Element == Float)
    @specialized(where Element == Double)
    package mutating func sortByKey() {
        guard count > 256 else { return sort() }
        // Relative to the least key, all keys are 0 or more, and the greatest says how many digits there are.
        var least = Int64.max
        var greatest = Int64.min
        for x in self {
            least = Swift.min(least, x.orderedKey)
            greatest = Swift.max(greatest, x.orderedKey)
        }
        let range = UInt64(bitPattern: greatest &- least)
        let digits = (64 - range.leadingZeroBitCount + Self.digitBits - 1) / Self.digitBits
        var starts = [Int](repeating: 0, count: digits * Self.digitValues)
        var other = self
        withUnsafeMutableBufferPointer { own in
            other.withUnsafeMutableBufferPointer { other in
                starts.withUnsafeMutableBufferPointer { starts in
                    var (source, target) = (own, other)
                    Self.count(source, least, digits, starts)
                    for digit in 0..<digits {
                        let places = UnsafeMutableBufferPointer(
                            rebasing: starts[digit * Self.digitValues..<(digit + 1) * Self.digitValues]
                        )
                        Self.distribute(source, into: target, least, digit, places)
                        swap(&source, &target)
                    }
                    if !digits.isMultiple(of: 2) { _ = own.update(from: other) }
                }
            }
        }
    }

    private static var digitBits: Int { 11 }
    private static var digitValues: Int { 1 << digitBits }

    /// Where the values of each digit start, for all digits in one pass.
    @inline(__always)
    private static func count(
        _ source: UnsafeMutableBufferPointer<Element>,
        _ least: Int64,
        _ digits: Int,
        _ starts: UnsafeMutableBufferPointer<Int>
    ) {
        for i in source.indices {
            var rest = UInt64(bitPattern: source[i].orderedKey &- least)
            for digit in 0..<digits {
                starts[digit &* digitValues &+ Int(rest & UInt64(digitValues &- 1))] &+= 1
                rest &>>= UInt64(digitBits)
            }
        }
        for digit in 0..<digits {
            var sum = 0
            for value in digit * digitValues..<(digit + 1) * digitValues {
                (starts[value], sum) = (sum, sum + starts[value])
            }
        }
    }

    @inline(__always)
    private static func distribute(
        _ source: UnsafeMutableBufferPointer<Element>,
        into target: UnsafeMutableBufferPointer<Element>,
        _ least: Int64,
        _ digit: Int,
        _ places: UnsafeMutableBufferPointer<Int>
    ) {
        let shift = UInt64(digit * digitBits)
        for i in source.indices {
            let value = Int(UInt64(bitPattern: source[i].orderedKey &- least) &>> shift & UInt64(digitValues &- 1))
            target[places[value]] = source[i]
            places[value] &+= 1
        }
    }
}
