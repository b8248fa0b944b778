internal import CStats

/// Sums of z, z^2 and z^4 over a sample, z = (x - mean) / standardDeviation under the claim.
///
/// Values are summed in eight interleaved lanes over blocks of 4,096, and the blocks in order. So the same sample gives
/// the same bits on every machine, with a rounding error of less than n/4096 + 512 ulps of the largest partial sum.
public struct PowerSums: Hashable, Sendable {
    /// Sum of z.
    public private(set) var first = 0.0

    /// Sum of z^2.
    public private(set) var second = 0.0

    /// Sum of z^4.
    public private(set) var fourth = 0.0

    static let blockSize = 4096

    /// Empty sums.
    init() {}

    /// Takes sums that were formed before.
    init(first: Double, second: Double, fourth: Double) {
        (self.first, self.second, self.fourth) = (first, second, fourth)
    }

    mutating func merge(_ other: PowerSums) {
        first += other.first
        second += other.second
        fourth += other.fourth
    }

    /// Adds finite values.
    @inline(__always)
    mutating func add<Scalar: SampleScalar>(
        _ values: UnsafePointer<Scalar>,
        _ count: Int,
        mean: Double,
        inverseDeviation: Double,
        kernels: KernelSet
    ) {
        var start = 0
        while start < count {
            let length = min(Self.blockSize, count - start)
            addBlock(values + start, length, mean: mean, inverseDeviation: inverseDeviation, kernels: kernels)
            start += length
        }
    }

    // MARK: - Implementation

    @inline(__always)
    private mutating func addBlock<Scalar: SampleScalar>(
        _ values: UnsafePointer<Scalar>,
        _ count: Int,
        mean: Double,
        inverseDeviation: Double,
        kernels: KernelSet
    ) {
        // Eight lanes each of z, z^2 and z^4.
        var lanes = (SIMD8<Double>(), SIMD8<Double>(), SIMD8<Double>())
        let whole = count & ~7
        if Scalar.self == Float.self {
            values.withMemoryRebound(to: Float.self, capacity: count) { singles in
                withUnsafeMutablePointer(to: &lanes) { lanes in
                    lanes.withMemoryRebound(to: Double.self, capacity: 24) {
                        kernels.functions.power_sums(singles, whole, mean, inverseDeviation, $0)
                    }
                }
            }
        } else {
            for start in stride(from: 0, to: whole, by: 8) {
                var z = SIMD8<Double>()
                for lane in 0..<8 { z[lane] = values[start + lane].asDouble }
                z = (z - mean) * inverseDeviation
                let square = z * z
                lanes.0 += z
                lanes.1 += square
                lanes.2 += square * square
            }
        }
        for i in whole..<count {
            let z = (values[i].asDouble - mean) * inverseDeviation
            lanes.0[i & 7] += z
            lanes.1[i & 7] += z * z
            lanes.2[i & 7] += z * z * (z * z)
        }
        first += lanes.0.sum()
        second += lanes.1.sum()
        fourth += lanes.2.sum()
    }
}
