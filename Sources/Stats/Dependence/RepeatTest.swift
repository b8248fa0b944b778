internal import CMath

/// Does a row, or an aligned block of 16 values, occur twice, bit for bit?
///
/// Two given blocks of m independent values are the same with probability (sum of the squared masses of the values)^m.
/// This is at most q^m, where q is the largest mass of one value. With N blocks the chance of any repeat is therefore
/// at most
///
///     N (N - 1) / 2 q^m      (union bound),
///
/// for the rows, if they have 4 values or more, and for the blocks.
///
/// Statistic: the number of rows and blocks that occurred before. P-value: the smaller bound of those with a repeat,
/// times the number of bounds (Bonferroni); 1 without a repeat. A hash finds the candidates, which are then compared,
/// so collisions do not count.
enum RepeatTest {
    static let blockLength = 16

    /// - Parameter largestMass: q.
    static func result<Scalar: SampleScalar>(
        _ values: [Scalar],
        rowLength: Int,
        largestMass: Double
    ) -> TestResult? {
        let lengths = Set([blockLength] + (rowLength >= 4 ? [rowLength] : [])).filter { values.count / $0 >= 2 }
        guard !lengths.isEmpty else { return nil }
        let logMass = log(min(1, largestMass))
        var repeats = 0
        var least = TailProbability.one
        let blocks = hashes(values.span, length: blockLength)
        for length in lengths {
            let found = count(values.span, length: length, hashes: hashes(values.span, length: length, blocks))
            repeats += found
            let n = Double(values.count / length)
            let bound = TailProbability(logarithm: log(n * (n - 1) / 2) + Double(length) * logMass)
            if found > 0 { least = min(least, bound.times(Double(lengths.count))) }
        }
        return TestResult(
            .repeats,
            tier: .rigorous,
            statistic: Double(repeats),
            pValue: least,
            method: "union bound over pairs of rows and of blocks"
        )
    }

    // MARK: - Implementation

    /// The hash of each aligned stretch of `length` values, made from its blocks' hashes if it consists of whole
    /// blocks.
    private static func hashes<Scalar: SampleScalar>(
        _ values: Span<Scalar>,
        length: Int,
        _ blocks: [UInt64]
    ) -> [UInt64] {
        if length == blockLength { return blocks }
        guard length % blockLength == 0 else { return hashes(values, length: length) }
        let parts = length / blockLength
        return (0..<values.count / length).map { stretch in
            var state: UInt64 = 0
            var multiplier = firstMultiplier
            for block in blocks[stretch * parts..<(stretch + 1) * parts] {
                state &+= block &* multiplier
                multiplier &+= multiplierStep
            }
            return stirred(state)
        }
    }

    /// The hash of each aligned stretch of `length` values: the sum of each value's key times an odd number that
    /// depends on its place, so that no step waits for the one before. 0 and -0 have the same key.
    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    private static func hashes<Scalar: SampleScalar>(_ values: Span<Scalar>, length: Int) -> [UInt64] {
        values.withUnsafeBufferPointer { values in
            (0..<values.count / length).map { stretch in
                var state: UInt64 = 0
                var multiplier = firstMultiplier
                for i in stretch * length..<(stretch + 1) * length {
                    state &+= UInt64(bitPattern: values[i].orderedKey) &* multiplier
                    multiplier &+= multiplierStep
                }
                return stirred(state)
            }
        }
    }

    /// Multiples of the golden ratio's bits, as in SplitMix64 (Steele, Lea & Flood 2014): odd, since the step is even.
    private static let firstMultiplier: UInt64 = 0x9E37_79B9_7F4A_7C15
    private static let multiplierStep: UInt64 = 0x3C6E_F372_FE94_F82A

    /// The finaliser of SplitMix64.
    @inline(__always)
    private static func stirred(_ sum: UInt64) -> UInt64 {
        var state = sum
        state = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        state = (state ^ (state >> 27)) &* 0x94D0_49BB_1331_11EB
        return state ^ (state >> 31)
    }

    /// The number of aligned stretches of `length` values, with these hashes, that equal an earlier one.
    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    private static func count<Scalar: SampleScalar>(_ values: Span<Scalar>, length: Int, hashes: [UInt64]) -> Int {
        var capacity = 16
        while capacity < 2 * hashes.count { capacity *= 2 }
        // Open addressing: the numbers of first occurrences, counted from 1, each with half of its hash; 0 for an empty
        // place.
        var table = [SIMD2<UInt32>](repeating: SIMD2(), count: capacity)
        var repeats = 0
        values.withUnsafeBufferPointer { values in
            guard let values = values.baseAddress else { return }
            table.withUnsafeMutableBufferPointer { table in
                for (index, hash) in hashes.enumerated() {
                    let tag = UInt32(truncatingIfNeeded: hash >> 32)
                    var place = Int(truncatingIfNeeded: hash) & (capacity - 1)
                    while table[place][0] > 0 {
                        let earlier = Int(table[place][0]) - 1
                        if table[place][1] == tag, isSame(values + earlier * length, values + index * length, length) {
                            repeats += 1
                            break
                        }
                        place = (place + 1) & (capacity - 1)
                    }
                    if table[place][0] == 0 { table[place] = SIMD2(UInt32(index + 1), tag) }
                }
            }
        }
        return repeats
    }

    @inline(__always)
    private static func isSame<Scalar: SampleScalar>(
        _ a: UnsafePointer<Scalar>,
        _ b: UnsafePointer<Scalar>,
        _ length: Int
    ) -> Bool {
        for j in 0..<length where a[j] != b[j] { return false }
        return true
    }
}
