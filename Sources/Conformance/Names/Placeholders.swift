/// Names in braces, such as `{layer}`, which stand for values.
package enum Placeholders {
    /// The most bytes that a text may have after values are filled in.
    package static let lengthLimit = 1 << 16

    /// Whether a text is a name: letters, digits and underscores, no digit first.
    package static func isName(_ text: some StringProtocol) -> Bool { isName(text.unicodeScalars) }

    static func isName(_ text: some Sequence<Unicode.Scalar>) -> Bool {
        var isFirst = true
        for character in text {
            let isLetter = character == "_" || ("a"..."z").contains(character) || ("A"..."Z").contains(character)
            guard isLetter || !isFirst && ("0"..."9").contains(character) else { return false }
            isFirst = false
        }
        return !isFirst
    }

    /// Replaces the names in a text by their values.
    ///
    /// - Returns: the text, or why it cannot be filled in.
    package static func filled(_ text: String, with values: [String: String]) -> Result<String, PlaceholderError> {
        guard text.utf8.contains(UInt8(ascii: "{")) else { return .success(text) }
        var result = ""
        var rest = Substring(text)
        while let brace = rest.firstIndex(of: "{") {
            result += rest[..<brace]
            rest = rest[rest.index(after: brace)...]
            guard let end = rest.firstIndex(of: "}"), isName(rest[..<end]) else {
                result += "{"
                continue
            }
            let name = String(rest[..<end])
            guard let value = values[name] else { return .failure(.unknown(name)) }
            result += value
            guard result.utf8.count <= lengthLimit else { return .failure(.tooLong) }
            rest = rest[rest.index(after: end)...]
        }
        return .success(result + rest)
    }
}

/// Why names in braces cannot be filled in.
package enum PlaceholderError: Error, Hashable {
    /// A name stands for nothing.
    case unknown(String)

    /// The text becomes longer than `Placeholders.lengthLimit`.
    case tooLong
}
