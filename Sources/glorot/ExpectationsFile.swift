import Conformance
import WeightFiles
import Yams

/// Expectations as people write them in YAML:
///
///     unmatched: fail                   # or skip; fail is the default
///     rules:
///       - tensors: "*.c_proj.weight"    # a glob over tensor names; the first rule that matches holds
///         claim: gpt2.residual(layers=12)
///       - tensors: "*.attn.bias"
///         skip: causal mask, not a weight
///       - tensors: lm_head.weight
///         same_as: transformer.wte.weight
///       - tensors: "*.query.kernel"
///         claim: keras.GlorotUniform
///         fan_in: 512                   # where the shape does not tell
///         fan_out: 512
///       - tensors: "*.word_embeddings.weight"
///         claim: normal(0, 0.02)
///         padding_idx: 0                # that row is 0
///       - tensors: "*.bias_hh_l*"
///         parts:                        # slices as NumPy writes them
///           - slice: "64:128"
///             claim: ones
///           - claim: zeros              # what remains
enum ExpectationsFile {
    /// The largest file that is read.
    static let sizeLimit = 1 << 20

    /// Reads a file.
    ///
    /// - Throws: `ExpectationsError` where it is no YAML, or something else than the above, with line and column;
    ///   `WeightFileError` where it cannot be read.
    static func read(_ path: String) throws -> Expectations {
        let bytes = try readSmallFile(path, limit: sizeLimit)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ExpectationsError(path: path, mark: nil, found: "bytes that are no UTF-8", expected: "YAML")
        }
        return try parse(text, path: path)
    }

    /// Reads expectations from text; the path is for messages.
    static func parse(_ text: String, path: String) throws -> Expectations {
        let node: Node?
        do {
            node = try compose(yaml: text)
        } catch let error as YamlError {
            throw ExpectationsError(error, path: path)
        }
        let reader = Reader(path: path)
        guard let node, let document = node.mapping else {
            throw reader.error(node, "no mapping", "rules:, a list of rules")
        }
        try reader.check(document, keys: ["rules", "unmatched"])
        var unmatched = Expectations.Unmatched.fail
        if let node = document["unmatched"] {
            guard let value = Expectations.Unmatched(rawValue: node.string ?? "") else {
                throw reader.error(node, "unmatched: \(node.string ?? "something else")", "fail or skip")
            }
            unmatched = value
        }
        guard let rules = document["rules"]?.sequence, !rules.isEmpty else {
            throw reader.error(document["rules"] ?? node, "no rules", "rules:, a list of rules")
        }
        return Expectations(rules: try rules.map { try reader.rule($0) }, unmatched: unmatched)
    }
}

/// Expectations that cannot be read.
struct ExpectationsError: Error, CustomStringConvertible {
    let path: String
    let mark: Mark?
    let problem: String

    init(path: String, mark: Mark?, found: String, expected: String) {
        (self.path, self.mark) = (path, mark)
        problem = "found \(found), expected \(expected)"
    }

    /// A claim that cannot be read; its error says what was found and expected.
    init(path: String, mark: Mark?, claimError: ClaimError) {
        (self.path, self.mark) = (path, mark)
        problem = "\(claimError)"
    }

    var description: String {
        let place = mark.map { ":\($0.line):\($0.column)" } ?? ""
        return "\(path)\(place): \(problem)"
    }
}

extension ExpectationsError {
    /// What the YAML reader says, in one line and with its place.
    init(_ error: YamlError, path: String) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            // A pattern that begins with an asterisk is an alias of YAML.
            let hint = problem.contains("alphabetic or numeric") ? "; a pattern that begins with * needs quotes" : ""
            self.init(path: path, mark: mark, found: "a fault in the YAML: \(problem)", expected: "YAML\(hint)")
        case .duplicatedKeysInMapping(let keys, let context):
            let found = keys.map { "'\($0)'" }.joined(separator: ", ") + " twice"
            self.init(path: path, mark: context.mark, found: found, expected: "each key once")
        default:
            self.init(path: path, mark: nil, found: "\(error)", expected: "YAML")
        }
    }
}

/// Reads the nodes of one file.
private struct Reader {
    let path: String

    func error(_ node: Node?, _ found: String, _ expected: String) -> ExpectationsError {
        ExpectationsError(path: path, mark: node?.mark, found: found, expected: expected)
    }

    func check(_ mapping: Node.Mapping, keys: [String]) throws {
        for (key, _) in mapping {
            guard let name = key.string, keys.contains(name) else {
                throw error(key, "'\(key.string ?? "a key that is no text")'", keys.joined(separator: ", "))
            }
        }
    }

    func rule(_ node: Node) throws -> Expectations.Rule {
        guard let mapping = node.mapping else { throw error(node, "no mapping", "a rule with tensors: and claim:") }
        try check(mapping, keys: ["tensors", "claim", "parts", "skip", "same_as", "fan_in", "fan_out", "padding_idx"])
        guard let names = mapping["tensors"]?.string else {
            throw error(mapping["tensors"] ?? node, "no tensors:", "a glob over tensor names")
        }
        let kinds = ["claim", "parts", "skip", "same_as"].filter { mapping[$0] != nil }
        guard kinds.count == 1, let kind = kinds.first, let value = mapping[kind] else {
            let found = kinds.isEmpty ? "none of them" : kinds.joined(separator: " and ")
            throw error(node, found, "one of claim:, parts:, skip: and same_as:")
        }
        for key in ["fan_in", "fan_out", "padding_idx"] where kind != "claim" && mapping[key] != nil {
            throw error(mapping[key], "\(key): beside \(kind):", "it beside claim:")
        }
        if kind == "parts" { return Expectations.Rule(Glob(names), .parts(try parts(value))) }
        guard let text = value.string else { throw error(value, "no text after \(kind):", "a text") }
        switch kind {
        case "claim":
            let claim = try claim(value)
            let expectation = Expectations.Expectation(
                claim,
                fans: try fans(mapping, node),
                padding: try padding(mapping, claim)
            )
            return Expectations.Rule(Glob(names), expectation)
        case "skip": return Expectations.Rule(Glob(names), .skip(reason: text))
        default: return Expectations.Rule(Glob(names), .same(as: text))
        }
    }

    /// The parts of a tensor: slices with claims, of which the last may have no slice.
    private func parts(_ node: Node) throws -> [Expectations.Part] {
        guard let nodes = node.sequence, !nodes.isEmpty else {
            throw error(node, "no list", "a list of parts, each with slice: and claim:")
        }
        return try nodes.enumerated().map { index, node in
            guard let mapping = node.mapping else { throw error(node, "no mapping", "a part with slice: and claim:") }
            try check(mapping, keys: ["slice", "claim", "fan_in", "fan_out"])
            guard let claimNode = mapping["claim"] else { throw error(node, "no claim:", "what the part claims to be") }
            let claim = try claim(claimNode)
            guard claim.paddingIndex == nil else {
                throw error(claimNode, "padding_idx in a part", "a part of its own for that row")
            }
            let slice = try mapping["slice"].map { try self.slice($0) }
            guard slice != nil || index == nodes.count - 1 else {
                throw error(node, "no slice:", "one in every part but the last")
            }
            return Expectations.Part(slice, claim, fans: try fans(mapping, node))
        }
    }

    private func slice(_ node: Node) throws -> TensorSlice {
        do {
            return try TensorSlice(node.string ?? "")
        } catch {
            throw self.error(
                node,
                error.found,
                "a slice as NumPy writes it, such as \"64:128\", \":, 64:128\" or \"1, 0\""
            )
        }
    }

    private func claim(_ node: Node) throws -> Claim {
        guard let text = node.string else { throw error(node, "no text after claim:", "a text") }
        do {
            return try Claim(text)
        } catch let claimError {
            throw ExpectationsError(path: path, mark: node.mark, claimError: claimError)
        }
    }

    /// The row that is 0, as the rule has it.
    private func padding(_ mapping: Node.Mapping, _ claim: Claim) throws -> Int? {
        guard let node = mapping["padding_idx"] else { return nil }
        guard let row = node.int else {
            throw error(node, "padding_idx: \(node.string ?? "something else")", "a whole number")
        }
        if let own = claim.paddingIndex, own != row {
            throw error(node, "padding_idx: \(row) beside padding_idx=\(own) in the claim", "one of them")
        }
        return row
    }

    private func fans(_ mapping: Node.Mapping, _ node: Node) throws -> ClaimedFans? {
        func fan(_ name: String) throws -> Double? {
            guard let node = mapping[name] else { return nil }
            guard let value = node.int, value > 0 else {
                throw error(node, "\(name): \(node.string ?? "something else")", "a whole number above 0")
            }
            return Double(value)
        }
        switch (try fan("fan_in"), try fan("fan_out")) {
        case (nil, nil): return nil
        case (let fanIn?, let fanOut?): return ClaimedFans(fanIn: fanIn, fanOut: fanOut)
        default: throw error(node, "one fan", "fan_in: and fan_out: together")
        }
    }
}
