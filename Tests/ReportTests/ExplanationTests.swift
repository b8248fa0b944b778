import TestSupport
import Testing

import Claims
import Conformance
import Report

@Suite struct ExplanationTests {
    /// Formulas by hand: Glorot & Bengio (2010), equation 16; He et al. (2015), equation 10; the frameworks' sources.
    @Test(
        .tags(.knownAnswer),
        arguments: [
            ("glorot_uniform", "limit = sqrt(6 / (576 + 1152)) = 0.0589256"),
            ("sigmoid_uniform", "limit = 4 * sqrt(6 / (576 + 1152)) = 0.235702"),
            ("he_uniform", "limit = sqrt(6 / 576) = 0.102062"),
            ("keras.LecunUniform", "limit = sqrt(3 / 576) = 0.0721688"),
            ("he_normal", "variance = 2 / 576 = 0.00347222, of the parent over 0.773741"),
            ("fan_in_gaussian", "variance = 1 / 576 = 0.00173611"),
            (
                "tf.contrib.layers.xavier_initializer(uniform=False)",
                "variance of the parent = 2.6 / (576 + 1152) = 0.00150463"
            ),
            ("jax.nn.initializers.variance_scaling(1, 'fan_out', 'normal')", "variance = 1 / 1152 = 0.000868056"),
            (
                "jax.nn.initializers.variance_scaling(1, 'fan_geo_avg', 'normal')",
                "variance = 1 / sqrt(576 * 1152) = 0.00122762"
            ),
        ]
    )
    func `the formula has the numbers in it`(claim: String, formula: String) throws {
        let text = try Explanation.render(try Claim(claim), shape: [3, 3, 64, 128])
        #expect(text.contains("    formula       \(formula)\n"), "\(text)")
    }

    @Test(
        .tags(.knownAnswer),
        arguments: [
            ("keras.GlorotUniform", [3, 3, 64, 128], "3*3*64 = 576", "3*3*128 = 1152"),
            ("torch.nn.init.xavier_uniform_", [128, 64, 3, 3], "64*3*3 = 576", "3*3*128 = 1152"),
            ("mlx.nn.init.glorot_uniform", [128, 3, 3, 64], "3*3*64 = 576", "128*3*3 = 1152"),
            ("caffe.xavier", [128, 64, 3, 3], "64*3*3 = 576", "128*3*3 = 1152"),
            ("keras.GlorotUniform", [784, 256], "784", "256"),
            ("keras.GlorotUniform", [512], "512", "512"),
            ("keras.GlorotUniform", [1_000_003, 2], "1000003", "2"),
            ("flax.linen.MultiHeadDotProductAttention.query.kernel", [512, 8, 64], "512", "8*64 = 512"),
        ] as [(String, [Int], String, String)]
    )
    func `fans are worked out from the shape`(claim: String, shape: [Int], fanIn: String, fanOut: String) throws {
        let text = try Explanation.render(try Claim(claim), shape: shape)
        #expect(text.contains("  fan_in          \(fanIn)\n  fan_out         \(fanOut)\n"), "\(text)")
    }

    @Test(.tags(.property)) func `every claim of the plan is explained with what it is for`() throws {
        for claim in try Plan.standard().claims {
            let text = try Explanation.render(claim, shape: nil)
            let use = try #require(text.split(separator: "\n").first { $0.hasPrefix("  for             ") }, "\(claim)")
            #expect(!use.hasSuffix("see its source"), "\(claim)")
        }
    }
}
