internal import NumberTypes

/// The header of a .safetensors file: a little-endian length of eight bytes, and that much JSON.
///
/// It is as strict about the data as the reference reader: every tensor has the length of its shape and type, and
/// together they cover the data without gaps or overlaps. It is more lenient in one way: a type unknown to the format
/// is not an error. Such a tensor cannot be read, and its length is not checked.
///
/// Source: safetensors 0.8.0, README.md, "Format", and safetensors/src/tensor.rs, `read_metadata` and `validate`.
struct SafetensorsHeader {
    /// The format's own limit.
    static let maximumLength = 100_000_000

    /// The tensors, in the order of their data.
    let tensors: [TensorInfo]

    /// Where each tensor's data begin in the file.
    let offsets: [Int]

    let notes: [String]
    let metadata: [String: String]

    init(_ source: ByteSource) throws(WeightFileError) {
        guard source.size >= 8 else {
            throw source.malformed("file", source.size, "its end", "8 bytes of header length")
        }
        let declared = try source.bytes(at: 0, count: 8).littleEndian64(at: 0)
        let room = min(source.size - 8, Self.maximumLength)
        guard declared <= UInt64(room) else {
            let limit = room == Self.maximumLength ? "the format's limit" : "the bytes that follow"
            throw source.malformed("header length", 0, "\(declared) bytes", "at most \(room), \(limit)")
        }
        let length = Int(declared)
        let text = try source.bytes(at: 8, count: length)
        guard text.first == UInt8(ascii: "{") else {
            throw source.malformed("header", 8, text.first.map { quoted([$0]) } ?? "no header", "'{'")
        }
        var parser = Parser(JSONReader(text, path: source.path, subject: "header", base: 8))
        try parser.parse()
        let order = try parser.order(dataLength: source.size - 8 - length)

        var tensors: [TensorInfo] = []
        for entry in order {
            tensors.append(
                TensorInfo(
                    name: entry.name,
                    shape: entry.shape,
                    type: SafetensorsType.numberType(entry.type),
                    typeName: entry.type,
                    isFortranOrder: false,
                    count: entry.count,
                    index: tensors.count,
                    note: SafetensorsType.numberType(entry.type) == nil
                        ? "\(quoted(entry.name)) cannot be read: its type is \(quoted(entry.type))" : nil
                )
            )
        }
        self.tensors = tensors
        offsets = order.map { 8 + length + $0.begin }
        metadata = parser.metadata
        notes = parser.notes
    }
}
