extension TensorFlow {
    /// The op seeds of operations without a seed in eager mode, after `tf.random.set_seed`.
    ///
    /// Each call of a random operation, such as `tf.random.normal(shape)`, or of an initializer of TensorFlow 2 without a
    /// seed takes the next one: it draws the first tensor of `Generator(opSeed: seeds.next(), graphSeed: globalSeed)`.
    ///
    /// Source: `tensorflow/python/eager/context.py`, `_internal_operation_seed`: `randint(0, 2^31 - 1)` of Python's
    /// generator.
    public struct OperationSeeds: Sendable {
        private var random: PythonRandom

        /// The seeds after `tf.random.set_seed(globalSeed)`, any number.
        public init(globalSeed: Int) {
            random = PythonRandom(seed: UInt64(globalSeed.magnitude))
        }

        /// The next op seed.
        public mutating func next() -> Int { random.integer(below: 1 << 31) }
    }
}
