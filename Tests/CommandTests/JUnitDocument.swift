import TestSupport
import Testing

/// The document of a verification, as a reader of JUnit files sees it.
struct JUnitDocument {
    /// The attributes of the suite.
    let suite: [String: String]

    /// The names of the test cases.
    let names: [String]

    /// How many elements of each name there are.
    let counts: [String: Int]

    /// The text of all elements.
    let text: String

    init(_ text: String) throws {
        let elements = try XMLElements(text)
        suite = elements.named("testsuite").last?.attributes ?? [:]
        names = elements.named("testcase").map { $0.attributes["name"] ?? "" }
        counts = Dictionary(elements.all.map { ($0.name, 1) }, uniquingKeysWith: +)
        self.text = elements.all.map(\.text).joined()
        // The counts that a suite states are right.
        #expect(suite["tests"] == "\(names.count)")
        for (attribute, element) in [("failures", "failure"), ("errors", "error"), ("skipped", "skipped")] {
            #expect(suite[attribute] == "\(counts[element] ?? 0)", "\(attribute)")
        }
    }
}
