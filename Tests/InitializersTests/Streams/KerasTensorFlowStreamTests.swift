import Initializers
import Testing
import TestSupport

@Suite struct KerasTensorFlowStreamTests {
    @Test(arguments: try StreamVector.all("keras-tensorflow"))
    func drawsAreThoseOfKeras(_ vector: StreamVector) throws {
        let names = vector.stream.split(separator: " ").map(String.init)
        let seed = Int(vector.seed)
        guard names.count > 2 else {
            var stream = Keras.TensorFlowStream(seed: seed)
            try vector.expect(&stream)
            return
        }
        let draws = try #require(Int(names[2]))
        var pair = (0, 0)
        switch names[1] {
        case "generator":
            var generator = Keras.SeedGenerator(seed: seed)
            for _ in 0...draws { pair = generator.next() }
        case "initializer":
            var seeds = Keras.DefaultSeeds(randomSeed: UInt32(seed))
            for _ in 0...draws { pair = (seeds.next(), 0) }
        default:
            // Three initializers took their seeds before.
            var seeds = Keras.DefaultSeeds(randomSeed: UInt32(seed))
            for _ in 0..<3 { _ = seeds.next() }
            var generator = Keras.SeedGenerator(seed: seeds.next())
            for _ in 0...draws { pair = generator.nextUnordered() }
        }
        var stream = Keras.TensorFlowStream(seed: pair)
        try vector.expect(&stream)
    }
}
