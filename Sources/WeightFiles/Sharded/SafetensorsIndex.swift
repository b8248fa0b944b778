/// A .safetensors.index.json file, which says which of several files holds which tensor.
///
/// Source: Hugging Face huggingface_hub, documentation of serialization, "split_state_dict_into_shards".
struct SafetensorsIndex {
    /// The longest index allowed; a model with a million tensors has one about this long.
    static let maximumLength = 100_000_000

    /// One line of the weight map.
    struct Entry {
        let tensor: String
        let shard: String

        /// The line's offset in the file.
        let offset: Int
    }

    let entries: [Entry]
    let metadata: [String: String]

    init(_ source: ByteSource) throws(WeightFileError) {
        guard source.size <= Self.maximumLength else {
            throw source.malformed("index", 0, "\(source.size) bytes", "at most \(Self.maximumLength)")
        }
        let text = try source.bytes(at: 0, count: source.size)
        var json = JSONReader(text, path: source.path, subject: "index", base: 0)
        var entries: [Entry]?
        var metadata: [String: String] = [:]
        try json.object(comparing: ["weight_map", "metadata"]) { (json, key, _) throws(WeightFileError) in
            switch key {
            case "weight_map": entries = try Self.weightMap(&json)
            case "metadata":
                try json.object { (json, key, _) throws(WeightFileError) in
                    if json.isAtContainer() {
                        try json.skipValue()
                    } else {
                        metadata[key] = json.isAtString() ? try json.string() : try json.literal()
                    }
                }
            default: try json.skipValue()
            }
        }
        try json.end()
        guard let entries else { throw json.malformed(0, "no 'weight_map'", "'weight_map'") }
        (self.entries, self.metadata) = (entries, metadata)
    }

    private static func weightMap(_ json: inout JSONReader) throws(WeightFileError) -> [Entry] {
        var entries: [Entry] = []
        try json.object { (json, key, offset) throws(WeightFileError) in
            let valueOffset = json.offset()
            let shard = try json.string()
            // Only files in the index's folder: a downloaded index must not lead anywhere else.
            guard !shard.isEmpty, shard != ".", shard != "..", !shard.utf8.contains(where: { $0 == 0 || $0 == 0x2F })
            else {
                let expected = "the name of a file in the same folder"
                throw json.malformed(valueOffset, quoted(shard), expected, part: "tensor \(quoted(key))")
            }
            entries.append(Entry(tensor: key, shard: shard, offset: offset))
        }
        return entries
    }
}
