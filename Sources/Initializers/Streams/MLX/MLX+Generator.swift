extension MLX {
    /// MLX's global random state: it draws the weights that `mlx.nn.init` draws, one tensor after the other, after
    /// `mx.random.seed(seed)`.
    ///
    /// Each tensor is drawn with a new key, the second child of the state; the first child is the next state.
    ///
    /// ```swift
    /// var generator = MLX.Generator(seed: 42)
    /// let weights = try generator.draw(
    ///     .scaling(.init(.gain(1), mode: .fanAverage, distribution: .uniform, fans: Fans(fanIn: 4, fanOut: 3))),
    ///     shape: [3, 4],
    ///     as: Float.self
    /// )
    /// ```
    ///
    /// Source: MLX 0.32, `mlx/random.cpp`, `KeySequence`.
    public struct Generator: Hashable, Sendable {
        /// The key that the next one is split from.
        public private(set) var state: Key

        /// The state after `mx.random.seed(seed)`.
        public init(seed: UInt64) {
            state = Key(seed)
        }

        /// The state with a key, as `mx.random.state` holds it.
        public init(state: Key) {
            self.state = state
        }

        /// The key of the next draw.
        public mutating func next() -> Key {
            let children = state.split()
            state = children[0]
            return children[1]
        }
    }
}

extension MLX.Generator: WeightStream {
    /// Writes the tensor that MLX draws next. See `MLX.Key` for the laws, errors and complexity. A constant law leaves
    /// the state as it is, since MLX draws nothing for it.
    public mutating func draw<S: WeightScalar>(
        into destination: UnsafeMutableBufferPointer<S>,
        law: StreamLaw
    ) throws(InitializerError) {
        var following = self
        try following.next().draw(into: destination, law: law)
        if case .constant = law { return }
        self = following
    }
}
