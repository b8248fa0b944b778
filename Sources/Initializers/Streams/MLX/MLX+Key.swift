extension MLX {
    /// A key of MLX's random numbers, `mx.random.key`: Threefry2x32. It draws the weights that `mlx.nn.init` draws on a
    /// CPU under Linux when it is given this key.
    ///
    /// A key has no state: it draws the same tensor again. `MLX.Generator` is MLX's global state.
    ///
    /// Source: MLX 0.32, `mlx/random.cpp` and `mlx/backend/cpu/primitives.cpp`.
    public struct Key: Hashable, Sendable {
        /// The two words of the key.
        public var data: (UInt32, UInt32) { (first, second) }

        private let first: UInt32
        private let second: UInt32

        /// The key of a seed, `mx.random.key(seed)`.
        public init(_ seed: UInt64) {
            self.init(data: (UInt32(truncatingIfNeeded: seed >> 32), UInt32(truncatingIfNeeded: seed)))
        }

        /// The key with these words.
        public init(data: (UInt32, UInt32)) {
            (first, second) = data
        }

        /// New keys, `mx.random.split`.
        ///
        /// - Parameter count: how many; 0 or more.
        /// - Complexity: O(`count`).
        public func split(_ count: Int = 2) -> [Key] {
            precondition(count >= 0, "cannot split a key into \(count) keys")
            let words = Threefry(key: data, layout: .paired).words(2 * count)
            return (0..<count).map { Key(data: (words[2 * $0], words[2 * $0 + 1])) }
        }
    }
}
