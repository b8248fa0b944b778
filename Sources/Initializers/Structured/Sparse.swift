/// A matrix with the same number of zeros in every column, or in every row, at random places. The other entries are
/// `N(mean, standardDeviation^2)`, with mean 0 by default.
///
/// Shape `[rows, columns]`. A column of `n` entries has exactly `ceil(sparsity * n)` zeros (the product in double
/// precision). All sets of that many places are equally likely. The columns are independent.
///
/// The other entries are those of `RandomNormal` with this key. The places of the zeros in column `j` are a function of
/// the key and `j`: the first places of a shuffle under `key.folding("sparse").folding(j)`.
///
/// Source: PyTorch, `torch.nn.init.sparse_`, zeros by columns, standard deviation 0.01 (Martens, *Deep learning via
/// Hessian-free optimization*, ICML 2010). `MLX.Sparse` has them by rows.
public struct Sparse: Initializer, Hashable {
    /// Where the number of zeros is fixed.
    public enum Axis: Hashable, Sendable {
        /// `ceil(sparsity * rows)` zeros in every column: PyTorch.
        case columns
        /// `ceil(sparsity * columns)` zeros in every row: MLX.
        case rows
    }

    /// The fraction of zeros, in 0...1.
    public let sparsity: Double

    /// The mean of the entries that are drawn.
    public let mean: Double

    /// The standard deviation of the entries that are drawn.
    public let standardDeviation: Double

    /// Whether columns or rows have the fixed number of zeros.
    public let axis: Axis

    public let key: Key

    /// The initializer that draws with a key. Parameters are checked when a tensor is asked for.
    ///
    /// - Parameters:
    ///   - key: which draw.
    ///   - sparsity: the fraction of zeros, from 0 to 1.
    ///   - mean: of the other entries, finite.
    ///   - standardDeviation: finite, 0 or more.
    ///   - axis: where the number of zeros is fixed.
    public init(
        key: Key,
        sparsity: Double,
        mean: Double = 0,
        standardDeviation: Double = 0.01,
        axis: Axis = .columns
    ) {
        self.sparsity = sparsity
        self.mean = mean
        self.standardDeviation = standardDeviation
        self.axis = axis
        self.key = key
    }

    /// The initializer that draws with the key of a seed.
    public init(
        seed: UInt64,
        sparsity: Double,
        mean: Double = 0,
        standardDeviation: Double = 0.01,
        axis: Axis = .columns
    ) {
        self.init(
            key: Key(seed: seed),
            sparsity: sparsity,
            mean: mean,
            standardDeviation: standardDeviation,
            axis: axis
        )
    }

    /// Writes a part of a tensor.
    ///
    /// - Throws: `InitializerError`: `unsupportedShape` unless the shape has two axes, or if a column (or row) has more
    ///   than 2^37 entries; `invalidParameter` if the sparsity is not in 0 ... 1; other errors as the normal law.
    /// - Complexity: O(`destination.count`), and O(*n*) for every column (or row) of *n* entries that the part touches,
    ///   with 8 *n* bytes of memory. With zeros by columns, draw in a few large parts.
    public func draw<S: WeightScalar>(
        into destination: UnsafeMutableBufferPointer<S>,
        shape: [Int],
        startingAt offset: Int
    ) throws(InitializerError) {
        guard shape.count == 2 else {
            throw .unsupportedShape(shape: shape, expected: "two axes")
        }
        try WeightLaw.require(0...1 ~= sparsity, "sparsity", sparsity, "a number from 0 to 1")
        let columns = shape[1]
        let length = axis == .columns ? shape[0] : columns
        guard length <= 1 << 37 else {
            throw .unsupportedShape(shape: shape, expected: "at most 2^37 entries in a column or row to be thinned out")
        }
        let law = WeightLaw.normal(mean: mean, standardDeviation: standardDeviation)
        let transform = try law.transform(for: S.self)
        guard offset >= 0 else { throw .negativeOffset(offset) }
        guard destination.count > 0 else { return }
        S._fill(destination, transform: transform, key: key, startingAt: UInt64(offset))

        // The product rounded up, without libm's function.
        let product = sparsity * Double(length)
        let whole = Int(product)
        let zeros = Double(whole) < product ? whole + 1 : whole
        var selection = RandomSelection(of: zeros, from: length, key: key.folding("sparse"))
        let last = offset + (destination.count - 1)
        switch axis {
        case .rows:
            for row in offset / columns...last / columns {
                selection.draw(row)
                for place in selection.places {
                    StructuredDraw.write(0, at: row * columns + place, in: destination, startingAt: offset)
                }
            }
        case .columns:
            // A part shorter than a row touches some columns: one range of them or, around a row's end, two.
            let touched = min(columns, destination.count)
            for step in 0..<touched {
                let column = (offset % columns + step) % columns
                selection.draw(column)
                for place in selection.places {
                    StructuredDraw.write(0, at: place * columns + column, in: destination, startingAt: offset)
                }
            }
        }
    }
}
