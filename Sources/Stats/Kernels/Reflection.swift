internal import CStats

/// Householder's reflection I - 2 v v^T / v^T v.
package enum Reflection {
    /// Reflects the rows and columns of a row-major matrix from `first` on: those before are done with, or 0.
    ///
    /// - Parameters:
    ///   - matrix: the matrix.
    ///   - columns: number of its columns.
    ///   - first: the first row and column.
    ///   - v: one entry for each row.
    package static func apply(
        _ v: [Double],
        to matrix: inout [Double],
        columns: Int,
        from first: Int,
        kernels: KernelSet = .fastest
    ) {
        let square = v.reduce(0) { $0 + $1 * $1 }
        guard square > 0 else { return }
        precondition(first < columns && (first + v.count) * columns <= matrix.count, "a reflection beyond the matrix")
        matrix.withUnsafeMutableBufferPointer { matrix in
            guard let start = matrix.baseAddress else { return }
            kernels.vectors.reflect_rows(v, v.count, square, start + first * columns + first, columns, columns - first)
        }
    }
}
