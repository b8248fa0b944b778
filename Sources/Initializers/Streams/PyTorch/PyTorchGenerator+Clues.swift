internal import CStreams

extension PyTorch.Generator {
    /// What the first values of a tensor tell of its words, the most selective clues first.
    ///
    /// - Parameters:
    ///   - values: the tensor's first values, as many as are known; 64 of them are used at most.
    ///   - law: what was drawn.
    ///   - count: the tensor's number of elements.
    ///   - drawn: the type that was drawn.
    ///   - stored: the type that the values were rounded to afterwards.
    ///   - release: PyTorch's release.
    ///   - followsLeftover: whether a normal tensor of fewer than 16 elements begins with a value that an earlier draw
    ///     left over. The words are counted from those of the second element then.
    /// - Returns: clues that the true words fit in both builds. There are none for a constant, for a law that is really
    ///   truncated since release 2.12, whose values do not determine words, and for 16-bit types before it.
    package static func clues<Drawn: WeightScalar, Stored: WeightScalar>(
        _ values: [Double],
        law: StreamLaw,
        count: Int,
        drawn: Drawn.Type,
        stored: Stored.Type,
        release: Release = .since2_12,
        followsLeftover: Bool = false
    ) -> [WordClue] {
        // Before release 2.12, 16-bit types had other words.
        guard release == .since2_12 || MemoryLayout<Drawn>.size > 2 else { return [] }
        let values = Array(values.prefix(64))
        let rounding = Rounding(drawn, stored)
        let clues: [WordClue]
        switch try? Draw(law, release, as: drawn) {
        case .uniform(let low, let high):
            let isWide = drawn == Double.self
            clues = uniformClues(
                values,
                low: isWide ? low : Double(Float(low)),
                range: isWide ? high - low : Double(Float(high) - Float(low)),
                // The product's rounding, if the steps are not fused.
                steps: isWide ? 0x1p-53 : 0x1p-24,
                rounding,
                isWide: isWide
            )
        case .normal(let mean, let deviation) where deviation > 0:
            clues = normalClues(values, count, mean, deviation, rounding, drawn, follows: followsLeftover)
        case .truncatedNormal(let draw) where draw.method == .inverse:
            clues = truncatedClues(values, draw, rounding, isWide: drawn == Double.self)
        case .truncatedNormal(let draw) where draw.isParent(isWide: drawn == Double.self || count < blockCount):
            let (mean, deviation) = (draw.mean, draw.standardDeviation)
            clues = normalClues(values, count, mean, deviation, rounding, drawn, follows: followsLeftover)
        default: clues = []
        }
        return selective(clues)
    }

    /// The same for values that are stored as they were drawn.
    package static func clues<S: WeightScalar>(
        _ values: [Double],
        law: StreamLaw,
        count: Int,
        as type: S.Type = Float.self,
        release: Release = .since2_12
    ) -> [WordClue] {
        clues(values, law: law, count: count, drawn: type, stored: type, release: release)
    }

    // MARK: - Implementation

    /// Clues in order, the most selective first.
    static func selective(_ clues: [WordClue]) -> [WordClue] { clues.sorted { $0.share < $1.share } }

    /// How far a stored value can be from the one before all rounding to types.
    struct Rounding {
        let relative: Double
        let absolute: Double

        init<Drawn: WeightScalar, Stored: WeightScalar>(_ drawn: Drawn.Type, _ stored: Stored.Type) {
            // 16-bit types are drawn in single precision first.
            let first = drawn == Double.self ? Self.half(drawn) : Self.half(Float.self)
            let types = [first, Self.half(drawn), Self.half(stored)]
            relative = types.map(\.0).reduce(0, +)
            absolute = types.map(\.1).reduce(0, +)
        }

        func error(_ value: Double) -> Double { value.magnitude * relative + absolute }

        /// Half of the last place of 1, and half of the least number.
        private static func half<S: WeightScalar>(_ type: S.Type) -> (Double, Double) {
            let zero: S = 0
            let one: S = 1
            return ((one.nextUp._widened - 1) / 2, zero.nextUp._widened / 2)
        }
    }

    /// - Parameters:
    ///   - low: the lower bound as it is added.
    ///   - range: what a number in [0, 1) is multiplied by.
    ///   - steps: how far all roundings before the last can move a value, in units of the range.
    static func uniformClues(
        _ values: [Double],
        low: Double,
        range: Double,
        steps: Double,
        _ rounding: Rounding,
        isWide: Bool
    ) -> [WordClue] {
        guard range > 0 else { return [] }
        return values.indices.flatMap { i -> [WordClue] in
            let value = values[i]
            let error = rounding.error(value) + steps * range
            // A value that was rounded to the upper bound became the lower one.
            guard value - error > low + rounding.error(low) else { return [] }
            return clues(element: i, (value - error - low) / range, (value + error - low) / range, isWide: isWide)
        }
    }

    /// The words of a truncated law that was made by the inverse of its distribution function.
    private static func truncatedClues(
        _ values: [Double],
        _ draw: PyTorch.TruncatedDraw,
        _ rounding: Rounding,
        isWide: Bool
    ) -> [WordClue] {
        let (low, high) = draw.errorFunction
        guard high > low else { return [] }
        let table = InstructionSet.baseline.streams.pytorch
        let unit = isWide ? 0x1p-52 : 0x1p-23
        return values.indices.flatMap { i -> [WordClue] in
            let value = values[i]
            // The inverse, the factor, the summand and their results have a rounding each.
            let error =
                rounding.error(value) + unit
                * (value.magnitude + draw.mean.magnitude + 3 * (value - draw.mean).magnitude)
            // Values beyond a bound were moved to it.
            guard value - error > draw.low, value + error < draw.high else { return [] }
            let scale = 1 / (draw.standardDeviation * 2.0.squareRoot())
            let least = table.error_function((value - error - draw.mean) * scale)
            let most = table.error_function((value + error - draw.mean) * scale)
            let bounds = unit * (low.magnitude + high.magnitude)
            return clues(
                element: i,
                (least - bounds - low) / (high - low),
                (most + bounds - low) / (high - low),
                isWide: isWide
            )
        }
    }

    static func normalClues<Drawn: WeightScalar>(
        _ values: [Double],
        _ count: Int,
        _ mean: Double,
        _ deviation: Double,
        _ rounding: Rounding,
        _ drawn: Drawn.Type,
        follows leftover: Bool = false
    ) -> [WordClue] {
        let isWide = drawn == Double.self || count < blockCount
        let (mean, deviation) = isWide ? (mean, deviation) : (Double(Float(mean)), Double(Float(deviation)))
        // The error of logarithm, sine and cosine is below 1.1e-6.
        let error = isWide ? 1e-13 : 3e-6
        // The elements of a pair, and the numbers in [0, 1) that its radius and its angle were made from.
        var pairs: [(cosine: Int, sine: Int, radius: Int, angle: Int)] = []
        if count < blockCount {
            let first = leftover ? 1 : 0
            for i in stride(from: 0, to: count - 1 - first, by: 2) {
                pairs.append((first + i, first + i + 1, i + 1, i))
            }
        } else {
            let rest = count % blockCount
            let end = rest == 0 ? count : count - blockCount
            for i in 0..<min(end, values.count) where i % 16 < 8 && i + 8 < end { pairs.append((i, i + 8, i, i + 8)) }
            if rest != 0 {
                let base = MemoryLayout<Drawn>.size == 2 ? count - rest : count
                for j in 0..<8 { pairs.append((end + j, end + j + 8, base + j, base + j + 8)) }
            }
        }
        let table = InstructionSet.baseline.streams.pytorch
        var found: [WordClue] = []
        for pair in pairs where max(pair.cosine, pair.sine) < values.count {
            let (cosine, sine) = ((values[pair.cosine] - mean) / deviation, (values[pair.sine] - mean) / deviation)
            let radius = (cosine * cosine + sine * sine).squareRoot()
            guard radius < 40 else { return [] }
            let spread = rounding.error(values[pair.cosine]) + rounding.error(values[pair.sine])
            let wide = error * (1 + radius) + (spread + 2e-16 * mean.magnitude) / deviation
            let inner = table.radius_number(max(0, radius - wide))
            let outer = table.radius_number(radius + wide)
            found += clues(element: pair.radius, inner, outer, isWide: isWide)
            guard wide < radius else { continue }
            let angle = table.angle_number(cosine, sine)
            // At most asin(wide / radius), in turns.
            let turn = wide / radius / 4
            // Near the positive axis, the first and the last angles are both possible.
            guard angle - turn > 0, angle + turn < 1 else { continue }
            found += clues(element: pair.angle, angle - turn, angle + turn, isWide: isWide)
        }
        return found
    }

    /// The clues of a number in [0, 1) between two others: 24 bits of one word, or 53 bits of two.
    private static func clues(element: Int, _ low: Double, _ high: Double, isWide: Bool) -> [WordClue] {
        guard low <= 1, high >= 0 else {
            // No word gives such a value.
            return [WordClue(index: isWide ? 2 * element : element, mask: 0, range: 1...1)]
        }
        let scale = isWide ? 0x1p53 : 0x1p24
        let least = UInt64(max(0, (low * scale).rounded(.down) - 1))
        let most = UInt64(min(scale - 1, (high * scale).rounded(.up) + 1))
        guard least <= most else { return [] }
        if !isWide {
            return [WordClue(index: element, mask: 0xFF_FFFF, range: UInt32(least)...UInt32(most))].filter {
                $0.share < 0.75
            }
        }
        let upper = WordClue(index: 2 * element, mask: 0x1F_FFFF, range: UInt32(least >> 32)...UInt32(most >> 32))
        guard least >> 32 == most >> 32 else { return [upper].filter { $0.share < 0.75 } }
        let range = UInt32(truncatingIfNeeded: least)...UInt32(truncatingIfNeeded: most)
        return [upper, WordClue(index: 2 * element + 1, mask: .max, range: range)].filter { $0.share < 0.75 }
    }
}
