/// An initializer that draws the entries independently, all from one law that depends only on the tensor's shape.
public protocol EntrywiseInitializer: Initializer {
    /// The law of the entries of a tensor of this shape.
    ///
    /// - Throws: `InitializerError` if the shape has no fans in the initializer's layout, or a parameter is outside its
    ///   domain.
    func law(shape: [Int]) throws(InitializerError) -> WeightLaw
}

extension EntrywiseInitializer {
    /// Writes a part of a tensor without drawing the rest.
    ///
    /// - Throws: `InitializerError`, as `law(shape:)` and `WeightLaw.fill` do.
    /// - Complexity: O(`destination.count`).
    public func draw<S: WeightScalar>(
        into destination: UnsafeMutableBufferPointer<S>,
        shape: [Int],
        startingAt offset: Int
    ) throws(InitializerError) {
        guard offset >= 0 else { throw .negativeOffset(offset) }
        let transform = try law(shape: shape).transform(for: S.self)
        S._fill(destination, transform: transform, key: key, startingAt: UInt64(offset))
    }

    /// Writes elements `offset ..< offset + destination.count` of a tensor, in row-major order, on several threads. The
    /// bits are the same as on one thread.
    ///
    /// - Parameters:
    ///   - destination: the memory to write.
    ///   - shape: the shape of the whole tensor.
    ///   - offset: the index of the first element to write, from 0.
    ///   - threads: the largest number of threads to draw on, 1 or more. More than one is used only above 2^16
    ///     elements.
    /// - Throws: `InitializerError`, as `fill(_:shape:startingAt:)` does, and `invalidParameter` for less than one
    ///   thread.
    /// - Complexity: O(`destination.count`).
    public func fill<S: WeightScalar>(
        _ destination: inout MutableSpan<S>,
        shape: [Int],
        startingAt offset: Int = 0,
        threads: Int
    ) throws(InitializerError) {
        try Fans.requireRange(offset, destination.count, in: shape)
        try law(shape: shape).fill(&destination, key: key, startingAt: offset, threads: threads)
    }
}
