/// Orthonormal columns drawn from Haar's measure: a matrix of `rows` by `columns`, `rows >= columns`, whose law does
/// not change under rotation from either side.
///
/// It is the factor Q of the QR decomposition of a Gaussian matrix by Householder's reflections, with column `j`
/// multiplied by the sign of `R_jj`. Without the signs the law would not be Haar's (Mezzadri, *How to generate random
/// matrices from the classical compact groups*, Notices of the AMS 54 (2007), 592-604). Stewart's observation halves
/// the work: the first `k` reflections leave a Gaussian vector in column `k`, independent of them, so each reflection
/// can be drawn directly (*The efficient generation of random orthogonal matrices with an application to condition
/// estimators*, SIAM J. Numer. Anal. 17 (1980), 403-409, DOI 10.1137/0717034).
///
/// The vector of reflection `k` is elements `k rows + k ..< (k + 1) rows` of the standard normal draw of the key, in
/// double precision: column `k` of the Gaussian matrix from the diagonal down. The product is formed from the last
/// reflection to the first, in blocks `I - Y T Y'` of 32 (Schreiber and Van Loan, *A storage-efficient WY
/// representation for products of Householder transformations*, SIAM J. Sci. Stat. Comput. 10 (1989), 53-57). The order
/// of all sums is fixed and no operation is fused, so the bits are the same everywhere.
struct HaarFrame: ~Copyable {
    let rows: Int
    let columns: Int

    /// The draw of a key.
    ///
    /// - Parameters:
    ///   - rows: the length of the columns, at least their number.
    ///   - columns: 1 or more; `rows * columns` is at most `greatestCount`.
    ///   - key: which draw.
    /// - Complexity: O(`rows * columns^2`): `2 rows columns^2 - 2/3 columns^3` operations. Memory: the matrix in double
    ///   precision, and 512 bytes a row.
    init(rows: Int, columns: Int, key: Key) {
        self.rows = rows
        self.columns = columns
        paddedRows = rows + rows % 2
        let panelCount = (columns - 1) / Self.panelWidth + 1
        let cellCount = paddedRows * panelCount
        cells = .allocate(capacity: cellCount)
        cells.initialize(repeating: Cell(repeating: 0), count: cellCount)
        signs = .allocate(capacity: columns)
        signs.initialize(repeating: 1, count: columns)
        for column in 0..<columns {
            cells[column / Self.panelWidth * paddedRows + column][column % Self.panelWidth] = 1
        }

        var block = ReflectionBlock(rows: rows, width: min(Self.blockWidth, columns))
        for first in stride(from: (columns - 1) / Self.blockWidth * Self.blockWidth, through: 0, by: -Self.blockWidth) {
            block.draw(first: first, count: min(Self.blockWidth, columns - first), key: key, signs: signs)
            // The columns before the block's are still 0 in the rows that the block changes.
            for panel in first / Self.panelWidth..<panelCount {
                block.apply(to: cells + (panel * paddedRows + first))
            }
        }
    }

    deinit {
        cells.deallocate()
        signs.deallocate()
    }

    /// The entry in a row and a column.
    @inline(__always)
    subscript(row: Int, column: Int) -> Double {
        let panel = column / Self.panelWidth
        return signs[column] * cells[panel &* paddedRows &+ row][column % Self.panelWidth]
    }

    /// The number of entries of the largest matrix: 2^40 bytes in double precision.
    static let greatestCount = 1 << 37

    // MARK: - Implementation

    /// A row of a panel.
    typealias Cell = SIMD8<Double>

    /// Columns of a panel. In the innermost loops, eight vector registers of two doubles hold two rows of it.
    static let panelWidth = 8

    /// Reflections in a block, a multiple of the panel's width.
    static let blockWidth = 32

    /// The matrix in panels of columns, each stored row by row, padded with zeros to an even number of rows and to
    /// whole panels.
    private let cells: UnsafeMutablePointer<Cell>
    private let paddedRows: Int
    /// The sign of `R_jj` for each column `j`.
    private let signs: UnsafeMutablePointer<Double>
}
