/// The shapes that a structured tensor may have, and how it is read as a matrix or a kernel.
public enum ShapeRule: Hashable, Sendable {
    /// All axes but the last are rows.
    /// Source: keras/src/initializers/random_initializers.py, Orthogonal; jax/_src/nn/initializers.py, orthogonal.
    case lastAxis

    /// The first axis is the rows, and all others are columns. Source: torch/nn/init.py, orthogonal_.
    case firstAxis

    /// A matrix, which has two axes.
    /// Source: keras/src/initializers/constant_initializers.py, Identity; torch/nn/init.py, eye_, sparse_.
    case matrix

    /// A square matrix. Source: mlx/nn/init.py, identity.
    case squareMatrix

    /// A convolution [out, in / groups, kernel...] of three to five axes. Source: torch/nn/init.py, dirac_.
    case diracKernel

    /// A convolution [kernel..., in, out] of three to five axes with no more inputs than outputs, which are the rows
    /// and columns of the matrix at its centre. Source: jax/_src/nn/initializers.py, delta_orthogonal.
    case deltaKernel

    /// A vector of four equal parts, those of an LSTM's gates. Source: keras/src/layers/rnn/lstm.py, LSTMCell.
    case fourGates

    /// Rows along the last axis, possibly just one: a table [inner, states], or [states] alone.
    /// Source: transformers/models/mamba/modeling_mamba.py, MambaMixer.A_log; models/mamba2, Mamba2Mixer.A_log.
    case tableRows

    /// The longest row of a table. Up to this length, the frameworks' logarithms were compared with exact ones.
    package static let longestRow = 1 << 16

    /// The rows and columns of the matrix in a tensor of this shape; for a kernel its inputs and outputs, for a vector
    /// its length twice.
    ///
    /// - Throws: `ClaimError.unfitShape` if the rule does not allow the shape, `ClaimError.invalidShape` for a size
    ///   that is not positive or a product beyond 2^53.
    public func reading(of shape: [Int]) throws(ClaimError) -> (rows: Int, columns: Int) {
        let count = try elementCount(of: shape)
        switch (self, shape.count) {
        case (.fourGates, 1) where count % 4 == 0:
            return (count, count)
        case (.tableRows, 1...) where shape[shape.count - 1] <= Self.longestRow:
            return (count / shape[shape.count - 1], shape[shape.count - 1])
        case (.lastAxis, 2...):
            return (count / shape[shape.count - 1], shape[shape.count - 1])
        case (.firstAxis, 2...):
            return (shape[0], count / shape[0])
        case (.matrix, 2),
            (.squareMatrix, 2) where shape[0] == shape[1]:
            return (shape[0], shape[1])
        case (.diracKernel, 3...5):
            return (shape[1], shape[0])
        case (.deltaKernel, 3...5) where shape[shape.count - 2] <= shape[shape.count - 1]:
            return (shape[shape.count - 2], shape[shape.count - 1])
        case (.lastAxis, _), (.firstAxis, _), (.matrix, _), (.squareMatrix, _), (.diracKernel, _), (.deltaKernel, _),
            (.fourGates, _), (.tableRows, _):
            throw .unfitShape(rule: self, shape: shape)
        }
    }

    /// The rows and columns of the matrix that a tensor of this shape holds; nil for rules of other tensors.
    ///
    /// - Throws: as `reading(of:)`.
    public func matrix(of shape: [Int]) throws(ClaimError) -> (rows: Int, columns: Int)? {
        switch self {
        case .lastAxis, .firstAxis, .matrix, .squareMatrix, .deltaKernel:
            return try reading(of: shape)
        case .diracKernel, .fourGates, .tableRows:
            return nil
        }
    }

    /// In words, for messages and tables.
    public var summary: String {
        switch self {
        case .lastAxis: "rows and columns, all axes but the last flattened to rows; at least two axes"
        case .firstAxis: "rows and columns, all axes but the first flattened to columns; at least two axes"
        case .matrix: "rows and columns of a matrix, two axes"
        case .squareMatrix: "rows and columns of a square matrix, two axes of one size"
        case .diracKernel: "[out, in / groups, kernel...], three to five axes, the first a multiple of the groups"
        case .deltaKernel: "[kernel..., in, out], three to five axes, no more inputs than outputs"
        case .fourGates: "a vector of four equal parts"
        case .tableRows: "rows of one table, one axis or more, the last of 2^16 entries at most"
        }
    }
}
