import Foundation
import Initializers
import TestSupport
import Testing

@Suite struct PyTorchStreamTests {
    static let normal = StreamLaw.normal(mean: 0.5, standardDeviation: 2)
    static let uniform = StreamLaw.uniform(low: -0.3, high: 0.1)
    static let truncated = StreamLaw.truncatedNormal(mean: 0, standardDeviation: 1, low: -1, high: 2)

    @Test("a tensor is PyTorch's, to the bit", .tags(.knownAnswer), arguments: ["torch", "torch-scalar"])
    func tensors(stream: String) throws {
        let vectors = try StreamVector.all("torch").filter { $0.stream == stream }
        #expect(vectors.count > 100)
        for vector in vectors {
            let generator = PyTorch.Generator(
                manualSeed: vector.seed,
                build: stream == "torch" ? .vectorized : .scalar
            )
            try PyTorchVector(vector).expectDigest(of: generator)
        }
    }

    @Test("a tensor is that of PyTorch before 2.12", .tags(.knownAnswer), arguments: ["torch", "torch-scalar"])
    func oldTensors(stream: String) throws {
        let vectors = try StreamVector.all("torch-old").filter { $0.stream == stream }
        #expect(vectors.count > (isQuickRun ? 40 : 50))
        for vector in vectors {
            let generator = PyTorch.Generator(
                manualSeed: vector.seed,
                build: stream == "torch" ? .vectorized : .scalar,
                release: .before2_12
            )
            if vector.digest.isEmpty {
                try PyTorchVector(vector).expectNear(generator)
            } else {
                try PyTorchVector(vector).expectDigest(of: generator)
            }
        }
    }

    @Test("the other build draws other bits", .tags(.negativeControl))
    func builds() throws {
        for law in [Self.uniform, Self.normal] {
            var vectorized = PyTorch.Generator(manualSeed: 1)
            var scalar = PyTorch.Generator(manualSeed: 1, build: .scalar)
            #expect(try vectorized.draw(law, shape: [100]) != scalar.draw(law, shape: [100]))
        }
    }

    @Test("the layers of a model draw one after another", .tags(.knownAnswer))
    func layers() throws {
        try expectLayers("float32", as: Float.self)
        try expectLayers("float64", as: Double.self)
        try expectLayers("bfloat16", as: BFloat16.self)
        #if !((os(macOS) || targetEnvironment(macCatalyst)) && arch(x86_64))
            try expectLayers("float16", as: Float16.self)
        #endif
    }

    private func expectLayers<S: WeightScalar>(_ name: String, as type: S.Type) throws {
        let url = try #require(
            Bundle.module.url(forResource: "torch-layers", withExtension: "tsv", subdirectory: "Fixtures/Streams")
        )
        let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
            .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
            .filter { $0.count == 7 && $0[4] == name }
        let drawn = try model(as: type)
        try #require(drawn.count == lines.count)
        for (line, (name, weights)) in zip(lines, drawn) {
            #expect(name == line[1])
            #expect(weights.shape.map(String.init).joined(separator: ",") == line[3], "\(name)")
            #expect(weights.scalars.withUnsafeBytes { SHA256.hex($0) } == line[5], "\(name): \(weights)")
        }
    }

    /// The model of `Python/frameworks/streams_torch_layers.py`.
    private func model<S: WeightScalar>(as type: S.Type) throws -> [(String, Weights<S>)] {
        var generator = PyTorch.Generator(manualSeed: 2026)
        var drawn: [(String, Weights<S>)] = []
        func add(_ name: String, _ layer: (weight: Weights<S>, bias: Weights<S>?)) {
            drawn.append(("\(name).weight", layer.weight))
            if let bias = layer.bias { drawn.append(("\(name).bias", bias)) }
        }
        func add(_ name: String, _ parameters: [(name: String, weights: Weights<S>)]) {
            drawn += parameters.map { ("\(name).\($0.name)", $0.weights) }
        }
        add("linear", try generator.linear(inFeatures: 7, outFeatures: 5, as: type))
        drawn.append(("normal3", try generator.draw(Self.normal, shape: [3], as: type)))
        add("wide", try generator.linear(inFeatures: 784, outFeatures: 100, bias: false, as: type))
        add(
            "convolution",
            try generator.convolution(inChannels: 6, outChannels: 10, kernel: [3, 2], groups: 2, as: type)
        )
        drawn.append(("normal1", try generator.draw(.normal(mean: -1, standardDeviation: 0.5), shape: [1], as: type)))
        let transposed = try generator.convolution(
            inChannels: 6,
            outChannels: 10,
            kernel: [3],
            groups: 2,
            isTransposed: true,
            as: type
        )
        add("transposed", transposed)
        drawn.append(("embedding.weight", try generator.embedding(entries: 9, width: 3, padding: -2, as: type)))
        drawn.append(("normal5", try generator.draw(.normal(mean: 0, standardDeviation: 1), shape: [5], as: type)))
        drawn.append(("small.weight", try generator.embedding(entries: 3, width: 4, padding: 0, as: type)))
        add("rnn", try generator.recurrent(.plain, inputs: 3, hidden: 4, as: type))
        let gru = try generator.recurrent(
            .gru,
            inputs: 3,
            hidden: 4,
            layers: 2,
            isBidirectional: true,
            bias: false,
            as: type
        )
        add("gru", gru)
        let lstm = try generator.recurrent(
            .lstm,
            inputs: 3,
            hidden: 6,
            layers: 2,
            projection: 2,
            isBidirectional: true,
            as: type
        )
        add("lstm", lstm)
        return drawn
    }

    @Test("seeds that agree in the lower 32 bits have one stream, others do not", .tags(.property))
    func seeds() throws {
        func first(_ seed: UInt64) throws -> [Float] {
            var generator = PyTorch.Generator(manualSeed: seed)
            return try generator.draw(Self.uniform, shape: [10]).scalars
        }
        #expect(try first(7) == first(7 + 1 << 32))
        #expect(try Set([0, 1, 2, 3].map(first)).count == 4)
    }

    @Test("drawing a tensor takes the words that are foretold", .tags(.property))
    func words() throws {
        let wide = StreamLaw.truncatedNormal(mean: 0, standardDeviation: 0.02, low: -100, high: 9)
        for law in [Self.uniform, Self.normal, .constant(1), wide] {
            for count in [1, 2, 5, 15, 16, 17, 31, 32, 33, 1000] {
                try expectWords(law, count, as: Float.self)
                try expectWords(law, count, as: Double.self)
                try expectWords(law, count, as: BFloat16.self)
            }
        }
        #expect(try PyTorch.Generator(manualSeed: 0).wordCount(of: Self.truncated, count: 5) == nil)
        let old = PyTorch.Generator(manualSeed: 0, release: .before2_12)
        #expect(try old.wordCount(of: Self.truncated, count: 5) == 5)
    }

    private func expectWords<S: WeightScalar>(_ law: StreamLaw, _ count: Int, as type: S.Type) throws {
        for (leftover, release) in [
            (false, PyTorch.Generator.Release.since2_12), (true, .since2_12), (true, .before2_12),
        ] {
            var generator = PyTorch.Generator(manualSeed: 9, release: release)
            if leftover { _ = try generator.draw(Self.normal, shape: [3]) }
            var skipped = generator
            let expected = try #require(try generator.wordCount(of: law, count: count, as: type))
            let position = generator.position
            _ = try generator.draw(law, shape: [count], as: type)
            #expect(generator.position - position == expected, "\(law) \(count) \(type)")
            skipped.advance(by: expected)
            #expect(
                try skipped.draw(Self.uniform, shape: [700]) == generator.draw(Self.uniform, shape: [700]),
                "\(law) \(count) \(type)"
            )
        }
    }

    @Test("a new seed drops the value that was left over", .tags(.property))
    func reseeding() throws {
        var generator = PyTorch.Generator(manualSeed: 9)
        let first = try generator.draw(Self.normal, shape: [3])
        generator.manualSeed(9)
        #expect(generator.position == 0)
        #expect(try generator.draw(Self.normal, shape: [3]) == first)
    }

    @Test("all instructions draw the same bits", .tags(.property))
    func instructions() throws {
        let laws = [
            Self.uniform, Self.normal, Self.truncated, .uniform(low: 1, high: 1.000_001),
            .truncatedNormal(mean: 0, standardDeviation: 1, low: 1, high: 2),
        ]
        for build in PyTorch.Generator.Build.allCases {
            for release in PyTorch.Generator.Release.allCases {
                for law in laws {
                    // States end after 624 words, parts of a tensor after 4096 elements.
                    for count in [1, 7, 15, 16, 23, 31, 48, 623, 624, 625, 1300, 4097] {
                        try expectAgreement(law, count, build, release, as: Float.self)
                        try expectAgreement(law, count, build, release, as: Double.self)
                        try expectAgreement(law, count, build, release, as: BFloat16.self)
                    }
                }
            }
        }
    }

    private func expectAgreement<S: WeightScalar>(
        _ law: StreamLaw,
        _ count: Int,
        _ build: PyTorch.Generator.Build,
        _ release: PyTorch.Generator.Release,
        as type: S.Type
    ) throws {
        let drawn = try InstructionSet.available.map { set in
            var generator = PyTorch.Generator(manualSeed: 5, build: build, release: release)
            generator.instructionSet = set
            // A beginning within a state.
            generator.advance(by: 611)
            return try generator.draw(law, shape: [count], as: type)
        }
        #expect(drawn.allSatisfy { $0 == drawn[0] }, "\(law) \(count) \(build) \(type)")
    }

    @Test("values that a 16-bit type does not hold become infinite, as PyTorch's do", .tags(.property))
    func infinities() throws {
        #if !((os(macOS) || targetEnvironment(macCatalyst)) && arch(x86_64))
            var single = PyTorch.Generator(manualSeed: 4)
            var half = single
            let law = StreamLaw.normal(mean: 0, standardDeviation: 60_000)
            let expected = try single.draw(law, shape: [64]).scalars.map { Float16($0) }
            #expect(expected.contains { $0.isInfinite })
            #expect(try half.draw(law, shape: [64], as: Float16.self).scalars == expected)
        #endif
    }

    @Test("a gain whose square is 0 in double precision still spreads the values", .tags(.knownAnswer))
    func tinyGain() throws {
        func patterns(_ distribution: VarianceScaling.Distribution) throws -> [UInt64] {
            let fans = try Fans(fanIn: 32, fanOut: 64)
            let rule = StreamLaw.Scaling(.gain(1e-162), mode: .fanAverage, distribution: distribution, fans: fans)
            var generator = PyTorch.Generator(manualSeed: 7)
            let weights = try generator.draw(.scaling(rule), shape: [64, 32], as: Double.self)
            return weights.scalars.prefix(3).map(\.bitPattern)
        }
        #expect(
            try patterns(.untruncatedNormal) == [0x1DE1_A031_CB74_996A, 0x1DD8_FF5D_0F02_790D, 0x1E2E_87AF_60B0_9742]
        )
        #expect(try patterns(.uniform) == [0x9E19_68C3_EF78_2547, 0x9E1A_106E_D7A4_CAD3, 0x1E24_D9FD_3B0E_01B3])
    }

    @Test("an error says what of the law is wrong", .tags(.negativeControl))
    func messages() throws {
        func message(_ stream: some WeightStream, _ law: StreamLaw) throws -> String {
            var stream = stream
            do throws(InitializerError) { _ = try stream.draw(law, shape: [3]) } catch { return "\(error)" }
            return "none"
        }
        let fans = try Fans(fanIn: 2, fanOut: 3)
        let rule = StreamLaw.Scaling(.gain(0.75), mode: .fanIn, distribution: .truncatedNormal, fans: fans)
        let cut = try message(PyTorch.Generator(manualSeed: 3), .scaling(rule))
        #expect(
            cut
                == "distribution: found 2.0, expected a law that torch.nn.init has, uniform or normal without a cut at 2 "
                + "standard deviations"
        )
        let law = StreamLaw.truncatedNormal(mean: 0, standardDeviation: 1, low: -9, high: 2)
        let expected = "low: found -9.0, expected -2, where Keras cuts, in standard deviations"
        #expect(try message(Keras.PyTorchStream(seed: 3), law) == expected)
        #expect(try message(Keras.NumPyStream(seed: 3), law) == expected)
        #expect(try message(Keras.TensorFlowStream(seed: 3), law).contains("cuts, in standard deviations"))
    }

    @Test("a refused draw writes nothing and leaves the stream where it is", .tags(.negativeControl))
    func errors() throws {
        let fans = try Fans(fanIn: 2, fanOut: 3)
        let laws: [StreamLaw] = [
            .constant(.nan), .constant(1e39),
            .uniform(low: 1, high: 0), .uniform(low: .nan, high: 0), .uniform(low: 0, high: .infinity),
            .uniform(low: -3e38, high: 3e38), .uniform(low: 0, high: 1e39),
            .normal(mean: 0, standardDeviation: -1), .normal(mean: .infinity, standardDeviation: 1),
            .truncatedNormal(mean: 0, standardDeviation: 0, low: -2, high: 2),
            .truncatedNormal(mean: 0, standardDeviation: 1, low: 2, high: -2),
            .truncatedNormal(mean: 0, standardDeviation: 1, low: .nan, high: 2),
            .truncatedNormal(mean: 0, standardDeviation: 1, low: 3, high: .infinity),
            .truncatedNormal(mean: 0, standardDeviation: 1, low: 3, high: 1e7),
            .scaling(.init(.gain(-1), mode: .fanIn, distribution: .uniform, fans: fans)),
            .scaling(.init(.gain(.nan), mode: .fanIn, distribution: .uniform, fans: fans)),
            .scaling(.init(.gain(1), mode: .fanGeometricAverage, distribution: .uniform, fans: fans)),
            .scaling(.init(.gain(1), mode: .fanIn, distribution: .truncatedNormal, fans: fans)),
        ]
        var values: [Float] = [1, 2, 3]
        for law in laws {
            var generator = PyTorch.Generator(manualSeed: 3)
            #expect(throws: InitializerError.self, "\(law)") {
                try values.withUnsafeMutableBufferPointer { try generator.draw(into: $0, law: law) }
            }
            #expect(values == [1, 2, 3] && generator.position == 0)
        }
        var generator = PyTorch.Generator(manualSeed: 3)
        #expect(throws: InitializerError.self) { try generator.linear(inFeatures: 0, outFeatures: 3) }
        #expect(throws: InitializerError.self) {
            try generator.convolution(inChannels: 3, outChannels: 4, kernel: [], groups: 2)
        }
        #expect(throws: InitializerError.self) { try generator.embedding(entries: 3, width: 4, padding: 3) }
        #expect(throws: InitializerError.self) { try generator.recurrent(.gru, inputs: 3, hidden: 4, projection: 2) }
        #expect(generator.position == 0)
    }
}
