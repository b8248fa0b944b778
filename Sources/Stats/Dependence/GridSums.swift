internal import CStats

/// The sums of z and z^2 of each row and of each column, over the complete rows of a sample.
package struct GridSums {
    /// Lines of equal length: either all rows or all columns.
    package struct Lines {
        /// Number of values in a line.
        let length: Int

        /// The sum of z over each line.
        package var sums: [Double]

        /// The sum of z^2 over each line.
        package var squares: [Double]

        init(length: Int, count: Int) {
            self.length = length
            sums = [Double](repeating: 0, count: count)
            squares = sums
        }
    }

    /// The rows.
    package private(set) var rows: Lines

    /// The columns.
    package private(set) var columns: Lines

    /// The sums of the sample's complete rows.
    package init(_ sample: StandardisedSample, kernels: KernelSet = .fastest) {
        let (height, width) = (sample.rowCount, sample.rowLength)
        rows = Lines(length: width, count: height)
        columns = Lines(length: height, count: width)
        kernels.vectors.add_grid(
            sample.z,
            height,
            width,
            &rows.sums,
            &rows.squares,
            &columns.sums,
            &columns.squares
        )
    }
}
