package import Report
package import WeightFiles

extension JSONValue {
    /// Reads a document.
    ///
    /// - Throws: `WeightFileError.format`, with the place, where the bytes are no JSON.
    package init(_ bytes: [UInt8], path: String, subject: String) throws(WeightFileError) {
        var json = JSONReader(bytes, path: path, subject: subject, base: 0)
        self = try Self.read(&json)
        try json.end()
    }

    /// The value of an object's member.
    subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.0 == key }?.1
    }

    /// The text of a string.
    var text: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// A number, or the string that stands for one that JSON does not have.
    var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        case .string("inf"): .infinity
        default: nil
        }
    }

    /// A whole number.
    var whole: Int? {
        if case .integer(let value) = self { value } else { nil }
    }

    /// The elements of an array.
    var elements: [JSONValue]? {
        if case .array(let values) = self { values } else { nil }
    }

    /// The members of an object, in their order.
    var members: [(String, JSONValue)]? {
        if case .object(let members) = self { members } else { nil }
    }

    // MARK: - Implementation

    private static func read(_ json: inout JSONReader) throws(WeightFileError) -> JSONValue {
        if json.isAtString() { return .string(try json.string()) }
        if json.isAtArray() {
            var values: [JSONValue] = []
            try json.array { json throws(WeightFileError) in values.append(try read(&json)) }
            return .array(values)
        }
        if json.isAtContainer() {
            var members: [(String, JSONValue)] = []
            try json.object { (json, key, _) throws(WeightFileError) in members.append((key, try read(&json))) }
            return .object(members)
        }
        let literal = try json.literal()
        switch literal {
        case "null": return .null
        case "true", "false": return .boolean(literal == "true")
        default: return Int(literal).map { .integer($0) } ?? .number(Double(literal) ?? .nan)
        }
    }
}
