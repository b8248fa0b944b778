import Claims
import NumberTypes
import Stats
import TestSupport
import Testing

/// Calls as people paste them: what each states for a tensor of 784 inputs and 256 outputs, stored as Keras stores it.
@Suite struct ClaimCallTests {
    private static func law(_ text: String, _ shape: [Int] = [784, 256]) throws -> ClaimedLaw {
        try Claim(text).law(of: shape)
    }

    private static func truncated(_ deviation: Double, _ low: Double = -2, _ high: Double = 2) -> ClaimedLaw {
        .truncatedNormal(parentMean: 0, parentStandardDeviation: deviation, low: low, high: high)
    }

    @Test(
        .tags(.knownAnswer),
        arguments: [
            // A trailing underscore is PyTorch's, which reads a fan-in of 256 off this shape.
            ("init.constant_(self.bias, 0.5)", ClaimedLaw.constant(0.5)), ("zeros_", .constant(0)),
            ("eye_(w)", .identity(gain: 1, rows: 784, columns: 256)),
            ("normal_(w, 0, 0.02)", .normal(mean: 0, standardDeviation: 0.02)),
            ("nn.init.normal_(torch.empty(3, 5), std=0.02)", .normal(mean: 0, standardDeviation: 0.02)),
            ("nn.init.normal_(self.layers[0].weight, std=0.02)", .normal(mean: 0, standardDeviation: 0.02)),
            // Tensor.normal_(mean=0, std=1), uniform_(from=0, to=1), zero_(), fill_(value): PyTorch's documentation.
            ("weight.data.normal_(mean=0.0, std=0.02)", .normal(mean: 0, standardDeviation: 0.02)),
            ("self.weight.normal_(0, 0.02)", .normal(mean: 0, standardDeviation: 0.02)),
            ("m.weight.data.normal_()", .normal(mean: 0, standardDeviation: 1)),
            ("self.encoder.weight.data.uniform_(-0.1, 0.1)", .uniform(low: -0.1, high: 0.1)),
            ("w[0].uniform_(to=2)", .uniform(low: 0, high: 2)), ("m.bias.data.zero_()", .constant(0)),
            ("module.weight.data.fill_(1.0)", .constant(1)),
            // Caffe2's XavierFill is kaiming_uniform_(a=1), of variance 1 / fan_in: limit sqrt(3 / 256).
            ("c2_xavier_fill(self.conv)", .uniform(low: -0.108_253_175_473_054_82, high: 0.108_253_175_473_054_82)),
            // 1 / sqrt(256), or 1 / sqrt of the inputs that the call states.
            ("torch.nn.Linear", .uniform(low: -0.0625, high: 0.0625)),
            ("nn.Linear(64, 10, bias=False)", .uniform(low: -0.125, high: 0.125)),
            ("nn.Conv2d(784, 256, kernel_size=3, padding=1)", .uniform(low: -0.0625, high: 0.0625)),
            ("nn.Embedding(1000, 64)", .normal(mean: 0, standardDeviation: 1)),
            // TensorFlow 1's functions take the shape first.
            ("tf.truncated_normal((784, 256), stddev=0.1)", truncated(0.1)),
            ("tf.truncated_normal([784, 256], stddev=0.1)", truncated(0.1)),
            ("tf.truncated_normal(shape, stddev=0.1)", truncated(0.1)),
            ("tf.random_normal([784, 256], stddev=0.01)", .normal(mean: 0, standardDeviation: 0.01)),
            ("tf.random_normal(shape, 0, 0.1)", .normal(mean: 0, standardDeviation: 0.1)),
            ("tf.random_normal(shape=[784, 256], stddev=0.1)", .normal(mean: 0, standardDeviation: 0.1)),
            ("tf.zeros_initializer()([256])", .constant(0)),
            // sqrt(6 / 1040), to 17 digits.
            (
                "GlorotUniform()(shape=(784, 256))",
                .uniform(low: -0.075_955_452_531_274_99, high: 0.075_955_452_531_274_99)
            ),
            (
                "xavier_initializer()((784, 256))",
                .uniform(low: -0.075_955_452_531_274_99, high: 0.075_955_452_531_274_99)
            ),
            (
                "nn.initializers.xavier_uniform()(key, (784, 256), jnp.float32)",
                .uniform(low: -0.075_955_452_531_274_99, high: 0.075_955_452_531_274_99)
            ),
            ("nnx.initializers.normal(stddev=0.02)", .normal(mean: 0, standardDeviation: 0.02)),
            ("jax.nn.initializers.zeros(key, (3, 4), jnp.float32)", .constant(0)),
            // sqrt(1 / 256) and sqrt(1 / 784): the fan-in that JAX's in_axis gives.
            (
                "jax.nn.initializers.variance_scaling(1.0, 'fan_in', 'normal', in_axis=-1, out_axis=-2)",
                .normal(mean: 0, standardDeviation: 0.0625)
            ),
            (
                "initializers.variance_scaling(1.0, \"fan_in\", \"normal\", -2, -1, (), jnp.float32)",
                .normal(mean: 0, standardDeviation: 1.0 / 28)
            ),
            (
                "initializers.variance_scaling(\n    1.0,  # as LeCun's\n    \"fan_in\",\n    'normal',\n)",
                .normal(mean: 0, standardDeviation: 1.0 / 28)
            ),
            ("jax.random.normal(jax.random.PRNGKey(0), (784, 256))", .normal(mean: 0, standardDeviation: 1)),
            ("random.normal(key, shape=(784, 256))", .normal(mean: 0, standardDeviation: 1)),
            ("rng.normal(0, 0.02, size=(784, 256))", .normal(mean: 0, standardDeviation: 0.02)),
        ]
    )
    func `a call as it stands in code has its framework's law`(text: String, law: ClaimedLaw) throws {
        let found = try Self.law(text)
        guard case (.uniform(let low, let high), .uniform(let wantedLow, let wantedHigh)) = (found, law) else {
            #expect(found == law)
            return
        }
        #expect(abs(low - wantedLow) <= 2 * wantedLow.ulp && abs(high - wantedHigh) <= 2 * wantedHigh.ulp, "\(found)")
    }

    /// JAX's _compute_fans, counted by hand.
    @Test(
        .tags(.knownAnswer),
        arguments: [
            ("in_axis=-2, out_axis=-1", [3, 3, 64, 128], 576.0, 1152.0),
            ("in_axis=1, out_axis=0", [128, 64, 3, 3], 576, 1152),
            ("in_axis=0, out_axis=(1, 2)", [512, 8, 64], 512, 512),
            ("in_axis=(0, 1), out_axis=2", [8, 64, 256], 512, 256),
            ("in_axis=1, out_axis=2, batch_axis=0", [6, 64, 32], 64, 32),
            ("in_axis=[0], out_axis=[-1]", [784, 256], 784, 256), ("0, 1, 2", [20, 30, 7], 20, 30),
        ]
    )
    func `JAX's axes tell the fans`(axes: String, shape: [Int], fanIn: Double, fanOut: Double) throws {
        let claim = try Claim("jax.nn.initializers.he_normal(\(axes))")
        #expect(try claim.fans(of: shape) == ClaimedFans(fanIn: fanIn, fanOut: fanOut))
        let variance = try claim.law(of: shape).distribution().variance
        #expect(abs(variance * fanIn / 2 - 1) < 1e-12)
    }

    @Test(
        .tags(.negativeControl),
        arguments: [
            ("in_axis=2", "axis 2"), ("in_axis=0, batch_axis=0", "axis 0"), ("in_axis=(-2, -2)", "axes -2"),
        ]
    )
    func `axes that a shape does not have leave it without fans`(axes: String, word: String) throws {
        #expect {
            _ = try Self.law("jax.nn.initializers.he_normal(\(axes))")
        } throws: {
            "\($0)".hasPrefix("no fans for shape [784, 256]") && "\($0)".contains(word)
        }
    }

    @Test(
        .tags(.negativeControl),
        arguments: [
            // A name in place of a number does not state a law, and it is not skipped as a tensor.
            ("np.random.normal(mu, 0.1)", "claim np.random.normal, argument loc: found mu"),
            ("nn.Linear(config.width, 10)", "claim nn.Linear, argument in_features: found config.width"),
            (
                "nn.init.normal_(m.weight, std=config.initializer_range)",
                "claim torch.nn.init.normal_, argument std: found config.initializer_range, expected a finite number: write"
            ),
            ("w.normal_(mu, 1)", "claim w.normal_, argument mean: found mu"),
            ("nn.int.normal_(w)", "claim 'nn.int.normal_': no initializer has this name"),
            ("zeros()(7)", "claim zeros: found argument 7, expected key, shape, dtype"),
            ("keras.GlorotUniform()(gain=2)", "claim keras.GlorotUniform: found argument gain, expected key, shape"),
            (
                "jax.nn.initializers.he_normal(in_axis='a')",
                "claim jax.nn.initializers.he_normal, argument in_axis: found 'a'"
            ),
        ]
    )
    func `a call that is not understood is refused with what mends it`(text: String, message: String) {
        #expect {
            _ = try Claim(text)
        } throws: {
            "\($0)".hasPrefix(message)
        }
    }

    @Test(.tags(.negativeControl)) func `a bias's fans are its call's`() throws {
        #expect(try Self.law("nn.Linear(64, 10)", [10]) == .uniform(low: -0.125, high: 0.125))
        #expect {
            _ = try Self.law("nn.Linear", [10])
        } throws: {
            "\($0)".hasPrefix(
                "claim nn.Linear, argument in_features: not stated, expected a whole number: the shape [10]"
            )
        }
    }

    @Test(.tags(.negativeControl), arguments: ["xavier", "glorot", "Xavier", "he", "kaiming", "relu", "lecun"])
    func `a rule's name is a question, which is answered with its calls`(word: String) {
        do throws(ClaimError) {
            _ = try Claim(word)
            Issue.record("\(word) is a claim")
        } catch {
            guard case .severalCalls(word, let calls) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(calls.contains { $0.hasPrefix("keras.") } && calls.contains { $0.hasPrefix("jax.") })
            for call in calls { #expect((try? Claim(call)) != nil, "\(call)") }
        }
    }

    @Test func `a type may stand in the call of the result`() throws {
        for text in [
            "nn.initializers.he_normal()(key, (3, 4), jnp.bfloat16)", "GlorotUniform()((3, 4), dtype='bfloat16')",
            "jax.nn.initializers.zeros(key, (3, 4), jnp.bfloat16)",
        ] {
            #expect(try Claim(text).numberType == .bfloat16)
        }
    }

    @Test func `padding of an embedding's call is its row`() throws {
        #expect(try Claim("nn.Embedding(1000, 64, padding_idx=3)").paddingIndex == 3)
        #expect(try Claim("nn.Embedding(1000, 64)").paddingIndex == nil)
    }
}
