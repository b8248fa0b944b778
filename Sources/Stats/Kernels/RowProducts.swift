internal import CStats

/// Inner products of four rows with a strip of eight columns.
package enum RowProducts {
    /// Calls `body` with the 32 products, row after row, each summed in order.
    ///
    /// - Parameters:
    ///   - entries: row-major entries.
    ///   - starts: where the four rows start in them.
    ///   - strip: the columns' entries, one row of the strip after the other.
    package static func forFour<Result>(
        _ entries: [Float],
        startingAt starts: SIMD4<Int>,
        _ strip: [SIMD8<Float>],
        kernels: KernelSet = .fastest,
        _ body: (UnsafeBufferPointer<Float>) -> Result
    ) -> Result {
        precondition(starts.min() >= 0 && starts.max() + strip.count <= entries.count, "a row beyond the entries")
        return withUnsafeTemporaryAllocation(of: Float.self, capacity: 32) { sums in
            sums.initialize(repeating: 0)
            entries.withUnsafeBufferPointer { entries in
                strip.withUnsafeBytes { strip in
                    guard let first = entries.baseAddress, let target = sums.baseAddress,
                        let columns = strip.assumingMemoryBound(to: Float.self).baseAddress
                    else { return }
                    let (a, b, c, d) = (first + starts[0], first + starts[1], first + starts[2], first + starts[3])
                    kernels.vectors.multiply_rows(a, b, c, d, columns, strip.count / 32, target)
                }
            }
            return body(UnsafeBufferPointer(sums))
        }
    }
}
