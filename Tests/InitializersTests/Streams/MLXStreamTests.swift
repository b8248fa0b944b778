import Initializers
import TestSupport
import Testing

@Suite struct MLXStreamTests {
    @Test("A generator draws MLX's tensors to the bit", .tags(.knownAnswer), arguments: try StreamVector.all("mlx"))
    func vectors(_ vector: StreamVector) throws {
        var generator = MLX.Generator(seed: vector.seed)
        if vector.stream == "mlx-third" {
            _ = try generator.draw(.uniform(low: 0, high: 1), shape: [5], as: Float.self)
            _ = try generator.draw(.normal(mean: 0, standardDeviation: 1), shape: [9], as: BFloat16.self)
        }
        let difference = try ThreefryComparison(vector: vector).difference(of: &generator)
        #expect(difference == nil)
    }

    @Test("Keys split as MLX's", .tags(.knownAnswer), arguments: try JAXStreamTests.keyLines("mlx-keys"))
    func keys(_ fields: [String]) throws {
        let keys = MLX.Key(try #require(UInt64(fields[0]))).split(try #require(Int(fields[1])))
        let words = keys.suffix(5).flatMap { [$0.data.0, $0.data.1] }
        #expect(words.map { String($0, radix: 16) } == fields[2].split(separator: " ").map(String.init))
    }

    @Test("All instruction sets draw the same bits", .tags(.property), arguments: JAXStreamTests.laws)
    func instructionSets(_ law: StreamLaw) throws {
        let key = MLX.Key(data: (3, 4))
        try JAXStreamTests.expectAgreement(Float.self) { try key.draw(into: $0, law: law, instructionSet: $1) }
        try JAXStreamTests.expectAgreement(BFloat16.self) { try key.draw(into: $0, law: law, instructionSet: $1) }
        try JAXStreamTests.expectAgreement(Float16.self) { try key.draw(into: $0, law: law, instructionSet: $1) }
    }

    @Test(
        "A draw that fails, or a constant, leaves the state",
        .tags(.negativeControl),
        arguments: JAXStreamTests.invalid
    )
    func invalidParameters(_ law: StreamLaw) throws {
        var generator = MLX.Generator(seed: 1)
        #expect(throws: InitializerError.self) { try generator.draw(law, shape: [3], as: Float.self) }
        #expect(throws: InitializerError.self) {
            try generator.draw(.uniform(low: 0, high: 1), shape: [3], as: Double.self)
        }
        _ = try generator.draw(.constant(1), shape: [3], as: Float.self)
        #expect(generator == MLX.Generator(seed: 1))
    }
}
