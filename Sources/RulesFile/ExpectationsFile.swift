public import Conformance
internal import WeightFiles

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
///       - tensors: "*.dense.weight"
///         pieces: 1                     # one tensor over several files, along that axis
///         claim: xavier_normal_
///       - tensors: "*.bias_hh_l*"
///         parts:                        # slices as NumPy writes them
///           - slice: "64:128"
///             claim: ones
///           - claim: zeros              # what remains
public enum ExpectationsFile {
    /// The largest file that is read, in bytes.
    public static let sizeLimit = 1 << 20

    /// Parts of a tensor, at most: each is tested by itself.
    public static let partLimit = 64

    /// Reads the text of a file.
    ///
    /// - Throws: `ExpectationsError` where it is no text, or too large; `WeightFileError.file` where it cannot be read.
    public static func stated(_ path: String) throws -> StatedRules {
        let bytes: [UInt8]
        do {
            bytes = try readSmallFile(path, limit: sizeLimit)
        } catch WeightFileError.format(let error) {
            // What is too long for rules is a fault of the rules.
            throw ExpectationsError(path: path, found: error.found, expected: error.expected)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ExpectationsError(path: path, found: "bytes that are no UTF-8", expected: "YAML")
        }
        return .file(path: path, text: text)
    }

    /// Reads expectations from the bytes of a file; the path is for messages.
    ///
    /// - Throws: `ExpectationsError`.
    public static func parse(_ bytes: [UInt8], path: String) throws(ExpectationsError) -> Expectations {
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw ExpectationsError(path: path, found: "bytes that are no UTF-8", expected: "YAML")
        }
        let node = try YAMLReader.read(bytes, path: path)
        let reader = RulesReader(path: path)
        guard let node, let document = node.mapping else {
            throw reader.error(node, "no mapping", "rules:, a list of rules")
        }
        try reader.check(document, keys: ["rules", "unmatched"])
        var unmatched = Expectations.Unmatched.fail
        if let node = document["unmatched"] {
            guard let value = Expectations.Unmatched(rawValue: node.string ?? "") else {
                throw reader.error(node, "unmatched: \(node.string.map(quoted) ?? "something else")", "fail or skip")
            }
            unmatched = value
        }
        guard let rules = document["rules"]?.list, !rules.isEmpty else {
            throw reader.error(document["rules"] ?? node, "no rules", "rules:, a list of rules")
        }
        let read = try rules.map { node throws(ExpectationsError) in try reader.rule(node) }
        return Expectations(rules: read, unmatched: unmatched)
    }
}
