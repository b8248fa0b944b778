import Claims
public import Conformance
internal import NumberTypes
internal import Report
public import Stats

/// What was found about some weights, and which errors would have been noticed.
///
///     let finding = expectConformance(of: weights, to: "keras.GlorotNormal", shape: [784, 256])
///     print(finding)    // the row of the table, and what it is worth
public struct ConformanceFinding: Sendable, CustomStringConvertible {
    /// The claim as it was written.
    public let claim: String

    /// What every test found; nil if the weights could not be tested.
    public let result: Finding?

    /// The highest chance that correct weights are rejected.
    public let falseAlarmBudget: Double

    /// Why the expectation is not met; nil if it is.
    public let problem: String?

    /// Whether the weights conform and, where `noticeable` is known, an error of the size asked for would have been
    /// noticed.
    public var conforms: Bool { problem == nil }

    /// The errors that would have been noticed with probability 0.999; nil if nothing was drawn at random, or tested.
    ///
    /// For orthogonal and delta-orthogonal weights, the scale is the gain's, the mean the first column's, and the
    /// distance that of the cdf of the columns' directions.
    public var noticeable: Sensitivity? { result?.sensitivity }

    /// The problem, if any, the row of the table, and a sentence on what would have been noticed.
    public var description: String {
        var lines = problem.map { [$0] } ?? []
        if let result {
            let row = TextVerification.row(
                result,
                name: "weights",
                typeName: result.numberType.rawValue,
                alpha: falseAlarmBudget
            )
            lines += [String(row.dropLast()), worth]
        }
        return lines.joined(separator: "\n")
    }

    // MARK: - Implementation

    /// What the verdict is worth.
    private var worth: String {
        let budget = "correct weights are rejected with probability \(Numerals.six(falseAlarmBudget)) at most"
        guard let noticeable else {
            return "every value was looked at; \(budget)"
        }
        let scale = noticeable.scale.isFinite ? Numerals.percent(noticeable.scale) : "no size"
        return "would have been noticed with probability \(Numerals.six(Sensitivity.power)): an error of the standard "
            + "deviation of \(scale), of the mean of \(Numerals.format(noticeable.mean, digits: 3)) standard deviations, "
            + "of the cdf of \(Numerals.format(noticeable.distance, digits: 3)); \(budget)"
    }
}
