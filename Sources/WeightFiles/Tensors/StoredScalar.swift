public import NumberTypes

/// A type whose numbers are written with their bits in memory.
public protocol StoredScalar: BitwiseCopyable {
    /// The type to state in a file. Its size must be that of the Swift type.
    static var numberType: NumberType { get }
}

extension Float: StoredScalar {
    public static var numberType: NumberType { .float32 }
}

extension Double: StoredScalar {
    public static var numberType: NumberType { .float64 }
}

#if !(os(macOS) && arch(x86_64))
    extension Float16: StoredScalar {
        public static var numberType: NumberType { .float16 }
    }
#endif

/// The bits of a binary16 number.
public struct Float16Pattern: StoredScalar, Hashable, Sendable {
    /// Sign, exponent and fraction, from the highest bit on.
    public var bitPattern: UInt16

    /// The number with these bits.
    public init(bitPattern: UInt16) {
        self.bitPattern = bitPattern
    }

    public static var numberType: NumberType { .float16 }
}

/// The bits of a bfloat16 number.
public struct BFloat16Pattern: StoredScalar, Hashable, Sendable {
    /// Sign, exponent and fraction, from the highest bit on.
    public var bitPattern: UInt16

    /// The number with these bits.
    public init(bitPattern: UInt16) {
        self.bitPattern = bitPattern
    }

    public static var numberType: NumberType { .bfloat16 }
}
