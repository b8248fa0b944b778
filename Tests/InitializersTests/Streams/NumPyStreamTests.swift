import Initializers
import TestSupport
import Testing

@Suite("NumPy's streams")
struct NumPyStreamTests {
    static let vectors = Result { try StreamVector.all("numpy") }

    static func named(_ streams: String...) -> [StreamVector] {
        ((try? vectors.get()) ?? []).filter { streams.contains($0.stream) }
    }

    static let normal = StreamLaw.normal(mean: 0, standardDeviation: 1)
    static let uniform = StreamLaw.uniform(low: 0, high: 1)

    @Test("All vectors are read")
    func vectorsExist() throws {
        #expect(try Self.vectors.get().count > (isQuickRun ? 100 : 200))
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

    @Test("SeedSequence mixes several integers, and spawns", arguments: named("numpy-words", "numpy-spawned"))
    func seedSequences(vector: StreamVector) throws {
        // The last three are the words of 2^70 + 3.
        let several: [UInt64] = [vector.seed, 5, 1 << 40 + 1, 3, 3, 0, 64]
        let entropy = vector.stream == "numpy-words" ? several : [vector.seed]
        var sequence = NumPy.SeedSequence(entropy: entropy)
        #expect(sequence.spawn(1).map(\.spawnKey) == [[0]])
        var stream = NumPy.Generator(sequence.spawn(2)[1])
        try vector.check(&stream)
    }

    @Test("RandomState draws NumPy's numbers", arguments: named("numpy-legacy"))
    func randomState(vector: StreamVector) throws {
        var stream = NumPy.RandomState(seed: try #require(UInt32(exactly: vector.seed)))
        try vector.check(&stream)
    }

    @Test("RandomState is seeded by several integers", arguments: named("numpy-legacy-array"))
    func randomStateOfArray(vector: StreamVector) throws {
        var stream = NumPy.RandomState(seed: [try #require(UInt32(exactly: vector.seed)), 17])
        try vector.check(&stream)
    }

    @Test("A tensor begins where the one before ended", arguments: named("numpy-third"))
    func generatorGoesOn(vector: StreamVector) throws {
        var stream = NumPy.Generator(seed: vector.seed)
        _ = try stream.draw(Self.normal, shape: [33], as: Double.self)
        _ = try stream.draw(Self.uniform, shape: [5])
        try vector.check(&stream)
    }

    @Test("RandomState keeps the second number of a pair", arguments: named("numpy-legacy-third"))
    func randomStateGoesOn(vector: StreamVector) throws {
        var stream = NumPy.RandomState(seed: UInt32(vector.seed))
        _ = try stream.draw(Self.normal, shape: [33], as: Double.self)
        _ = try stream.draw(Self.uniform, shape: [5])
        try vector.check(&stream)
    }

    @Test("scikit-learn's perceptrons draw with RandomState", arguments: (try? StreamVector.all("sklearn")) ?? [])
    func perceptrons(vector: StreamVector) throws {
        var stream = NumPy.RandomState(seed: UInt32(vector.seed))
        // The weights and the intercepts of the first layer.
        _ = try stream.draw(Self.uniform, shape: [7, 100])
        _ = try stream.draw(Self.uniform, shape: [100])
        try vector.check(&stream)
    }

    @Test("A tensor is the same in parts", arguments: [Self.uniform, Self.normal])
    func parts(law: StreamLaw) throws {
        func inParts(_ stream: some WeightStream) throws -> (whole: [Float], parts: [Float]) {
            var (first, second) = (stream, stream)
            let whole = try first.draw(law, shape: [3000]).scalars
            let parts = try [1, 2, 3, 7, 310, 1025, 600, 1052].flatMap { try second.draw(law, shape: [$0]).scalars }
            return (whole, parts)
        }
        var singles = NumPy.Generator(seed: 5)
        singles.draws = .singles
        for (whole, parts) in [
            try inParts(NumPy.Generator(seed: 5)), try inParts(singles), try inParts(NumPy.RandomState(seed: 5)),
        ] {
            #expect(whole == parts)
        }
    }

    @Test("All instructions draw the same", arguments: [Self.uniform, Self.normal])
    func instructionSets(law: StreamLaw) throws {
        func draw(_ set: InstructionSet) throws -> [[Float]] {
            var generator = NumPy.Generator(seed: 3)
            var singles = generator
            singles.draws = .singles
            var state = NumPy.RandomState(seed: 3)
            var result = [[Float]](repeating: [Float](repeating: 0, count: 10_007), count: 3)
            try result[0].withUnsafeMutableBufferPointer { try generator.draw(into: $0, law: law, instructionSet: set) }
            try result[1].withUnsafeMutableBufferPointer { try singles.draw(into: $0, law: law, instructionSet: set) }
            try result[2].withUnsafeMutableBufferPointer { try state.draw(into: $0, law: law, instructionSet: set) }
            return result
        }
        let expected = try draw(.baseline)
        for set in InstructionSet.available { #expect(try draw(set) == expected, "\(set)") }
    }

    @Test("A constant draws nothing")
    func constants() throws {
        var (drawn, fresh) = (NumPy.Generator(seed: 1), NumPy.Generator(seed: 1))
        #expect(try drawn.draw(.constant(0.1), shape: [3]).scalars == [0.1, 0.1, 0.1])
        #expect(try drawn.draw(Self.uniform, shape: [3]) == fresh.draw(Self.uniform, shape: [3]))
    }

    @Test(
        "Parameters outside their domain throw, and the stream stays where it is",
        arguments: [
            .uniform(low: 1, high: 0), .uniform(low: -.infinity, high: 0), .uniform(low: -1e308, high: 1e308),
            .normal(mean: .nan, standardDeviation: 1), .normal(mean: 0, standardDeviation: -1), .constant(.nan),
            .truncatedNormal(mean: 0, standardDeviation: 1, low: -2, high: 2), .constant(1e39),
            .uniform(low: 0, high: 1e39),
            .normal(mean: 0, standardDeviation: 1e38),
        ] as [StreamLaw]
    )
    func domains(law: StreamLaw) throws {
        var (generator, state) = (NumPy.Generator(seed: 1), NumPy.RandomState(seed: 1))
        #expect(throws: InitializerError.self) { try generator.draw(law, shape: [3]) }
        #expect(throws: InitializerError.self) { try state.draw(law, shape: [3]) }
        #expect(generator == NumPy.Generator(seed: 1))
        #expect(state == NumPy.RandomState(seed: 1))
    }
}
