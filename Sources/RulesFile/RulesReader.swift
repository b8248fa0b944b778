internal import Claims
internal import Conformance
internal import WeightFiles

/// Reads the nodes of one file.
struct RulesReader: Sendable {
    let path: String
    let files: RulesDocument.Files

    /// The values of names in braces.
    var values: [String: String] = [:]

    func error(_ node: YAMLNode?, _ found: String, _ expected: String) -> ExpectationsError {
        ExpectationsError(path: path, mark: node?.mark, found: found, expected: expected)
    }

    func check(_ mapping: YAMLNode, keys: [String]) throws(ExpectationsError) {
        for (key, _) in mapping.pairs ?? [] {
            guard let name = key.string, keys.contains(name) else {
                throw error(key, key.string.map(quoted) ?? "a key that is not a text", keys.joined(separator: ", "))
            }
        }
    }

    /// The values of a document: texts and numbers by names.
    func values(_ node: YAMLNode?) throws(ExpectationsError) -> [String: String] {
        guard let node else { return [:] }
        guard let pairs = node.pairs else { throw error(node, "no mapping", "values: {layers: 12}") }
        var values: [String: String] = [:]
        for (key, value) in pairs {
            guard let name = key.string, Placeholders.isName(name) else {
                throw error(key, quoted(key.string ?? ""), "a name of letters, digits and underscores")
            }
            guard let text = value.string else { throw error(value, "\(name): something else", "a number or a text") }
            values[name] = text
        }
        return values
    }

    func rule(_ node: YAMLNode) throws(ExpectationsError) -> Expectations.Rule {
        guard let mapping = node.mapping else { throw error(node, "no mapping", "a rule with tensors: and claim:") }
        try check(mapping, keys: Self.keys)
        guard let name = mapping["tensors"], name.string != nil else {
            throw error(mapping["tensors"] ?? node, "no tensors:", "a glob over tensor names")
        }
        let names = try glob(name)
        let placeholders = names.placeholders
        guard Set(placeholders).count == placeholders.count, placeholders.allSatisfy({ values[$0] == nil }) else {
            throw error(name, "a name in braces twice", "each once, and none of values:")
        }
        // Until there is a tensor, 1 stands for all numbers.
        var example = self
        for name in placeholders { example.values[name] = "1" }
        var rule = Expectations.Rule(names, try example.expectation(mapping), pieces: try pieces(mapping))
        rule.shape = try shape(mapping)
        rule.fansBeside = try example.fansBeside(mapping)
        if !placeholders.isEmpty {
            let reader = self
            rule.expectationByNumbers = { numbers in
                var reader = reader
                reader.values.merge(zip(placeholders, numbers)) { $1 }
                return (try reader.expectation(mapping), try reader.fansBeside(mapping))
            }
        }
        return rule
    }

    private static let kinds = ["claim", "parts", "skip", "same_as", "trainable"]
    private static let keys =
        ["tensors"] + kinds + ["fan_in", "fan_out", "padding_idx", "pieces", "rank", "shape"]

    /// What a rule expects once names in braces have values.
    private func expectation(_ mapping: YAMLNode) throws(ExpectationsError) -> Expectations.Expectation {
        let kinds = Self.kinds.filter { mapping[$0] != nil }
        guard kinds.count == 1, let kind = kinds.first, let value = mapping[kind] else {
            let found = kinds.isEmpty ? "none of them" : kinds.map { "\($0):" }.joined(separator: " and ")
            throw error(mapping, found, "one of claim:, parts:, skip:, same_as: and trainable:")
        }
        for key in ["fan_in", "fan_out", "padding_idx"] where kind != "claim" && mapping[key] != nil {
            throw error(mapping[key], "\(key): beside \(kind):", "it beside claim:")
        }
        switch kind {
        case "claim":
            let claim = try claim(value)
            let padding = try padding(mapping, claim)
            let isFanNamed = mapping["fan_in"].map(isName) == true
            guard !isFanNamed || padding == nil && claim.paddingIndex == nil else {
                throw error(mapping["fan_in"], "fan_in: a name beside a row that is 0", "a number")
            }
            guard !isFanNamed || !claim.statesFans else {
                throw error(mapping["fan_in"], "fan_in: beside a claim that states it", "one of them")
            }
            return Expectations.Expectation(claim, fans: try fans(mapping), padding: padding)
        case "parts": return .parts(try parts(value))
        case "skip": return .skip(reason: try text(value, after: kind))
        case "trainable":
            guard value.string == "false" else {
                throw error(value, "trainable: \(quoted(value.string ?? ""))", "false, or what the tensor claims to be")
            }
            return .skip(reason: "not trainable")
        default: return try same(value)
        }
    }

    /// A text with the names in braces replaced by their values.
    private func text(_ node: YAMLNode, after key: String) throws(ExpectationsError) -> String {
        guard let text = node.string else { throw error(node, "no text after \(key):", "a text") }
        switch Placeholders.filled(text, with: values) {
        case .success(let text): return text
        case .failure(.tooLong):
            throw error(node, "a text that its values make too long", "at most \(Placeholders.lengthLimit) bytes")
        case .failure(.unknown(let name)):
            let known = values.keys.sorted().prefix(10).map { "{\($0)}" }.joined(separator: ", ")
            let expected = known.isEmpty ? "it in tensors:, or under values:" : known
            throw error(node, "{\(name)}", expected)
        }
    }

    /// The tensor that a tensor must equal: one of the same files, or of another file.
    private func same(_ node: YAMLNode) throws(ExpectationsError) -> Expectations.Expectation {
        guard node.mapping != nil else { return .same(as: try text(node, after: "same_as")) }
        try check(node, keys: ["file", "tensor"])
        guard let file = node["file"], let tensor = node["tensor"] else {
            throw error(node, "one of them", "file: and tensor:")
        }
        guard files.mayName else {
            throw error(file, "file:", "a tensor of the same model: the rules are in no file")
        }
        let path = RulesDocument.path(try text(file, after: "file"), from: self.path)
        return .same(as: try text(tensor, after: "tensor"), of: files.reference(path))
    }

    /// The shapes that a rule is limited to.
    private func shape(_ mapping: YAMLNode) throws(ExpectationsError) -> ShapeCondition? {
        let rank = try mapping["rank"].map { node throws(ExpectationsError) in
            guard let rank = node.int, (0...TensorInfo.axisLimit).contains(rank) else {
                throw error(node, "rank: \(quoted(node.string ?? ""))", "a number of axes, such as 2")
            }
            return rank
        }
        let sizes = try mapping["shape"].map { node throws(ExpectationsError) -> [Int?] in
            guard mapping["pieces"] == nil else {
                throw error(node, "shape: beside pieces:", "rank: alone: the pieces' shapes are not the tensor's")
            }
            guard let nodes = node.list, nodes.count <= TensorInfo.axisLimit else {
                throw error(node, "no list after shape:", "the sizes of the axes, such as [3072, \"*\"]")
            }
            return try nodes.map { node throws(ExpectationsError) -> Int? in
                if node.string == "*" { return nil }
                guard let size = node.int, size >= 0 else {
                    throw error(node, quoted(node.string ?? ""), "a size, or \"*\" for any")
                }
                return size
            }
        }
        return rank == nil && sizes == nil ? nil : ShapeCondition(rank: rank, sizes: sizes)
    }

    /// The name of the neighbouring tensor that tells the fans.
    private func fansBeside(_ mapping: YAMLNode) throws(ExpectationsError) -> String? {
        guard let node = mapping["fan_in"], isName(node) else { return nil }
        guard mapping["fan_out"] == nil else {
            throw error(mapping["fan_out"], "fan_out: beside a name", "fan_in: alone, which tells both")
        }
        return try text(node, after: "fan_in")
    }

    /// Whether a node is the name of a tensor and not a number.
    private func isName(_ node: YAMLNode) -> Bool {
        guard let first = node.string?.unicodeScalars.first else { return false }
        return first.properties.isAlphabetic || first == "_"
    }

    /// The axis along which tensors of one name are pieces of one tensor.
    private func pieces(_ mapping: YAMLNode) throws(ExpectationsError) -> Int? {
        guard let node = mapping["pieces"] else { return nil }
        guard let axis = node.int, axis.magnitude <= TensorInfo.axisLimit else {
            let found = "pieces: \(node.string.map(quoted) ?? "something else")"
            throw error(node, found, "the number of an axis, such as 0")
        }
        return axis
    }

    private func glob(_ node: YAMLNode) throws(ExpectationsError) -> Glob {
        do {
            return try Glob(checking: node.string ?? "")
        } catch let globError {
            throw ExpectationsError(path: path, mark: node.mark, "\(globError)")
        }
    }

    /// The parts of a tensor: slices with claims; the last may have no slice.
    private func parts(_ node: YAMLNode) throws(ExpectationsError) -> [Expectations.Part] {
        guard let nodes = node.list, !nodes.isEmpty else {
            throw error(node, "no list", "a list of parts, each with slice: and claim:")
        }
        guard nodes.count <= ExpectationsFile.partLimit else {
            throw error(node, "\(nodes.count) parts", "at most \(ExpectationsFile.partLimit)")
        }
        return try nodes.enumerated().map { index, node throws(ExpectationsError) in
            guard let mapping = node.mapping else { throw error(node, "no mapping", "a part with slice: and claim:") }
            try check(mapping, keys: ["slice", "claim", "fan_in", "fan_out"])
            guard let claimNode = mapping["claim"] else { throw error(node, "no claim:", "what the part claims to be") }
            let claim = try claim(claimNode)
            guard claim.paddingIndex == nil else {
                throw error(claimNode, "padding_idx in a part", "a part of its own for that row")
            }
            let slice = try mapping["slice"].map { node throws(ExpectationsError) in try self.slice(node) }
            guard slice != nil || index == nodes.count - 1 else {
                throw error(node, "no slice:", "one in every part but the last")
            }
            guard mapping["fan_in"].map(isName) != true else {
                throw error(mapping["fan_in"], "fan_in: a name in a part", "a number")
            }
            return Expectations.Part(slice, claim, fans: try fans(mapping))
        }
    }

    private func slice(_ node: YAMLNode) throws(ExpectationsError) -> TensorSlice {
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

    private func claim(_ node: YAMLNode) throws(ExpectationsError) -> Claim {
        let text = try text(node, after: "claim")
        do {
            return try Claim(text)
        } catch let claimError {
            throw ExpectationsError(path: path, mark: node.mark, "\(claimError)")
        }
    }

    /// The row that is 0, as the rule states it.
    private func padding(_ mapping: YAMLNode, _ claim: Claim) throws(ExpectationsError) -> Int? {
        guard let node = mapping["padding_idx"] else { return nil }
        guard let row = node.int else {
            throw error(node, "padding_idx: \(node.string.map(quoted) ?? "something else")", "a whole number")
        }
        if let own = claim.paddingIndex, own != row {
            throw error(node, "padding_idx: \(row) beside padding_idx=\(own) in the claim", "one of them")
        }
        return row
    }

    private func fans(_ mapping: YAMLNode) throws(ExpectationsError) -> ClaimedFans? {
        if mapping["fan_in"].map(isName) == true { return nil }
        func fan(_ name: String) throws(ExpectationsError) -> Double? {
            guard let node = mapping[name] else { return nil }
            // Digits in quotes are a text; the value of a name in braces is a number.
            let number = node.string?.contains("{") == true ? Int(try text(node, after: name)) : node.int
            guard let value = number, value > 0 else {
                let found = node.string.map(quoted) ?? "something else"
                throw error(node, "\(name): \(found)", "a whole number above 0, or the name of a tensor beside it")
            }
            return Double(value)
        }
        switch (try fan("fan_in"), try fan("fan_out")) {
        case (nil, nil): return nil
        case (let fanIn?, let fanOut?): return ClaimedFans(fanIn: fanIn, fanOut: fanOut)
        default: throw error(mapping, "one fan", "fan_in: and fan_out: together")
        }
    }
}
