internal import CStreams

/// What values tell of the words that they were made from.
struct ThreefryClues {
    /// The words of a tensor's elements, one to an element.
    enum Words {
        /// The upper 23 bits are the fraction.
        case upper23
        /// All 32 bits are the fraction, rounded to single precision.
        case all
        /// The upper 32 bits of a fraction of 52.
        case upperHalf
    }

    var form: Threefry.Form
    var law: UnitLaw<Double>
    var words: Words

    /// The greatest relative error of one rounding in the uniform number, and in what is made of it.
    var unitRounding: Double
    var rounding: Double

    /// The greatest relative error of the inverse error function, which is more than its roundings.
    var functionError: Double

    /// Clues from a tensor's first values, most selective first.
    ///
    /// The values may have been rounded to a type of less precision. So the precision that they have is seen from the
    /// values themselves.
    func clues(from values: [Double]) -> [WordClue] {
        guard law.range > 0, law.factor > 0, law.root > 0 else { return [] }
        let spacing = Self.rounding(of: values)
        return Self.sorted(values.indices.compactMap { clue(values[$0], $0, spacing) })
    }

    /// Clues from a tensor's first values that were drawn from a table, `elementsPerWord` entries to a word, by the
    /// upper `width` of `bits` bits.
    static func clues(
        from values: [Double],
        table: [Float],
        bits: Int,
        width: Int,
        elementsPerWord: Int
    ) -> [WordClue] {
        guard table.first != table.last else { return [] }
        // Values that are not in the table have been rounded once more.
        let entries = Set(table.map(Double.init))
        let stored = rounding(of: values)
        let isExact = stored <= (width == 7 ? 0x1p-8 : 0x1p-11) && values.allSatisfy(entries.contains)
        let spacing = isExact ? 0 : stored
        return sorted(
            values.indices.map { place in
                let value = values[place]
                let error = value.magnitude * spacing + (spacing > 0x1p-20 ? 0x1p-24 : 0)
                guard
                    let first = table.firstIndex(where: { (Double($0) - value).magnitude <= error }),
                    let last = table.lastIndex(where: { (Double($0) - value).magnitude <= error })
                else { return impossible(place / elementsPerWord) }
                let shift = UInt32(bits * (place % elementsPerWord) + bits - width)
                return WordClue(
                    index: place / elementsPerWord,
                    mask: ((1 << UInt32(width)) - 1) << shift,
                    range: UInt32(first) << shift...UInt32(last) << shift
                )
            }
        )
    }

    // MARK: - Implementation

    /// A clue that no word fits, for a value that the law does not give.
    private static func impossible(_ index: Int) -> WordClue { WordClue(index: index, mask: 0, range: 1...1) }

    private static func sorted(_ clues: [WordClue]) -> [WordClue] {
        clues.filter { $0.share < 0.75 }.sorted { $0.share < $1.share }
    }

    /// The relative error of rounding to the least precise type that holds all values.
    private static func rounding(of values: [Double]) -> Double {
        if values.allSatisfy({ BFloat16($0)._widened == $0 }) { return 0x1p-8 }
        #if !((os(macOS) || targetEnvironment(macCatalyst)) && arch(x86_64))
            if values.allSatisfy({ Float16($0)._widened == $0 }) { return 0x1p-11 }
        #endif
        return values.allSatisfy { Double(Float($0)) == $0 } ? 0x1p-24 : 0x1p-53
    }

    private func clue(_ value: Double, _ index: Int, _ spacing: Double) -> WordClue? {
        guard value.isFinite else { return nil }
        let (low, high) = fractions(value, spacing)
        guard low <= 1, high >= 0 else { return Self.impossible(index) }
        switch words {
        case .upper23:
            let range = Self.range(low, high, scale: 0x1p23, slack: 1)
            return WordClue(index: index, mask: 0xFFFF_FE00, range: range.lowerBound << 9...range.upperBound << 9)
        case .all: return WordClue(index: index, mask: .max, range: Self.range(low, high, scale: 0x1p32, slack: 256))
        case .upperHalf:
            return WordClue(index: index, mask: .max, range: Self.range(low, high, scale: 0x1p32, slack: 1))
        }
    }

    /// Whole numbers from 0 to `scale - 1` around two multiples of `scale`.
    private static func range(_ low: Double, _ high: Double, scale: Double, slack: Double) -> ClosedRange<UInt32> {
        func number(_ value: Double) -> UInt32 { UInt32(min(max(value, 0), scale - 1)) }
        return number((low * scale).rounded(.down) - slack)...number((high * scale).rounded(.up) + slack)
    }

    /// The fractions, of the interval that uniform numbers are from, that can give a value.
    private func fractions(_ value: Double, _ spacing: Double) -> (low: Double, high: Double) {
        // The error of the stored value, half precision's least step included, and of the last two operations.
        var error = value.magnitude * spacing + (spacing > 0x1p-20 ? 0x1p-24 : 0)
        error += (2 * value.magnitude + law.offset.magnitude) * rounding
        let middle = (value - law.offset) / law.factor
        error = error / law.factor + 2 * middle.magnitude * rounding
        var units = (low: middle - error, high: middle + error)
        if form == .jaxQuantile || form == .mlxQuantile {
            func unit(_ number: Double, _ sign: Double) -> Double {
                let argument = number / law.root
                return InstructionSet.best.streams.threefry.jax_erf_double(
                    argument + sign * argument.magnitude * functionError
                )
            }
            let isLeast = units.low <= law.least + law.least.magnitude * 4 * rounding
            let isGreatest = units.high >= law.greatest - law.greatest.magnitude * 4 * rounding
            units = (
                isLeast ? -.infinity : unit(units.low, -1), isGreatest ? .infinity : unit(units.high, 1)
            )
        }
        let slack = 4 * (law.low.magnitude + law.range) * unitRounding
        return ((units.low - slack - law.low) / law.range, (units.high + slack - law.low) / law.range)
    }
}

extension UnitLaw<Double> {
    /// A law's constants in double precision.
    init(_ law: UnitLaw<Float>) {
        self.init(
            range: Double(law.range),
            low: Double(law.low),
            root: Double(law.root),
            least: Double(law.least),
            greatest: Double(law.greatest),
            factor: Double(law.factor),
            offset: Double(law.offset)
        )
    }
}
