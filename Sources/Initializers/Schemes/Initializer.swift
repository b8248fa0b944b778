/// A rule that draws a weight tensor of any shape it allows.
///
///     let weights = try GlorotUniform(seed: 1)(shape: [784, 256])   // row-major, 784 inputs, 256 outputs
///
/// Equal initializers draw the same bits, so give each tensor a key of its own: `key.folding("encoder/w1")`.
///
/// Most rules draw their entries independently: see `EntrywiseInitializer`. The entries of the others (`Identity`,
/// `Dirac`, `Sparse`, `Orthogonal`, `DeltaOrthogonal`) depend on one another.
public protocol Initializer: Sendable {
    /// Which draw.
    var key: Key { get }

    /// Writes elements `offset ..< offset + destination.count` of a tensor, in row-major order. `fill` and the call do
    /// this after checking the range.
    ///
    /// Element `i` depends only on the initializer, the shape, the scalar type and `i`, whatever the range.
    ///
    /// - Parameters:
    ///   - destination: the memory to write, which need not be initialized.
    ///   - shape: the shape of the whole tensor, each axis 1 or more.
    ///   - offset: the index of the first element to write; the range must be in the tensor.
    /// - Throws: `InitializerError` if the initializer does not allow the shape, or a parameter is outside its domain.
    ///   Nothing is written then.
    func draw<S: WeightScalar>(
        into destination: UnsafeMutableBufferPointer<S>,
        shape: [Int],
        startingAt offset: Int
    ) throws(InitializerError)
}

extension Initializer {
    /// Draws a tensor of single-precision weights.
    ///
    /// - Parameter shape: the sizes of the axes, outermost first, each 1 or more; `[]` is a scalar.
    /// - Throws: `InitializerError`, as the initializer's law and `WeightLaw.fill` do, and `tooManyElements`.
    /// - Complexity: O(*n*) in the number of elements, unless the initializer says otherwise.
    public func callAsFunction(shape: [Int]) throws(InitializerError) -> Weights<Float> {
        try self(shape: shape, as: Float.self)
    }

    /// Draws a tensor of weights of a scalar type.
    ///
    /// - Parameters:
    ///   - shape: the sizes of the axes, outermost first, each 1 or more; `[]` is a scalar.
    ///   - type: the scalar type.
    /// - Throws: `InitializerError`, as the initializer's law and `WeightLaw.fill` do, and `tooManyElements`.
    /// - Complexity: O(*n*) in the number of elements, unless the initializer says otherwise.
    public func callAsFunction<S: WeightScalar>(shape: [Int], as type: S.Type) throws(InitializerError) -> Weights<S> {
        _ = try Weights<S>.elementCount(shape)
        // Allocate nothing for a tensor that cannot be drawn.
        try draw(into: UnsafeMutableBufferPointer<S>(start: nil, count: 0), shape: shape, startingAt: 0)
        return try Weights(shape: shape) { (buffer) throws(InitializerError) in
            try draw(into: buffer, shape: shape, startingAt: 0)
        }
    }

    /// Writes elements `offset ..< offset + destination.count` of a tensor, in row-major order, with the same values as
    /// in the whole tensor.
    ///
    /// - Parameters:
    ///   - destination: the memory to write.
    ///   - shape: the shape of the whole tensor.
    ///   - offset: the index of the first element to write, from 0.
    /// - Throws: `InitializerError`, as the initializer's law and `WeightLaw.fill` do, and `rangeOutsideTensor` if the
    ///   tensor ends before the destination does.
    /// - Complexity: O(`destination.count`), unless the initializer says otherwise.
    public func fill<S: WeightScalar>(
        _ destination: inout MutableSpan<S>,
        shape: [Int],
        startingAt offset: Int = 0
    ) throws(InitializerError) {
        try Fans.requireRange(offset, destination.count, in: shape)
        try destination.withUnsafeMutableBufferPointer { (buffer) throws(InitializerError) in
            try draw(into: buffer, shape: shape, startingAt: offset)
        }
    }
}
