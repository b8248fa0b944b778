import TestSupport
import Testing

import Stats

/// The loops over vectors: each instruction set's results are those of the definition, to the bit.
@Suite struct VectorKernelsTests {
    private static func numbers(_ count: Int, seed: UInt64) -> [Double] {
        var random = SplitMix64(state: seed)
        return (0..<count).map { _ in 2 * random.uniform() - 1 }
    }

    /// The inner product of two stretches in eight interleaved lanes.
    private static func product(_ v: [Double], _ a: Int, _ b: Int, _ count: Int) -> Double {
        var lanes = [Double](repeating: 0, count: 8)
        let whole = count / 8 * 8
        for k in 0..<whole { lanes[k % 8] += v[a + k] * v[b + k] }
        var sum = lanes[0]
        for lane in 1..<8 { sum += lanes[lane] }
        for k in whole..<count { sum += v[a + k] * v[b + k] }
        return sum
    }

    @Test(.tags(.property), arguments: [(1, 1), (3, 5), (8, 8), (7, 40), (33, 61)])
    func `every kernel reflects vectors as the definition does`(count: Int, length: Int) {
        let vectors = Self.numbers(count * length, seed: 5)
        var expected = vectors
        for j in 0..<count {
            let (head, rest) = (j * length + j, length - j)
            let norm = Self.product(expected, head, head, rest).squareRoot()
            expected[head] += expected[head] < 0 ? -norm : norm
            let square = Self.product(expected, head, head, rest)
            for k in j + 1..<max(count, j + 1) {
                let other = k * length + j
                let factor = 2 * Self.product(expected, head, other, rest) / square
                for i in 0..<rest { expected[other + i] -= factor * expected[head + i] }
            }
        }
        for kernels in KernelSet.available {
            var found = vectors
            HouseholderPivots.positive(&found, count: count, length: length, kernels: kernels) { _ in }
            #expect(found == expected, "\(kernels)")
        }
    }

    @Test(.tags(.property), arguments: [(1, 1), (5, 3), (9, 8), (40, 37), (20, 64)])
    func `every kernel reflects rows as the definition does`(rows: Int, columns: Int) {
        let matrix = Self.numbers(rows * columns, seed: 6)
        for first in [0, columns / 2] where first < rows {
            let v = Self.numbers(rows - first, seed: 7)
            let square = v.reduce(0) { $0 + $1 * $1 }
            var expected = matrix
            for c in first..<columns {
                var sum = 0.0
                for (i, x) in v.enumerated() { sum += x * matrix[(first + i) * columns + c] }
                for (i, x) in v.enumerated() { expected[(first + i) * columns + c] -= 2 * x * sum / square }
            }
            for kernels in KernelSet.available {
                var found = matrix
                Reflection.apply(v, to: &found, columns: columns, from: first, kernels: kernels)
                #expect(found == expected, "\(kernels)")
            }
        }
    }

    @Test(.tags(.property), arguments: [(1, 1), (2, 3), (9, 7), (50, 33)])
    func `every kernel standardises and sums as the definition does`(rows: Int, columns: Int) throws {
        let law = try Normal(mean: 0.25, standardDeviation: 0.5)
        var values = Self.numbers(rows * columns, seed: 8).map { Float($0) }
        values[0] = 1e30
        let z = values.map { value in
            Float(min(0x1p20, max(-0x1p20, (Double(value) - law.mean) * (1 / law.standardDeviation))))
        }
        var (sums, squares) = ([Double](repeating: 0, count: columns), [Double](repeating: 0, count: columns))
        var (rowSums, rowSquares) = ([Double](repeating: 0, count: rows), [Double](repeating: 0, count: rows))
        for (place, value) in z.enumerated() {
            let (row, column) = place.quotientAndRemainder(dividingBy: columns)
            rowSums[row] += Double(value)
            rowSquares[row] += Double(value) * Double(value)
            sums[column] += Double(value)
            squares[column] += Double(value) * Double(value)
        }
        for kernels in KernelSet.available {
            let sample = try #require(
                StandardisedSample(values, rowLength: columns, law: law, kernels: kernels)
            )
            #expect(sample.z == z, "\(kernels)")
            let grid = GridSums(sample, kernels: kernels)
            #expect(grid.rows.sums == rowSums && grid.rows.squares == rowSquares, "\(kernels)")
            #expect(grid.columns.sums == sums && grid.columns.squares == squares, "\(kernels)")
        }
    }

    @Test(arguments: [Float.nan, .infinity, -.infinity])
    func `no kernel standardises a value that is not finite`(value: Float) throws {
        let law = try Normal()
        let values = [Float](repeating: 1, count: 40) + [value] + [2, 3]
        for kernels in KernelSet.available {
            #expect(StandardisedSample(values, rowLength: 4, law: law, kernels: kernels) == nil, "\(kernels)")
        }
    }

    @Test(.tags(.property), arguments: [0, 1, 9, 130])
    func `every kernel multiplies rows as the definition does`(inner: Int) {
        let entries = Self.numbers(5 * inner, seed: 10).map { Float($0) }
        let flat = Self.numbers(8 * inner, seed: 11).map { Float($0) }
        let strip = (0..<inner).map { m in
            var lanes = SIMD8<Float>()
            for lane in 0..<8 { lanes[lane] = flat[8 * m + lane] }
            return lanes
        }
        let starts = SIMD4(0, 2, 3, 4) &* inner
        var expected: [Float] = []
        for row in 0..<4 {
            for lane in 0..<8 {
                expected.append((0..<inner).reduce(0) { $0 + entries[starts[row] + $1] * flat[8 * $1 + lane] })
            }
        }
        for kernels in KernelSet.available {
            let found = RowProducts.forFour(entries, startingAt: starts, strip, kernels: kernels) { Array($0) }
            #expect(found == expected, "\(kernels)")
        }
    }
}
