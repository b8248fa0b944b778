import Initializers
import TestSupport
import Testing

extension StreamVector {
    /// Expects a stream to draw this tensor.
    func check(_ stream: inout some WeightStream) throws {
        switch type {
        case "float64": check(try stream.draw(law, shape: shape, as: Double.self).scalars) { $0.bitPattern }
        case "float32": check(try stream.draw(law, shape: shape, as: Float.self).scalars) { UInt64($0.bitPattern) }
        case "bfloat16": check(try stream.draw(law, shape: shape, as: BFloat16.self).scalars) { UInt64($0.bitPattern) }
        #if !(os(macOS) && arch(x86_64))
            case "float16":
                check(try stream.draw(law, shape: shape, as: Float16.self).scalars) { UInt64($0.bitPattern) }
        #endif
        default: Issue.record("\(type): found an unknown type, expected a floating-point one")
        }
    }

    /// The first values, which the vector holds if the path is exact.
    var firstValues: [Double] {
        values.map { bits in
            switch type {
            case "float64": Double(bitPattern: bits)
            case "float32": Double(Float(bitPattern: UInt32(bits)))
            case "bfloat16": Double(BFloat16(bitPattern: UInt16(bits)))
            default: Self.half(UInt16(bits))
            }
        }
    }

    private func check<S: WeightScalar>(_ scalars: [S], _ bits: (S) -> UInt64) {
        #expect(scalars.count == shape.reduce(1, *))
        #if !canImport(Glibc)
            // Another C library's logarithm can differ in the last bit.
            if isNormal {
                for (scalar, expected) in zip(scalars, firstValues) {
                    #expect(abs(scalar._widened - expected) <= 1e-6 * abs(expected))
                }
                return
            }
        #endif
        #expect(positions.map { bits(scalars[$0]) } == values)
        #expect(scalars.withUnsafeBytes { SHA256.hex($0) } == digest)
    }

    private var isNormal: Bool {
        switch law {
        case .constant, .uniform: false
        case .normal, .truncatedNormal: true
        case .scaling(let scaling): scaling.distribution != .uniform
        }
    }

    private static func half(_ bits: UInt16) -> Double {
        let exponent = Int(bits >> 10 & 31)
        let fraction = Double(bits & 1023) * 0x1p-10
        let magnitude =
            exponent == 0 ? fraction * 0x1p-14 : Double(sign: .plus, exponent: exponent - 15, significand: 1 + fraction)
        return bits >> 15 == 0 ? magnitude : -magnitude
    }
}
