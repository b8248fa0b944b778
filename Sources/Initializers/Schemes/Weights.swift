/// A tensor of weights: a shape and its elements in row-major order, the last axis running fastest.
public struct Weights<Scalar: WeightScalar>: Sendable, Equatable {
    /// The sizes of the axes, outermost first; `[]` is a scalar.
    public let shape: [Int]
    /// The elements; their number is the product of the shape.
    public let scalars: [Scalar]
}
