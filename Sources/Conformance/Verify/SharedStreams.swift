internal import CMath
internal import Stats

/// Finds the tensors of a checkpoint that were made from one stream: drawn under one seed, each at its own scale.
///
/// Their places agree from the first on: u_i = v_i, or 1 - v_i if the sign was turned, up to rounding. For independent
/// uniforms, n given places agree to within d with probability at most (2 d)^n, or (2 d + q)^n if a single value has a
/// mass of up to q. Over T tensors, both signs and both orders of either tensor, the probability is at most 8 (T - 1)
/// times that (Bonferroni).
///
/// Candidates are found by sorting, not by comparing all pairs. The key is made of the first eight places in cells of
/// width 1/8, with eight offsets of the cells' bounds: a single division would miss two equal streams with a place next
/// to a bound.
struct SharedStreams {
    /// The first tensor that one agrees with.
    struct Match {
        let other: Int

        /// Number of places compared, all of which agree.
        let count: Int
        let pValue: TailProbability
        let isNegated: Bool
        let isTransposed: Bool
    }

    private let tensors: [StreamPlaces?]
    private let pairs: Double
    private(set) var matches: [Int: Match] = [:]

    /// - Parameter tensors: the tensors' places; nil for those that are not compared.
    init(_ tensors: [StreamPlaces?]) {
        self.tensors = tensors
        let compared = tensors.count { $0 != nil }
        pairs = 8 * Double(max(1, compared - 1))
        guard compared > 1 else { return }
        for offset in 0..<Self.cells { search(offset) }
    }

    // MARK: - Implementation

    /// Number of cells along the unit interval, and of offsets of their bounds.
    private static let cells = 8

    /// Number of places in a key.
    private static let keyLength = 8

    /// The most tensors that are compared with every other one of the same key: that many streams may share it by
    /// chance.
    private static let leaderLimit = 64

    /// One way to read a tensor: its number, whether the first axis varies fastest, and whether each place u stands for
    /// 1 - u.
    private struct Reading {
        let code: UInt32

        init(_ tensor: Int, isTransposed: Bool, isNegated: Bool) {
            code = UInt32(tensor) << 2 | (isTransposed ? 2 : 0) | (isNegated ? 1 : 0)
        }

        init(code: UInt32) { self.code = code }

        var tensor: Int { Int(code >> 2) }
        var isTransposed: Bool { code & 2 != 0 }
        var isNegated: Bool { code & 1 != 0 }
    }

    private mutating func search(_ offset: Int) {
        // A key and a reading in one word, which sorts by the key first.
        var entries: [UInt64] = []
        for (index, places) in tensors.enumerated() {
            guard let places else { continue }
            for isTransposed in places.transposed.isEmpty ? [false] : [false, true] {
                let first = isTransposed ? places.transposed[0] : places.leading[0]
                // The sign is chosen by the first place; if that is next to the middle, either is possible.
                for isNegated in [false, true]
                where isNegated ? first > 0.5 - 2 * places.tolerance : first < 0.5 + 2 * places.tolerance {
                    let reading = Reading(index, isTransposed: isTransposed, isNegated: isNegated)
                    entries.append(UInt64(key(reading, offset)) << 32 | UInt64(reading.code))
                }
            }
        }
        entries.sort()
        var start = 0
        while start < entries.count {
            var end = start + 1
            while end < entries.count, entries[end] >> 32 == entries[start] >> 32 { end += 1 }
            if end - start > 1 {
                compare(entries[start..<end].map { Reading(code: UInt32(truncatingIfNeeded: $0)) })
            }
            start = end
        }
    }

    /// The cells of the first places, four bits each.
    private func key(_ reading: Reading, _ offset: Int) -> UInt32 {
        let shift = Float(offset) / Float(Self.cells * Self.cells)
        return (0..<Self.keyLength).reduce(0) { key, number in
            key << 4 | UInt32((place(reading, number) + shift) * Float(Self.cells))
        }
    }

    private func place(_ reading: Reading, _ number: Int) -> Float {
        guard let places = tensors[reading.tensor] else { return .nan }
        let place = reading.isTransposed ? places.transposed[number] : places.leading[number]
        return reading.isNegated ? 1 - place : place
    }

    /// Compares readings of one key. Those of one stream all agree with the first of them.
    private mutating func compare(_ readings: [Reading]) {
        var leaders: [Reading] = []
        for reading in readings {
            var isKnown = false
            for leader in leaders where leader.tensor != reading.tensor {
                guard let (count, pValue) = agreement(leader, reading) else { continue }
                isKnown = true
                let isNegated = leader.isNegated != reading.isNegated
                let isTransposed = leader.isTransposed != reading.isTransposed
                for (tensor, other) in [(leader.tensor, reading.tensor), (reading.tensor, leader.tensor)] {
                    if let match = matches[tensor], (match.pValue, match.other) <= (pValue, other) { continue }
                    matches[tensor] = Match(
                        other: other,
                        count: count,
                        pValue: pValue,
                        isNegated: isNegated,
                        isTransposed: isTransposed
                    )
                }
                break
            }
            if !isKnown, leaders.count < Self.leaderLimit { leaders.append(reading) }
        }
    }

    /// The number of places of two readings, all of which agree, and the p-value; nil if a pair of places does not
    /// agree.
    private func agreement(_ a: Reading, _ b: Reading) -> (count: Int, pValue: TailProbability)? {
        guard let first = tensors[a.tensor], let second = tensors[b.tensor] else { return nil }
        let tolerance = max(first.tolerance, second.tolerance)
        let count = min(first.leading.count, second.leading.count)
        for number in 0..<count where !(abs(place(a, number) - place(b, number)) <= tolerance) { return nil }
        let chance = 2 * Double(tolerance) + Double(max(first.mass, second.mass))
        return (count, TailProbability(logarithm: Double(count) * log(chance)).times(pairs))
    }
}
