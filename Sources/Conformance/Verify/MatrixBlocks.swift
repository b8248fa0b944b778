internal import CMath
internal import NumberTypes
internal import WeightFiles

/// A tensor as a matrix of at most 64 by 64 blocks: what it looks like from afar.
///
/// The axes are divided where the matrix is closest to a square; a vector is one row. A block with at least one line of
/// zeros, which no continuous law draws, is marked as such instead of by its mean.
///
/// Complexity: one pass over the values in chunks; memory for 4,096 blocks.
public struct MatrixBlocks: Codable, Sendable {
    /// What a block holds.
    public enum Block: Hashable, Codable, Sendable {
        /// The mean, minus the claimed mean and divided by its standard error.
        case mean(Double)

        /// At least one line of zeros, or only zeros.
        case zeros

        /// Some NaN or infinities.
        case notFinite
    }

    /// Number of rows, and of values in each.
    public let rows, columns: Int

    /// Number of rows of blocks, and of blocks in each.
    public let height, width: Int

    /// The blocks, row by row.
    public let blocks: [Block]

    /// The most blocks along an axis.
    static let limit = 64
}

extension MatrixBlocks {
    /// - Parameters:
    ///   - reader: the tensor.
    ///   - shape: the shape, in the order of its values.
    ///   - mean: the claimed mean of an entry.
    ///   - deviation: the claimed standard deviation of an entry.
    ///   - isSparse: whether the claim itself has zeros. They are then marked only if a block has nothing else.
    init(_ reader: TensorReader, shape: [Int], mean: Double, deviation: Double, isSparse: Bool) throws(WeightFileError)
    {
        let (rows, columns) = Self.matrix(shape)
        let (height, width) = (min(Self.limit, rows), min(Self.limit, columns))
        (self.rows, self.columns, self.height, self.width) = (rows, columns, height, width)
        var tallies = [Tally](repeating: Tally(), count: height * width)
        try reader.forEachChunk { values, start in
            var next = 0
            while next < values.count {
                let (row, column) = (start + next).quotientAndRemainder(dividingBy: columns)
                let block = column * width / columns
                // The first column of the next block.
                let end = ((block + 1) * columns + width - 1) / width
                let stop = min(values.count, next + end - column)
                tallies[row * height / rows * width + block].add(values[next..<stop])
                next = stop
            }
        }
        let line = max(1, min(rows / height, columns / width))
        blocks = tallies.map { tally in
            if tally.notFiniteCount > 0 { return .notFinite }
            if mean != 0 || deviation > 0, tally.zeroCount >= (isSparse ? max(1, tally.count) : line) { return .zeros }
            guard tally.count > 0 else { return .mean(0) }
            let difference = tally.sum / Double(tally.count) - mean
            // If the claim draws nothing, every difference counts.
            return .mean(
                deviation > 0
                    ? difference / deviation * Double(tally.count).squareRoot()
                    : difference == 0 ? 0 : difference > 0 ? .infinity : -.infinity
            )
        }
    }

    /// The same with rows and columns exchanged: for a tensor stored in Fortran order, whose axes come in reverse.
    var transposed: MatrixBlocks {
        MatrixBlocks(
            rows: columns,
            columns: rows,
            height: width,
            width: height,
            blocks: (0..<blocks.count).map { blocks[$0 % height * width + $0 / height] }
        )
    }

    // MARK: - Implementation

    private struct Tally {
        var count = 0
        var zeroCount = 0
        var notFiniteCount = 0
        var sum = 0.0

        mutating func add(_ values: ArraySlice<Double>) {
            count += values.count
            for value in values {
                if value == 0 { zeroCount += 1 }
                if value.isFinite { sum += value } else { notFiniteCount += 1 }
            }
        }
    }

    /// The sizes of the matrix that is closest to a square.
    private static func matrix(_ shape: [Int]) -> (rows: Int, columns: Int) {
        let count = shape.reduce(1, *)
        guard shape.count > 1, count > 0 else { return (1, max(1, count)) }
        var best = (rows: shape[0], columns: count / shape[0])
        var rows = shape[0]
        for size in shape.dropFirst().dropLast() {
            rows *= size
            let candidate = (rows: rows, columns: count / rows)
            func elongation(_ matrix: (rows: Int, columns: Int)) -> Double {
                abs(log10(Double(matrix.rows) / Double(matrix.columns)))
            }
            if elongation(candidate) < elongation(best) { best = candidate }
        }
        return best
    }
}
