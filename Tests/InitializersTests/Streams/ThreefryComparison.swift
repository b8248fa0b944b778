import Initializers
import TestSupport

/// What a stream draws for a vector, beside what the framework drew.
struct ThreefryComparison {
    let vector: StreamVector

    /// A description of the first difference, or nil if all bits are the same.
    func difference(of stream: inout some WeightStream) throws -> String? {
        switch vector.type {
        case "float32": try difference(of: &stream, as: Float.self)
        case "float64": try difference(of: &stream, as: Double.self)
        case "bfloat16": try difference(of: &stream, as: BFloat16.self)
        default: try difference(of: &stream, as: Float16.self)
        }
    }

    private func difference<S: WeightScalar>(of stream: inout some WeightStream, as type: S.Type) throws -> String? {
        let scalars = try stream.draw(vector.law, shape: vector.shape, as: type).scalars
        let patterns = vector.positions.map { position in
            withUnsafeBytes(of: scalars[position]) { $0.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) } }
        }
        for (position, (found, expected)) in zip(vector.positions, zip(patterns, vector.values)) where found != expected
        {
            return "element \(position): found \(String(found, radix: 16)), expected \(String(expected, radix: 16))"
        }
        let digest = scalars.withUnsafeBytes(SHA256.hex)
        return digest == vector.digest ? nil : "the first values are equal, but not the digests"
    }
}
