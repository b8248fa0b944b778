extension TensorFlow {
    /// The numbers of a random operation with an op seed on a CPU: `tf.random.uniform`, `normal` and
    /// `truncated_normal`, and the seeded initializers of TensorFlow 1, `tf.compat.v1` and `tf.contrib.layers`.
    ///
    /// Each operation has a generator of its own, which goes on from one run to the next: the first draw is that of the
    /// operation's first run in a session (or, in eager mode, after `tf.random.set_seed`), the second that of the
    /// second run. The numbers of a run are made as `StatelessStream` makes them, with the same accuracy. The parameters
    /// of a `Float16` tensor are rounded once, as in a graph; eager mode rounds them through single precision.
    ///
    /// Source: `tensorflow/python/framework/random_seed.py`, `get_seed`; `tensorflow/core/kernels/random_op.cc`,
    /// `PhiloxRandomOp`; `tensorflow/core/util/guarded_philox_random.h`.
    public struct Generator: WeightStream {
        /// The operation's attributes.
        let seeds: (seed: UInt64, seed2: UInt64)

        /// The block at which the next run begins.
        private(set) var position: UInt64 = 0

        /// The generator of an operation before its first run.
        ///
        /// - Parameters:
        ///   - opSeed: the operation's argument `seed`, any number; it counts modulo `2^31 - 1`. An operation without a
        ///     seed, in a graph with one, has its number among these operations, from 0; in TensorFlow 1 it had the number
        ///     of the graph's operations so far. In eager mode `OperationSeeds` has it.
        ///   - graphSeed: what `tf.random.set_seed` or `tf.compat.v1.set_random_seed` was called with, any number,
        ///     modulo `2^31 - 1`; nil if it was not called. TensorFlow then uses 87654321.
        public init(opSeed: Int, graphSeed: Int? = nil) {
            seeds = Self.seeds(opSeed: opSeed, graphSeed: graphSeed)
        }

        /// Writes the tensor of one run, in row-major order. The next draw is that of the next run.
        ///
        /// - Throws: as `StatelessStream` does.
        public mutating func draw<S: WeightScalar>(
            into destination: UnsafeMutableBufferPointer<S>,
            law: StreamLaw
        ) throws(InitializerError) {
            let law = try PhiloxLaw(law, for: S.self, conversion: .graph)
            var stream = PhiloxStream(seed: seeds.seed, seed2: seeds.seed2)
            stream.firstBlock = position
            stream.draw(into: destination, law: law, instructionSet: .best)
            if case .constant = law { return }
            position &+= Self.blocksPerElement &* UInt64(destination.count)
        }

        // MARK: - Implementation

        /// A run reserves this many blocks for each element, whatever the law.
        static let blocksPerElement: UInt64 = 256

        /// The seed of graphs without one.
        static let defaultGraphSeed = 87_654_321

        /// Seeds are reduced modulo this number, `2^31 - 1`.
        static let modulus = 2_147_483_647

        static func seeds(opSeed: Int, graphSeed: Int?) -> (seed: UInt64, seed2: UInt64) {
            let graph = reduced(graphSeed ?? defaultGraphSeed)
            let operation = reduced(opSeed)
            // The kernels take two zeros for no seed at all.
            return graph == 0 && operation == 0 ? (0, UInt64(modulus)) : (graph, operation)
        }

        private static func reduced(_ seed: Int) -> UInt64 {
            let remainder = seed % modulus
            return UInt64(remainder < 0 ? remainder + modulus : remainder)
        }
    }
}
