public import Conformance
internal import Stats

/// A finished run as JUnit XML, which CI systems show as a test run: a test case for each case and planted defect.
public enum JUnitReport {
    /// The document, ending in a line break.
    public static func render(_ run: ConformanceRun) -> String {
        let failures = run.cases.count(where: { $0.verdict == .deviates })
        let skipped = run.cases.count(where: { $0.verdict == .notApplicable })
        let missed = run.defects.count(where: { !$0.isCaught })
        var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<testsuites name=\"glorot\">"]
        lines.append(
            "  <testsuite name=\"conformance\" tests=\"\(run.cases.count)\" failures=\"\(failures)\" "
                + "skipped=\"\(skipped)\">"
        )
        for result in run.cases {
            let name = "\(result.claim) \(Numerals.shape(result.shape))"
            switch result.verdict {
            case .conforms: lines.append(testCase(result.scheme, name))
            case .deviates:
                let tests = result.deviating(at: run.alpha).map(\.rawValue).joined(separator: ", ")
                let message = tests + (result.diagnosisWords.map { ": \($0)" } ?? "")
                lines.append(
                    testCase(result.scheme, name, "<failure\(type(of: result)) message=\"\(message.xmlEscaped)\"/>")
                )
            case .inconclusive:
                lines.append(testCase(result.scheme, name, "<system-out>inconclusive</system-out>"))
            case .notApplicable:
                let reason = (result.reason ?? "").xmlEscaped
                lines.append(testCase(result.scheme, name, "<skipped message=\"\(reason)\"/>"))
            }
        }
        lines.append("  </testsuite>")
        lines.append(
            "  <testsuite name=\"planted defects\" tests=\"\(run.defects.count)\" failures=\"\(missed)\">"
        )
        for defect in run.defects {
            let name = "\(defect.defect.name) \(Numerals.shape(defect.result.shape))"
            let body = defect.isCaught ? nil : "<failure message=\"missed\"/>"
            lines.append(testCase("planted", name, body))
        }
        lines += ["  </testsuite>", "</testsuites>"]
        return lines.joined(separator: "\n") + "\n"
    }

    // MARK: - Elements

    /// The codes of a deviation's diagnosis as an element's attribute; empty if there is none.
    static func type(of result: Finding?) -> String {
        let codes = result?.diagnosis.map(\.code) ?? []
        return codes.isEmpty ? "" : " type=\"\(codes.joined(separator: " "))\""
    }

    static func testCase(_ group: String, _ name: String, _ body: String? = nil) -> String {
        let head = "    <testcase classname=\"\(group.xmlEscaped)\" name=\"\(name.xmlEscaped)\""
        return body.map { "\(head)>\($0)</testcase>" } ?? "\(head)/>"
    }
}
