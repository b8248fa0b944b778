internal import Stats

extension ConformanceRun {
    /// The relative error of scale that samples of a law show with probability 0.999, by their size.
    ///
    /// The laws are those that weights are drawn from, at the level of a case's first draw, for samples of 2^8 to 2^30
    /// values.
    public var sensitivityCurves: [(name: String, points: [(count: UInt64, scale: Double)])] {
        let laws: [(String, (any Distribution)?)] = [
            ("uniform", try? Uniform(low: -1, high: 1)),
            ("truncated normal", Self.truncated(at: 2)),
            ("normal", try? Normal(mean: 0, standardDeviation: 1)),
            // Tested within 9 standard deviations, where Bernstein's bound holds.
            ("normal, in 16 bits", Self.truncated(at: 9)),
        ]
        let level = caseLevel
        return laws.compactMap { name, law in
            guard let law else { return nil }
            let points = (16...60).map { halves in
                let count = UInt64((pow2(Double(halves) / 2)).rounded())
                let found = Sensitivity(count: count, law: law, level: level, resolution: Resolution(epsilon))
                return (count: count, scale: found.scale)
            }
            return (name, points)
        }
    }

    // MARK: - Implementation

    private static func truncated(at bound: Double) -> (any Distribution)? {
        try? TruncatedNormal(parentMean: 0, parentStandardDeviation: 1, low: -bound, high: bound)
    }

    /// 2^x for a multiple x of 1/2.
    private func pow2(_ x: Double) -> Double {
        let whole = x.rounded(.down)
        return Double(sign: .plus, exponent: Int(whole), significand: x > whole ? 2.0.squareRoot() : 1)
    }
}
