import Foundation

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// The elements of an XML text in order, as a parser sees them.
public struct XMLElements {
    /// An element.
    public struct Element: Equatable, Sendable {
        public let name: String
        public let attributes: [String: String]
        /// The text directly in it, without that of its child elements.
        public internal(set) var text = ""
        /// The place of the element that contains it.
        public let parent: Int?
    }

    /// The error for a text that is not XML.
    public struct Problem: Error, CustomStringConvertible {
        public let description: String
    }

    /// All elements, the root first.
    public let all: [Element]

    /// Parses a text. Throws if it is not well-formed.
    public init(_ text: String) throws {
        let parser = XMLParser(data: Data(text.utf8))
        let collector = Collector()
        parser.delegate = collector
        guard parser.parse(), parser.parserError == nil, collector.open.isEmpty, !collector.elements.isEmpty else {
            throw Problem(description: "line \(parser.lineNumber): \(String(describing: parser.parserError))")
        }
        all = collector.elements
    }

    /// The elements with a name.
    public func named(_ name: String) -> [Element] { all.filter { $0.name == name } }

    /// The children of the element at a place.
    public func children(of place: Int) -> [Element] { all.filter { $0.parent == place } }
}

private final class Collector: NSObject, XMLParserDelegate {
    var elements: [XMLElements.Element] = []
    var open: [Int] = []

    func parser(
        _ parser: XMLParser,
        didStartElement element: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String]
    ) {
        elements.append(XMLElements.Element(name: element, attributes: attributes, parent: open.last))
        open.append(elements.count - 1)
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
        if let last = open.last { elements[last].text += text }
    }

    func parser(_ parser: XMLParser, didEndElement: String, namespaceURI: String?, qualifiedName: String?) {
        open.removeLast()
    }
}
