extension NumPy {
    /// `numpy.random.SeedSequence`: mixes integers into the words that a generator starts from.
    ///
    /// Source: `numpy/random/bit_generator.pyx`, class `SeedSequence`, with its pool of four words.
    public struct SeedSequence: Hashable, Sendable {
        /// The integers that are mixed. NumPy splits each into 32-bit words, the lowest first, so an integer of Python
        /// above 2^64 is the list of its words.
        public let entropy: [UInt64]

        /// The path from the first sequence to this one, as NumPy's `spawn_key`; empty for one that was not spawned.
        public let spawnKey: [UInt64]

        private var childCount: UInt64 = 0

        /// The sequence of some integers.
        ///
        /// - Parameters:
        ///   - entropy: at least one integer.
        ///   - spawnKey: NumPy's `spawn_key`.
        public init(entropy: [UInt64], spawnKey: [UInt64] = []) {
            precondition(!entropy.isEmpty, "entropy: found no integer, expected at least one")
            self.entropy = entropy
            self.spawnKey = spawnKey
        }

        /// The next `count` children, as NumPy's `spawn`.
        public mutating func spawn(_ count: Int) -> [SeedSequence] {
            precondition(count >= 0, "count: found \(count), expected 0 or more")
            let first = childCount
            childCount += UInt64(count)
            return (first..<childCount).map { SeedSequence(entropy: entropy, spawnKey: spawnKey + [$0]) }
        }

        /// The first `count` words of 32 bits, as NumPy's `generate_state`.
        ///
        /// - Complexity: O(*n* + `count`), where *n* is the number of integers.
        public func words(_ count: Int) -> [UInt32] {
            let pool = mixedPool()
            var hash: UInt32 = 0x8B51_F9DD
            return (0..<count).map { index in
                var word = pool[index % 4] ^ hash
                hash &*= 0x58F3_8DED
                word &*= hash
                return word ^ word >> 16
            }
        }

        // MARK: - Implementation

        private func mixedPool() -> [UInt32] {
            var words = entropy.flatMap(Self.words)
            if !spawnKey.isEmpty, words.count < 4 {
                words += [UInt32](repeating: 0, count: 4 - words.count)
            }
            words += spawnKey.flatMap(Self.words)

            var hash: UInt32 = 0x43B0_D7E5
            var pool = (0..<4).map { Self.hashed($0 < words.count ? words[$0] : 0, &hash) }
            for source in 0..<4 {
                for target in 0..<4 where target != source {
                    pool[target] = Self.mixed(pool[target], Self.hashed(pool[source], &hash))
                }
            }
            for word in words.dropFirst(4) {
                for target in 0..<4 {
                    pool[target] = Self.mixed(pool[target], Self.hashed(word, &hash))
                }
            }
            return pool
        }

        /// The 32-bit words of an integer, the lowest first; one word for 0.
        private static func words(_ integer: UInt64) -> [UInt32] {
            let low = UInt32(truncatingIfNeeded: integer)
            let high = UInt32(truncatingIfNeeded: integer >> 32)
            return high == 0 ? [low] : [low, high]
        }

        private static func hashed(_ word: UInt32, _ hash: inout UInt32) -> UInt32 {
            var value = word ^ hash
            hash &*= 0x931E_8875
            value &*= hash
            return value ^ value >> 16
        }

        private static func mixed(_ first: UInt32, _ second: UInt32) -> UInt32 {
            let value = 0xCA01_F9DD &* first &- 0x4973_F715 &* second
            return value ^ value >> 16
        }
    }
}
