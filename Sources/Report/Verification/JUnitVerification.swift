public import Conformance

/// A finished verification as JUnit XML: a test case for each tensor and pool.
public enum JUnitVerification {
    /// The document, ending in a line break.
    public static func render(_ verification: Verification) -> String {
        let lines = verification.lines
        func count(_ labels: VerificationLine.Label...) -> Int { lines.count { labels.contains($0.verdict) } }
        var text = [
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<testsuites name=\"glorot\">",
            "  <testsuite name=\"verification\" tests=\"\(lines.count)\" failures=\"\(count(.fails))\" "
                + "errors=\"\(count(.error, .unfit))\" skipped=\"\(count(.skipped))\">",
        ]
        for line in lines {
            let group = line.claim.isEmpty ? "unclaimed" : line.claim
            let remark = JUnitReport.escaped(line.remark)
            let body: String? =
                switch line.verdict {
                case .passes: nil
                case .fails: "<failure message=\"\(remark)\"/>"
                case .error, .unfit: "<error message=\"\(remark)\"/>"
                case .inconclusive: "<system-out>inconclusive: \(remark)</system-out>"
                case .skipped: "<skipped message=\"\(remark)\"/>"
                }
            text.append(JUnitReport.testCase(group, "\(line.name) \(line.shape)", body))
        }
        text += ["  </testsuite>", "</testsuites>"]
        return text.joined(separator: "\n") + "\n"
    }
}
