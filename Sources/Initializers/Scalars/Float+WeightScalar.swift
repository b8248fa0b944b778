extension Float: WeightScalar {
    public static func _rounding(_ value: Double) -> Float { Float(value) }

    public var _widened: Double { Double(self) }

    public static func _element(_ index: UInt64, transform: WeightTransform, key: Key) -> Float {
        value(of: key.word(index), transform: transform) { key.refinement(index) }
    }

    public static func _fill(
        _ destination: UnsafeMutableBufferPointer<Float>,
        transform: WeightTransform,
        key: Key,
        startingAt offset: UInt64,
        instructionSet: InstructionSet
    ) {
        switch transform.kind {
        case .constant(let value):
            destination.initialize(repeating: Float(value))
        case .uniform(let law):
            instructionSet.kernels.uniform(destination, offset: offset, key: key, law: law)
        case .normal(let law):
            instructionSet.kernels.normal(destination, offset: offset, key: key, law: law)
        }
    }

    // MARK: - Implementation

    /// `(2 word + 1 - 2^32) / 2^32`, exactly: the middle of the word's cell in (-1, 1).
    @inline(__always)
    static func centred(_ word: UInt32) -> Double {
        (Double(Int32(bitPattern: word ^ 0x8000_0000)) + 0.5) * 0x1p-31
    }

    /// The value of an element's word, refined by a second word if it is in a tail.
    static func value(of word: UInt32, transform: WeightTransform, refinement: () -> UInt32) -> Float {
        switch transform.kind {
        case .constant(let value): Float(value)
        case .uniform(let law): uniformValue(word, law)
        case .normal(let law): normalValue(word, law, refinement: refinement)
        }
    }

    @inline(__always)
    private static func uniformValue(_ word: UInt32, _ law: UniformTransform) -> Float {
        Float(law.value(centred(word)))
    }

    @inline(__always)
    private static func normalValue(_ word: UInt32, _ law: NormalTransform, refinement: () -> UInt32) -> Float {
        let v = centred(word)
        return law.inTail(v) ? tailValue(word, law, refinement: refinement) : Float(law.centralValue(v))
    }

    /// The value of a word in one of the tails.
    ///
    /// Within 2^20 cells of the end, a cell of 2^-32 is too coarse: the outermost would end the law at 6.3 standard
    /// deviations. A second word divides it into 2^32.
    @inline(__always)
    private static func tailValue(_ word: UInt32, _ law: NormalTransform, refinement: () -> UInt32) -> Float {
        let isUpper = law.centredProbability(centred(word)) > 0
        let distance = isUpper ? ~word : word
        let u: Double
        if distance < 1 << 20 {
            let fine = UInt64(distance) << 32 | UInt64(refinement())
            u = (Double(fine) + 0.5) * 0x1p-64
        } else {
            u = (Double(distance) + 0.5) * 0x1p-32
        }
        return Float(law.tailValue(isUpper: isUpper, u))
    }
}
