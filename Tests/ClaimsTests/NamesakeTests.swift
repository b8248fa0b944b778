import Claims
import Stats
import TestSupport
import Testing

@Suite struct NamesakeTests {
    @Test func `every namesake is a scheme, and none is unlike itself`() throws {
        for group in Catalogue.namesakes {
            #expect(group.count >= 2)
            for namesake in group {
                #expect(!namesake.law.isEmpty)
                for name in namesake.schemes {
                    let scheme = try #require(Catalogue.schemes.first { $0.name == name }, "\(name)")
                    #expect(!scheme.namesakes.contains { $0.names == name } && !scheme.namesakes.isEmpty)
                }
            }
        }
        #expect(Catalogue.schemes.first { $0.name == "zeros" }?.namesakes.isEmpty == true)
    }

    @Test(.tags(.knownAnswer)) func `the figures in the table are those of the laws`() throws {
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
        // And the table says so.
        for (scheme, figure) in [
            ("tf.contrib.layers.xavier_initializer", "1.29242"), ("prettytensor.xavier_init", "1.16061"),
            ("prettytensor.xavier_init", "2.58484"), ("tf.contrib.layers.variance_scaling_initializer", "1.00586"),
        ] {
            let texts = Catalogue.namesakes.joined().filter { $0.schemes.contains(scheme) }.map(\.law)
            #expect(texts.contains { $0.contains(figure) }, "\(scheme): \(texts)")
        }
    }

    @Test func `Keras' Glorot is told from PyTorch's, TensorFlow 1's and PrettyTensor's`() throws {
        let namesakes = try Claim("keras.GlorotNormal").scheme.namesakes
        #expect(namesakes.map(\.names).joined(separator: "; ").contains("torch, mlx"))
        #expect(namesakes.contains { $0.names == "prettytensor.xavier_init" && $0.law.contains("3") })
        #expect(namesakes.contains { $0.names == "tf.contrib.layers.xavier_initializer" && $0.law.contains("1.3") })
    }
}
