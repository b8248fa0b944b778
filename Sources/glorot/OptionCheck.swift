/// Checks of options that several subcommands share.
enum OptionCheck {
    /// A level is a probability, neither 0 nor 1.
    static func alpha(_ alpha: Double) throws {
        guard alpha > 0, alpha < 1 else {
            throw UsageError("--alpha: found \(alpha), expected a number above 0 and below 1")
        }
    }

    /// Checks a number of things: at least one, and no more than can be counted or kept.
    static func count(_ count: Int, _ option: String, atMost limit: Int) throws {
        guard count >= 1 else { throw UsageError("\(option): found \(count), expected at least 1") }
        guard count <= limit else { throw UsageError("\(option): found \(count), expected at most \(limit)") }
    }

    /// The largest number of values of a case: years of drawing.
    static let largestSample = 1 << 48

    /// The largest number of runs of a calibration: each leaves its p-values.
    static let largestRunCount = 10_000_000

    /// The folder to write documents to: `reports`, which holds the standard ones, unless another is named.
    ///
    /// - Parameter changes: the options whose values are not the standard ones; with these, a folder must be named.
    static func folder(_ output: String?, changes: [String]) throws -> String {
        guard output != "" else { throw UsageError("--output: found '', expected the name of a folder") }
        guard output != nil || changes.isEmpty else {
            throw UsageError(
                changes.joined(separator: ", ")
                    + ": found no --output, expected a folder of its own, to keep the whole report"
            )
        }
        return output ?? "reports"
    }
}
