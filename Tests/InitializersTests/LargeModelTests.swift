import Initializers
import Testing

/// The laws of large models as numbers computed from their sources, for a width of 768, 12 layers and heads of 64.
@Suite struct LargeModelTests {
    private func expectNormal(_ initializer: some EntrywiseInitializer, _ shape: [Int], _ expected: Double) throws {
        guard case .normal(let mean, let standardDeviation) = try initializer.law(shape: shape) else {
            Issue.record("\(initializer) is not normal")
            return
        }
        // The formulas use another order of operations: four units of 2^-53.
        #expect(mean == 0 && (standardDeviation - expected).magnitude <= 4.5e-16 * expected, "\(initializer)")
    }

    private func expectErrors(_ initializers: [any EntrywiseInitializer]) {
        for initializer in initializers {
            #expect(throws: InitializerError.self) { try initializer.law(shape: [4, 4]) }
        }
    }

    @Test func `GPT-2's and Megatron's residual projections are scaled by the root of twice the layers`() throws {
        try expectNormal(GPT2.Normal(seed: 1), [768, 2304], 0.02)
        // 0.02 / sqrt(24)
        try expectNormal(GPT2.ResidualNormal(seed: 1, layers: 12), [768, 768], 0.004082482904638631)
        try expectNormal(Megatron.Normal(seed: 1, standardDeviation: 0.006), [5], 0.006)
        // 0.006 / sqrt(192)
        try expectNormal(
            Megatron.ScaledNormal(seed: 1, layers: 96, standardDeviation: 0.006),
            [768, 768],
            0.00043301270189221935
        )
        expectErrors([GPT2.ResidualNormal(seed: 1, layers: 0), Megatron.ScaledNormal(seed: 1, layers: -1)])
        #expect(throws: InitializerError.self) {
            try GPT2.ResidualNormal(seed: 1, layers: 2, standardDeviation: -1)(shape: [2])
        }
    }

    @Test func `small and Wang's initialization depend on the width of the model`() throws {
        // sqrt(2 / 3840), 2 / (12 sqrt(768))
        try expectNormal(SmallInit(seed: 1, width: 768), [768, 3072], 0.022821773229381923)
        try expectNormal(WangInit(seed: 1, width: 768, layers: 12), [3072, 768], 0.006014065304058602)
        expectErrors([
            SmallInit(seed: 1, width: 0), WangInit(seed: 1, width: 0, layers: 1),
            WangInit(seed: 1, width: 1, layers: 0),
        ])
    }

    @Test func `T5 has the factor of attention in its queries`() throws {
        try expectNormal(T5.Normal(seed: 1), [3072, 768], 0.036084391824351615)
        try expectNormal(T5.Normal(seed: 1), [768, 3072], 0.018042195912175808)
        try expectNormal(T5.QueryNormal(seed: 1, width: 768, headWidth: 64), [768, 768], 0.004510548978043952)
        try expectNormal(T5.Embedding(seed: 1), [32_128, 768], 1)
        expectErrors([T5.QueryNormal(seed: 1, width: 0, headWidth: 1), T5.QueryNormal(seed: 1, width: 1, headWidth: 0)])
    }

    @Test func `a vision transformer's bounds are absolute`() throws {
        let law = try VisionTransformerNormal(seed: 1).law(shape: [768, 768])
        #expect(law == .truncatedNormal(mean: 0, standardDeviation: 0.02, low: -100, high: 100))
        let narrow = try VisionTransformerNormal(seed: 1, standardDeviation: 1)(shape: [1000]).scalars
        #expect(narrow.allSatisfy { $0.magnitude < 2 })
    }

    @Test func `under muP the variance falls with the fan in, at the output with its square`() throws {
        try expectNormal(MaximalUpdate.HiddenNormal(seed: 1), [10, 256], 1 / 16.0)
        try expectNormal(MaximalUpdate.OutputNormal(seed: 1), [10, 256], 1 / 256.0)
        try expectNormal(MaximalUpdate.OutputNormal(seed: 1, gain: 3, layout: .inputOutput), [256, 10], 3 / 256.0)
        expectErrors([MaximalUpdate.HiddenNormal(seed: 1, layout: .axes(input: [7], output: [], batch: []))])
        #expect(throws: InitializerError.self) { try MaximalUpdate.OutputNormal(seed: 1, gain: -1)(shape: [2, 2]) }
    }

    @Test func `PyTorch's layers draw within the inverse root of the fan in`() throws {
        #expect(try PyTorch.LayerWeight(seed: 1).law(shape: [10, 256]) == .uniform(low: -0.0625, high: 0.0625))
        // ConvTranspose2d(16, 64, 3): 1 / sqrt(64 * 9), by the second axis.
        #expect(
            try PyTorch.LayerWeight(seed: 1).law(shape: [16, 64, 3, 3])
                == .uniform(low: -0.041666666666666664, high: 0.041666666666666664)
        )
        #expect(try PyTorch.LayerBias(seed: 1, fanIn: 256).law(shape: [10]) == .uniform(low: -0.0625, high: 0.0625))
        try expectNormal(PyTorch.EmbeddingWeight(seed: 1), [1000, 16], 1)
        #expect(throws: InitializerError.invalidFan(name: "fanIn", value: 0)) {
            try PyTorch.LayerBias(seed: 1, fanIn: 0).law(shape: [10])
        }
    }
}
