extension JAX.Key: WeightStream {
    /// Writes the tensor that JAX draws with this key.
    ///
    /// | law | drawn as |
    /// | --- | --- |
    /// | `scaling` | `jax.nn.initializers.variance_scaling` |
    /// | `uniform`, from 0 | `jax.nn.initializers.uniform(high)` |
    /// | `uniform` | `jax.random.uniform(key, shape, dtype, low, high)` |
    /// | `normal`, mean 0 | `jax.nn.initializers.normal(standardDeviation)` |
    /// | `normal` | `jax.random.normal(key, shape, dtype) * standardDeviation + mean` |
    /// | `truncatedNormal` | `jax.random.truncated_normal(key, low, high, shape, dtype) * standardDeviation + mean` |
    ///
    /// Accuracy: all laws equal those of JAX 0.12 to the bit, in all types, eager or compiled by `jax.jit`, on an
    /// x86-64 processor that fuses multiplications with additions. Of the normal law in single and double precision and
    /// of the truncated one in single precision, 2^24 values were compared; of others, 2^18. In double precision the
    /// normal laws call the C library's logarithm, as XLA does. Older releases draw the same uniform numbers; for their
    /// normal ones, see `JAX.Release`.
    ///
    /// - Parameters:
    ///   - destination: the memory of the whole tensor, which need not be initialized.
    ///   - law: what is drawn. Deviations and factors are finite, 0 or more; bounds are in order.
    /// - Throws: `InitializerError.invalidParameter`, `reversedBounds` or `notRepresentable` for a parameter outside
    ///   its domain; `tooManyElements` in the original layout for 2^32 words or more.
    /// - Complexity: O(`destination.count`).
    public func draw<S: WeightScalar>(
        into destination: UnsafeMutableBufferPointer<S>,
        law: StreamLaw
    ) throws(InitializerError) {
        try draw(into: destination, law: law, instructionSet: .best)
    }

    /// Writes the tensor with the instructions of your choice; the bits are the same.
    package func draw<S: WeightScalar>(
        into destination: UnsafeMutableBufferPointer<S>,
        law: StreamLaw,
        instructionSet: InstructionSet
    ) throws(InitializerError) {
        try JAXDraw(key: self, library: .jax(release), instructionSet: instructionSet)(destination, law)
    }

    /// Draws a tensor of weights. The key stays the same.
    ///
    /// - Parameters:
    ///   - law: what is drawn.
    ///   - shape: the sizes of the axes, outermost first, each 1 or more; `[]` is a scalar.
    ///   - type: the scalar type.
    /// - Throws: `InitializerError`, as `draw(into:law:)` does, and for a shape that no tensor has.
    /// - Complexity: O(*n*) in the number of elements.
    public func draw<S: WeightScalar>(
        _ law: StreamLaw,
        shape: [Int],
        as type: S.Type = Float.self
    ) throws(InitializerError) -> Weights<S> {
        try Weights(shape: shape) { (buffer) throws(InitializerError) in try draw(into: buffer, law: law) }
    }
}
