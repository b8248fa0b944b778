/// The bias of an LSTM whose forget gate starts open: a vector of four equal parts, for the input, forget, cell and
/// output gates in this order. The second part is 1 and the others are 0. Nothing is drawn.
///
/// Shape `[4 units]`.
///
/// Sources: keras/src/layers/rnn/lstm.py, LSTMCell.build, unit_forget_bias; Jozefowicz, Zaremba & Sutskever, An
/// empirical exploration of recurrent network architectures, ICML 2015.
public struct UnitForgetBias: Initializer, Hashable {
    /// The initializer.
    public init() {}

    /// The key of seed 0. Nothing is drawn.
    public var key: Key { Key(seed: 0) }

    /// Writes a part of a tensor.
    ///
    /// - Throws: `InitializerError.unsupportedShape` unless the shape has one axis, whose size is a multiple of four.
    /// - Complexity: O(`destination.count`).
    public func draw<S: WeightScalar>(
        into destination: UnsafeMutableBufferPointer<S>,
        shape: [Int],
        startingAt offset: Int
    ) throws(InitializerError) {
        guard shape.count == 1, shape[0] % 4 == 0 else {
            throw .unsupportedShape(shape: shape, expected: "one axis of four equal parts")
        }
        let units = shape[0] / 4
        destination.initialize(repeating: 0)
        for place in (units..<2 * units).clamped(to: offset..<offset + destination.count) {
            StructuredDraw.write(1, at: place, in: destination, startingAt: offset)
        }
    }
}
