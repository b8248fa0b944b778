/// A floating-point type in which a file stores numbers.
public enum StoredType: String, CaseIterable, Hashable, Sendable {
    /// IEEE 754 binary16: 1 sign bit, 5 exponent bits, 10 fraction bits.
    case float16

    /// The upper half of a binary32: 1 sign bit, 8 exponent bits, 7 fraction bits.
    case bfloat16

    /// IEEE 754 binary32.
    case float32

    /// IEEE 754 binary64.
    case float64

    /// Bytes of one number.
    public var size: Int {
        switch self {
        case .float16, .bfloat16: 2
        case .float32: 4
        case .float64: 8
        }
    }
}
