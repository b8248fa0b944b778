import Claims
import Stats
import TestSupport
import Testing

/// Parameters and functions by their frameworks' names, each with the layout in which the framework stores the tensor.
@Suite struct LayerNameTests {
    private static func u(_ limit: Double) -> ClaimedLaw { .uniform(low: -limit, high: limit) }
    private static func n(_ deviation: Double) -> ClaimedLaw { .normal(mean: 0, standardDeviation: deviation) }
    private static func t(_ deviation: Double) -> ClaimedLaw {
        .truncatedNormal(parentMean: 0, parentStandardDeviation: deviation, low: -2, high: 2)
    }

    /// The deviation of a standard normal law that is cut at 2.
    private static let cut = 0.879_625_661_034_239_78

    private static let torch: [(String, [Int], ClaimedLaw)] = [
        // 1 / sqrt(hidden_size), the first axis being 4, 3 or 1 times as long: PyTorch, torch.nn.LSTM, GRU, RNN.
        ("torch.nn.LSTM.weight_ih_l0", [1024, 64], u(0.0625)),
        ("nn.LSTM.weight_hh_l3_reverse", [1024, 256], u(0.0625)),
        ("torch.nn.LSTMCell.bias_hh", [1024], u(0.0625)), ("torch.nn.GRU.weight_hh_l1", [768, 256], u(0.0625)),
        ("nn.GRUCell.bias_ih", [768], u(0.0625)), ("torch.nn.RNN.weight_ih_l0", [256, 64], u(0.0625)),
        ("torch.nn.LSTM.weight_hr_l0", [64, 256], u(0.0625)),
        ("torch.nn.LSTM.weight_ih_l0(hidden_size=64)", [784, 256], u(0.125)),
        // 1 / sqrt(in1_features) of [out, in1, in2].
        ("torch.nn.Bilinear.weight", [10, 64, 32], u(0.125)),
        ("torch.nn.PReLU.weight", [1], .constant(0.25)),
        ("torch.nn.Linear.parametrizations.weight.original1", [10, 64], u(0.125)),
        ("torch.nn.ConvTranspose2d.weight", [16, 4, 4, 4], u(0.125)),
        ("timm.layers.lecun_normal_(w)", [784, 256], t(0.0625 / cut)),
        ("variance_scaling_(w, scale=4, mode='fan_in')", [784, 256], n(0.125)),
        (
            "init_weights_vit_timm", [784, 256],
            .truncatedNormal(parentMean: 0, parentStandardDeviation: 0.02, low: -100, high: 100)
        ),
        ("zero_module(conv)", [64, 64, 1, 1], .constant(0)), ("lora_A.weight", [8, 256], u(0.0625)),
        ("peft.lora_B.weight", [256, 8], .constant(0)), ("peft.lora_embedding_B", [64, 8], n(1)),
        ("mamba_ssm.Mamba.dt_proj.weight", [1536, 64], u(0.125)),
        // 0.02 / sqrt(2 * 8).
        ("nanogpt.c_proj.weight(n_layer=8)", [256, 256], n(0.005)), ("nanogpt.Linear.weight", [256, 256], n(0.02)),
    ]

    private static let tensorflow: [(String, [Int], ClaimedLaw)] = [
        // sqrt(6 / (512 + 512)); to tf.keras 2 the first of three axes is a receptive field.
        ("keras.layers.MultiHeadAttention.query.kernel", [512, 8, 64], u((6.0 / 1024).squareRoot())),
        ("keras.layers.MultiHeadAttention.attention_output.kernel", [8, 64, 512], u((6.0 / 1024).squareRoot())),
        ("keras.layers.GroupedQueryAttention.key.kernel", [512, 2, 64], u((6.0 / 640).squareRoot())),
        ("tf_keras.layers.MultiHeadAttention.query.kernel", [512, 8, 64], u((6.0 / (512 * 72)).squareRoot())),
        ("keras.layers.MultiHeadAttention.value.bias", [8, 64], .constant(0)),
        ("keras.layers.SpectralNormalization.vector_u", [1, 256], t(0.02)),
        ("keras.layers.PReLU.alpha", [256], .constant(0)), ("keras.layers.RMSNormalization.scale", [256], .constant(1)),
        ("keras.layers.Dense.lora_kernel_a", [96, 8], u(0.25)),
        ("keras.layers.Dense.lora_kernel_b", [8, 96], .constant(0)),
        ("keras.layers.ConvLSTM2D.kernel", [3, 3, 16, 64], u((6.0 / 720).squareRoot())),
        ("tf.get_variable", [784, 256], u((6.0 / 1040).squareRoot())),
    ]

    private static let jax: [(String, [Int], ClaimedLaw)] = [
        ("flax.linen.GRUCell.in.kernel", [64, 256], t(0.125 / cut)),
        ("flax.linen.GRUCell.hn.bias", [256], .constant(0)),
        ("flax.linen.GRUCell.hr.kernel", [64, 64], .orthogonal(gain: 1, rows: 64, columns: 64)),
        ("flax.nnx.GRUCell.dense_h.kernel", [64, 192], .orthogonal(gain: 1, rows: 64, columns: 192)),
        ("flax.nnx.LSTMCell.if_.kernel", [64, 256], t(0.125 / cut)),
        ("flax.nnx.LoRA.lora_a", [96, 8], u(0.25)), ("flax.nnx.LoRA.lora_b", [8, 96], .constant(0)),
        ("flax.linen.PReLU.negative_slope", [1], .constant(0.01)),
        // TruncatedNormal(1 / sqrt(fan_in)), whose deviation is the parent's; a transposed kernel is [..., out, in].
        ("hk.Linear.w", [64, 256], t(0.125)), ("haiku.Conv2D.w", [4, 4, 16, 32], t(0.0625)),
        ("hk.Conv2DTranspose.w", [4, 4, 32, 16], t(0.0625)), ("hk.Embed.embeddings", [100, 64], t(1)),
        ("hk.Linear.b", [256], .constant(0)), ("hk.LayerNorm.scale", [256], .constant(1)),
        ("hk.initializers.UniformScaling(2)", [48, 256], u(0.5)),
        ("hk.initializers.RandomUniform", [256], .uniform(low: 0, high: 1)),
        ("hk.initializers.Identity(3)", [4, 5], .identity(gain: 3, rows: 4, columns: 5)),
        ("eqx.nn.Linear.weight", [10, 64], u(0.125)), ("equinox.nn.Linear.bias(64)", [10], u(0.125)),
        ("eqx.nn.ConvTranspose2d.weight", [32, 4, 4, 4], u(0.125)), ("eqx.nn.Embedding.weight", [100, 64], n(1)),
        ("eqx.nn.GRUCell.weight_ih", [768, 10], u(0.0625)), ("eqx.nn.GRUCell.bias_n", [256], u(0.0625)),
        ("eqx.nn.LSTMCell.bias", [1024], u(0.0625)),
    ]

    private static let others: [(String, [Int], ClaimedLaw)] = [
        // sqrt(magnitude / n) of [out, in, ...].
        ("mx.init.Xavier('gaussian', 'in', 4)", [784, 256], n(0.125)),
        ("mxnet.initializer.Xavier(factor_type='out', magnitude=4)", [64, 4, 2, 2], u(0.125)),
        ("mx.init.Normal(sigma=0.1)", [3], n(0.1)), ("mx.init.Zero()", [3], .constant(0)),
        ("mx.init.Uniform(0.1)", [3], u(0.1)),
        ("mx.init.Uniform()", [3], u(0.07)), ("mx.init.MSRAPrelu(slope=0)", [784, 256], n((2.0 / 520).squareRoot())),
        ("mx.init.MSRAPrelu('in', slope=1)", [784, 256], n(0.0625)), ("mx.init.One()", [3], .constant(1)),
        ("mx.init.Constant(2)", [3], .constant(2)),
        // A matrix of 784 inputs, a kernel of 32 * 9 inputs and 64 * 9 outputs.
        ("paddle.nn.initializer.XavierUniform()", [784, 256], u((6.0 / 1040).squareRoot())),
        ("paddle.nn.initializer.XavierNormal()", [64, 32, 3, 3], n((2.0 / 864).squareRoot())),
        ("lasagne.init.GlorotUniform(gain=2)", [784, 256], u(2 * (6.0 / 1040).squareRoot())),
        ("lasagne.init.GlorotNormal()", [784, 256], n((2.0 / 1040).squareRoot())),
        ("lasagne.init.Normal()", [3], n(0.01)),
        ("lasagne.init.Constant()", [3], .constant(0)), ("tinygrad.nn.Conv2d.weight", [16, 4, 4, 4], u(0.125)),
        ("tinygrad.nn.Embedding.weight", [784, 256], u((6.0 / 1040).squareRoot())),
        ("Tensor.kaiming_uniform(784, 256, a=1)", [784, 256], u((3.0 / 256).squareRoot())),
        ("Tensor.kaiming_normal(784, 256)", [784, 256], n((2 / 1.0001 / 256).squareRoot())),
        // sqrt(6 / (fan_in + fan_out)), and 2 for 6 where the activation is logistic.
        ("sklearn.neural_network.MLPClassifier.coefs_", [784, 256], u((6.0 / 1040).squareRoot())),
        (
            "sklearn.neural_network.MLPRegressor.coefs_(activation='logistic')", [784, 256],
            u((2.0 / 1040).squareRoot())
        ),
    ]

    @Test(.tags(.knownAnswer)) func `a name has the law and the layout of its framework`() throws {
        for (text, shape, law) in Self.torch + Self.tensorflow + Self.jax + Self.others {
            let claim = try Claim(text)
            let found = try claim.law(of: shape)
            #expect(
                found.isStructured == law.isStructured && found.isDeterministic == law.isDeterministic,
                "\(text): \(found)"
            )
            let (one, other) = (try found.distribution(), try law.distribution())
            let pairs = [
                (one.mean, other.mean), (one.variance, other.variance), (one.excessKurtosis, other.excessKurtosis),
            ]
            for (a, b) in pairs {
                #expect(a.isNaN && b.isNaN || abs(a - b) <= 1e-12 * max(abs(a), abs(b)), "\(text): \(found)")
            }
            #expect(!claim.source.isEmpty && !claim.scheme.closedForm.isEmpty)
        }
    }

    @Test(
        .tags(.negativeControl),
        arguments: [
            ("torch.nn.LSTM.weight_ih_l0", [1022, 64]), ("torch.nn.GRU.weight_hh_l0", [1024, 256]),
            ("keras.layers.MultiHeadAttention.query.kernel", [512, 512]), ("torch.nn.Bilinear.weight", [64, 64]),
        ]
    )
    func `a shape that a layer does not have is refused`(text: String, shape: [Int]) throws {
        let claim = try Claim(text)
        #expect(throws: ClaimError.self) { _ = try claim.law(of: shape) }
    }

    @Test(.tags(.negativeControl)) func `a wrong choice is answered in the framework's own words`() {
        #expect {
            _ = try Claim("mx.init.Xavier(factor_type='sum')")
        } throws: {
            "\($0)".contains("argument factor_type: found 'sum', expected 'in', 'out', 'avg'")
        }
    }
}
