public import Conformance
internal import WeightFiles

/// Expectations as people write them in YAML:
///
///     unmatched: fail                   # or skip; fail is the default
///     values: {layers: 12}              # what {layers} stands for in claims
///     rules:
///       - tensors: "*.c_proj.weight"    # a glob over tensor names; the first rule that matches holds
///         claim: gpt2.residual(layers=12)
///       - tensors: "*.attn.bias"
///         skip: causal mask, not a weight
///       - tensors: lm_head.weight
///         same_as: transformer.wte.weight
///       - tensors: "*.query.kernel"
///         claim: keras.GlorotUniform
///         fan_in: 512                   # if the shape does not tell
///         fan_out: 512
///       - tensors: "*.word_embeddings.weight"
///         claim: normal(0, 0.02)
///         padding_idx: 0                # that row is 0
///       - tensors: "*.dense.weight"
///         pieces: 1                     # one tensor over several files, along that axis
///         claim: xavier_normal_
///       - tensors: "*.fc.bias"
///         claim: torch.nn.Linear.bias
///         fan_in: weight                # the fan-in of the tensor beside it
///       - tensors: "blocks.{layer}.proj.weight"
///         claim: normal(0, 0.02 / (2 * ({layer} + 1)) ** 0.5)
///       - tensors: "*.weight"
///         rank: 1                       # or shape: [3072, "*"]
///         claim: ones
///       - tensors: "*.position_ids"
///         same_as: {file: tables.safetensors, tensor: position_ids}
///       - tensors: "*.inv_freq"
///         trainable: false              # not drawn
///       - include: common.yaml          # its rules are inserted here
///       - tensors: "*.bias_hh_l*"
///         parts:                        # slices as NumPy writes them
///           - slice: "64:128"
///             claim: ones
///           - claim: zeros              # the rest
public enum ExpectationsFile {
    /// The largest file that is read, in bytes.
    public static let sizeLimit = 1 << 20

    /// The largest number of parts of a tensor: each is tested by itself.
    public static let partLimit = 64

    /// The largest depth of files that include one another, and the largest number of included files.
    public static let includeDepth = 8
    public static let includeLimit = 64

    /// Reads the text of a file, and of those that it includes.
    ///
    /// - Throws: `ExpectationsError` if one is not text, too large, or not YAML; `WeightFileError.file` if one cannot
    ///   be read.
    public static func stated(_ path: String) throws -> StatedRules {
        let text = try self.text(of: path)
        var included: [String: String] = [:]
        try collect(try includes(in: text, of: path), into: &included)
        return .file(path: path, text: text, included: included)
    }

    /// Reads expectations from the bytes of a file.
    ///
    /// - Parameters:
    ///   - path: the path for messages; paths in the file are relative to it.
    ///   - included: the texts of the files that it includes, by their paths.
    ///   - mayNameFiles: whether tensors may be compared with those of other files.
    /// - Throws: `ExpectationsError` if the bytes are not valid rules.
    public static func parse(
        _ bytes: [UInt8],
        path: String,
        included: [String: String] = [:],
        mayNameFiles: Bool = true
    ) throws(ExpectationsError) -> Expectations {
        let text = try self.text(bytes, of: path)
        let files = RulesDocument.Files(texts: included, mayName: mayNameFiles)
        let node = try YAMLReader.read(Array(text.utf8), path: path)
        let document = try RulesDocument(node, path: path, files: files, values: [:], depth: 0)
        return Expectations(rules: document.rules, unmatched: document.unmatched)
    }

    // MARK: - Implementation

    private static func text(of path: String) throws -> String {
        do {
            return try text(try readSmallFile(path, limit: sizeLimit), of: path)
        } catch WeightFileError.format(let error) {
            // A file that is too long is a fault of the rules.
            throw ExpectationsError(path: path, found: error.found, expected: error.expected)
        }
    }

    private static func text(_ bytes: [UInt8], of path: String) throws(ExpectationsError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ExpectationsError(path: path, found: "bytes that are not UTF-8", expected: "YAML")
        }
        return text
    }

    private static func includes(in text: String, of path: String) throws(ExpectationsError) -> [String] {
        guard let rules = try YAMLReader.read(Array(text.utf8), path: path)?["rules"]?.list else { return [] }
        return rules.compactMap { $0["include"]?.string }.map { RulesDocument.path($0, from: path) }
    }

    /// Reads included files, each once; a file that includes itself is found when the rules are read.
    private static func collect(_ paths: [String], into included: inout [String: String]) throws {
        for path in paths where included[path] == nil {
            guard included.count < includeLimit else {
                throw ExpectationsError(path: path, found: "more files", expected: "at most \(includeLimit) included")
            }
            let text = try self.text(of: path)
            included[path] = text
            try collect(try includes(in: text, of: path), into: &included)
        }
    }
}
