import Initializers
import TestSupport
import Testing

extension StreamVector {
    /// Draws the vector's tensor and drops it.
    func draw(_ stream: inout some WeightStream) throws {
        switch type {
        case "float32": _ = try stream.draw(law, shape: shape, as: Float.self)
        case "float64": _ = try stream.draw(law, shape: shape, as: Double.self)
        case "bfloat16": _ = try stream.draw(law, shape: shape, as: BFloat16.self)
        default:
            #if !(os(macOS) && arch(x86_64))
                _ = try stream.draw(law, shape: shape, as: Float16.self)
            #endif
        }
    }

    /// Draws the vector's tensor and compares every bit.
    func expect(_ stream: inout some WeightStream) throws {
        switch type {
        case "float32":
            try expect(stream.draw(law, shape: shape, as: Float.self).scalars.map(\.bitPattern))
        case "float64":
            try expect(stream.draw(law, shape: shape, as: Double.self).scalars.map(\.bitPattern))
        case "bfloat16":
            try expect(stream.draw(law, shape: shape, as: BFloat16.self).scalars.map(\.bitPattern))
        default:
            #if !(os(macOS) && arch(x86_64))
                try expect(stream.draw(law, shape: shape, as: Float16.self).scalars.map(\.bitPattern))
            #endif
        }
    }

    private func expect(_ patterns: [some FixedWidthInteger]) throws {
        #expect(positions.map { UInt64(patterns[$0]) } == values)
        let hash = patterns.map(\.littleEndian).withUnsafeBytes { SHA256.hex($0) }
        #expect(hash == digest)
    }
}
