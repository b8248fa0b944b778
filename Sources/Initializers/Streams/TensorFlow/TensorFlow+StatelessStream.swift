extension TensorFlow {
    /// The numbers of `tf.random.stateless_uniform`, `stateless_normal` and `stateless_truncated_normal` on a CPU.
    ///
    /// The seeded initializers of TensorFlow 2 and of `tf_keras` draw with these: the seed `s` of
    /// `tf.random_normal_initializer(seed=s)` is the pair `(s, 0)`. The same pair always draws the same tensor.
    ///
    /// - `Float`, uniform: 23 bits of a word; `Double`: 52 bits of two words; `Float16`: 10 bits; `BFloat16`: 7 bits.
    /// - Normal: Box and Muller's pairs. The types of 16 bits round the single-precision normal.
    /// - Truncated normal: normals of magnitude 2 or more are dropped.
    /// - Values are then multiplied and shifted, each step rounded to the tensor's type.
    ///
    /// Accuracy: all laws of all types are exact to the bit, compared with TensorFlow 2.21 on Linux, glibc 2.36.
    /// Values below `2^-126` in magnitude are an exception (in `Double`, `2^-1022`): TensorFlow replaces them by 0.
    /// TensorFlow's normals use the logarithm, sine and cosine of its machine's C library. In single precision these are
    /// reimplemented here; in `Double` the ones of this machine are called, so another library can differ in the last
    /// place.
    ///
    /// Source: `tensorflow/core/kernels/stateless_random_ops.cc`, `random_op_cpu.h`;
    /// `tsl/lib/random/random_distributions.h`; `tensorflow/python/ops/stateless_random_ops.py`, `init_ops_v2.py`.
    public struct StatelessStream: WeightStream, Hashable {
        /// The first seed of the pair.
        public let firstSeed: Int

        /// The second seed of the pair.
        public let secondSeed: Int

        /// The stream of a pair of seeds, any numbers.
        public init(seed: (Int, Int)) {
            firstSeed = seed.0
            secondSeed = seed.1
        }

        /// The stream of an initializer's seed, any number: the pair `(seed, 0)`.
        public init(seed: Int) {
            self.init(seed: (seed, 0))
        }

        /// Writes a whole tensor, in row-major order.
        ///
        /// - Throws: `InitializerError`: `invalidParameter` for a parameter that is NaN or infinite, a negative standard
        ///   deviation, a scale of 0 or less, a truncation other than at -2 and 2, or the geometric mean of the fans;
        ///   `reversedBounds`; `notRepresentable` if a value overflows `S`.
        public mutating func draw<S: WeightScalar>(
            into destination: UnsafeMutableBufferPointer<S>,
            law: StreamLaw
        ) throws(InitializerError) {
            try draw(into: destination, law: law, instructionSet: .best)
        }

        package func draw<S: WeightScalar>(
            into destination: UnsafeMutableBufferPointer<S>,
            law: StreamLaw,
            instructionSet: InstructionSet
        ) throws(InitializerError) {
            let law = try PhiloxLaw(law, for: S.self, conversion: .eager)
            PhiloxStream(stateless: (firstSeed, secondSeed))
                .draw(into: destination, law: law, instructionSet: instructionSet)
        }
    }
}
