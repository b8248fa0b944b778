/// A row-major draw of a Haar-distributed matrix of any proportions, for `Orthogonal` and `DeltaOrthogonal`.
enum OrthogonalMatrix {
    /// Writes elements `offset ..< offset + destination.count` of a matrix, row-major `[rows, columns]`.
    ///
    /// - Throws: `InitializerError`, as `Orthogonal` does, whether or not the destination is empty.
    static func write<S: WeightScalar>(
        rows: Int,
        columns: Int,
        gain: Double,
        key: Key,
        into destination: UnsafeMutableBufferPointer<S>,
        startingAt offset: Int
    ) throws(InitializerError) {
        try WeightLaw.require(gain.isFinite, "gain", gain, "a finite number")
        // Rounding may take an entry past 1.
        try WeightLaw.requireFinite(gain * 1.000_000_1, S.self)
        guard rows <= HaarFrame.greatestCount / columns else {
            throw .unsupportedShape(shape: [rows, columns], expected: "a matrix of at most 2^37 elements")
        }
        guard destination.count > 0 else { return }
        let isTall = rows >= columns
        let frame = HaarFrame(rows: max(rows, columns), columns: min(rows, columns), key: key)
        var (row, column) = offset.quotientAndRemainder(dividingBy: columns)
        for position in destination.indices {
            let value = isTall ? frame[row, column] : frame[column, row]
            destination.initializeElement(at: position, to: S._rounding(gain * value))
            column += 1
            if column == columns {
                column = 0
                row += 1
            }
        }
    }
}
