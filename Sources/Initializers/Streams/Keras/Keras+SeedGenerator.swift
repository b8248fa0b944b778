extension Keras {
    /// `keras.random.SeedGenerator`: the pairs of seeds that Keras 3 draws with, on every backend.
    ///
    /// An initializer with the integer seed `s` draws each tensor with the pair `(s, 0)`, the generator's first. An
    /// initializer or a layer with a `SeedGenerator` takes the next pair for each tensor.
    ///
    /// Source: `keras/src/random/seed_generator.py`.
    public struct SeedGenerator: Hashable, Sendable {
        /// The pair that the next draw takes.
        public private(set) var state: Pair

        /// A pair of seeds.
        public struct Pair: Hashable, Sendable {
            public var first: Int
            public var second: Int

            public init(_ first: Int, _ second: Int) {
                self.first = first
                self.second = second
            }
        }

        /// The generator with a seed, any number.
        public init(seed: Int) {
            state = Pair(seed, 0)
        }

        /// The next pair: `(seed, 0)`, `(seed, 1)`, `(seed, 2)`, ...
        public mutating func next() -> (Int, Int) {
            defer { state.second &+= 1 }
            return (state.first, state.second)
        }

        /// The next pair of the global generator, which operations without a seed take: both numbers become
        /// `(n + 1) * 5387` modulo 933199.
        public mutating func nextUnordered() -> (Int, Int) {
            defer { state = Pair(Self.scrambled(state.first), Self.scrambled(state.second)) }
            return (state.first, state.second)
        }

        // MARK: - Implementation

        private static func scrambled(_ number: Int) -> Int {
            let remainder = ((number &+ 1) &* 5387) % 933_199
            return remainder < 0 ? remainder + 933_199 : remainder
        }
    }

    /// The seeds that Keras 3 takes where none is given, after `keras.utils.set_random_seed`: numbers from 1 to `10^9` of
    /// Python's generator, one for each initializer when it is made, and one for the global `SeedGenerator` when an
    /// operation first needs it.
    ///
    /// A layer makes the initializers of its arguments even if it does not use them; those that draw nothing, such as
    /// `zeros`, take no number. In `tf_keras`, Keras 2, an initializer takes its number when it first draws.
    ///
    /// Source: `keras/src/random/seed_generator.py`, `make_default_seed`; `keras/src/utils/rng_utils.py`.
    public struct DefaultSeeds: Sendable {
        private var random: PythonRandom

        /// The seeds after `keras.utils.set_random_seed(seed)`; the seed is 0 or more, below `2^32`.
        public init(randomSeed: UInt32) {
            random = PythonRandom(seed: UInt64(randomSeed))
        }

        /// The next seed.
        public mutating func next() -> Int { 1 + random.integer(below: 1_000_000_000) }
    }
}
