import TestSupport
import Testing

import Stats

@Suite struct LagProductsTests {
    /// The definition, in double precision: pair i is in the first group where floor(i / k) is even.
    private static func sums(_ z: [Float], lag: Int) -> [Double] {
        var sums = [0.0, 0.0]
        for i in 0..<max(0, z.count - lag) { sums[i / lag % 2] += Double(z[i]) * Double(z[i + lag]) }
        return sums
    }

    @Test(.tags(.property), arguments: [2, 5, 64, 300, 8191, 70_000])
    func `every kernel has the sums of the definition, and the same bits`(count: Int) {
        var random = SplitMix64(state: 8)
        let z = (0..<count).map { _ in Float(4 * random.uniform() - 2) }
        let lags = (Array(1...64) + [65, 100, 777, 30_000]).filter { $0 < count }
        let products = KernelSet.available.map { LagProducts.all(z, lags: lags, kernels: $0) }
        for (index, lag) in lags.enumerated() {
            let expected = Self.sums(z, lag: lag)
            for group in 0..<2 {
                let found = products.map { $0[index].sums[group] }
                // 128 products of magnitude 4 at most in an accumulator: each rounding is below 512 ulps of 1.
                let bound = 512 * 0x1p-24 * Double(count)
                #expect(abs(found[0] - expected[group]) <= bound, "lag \(lag) of \(count)")
                #expect(found.allSatisfy { $0.bitPattern == found[0].bitPattern }, "lag \(lag) of \(count)")
            }
        }
    }

    @Test(.tags(.negativeControl)) func `a value in the wrong group shows`() {
        var z = [Float](repeating: 0, count: 1000)
        z[9] = 1
        z[12] = 1
        // The pair (9, 12) at lag 3: floor(9 / 3) is odd.
        #expect(LagProducts.all(z, lags: [3])[0].sums == [0, 1])
    }
}
