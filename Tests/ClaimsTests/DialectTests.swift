import Claims
import NumberTypes
import Stats
import TestSupport
import Testing

/// Functions and layers with their own names for arguments.
@Suite struct DialectTests {
    private static func law(_ text: String) throws -> ClaimedLaw { try Claim(text).law(of: [784, 256]) }

    @Test(
        .tags(.knownAnswer),
        arguments: [
            // NumPy's documentation: loc=0.0, scale=1.0, size=None; low=0.0, high=1.0.
            ("numpy.random.normal", ClaimedLaw.normal(mean: 0, standardDeviation: 1)),
            ("np.random.normal(loc=1, scale=0.02, size=(784, 256))", .normal(mean: 1, standardDeviation: 0.02)),
            ("np.random.normal(0, 0.02, (784, 256))", .normal(mean: 0, standardDeviation: 0.02)),
            ("numpy.random.uniform", .uniform(low: 0, high: 1)),
            ("np.random.uniform(-0.1, 0.1, 784)", .uniform(low: -0.1, high: 0.1)),
            ("np.random.uniform(high=2)", .uniform(low: 0, high: 2)),
            ("np.random.standard_normal((784, 256))", .normal(mean: 0, standardDeviation: 1)),
            ("np.random.randn(784, 256)", .normal(mean: 0, standardDeviation: 1)),
            ("torch.randn(784, 256)", .normal(mean: 0, standardDeviation: 1)),
            ("torch.randn((784, 256), dtype=torch.float32)", .normal(mean: 0, standardDeviation: 1)),
            ("torch.rand(784, 256)", .uniform(low: 0, high: 1)),
            ("jax.random.normal(key, (784, 256))", .normal(mean: 0, standardDeviation: 1)),
            ("jax.random.uniform(key, (784, 256), jnp.float32, -1, 1)", .uniform(low: -1, high: 1)),
            ("jax.random.uniform(key, minval=-0.5)", .uniform(low: -0.5, high: 1)),
            (
                "jax.random.truncated_normal(key, -2, 3)",
                .truncatedNormal(parentMean: 0, parentStandardDeviation: 1, low: -2, high: 3)
            ),
            ("tf.random.normal((784, 256), stddev=0.1)", .normal(mean: 0, standardDeviation: 0.1)),
            ("tf.random_uniform((), minval=-1)", .uniform(low: -1, high: 1)),
            // TensorFlow 1's documentation: minval=0, maxval=None, which is 1 for floats.
            ("tf.compat.v1.random_uniform_initializer", .uniform(low: 0, high: 1)),
            // Keras': minval=-0.05, maxval=0.05.
            ("tf.random_uniform_initializer", .uniform(low: -0.05, high: 0.05)),
            // MLX: scale = 1.0 / math.sqrt(hidden_size); PyTorch: bound = 1 / sqrt(in1_features).
            ("mlx.nn.LSTM.Wx(hidden_size=256)", .uniform(low: -0.0625, high: 0.0625)),
            ("mlx.nn.GRU.bhn(256)", .uniform(low: -0.0625, high: 0.0625)),
            ("mlx.nn.RNN.Whh(hidden_size=2**8)", .uniform(low: -0.0625, high: 0.0625)),
            ("torch.nn.Bilinear.weight(in1_features=64)", .uniform(low: -0.125, high: 0.125)),
            ("nn.Bilinear.bias(64)", .uniform(low: -0.125, high: 0.125)),
        ]
    )
    func `a call has the law that its documentation states`(text: String, law: ClaimedLaw) throws {
        #expect(try Self.law(text) == law)
    }

    @Test func `a dialect answers to every one of its names and to no scheme's`() throws {
        let taken = Set(Catalogue.schemes.flatMap { [$0.name] + $0.aliases + $0.layerParameters })
        var seen: Set<String> = []
        for dialect in Catalogue.dialects {
            #expect(!dialect.source.isEmpty)
            for name in dialect.names {
                #expect(seen.insert(name).inserted && !taken.contains(name), "\(name)")
                do throws(ClaimError) {
                    _ = try Claim(name)
                } catch {
                    // Some have a parameter without a default, and the error names it.
                    guard case .invalidArgument(name, let argument, "None", _) = error else {
                        Issue.record("\(name): \(error)")
                        continue
                    }
                    #expect(dialect.parameters.contains { $0.name == argument })
                }
            }
        }
    }

    @Test(.tags(.negativeControl))
    func `an error speaks the dialect's words`() {
        let refusals = [
            ("numpy.random.normal(scale=0)", "claim numpy.random.normal, argument scale: found 0"),
            ("np.random.normal(stddev=1)", "claim np.random.normal: found argument stddev, expected loc, scale, size"),
            ("np.random.normal(0, 1, (3,), 4)", "claim np.random.normal: found argument 4"),
            ("mlx.nn.LSTM.Wx", "claim mlx.nn.LSTM.Wx, argument hidden_size: not stated"),
            ("jax.random.uniform(key, minval=2)", "claim jax.random.uniform, argument maxval: found 1"),
            // A weight's own shape does not tell the base's width.
            ("mup.MuReadout.weight", "claim mup.MuReadout.weight, argument base_width: not stated"),
            ("torch.randn(3, mean=1)", "claim torch.randn: found argument mean"),
        ]
        for (text, message) in refusals {
            #expect {
                _ = try Claim(text)
            } throws: {
                "\($0)".hasPrefix(message)
            }
        }
    }

    @Test func `a dialect keeps its framework, its signature and its type`() throws {
        let claim = try Claim("np.random.normal(scale=0.5, dtype='float16')")
        #expect(claim.framework == "numpy" && claim.scheme.name == "normal" && claim.numberType == .float16)
        #expect(claim.signature == "np.random.normal(loc=0, scale=1, size)")
        #expect(try Claim("jax.random.normal(key, (3, 4), jnp.bfloat16)").numberType == .bfloat16)
        #expect(try Claim("mlx.nn.LSTM.Wx(hidden_size=4)").framework == "mlx")
        #expect(try Claim("torch.nn.Linear.weight").framework == "torch")
        #expect(try Claim("torch.randn").forms().count == 1)
    }
}
