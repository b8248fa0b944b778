internal import Stats

/// How many blocks of a tensor along its first axis equal an earlier one, for each number of blocks.
struct BlockRepeats: Codable, Sendable {
    /// So many blocks of one division equal an earlier one.
    struct Found: Codable, Sendable {
        /// The number of blocks, a divisor of that of the slices.
        let divisor: Int

        let repeats: Int
    }

    /// The divisions where any does.
    private(set) var found: [Found] = []

    /// The number of divisions.
    private(set) var divisors = 0

    /// Nothing was compared.
    init() {}

    /// Blocks so short that some are bound to be equal by chance tell nothing and are not compared: single numbers.
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
                // A slice that occurs once is in no block that another equals: nearly always the first.
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

    /// Whether each of some hashes, at most `TensorDigest.sliceLimit`, occurs more than once.
    private static func repeated(_ hashes: [UInt64]) -> [Bool] {
        var capacity = 16
        while capacity < 2 * hashes.count { capacity *= 2 }
        // Open addressing: where a hash occurs first, from 1 on; 0 for an empty place.
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
