/// An initializer that draws the entries independently, all from one law that depends on the tensor's shape alone.
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
}
