public import ArgumentParser
public import Initializers
public import NumberTypes
public import WeightFiles

/// The types of floating-point numbers, as arguments of the command.
extension NumberType: ExpressibleByArgument {
    public init?(argument: String) {
        guard let type = Self.floatingPoint.first(where: { $0.rawValue == argument }) else { return nil }
        self = type
    }

    public static var allValueStrings: [String] { floatingPoint.map(\.rawValue) }
}

extension BFloat16: StoredScalar {
    public static var numberType: NumberType { .bfloat16 }
}
