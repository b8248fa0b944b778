extension Float: WeightScalar {
    public static func _rounding(_ value: Double) -> Float { Float(value) }

    public var _widened: Double { Double(self) }

    public static func _element(_ index: UInt64, transform: WeightTransform, key: Key) -> Float {
        let word = key.block(index / 4)[Int(truncatingIfNeeded: index % 4)]
        return value(of: word, transform: transform) { key.refinement(index) }
    }

    public static func _fill(
        _ destination: UnsafeMutableBufferPointer<Float>,
        transform: WeightTransform,
        key: Key,
        startingAt offset: UInt64
    ) {
        guard let values = destination.baseAddress, destination.count > 0 else { return }
        switch transform.kind {
        case .constant(let value):
            destination.initialize(repeating: Float(value))
        case .uniform(let law):
            key.forEachChunk(count: destination.count, offset: offset, wordsPerElement: 1) { words, start, count in
                for i in 0..<count {
                    values[start &+ i] = uniformValue(words[i], law)
                }
            }
        case .normal(let law):
            let reachesTails = law.reachesTails
            let central = reachesTails ? centralWords(law) : nil
            key.forEachChunk(count: destination.count, offset: offset, wordsPerElement: 1) { words, start, count in
                for i in 0..<count {
                    values[start &+ i] = Float(law.centralValue(centred(words[i])))
                }
                if reachesTails {
                    let first = offset &+ UInt64(truncatingIfNeeded: start)
                    mendTails(
                        values + start,
                        words: words,
                        count: count,
                        central: central,
                        law: law,
                        key: key,
                        first: first
                    )
                }
            }
        }
    }

    // MARK: - Implementation

    /// `(2 word + 1 - 2^32) / 2^32`, exactly: the middle of the word's cell of (-1, 1).
    @inline(__always)
    static func centred(_ word: UInt32) -> Double {
        (Double(Int32(bitPattern: word ^ 0x8000_0000)) + 0.5) * 0x1p-31
    }

    /// The value of an element's word, and of the word that refines it where it is in a tail.
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
    /// Within 2^20 cells of the end one cell of 2^-32 is coarse (the outermost one would end the law at 6.3 standard
    /// deviations), and a second word divides it into 2^32.
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

    /// The words whose values are not in a tail, as the first of them and how many follow it; nil if there are none.
    ///
    /// The centred probability does not decrease as the word grows, so they are an interval, and its ends are found by
    /// bisection.
    private static func centralWords(_ law: NormalTransform) -> (first: UInt32, following: UInt32)? {
        let limit = NormalQuantile.centreLimit
        let low = firstWord { law.centredProbability(centred($0)) >= -limit }
        let high = firstWord { law.centredProbability(centred($0)) > limit }
        guard low < high else { return nil }
        return (UInt32(truncatingIfNeeded: low), UInt32(truncatingIfNeeded: high &- low &- 1))
    }

    /// The first word for which a condition holds that holds for all greater ones, too; 2^32 if it never does.
    private static func firstWord(_ holds: (UInt32) -> Bool) -> UInt64 {
        var low: UInt64 = 0
        var high: UInt64 = 1 << 32
        while low < high {
            let middle = (low &+ high) / 2
            if holds(UInt32(truncatingIfNeeded: middle)) {
                high = middle
            } else {
                low = middle &+ 1
            }
        }
        return low
    }

    /// Writes the elements in the tails once more. They are few; the loop that looks for them has no branch inside a
    /// group.
    private static func mendTails(
        _ values: UnsafeMutablePointer<Float>,
        words: UnsafePointer<UInt32>,
        count: Int,
        central: (first: UInt32, following: UInt32)?,
        law: NormalTransform,
        key: Key,
        first: UInt64
    ) {
        let groupCount = 16
        var start = 0
        while start < count {
            let size = min(groupCount, count &- start)
            if let central, size == groupCount {
                let group = words + start
                var found: UInt32 = 0
                for i in 0..<groupCount {
                    found |= group[i] &- central.first > central.following ? 1 : 0
                }
                if found == 0 {
                    start &+= groupCount
                    continue
                }
            }
            for i in start..<(start &+ size) where law.inTail(centred(words[i])) {
                let index = first &+ UInt64(truncatingIfNeeded: i)
                values[i] = tailValue(words[i], law) { key.refinement(index) }
            }
            start &+= size
        }
    }
}
