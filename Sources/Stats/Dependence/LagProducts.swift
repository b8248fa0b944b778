/// The sums of the products z_i z_{i+k} at one lag k, in two groups of disjoint pairs.
///
/// Pairs whose first place i has floor(i/k) even lie across the blocks 0-1, 2-3, ... of k values, the others across
/// 1-2, 3-4, ...: no value is in two pairs of one group, so the products within a group of independent values are
/// independent.
struct LagProducts {
    /// The lag k.
    let lag: Int

    /// The sums of the products of either group.
    let sums: [Double]

    /// The number of pairs in either group.
    let counts: [Int]

    /// The products at `lag`, in 1..<z.count.
    init(_ z: [Float], lag: Int) {
        let period = 2 * lag
        let pairs = max(0, z.count - lag)
        let remainder = pairs % period
        let whole = pairs / period * lag
        self.lag = lag
        counts = [whole + min(remainder, lag), whole + max(0, remainder - lag)]
        sums = Self.sums(z, lag: lag, pairs: pairs)
    }

    // MARK: - Implementation

    /// Each place of a stretch of whole periods has an accumulator, so that the inner loop is one vectorised line
    /// whatever the lag; the accumulators are emptied into Double before they lose digits.
    private static func sums(_ z: [Float], lag: Int, pairs: Int) -> [Double] {
        let period = 2 * lag
        let stretch = period * max(1, 64 / period)
        var even = 0.0
        var odd = 0.0
        z.withUnsafeBufferPointer { z in
            withUnsafeTemporaryAllocation(of: Float.self, capacity: stretch) { accumulators in
                var start = 0
                while start < pairs {
                    accumulators.initialize(repeating: 0)
                    // 128 products an accumulator: a rounding error below 2^-17 of their magnitude.
                    var rounds = 0
                    while rounds < 128, start < pairs {
                        let length = min(stretch, pairs - start)
                        for j in 0..<length {
                            accumulators[j] += z[start &+ j] * z[start &+ j &+ lag]
                        }
                        start += length
                        rounds += 1
                    }
                    for block in stride(from: 0, to: stretch, by: period) {
                        for j in block..<(block + lag) {
                            even += Double(accumulators[j])
                            odd += Double(accumulators[j + lag])
                        }
                    }
                }
            }
        }
        return [even, odd]
    }
}
