/// A framework's source of weights: it writes the numbers that the framework writes for the same seed.
///
/// A stream of a framework whose generator has a state goes on where the last tensor ended. A keyed one, such as
/// JAX's, draws the same tensor again.
public protocol WeightStream: Sendable {
    /// Writes a whole tensor, in row-major order.
    ///
    /// - Parameters:
    ///   - destination: the memory of the whole tensor, which need not be initialized.
    ///   - law: what is drawn.
    /// - Throws: `InitializerError` if a parameter is outside its domain, or the framework does not draw the law in this
    ///   type. Nothing is written then, and the stream stays where it is.
    mutating func draw<S: WeightScalar>(
        into destination: UnsafeMutableBufferPointer<S>,
        law: StreamLaw
    ) throws(InitializerError)
}

extension WeightStream {
    /// Draws a tensor of weights.
    ///
    /// - Parameters:
    ///   - law: what is drawn.
    ///   - shape: the sizes of the axes, outermost first, each 1 or more; `[]` is a scalar.
    ///   - type: the scalar type.
    /// - Throws: `InitializerError`, as the stream's `draw(into:law:)` does, and for a shape that no tensor has.
    /// - Complexity: O(*n*) in the number of elements.
    public mutating func draw<S: WeightScalar>(
        _ law: StreamLaw,
        shape: [Int],
        as type: S.Type = Float.self
    ) throws(InitializerError) -> Weights<S> {
        try Weights(shape: shape) { (buffer) throws(InitializerError) in try draw(into: buffer, law: law) }
    }
}
