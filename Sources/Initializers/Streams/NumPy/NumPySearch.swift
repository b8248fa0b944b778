internal import CStreams

/// What searches of NumPy's streams share.
enum NumPySearch {
    /// How many of a tensor's first values a search looks at.
    static let valueCount = 16

    /// How many seeds the kernels look at in one call.
    private static let blockCount: UInt64 = 4096

    /// The seeds of a range that `candidates` finds and `accepts` confirms, in order, at most `limit`.
    ///
    /// - Parameter candidates: writes those of `count` seeds from a first one on that may fit; returns their number.
    static func seeds(
        in range: ClosedRange<UInt64>,
        limit: Int,
        candidates: (_ found: UnsafeMutablePointer<UInt64>, _ first: UInt64, _ count: Int) -> Int,
        accepts: (UInt64) -> Bool
    ) -> [UInt64] {
        var result: [UInt64] = []
        guard limit > 0 else { return result }
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: Int(blockCount)) { buffer in
            guard let found = buffer.baseAddress else { return }
            var first = range.lowerBound
            while true {
                let last = first + min(range.upperBound - first, blockCount - 1)
                let count = candidates(found, first, Int(last - first) + 1)
                for seed in buffer[..<count] where accepts(seed) {
                    result.append(seed)
                    if result.count == limit { return }
                }
                if last == range.upperBound { return }
                first = last + 1
            }
        }
        return result
    }

    /// The positions among `words` where all clues fit, `step` apart.
    static func positions(
        _ words: UnsafeBufferPointer<UInt32>,
        count: Int,
        step: Int,
        matching clues: [WordClue],
        _ report: (Int) -> Bool
    ) {
        guard let best = clues.first else { return }
        let (low, width) = (best.range.lowerBound, best.range.upperBound - best.range.lowerBound)
        var position = 0
        while position < count {
            if (words[position + best.index] & best.mask) &- low <= width,
                clues.allSatisfy({ $0.fits(words[position + $0.index]) }),
                !report(position)
            {
                return
            }
            position += step
        }
    }

    /// How far a value can be from the number that it was rounded from.
    ///
    /// The scalar type is not known. It has at least as many significant bits as the longest of the values. The types are
    /// bfloat16, half, single and double precision, with 8, 11, 24 and 53.
    static func tolerance(_ values: some Sequence<Double>) -> (Double) -> Double {
        let fraction = values.map { $0.isFinite && $0 != 0 ? $0.significandWidth : 0 }.max() ?? 0
        // Half a unit of the last place, and half the distance of the numbers nearest to 0. A little more, as a number
        // can have been rounded twice.
        let (relative, absolute) =
            switch fraction {
            case ...7: (0x1p-8, 0x1p-25)
            case ...10: (0x1p-11, 0x1p-25)
            case ...23: (0x1p-24, 0x1p-150)
            default: (0x1p-53, 0.0)
            }
        return { 1.01 * max($0.magnitude * relative, absolute) }
    }

    /// The fractions `u` that `low + range * u` can be made from, for each of the first values. `nil` if a value is not
    /// in reach.
    ///
    /// - Parameter unit: how far computing with the fraction can be off, as a part of the largest number that occurs.
    static func fractions(_ values: ArraySlice<Double>, low: Double, range: Double, unit: Double)
        -> [glorot_numpy_interval]?
    {
        guard range > 0 else { return nil }
        let tolerance = tolerance(values)
        let slack = unit * max(low.magnitude, (low + range).magnitude, range)
        var result: [glorot_numpy_interval] = []
        for value in values.prefix(valueCount) {
            let reach = tolerance(value) + slack
            let interval = glorot_numpy_interval(
                low: (value - reach - low) / range - 0x1p-52,
                high: (value + reach - low) / range + 0x1p-52
            )
            guard interval.low < 1, interval.high >= 0 else { return nil }
            result.append(interval)
        }
        return result
    }

    /// The standard normal numbers `z` that `mean + deviation * z` can be made from, for each of the first values. `nil`
    /// if there are none.
    ///
    /// - Parameter unit: how far computing can be off, as a part of the largest number that occurs.
    static func normals(_ values: [Double], mean: Double, deviation: Double, unit: Double) -> [glorot_numpy_interval]? {
        guard deviation > 0, !values.isEmpty else { return nil }
        let tolerance = tolerance(values)
        return values.prefix(valueCount).map { value in
            let reach = tolerance(value) + unit * (value.magnitude + mean.magnitude)
            return glorot_numpy_interval(
                low: (value - reach - mean) / deviation,
                high: (value + reach - mean) / deviation
            )
        }
    }
}

extension WordClue {
    /// The clue that the upper `bits` of a word are the integer parts of numbers from `low` to `high`.
    init(index: Int, upperBits bits: UInt32, low: Double, high: Double) {
        let last = Double((1 as UInt64) << UInt64(bits) - 1)
        let shift = 32 - bits
        let lowest = UInt32(min(max(low, 0), last)) << shift
        let highest = UInt32(min(max(high, 0), last)) << shift
        self.init(index: index, mask: ~0 << shift, range: lowest...max(lowest, highest))
    }
}
