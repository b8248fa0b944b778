internal import NumberTypes

/// The types of elements that a .safetensors file may name.
///
/// Source: safetensors 0.8.0, safetensors/src/tensor.rs, `Dtype`.
enum SafetensorsType {
    /// The bits of one element; nil for a name that is not part of the format.
    static func bits(_ name: String) -> Int? {
        switch name {
        case "F4": 4
        case "F6_E2M3", "F6_E3M2": 6
        case "BOOL", "U8", "I8", "F8_E5M2", "F8_E4M3", "F8_E8M0", "F8_E4M3FNUZ", "F8_E5M2FNUZ": 8
        case "U16", "I16", "F16", "BF16": 16
        case "U32", "I32", "F32": 32
        case "U64", "I64", "F64", "C64": 64
        default: nil
        }
    }

    /// The type that it is read as; nil for types that are not read.
    static func numberType(_ name: String) -> NumberType? {
        switch name {
        case "F16": .float16
        case "BF16": .bfloat16
        case "F32": .float32
        case "F64": .float64
        case "BOOL": .bool
        case "I8": .int8
        case "I16": .int16
        case "I32": .int32
        case "I64": .int64
        case "U8": .uint8
        case "U16": .uint16
        case "U32": .uint32
        case "U64": .uint64
        default: nil
        }
    }

    /// The name of a type.
    static func name(_ type: NumberType) -> String {
        switch type {
        case .float16: "F16"
        case .bfloat16: "BF16"
        case .float32: "F32"
        case .float64: "F64"
        case .bool: "BOOL"
        case .int8: "I8"
        case .int16: "I16"
        case .int32: "I32"
        case .int64: "I64"
        case .uint8: "U8"
        case .uint16: "U16"
        case .uint32: "U32"
        case .uint64: "U64"
        }
    }
}
