extension Keras {
    /// The numbers of Keras 3 on the TensorFlow backend, on a CPU: `keras.initializers` and `keras.random`.
    ///
    /// An initializer with an integer seed `s` draws with the pair `(s, 0)`; `SeedGenerator` has the other pairs. The
    /// same pair always draws the same tensor: that of `TensorFlow.StatelessStream` with both seeds modulo
    /// `2^31 - 2`, and with the bounds of a uniform law rounded to single precision, also in `Double`.
    ///
    /// Source: `keras/src/backend/tensorflow/random.py`; `keras/src/initializers/random_initializers.py`.
    public struct TensorFlowStream: WeightStream, Hashable {
        /// The first seed of the pair, reduced.
        let firstSeed: Int

        /// The second seed of the pair, reduced.
        let secondSeed: Int

        /// The stream of a pair of seeds, any numbers.
        public init(seed: (Int, Int)) {
            firstSeed = Self.reduced(seed.0)
            secondSeed = Self.reduced(seed.1)
        }

        /// The stream of an initializer's seed, any number: the pair `(seed, 0)`.
        public init(seed: Int) {
            self.init(seed: (seed, 0))
        }

        /// Writes a whole tensor, in row-major order.
        ///
        /// - Throws: as `TensorFlow.StatelessStream` does.
        public mutating func draw<S: WeightScalar>(
            into destination: UnsafeMutableBufferPointer<S>,
            law: StreamLaw
        ) throws(InitializerError) {
            let law = try PhiloxLaw(law, for: S.self, conversion: .keras)
            PhiloxStream(stateless: (firstSeed, secondSeed)).draw(into: destination, law: law, instructionSet: .best)
        }

        // MARK: - Implementation

        /// Seeds are reduced modulo this number.
        static let modulus = 2_147_483_646

        private static func reduced(_ seed: Int) -> Int {
            let remainder = seed % modulus
            return remainder < 0 ? remainder + modulus : remainder
        }
    }
}
