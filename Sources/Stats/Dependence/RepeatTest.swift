#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Does a row, or an aligned block of 16 values, occur twice, bit by bit?
///
/// Two given blocks of m independent values are the same with probability (sum of the squared masses of the values)^m,
/// which is at most q^m, q the largest mass of one value. With N blocks the chance of any repeat is therefore at most
///
///     N (N - 1) / 2 q^m      (union bound),
///
/// for the rows, where these have 4 values or more, and for the blocks.
///
/// Statistic: the number of rows and blocks that occurred before. P-value: the smaller bound of those that have a
/// repeat, times the number of bounds (Bonferroni); 1 without a repeat. A hash only finds the
/// candidates; they are compared, so that no collision counts.
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
        for length in lengths {
            let found = count(values.span, length: length)
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

    /// The number of aligned stretches of `length` values that equal an earlier one.
    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    private static func count<Scalar: SampleScalar>(_ values: Span<Scalar>, length: Int) -> Int {
        let stretches = values.count / length
        var capacity = 16
        while capacity < 2 * stretches { capacity *= 2 }
        // Open addressing: the first occurrences, -1 for an empty place.
        var table = [Int](repeating: -1, count: capacity)
        var hashes = [UInt64](repeating: 0, count: stretches)
        var repeats = 0
        for index in 0..<stretches {
            let hash = hash(values, from: index * length, length: length)
            hashes[index] = hash
            var place = Int(truncatingIfNeeded: hash) & (capacity - 1)
            while true {
                let earlier = table[place]
                if earlier < 0 {
                    table[place] = index
                    break
                }
                if hashes[earlier] == hash, isSame(values, earlier * length, index * length, length: length) {
                    repeats += 1
                    break
                }
                place = (place + 1) & (capacity - 1)
            }
        }
        return repeats
    }

    /// Each value's key, 0 and -0 the same, stirred in by the finaliser of SplitMix64 (Steele, Lea & Flood 2014).
    @inline(__always)
    private static func hash<Scalar: SampleScalar>(_ values: Span<Scalar>, from start: Int, length: Int) -> UInt64 {
        var state: UInt64 = 0
        for i in start..<(start + length) {
            state = (state ^ UInt64(bitPattern: values[i].orderedKey)) &* 0xBF58_476D_1CE4_E5B9
            state ^= state >> 31
        }
        state = (state ^ (state >> 27)) &* 0x94D0_49BB_1331_11EB
        return state ^ (state >> 31)
    }

    @inline(__always)
    private static func isSame<Scalar: SampleScalar>(
        _ values: Span<Scalar>,
        _ a: Int,
        _ b: Int,
        length: Int
    ) -> Bool {
        for j in 0..<length where values[a + j] != values[b + j] { return false }
        return true
    }
}
