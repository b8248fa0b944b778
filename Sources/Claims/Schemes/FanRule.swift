/// How a framework reads fan-in and fan-out off a shape, as its documentation or source states it.
///
/// This is stated separately from `Initializers.Fans`: a verifier that asked the initializer for its fans could never
/// find them swapped.
public enum FanRule: Hashable, Codable, Sendable {
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

    /// MLX: [out, ..., in] times the receptive field, at least two axes. Source: mlx/nn/init.py,
    /// _calculate_fan_in_fan_out.
    case mlx

    /// Caffe's blobs [out, in, height, width]: fan-in is count / out, fan-out count / in; at least two axes.
    /// Source: caffe/include/caffe/filler.hpp, XavierFiller.
    case caffe

    /// Flax's DenseGeneral with one input axis: [in, out...], flattened to a matrix before it is drawn; at least two
    /// axes.
    /// Source: flax/linen/linear.py, DenseGeneral.
    case inputFirst

    /// JAX with the call's own axes: inputs, outputs, and axes that count for neither; all others are the receptive
    /// field. Negative axes count from the end. Source: jax/_src/nn/initializers.py, _compute_fans.
    case axes(input: [Int], output: [Int], batch: [Int])

    /// Recurrent layers that are scaled by their hidden size: the first axis is this many gates of that size.
    /// Source: torch/nn/modules/rnn.py of PyTorch 2.15, RNNBase: gate_size, and reset_parameters.
    case gates(Int)

    /// A recurrent layer's weight of the state: [gates · hidden size, hidden size], and no other shape.
    /// Source: mlx/nn/layers/recurrent.py of MLX 0.32.4, whose older versions have the axes in the other order.
    case stateGates(Int)

    /// Paddle: a matrix is [in, out], a kernel [out, in, ...]; a vector [n] counts as (n, n), a scalar as (1, 1).
    /// Source: python/paddle/nn/initializer/initializer.py of Paddle 3, _compute_fans.
    case paddle

    /// Lasagne, CNTK, Deeplearning4j: a matrix is [in, out], a kernel [out, in, ...]; at least two axes.
    /// Source: lasagne/init.py of Lasagne 0.1, He.
    case denseOrFilter

    /// Flux and Lux: a matrix is [out, in], a kernel [..., in, out]; a vector [n] counts as an n x 1 matrix, a scalar
    /// as (1, 1). Source: src/utils.jl of Flux.jl, nfan; src/utils.jl of WeightInitializers.jl, _nfan.
    case julia

    /// The sizes of the first two axes, whatever follows them. A kernel's receptive field is left out.
    /// Source: WeightInitXavierLegacy.java of Deeplearning4j at dcaf4ef, whose shape is [in, out], or [out, in, ...].
    case firstTwo

    /// This many matrices [out, in] in one, [parts · out, in], each with its own fans.
    /// Source: timm/models/vision_transformer.py of timm 1.0.31, init_weights_vit_moco.
    case packed(Int)

    /// For a bias, whose own shape does not tell: the fans of the layer's weight, read by this rule.
    indirect case beside(FanRule)

    /// The caller passes both fans; read as [..., in, out] with at least two axes, as a caller would count them.
    case caller

    /// Fan-in and fan-out of a tensor of this shape.
    ///
    /// - Throws: `ClaimError.noFans` if the rule has none for the shape, `ClaimError.invalidShape` for a size that is
    ///   not positive or a product beyond 2^53.
    public func fans(of shape: [Int]) throws(ClaimError) -> ClaimedFans {
        let count = try elementCount(of: shape)
        switch (self, shape.count) {
        case (.gates(let gates), 1...2):
            guard shape[0].isMultiple(of: gates) else { throw .noFans(rule: self, shape: shape) }
            return ClaimedFans(fanIn: Double(shape[0] / gates), fanOut: Double(shape[0] / gates))
        case (.stateGates(let gates), 2) where shape[0] == gates * shape[1]:
            return ClaimedFans(fanIn: Double(shape[1]), fanOut: Double(shape[1]))
        case (.keras, 0), (.paddle, 0), (.julia, 0):
            return ClaimedFans(fanIn: 1, fanOut: 1)
        case (.keras, 1), (.contrib, 1), (.paddle, 1):
            return ClaimedFans(fanIn: Double(shape[0]), fanOut: Double(shape[0]))
        case (.julia, 1):
            return ClaimedFans(fanIn: 1, fanOut: Double(shape[0]))
        case (.axes(let input, let output, let batch), _):
            let groups = [input, output, batch].map { $0.map { $0 < 0 ? $0 + shape.count : $0 } }
            // An axis may count both inputs and outputs: a bias has only one, which is both if only in_axis=-1 is
            // stated.
            let disjoint = [groups[0] + groups[2], groups[1] + groups[2]]
            guard groups.joined().allSatisfy(shape.indices.contains),
                disjoint.allSatisfy({ Set($0).count == $0.count })
            else { throw .noFans(rule: self, shape: shape) }
            let sizes = groups.map { axes in axes.reduce(1.0) { $0 * Double(shape[$1]) } }
            let rest = Double(count) / sizes[2]
            return ClaimedFans(fanIn: rest / sizes[1], fanOut: rest / sizes[0])
        case (.packed(let parts), 2) where shape[0].isMultiple(of: parts):
            return ClaimedFans(fanIn: Double(shape[1]), fanOut: Double(shape[0] / parts))
        case (_, 0), (_, 1), (.gates, _), (.stateGates, _), (.packed, _), (.beside, _):
            throw .noFans(rule: self, shape: shape)
        case (.keras, _), (.contrib, _), (.jax, _), (.caller, _), (.paddle, 2),
            (.denseOrFilter, 2), (.julia, 3...):
            return ClaimedFans(
                fanIn: Double(count / shape[shape.count - 1]),
                fanOut: Double(count / shape[shape.count - 2])
            )
        case (.inputFirst, _):
            return ClaimedFans(fanIn: Double(shape[0]), fanOut: Double(count / shape[0]))
        case (.torch, _), (.caffe, _), (.paddle, _), (.denseOrFilter, _), (.julia, _):
            return ClaimedFans(fanIn: Double(count / shape[0]), fanOut: Double(count / shape[1]))
        case (.firstTwo, _):
            let isKernel = shape.count > 2
            return ClaimedFans(fanIn: Double(shape[isKernel ? 1 : 0]), fanOut: Double(shape[isKernel ? 0 : 1]))
        case (.mlx, _):
            return ClaimedFans(fanIn: Double(count / shape[0]), fanOut: Double(count / shape[shape.count - 1]))
        }
    }

    /// Whether the fans are those of a dense layer or of a convolution, in any order of its axes. Then another
    /// framework reads the same fans off its own tensor of the layer.
    package var isOfLayers: Bool {
        switch self {
        case .keras, .contrib, .jax, .torch, .mlx, .caffe, .paddle, .denseOrFilter, .julia, .caller: true
        case .inputFirst, .axes, .gates, .stateGates, .firstTwo, .packed, .beside: false
        }
    }

    /// The rule for the tensor that tells the fans: for a bias, its layer's weight.
    var ofOther: FanRule { if case .beside(let rule) = self { rule } else { self } }

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
        case .axes(let input, let output, let batch):
            "inputs on \(Self.words(input)), outputs on \(Self.words(output))"
                + (batch.isEmpty ? "" : ", neither on \(Self.words(batch))") + ", the rest a receptive field"
        case .gates(1): "the hidden size for both, which is the first axis; two axes at most"
        case .gates(let gates): "the hidden size for both; the first axis is \(gates) of it, two axes at most"
        case .stateGates(1): "the hidden size for both, which both axes are"
        case .stateGates(let gates): "the hidden size for both, which is the last axis; the first is \(gates) of it"
        case .paddle: "[in, out] of a matrix, [out, in, ...] of a kernel; a vector [n] has fans (n, n)"
        case .denseOrFilter: "[in, out] of a matrix, [out, in, ...] of a kernel, at least two axes"
        case .julia: "[out, in] of a matrix, [..., in, out] of a kernel; a vector [n] has fans (1, n)"
        case .firstTwo:
            "[in, out] of a matrix, [out, in, ...] of a kernel, without its receptive field; at least two axes"
        case .packed(let parts): "[\(parts)·out, in], \(parts) matrices in one, each with fans of its own"
        case .beside(let rule): "those of the weight beside it, \(rule.summary)"
        case .caller: "passed by the caller; read as [..., in, out], at least two axes"
        }
    }
}

extension FanRule {
    fileprivate static func words(_ axes: [Int]) -> String {
        (axes.count == 1 ? "axis " : "axes ") + axes.map(String.init).joined(separator: ", ")
    }
}

/// Fan-in and fan-out as a claim states them.
public struct ClaimedFans: Hashable, Codable, Sendable {
    /// Number of inputs that one output sums over.
    public let fanIn: Double

    /// Number of outputs that one input feeds.
    public let fanOut: Double

    /// Fans that the caller states, both above 0.
    public init(fanIn: Double, fanOut: Double) {
        self.fanIn = fanIn
        self.fanOut = fanOut
    }

    /// (fan-in + fan-out) / 2.
    package var average: Double { (fanIn + fanOut) / 2 }
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
