extension MLX {
    /// `mlx.nn.init.identity`: the identity matrix, of square shape `[n, n]` only.
    public struct Identity: Initializer, Hashable {
        /// The initializer, which draws nothing.
        public init() {}

        /// The key of seed 0. Nothing is drawn.
        public var key: Initializers.Key { Initializers.Key(seed: 0) }

        /// Writes a part of a tensor.
        ///
        /// - Throws: `InitializerError.unsupportedShape` unless the shape has two axes of one size.
        /// - Complexity: O(`destination.count`).
        public func draw<S: WeightScalar>(
            into destination: UnsafeMutableBufferPointer<S>,
            shape: [Int],
            startingAt offset: Int
        ) throws(InitializerError) {
            guard shape.count == 2, shape[0] == shape[1] else {
                throw .unsupportedShape(shape: shape, expected: "two axes of one size")
            }
            try Initializers.Identity().draw(into: destination, shape: shape, startingAt: offset)
        }
    }

    /// `mlx.nn.init.sparse`: `ceil(sparsity * columns)` zeros in every row of a matrix, the other entries drawn from
    /// `N(mean, standardDeviation^2)`, by default standard normal.
    public struct Sparse: Initializer, Hashable {
        private let rule: Initializers.Sparse

        /// The initializer that draws with a key. Parameters are checked when a tensor is asked for.
        ///
        /// - Parameters:
        ///   - key: which draw.
        ///   - sparsity: the fraction of zeros, from 0 to 1.
        ///   - mean: of the other entries, finite.
        ///   - standardDeviation: finite, 0 or more.
        public init(key: Initializers.Key, sparsity: Double, mean: Double = 0, standardDeviation: Double = 1) {
            rule = Initializers.Sparse(
                key: key,
                sparsity: sparsity,
                mean: mean,
                standardDeviation: standardDeviation,
                axis: .rows
            )
        }

        /// The initializer that draws with the key of a seed.
        public init(seed: UInt64, sparsity: Double, mean: Double = 0, standardDeviation: Double = 1) {
            self.init(
                key: Initializers.Key(seed: seed),
                sparsity: sparsity,
                mean: mean,
                standardDeviation: standardDeviation
            )
        }

        public var key: Initializers.Key { rule.key }

        /// The fraction of zeros, in 0...1.
        public var sparsity: Double { rule.sparsity }

        /// The mean of the entries that are drawn.
        public var mean: Double { rule.mean }

        /// The standard deviation of the entries that are drawn.
        public var standardDeviation: Double { rule.standardDeviation }

        /// Writes a part of a tensor.
        ///
        /// - Throws: `InitializerError`, as `Sparse` does.
        /// - Complexity: O(`destination.count` + columns), with 8 bytes of memory a column.
        public func draw<S: WeightScalar>(
            into destination: UnsafeMutableBufferPointer<S>,
            shape: [Int],
            startingAt offset: Int
        ) throws(InitializerError) {
            try rule.draw(into: destination, shape: shape, startingAt: offset)
        }
    }
}
