internal import WeightFiles

/// A JSON document whose members keep their order, so that the same run gives the same bytes.
package enum JSONValue {
    case null
    case boolean(Bool)
    case integer(Int)
    /// A number, printed with six significant digits; one that is not finite is printed as a string.
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([(String, JSONValue)])

    /// The document, indented by two blanks a level; arrays and objects without nested ones are on one line.
    package func text(indentation: Int = 0) -> String {
        let blanks = String(repeating: " ", count: indentation)
        switch self {
        case .null: return "null"
        case .boolean(let value): return value ? "true" : "false"
        case .integer(let value): return String(value)
        case .number(let value):
            if value.isFinite { return Numerals.six(value) }
            return value.isNaN ? "\"nan\"" : value > 0 ? "\"inf\"" : "\"-inf\""
        case .string(let value): return Self.quoted(value)
        case .array(let values):
            if values.allSatisfy(\.isFlat) { return "[" + values.map { $0.text() }.joined(separator: ", ") + "]" }
            let lines = values.map { "\(blanks)  \($0.text(indentation: indentation + 2))" }
            return "[\n" + lines.joined(separator: ",\n") + "\n\(blanks)]"
        case .object(let members):
            if members.allSatisfy(\.1.isFlat) {
                return "{" + members.map { "\(Self.quoted($0)): \($1.text())" }.joined(separator: ", ") + "}"
            }
            let lines = members.map { "\(blanks)  \(Self.quoted($0)): \($1.text(indentation: indentation + 2))" }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(blanks)}"
        }
    }

    // MARK: - Implementation

    private var isFlat: Bool {
        switch self {
        case .array, .object: false
        default: true
        }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case " "..."~": result.unicodeScalars.append(scalar)
            case _ where scalar.isHidden:
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
