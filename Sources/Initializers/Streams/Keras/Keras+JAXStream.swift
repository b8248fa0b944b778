extension Keras {
    /// The random numbers of Keras 3 on its JAX backend: it draws the weights that `keras.initializers` draws on a CPU.
    ///
    /// Keras' seed is a pair, which it hands to JAX as the raw key. So the seed 42 of Keras, `(42, 0)`, is not the key
    /// of `jax.random.key(42)`, which is `(0, 42)`.
    ///
    /// An initializer with an integer seed draws the same tensor again, and so does this stream. A
    /// `keras.random.SeedGenerator` adds 1 to the pair's second number after each draw; `next()` does this.
    ///
    /// Sources: Keras 3.15, `keras/src/backend/jax/random.py`, `keras/src/random/seed_generator.py` and
    /// `keras/src/initializers/random_initializers.py`.
    public struct JAXStream: Hashable, Sendable {
        /// The key that the pair is for JAX.
        public private(set) var key: JAX.Key

        /// The stream of a pair.
        ///
        /// - Parameters:
        ///   - seed: `(seed, 0)` for an integer seed of an initializer. Of each number, 32 bits count.
        ///   - layout: how JAX assigns words.
        public init(seed: (Int, Int), layout: JAX.Key.Layout = .partitionable) {
            key = JAX.Key(
                data: (UInt32(truncatingIfNeeded: seed.0), UInt32(truncatingIfNeeded: seed.1)),
                layout: layout
            )
        }

        /// Adds 1 to the second number of the pair.
        public mutating func next() {
            key = JAX.Key(data: (key.data.0, key.data.1 &+ 1), layout: key.layout)
        }
    }
}

extension Keras.JAXStream: WeightStream {
    /// Writes the tensor that Keras draws for this seed.
    ///
    /// | law | drawn as |
    /// | --- | --- |
    /// | `scaling` | `keras.initializers.VarianceScaling` |
    /// | `uniform` | `keras.initializers.RandomUniform(low, high)` |
    /// | `normal` | `keras.initializers.RandomNormal(mean, standardDeviation)` |
    /// | `truncatedNormal` | `keras.initializers.TruncatedNormal(mean, standardDeviation)` |
    ///
    /// Keras' truncated law has the bounds -2 and 2; others are drawn as the same arithmetic would. For the type, give
    /// the initializer a `dtype`. Double precision needs `jax_enable_x64`.
    ///
    /// Accuracy: all laws equal those of Keras 3.15 with JAX 0.12 to the bit, in all four types. See `JAX.Key`.
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
        try JAXDraw(key: key, library: .keras, instructionSet: .best)(destination, law)
    }
}
