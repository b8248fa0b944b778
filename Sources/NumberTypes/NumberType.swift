/// The type of the numbers of a file's tensor, of values in memory, or of a draw.
public enum NumberType: String, CaseIterable, Hashable, Codable, Sendable {
    /// IEEE 754 binary16: 1 sign bit, 5 exponent bits, 10 fraction bits.
    case float16

    /// The upper half of a binary32: 1 sign bit, 8 exponent bits, 7 fraction bits.
    case bfloat16

    /// IEEE 754 binary32.
    case float32

    /// IEEE 754 binary64.
    case float64

    /// A byte: 0 for false, anything else for true.
    case bool

    case int8, int16, int32, int64
    case uint8, uint16, uint32, uint64

    /// The types of floating-point numbers.
    public static let floatingPoint: [NumberType] = [.float16, .bfloat16, .float32, .float64]

    /// Whether the numbers are whole: integers and truth values, which only exact claims can cover.
    public var isExact: Bool { !Self.floatingPoint.contains(self) }

    /// Bytes of one number.
    public var size: Int {
        switch self {
        case .bool, .int8, .uint8: 1
        case .float16, .bfloat16, .int16, .uint16: 2
        case .float32, .int32, .uint32: 4
        case .float64, .int64, .uint64: 8
        }
    }
}
