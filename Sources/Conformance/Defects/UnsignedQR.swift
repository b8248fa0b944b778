internal import Stats

/// The orthogonal factor of Householder's QR decomposition as LAPACK returns it, its signs not fixed: the mistake of
/// taking it for Haar-distributed.
enum UnsignedQR {
    /// Q of a row-major matrix with at least as many rows as columns; rows x columns, row-major.
    static func factor(_ matrix: [Double], rows: Int, columns: Int) -> [Double] {
        var a = matrix
        var reflections: [[Double]] = []
        for j in 0..<columns {
            var v = (j..<rows).map { a[$0 * columns + j] }
            let norm = v.reduce(0) { $0 + $1 * $1 }.squareRoot()
            // The sign that avoids cancellation: R_jj = -sign(a_jj) norm.
            v[0] += v[0] < 0 ? -norm : norm
            Reflection.apply(v, to: &a, columns: columns, from: j)
            reflections.append(v)
        }
        var q = [Double](repeating: 0, count: rows * columns)
        for j in 0..<columns { q[j * columns + j] = 1 }
        for j in (0..<columns).reversed() { Reflection.apply(reflections[j], to: &q, columns: columns, from: j) }
        return q
    }

    /// The same with its signs fixed: the factor of the decomposition whose R has a positive diagonal.
    static func signed(_ matrix: [Double], rows: Int, columns: Int) -> [Double] {
        let leading = Array(matrix[..<(rows * columns)])
        var q = factor(leading, rows: rows, columns: columns)
        for c in 0..<columns {
            let diagonal = (0..<rows).reduce(0) { $0 + q[$1 * columns + c] * leading[$1 * columns + c] }
            if diagonal < 0 { for r in 0..<rows { q[r * columns + c].negate() } }
        }
        return q
    }
}
