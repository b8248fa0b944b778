import TestSupport
import Testing

@testable import Stats

@Suite struct RepeatedMatricesTests {
    /// As many as have equal hashes among them unless all 64 bits of a hash depend on the values.
    @Test(.tags(.property), .enabled(if: !isQuickRun)) func `every matrix that was there before is counted`() throws {
        let (size, matrices) = (4, 1 << 20)
        var random = SplitMix64(state: 5)
        let different = (0..<size * matrices).map { _ in Float(random.uniform() - 0.5) }
        let source = ArraySample(different + different)
        var repeats = RepeatedMatrices<Float>()
        for matrix in 0..<2 * matrices {
            if matrix == matrices { #expect(repeats.count == 0) }
            try repeats.add(Array(source.values[matrix * size..<(matrix + 1) * size]), of: source)
        }
        #expect(repeats.count == matrices)
    }

    @Test(.tags(.property)) func `zeros of either sign are equal, and one other value is a difference`() throws {
        let matrices: [[Float]] = [[0, 1, -1, 0], [-0.0, 1, -1, 0], [0, 1, -1, 0.5], [0, 1, -1, -0.0]]
        let source = ArraySample(matrices.flatMap(\.self))
        var repeats = RepeatedMatrices<Float>()
        for (matrix, count) in zip(matrices, [0, 1, 1, 2]) {
            try repeats.add(matrix, of: source)
            #expect(repeats.count == count)
        }
    }
}
