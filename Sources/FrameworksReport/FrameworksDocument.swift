internal import Report
package import WeightFiles

/// What frameworks drew, verified against what they document: the document that `Scripts/frameworks` writes, under
/// `reports/schema/frameworks.json`.
package struct FrameworksDocument: Sendable {
    /// The chance that anything sound deviates anywhere in the report.
    let alpha: Double

    /// When, and on what machine, the values were drawn.
    let made: String

    let packages: [Package]
    let libraries: [Library]
    let explanations: [Explanation]

    /// A package, and the cases of what it draws.
    struct Package {
        let name: String

        /// The name of its page.
        let key: String

        /// What is installed, such as "torch 2.15.0".
        let versions: [String]

        let cases: [Case]
    }

    /// A tensor that an initializer or a layer drew.
    struct Case {
        /// What was called, in the framework's words.
        let call: String

        /// The law; commonly the call.
        let claim: String

        /// Where the law is stated.
        let source: String

        let type: String
        let shape: [Int]
        let seed: Int
        let verdict: String
        let fanIn: Double?
        let fanOut: Double?
        let limit: Double?
        let variance: Double?
        let largest: Double?
        let observed: Double?

        /// The decimal logarithm of the least p-value, adjusted for all tests of the report.
        let log10P: Double?

        /// The relative error of scale that would have been noticed.
        let noticed: Double?

        /// What it is instead.
        let words: [String]

        /// The key of what explains a deviation; nil where nothing does, or nothing deviates.
        let explanation: String?

        /// The call, and the law if that is something else.
        var title: String { call == claim ? claim : "\(call): \(claim)" }

        var isPassing: Bool { FrameworksDocument.passing.contains(verdict) }
    }

    /// A library of whole models.
    struct Library {
        let name: String
        let versions: [String]
        let models: [Model]
    }

    /// A fresh model.
    struct Model {
        let name: String
        let kind: String

        /// Why there is no verdict; empty where there is one.
        let reason: String

        let tensors: Int
        let values: Int
        let conform: Int
        let inconclusive: Int
        let deviations: [Deviation]
        let unclaimed: [Unclaimed]

        var isTested: Bool { reason.isEmpty }
    }

    /// A tensor of a model that deviates, or a pool of small ones.
    struct Deviation {
        let tensor: String

        /// The class of its module.
        let kind: String

        /// Where the model says what it claims.
        let source: String

        let claim: String
        let shape: [Int]
        let variance: Double?
        let observed: Double?
        let words: [String]
        let explanation: String?
    }

    /// A tensor of a model that nothing is known of.
    struct Unclaimed {
        let tensor: String
        let kind: String
        let source: String
    }

    /// What explains some deviations.
    struct Explanation {
        let key: String
        let title: String

        /// What happens, and how large the error is.
        let about: String

        /// Whether the document or the code is to blame, as far as that can be told.
        let blame: String

        /// Lines of Python that show it without this package.
        let code: [String]
    }

    /// Verdicts that are no failure.
    static let passing: Set<String> = ["conforms", "inconclusive", "skipped"]

    /// A longer document is refused.
    static let sizeLimit = 1 << 28

    /// Reads a document.
    ///
    /// - Throws: `WeightFileError.file` where it cannot be read; `.format`, with the place, where it is no JSON or has not
    ///   the members that are needed.
    package static func read(_ path: String) throws(WeightFileError) -> FrameworksDocument {
        try FrameworksDocument(try readSmallFile(path, limit: sizeLimit), path: path)
    }

    /// A document's bytes; the path is for messages.
    package init(_ bytes: [UInt8], path: String) throws(WeightFileError) {
        let root = Fields(try JSONValue(bytes, path: path, subject: "report of frameworks"), path: path, place: "")
        let schema = try root.whole("schema")
        guard schema == JSONReport.schema else {
            throw root.malformed("schema", "\(schema)", "\(JSONReport.schema)")
        }
        alpha = try root.number("alpha")
        made = try root.text("made")
        packages = try root.list("packages") { fields throws(WeightFileError) in
            Package(
                name: try fields.text("name"),
                key: try fields.name("key"),
                versions: try fields.versions(),
                cases: try fields.list("cases", Self.aCase)
            )
        }
        libraries = try root.list("models") { fields throws(WeightFileError) in
            Library(
                name: try fields.name("name"),
                versions: try fields.versions(),
                models: try fields.list("models", Self.model)
            )
        }
        explanations = try root.list("explanations") { fields throws(WeightFileError) in
            Explanation(
                key: try fields.text("key"),
                title: try fields.text("title"),
                about: try fields.text("about"),
                blame: try fields.text("blame"),
                code: try fields.texts("code")
            )
        }
    }

    // MARK: - Implementation

    private static func aCase(_ fields: Fields) throws(WeightFileError) -> Case {
        Case(
            call: try fields.text("call"),
            claim: try fields.text("claim"),
            source: try fields.text("document"),
            type: try fields.text("type"),
            shape: try fields.sizes("shape"),
            seed: try fields.whole("seed"),
            verdict: try fields.text("verdict"),
            fanIn: fields.optional("fan_in"),
            fanOut: fields.optional("fan_out"),
            limit: fields.optional("limit"),
            variance: fields.optional("variance"),
            largest: fields.optional("largest"),
            observed: fields.optional("observed"),
            log10P: fields.optional("log10_p"),
            noticed: fields.optional("noticed"),
            words: try fields.texts("words"),
            explanation: fields.value["explanation"]?.text
        )
    }

    private static func model(_ fields: Fields) throws(WeightFileError) -> Model {
        let reason = try fields.text("reason")
        return Model(
            name: try fields.text("name"),
            kind: try fields.text("kind"),
            reason: reason,
            tensors: reason.isEmpty ? try fields.whole("tensors") : 0,
            values: reason.isEmpty ? try fields.whole("values") : 0,
            conform: reason.isEmpty ? try fields.whole("conform") : 0,
            inconclusive: reason.isEmpty ? try fields.whole("inconclusive") : 0,
            deviations: reason.isEmpty ? try fields.list("deviations", deviation) : [],
            unclaimed: reason.isEmpty ? try fields.list("unclaimed", unclaimed) : []
        )
    }

    private static func deviation(_ fields: Fields) throws(WeightFileError) -> Deviation {
        Deviation(
            tensor: try fields.text("tensor"),
            kind: try fields.text("kind"),
            source: try fields.text("source"),
            claim: fields.value["claim"]?.text ?? "",
            shape: try fields.sizes("shape"),
            variance: fields.optional("variance"),
            observed: fields.optional("observed"),
            words: try fields.texts("words"),
            explanation: fields.value["explanation"]?.text
        )
    }

    private static func unclaimed(_ fields: Fields) throws(WeightFileError) -> Unclaimed {
        Unclaimed(
            tensor: try fields.text("tensor"),
            kind: try fields.text("kind"),
            source: try fields.text("source")
        )
    }
}

/// The members of an object of the document; an error names the one that is missing.
private struct Fields {
    let value: JSONValue
    let path: String
    let place: String

    init(_ value: JSONValue, path: String, place: String) {
        (self.value, self.path, self.place) = (value, path, place)
    }

    func text(_ key: String) throws(WeightFileError) -> String {
        guard let text = value[key]?.text else { throw missing(key, "a string") }
        return text
    }

    /// A text that is a part of a path.
    func name(_ key: String) throws(WeightFileError) -> String {
        let text = try text(key)
        guard !text.isEmpty,
            text.utf8.allSatisfy({ UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 || "-0123456789".utf8.contains($0) })
        else { throw malformed(key, "another text", "small letters, digits and hyphens") }
        return text
    }

    func whole(_ key: String) throws(WeightFileError) -> Int {
        guard let whole = value[key]?.whole else { throw missing(key, "a whole number") }
        return whole
    }

    func number(_ key: String) throws(WeightFileError) -> Double {
        guard let number = value[key]?.double else { throw missing(key, "a number") }
        return number
    }

    func optional(_ key: String) -> Double? { value[key]?.double }

    func sizes(_ key: String) throws(WeightFileError) -> [Int] {
        let found = value[key]?.elements?.compactMap(\.whole)
        guard let found, found.count == value[key]?.elements?.count else { throw missing(key, "whole numbers") }
        return found
    }

    func texts(_ key: String) throws(WeightFileError) -> [String] {
        let found = value[key]?.elements?.compactMap(\.text)
        guard let found, found.count == value[key]?.elements?.count else { throw missing(key, "strings") }
        return found
    }

    func versions() throws(WeightFileError) -> [String] {
        guard let members = value["versions"]?.members else { throw missing("versions", "an object") }
        return members.map { "\($0) \($1.text ?? "")" }
    }

    func list<Element>(
        _ key: String,
        _ element: (Fields) throws(WeightFileError) -> Element
    ) throws(WeightFileError) -> [Element] {
        guard let values = value[key]?.elements else { throw missing(key, "an array") }
        var found: [Element] = []
        found.reserveCapacity(values.count)
        for (index, value) in values.enumerated() {
            found.append(try element(Fields(value, path: path, place: "\(place)\(key)[\(index)].")))
        }
        return found
    }

    func malformed(_ key: String, _ found: String, _ expected: String) -> WeightFileError {
        .malformed(path, "\(place)\(key)", found: found, expected: expected)
    }

    private func missing(_ key: String, _ expected: String) -> WeightFileError {
        malformed(key, value[key] == nil ? "nothing" : "another value", expected)
    }
}
