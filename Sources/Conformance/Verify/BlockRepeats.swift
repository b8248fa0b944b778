internal import Stats

/// How many blocks of a tensor along its first axis equal an earlier one, for each number of blocks.
struct BlockRepeats: Codable, Sendable {
    /// The number of blocks in one division that equal an earlier one.
    struct Found: Codable, Sendable {
        /// The number of blocks, a divisor of the number of slices.
        let divisor: Int

        let repeats: Int
    }

    /// The divisions with equal blocks.
    private(set) var found: [Found] = []

    /// The number of divisions compared.
    private(set) var divisors = 0

    /// Makes an empty result.
    init() {}

    /// Blocks so short that some are bound to be equal by chance, such as single numbers, are not compared.
    ///
    /// - Parameters:
    ///   - slices: a hash of each slice; empty where there is only one.
    ///   - count: the number of values.
    ///   - logMass: the logarithm of the largest mass of one value.
    init(_ slices: [UInt64], of count: Int, _ logMass: Double) {
        let all = Self.divisors(of: slices.count)
        divisors = all.count
        let telling = all.filter { CopyTests.chance($0, of: count, logMass).value < 1 }
        guard !telling.isEmpty else { return }
        let mayRepeat = Self.mayRepeat(slices)
        let zeros = TensorDigest.hash(ofZeros: count / slices.count)
        // The blocks of a division consist of those of any finer one whose number is a multiple.
        var distinct: [Int] = []
        for divisor in telling.reversed() where !distinct.contains(where: { $0.isMultiple(of: divisor) }) {
            let length = slices.count / divisor
            var seen: Set<UInt64> = []
            var repeats = 0
            for block in 0..<divisor {
                let range = block * length..<(block + 1) * length
                // A slice that occurs only once is in no repeated block; nearly always, the first slice is one.
                guard range.allSatisfy({ mayRepeat[$0] }), range.contains(where: { slices[$0] != zeros }) else {
                    continue
                }
                var hash: UInt64 = 0
                for slice in slices[range] {
                    hash = (hash ^ slice) &* 0xBF58_476D_1CE4_E5B9
                    hash ^= hash >> 29
                }
                if !seen.insert(hash).inserted { repeats += 1 }
            }
            if repeats > 0 { found.append(Found(divisor: divisor, repeats: repeats)) } else { distinct.append(divisor) }
        }
        found.reverse()
    }

    // MARK: - Implementation

    /// The divisors of a number of at most `TensorDigest.sliceLimit`, from 2 on, in increasing order.
    private static func divisors(of n: Int) -> [Int] {
        var (small, large): ([Int], [Int]) = ([], [])
        var divisor = 1
        while divisor * divisor <= n {
            if n.isMultiple(of: divisor) {
                if divisor > 1 { small.append(divisor) }
                if divisor < n / divisor { large.append(n / divisor) }
            }
            divisor += 1
        }
        return small + large.reversed()
    }

    /// For each hash, whether it may occur more than once: true if it does, and by chance for at most one in eight others.
    ///
    /// Two bits a place say whether a hash has fallen there, and whether another has: that many fit into a near cache.
    private static func mayRepeat(_ hashes: [UInt64]) -> [Bool] {
        var places = 1 << 16
        while places < 8 * hashes.count { places *= 2 }
        var once = [UInt64](repeating: 0, count: places / 64)
        var again = once
        for hash in hashes {
            let place = Int(truncatingIfNeeded: hash) & (places - 1)
            let bit: UInt64 = 1 << UInt64(place % 64)
            again[place / 64] |= once[place / 64] & bit
            once[place / 64] |= bit
        }
        return hashes.map { hash in
            let place = Int(truncatingIfNeeded: hash) & (places - 1)
            return again[place / 64] >> UInt64(place % 64) & 1 == 1
        }
    }
}
