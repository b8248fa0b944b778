internal import Conformance

/// How the shares of a test's p-values lie to their levels.
package enum CalibrationFinding: Hashable, Sendable {
    /// More p-values lie at or below the level than it allows.
    case tooMany(level: Double)

    /// Fewer than it lets expect, and too many nowhere.
    case conservative

    /// Neither.
    case atLevel

    /// - Parameters:
    ///   - low: number of p-values at or below each of `Calibration.Tally.levels`.
    ///   - count: number of all.
    ///   - errorRate: the chance that a test which is exactly at its level is called otherwise at one of the levels.
    package init(low: [Int], of count: Int, errorRate: Double) {
        let levels = Calibration.Tally.levels
        func limit(_ level: Double, _ confidence: Double) -> Int {
            Calibration.upperLimit(trials: count, probability: level, confidence: confidence)
        }
        let pairs = zip(levels, low)
        if let (level, _) = pairs.first(where: { level, low in low > limit(level, 1 - errorRate) }) {
            self = .tooMany(level: level)
        } else {
            // Below the largest count that is still too few: P(X <= k) < error rate.
            self = pairs.contains { level, low in low < limit(level, errorRate) } ? .conservative : .atLevel
        }
    }

    /// The finding in words, what is wrong in bold.
    var words: String {
        switch self {
        case .tooMany(let level): "**too many at \(Figures.six(level))**"
        case .conservative: "conservative"
        case .atLevel: "at its level"
        }
    }
}
