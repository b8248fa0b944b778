public import Conformance

/// A draft as a file of rules, with comments on what was seen.
public enum YAMLDraft {
    /// The length at which a comment's line is broken.
    private static let width = 110

    /// The text, ending in a line break.
    ///
    /// - Parameters:
    ///   - draft: the draft.
    ///   - files: the files, as they were given.
    ///   - verification: the verification of the same files by the draft's rules; nil before there is one.
    public static func render(_ draft: Draft, files: [String], verification: Verification? = nil) -> String {
        var lines = comment(
            "Drafted by glorot \(ToolVersion.text) from \(listed(files.prefix(3).map(name), of: files.count)): "
                + "\(Numerals.counted(draft.tensorCount, "tensor")), \(Numerals.counted(draft.rules.count, "rule")). "
                + "Each rule says what the weights conform to, in the words of \(framework(draft)): compare it with what the "
                + "code was meant to do. The first rule that matches a name holds.",
            indentation: ""
        )
        for mark in marks(draft, verification) { lines += comment("! " + mark, indentation: "") }
        lines.append("rules:")
        for rule in draft.rules {
            lines += comment(words(rule), indentation: "  ")
            lines.append("  - tensors: \(quoted(rule.names))")
            if let rank = rule.rank { lines.append("    rank: \(rank)") }
            lines += statement(rule)
        }
        if draft.rules.isEmpty { lines[lines.count - 1] = "rules: []" }
        return lines.map { $0 + "\n" }.joined()
    }

    /// What a reader must look at: tensors that conform to nothing, exceptions, and tensors that still deviate.
    public static func marks(_ draft: Draft, _ verification: Verification?) -> [String] {
        var marks: [String] = []
        for rule in draft.rules where rule.statement == .unknown {
            marks.append("\(tensors(rule)): no initializer that glorot knows draws \(rule.count == 1 ? "it" : "them")")
        }
        for rule in draft.rules where rule.statement == .conflicting {
            marks.append("\(tensors(rule)): has another law in each file; draft the files one by one")
        }
        for rule in draft.rules where rule.otherLayers > 0 && rule.statement != .unknown {
            let others = Numerals.counted(rule.otherLayers, "other layer")
            marks.append("\(tensors(rule)): conforms to something other than the same tensor of \(others)")
        }
        for (name, error) in draft.unread { marks.append("\(name.withoutControls): \(error)") }
        if let verification {
            for tensor in verification.cases where tensor.verdict == .deviates {
                let what = tensor.finding?.headline ?? "does not follow its claim"
                marks.append("\(tensor.label.withoutControls): deviates from its rule here: \(what.withoutControls)")
            }
            for pool in verification.pools where pool.result.verdict == .deviates {
                let names = listed(pool.tensors.prefix(2).map(\.withoutControls), of: pool.tensors.count)
                marks.append("\(names), taken together: deviate from their rule here")
            }
        }
        return marks
    }

    // MARK: - Implementation

    /// The last part of a path.
    private static func name(_ path: String) -> String {
        String(path.split(separator: "/").last ?? "").withoutControls
    }

    private static func framework(_ draft: Draft) -> String {
        switch draft.framework {
        case "torch": "PyTorch"
        case "keras": "Keras"
        case "flax": "Flax"
        case "mlx": "MLX"
        case "equinox": "Equinox"
        default: draft.framework
        }
    }

    private static func tensors(_ rule: DraftRule) -> String {
        listed([rule.example.withoutControls], of: rule.count)
    }

    /// What was seen and what else would fit, in words.
    private static func words(_ rule: DraftRule) -> String {
        var words = tensors(rule)
        let families = rule.families.map(\.words)
        switch rule.statement {
        case .same: words += ": bit-identical"
        case .notTrainable: words += ": whole numbers that nobody draws"
        case .empty: words += ": no values"
        case .conflicting: words += ": another law in each file"
        case .claim, .unknown:
            if let family = families.first {
                // Estimates are those of the first tensor.
                words += ": \(family)" + (rule.count > 1 && !family.hasPrefix("constant") ? ", the first" : "")
            }
            if families.count > 1 { words += ", and others of \(Numerals.grouped(families.count - 1)) more families" }
        }
        if let claim = rule.claimByDepth { words += "; \(claim) is the same law" }
        if !rule.alternatives.isEmpty { words += "; \(rule.alternatives.joined(separator: ", ")) would fit, too" }
        return words
    }

    private static func statement(_ rule: DraftRule) -> [String] {
        switch rule.statement {
        case .claim(let text, let fansBeside, let padding):
            var lines = ["    claim: \(scalar(text))"]
            if let fansBeside { lines.append("    fan_in: \(scalar(fansBeside))") }
            if let padding { lines.append("    padding_idx: \(padding)") }
            return lines
        case .same(let other): return ["    same_as: \(quoted(other))"]
        case .notTrainable: return ["    trainable: false"]
        case .empty: return ["    skip: it has no values"]
        case .conflicting: return ["    skip: it has another law in each file"]
        case .unknown: return ["    skip: conforms to no initializer that glorot knows"]
        }
    }

    private static func comment(_ text: String, indentation: String) -> [String] {
        WrappedText.lines(text, width: width - indentation.count - 2).map { "\(indentation)# \($0)" }
    }

    /// A text in quotes, as in JSON, which YAML reads, too.
    private static func quoted(_ text: String) -> String { JSONValue.string(text).text() }

    /// A text without quotes if YAML reads it as it stands, else in quotes.
    private static func scalar(_ text: String) -> String {
        let isPlain =
            text.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "._(),=*/+-^ {}'".utf8.contains(byte)
            } && text.utf8.first.map { UInt8(ascii: "a") <= $0 | 0x20 && $0 | 0x20 <= UInt8(ascii: "z") } ?? false
        return isPlain ? text : quoted(text)
    }

    /// The first of some names, and how many others there are.
    private static func listed(_ names: [String], of count: Int) -> String {
        let rest = count - names.count
        if rest > 0 { return names.joined(separator: ", ") + " and \(Numerals.grouped(rest)) more" }
        return names.count < 2
            ? names.joined() : names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1]
    }
}
