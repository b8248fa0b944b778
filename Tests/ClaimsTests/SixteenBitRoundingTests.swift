import Claims
import NumberTypes
import Stats
import TestSupport
import Testing

@Suite struct SixteenBitRoundingTests {
    private static func roundings(_ text: String) throws -> [LatticeLaw.Rounding] {
        let claim = try Claim(text)
        return claim.latticeRoundings(for: try claim.law(of: [784, 256]))
    }

    /// Whatever the framework: rounded once, and once and kept within the bounds. In addition, what the framework does
    /// in 16 bits.
    @Test(
        .tags(.knownAnswer),
        arguments: [
            ("torch.nn.init.xavier_uniform_", [LatticeLaw.Rounding.torchUniform]),
            ("nn.Linear.weight", [.torchUniform]),
            ("torch.nn.LSTM.weight_ih_l0(hidden_size=4)", [.torchUniform]), ("torch.rand", [.torchUniform]),
            ("torch.nn.init.normal_", []), ("torch.randn", []), ("t5.normal", []),
            ("torch.nn.init.sparse_(sparsity=0.5)", []), ("torch.nn.init.trunc_normal_", [.conditionedInside]),
            ("jax.nn.initializers.glorot_uniform", []), ("flax.linen.Dense.kernel", []),
            ("keras.GlorotUniform", [.torchUniform]),
            ("keras.GlorotNormal", [.conditionedInside, .scaled(.standardNormal)]),
            ("keras.RandomNormal", [.scaled(.standardNormal)]),
            ("tf.random_normal_initializer", [.scaled(.standardNormal)]),
            ("tf.truncated_normal", [.scaled(.standardNormal)]), ("tf.contrib.layers.xavier_initializer", []),
            ("mlx.nn.init.he_uniform", []), ("mlx.nn.init.normal", [.scaled(.inverseErrorFunction)]),
            ("numpy.random.uniform", []), ("glorot_uniform", [.torchUniform]),
            ("glorot_normal", [.conditionedInside, .scaled(.standardNormal)]),
            ("normal", [.scaled(.standardNormal), .scaled(.inverseErrorFunction)]),
        ] as [(String, [LatticeLaw.Rounding])]
    )
    func `a claim admits casts, bounds that are kept, and the framework's own draws`(
        text: String,
        own: [LatticeLaw.Rounding]
    ) throws {
        let claim = try Claim(text)
        let always: [LatticeLaw.Rounding] =
            switch try claim.law(of: [784, 256]) {
            case .uniform: [.nearestEven, .clampedInside(strict: false), .clampedInside(strict: true)]
            case .truncatedNormal: [.nearestEven, .clampedInside(strict: true)]
            default: [.nearestEven]
            }
        let found = try Self.roundings(text)
        #expect(Set(found) == Set(always + own))
        #expect(found.count == Set(found).count)
    }

    @Test func `a framework that draws with the bits of the type says what to do`() throws {
        for text in [
            "jax.nn.initializers.normal", "flax.linen.Dense.kernel", "keras.HeNormal", "mlx.nn.init.glorot_uniform",
            "mlx.nn.GRU.Wx(hidden_size=4)", "tf.contrib.layers.xavier_initializer",
        ] {
            let claim = try Claim(text)
            let rounding = claim.sixteenBitRounding(of: try claim.law(of: [784, 256]))
            #expect(rounding == (text.hasPrefix("mlx") ? .shiftedInType : .drawnInType), "\(text)")
            #expect(rounding.summary.contains("draw in float32"))
        }
        #expect(SixteenBitRounding.allCases.filter { !$0.isExact } == [.drawnInType, .shiftedInType])
    }
}
