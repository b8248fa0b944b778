import Initializers
import Testing

@Suite("Caffe's stream")
struct CaffeStreamTests {
    static let vectors = Result { try StreamVector.all("caffe") }

    static func thirds(_ isThird: Bool) -> [StreamVector] {
        ((try? vectors.get()) ?? []).filter { $0.stream.hasSuffix("-third") == isThird }
    }

    static func generator(_ vector: StreamVector) throws -> Caffe.Generator {
        let boosts: [(String, Caffe.Generator.Boost)] = [
            ("caffe-before-1.56", .before1_56), ("caffe-from-1.56", .from1_56), ("caffe-from-1.64", .from1_64),
        ]
        let boost = try #require(boosts.first { vector.stream.hasPrefix($0.0) }).1
        return Caffe.Generator(seed: try #require(UInt32(exactly: vector.seed)), boost: boost)
    }

    @Test("All vectors are read")
    func vectorsExist() throws {
        #expect(try Self.vectors.get().count > 100)
    }

    @Test("The stream draws Boost's numbers", arguments: thirds(false))
    func draws(vector: StreamVector) throws {
        var stream = try Self.generator(vector)
        try vector.check(&stream)
    }

    @Test("A tensor begins where the one before ended", arguments: thirds(true))
    func goesOn(vector: StreamVector) throws {
        var stream = try Self.generator(vector)
        let law = StreamLaw.normal(mean: 0, standardDeviation: 1)
        for count in [33, 5] {
            if vector.type == "float64" {
                _ = try stream.draw(law, shape: [count], as: Double.self)
            } else {
                _ = try stream.draw(law, shape: [count])
            }
        }
        try vector.check(&stream)
    }

    @Test(
        "The first values tell a seed",
        arguments: thirds(false).filter { $0.values.count > 2 },
        InstructionSet.available
    )
    func search(vector: StreamVector, instructionSet: InstructionSet) throws {
        func seeds<S: WeightScalar>(_ type: S.Type) throws -> [UInt64] {
            Caffe.Generator.seeds(
                in: NumPySearchTests.range(vector),
                drawing: vector.firstValues,
                law: vector.law,
                boost: try Self.generator(vector).boost,
                as: type,
                limit: 10,
                instructionSet: instructionSet
            )
        }
        let found = vector.type == "float64" ? try seeds(Double.self) : try seeds(Float.self)
        #expect(found == [vector.seed])
    }

    @Test("Bounds that are equal leave one number")
    func equalBounds() throws {
        var stream = Caffe.Generator(seed: 1)
        #expect(try stream.draw(.uniform(low: 0.5, high: 0.5), shape: [1000]).scalars.allSatisfy { $0 == 0.5 })
    }

    @Test(
        "All instructions draw the same",
        arguments: [.uniform(low: -1, high: 1), .normal(mean: 0, standardDeviation: 1)] as [StreamLaw],
        [.before1_56, .from1_56, .from1_64] as [Caffe.Generator.Boost]
    )
    func instructionSets(law: StreamLaw, boost: Caffe.Generator.Boost) throws {
        func draw(_ set: InstructionSet) throws -> [Float] {
            var stream = Caffe.Generator(seed: 3, boost: boost)
            var result = [Float](repeating: 0, count: 100_007)
            try result.withUnsafeMutableBufferPointer { try stream.draw(into: $0, law: law, instructionSet: set) }
            return result
        }
        let expected = try draw(.baseline)
        for set in InstructionSet.available { #expect(try draw(set) == expected, "\(set)") }
    }

    @Test(
        "Parameters outside their domain throw, and the stream stays where it is",
        arguments: [
            .uniform(low: 1, high: 0), .uniform(low: -3e38, high: 3e38), .uniform(low: 0, high: 1e39),
            .uniform(low: 0, high: 3.4028234e38), .uniform(low: -1.7014117331926443e38, high: 1.7014117331926443e38),
            .normal(mean: .nan, standardDeviation: 1), .normal(mean: 0, standardDeviation: 0), .constant(.infinity),
            .truncatedNormal(mean: 0, standardDeviation: 1, low: -2, high: 2),
        ] as [StreamLaw]
    )
    func domains(law: StreamLaw) throws {
        var stream = Caffe.Generator(seed: 1)
        #expect(throws: InitializerError.self) { try stream.draw(law, shape: [3]) }
        #expect(stream == Caffe.Generator(seed: 1))
    }
}
