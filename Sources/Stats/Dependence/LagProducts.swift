internal import CStats

/// The sums of the products z_i z_{i+k} at one lag k, in two groups of disjoint pairs.
///
/// Pairs whose first place i has even floor(i/k) span the blocks 0-1, 2-3, ... of k values; the others span 1-2, 3-4,
/// ... No value is in two pairs of one group, so if the values are independent, so are the products within a group.
package struct LagProducts {
    /// The lag k.
    package let lag: Int

    /// The sum of the products of each group.
    package private(set) var sums = [0.0, 0.0]

    /// The number of pairs in each group.
    package let counts: [Int]

    /// Number of pairs.
    private let pairs: Int

    /// The place of the first pair that is not in the sums.
    private var start = 0

    /// The products at several lags, each in 1..<z.count. All lags process one part of the values before the next part,
    /// so that it stays in a near cache.
    package static func all(_ z: [Float], lags: [Int], kernels: KernelSet = .fastest) -> [LagProducts] {
        var products = lags.map { LagProducts(count: z.count, lag: $0) }
        // 2^15 values are 128 KiB.
        for end in stride(from: 1 << 15, to: z.count + 1 << 15, by: 1 << 15) {
            for index in products.indices { products[index].add(z, before: end, kernels) }
        }
        return products
    }

    // MARK: - Implementation

    private init(count: Int, lag: Int) {
        let period = 2 * lag
        let remainder = max(0, count - lag) % period
        self.lag = lag
        pairs = max(0, count - lag)
        let whole = pairs / period * lag
        counts = [whole + min(remainder, lag), whole + max(0, remainder - lag)]
    }

    /// Adds pairs, starting with the first that is not in the sums, until place `end` is reached.
    ///
    /// Each place of a stretch of whole periods has an accumulator, so the inner loop vectorises as one line whatever
    /// the lag. The accumulators are emptied into Double before they lose digits.
    private mutating func add(_ z: [Float], before end: Int, _ kernels: KernelSet) {
        let period = 2 * lag
        let stretch = period * max(1, 64 / period)
        var (even, odd) = (sums[0], sums[1])
        z.withUnsafeBufferPointer { z in
            withUnsafeTemporaryAllocation(of: Float.self, capacity: stretch) { accumulators in
                guard let z = z.baseAddress, let target = accumulators.baseAddress else { return }
                while start < min(end, pairs) {
                    accumulators.initialize(repeating: 0)
                    // 128 products per accumulator: a rounding error below 2^-17 of their magnitude.
                    let rounds = min(128, (pairs - start) / stretch)
                    kernels.functions.add_products(z + start, lag, stretch, rounds, target)
                    start += rounds * stretch
                    if rounds < 128 {
                        kernels.functions.add_products(z + start, lag, pairs - start, 1, target)
                        start = pairs
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
        sums = [even, odd]
    }
}
