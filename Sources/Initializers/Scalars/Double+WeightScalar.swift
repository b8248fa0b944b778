extension Double: WeightScalar {
    public static func _rounding(_ value: Double) -> Double { value }

    public var _widened: Double { self }

    public static func _element(_ index: UInt64, transform: WeightTransform, key: Key) -> Double {
        let block = key.block(index / 2)
        let word = index % 2 == 0 ? joined(block.x, block.y) : joined(block.z, block.w)
        return value(of: word, transform: transform)
    }

    public static func _fill(
        _ destination: UnsafeMutableBufferPointer<Double>,
        transform: WeightTransform,
        key: Key,
        startingAt offset: UInt64,
        instructionSet: InstructionSet
    ) {
        switch transform.kind {
        case .constant(let value):
            destination.initialize(repeating: value)
        case .uniform(let law):
            instructionSet.kernels.uniform(destination, offset: offset, key: key, law: law)
        case .normal(let law):
            instructionSet.kernels.normal(destination, offset: offset, key: key, law: law)
        }
    }

    // MARK: - Implementation

    /// The 64 bits of an element; the first word is the high half.
    @inline(__always)
    private static func joined(_ high: UInt32, _ low: UInt32) -> UInt64 {
        UInt64(high) << 32 | UInt64(low)
    }

    /// `(2 word + 1 - 2^64) / 2^64` rounded: magnitude first, so that a word and its complement are exact opposites.
    @inline(__always)
    private static func centred(_ word: UInt64) -> Double {
        let signed = Int64(bitPattern: word ^ 0x8000_0000_0000_0000)
        let magnitude = Double(signed ^ (signed &>> 63)) + 0.5
        return (signed < 0 ? -magnitude : magnitude) * 0x1p-63
    }

    /// The value of an element's word.
    static func value(of word: UInt64, transform: WeightTransform) -> Double {
        switch transform.kind {
        case .constant(let value): value
        case .uniform(let law): uniformValue(word, law)
        case .normal(let law): normalValue(word, law)
        }
    }

    /// The upper 53 bits only: `(2 k + 1 - 2^53) / 2^53` is exact and lies in (-1, 1).
    @inline(__always)
    private static func uniformValue(_ word: UInt64, _ law: UniformTransform) -> Double {
        let cell = Int64(truncatingIfNeeded: word >> 11) &- (1 << 52)
        return law.value((Double(cell) + 0.5) * 0x1p-52)
    }

    @inline(__always)
    private static func normalValue(_ word: UInt64, _ law: NormalTransform) -> Double {
        let v = centred(word)
        return law.inTail(v) ? tailValue(word, law) : law.centralValue(v)
    }

    /// The value of a word in one of the tails. The distance from the end is at least half a cell of 2^-64.
    private static func tailValue(_ word: UInt64, _ law: NormalTransform) -> Double {
        let isUpper = law.centredProbability(centred(word)) > 0
        let distance = isUpper ? ~word : word
        return law.tailValue(isUpper: isUpper, (Double(distance) + 0.5) * 0x1p-64)
    }
}
