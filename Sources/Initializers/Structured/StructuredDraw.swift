/// Code shared by the initializers whose entries depend on one another.
enum StructuredDraw {
    /// A parameter's value, rounded once to a scalar type.
    ///
    /// - Throws: `InitializerError.invalidParameter` if it is not finite, `notRepresentable` if `S` does not hold it.
    static func constant<S: WeightScalar>(_ value: Double, name: String) throws(InitializerError) -> S {
        try WeightLaw.require(value.isFinite, name, value, "a finite number")
        try WeightLaw.requireFinite(value, S.self)
        return S._rounding(value)
    }

    /// Writes element `index` of a tensor if it is in the part that begins at `offset`.
    @inline(__always)
    static func write<S>(
        _ value: S,
        at index: Int,
        in part: UnsafeMutableBufferPointer<S>,
        startingAt offset: Int
    ) {
        let position = index &- offset
        if position >= 0, position < part.count {
            part[position] = value
        }
    }
}
