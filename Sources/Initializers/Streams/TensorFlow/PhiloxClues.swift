internal import CStreams

/// What the first values of a tensor tell of the words of a Philox stream.
enum PhiloxClues {
    /// The clues of values, most selective first. No clue excludes the words that the values were made from.
    ///
    /// A value may have been rounded after it was drawn, to single precision, half precision or bfloat16. Truncated
    /// normal values give no clues: which words were dropped cannot be told.
    ///
    /// - Parameters:
    ///   - values: the first values of the tensor.
    ///   - law: the law.
    ///   - scalar: the type that the values were drawn in.
    static func clues<S: WeightScalar>(
        _ values: [Double],
        law: PhiloxLaw,
        as scalar: S.Type
    ) -> [WordClue] {
        switch law {
        case .uniform(let low, let width):
            guard width > 0 else { return [] }
            return sorted(uniform(values, low: low, width: width, scalar))
        case .normal(let mean, let deviation):
            guard deviation > 0 else { return [] }
            return sorted(normal(values, mean: mean, deviation: deviation, scalar))
        case .constant, .truncated:
            return []
        }
    }

    /// Lists of clues of which each may exclude the words that the values were made from, but hardly all do.
    ///
    /// For a truncated normal law: the clues of one group of four values each, which hold if none of the group's first
    /// four normals was dropped. This has a probability of 0.83; with four groups, all lists are wrong with a
    /// probability of 0.0009. For the other laws: the list of `clues`.
    static func alternatives<S: WeightScalar>(
        _ values: [Double],
        law: PhiloxLaw,
        as scalar: S.Type
    ) -> [[WordClue]] {
        guard case .truncated(let mean, let deviation) = law else {
            let clues = clues(values, law: law, as: scalar)
            return clues.isEmpty ? [] : [clues]
        }
        guard deviation > 0 else { return [] }
        let groupSize = S.self == Double.self ? 2 : 4
        return (0..<min(greatestGroupCount, values.count / groupSize)).compactMap { group in
            let part = Array(values[group * groupSize..<(group + 1) * groupSize])
            // Each group's words begin 256 words for each of its elements after those of the group before.
            let clues = sorted(normal(part, mean: mean, deviation: deviation, scalar)).map {
                WordClue(index: $0.index + 4 * 64 * groupSize * group, mask: $0.mask, range: $0.range)
            }
            return clues.isEmpty ? nil : clues
        }
    }

    // MARK: - Implementation

    private static let greatestGroupCount = 4

    /// More clues than this do not exclude more seeds.
    private static let greatestClueCount = 24

    private static func sorted(_ clues: [WordClue]) -> [WordClue] {
        Array(clues.filter { $0.share < 1 }.sorted { $0.share < $1.share }.prefix(greatestClueCount))
    }

    private static func uniform<S: WeightScalar>(
        _ values: [Double],
        low: Double,
        width: Double,
        _ scalar: S.Type
    ) -> [WordClue] {
        let bits = S.self == Float.self ? 23 : S.self == Double.self ? 20 : S.self == BFloat16.self ? 7 : 10
        let wordsPerElement = S.self == Double.self ? 2 : 1
        return values.enumerated().compactMap { index, value in
            guard value.isFinite else { return nil }
            let error = error(of: value, shift: low, scalar)
            return clue(
                wordsPerElement * index,
                bits: bits,
                from: (value - error - low) / width,
                through: (value + error - low) / width
            )
        }
    }

    private static func normal<S: WeightScalar>(
        _ values: [Double],
        mean: Double,
        deviation: Double,
        _ scalar: S.Type
    ) -> [WordClue] {
        let kernels = InstructionSet.baseline.streams.philox
        let isDouble = S.self == Double.self
        let bits = isDouble ? 20 : 23
        return stride(from: 0, to: values.count - values.count % 2, by: 2).flatMap { index -> [WordClue] in
            let (first, second) = (values[index], values[index + 1])
            guard first.isFinite, second.isFinite else { return [] }
            let sine = (first - mean) / deviation
            let cosine = (second - mean) / deviation
            let worst = max(error(of: first, shift: mean, scalar), error(of: second, shift: mean, scalar))
            // The distance between the true pair and this one: both coordinates can be wrong, and the single-precision
            // arithmetic of the pair is good to less than 1e-6 of its radius, which is below 6.
            let distance = 1.5 * worst / deviation + 1e-5
            let radius = (sine * sine + cosine * cosine).squareRoot()
            var clues: [WordClue] = []
            let least = kernels.pair_level(radius + distance)
            // Numbers below 1e-7 count as 1e-7.
            let level = clue(
                isDouble ? 2 * index : index,
                bits: bits,
                from: least < 1.1e-7 ? 0 : least,
                through: kernels.pair_level(max(0, radius - distance))
            )
            if let level { clues.append(level) }
            if radius > 4 * distance {
                // An arc is at most pi / 2 times its chord.
                let width = 1.6 * distance / radius / 6.28
                let turn = kernels.pair_turn(sine, cosine)
                // Not where the interval contains the full turn.
                if turn > width, turn < 1 - width {
                    let angle = clue(
                        isDouble ? 2 * index + 2 : index + 1,
                        bits: bits,
                        from: turn - width,
                        through: turn + width
                    )
                    if let angle { clues.append(angle) }
                }
            }
            return clues
        }
    }

    /// A clue on the low bits of a word, as a fraction of `2^bits`; nil if no word has such bits.
    private static func clue(_ index: Int, bits: Int, from first: Double, through last: Double) -> WordClue? {
        let scale = Double(1 << bits)
        // Below 0 and above 1 there are no words. The last number is included.
        let lower = max(0, (first * scale).rounded(.down) - 1)
        let upper = min(scale - 1, (last * scale).rounded(.up) + 1)
        guard lower <= upper else { return nil }
        return WordClue(index: index, mask: UInt32(1 << bits) - 1, range: UInt32(lower)...UInt32(upper))
    }

    /// How far a value can be from what exact arithmetic makes of the unscaled value.
    private static func error<S: WeightScalar>(of value: Double, shift: Double, _ scalar: S.Type) -> Double {
        let magnitude = value.magnitude
        // Rounded when it was drawn: the unscaled value, the product and the sum.
        let unit =
            S.self == Float.self
            ? 0x1p-24 : S.self == Double.self ? 0x1p-53 : S.self == BFloat16.self ? 0x1p-9 : 0x1p-11
        let drawn = 4 * unit * (magnitude + shift.magnitude) + (unit == 0x1p-11 ? 0x1p-23 : 0)
        // And rounded when it was stored, if a type of fewer bits holds it.
        var stored = Double(Float(value)) == value ? 0x1p-23 * magnitude : 0
        if BFloat16(value)._widened == value { stored = max(stored, 0x1p-8 * magnitude) }
        if holdsHalf(value) { stored = max(stored, 0x1p-10 * magnitude + 0x1p-24) }
        return drawn + stored + Double.leastNormalMagnitude
    }

    /// Whether a value has no more bits than half precision: 11 significant ones, none below `2^-24`.
    private static func holdsHalf(_ value: Double) -> Bool {
        guard value != 0 else { return true }
        let places = min(10 - Int(value.exponent), 24)
        let scaled = value * Double(sign: .plus, exponent: places, significand: 1)
        return scaled == scaled.rounded()
    }
}
