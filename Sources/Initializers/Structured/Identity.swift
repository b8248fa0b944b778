/// The identity matrix times a gain: `gain` where row and column are equal, 0 elsewhere. Nothing is drawn.
///
/// Shape `[rows, columns]`, which need not be square, as for Keras' and TensorFlow's `Identity` and PyTorch's `eye_`.
/// `MLX.Identity` allows square matrices only.
public struct Identity: Initializer, Hashable {
    /// The value on the diagonal.
    public let gain: Double

    /// The initializer for a gain, which is checked when a tensor is asked for.
    ///
    /// - Parameter gain: finite, of either sign.
    public init(gain: Double = 1) {
        self.gain = gain
    }

    /// The key of seed 0. Nothing is drawn.
    public var key: Key { Key(seed: 0) }

    /// Writes a part of a tensor.
    ///
    /// - Throws: `InitializerError`: `unsupportedShape` unless the shape has two axes; `invalidParameter` if the gain
    ///   is not finite; `notRepresentable` if `S` does not hold it.
    /// - Complexity: O(`destination.count`).
    public func draw<S: WeightScalar>(
        into destination: UnsafeMutableBufferPointer<S>,
        shape: [Int],
        startingAt offset: Int
    ) throws(InitializerError) {
        guard shape.count == 2 else {
            throw .unsupportedShape(shape: shape, expected: "two axes")
        }
        let value: S = try StructuredDraw.constant(gain, name: "gain")
        destination.initialize(repeating: 0)
        guard destination.count > 0 else { return }
        let columns = shape[1]
        for row in offset / columns...(offset + (destination.count - 1)) / columns where row < columns {
            StructuredDraw.write(value, at: row * columns + row, in: destination, startingAt: offset)
        }
    }
}
