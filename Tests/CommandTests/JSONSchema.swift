import Foundation

/// A JSON Schema (draft 2020-12), as far as the repository's own schemas use it.
///
/// An unknown keyword is an error, and so is a member of a document that its schema does not name.
struct JSONSchema {
    private let folder: URL
    private let documents: [String: [String: Any]]
    private let name: String

    /// The schema of that name in a folder, and those beside it.
    init(_ name: String, in folder: URL) throws {
        (self.name, self.folder) = (name, folder)
        var documents: [String: [String: Any]] = [:]
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) where file.hasSuffix(".json") {
            let data = try Data(contentsOf: folder.appendingPathComponent(file))
            documents[file] = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        }
        self.documents = documents
    }

    /// The errors of a document; empty if it is valid.
    func problems(_ document: Any) -> [String] {
        guard let root = documents[name] else { return ["no schema \(name)"] }
        return problems(document, root, file: name, at: "")
    }

    // MARK: - Implementation

    private static let annotations: Set<String> = ["$schema", "$defs", "title", "description"]

    private func problems(_ value: Any, _ schema: [String: Any], file: String, at place: String) -> [String] {
        var problems: [String] = []
        for (keyword, argument) in schema where !Self.annotations.contains(keyword) {
            switch (keyword, argument) {
            case ("$ref", let reference as String):
                guard let (target, home) = resolve(reference, file) else {
                    problems.append("\(place): no \(reference)")
                    continue
                }
                problems += self.problems(value, target, file: home, at: place)
            case ("type", _):
                let types = (argument as? [String]) ?? [(argument as? String) ?? ""]
                if !types.contains(where: { Self.isOf($0, value) }) { problems.append("\(place): no \(types)") }
            case ("const", _):
                if !Self.isEqual(value, argument) { problems.append("\(place): not \(argument)") }
            case ("enum", let values as [Any]):
                if !values.contains(where: { Self.isEqual(value, $0) }) { problems.append("\(place): \(value)") }
            case ("anyOf", let schemas as [[String: Any]]):
                let found = schemas.map { self.problems(value, $0, file: file, at: place) }
                if !found.contains(where: \.isEmpty) { problems += found.joined() }
            case ("minimum", let bound as NSNumber):
                if let number = value as? NSNumber, number.doubleValue < bound.doubleValue {
                    problems.append("\(place): \(number) below \(bound)")
                }
            case ("maximum", let bound as NSNumber):
                if let number = value as? NSNumber, number.doubleValue > bound.doubleValue {
                    problems.append("\(place): \(number) above \(bound)")
                }
            case ("pattern", let pattern as String):
                if let text = value as? String, text.range(of: pattern, options: .regularExpression) == nil {
                    problems.append("\(place): '\(text)'")
                }
            case ("items", let items as [String: Any]):
                for (index, item) in ((value as? [Any]) ?? []).enumerated() {
                    problems += self.problems(item, items, file: file, at: "\(place)/\(index)")
                }
            case ("minItems", let bound as Int):
                if let items = value as? [Any], items.count < bound { problems.append("\(place): too few") }
            case ("maxItems", let bound as Int):
                if let items = value as? [Any], items.count > bound { problems.append("\(place): too many") }
            case ("required", let names as [String]):
                guard let members = value as? [String: Any] else { continue }
                problems += names.filter { members[$0] == nil }.map { "\(place): no member \($0)" }
            case ("properties", let properties as [String: [String: Any]]):
                let others = schema["additionalProperties"] as? [String: Any]
                for (key, member) in (value as? [String: Any]) ?? [:] {
                    guard let own = properties[key] ?? others else {
                        problems.append("\(place): the member \(key) is not documented")
                        continue
                    }
                    problems += self.problems(member, own, file: file, at: "\(place)/\(key)")
                }
            case ("additionalProperties", _): break
            default: problems.append("\(place): the keyword \(keyword) is unknown")
            }
        }
        return problems
    }

    private func resolve(_ reference: String, _ file: String) -> (schema: [String: Any], file: String)? {
        let parts = reference.components(separatedBy: "#")
        let home = parts[0].isEmpty ? file : parts[0]
        var schema: Any? = documents[home]
        for key in parts[1].split(separator: "/") { schema = (schema as? [String: Any])?[String(key)] }
        return (schema as? [String: Any]).map { ($0, home) }
    }

    private static func isOf(_ type: String, _ value: Any) -> Bool {
        let number = value as? NSNumber
        // Foundation reads true and false as numbers, too.
        let isBoolean = number.map { ["c", "B"].contains(String(cString: $0.objCType)) } ?? false
        return switch type {
        case "null": value is NSNull
        case "boolean": isBoolean
        case "integer": !isBoolean && number.map { $0.doubleValue == $0.doubleValue.rounded() } ?? false
        case "number": !isBoolean && number != nil
        case "string": value is String
        case "array": value is [Any]
        case "object": value is [String: Any]
        default: false
        }
    }

    private static func isEqual(_ a: Any, _ b: Any) -> Bool {
        isOf("boolean", a) == isOf("boolean", b) && (a as? NSObject) == (b as? NSObject)
    }
}
