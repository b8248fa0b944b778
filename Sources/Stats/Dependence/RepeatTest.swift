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
        // Open addressing: the first occurrences from 1 on, beside a half of their hash; 0 for an empty place.
        var table = [SIMD2<UInt32>](repeating: SIMD2(), count: capacity)
        var repeats = 0
        values.withUnsafeBufferPointer { values in
            guard let values = values.baseAddress else { return }
            table.withUnsafeMutableBufferPointer { table in
                for index in 0..<stretches {
                    let hash = hash(values + index * length, length)
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

    /// The sum of each value's key, 0 and -0 the same, times an odd number of its place: no step waits for the last. The
    /// numbers are multiples of the golden ratio's, which the finaliser of SplitMix64 (Steele, Lea & Flood 2014) ends.
    @inline(__always)
    private static func hash<Scalar: SampleScalar>(_ values: UnsafePointer<Scalar>, _ length: Int) -> UInt64 {
        var state: UInt64 = 0
        var multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15
        for i in 0..<length {
            state &+= UInt64(bitPattern: values[i].orderedKey) &* multiplier
            multiplier &+= 0x3C6E_F372_FE94_F82A
        }
        state = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        state = (state ^ (state >> 27)) &* 0x94D0_49BB_1331_11EB
        return state ^ (state >> 31)
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
