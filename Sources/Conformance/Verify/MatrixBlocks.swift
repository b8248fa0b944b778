internal import CMath
internal import NumberTypes
internal import WeightFiles

/// A tensor as a matrix of at most 64 by 64 blocks: what it looks like from afar.
///
/// The axes are parted where the matrix is nearest to a square; a vector is one row. Of a block that has a line or more of
/// zeros, which no continuous law draws, that is kept instead of its mean.
///
/// Complexity: one pass over the values in chunks; memory for 4,096 blocks.
public struct MatrixBlocks: Codable, Sendable {
    /// What a block holds.
    public enum Block: Hashable, Codable, Sendable {
        /// The mean, less the claim's and over the standard error that it has there.
        case mean(Double)

        /// A line of zeros, or nothing else.
        case zeros

        /// NaN or infinities among others.
        case notFinite
    }

    /// Lines of the matrix, and values in each.
    public let rows, columns: Int

    /// Lines of blocks, and blocks in each.
    public let height, width: Int

    /// The blocks, line by line.
    public let blocks: [Block]

    /// Blocks along an axis, at most.
    static let limit = 64

    /// - Parameters:
    ///   - reader: the tensor.
    ///   - shape: in the order of its values.
    ///   - mean: of an entry, as claimed.
    ///   - deviation: an entry's standard deviation, as claimed.
    ///   - isSparse: whether the claim has zeros of its own, which are then marked only where a block has nothing else.
    init(_ reader: TensorReader, shape: [Int], mean: Double, deviation: Double, isSparse: Bool) throws(WeightFileError)
    {
        (rows, columns) = Self.matrix(shape)
        (height, width) = (min(Self.limit, rows), min(Self.limit, columns))
        var tallies = [Tally](repeating: Tally(), count: height * width)
        var buffer = [Double](repeating: 0, count: min(reader.count, 1 << 16))
        var start = 0
        while start < reader.count {
            let length = min(buffer.count, reader.count - start)
            var span = buffer.mutableSpan
            try span.withPart(0..<length) { (part) throws(WeightFileError) in
                try reader.read(start..<start + length, into: &part)
            }
            var next = 0
            while next < length {
                let (row, column) = (start + next).quotientAndRemainder(dividingBy: columns)
                let block = column * width / columns
                // The first column of the next block.
                let end = ((block + 1) * columns + width - 1) / width
                let stop = min(length, next + end - column)
                tallies[row * height / rows * width + block].add(buffer[next..<stop])
                next = stop
            }
            start += length
        }
        let line = max(1, min(rows / height, columns / width))
        blocks = tallies.map { tally in
            if tally.notFiniteCount > 0 { return .notFinite }
            if mean != 0 || deviation > 0, tally.zeroCount >= (isSparse ? max(1, tally.count) : line) { return .zeros }
            guard tally.count > 0 else { return .mean(0) }
            let difference = tally.sum / Double(tally.count) - mean
            // Of a claim that draws nothing every difference is one.
            return .mean(
                deviation > 0
                    ? difference / deviation * Double(tally.count).squareRoot()
                    : difference == 0 ? 0 : difference > 0 ? .infinity : -.infinity
            )
        }
    }

    /// The same with rows for columns: of a tensor that is stored in Fortran's order, whose axes come the other way round.
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

    private init(rows: Int, columns: Int, height: Int, width: Int, blocks: [Block]) {
        (self.rows, self.columns, self.height, self.width) = (rows, columns, height, width)
        self.blocks = blocks
    }

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

    /// The sizes of the matrix that is nearest to a square.
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
