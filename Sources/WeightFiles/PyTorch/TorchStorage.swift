internal import NumberTypes

/// A storage as a PyTorch pickle describes it. Its values are elsewhere in the file.
struct TorchStorage: Hashable {
    /// The storage's key in the file.
    let key: String

    /// The number of elements; for an untyped storage, of bytes.
    let count: Int

    /// The type of its elements; nil for an untyped storage, whose tensors state their type, and for types not read.
    let type: NumberType?

    /// The type as PyTorch names it.
    let typeName: String

    /// Whether its tensors state the type of its bytes.
    var isUntyped: Bool { typeName == "UntypedStorage" }

    /// Reads a persistent identifier: ("storage", type, key, location, number of elements, and in old files a view).
    ///
    /// Source: torch 2.15.0, torch/serialization.py, `persistent_id` and `persistent_load`.
    init?(_ identifier: Int, in pickle: Pickle) {
        guard let parts = pickle.items(identifier), parts.count >= 5, pickle.text(parts[0]) == "storage",
            case .global(_, let name) = pickle[parts[1]], let count = pickle.integer(parts[4]), count >= 0
        else { return nil }
        let key = pickle.text(parts[2]) ?? pickle.integer(parts[2]).map(String.init)
        guard let key else { return nil }
        // A view of another storage, found in files older than PyTorch 0.4.
        if parts.count > 5, pickle.items(parts[5]) != nil { return nil }
        (self.key, self.count, typeName) = (key, count, name)
        type = Self.types[name]
    }

    init(key: String, count: Int, typeName: String) {
        (self.key, self.count, self.typeName) = (key, count, typeName)
        type = Self.types[typeName]
    }

    /// The bytes of an element if its type is read, otherwise 1.
    var elementSize: Int { type?.size ?? 1 }

    private static let types: [String: NumberType] = [
        "FloatStorage": .float32, "DoubleStorage": .float64, "HalfStorage": .float16, "BFloat16Storage": .bfloat16,
        "LongStorage": .int64, "IntStorage": .int32, "ShortStorage": .int16, "CharStorage": .int8,
        "ByteStorage": .uint8, "BoolStorage": .bool,
    ]

    /// The type by its name in PyTorch, such as `float32` for `torch.float32`; nil for one that is not read.
    static func numberType(_ name: String) -> NumberType? {
        switch name {
        case "float16", "half": .float16
        case "bfloat16": .bfloat16
        case "float32", "float": .float32
        case "float64", "double": .float64
        case "bool": .bool
        case "int8": .int8
        case "int16", "short": .int16
        case "int32", "int": .int32
        case "int64", "long": .int64
        case "uint8": .uint8
        case "uint16": .uint16
        case "uint32": .uint32
        case "uint64": .uint64
        default: nil
        }
    }
}
