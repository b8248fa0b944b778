import Initializers
import TestSupport
import Testing

/// A tensor that PyTorch drew, or Keras on PyTorch.
struct PyTorchVector {
    let vector: StreamVector

    init(_ vector: StreamVector) { self.vector = vector }

    /// Expects that a stream draws the vector's tensor.
    func expectDigest(of stream: some WeightStream) throws {
        switch vector.type {
        case "float32": try expectDigest(of: stream, as: Float.self)
        case "float64": try expectDigest(of: stream, as: Double.self)
        case "bfloat16": try expectDigest(of: stream, as: BFloat16.self)
        default:
            #if !((os(macOS) || targetEnvironment(macCatalyst)) && arch(x86_64))
                try expectDigest(of: stream, as: Float16.self)
            #endif
        }
    }

    /// Expects that a truncated tensor differs in the last places at most: of the inverse error function, of its product
    /// with the deviation, and of the sum with the mean.
    func expectNear(_ stream: some WeightStream) throws {
        switch vector.type {
        case "float32": try expectNear(stream, as: Float.self) { Double(Float(bitPattern: UInt32($0))) }
        case "float64": try expectNear(stream, as: Double.self) { Double(bitPattern: $0) }
        default: try expectNear(stream, as: BFloat16.self) { Double(BFloat16(bitPattern: UInt16($0))) }
        }
    }

    private func expectNear<S: WeightScalar>(
        _ stream: some WeightStream,
        as type: S.Type,
        value: (UInt64) -> Double
    ) throws {
        var stream = stream
        guard case .truncatedNormal(let mean, _, _, _) = vector.law else {
            Issue.record("\(vector): found no digest")
            return
        }
        let one: S = 1
        let unit = one.nextUp._widened - 1
        let scalars = try stream.draw(vector.law, shape: vector.shape, as: type).scalars
        for (position, bits) in zip(vector.positions, vector.values) {
            let (found, expected) = (scalars[position]._widened, value(bits))
            let tolerance = unit * (2 * (expected - mean).magnitude + mean.magnitude + expected.magnitude)
            #expect((found - expected).magnitude <= tolerance, "\(vector): \(found), \(expected) at \(position)")
        }
    }

    private func expectDigest<S: WeightScalar>(of stream: some WeightStream, as type: S.Type) throws {
        var stream = stream
        let weights = try stream.draw(vector.law, shape: vector.shape, as: type)
        let found = weights.scalars.withUnsafeBytes { SHA256.hex($0) }
        #expect(found == vector.digest, "\(vector): \(weights)")
    }
}
