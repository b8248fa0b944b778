import Initializers
import TestSupport
import Testing

@Suite("NumPy's streams")
struct NumPyStreamTests {
    static let vectors = Result { try StreamVector.all("numpy") }

    static func named(_ streams: String...) -> [StreamVector] {
        ((try? vectors.get()) ?? []).filter { streams.contains($0.stream) }
    }

    @Test("All vectors are read")
    func vectorsExist() throws {
        #expect(try Self.vectors.get().count > 200)
    }

    @Test("default_rng draws NumPy's doubles", arguments: named("numpy"))
    func generator(vector: StreamVector) throws {
        var stream = NumPy.Generator(seed: vector.seed)
        try vector.check(&stream)
    }

    @Test("default_rng draws NumPy's single-precision numbers", arguments: named("numpy-singles"))
    func singles(vector: StreamVector) throws {
        var stream = NumPy.Generator(seed: vector.seed)
        stream.draws = .singles
        try vector.check(&stream)
    }
}

extension StreamVector {
    /// Expects a stream to draw this tensor.
    func check(_ stream: inout some WeightStream) throws {
        switch type {
        case "float64": try check(stream.draw(law, shape: shape, as: Double.self).scalars) { $0.bitPattern }
        case "float32": try check(stream.draw(law, shape: shape, as: Float.self).scalars) { UInt64($0.bitPattern) }
        case "bfloat16": try check(stream.draw(law, shape: shape, as: BFloat16.self).scalars) { UInt64($0.bitPattern) }
        #if !(os(macOS) && arch(x86_64))
            case "float16":
                try check(stream.draw(law, shape: shape, as: Float16.self).scalars) { UInt64($0.bitPattern) }
        #endif
        default: Issue.record("\(type): found an unknown type, expected a floating-point one")
        }
    }

    private func check<S>(_ scalars: [S], _ bits: (S) -> UInt64) {
        #expect(scalars.count == shape.reduce(1, *))
        #expect(positions.map { bits(scalars[$0]) } == values)
        #expect(scalars.withUnsafeBytes { SHA256.hex($0) } == digest)
    }
}
