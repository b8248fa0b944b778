internal import CStreams

extension JAX {
    /// A key of JAX's random numbers, `jax.random.key`: Threefry2x32. It draws the weights that `jax.nn.initializers`
    /// draws on a CPU for the same key.
    ///
    /// A key has no state: it draws the same tensor again, and two tensors need two keys. As in JAX, derive them by
    /// `split` and `foldIn`.
    ///
    /// ```swift
    /// let keys = JAX.Key(42).split()
    /// let weights = try keys[0].draw(
    ///     .scaling(.init(.scale(1), mode: .fanAverage, distribution: .uniform, fans: Fans(fanIn: 3, fanOut: 4))),
    ///     shape: [3, 4],
    ///     as: Float.self
    /// )
    /// ```
    ///
    /// Sources: JAX 0.12, `jax/_src/random/threefry2x32.py` and `jax/_src/random/core.py`; J. K. Salmon et al.,
    /// "Parallel random numbers: as easy as 1, 2, 3", SC 2011, doi:10.1145/2063384.2063405.
    public struct Key: Hashable, Sendable {
        /// How words are assigned to the elements of a tensor and to the children of a key.
        public enum Layout: Hashable, Sendable {
            /// An element's word depends on its position alone: the default since JAX 0.5.
            case partitionable
            /// An element's word depends on the number of elements, too: the default before JAX 0.5, today
            /// `jax_threefry_partitionable=False`.
            case original
        }

        /// The two words of the key, as `jax.random.key_data` gives them.
        public var data: (UInt32, UInt32) { (first, second) }

        /// How words are assigned.
        public let layout: Layout

        /// Whose initializers are drawn.
        public let release: Release

        private let first: UInt32
        private let second: UInt32

        /// The key of a seed, `jax.random.key(seed)` or `jax.random.PRNGKey(seed)`.
        ///
        /// - Parameters:
        ///   - seed: any integer. A negative seed of JAX is its bits in two's complement.
        ///   - layout: how words are assigned.
        ///   - x64: whether JAX runs with `jax_enable_x64`. Without it, the default, JAX drops the upper 32 bits of a
        ///     seed.
        ///   - release: whose initializers are drawn.
        public init(
            _ seed: UInt64,
            layout: Layout = .partitionable,
            x64: Bool = false,
            release: Release = .since0_12
        ) {
            let upper = x64 ? UInt32(truncatingIfNeeded: seed >> 32) : 0
            self.init(data: (upper, UInt32(truncatingIfNeeded: seed)), layout: layout, release: release)
        }

        /// The key with these words, `jax.random.wrap_key_data`.
        public init(data: (UInt32, UInt32), layout: Layout = .partitionable, release: Release = .since0_12) {
            (first, second) = data
            self.layout = layout
            self.release = release
        }

        /// New keys, `jax.random.split`.
        ///
        /// - Parameter count: how many; 0 or more.
        /// - Complexity: O(`count`).
        public func split(_ count: Int = 2) -> [Key] {
            precondition(count >= 0, "cannot split a key into \(count) keys")
            switch layout {
            case .partitionable:
                return (0..<count).map { related(block(UInt64($0).halves)) }
            case .original:
                let words = Threefry(key: data, layout: .paired).words(2 * count)
                return (0..<count).map { related((words[2 * $0], words[2 * $0 + 1])) }
            }
        }

        /// A new key for a number, `jax.random.fold_in`. It is the same in both layouts.
        ///
        /// - Complexity: O(1).
        public func foldIn(_ data: UInt32) -> Key {
            related(block((0, data)))
        }

        // MARK: - Implementation

        /// A key of the same layout and release.
        private func related(_ data: (UInt32, UInt32)) -> Key { Key(data: data, layout: layout, release: release) }

        /// The cipher's block for a counter.
        private func block(_ counter: (UInt32, UInt32)) -> (UInt32, UInt32) {
            Threefry.block(counter, key: data)
        }
    }
}

extension JAX.Key.Layout {
    var threefry: Threefry.Layout {
        switch self {
        case .partitionable: .partitionable
        case .original: .paired
        }
    }
}

extension UInt64 {
    /// The upper and the lower half.
    fileprivate var halves: (UInt32, UInt32) {
        (UInt32(truncatingIfNeeded: self >> 32), UInt32(truncatingIfNeeded: self))
    }
}
