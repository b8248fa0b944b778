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
            try PyTorchVector(vector).expectDigest(of: Keras.PyTorchStream(seed: seed))
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

    @Test("a planted seed is found, alone", .tags(.knownAnswer))
    func planted() throws {
        let fans = try Fans(fanIn: 30, fanOut: 20)
        let laws: [StreamLaw] = [
            .scaling(.init(.scale(1), mode: .fanAverage, distribution: .uniform, fans: fans)),
            .scaling(.init(.scale(2), mode: .fanIn, distribution: .untruncatedNormal, fans: fans)),
            .uniform(low: -0.05, high: 0.05), .uniform(low: 0.7, high: 0.8),
            .normal(mean: 0.3, standardDeviation: 0.05),
        ]
        for law in laws {
            for seed in [0, 7, 16_385, 19_999] {
                try expectFound(law, seed, as: Float.self)
                try expectFound(law, seed, as: Double.self)
                try expectFound(law, seed, as: BFloat16.self)
                #if !((os(macOS) || targetEnvironment(macCatalyst)) && arch(x86_64))
                    try expectFound(law, seed, as: Float16.self)
                #endif
            }
        }
        let truncated = StreamLaw.truncatedNormal(mean: 0, standardDeviation: 1, low: -2, high: 2)
        #expect(Keras.PyTorchStream.clues([0.5, 0.2], law: truncated, count: 2).isEmpty)
    }

    private func expectFound<S: WeightScalar>(_ law: StreamLaw, _ seed: Int, as type: S.Type) throws {
        var stream = Keras.PyTorchStream(seed: seed)
        let values = try stream.draw(law, shape: [600], as: type).scalars.prefix(64).map(\._widened)
        for values in [values, values.map { Double(BFloat16(Float($0))) }] {
            let clues = Keras.PyTorchStream.clues(
                values,
                law: law,
                count: 600,
                drawn: type,
                stored: BFloat16.self
            )
            let found = Keras.PyTorchStream.seeds(in: 0...20_000, matching: clues, limit: 5)
            #expect(found == [UInt64(seed)], "\(law) \(type) \(clues.count)")
        }
        let clues = Keras.PyTorchStream.clues(values, law: law, count: 600, as: type)
        let found = Keras.PyTorchStream.seeds(in: 0...20_000, matching: clues, limit: 5)
        #expect(found == [UInt64(seed)], "\(law) \(type) \(clues.count)")
    }

    private func draw(_ law: StreamLaw, seed: (Int, Int)) throws -> Weights<Float> {
        var stream = Keras.PyTorchStream(seed: seed)
        return try stream.draw(law, shape: [20])
    }
}
