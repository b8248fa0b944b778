/// Places u in 0...1 of lattice values, each chosen within its value's stretch by an auxiliary uniform number V:
/// u = P(X < v) + V P(X = v), which is uniform if the values follow the law.
///
/// The auxiliary numbers are outputs of SplitMix64 at the value's index (Steele, Lea & Flood 2014). They are the same
/// for every sample and do not depend on it.
package struct AuxiliaryPlaces {
    /// P(X < v) and P(X = v) by pattern.
    private var below: [Double]
    private var mass: [Double]

    /// The position of the first value in the sequence of auxiliary numbers.
    private let start: Int

    package init(_ law: LatticeLaw, startingAt start: Int = 0) {
        self.start = start
        below = [Double](repeating: 0, count: 1 << 16)
        mass = below
        for pattern in UInt16.min...UInt16.max where law.format.index(of: pattern) != nil {
            below[Int(pattern)] = law.cdf(below: pattern)
            mass[Int(pattern)] = law.probability(of: pattern)
        }
    }

    /// The place of each value.
    func places(of patterns: ArraySlice<UInt16>) -> [Float] { doublePlaces(of: patterns).map { Float($0) } }

    /// The place of each value in double precision, in 0..<1 apart from the rounding of sums.
    package func doublePlaces(of patterns: ArraySlice<UInt16>) -> [Double] {
        var places = [Double](repeating: 0, count: patterns.count)
        var state = UInt64(start) &* 0x9E37_79B9_7F4A_7C15
        for (i, pattern) in patterns.enumerated() {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            z ^= z >> 31
            let auxiliary = (Double(z >> 11) + 0.5) * 0x1p-53
            places[i] = below[Int(pattern)] + auxiliary * mass[Int(pattern)]
        }
        return places
    }
}
