internal import Conformance
internal import Synchronization
internal import WeightFiles

/// A document of rules, with the rules that it includes.
struct RulesDocument {
    /// The files that it may refer to.
    final class Files: Sendable {
        /// Whether rules may name files of tensors.
        let mayName: Bool

        /// The texts that may be included, by their paths.
        private let texts: [String: String]

        private struct Known {
            var documents: [String: YAMLNode?] = [:]
            var references: [String: ReferenceFile] = [:]
        }

        private let known = Mutex(Known())

        init(texts: [String: String], mayName: Bool) { (self.texts, self.mayName) = (texts, mayName) }

        /// A document that may be included, read once; nil if its text is not available.
        ///
        /// - Throws: `ExpectationsError` if it is not YAML.
        func document(_ path: String) throws(ExpectationsError) -> YAMLNode?? {
            guard let text = texts[path] else { return nil }
            if let node = known.withLock({ $0.documents[path] }) { return .some(node) }
            let node = try YAMLReader.read(Array(text.utf8), path: path)
            known.withLock { $0.documents[path] = .some(node) }
            return .some(node)
        }

        /// A file of tensors, the same one for all rules that name it.
        func reference(_ path: String) -> ReferenceFile {
            known.withLock { known in
                let file = known.references[path] ?? ReferenceFile(path: path)
                known.references[path] = file
                return file
            }
        }
    }

    private(set) var rules: [Expectations.Rule] = []
    private(set) var unmatched = Expectations.Unmatched.fail

    /// - Parameters:
    ///   - values: the values of the including document, which override its own.
    ///   - depth: how many documents include it, directly or indirectly.
    init(
        _ node: YAMLNode?,
        path: String,
        files: Files,
        values outer: [String: String],
        depth: Int
    ) throws(ExpectationsError) {
        var reader = RulesReader(path: path, files: files)
        guard let node, let document = node.mapping else {
            throw reader.error(node, "no mapping", "rules:, a list of rules")
        }
        try reader.check(document, keys: ["rules", "unmatched", "values"])
        if let node = document["unmatched"] {
            guard let value = Expectations.Unmatched(rawValue: node.string ?? "") else {
                throw reader.error(node, "unmatched: \(node.string.map(quoted) ?? "something else")", "fail or skip")
            }
            unmatched = value
        }
        reader.values = try reader.values(document["values"]).merging(outer) { _, outer in outer }
        guard let nodes = document["rules"]?.list, !nodes.isEmpty else {
            throw reader.error(document["rules"] ?? node, "no rules", "rules:, a list of rules")
        }
        for (place, node) in nodes.enumerated() {
            guard let include = node["include"] else {
                do throws(ExpectationsError) {
                    rules.append(try reader.rule(node))
                } catch {
                    throw error.inRule(place + 1, node["tensors"]?.string)
                }
                continue
            }
            try reader.check(node, keys: ["include"])
            guard let name = include.string else { throw reader.error(include, "no text after include:", "a file") }
            let other = Self.path(name, from: path)
            guard let document = try files.document(other) else {
                throw reader.error(include, "include: \(quoted(other)), which is not available", "a file of rules")
            }
            guard depth < ExpectationsFile.includeDepth else {
                let expected = "at most \(ExpectationsFile.includeDepth) within one another"
                throw reader.error(include, "more files", expected)
            }
            rules += try Self(document, path: other, files: files, values: reader.values, depth: depth + 1).rules
            guard rules.count <= YAMLReader.nodes else {
                throw reader.error(include, "more rules", "at most \(YAMLReader.nodes)")
            }
        }
    }

    /// The path of a file that is named in another file, relative to that file's folder.
    static func path(_ name: String, from file: String) -> String {
        guard !name.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return name }
        return file[...slash] + name
    }
}
