internal import CStreams

/// The search of seeds by the words of their streams.
enum PhiloxSearch {
    /// How seeds become streams.
    enum Rule {
        /// The pair of a seed and 0.
        case stateless
        /// An op seed, with the seed of its graph as the cipher's key.
        case operation(graphSeed: UInt64)
    }

    /// The seeds that fit all clues, in order, at most `limit`. None if there are no clues.
    ///
    /// - Complexity: O(*n*) in the number of seeds; a seed of which the first clue is wrong costs one block of
    ///   Philox4x32-10, or two if it is stateless.
    static func seeds(
        in range: ClosedRange<UInt64>,
        matching clues: [WordClue],
        rule: Rule,
        firstBlock: UInt64 = 0,
        limit: Int
    ) -> [UInt64] {
        guard !clues.isEmpty, limit > 0 else { return [] }
        let kernels = InstructionSet.best.streams.philox
        let table = clues.map {
            glorot_philox_clue(
                block: firstBlock &+ UInt64($0.index / 4),
                component: UInt32($0.index % 4),
                mask: $0.mask,
                least: $0.range.lowerBound,
                extent: $0.range.upperBound - $0.range.lowerBound
            )
        }
        var found: [UInt64] = []
        var first = range.lowerBound
        while true {
            // Counts stay below 2^64, and buffers small.
            let count = min(range.upperBound - first, 1 << 40 - 1) + 1
            let capacity = min(limit - found.count, 4096)
            let part = [UInt64](unsafeUninitializedCapacity: capacity) { buffer, written in
                guard let seeds = buffer.baseAddress else { return }
                switch rule {
                case .stateless:
                    written = kernels.stateless_seeds(seeds, capacity, first, count, table, table.count)
                case .operation(let graphSeed):
                    let cipher = [UInt32(truncatingIfNeeded: graphSeed), UInt32(truncatingIfNeeded: graphSeed >> 32)]
                    written = kernels.op_seeds(seeds, capacity, first, count, cipher, table, table.count)
                }
            }
            found += part
            guard found.count < limit else { return found }
            // A full buffer may have cut the search short.
            let last = part.count == capacity ? part[capacity - 1] : first + (count - 1)
            guard last < range.upperBound else { return found }
            first = last + 1
        }
    }

    /// The same for seeds that count modulo a number: pieces of a period each.
    static func seeds(
        in range: ClosedRange<UInt64>,
        modulo modulus: UInt64,
        limit: Int,
        search: (ClosedRange<UInt64>, _ limit: Int) -> [UInt64]
    ) -> [UInt64] {
        var found: [UInt64] = []
        var first = range.lowerBound
        while found.count < limit {
            let remainder = first % modulus
            let length = min(range.upperBound - first, modulus - 1 - remainder)
            found += search(remainder...remainder + length, limit - found.count).map { $0 - remainder + first }
            guard length < range.upperBound - first else { break }
            first += length + 1
        }
        return found
    }
}
