import Conformance
import Stats
import TestSupport
import Testing

@Suite struct SixteenBitRoundingTests {
    private static func rounding(_ text: String) throws -> LatticeLaw.Rounding {
        let claim = try Claim(text)
        return claim.latticeRounding(for: try claim.law(of: [784, 256]))
    }

    @Test(
        .tags(.knownAnswer),
        arguments: [
            ("torch.nn.init.xavier_uniform_", LatticeLaw.Rounding.torchUniform),
            ("torch.nn.init.kaiming_uniform_", .torchUniform), ("torch.nn.init.uniform_", .torchUniform),
            ("nn.Linear.weight", .torchUniform), ("torch.nn.LSTM.weight_ih_l0(hidden_size=4)", .torchUniform),
            ("torch.rand", .torchUniform), ("torch.nn.init.normal_", .nearestEven), ("torch.randn", .nearestEven),
            ("torch.nn.init.kaiming_normal_", .nearestEven), ("torch.nn.init.xavier_normal_", .nearestEven),
            ("torch.nn.init.trunc_normal_", .conditionedInside), ("t5.normal", .nearestEven),
            ("jax.nn.initializers.glorot_uniform", .nearestEven), ("keras.GlorotNormal", .nearestEven),
            ("mlx.nn.init.he_uniform", .nearestEven), ("numpy.random.uniform", .nearestEven),
            ("glorot_uniform", .clampedInside(strict: false)), ("glorot_normal", .clampedInside(strict: true)),
            ("normal", .nearestEven),
        ]
    )
    func `a claim has the rounding of the framework that it names`(text: String, rounding: LatticeLaw.Rounding) throws {
        #expect(try Self.rounding(text) == rounding)
    }

    @Test func `a framework that draws in the type says that no lattice is its own`() throws {
        let inexact: [(String, SixteenBitRounding)] = [
            ("jax.nn.initializers.normal", .drawnInType), ("flax.linen.Dense.kernel", .drawnInType),
            ("keras.HeNormal", .drawnInType), ("mlx.nn.init.glorot_uniform", .scaledInType),
            ("mlx.nn.GRU.Wx(hidden_size=4)", .scaledInType), ("tf.random_normal_initializer", .scaledInType),
            ("tf.contrib.layers.xavier_initializer", .drawnInType),
        ]
        for (text, rounding) in inexact {
            let claim = try Claim(text)
            #expect(claim.sixteenBitRounding(of: try claim.law(of: [784, 256])) == rounding, "\(text)")
            #expect(!rounding.isExact)
        }
        for rounding in SixteenBitRounding.allCases { #expect(!rounding.summary.isEmpty) }
        #expect(SixteenBitRounding.allCases.filter(\.isExact) == [.own, .once, .torchUniform, .roundedThenTruncated])
    }
}
