/// Checks of options that several subcommands have.
enum OptionCheck {
    /// A level is a probability, neither 0 nor 1.
    static func alpha(_ alpha: Double) throws {
        guard alpha > 0, alpha < 1 else {
            throw UsageError("--alpha: found \(alpha), expected a number above 0 and below 1")
        }
    }

    /// A number of things of which there is at least one, and no more than can be counted or kept.
    static func count(_ count: Int, _ option: String, atMost limit: Int) throws {
        guard count >= 1 else { throw UsageError("\(option): found \(count), expected at least 1") }
        guard count <= limit else { throw UsageError("\(option): found \(count), expected at most \(limit)") }
    }

    /// Values of a case, at most: years of drawing.
    static let largestSample = 1 << 48

    /// Runs that are calibrated, at most: each leaves its p-values.
    static let largestRunCount = 10_000_000

    /// The folder that documents go to: `reports`, which holds the standard ones, unless another is named.
    ///
    /// - Parameter changes: the options whose values are not the standard ones; with these a folder must be named.
    static func folder(_ output: String?, changes: [String]) throws -> String {
        guard output != "" else { throw UsageError("--output: found '', expected the name of a folder") }
        guard output != nil || changes.isEmpty else {
            throw UsageError(
                changes.joined(separator: ", ")
                    + ": found no --output, expected one of its own, so that the whole report stands"
            )
        }
        return output ?? "reports"
    }
}
