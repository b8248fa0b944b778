import Initializers
import TestSupport
import Testing

@Suite struct KerasPyTorchStreamTests {
    @Test("a tensor is Keras' on PyTorch, to the bit", .tags(.knownAnswer))
    func tensors() throws {
        let vectors = try StreamVector.all("keras-torch")
        #expect(vectors.count > 100)
        for vector in vectors {
            let seed = try #require(Int(exactly: vector.seed))
            try vector.expectDigest(of: Keras.PyTorchStream(seed: seed))
        }
    }

    @Test("only the sum of two seeds counts, modulo 2^32", .tags(.property))
    func seeds() throws {
        let law = StreamLaw.uniform(low: 0, high: 1)
        let expected = try draw(law, seed: (12, 0))
        #expect(try draw(law, seed: (5, 7)) == expected)
        #expect(try draw(law, seed: (-3, 15)) == expected)
        #expect(try draw(law, seed: (1 << 32, 12)) == expected)
        #expect(try draw(law, seed: (12, 1)) != expected)
    }

    @Test("a stream draws its tensor again", .tags(.property))
    func repeats() throws {
        var stream = Keras.PyTorchStream(seed: 3)
        let law = StreamLaw.normal(mean: 0, standardDeviation: 1)
        #expect(try stream.draw(law, shape: [5]) == stream.draw(law, shape: [5]))
    }

    @Test("other bounds than Keras' are refused", .tags(.negativeControl))
    func errors() throws {
        var stream = Keras.PyTorchStream(seed: 3)
        let fans = try Fans(fanIn: 2, fanOut: 3)
        let laws: [StreamLaw] = [
            .truncatedNormal(mean: 0, standardDeviation: 1, low: -2.5, high: 2),
            .truncatedNormal(mean: 0, standardDeviation: 1, low: -2, high: 3),
            .uniform(low: 1, high: 0),
            .uniform(low: .nan, high: 0),
            .normal(mean: 0, standardDeviation: -1),
            .scaling(.init(.scale(-1), mode: .fanIn, distribution: .uniform, fans: fans)),
            .scaling(.init(.scale(1), mode: .fanGeometricAverage, distribution: .uniform, fans: fans)),
        ]
        for law in laws {
            #expect(throws: InitializerError.self, "\(law)") { try stream.draw(law, shape: [4]) }
        }
    }

    private func draw(_ law: StreamLaw, seed: (Int, Int)) throws -> Weights<Float> {
        var stream = Keras.PyTorchStream(seed: seed)
        return try stream.draw(law, shape: [20])
    }
}
