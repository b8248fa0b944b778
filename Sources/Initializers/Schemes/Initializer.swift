/// A rule that draws the entries of a weight tensor independently, from a law that depends on the tensor's shape alone.
///
///     let weights = try GlorotUniform(seed: 1)(shape: [784, 256])   // row-major, 784 inputs, 256 outputs
///
/// Two initializers that are equal draw the same bits; give each tensor a key of its own, `key.folding("encoder/w1")`.
public protocol Initializer: Sendable {
    /// Which draw.
    var key: Key { get }

    /// The law of the entries of a tensor of this shape.
    ///
    /// - Throws: `InitializerError` if the shape has no fans in the initializer's layout, or a parameter is outside its
    ///   domain.
    func law(shape: [Int]) throws(InitializerError) -> WeightLaw
}

extension Initializer {
    /// Draws a tensor of single-precision weights.
    ///
    /// - Parameter shape: the sizes of the axes, outermost first, each 1 or more; `[]` is a scalar.
    /// - Throws: `InitializerError`, as `law(shape:)` and `WeightLaw.fill` do, and `tooManyElements`.
    /// - Complexity: O(*n*) in the number of elements.
    public func callAsFunction(shape: [Int]) throws(InitializerError) -> Weights<Float> {
        try self(shape: shape, as: Float.self)
    }

    /// Draws a tensor of weights of a scalar type.
    ///
    /// - Parameters:
    ///   - shape: the sizes of the axes, outermost first, each 1 or more; `[]` is a scalar.
    ///   - type: the scalar type.
    /// - Throws: `InitializerError`, as `law(shape:)` and `WeightLaw.fill` do, and `tooManyElements`.
    /// - Complexity: O(*n*) in the number of elements.
    public func callAsFunction<S: WeightScalar>(shape: [Int], as type: S.Type) throws(InitializerError) -> Weights<S> {
        let count = try Fans.elementCount(shape)
        guard !count.multipliedReportingOverflow(by: MemoryLayout<S>.stride).overflow else {
            throw .tooManyElements(shape: shape)
        }
        let transform = try law(shape: shape).transform(for: type)
        let scalars = [S](unsafeUninitializedCapacity: count) { buffer, initializedCount in
            let exact = UnsafeMutableBufferPointer(rebasing: buffer[..<count])
            S._fill(exact, transform: transform, key: key, startingAt: 0)
            initializedCount = count
        }
        return Weights(shape: shape, scalars: scalars)
    }

    /// Writes elements `offset ..< offset + destination.count` of a tensor, in row-major order, without drawing the
    /// rest.
    ///
    /// - Parameters:
    ///   - destination: the memory to write.
    ///   - shape: the shape of the whole tensor.
    ///   - offset: the index of the first element to write, from 0.
    /// - Throws: `InitializerError`, as `law(shape:)` and `WeightLaw.fill` do, and `rangeOutsideTensor` if the tensor
    ///   ends before the destination does.
    /// - Complexity: O(`destination.count`).
    public func fill<S: WeightScalar>(
        _ destination: inout MutableSpan<S>,
        shape: [Int],
        startingAt offset: Int = 0
    ) throws(InitializerError) {
        guard offset >= 0 else { throw .negativeOffset(offset) }
        let elementCount = try Fans.elementCount(shape)
        guard offset <= elementCount, destination.count <= elementCount - offset else {
            throw .rangeOutsideTensor(offset: offset, count: destination.count, elementCount: elementCount)
        }
        try law(shape: shape).fill(&destination, key: key, startingAt: offset)
    }
}
