public import Conformance

/// A finished verification as JUnit XML: a test case for each tensor, pool and file that could not be opened.
public enum JUnitVerification {
    /// The document, ending in a line break.
    ///
    /// - Parameter isStrict: whether inconclusive tensors are failures.
    public static func render(_ verification: Verification, isStrict: Bool = false) -> String {
        let all = verification.labels
        func count(_ labels: [VerificationLine.Label]) -> Int { all.count { labels.contains($0) } }
        let empty = verification.emptiness.map { [JUnitReport.testCase("glorot", "verify", error($0))] } ?? []
        var text = [
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<testsuites name=\"glorot\">",
            "  <testsuite name=\"verification\" tests=\"\(all.count + empty.count)\" "
                + "failures=\"\(count(isStrict ? [.fails, .inconclusive] : [.fails]))\" "
                + "errors=\"\(count([.error, .unfit]) + empty.count)\" skipped=\"\(count([.skipped]))\">",
        ]
        for place in all.indices {
            let line = verification.line(at: place)
            let group = line.claim.isEmpty ? "unclaimed" : line.claim
            let remark = line.remark.xmlEscaped
            let body: String? =
                switch line.verdict {
                case .passes: nil
                case .fails: "<failure\(JUnitReport.type(of: verification.finding(at: place))) message=\"\(remark)\"/>"
                case .error, .unfit: error(line.remark)
                case .inconclusive where isStrict: "<failure message=\"inconclusive: \(remark)\"/>"
                case .inconclusive: "<system-out>inconclusive: \(remark)</system-out>"
                case .skipped: "<skipped message=\"\(remark)\"/>"
                }
            text.append(
                JUnitReport.testCase(group, line.shape.isEmpty ? line.name : "\(line.name) \(line.shape)", body)
            )
        }
        text += empty
        if !verification.warnings.isEmpty {
            let warnings = verification.warnings.map { "warning: \($0.xmlEscaped)" }.joined(separator: "\n")
            text.append("    <system-out>\(warnings)</system-out>")
        }
        text += ["  </testsuite>", "</testsuites>"]
        return text.joined(separator: "\n") + "\n"
    }

    // MARK: - Implementation

    private static func error(_ message: String) -> String { "<error message=\"\(message.xmlEscaped)\"/>" }
}
