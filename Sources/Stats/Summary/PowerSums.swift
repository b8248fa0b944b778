/// Sums of z, z^2 and z^4 over a sample, z = (x - mean) / standardDeviation under the claim.
///
/// Values are summed in eight interleaved lanes over blocks of 4,096, the blocks in order: the same bits for the same
/// sample whatever the machine, and a rounding error below n/4096 + 512 ulps of the largest partial sum at worst.
public struct PowerSums: Hashable, Sendable {
    /// Sum of z.
    public private(set) var first = 0.0

    /// Sum of z^2.
    public private(set) var second = 0.0

    /// Sum of z^4.
    public private(set) var fourth = 0.0

    static let blockSize = 4096

    mutating func merge(_ other: PowerSums) {
        first += other.first
        second += other.second
        fourth += other.fourth
    }

    /// Adds finite values.
    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    mutating func add<Scalar: SampleScalar>(_ values: borrowing Span<Scalar>, mean: Double, inverseDeviation: Double) {
        var start = 0
        while start < values.count {
            let end = min(start + Self.blockSize, values.count)
            var s1 = SIMD8<Double>()
            var s2 = SIMD8<Double>()
            var s4 = SIMD8<Double>()
            var i = start
            while i + 8 <= end {
                var z = SIMD8<Double>()
                for lane in 0..<8 { z[lane] = values[i + lane].asDouble }
                z = (z - mean) * inverseDeviation
                let square = z * z
                s1 += z
                s2 += square
                s4 += square * square
                i += 8
            }
            while i < end {
                let z = (values[i].asDouble - mean) * inverseDeviation
                let lane = i & 7
                s1[lane] += z
                s2[lane] += z * z
                s4[lane] += z * z * (z * z)
                i += 1
            }
            first += s1.sum()
            second += s2.sum()
            fourth += s4.sum()
            start = end
        }
    }
}
