import Foundation
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// What a reader of JUnit files sees in the document of a verification.
final class JUnitDocument: NSObject, XMLParserDelegate {
    /// The attributes of the suite.
    private(set) var suite: [String: String] = [:]

    /// The names of the test cases.
    private(set) var names: [String] = []

    /// How many elements of each name there are.
    private(set) var counts: [String: Int] = [:]

    /// The text of all elements.
    private(set) var text = ""

    init(_ text: String) throws {
        super.init()
        let parser = XMLParser(data: Data(text.utf8))
        parser.delegate = self
        try #require(parser.parse(), "\(String(describing: parser.parserError)): \(text)")
        // What a suite says of itself is so.
        #expect(suite["tests"] == "\(names.count)")
        for (attribute, element) in [("failures", "failure"), ("errors", "error"), ("skipped", "skipped")] {
            #expect(suite[attribute] == "\(counts[element] ?? 0)", "\(attribute)")
        }
    }

    func parser(
        _ parser: XMLParser,
        didStartElement element: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String]
    ) {
        counts[element, default: 0] += 1
        if element == "testsuite" { suite = attributes }
        if element == "testcase" { names.append(attributes["name"] ?? "") }
    }

    func parser(_ parser: XMLParser, foundCharacters characters: String) { text += characters }
}
