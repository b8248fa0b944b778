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
        let isRepeated = Self.repeated(slices)
        let zeros = slices.isEmpty ? 0 : TensorDigest.hash(ofZeros: count / slices.count)
        for divisor in stride(from: 2, through: slices.count, by: 1) where slices.count % divisor == 0 {
            divisors += 1
            guard CopyTests.chance(divisor, of: count, logMass).value < 1 else { continue }
            let length = slices.count / divisor
            var seen: Set<UInt64> = []
            var repeats = 0
            for block in 0..<divisor {
                let range = block * length..<(block + 1) * length
                // A slice that occurs only once is in no repeated block; nearly always, the first slice is one.
                guard range.allSatisfy({ isRepeated[$0] }), range.contains(where: { slices[$0] != zeros }) else {
                    continue
                }
                var hash: UInt64 = 0
                for slice in slices[range] {
                    hash = (hash ^ slice) &* 0xBF58_476D_1CE4_E5B9
                    hash ^= hash >> 29
                }
                if !seen.insert(hash).inserted { repeats += 1 }
            }
            if repeats > 0 { found.append(Found(divisor: divisor, repeats: repeats)) }
        }
    }

    // MARK: - Implementation

    /// For each hash, whether it occurs more than once; at most `TensorDigest.sliceLimit` hashes.
    private static func repeated(_ hashes: [UInt64]) -> [Bool] {
        var capacity = 16
        while capacity < 2 * hashes.count { capacity *= 2 }
        // Open addressing: the place of a hash's first occurrence, from 1 on; 0 for an empty slot.
        var table = [UInt32](repeating: 0, count: capacity)
        var isRepeated = [Bool](repeating: false, count: hashes.count)
        for (index, hash) in hashes.enumerated() {
            var place = Int(truncatingIfNeeded: hash) & (capacity - 1)
            while table[place] > 0, hashes[Int(table[place]) - 1] != hash { place = (place + 1) & (capacity - 1) }
            if table[place] == 0 {
                table[place] = UInt32(index + 1)
            } else {
                isRepeated[Int(table[place]) - 1] = true
                isRepeated[index] = true
            }
        }
        return isRepeated
    }
}
