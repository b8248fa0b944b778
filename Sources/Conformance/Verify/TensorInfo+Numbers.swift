internal import NumberTypes
internal import WeightFiles

extension TensorInfo {
    /// Whether the name is one that models use for their embedding of words.
    var isEmbedding: Bool {
        owner.map(["embed_tokens", "wte", "word_embeddings", "shared", "embed_in"].contains) ?? false
    }

    /// Whether the name is one that models use for the last layer, which outputs words.
    var isOutputLayer: Bool {
        owner.map(["lm_head", "embed_out", "decoder", "output_projection"].contains) ?? false
    }

    /// What precedes `.weight` at the name's end.
    private var owner: String? {
        let parts = name.split(separator: ".")
        return parts.count > 1 && parts.last == "weight" ? String(parts[parts.count - 2]) : nil
    }

    /// Whether the file says that the numbers are integers or Booleans, which no initializer draws: `I64`, `BOOL`,
    /// `<i8`, `|b1`.
    var isIntegral: Bool {
        if let type { return type.isExact }
        if typeName == "BOOL" { return true }
        var text = Substring(typeName)
        // .safetensors writes U8; NumPy's U is text, preceded by a byte order.
        let isNumPy = text.first.map { "<>=|".contains($0) } ?? false
        if isNumPy { text.removeFirst() }
        guard let kind = text.popFirst(), !text.isEmpty, text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else {
            return false
        }
        return "iub".contains(kind) || (!isNumPy && "IU".contains(kind))
    }
}
