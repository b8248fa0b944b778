import Initializers
import TestSupport
import Testing

@Suite struct TensorFlowStreamTests {
    @Test("Tensors are TensorFlow's, to the bit", .tags(.knownAnswer), arguments: try StreamVector.all("tensorflow"))
    func tensors(_ vector: StreamVector) throws {
        let names = vector.stream.split(separator: " ").map(String.init)
        let seed = Int(vector.seed)
        if names[0] == "tensorflow" {
            var stream = TensorFlow.StatelessStream(seed: (seed, names.count > 1 ? try #require(Int(names[1])) : 0))
            try vector.expect(&stream)
            return
        }
        var stream = TensorFlow.Generator(opSeed: seed)
        let number = names.count > 2 ? try #require(Int(names[2])) : 1
        switch names.dropFirst().first {
        case "run":
            // A generator goes on where the run before ended.
            for _ in 1..<number { try vector.draw(&stream) }
        case "graph", "eager":
            stream = TensorFlow.Generator(opSeed: seed, graphSeed: number)
        case "unseeded":
            var seeds = TensorFlow.OperationSeeds(globalSeed: seed)
            for _ in 0..<number { _ = seeds.next() }
            stream = TensorFlow.Generator(opSeed: seeds.next(), graphSeed: seed)
        default:
            break
        }
        try vector.expect(&stream)
    }

    @Test("contrib's laws are those of the vectors")
    func contrib() throws {
        for shape in isQuickRun ? [[25, 33]] : [[25, 33], [25, 12288]] {
            let fans = try Fans(shape: shape)
            let expected = try StreamVector.all("tensorflow")
                .filter { $0.stream == "tensorflow-1 contrib" && $0.shape == shape }.map(\.law)
            #expect(
                expected == [
                    TensorFlowContrib.xavier(fans: fans), TensorFlowContrib.xavier(uniform: false, fans: fans),
                ]
            )
            #expect(
                try expected == [
                    TensorFlowContrib.varianceScaling(factor: 1, mode: .fanAverage, uniform: true, fans: fans),
                    TensorFlowContrib.varianceScaling(factor: 1, mode: .fanAverage, fans: fans),
                ]
            )
        }
    }

    /// Widely published outputs of an exercise of deeplearning.ai's course on convolutional networks, run with TensorFlow 1:
    /// `tf.set_random_seed(1)`, `tf.contrib.layers.xavier_initializer(seed=0)`.
    @Test("Weights are those that a course of TensorFlow 1 prints", .tags(.knownAnswer))
    func course() throws {
        let published: [([Int], [Float])] = [
            (
                [4, 4, 3, 8],
                [
                    0.00131723, 0.14176141, -0.04434952, 0.09197326, 0.14984085, -0.03514394, -0.06847463, 0.05245192,
                ]
            ),
            (
                [2, 2, 8, 16],
                [
                    -0.08566415, 0.17750949, 0.11974221, 0.16773748, -0.0830943, -0.08058, -0.00577033, -0.14643836,
                    0.24162132, -0.05857408, -0.19055021, 0.1345228, -0.22779644, -0.1601823, -0.16117483, -0.10286498,
                ]
            ),
        ]
        for (shape, expected) in published {
            var generator = TensorFlow.Generator(opSeed: 0, graphSeed: 1)
            let weights = try generator.draw(TensorFlowContrib.xavier(fans: Fans(shape: shape)), shape: shape)
            for (index, value) in expected.enumerated() {
                // Printed to eight decimals.
                #expect(abs(weights[1, 1, 1, index] - value) < 1e-8)
            }
        }
    }

    /// `tf.random.set_seed(5)`, `tf.random.normal([2, 2], 0, 1, tf.float32, seed=1)` on the page of `tf.random.normal`,
    /// TensorFlow 2.3.
    @Test("Normals are those that TensorFlow's manual prints", .tags(.knownAnswer))
    func manual() throws {
        var generator = TensorFlow.Generator(opSeed: 1, graphSeed: 5)
        let values = try generator.draw(.normal(mean: 0, standardDeviation: 1), shape: [2, 2]).scalars
        let printed: [Float] = [-1.3768897, -0.01258316, -0.169515, 1.0824056]
        for (value, expected) in zip(values, printed) { #expect(abs(value - expected) < 1e-8) }
    }

    @Test("All instruction sets draw the same bits", .tags(.property), arguments: [1, 4, 31, 4099, 20_001])
    func instructionSets(count: Int) throws {
        for law in Self.laws {
            try expectAgreement(law, count: count, as: Float.self)
            try expectAgreement(law, count: count, as: Double.self)
            try expectAgreement(law, count: count, as: BFloat16.self)
            #if !(os(macOS) && arch(x86_64))
                try expectAgreement(law, count: count, as: Float16.self)
            #endif
        }
    }

    @Test("A keyed stream draws the same tensor again, a generator goes on")
    func state() throws {
        var keyed = TensorFlow.StatelessStream(seed: 5)
        var stateful = TensorFlow.Generator(opSeed: 5)
        let law = StreamLaw.uniform(low: 0, high: 1)
        #expect(try keyed.draw(law, shape: [9]) == keyed.draw(law, shape: [9]))
        #expect(try stateful.draw(law, shape: [9]) != stateful.draw(law, shape: [9]))
        // A constant runs no random operation, and an error leaves the generator where it is.
        var other = TensorFlow.Generator(opSeed: 5)
        _ = try other.draw(law, shape: [9])
        _ = try other.draw(law, shape: [9])
        _ = try stateful.draw(.constant(1), shape: [9])
        _ = try? stateful.draw(.uniform(low: 1, high: 0), shape: [9])
        #expect(try stateful.draw(law, shape: [9]) == other.draw(law, shape: [9]))
    }

    @Test("Seeds 0, 1 and 2 differ, and op seeds count modulo 2^31 - 1")
    func seeds() throws {
        let law = StreamLaw.uniform(low: 0, high: 1)
        let tensors = try [0, 1, 2, 2_147_483_647, -2_147_483_646].map { seed in
            var generator = TensorFlow.Generator(opSeed: seed)
            return try generator.draw(law, shape: [4])
        }
        #expect(tensors[0] != tensors[1])
        #expect(tensors[1] != tensors[2])
        #expect(tensors[0] == tensors[3])
        #expect(tensors[1] == tensors[4])
    }

    @Test("Parameters outside their domain throw")
    func errors() throws {
        let fans = try Fans(fanIn: 3, fanOut: 4)
        var stream = TensorFlow.StatelessStream(seed: 1)
        #expect(throws: InitializerError.reversedBounds(low: 1, high: 0)) {
            try stream.draw(.uniform(low: 1, high: 0), shape: [3])
        }
        for law: StreamLaw in [
            .constant(.nan), .uniform(low: -.infinity, high: 0), .uniform(low: 0, high: .nan),
            .uniform(low: -3e38, high: 3e38), .normal(mean: .nan, standardDeviation: 1),
            .normal(mean: 0, standardDeviation: -1), .normal(mean: 0, standardDeviation: 1e38),
            .truncatedNormal(mean: 0, standardDeviation: 1, low: -3, high: 3),
            .truncatedNormal(mean: 0, standardDeviation: 1, low: -2, high: 1),
            .scaling(.init(.scale(0), mode: .fanIn, distribution: .uniform, fans: fans)),
            .scaling(.init(.scale(1), mode: .fanGeometricAverage, distribution: .uniform, fans: fans)),
        ] {
            #expect(throws: InitializerError.self, "\(law)") { try stream.draw(law, shape: [3]) }
        }
        #expect(throws: InitializerError.self) { try TensorFlowContrib.varianceScaling(factor: -1, fans: fans) }
    }

    @Test("A search finds the seed of a tensor", arguments: [0, 1, 77_777])
    func search(seed: Int) throws {
        for law in Self.laws {
            var stateless = TensorFlow.StatelessStream(seed: seed)
            var stateful = TensorFlow.Generator(opSeed: seed, graphSeed: 0)
            for rounding: (Float) -> Double in [
                { Double($0) }, { Double(BFloat16($0)) }, { Self.half($0) },
            ] {
                let first = try stateless.draw(law, shape: [64]).scalars.map(rounding)
                let found = TensorFlow.StatelessStream.alternativeClues(first, law: law, count: 64).map {
                    TensorFlow.StatelessStream.seeds(in: 0...100_000, matching: $0, limit: 1000)
                }
                #expect(found.contains { $0.contains(UInt64(seed)) }, "\(law)")
                var generator = stateful
                let second = try generator.draw(law, shape: [64]).scalars.map(rounding)
                let operations = TensorFlow.Generator.alternativeClues(second, law: law, count: 64).map {
                    TensorFlow.Generator.seeds(in: 0...100_000, matching: $0, graphSeed: 0, limit: 1000)
                }
                #expect(operations.contains { $0.contains(UInt64(seed)) }, "\(law)")
            }
            _ = try stateful.draw(law, shape: [64])
            let later = try stateful.draw(law, shape: [64]).scalars.map { Double($0) }
            let found = TensorFlow.Generator.alternativeClues(later, law: law, count: 64).map {
                TensorFlow.Generator.seeds(
                    in: 0...100_000,
                    matching: $0,
                    graphSeed: 0,
                    elementsBefore: 64,
                    limit: 1000
                )
            }
            #expect(found.contains { $0 == [UInt64(seed)] }, "\(law)")
        }
    }

    @Test("Clues hold for the words of the tensor's own type", .tags(.property))
    func clues() throws {
        for law in Self.laws.prefix(4) {
            try expectSound(law, as: Float.self)
            try expectSound(law, as: Double.self)
            try expectSound(law, as: BFloat16.self)
            #if !(os(macOS) && arch(x86_64))
                try expectSound(law, as: Float16.self)
            #endif
        }
    }

    @Test("Clues of a truncated law hold for five groups of six", .tags(.statistical))
    func truncatedClues() throws {
        let law = StreamLaw.truncatedNormal(mean: 0, standardDeviation: 1, low: -2, high: 2)
        var found = 0
        let groups = 4 * 2000
        for seed in 0..<UInt64(groups / 4) {
            var stream = TensorFlow.StatelessStream(seed: Int(seed))
            let values = try stream.draw(law, shape: [16]).scalars.map { Double($0) }
            for clues in TensorFlow.StatelessStream.alternativeClues(values, law: law, count: 16) {
                found += TensorFlow.StatelessStream.seeds(in: seed...seed, matching: clues, limit: 1).count
            }
        }
        // The probability that four normals are within 2 standard deviations; 6 standard deviations of the count.
        let probability = 0.954_499_736_1 * 0.954_499_736_1 * 0.954_499_736_1 * 0.954_499_736_1
        let expected = Double(groups) * probability
        #expect(abs(Double(found) - expected) < 6 * (expected * (1 - probability)).squareRoot())
    }

    @Test("A truncated law and a constant give no clues")
    func noClues() {
        let values = [0.5, -0.25, 0.125]
        for law: StreamLaw in [
            .truncatedNormal(mean: 0, standardDeviation: 1, low: -2, high: 2), .constant(0.5),
            .normal(mean: 0.5, standardDeviation: 0), .uniform(low: 1, high: 1), .uniform(low: 1, high: 0),
        ] {
            #expect(TensorFlow.StatelessStream.clues(values, law: law, count: 3).isEmpty)
            #expect(TensorFlow.Generator.clues(values, law: law, count: 3).isEmpty)
        }
        #expect(TensorFlow.StatelessStream.seeds(in: 0...10, matching: [], limit: 9) == [])
    }

    private static let laws: [StreamLaw] = [
        .uniform(low: 0, high: 1), .uniform(low: -0.05, high: 0.1), .normal(mean: 0, standardDeviation: 1),
        .normal(mean: 0.3, standardDeviation: 0.05),
        .truncatedNormal(mean: 0, standardDeviation: 0.02, low: -2, high: 2),
    ]

    /// The half-precision number next to a number, as a double.
    private static func half(_ value: Float) -> Double {
        #if !(os(macOS) && arch(x86_64))
            Double(Float16(value))
        #else
            Double(value)
        #endif
    }

    private func expectAgreement<S: WeightScalar>(_ law: StreamLaw, count: Int, as type: S.Type) throws {
        let stream = TensorFlow.StatelessStream(seed: (42, 1))
        let tensors = try InstructionSet.available.map { set in
            var scalars = [S](repeating: 0, count: count)
            try scalars.withUnsafeMutableBufferPointer { try stream.draw(into: $0, law: law, instructionSet: set) }
            return scalars
        }
        for tensor in tensors.dropFirst() { #expect(tensor == tensors[0], "\(law) \(S.self)") }
    }

    /// Every single clue alone finds the seed.
    private func expectSound<S: WeightScalar>(_ law: StreamLaw, as type: S.Type) throws {
        for seed in 0..<50 {
            var stream = TensorFlow.StatelessStream(seed: seed)
            let values = try stream.draw(law, shape: [200], as: S.self).scalars.map(\._widened)
            let clues = TensorFlow.StatelessStream.clues(values, law: law, count: 200, as: S.self)
            #expect(!clues.isEmpty)
            for clue in clues {
                let found = TensorFlow.StatelessStream.seeds(
                    in: UInt64(seed)...UInt64(seed),
                    matching: [clue],
                    limit: 1
                )
                #expect(found == [UInt64(seed)], "\(law) \(S.self) \(clue)")
            }
        }
    }
}
