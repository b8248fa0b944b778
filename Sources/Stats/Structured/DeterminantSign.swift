/// The sign of a determinant, by Gaussian elimination with partial pivoting in double precision.
///
/// For an orthogonal matrix the determinant's magnitude is 1 and the elimination is stable, so the sign is certain.
/// Source: Golub & Van Loan, Matrix Computations (2013), section 3.4.
enum DeterminantSign {
    /// Whether the determinant of a row-major square matrix is positive; false where it is 0 or not a number.
    ///
    /// Complexity: O(order^3).
    static func isPositive(_ matrix: [Double], order n: Int) -> Bool {
        var a = matrix
        var isPositive = true
        for step in 0..<n {
            var pivot = step
            for r in step..<n where abs(a[r * n + step]) > abs(a[pivot * n + step]) { pivot = r }
            if pivot != step {
                isPositive.toggle()
                for c in step..<n { a.swapAt(pivot * n + c, step * n + c) }
            }
            let head = a[step * n + step]
            guard head > 0 || head < 0 else { return false }
            if head < 0 { isPositive.toggle() }
            for r in (step + 1)..<max(n, step + 1) {
                let factor = a[r * n + step] / head
                for c in step..<n { a[r * n + c] -= factor * a[step * n + c] }
            }
        }
        return isPositive
    }
}
