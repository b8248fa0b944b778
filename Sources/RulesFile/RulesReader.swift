internal import Claims
internal import Conformance
internal import WeightFiles

/// Reads the nodes of one file.
struct RulesReader {
    let path: String

    func error(_ node: YAMLNode?, _ found: String, _ expected: String) -> ExpectationsError {
        ExpectationsError(path: path, mark: node?.mark, found: found, expected: expected)
    }

    func check(_ mapping: YAMLNode, keys: [String]) throws(ExpectationsError) {
        for (key, _) in mapping.pairs ?? [] {
            guard let name = key.string, keys.contains(name) else {
                throw error(key, key.string.map(quoted) ?? "a key that is no text", keys.joined(separator: ", "))
            }
        }
    }

    func rule(_ node: YAMLNode) throws(ExpectationsError) -> Expectations.Rule {
        guard let mapping = node.mapping else { throw error(node, "no mapping", "a rule with tensors: and claim:") }
        try check(
            mapping,
            keys: ["tensors", "claim", "parts", "skip", "same_as", "fan_in", "fan_out", "padding_idx", "pieces"]
        )
        guard let name = mapping["tensors"], name.string != nil else {
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
        let names = try glob(name)
        let pieces = try pieces(mapping)
        if kind == "parts" { return Expectations.Rule(names, .parts(try parts(value)), pieces: pieces) }
        guard let text = value.string else { throw error(value, "no text after \(kind):", "a text") }
        switch kind {
        case "claim":
            let claim = try claim(value)
            let expectation = Expectations.Expectation(
                claim,
                fans: try fans(mapping, node),
                padding: try padding(mapping, claim)
            )
            return Expectations.Rule(names, expectation, pieces: pieces)
        case "skip": return Expectations.Rule(names, .skip(reason: text))
        default: return Expectations.Rule(names, .same(as: text), pieces: pieces)
        }
    }

    /// The axis along which the tensors of a name are pieces of one.
    private func pieces(_ mapping: YAMLNode) throws(ExpectationsError) -> Int? {
        guard let node = mapping["pieces"] else { return nil }
        guard let axis = node.int, abs(axis) <= TensorInfo.axisLimit else {
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
            return Expectations.Part(slice, claim, fans: try fans(mapping, node))
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
        guard let text = node.string else { throw error(node, "no text after claim:", "a text") }
        do {
            return try Claim(text)
        } catch let claimError {
            throw ExpectationsError(path: path, mark: node.mark, "\(claimError)")
        }
    }

    /// The row that is 0, as the rule has it.
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

    private func fans(_ mapping: YAMLNode, _ node: YAMLNode) throws(ExpectationsError) -> ClaimedFans? {
        func fan(_ name: String) throws(ExpectationsError) -> Double? {
            guard let node = mapping[name] else { return nil }
            guard let value = node.int, value > 0 else {
                throw error(node, "\(name): \(node.string.map(quoted) ?? "something else")", "a whole number above 0")
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
