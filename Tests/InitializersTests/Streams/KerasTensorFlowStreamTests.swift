import Initializers
import TestSupport
import Testing

@Suite struct KerasTensorFlowStreamTests {
    @Test("Tensors are Keras', to the bit", .tags(.knownAnswer), arguments: try StreamVector.all("keras-tensorflow"))
    func tensors(_ vector: StreamVector) throws {
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
            var seeds = Keras.DefaultSeeds(randomSeed: UInt32(seed))
            var generator = Keras.SeedGenerator(seed: seeds.next())
            for _ in 0...draws { pair = generator.nextUnordered() }
        }
        var stream = Keras.TensorFlowStream(seed: pair)
        try vector.expect(&stream)
    }

    @Test("Seeds count modulo 2^31 - 2")
    func seeds() throws {
        let law = StreamLaw.uniform(low: 0, high: 1)
        let tensors = try [3, 3 + 2_147_483_646, 3 - 2_147_483_646, 4].map { seed in
            var stream = Keras.TensorFlowStream(seed: seed)
            return try stream.draw(law, shape: [4])
        }
        #expect(tensors[0] == tensors[1])
        #expect(tensors[0] == tensors[2])
        #expect(tensors[0] != tensors[3])
    }

    @Test("A search finds every seed of a tensor")
    func search() throws {
        let law = StreamLaw.uniform(low: -0.1, high: 0.1)
        var stream = Keras.TensorFlowStream(seed: 5)
        let values = try stream.draw(law, shape: [8]).scalars.map { Double($0) }
        let clues = Keras.TensorFlowStream.clues(values, law: law, count: 8)
        #expect(Keras.TensorFlowStream.seeds(in: 0...9999, matching: clues, limit: 9) == [5])
        let later = 2_147_483_646 as UInt64
        #expect(Keras.TensorFlowStream.seeds(in: later - 999...later + 999, matching: clues, limit: 9) == [later + 5])
    }
}
