import Claims
import Conformance
import Initializers
import NumberTypes
import TestSupport
import Testing
import WeightFiles

@Suite struct UntrainedTests {
    private static func states(
        _ tensors: [(String, [Float], [Int])],
        seeds: SeedSearch? = nil
    ) async -> [Untrained.State] {
        let readers = tensors.map { name, values, shape in
            TensorReader(holding: values, as: .float32, shape: shape, name: name)
        }
        let file = WeightFile(holding: readers, name: "memory")
        return Untrained(await Identification.run([file], seeds: seeds), resolvableScale: 0.05).cases.map(\.state)
    }

    @Test(.tags(.property)) func `what initializers left is untrained`() async throws {
        let uniform = try PyTorch.LayerWeight(seed: 1)(shape: [100, 300]).scalars
        let states = await Self.states([
            ("weight", uniform, [100, 300]), ("bias", [Float](repeating: 0, count: 100), [100]),
            ("small", Array(uniform[..<12]), [3, 4]),
        ])
        guard case .conforms(let claim, let noticeable) = states[0], case .constant(0) = states[1],
            case .tooSmall = states[2]
        else {
            Issue.record("\(states)")
            return
        }
        #expect(claim == "torch.nn.Linear.weight")
        #expect(noticeable < 0.05)
    }

    @Test(.tags(.negativeControl)) func `one step of an optimizer shows in a bounded law`() async throws {
        var generator = PyTorch.Generator(manualSeed: 3)
        let weight = try generator.linear(inFeatures: 300, outFeatures: 100).weight.scalars
        // Adam's first step moves each weight by its rate, up or down.
        var signs = SplitMix64(state: 1)
        let moved = weight.map { $0 + (signs.uniform() < 0.5 ? -1e-3 : 1e-3) }
        let search = SeedSearch([0...100], of: [.torch])
        let states = await Self.states([("before", weight, [100, 300]), ("after", moved, [100, 300])], seeds: search)
        guard case .drawn(let match) = states[0], case .unlike = states[1] else {
            Issue.record("\(states)")
            return
        }
        #expect(match.comparison.draw == SeededDraw(.torch, seed: 3))
    }

    @Test(.tags(.negativeControl))
    func `a value beyond the bounds is not what an initializer left, nor is a lone scale`()
        async throws
    {
        var weight = try PyTorch.LayerWeight(seed: 1)(shape: [100, 300]).scalars
        weight[77] = 0.46
        let states = await Self.states([("weight", weight, [100, 300]), ("scale", [4.6052], [1]), ("one", [1], [1])])
        guard case .unlike = states[0], case .tooSmall = states[1], case .constant(1) = states[2] else {
            Issue.record("\(states)")
            return
        }
    }

    @Test(.tags(.property)) func `an embedding with a padding row is untrained`() async throws {
        for padding in [0, 7] {
            var table = try PyTorch.EmbeddingWeight(seed: 1)(shape: [300, 64]).scalars
            for place in padding * 64..<(padding + 1) * 64 { table[place] = 0 }
            let states = await Self.states([("embedding.weight", table, [300, 64])], seeds: .common)
            guard case .conforms = states[0] else {
                Issue.record("\(states)")
                return
            }
        }
    }
}
