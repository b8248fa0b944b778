package import Conformance
internal import Stats

/// How the p-values of a test compare with their levels.
package enum CalibrationFinding: Hashable, Sendable {
    /// More p-values lie at or below the level than it allows.
    case tooMany(level: Double)

    /// They are smaller than uniform ones somewhere, though not at one of the levels.
    case tooSmall

    /// The test is exact, and they are not uniform: too large somewhere.
    case notUniform

    /// Fewer than the level predicts, or larger than uniform ones, and nowhere too small; the test is not exact.
    case conservative

    /// None of these.
    case atLevel

    /// - Parameters:
    ///   - values: the p-values.
    ///   - errorRate: the chance that p-values of an exact test are called anything but `atLevel`.
    package init(_ values: CalibratedPValues, errorRate: Double) {
        // Half of it for the levels, on both sides, and a quarter for each side of the distance.
        let rate = errorRate / Double(4 * CalibratedPValues.levels.count)
        switch (Self.finding(low: values.low, of: values.count, errorRate: rate), values.character) {
        case (.tooMany(let level), _):
            self = .tooMany(level: level)
        case _ where values.excessPValue <= errorRate / 4:
            self = .tooSmall
        case (.conservative, .exact):
            self = .notUniform
        case (_, .exact) where values.deficitPValue <= errorRate / 4:
            self = .notUniform
        case (.conservative, _):
            self = .conservative
        case _ where values.deficitPValue <= errorRate / 4:
            self = .conservative
        case (let finding, _):
            self = finding
        }
    }

    /// The finding from the numbers of p-values at or below each of the levels.
    ///
    /// - Parameters:
    ///   - low: number of p-values at or below each of `CalibratedPValues.levels`.
    ///   - count: number of all.
    ///   - errorRate: the chance that a test exactly at its level is called otherwise, at one level and on one side.
    package static func finding(low: [Int], of count: Int, errorRate: Double) -> CalibrationFinding {
        func limit(_ level: Double, _ confidence: Double) -> Int {
            let law = try? Binomial(trials: Double(count), probability: level)
            return law.map { Int($0.quantile(confidence)) } ?? count
        }
        let pairs = zip(CalibratedPValues.levels, low)
        if let (level, _) = pairs.first(where: { level, low in low > limit(level, 1 - errorRate) }) {
            return .tooMany(level: level)
        }
        // Below the quantile, P(X <= low) < error rate: too few.
        return pairs.contains { level, low in low < limit(level, errorRate) } ? .conservative : .atLevel
    }

    /// Whether the test rejects more often than its level allows.
    package var isBeyondLevel: Bool {
        switch self {
        case .tooMany, .tooSmall: true
        case .notUniform, .conservative, .atLevel: false
        }
    }

    /// The finding in words, in bold if something is wrong.
    var words: String {
        switch self {
        case .tooMany(let level): "**too many at \(Numerals.six(level))**"
        case .tooSmall: "**too small**"
        case .notUniform: "**not uniform**"
        case .conservative: "conservative"
        case .atLevel: "at its level"
        }
    }
}
