import Stats

/// Independent draws of a law on a lattice, by its own probabilities.
struct LatticeDraws {
    private let patterns: [UInt16]
    private let cumulative: [Double]

    init(_ law: LatticeLaw) {
        patterns = law.patterns
        cumulative = patterns.map { law.cdf($0) }
    }

    func draw(_ count: Int, seed: UInt64) -> [UInt16] {
        var generator = SplitMix64(state: SplitMix64.mix(seed))
        return (0..<count).map { _ in
            let u = generator.uniform()
            var (low, high) = (0, patterns.count - 1)
            while low < high {
                let middle = (low + high) / 2
                if cumulative[middle] < u { low = middle + 1 } else { high = middle }
            }
            return patterns[low]
        }
    }

    static func counts(_ patterns: [UInt16]) -> PatternCounts {
        var counts = PatternCounts()
        counts.add(patterns.span)
        return counts
    }
}
