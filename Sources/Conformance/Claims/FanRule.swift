/// How a framework reads fan-in and fan-out off a shape, as its documentation or source states it.
///
/// Stated here apart from `Initializers.Fans`: a verifier that asked the initializer for its fans could not find them
/// swapped.
public enum FanRule: String, Hashable, Sendable {
    /// Keras, TensorFlow: [..., in, out] times the receptive field; a vector [n] counts as (n, n), a scalar as (1, 1).
    /// Source: keras/src/initializers/random_initializers.py, compute_fans.
    case keras

    /// tf.contrib 1.x: as Keras, but no scalars. Source: tensorflow/contrib/layers/python/layers/initializers.py.
    case contrib

    /// JAX with its default axes: [..., in, out] times the receptive field, at least two axes.
    /// Source: jax/_src/nn/initializers.py, _compute_fans.
    case jax

    /// PyTorch: [out, in, ...] times the receptive field, at least two axes.
    /// Source: torch/nn/init.py, _calculate_fan_in_and_fan_out.
    case torch

    /// MLX: [out, ..., in] times the receptive field, at least two axes. Source: mlx/nn/init.py, _calculate_fan_in_fan_out.
    case mlx

    /// Caffe's blobs [out, in, height, width]: fan-in is count / out, fan-out count / in; at least two axes.
    /// Source: caffe/include/caffe/filler.hpp, XavierFiller.
    case caffe

    /// Flax's DenseGeneral with one input axis: [in, out...], flattened to a matrix before it is drawn; at least two axes.
    /// Source: flax/linen/linear.py, DenseGeneral.
    case inputFirst = "input_first"

    /// No fans but the rows and columns of the matrix that a shape is flattened to: all axes but the last are rows.
    /// Source: keras/src/initializers/random_initializers.py, Orthogonal; jax/_src/nn/initializers.py, orthogonal.
    case lastAxis = "last_axis"

    /// The rows and columns where the first axis is the rows and all others are columns.
    /// Source: torch/nn/init.py, orthogonal_.
    case firstAxis = "first_axis"

    /// No fans but the rows and columns of a matrix, which has two axes.
    /// Source: keras/src/initializers/constant_initializers.py, Identity; torch/nn/init.py, eye_, sparse_.
    case matrix

    /// The rows and columns of a square matrix. Source: mlx/nn/init.py, identity.
    case squareMatrix = "square_matrix"

    /// A convolution [out, in / groups, kernel...] of three to five axes; fans as PyTorch's.
    /// Source: torch/nn/init.py, dirac_.
    case diracKernel = "dirac_kernel"

    /// A convolution [kernel..., in, out] of three to five axes with no more inputs than outputs, which are the rows and
    /// columns of the matrix at its centre. Source: jax/_src/nn/initializers.py, delta_orthogonal.
    case deltaKernel = "delta_kernel"

    /// No fans but a vector of four equal parts, those of an LSTM's gates. Source: keras/src/layers/rnn/lstm.py, LSTMCell.
    case fourGates = "four_gates"

    /// The caller passes both fans; read as [..., in, out] with at least two axes, as a caller would count them.
    case caller

    /// Fan-in and fan-out of a tensor of this shape.
    ///
    /// - Throws: `ClaimError.noFans` where the rule has none for the shape, `ClaimError.invalidShape` for a size that is
    ///   not positive or a product beyond 2^53.
    public func fans(of shape: [Int]) throws(ClaimError) -> ClaimedFans {
        let count = try elementCount(of: shape)
        switch (self, shape.count) {
        case (.keras, 0):
            return ClaimedFans(fanIn: 1, fanOut: 1)
        case (.keras, 1), (.contrib, 1):
            return ClaimedFans(fanIn: Double(shape[0]), fanOut: Double(shape[0]))
        case (.fourGates, 1) where count % 4 == 0:
            return ClaimedFans(fanIn: Double(count), fanOut: Double(count), shape: shape)
        case (_, 0), (_, 1), (.fourGates, _):
            throw .noFans(rule: self, shape: shape)
        case (.keras, _), (.contrib, _), (.jax, _), (.caller, _):
            return ClaimedFans(
                fanIn: Double(count / shape[shape.count - 1]),
                fanOut: Double(count / shape[shape.count - 2])
            )
        case (.lastAxis, _):
            let columns = shape[shape.count - 1]
            return ClaimedFans(fanIn: Double(count / columns), fanOut: Double(columns))
        case (.matrix, 2),
            (.squareMatrix, 2) where shape[0] == shape[1]:
            return ClaimedFans(fanIn: Double(shape[0]), fanOut: Double(shape[1]))
        case (.diracKernel, 3...5):
            return ClaimedFans(
                fanIn: Double(count / shape[0]),
                fanOut: Double(count / shape[1]),
                shape: shape
            )
        case (.deltaKernel, 3...5) where shape[shape.count - 2] <= shape[shape.count - 1]:
            return ClaimedFans(
                fanIn: Double(shape[shape.count - 2]),
                fanOut: Double(shape[shape.count - 1]),
                shape: shape
            )
        case (.matrix, _), (.squareMatrix, _), (.diracKernel, _), (.deltaKernel, _):
            throw .noFans(rule: self, shape: shape)
        case (.firstAxis, _), (.inputFirst, _):
            return ClaimedFans(fanIn: Double(shape[0]), fanOut: Double(count / shape[0]))
        case (.torch, _), (.caffe, _):
            return ClaimedFans(fanIn: Double(count / shape[0]), fanOut: Double(count / shape[1]))
        case (.mlx, _):
            return ClaimedFans(fanIn: Double(count / shape[0]), fanOut: Double(count / shape[shape.count - 1]))
        }
    }

    /// Whether the rule says what shape a structured tensor may have, rather than fans that a law is scaled by.
    public var isStructured: Bool {
        switch self {
        case .lastAxis, .firstAxis, .matrix, .squareMatrix, .diracKernel, .deltaKernel, .fourGates: true
        case .keras, .contrib, .jax, .torch, .mlx, .caffe, .inputFirst, .caller: false
        }
    }

    /// Why the rule has nothing for a shape.
    public var objection: String { (isStructured ? "shape does not fit: " : "no fans: ") + summary }

    /// In words, for messages and tables.
    public var summary: String {
        switch self {
        case .keras: "[..., in, out]; a vector [n] has fans (n, n)"
        case .contrib: "[..., in, out]; a vector [n] has fans (n, n)"
        case .jax: "[..., in, out], at least two axes"
        case .torch: "[out, in, ...], at least two axes"
        case .mlx: "[out, ..., in], at least two axes"
        case .caffe: "[out, in, ...], at least two axes"
        case .inputFirst: "[in, out...], all axes but the first flattened; at least two axes"
        case .lastAxis: "rows and columns, all axes but the last flattened to rows; at least two axes"
        case .firstAxis: "rows and columns, all axes but the first flattened to columns; at least two axes"
        case .matrix: "rows and columns of a matrix, two axes"
        case .squareMatrix: "rows and columns of a square matrix, two axes of one size"
        case .diracKernel: "[out, in / groups, kernel...], three to five axes, the first a multiple of the groups"
        case .deltaKernel: "[kernel..., in, out], three to five axes, no more inputs than outputs"
        case .fourGates: "a vector of four equal parts"
        case .caller: "passed by the caller; read as [..., in, out], at least two axes"
        }
    }
}

/// Fan-in and fan-out as a claim states them.
public struct ClaimedFans: Hashable, Sendable {
    /// Number of inputs that one output sums over.
    public let fanIn: Double

    /// Number of outputs that one input feeds.
    public let fanOut: Double

    /// The whole shape, where the law depends on more of it than on its fans: on a kernel. Else empty.
    public let shape: [Int]

    /// Fans that the caller states, both above 0, and the shape where the law depends on that.
    public init(fanIn: Double, fanOut: Double, shape: [Int] = []) {
        self.fanIn = fanIn
        self.fanOut = fanOut
        self.shape = shape
    }

    /// (fan-in + fan-out) / 2.
    var average: Double { (fanIn + fanOut) / 2 }
}

/// The number of entries of a tensor.
///
/// - Throws: `ClaimError.invalidShape` for a size that is not positive or a product beyond 2^53.
public func elementCount(of shape: [Int]) throws(ClaimError) -> Int {
    var count = 1
    for size in shape {
        guard size > 0 else { throw .invalidShape(shape, expected: "positive sizes") }
        let (product, overflow) = count.multipliedReportingOverflow(by: size)
        guard !overflow, product <= 1 << 53 else { throw .invalidShape(shape, expected: "at most 2^53 entries") }
        count = product
    }
    return count
}
