/// What the `config.json` beside a model's weights says about them, in the keys of transformers and GPT-2.
///
/// It is only a hint. A property is nil if its key is missing or has an unusable value.
package struct ModelConfiguration: Hashable, Codable, Sendable {
    /// The standard deviation that the weights should be drawn with.
    package var initializerRange: Double?

    /// The number of layers.
    package var layerCount: Int?

    /// Whether the output layer shares the embedding's weights.
    package var tiesWordEmbeddings = false

    /// The longest configuration that is read.
    static let sizeLimit = 1 << 24

    /// More layers than any model has.
    private static let layerLimit = 1_000_000

    /// A configuration of which nothing is known.
    package init() {}

    /// Reads the configuration in a folder, whose path must end with a slash; nil if that fails.
    init?(folder: String, in access: FileAccess) {
        let path = folder + "config.json"
        guard let bytes = try? readSmallFile(path, limit: Self.sizeLimit, in: access) else { return nil }
        try? self.init(bytes, path: path)
    }

    package init(_ bytes: [UInt8], path: String) throws(WeightFileError) {
        var json = JSONReader(bytes, path: path, subject: "config.json", base: 0)
        try json.object(comparing: Self.keys) { (json, key, _) throws(WeightFileError) in
            guard Self.keys.contains(key), !json.isAtContainer(), !json.isAtString() else {
                return try json.skipValue()
            }
            let value = try json.literal()
            switch key {
            case "initializer_range": initializerRange = Double(value).flatMap { $0 > 0 && $0.isFinite ? $0 : nil }
            case "tie_word_embeddings": tiesWordEmbeddings = value == "true"
            default: layerCount = Int(value).flatMap { (1...Self.layerLimit).contains($0) ? $0 : nil } ?? layerCount
            }
        }
        try json.end()
    }

    private static let keys: Set<String> = [
        "initializer_range", "tie_word_embeddings", "n_layer", "n_layers", "num_hidden_layers", "num_layers",
    ]
}
