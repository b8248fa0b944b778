import Initializers
import TestSupport
import Testing

@Suite struct PyTorchStreamTests {
    @Test("a tensor is PyTorch's, to the bit", .tags(.knownAnswer), arguments: ["torch", "torch-scalar"])
    func tensors(stream: String) throws {
        let vectors = try StreamVector.all("torch").filter { $0.stream == stream }
        #expect(vectors.count > 100)
        for vector in vectors {
            let generator = PyTorch.Generator(
                manualSeed: vector.seed,
                build: stream == "torch" ? .vectorized : .scalar
            )
            try vector.expectDigest(of: generator)
        }
    }
}

extension StreamVector {
    /// Expects that a stream draws the vector's tensor.
    func expectDigest(of stream: some WeightStream) throws {
        switch type {
        case "float32": try expectDigest(of: stream, as: Float.self)
        case "float64": try expectDigest(of: stream, as: Double.self)
        case "bfloat16": try expectDigest(of: stream, as: BFloat16.self)
        default:
            #if !((os(macOS) || targetEnvironment(macCatalyst)) && arch(x86_64))
                try expectDigest(of: stream, as: Float16.self)
            #endif
        }
    }

    private func expectDigest<S: WeightScalar>(of stream: some WeightStream, as type: S.Type) throws {
        var stream = stream
        let weights = try stream.draw(law, shape: shape, as: type)
        let found = weights.scalars.withUnsafeBytes { SHA256.hex($0) }
        #expect(found == digest, "\(self): \(weights)")
    }
}
