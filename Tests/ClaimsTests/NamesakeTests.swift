import Claims
import Stats
import TestSupport
import Testing

@Suite struct NamesakeTests {
    private func namesakes(_ name: String) throws -> [(names: String, law: String)] {
        try #require(Catalogue.schemes.first { $0.name == name }, "\(name)").namesakes
    }

    @Test(.tags(.property)) func `schemes are namesakes of each other, and none is unlike itself`() throws {
        for scheme in Catalogue.schemes {
            for namesake in scheme.namesakes {
                #expect(!namesake.law.isEmpty && namesake.names != scheme.name)
                guard let other = Catalogue.schemes.first(where: { $0.name == namesake.names }) else { continue }
                let back = other.namesakes.flatMap { $0.names.split(separator: ", ") }
                #expect(back.contains { $0 == scheme.name || $0 == scheme.framework }, "\(other.name): \(scheme.name)")
            }
        }
        #expect(try namesakes("zeros").isEmpty)
    }

    /// What tells the frameworks apart, in the words of each; schemes with the same law are listed together.
    @Test(
        .tags(.knownAnswer),
        arguments: [
            ("keras.GlorotUniform", ["caffe.xavier"]),
            (
                "keras.GlorotNormal",
                [
                    "glorot_gaussian, torch, mlx", "tf.contrib.layers.xavier_initializer", "prettytensor.xavier_init",
                    "caffe.xavier",
                ]
            ),
            ("torch.nn.init.kaiming_uniform_", ["mlx.nn.init.he_uniform"]),
            ("torch.nn.init.kaiming_normal_", ["he_normal, keras, jax", "mlx.nn.init.he_normal"]),
            (
                "torch.nn.init.trunc_normal_",
                ["keras.TruncatedNormal", "jax.nn.initializers.truncated_normal"]
            ),
            (
                "keras.VarianceScaling",
                ["variance_scaling, jax", "tf.contrib.layers.variance_scaling_initializer"]
            ),
            ("torch.nn.init.orthogonal_", ["orthogonal, keras, jax", "mlx.nn.init.orthogonal"]),
            ("mlx.nn.init.sparse", ["sparse, torch"]), ("torch.nn.init.sparse_", ["mlx.nn.init.sparse"]),
        ]
    )
    func `the frameworks' laws of one name are told apart`(name: String, expected: [String]) throws {
        let found = try namesakes(name).map(\.names)
        for names in expected { #expect(found.contains(names), "\(name): \(found)") }
    }

    @Test(.tags(.knownAnswer)) func `the figures in the texts are those of the laws`() throws {
        func variance(_ text: String) throws -> Double { try Claim(text).law(of: [784, 256]).distribution().variance }
        // 1 / Var(Z given |Z| < 2) = 1.2924216342232249.
        let glorot = 2.0 / 1040
        let exact = 1.292_421_634_223_224_9
        let contrib = try variance("tf.contrib.layers.xavier_initializer(uniform=False)")
        #expect(abs(contrib / glorot - 1.3 / exact) < 1e-12)
        let pretty = try variance("prettytensor.xavier_init(uniform=False)")
        #expect(abs(pretty / glorot - 1.16061) < 1e-5)
        #expect(abs(2 * exact - 2.58484) < 1e-5)
        let scaling = try variance("tf.contrib.layers.variance_scaling_initializer") / (2.0 / 784)
        #expect(abs(scaling - 1.00586) < 1e-5)
        // The texts must say so, too.
        for (asked, scheme, figure) in [
            ("keras.GlorotNormal", "tf.contrib.layers.xavier_initializer", "1.29242"),
            ("keras.GlorotNormal", "prettytensor.xavier_init", "1.16061"),
            ("keras.GlorotNormal", "prettytensor.xavier_init", "2.58484"),
            ("keras.VarianceScaling", "tf.contrib.layers.variance_scaling_initializer", "1.00586"),
            ("keras.VarianceScaling", "variance_scaling, jax", "not truncated"),
            ("variance_scaling", "keras.VarianceScaling", "'normal' is truncated"),
            ("truncated_normal", "keras.TruncatedNormal", "±2 stddev, which is 0.05"),
            ("keras.TruncatedNormal", "torch.nn.init.trunc_normal_", "absolute values"),
        ] {
            let texts = try namesakes(asked).filter { $0.names.contains(scheme) }.map(\.law)
            #expect(texts.contains { $0.contains(figure) }, "\(asked), \(scheme): \(texts)")
        }
    }
}
