internal import Claims
internal import Initializers

/// The initializer of this package that draws each scheme: the only place that knows both.
enum DrawnSchemes {
    /// Makes an initializer from a call's arguments and a key.
    typealias Maker = @Sendable (Arguments, Key) throws(ClaimError) -> any Initializer

    /// The makers, by the scheme's name.
    static let initializers: [String: Maker] = Dictionary(
        uniqueKeysWithValues: [own, keras, tensorflow, torch, jax, mlx, largeModels, structured, deeplearning4j]
            .flatMap { $0.map { ($0.key, $0.value) } }
    )

    // MARK: - This package's names

    private static let own: [String: Maker] = [
        "glorot_uniform": gained { GlorotUniform(key: $0, gain: $1) },
        "glorot_normal": gained { GlorotNormal(key: $0, gain: $1) },
        "glorot_gaussian": { _, key in GlorotGaussian(key: key) },
        "fan_in_gaussian": { _, key in FanInGaussian(key: key) },
        "sigmoid_uniform": { _, key in GlorotSigmoidUniform(key: key) },
        "tanh_uniform": { _, key in GlorotTanhUniform(key: key) },
        "he_uniform": { _, key in HeUniform(key: key) },
        "he_normal": { _, key in HeNormal(key: key) },
        "lecun_uniform": { _, key in LeCunUniform(key: key) },
        "lecun_normal": { _, key in LeCunNormal(key: key) },
        "variance_scaling": varianceScaling(.inputOutput, normal: .untruncatedNormal),
        "zeros": { _, _ in Zeros() },
        "ones": { _, _ in Ones() },
        "constant": constant("value"),
        "uniform": uniform("low", "high"),
        "normal": normal("stddev", mean: "mean"),
        "truncated_normal": truncatedNormal(mean: "mean", bounds: ("low", "high")),
    ]

    // MARK: - Keras and TensorFlow

    private static let keras: [String: Maker] = [
        "keras.GlorotUniform": { _, key in GlorotUniform(key: key) },
        "keras.GlorotNormal": { _, key in GlorotNormal(key: key) },
        "keras.HeUniform": { _, key in HeUniform(key: key) },
        "keras.HeNormal": { _, key in HeNormal(key: key) },
        "keras.LecunUniform": { _, key in LeCunUniform(key: key) },
        "keras.LecunNormal": { _, key in LeCunNormal(key: key) },
        "keras.VarianceScaling": varianceScaling(.inputOutput, normal: .truncatedNormal),
        "keras.RandomUniform": uniform("minval", "maxval"),
        "keras.RandomNormal": normal("stddev", mean: "mean"),
        "keras.TruncatedNormal": truncatedNormal(mean: "mean"),
        "keras.Zeros": { _, _ in Zeros() },
        "keras.Ones": { _, _ in Ones() },
        "keras.Constant": constant("value"),
        "keras.layers.LSTM.bias": { a, _ throws(ClaimError) in
            if try a.boolean("unit_forget_bias") { return UnitForgetBias() }
            return Constant(0)
        },
    ]

    private static let tensorflow: [String: Maker] = [
        "tf.random_normal_initializer": normal("stddev", mean: "mean"),
        "tf.compat.v1.random_normal_initializer": normal("stddev", mean: "mean"),
        "tf.truncated_normal": truncatedNormal(mean: "mean"),
        "tf.uniform_unit_scaling_initializer": { a, key throws(ClaimError) in
            let factor = try a.number("factor")
            return scaled(key, factor * factor, .fanIn, .uniform, .lastAxes)
        },
        "tf.contrib.layers.xavier_initializer": { a, key throws(ClaimError) in
            TensorFlowContrib.XavierInitializer(key: key, uniform: try a.boolean("uniform"))
        },
        "tf.contrib.layers.variance_scaling_initializer": { a, key throws(ClaimError) in
            TensorFlowContrib.VarianceScalingInitializer(
                key: key,
                factor: try a.number("factor"),
                mode: try mode(a, "mode"),
                uniform: try a.boolean("uniform")
            )
        },
        "prettytensor.xavier_init": { a, key throws(ClaimError) in
            PrettyTensor.XavierInit(
                key: key,
                fans: try statedFans(a).flatMap { try? Fans(fanIn: $0.inputs, fanOut: $0.outputs) },
                uniform: try a.boolean("uniform")
            )
        },
        "prettytensor.he_init": { a, key throws(ClaimError) in
            // No initializer is named for a normal law with stated fans.
            if let stated = try statedFans(a) {
                return RandomNormal(key: key, standardDeviation: (2 / Double(stated.inputs)).squareRoot())
            }
            return scaled(key, 2, .fanIn, .untruncatedNormal, .lastAxes)
        },
        "caffe.xavier": { a, key throws(ClaimError) in
            Caffe.XavierFiller(key: key, varianceNorm: try mode(a, "variance_norm"))
        },
        "caffe.msra": { a, key throws(ClaimError) in
            Caffe.MSRAFiller(key: key, varianceNorm: try mode(a, "variance_norm"))
        },
    ]

    // MARK: - PyTorch

    private static let torch: [String: Maker] = [
        "torch.nn.init.xavier_uniform_": gained { PyTorch.XavierUniform(key: $0, gain: $1) },
        "torch.nn.init.xavier_normal_": gained { PyTorch.XavierNormal(key: $0, gain: $1) },
        "torch.nn.init.kaiming_uniform_": { a, key throws(ClaimError) in
            PyTorch.KaimingUniform(key: key, mode: try mode(a, "mode"), nonlinearity: try nonlinearity(a))
        },
        "torch.nn.init.kaiming_normal_": { a, key throws(ClaimError) in
            PyTorch.KaimingNormal(key: key, mode: try mode(a, "mode"), nonlinearity: try nonlinearity(a))
        },
        "torch.nn.init.uniform_": uniform("a", "b"),
        "torch.nn.init.normal_": normal("std", mean: "mean"),
        "torch.nn.init.trunc_normal_": { a, key throws(ClaimError) in
            PyTorch.TruncNormal(
                key: key,
                mean: try a.number("mean"),
                standardDeviation: try a.positive("std"),
                low: try a.number("a"),
                high: try a.number("b")
            )
        },
        "torch.nn.init.constant_": constant("val"),
        "torch.nn.init.zeros_": { _, _ in Zeros() },
        "torch.nn.init.ones_": { _, _ in Ones() },
        "torch.nn.Linear.weight": { _, key in PyTorch.LayerWeight(key: key) },
        "torch.nn.Linear.bias": { a, key throws(ClaimError) in PyTorch.LayerBias(key: key, fanIn: try a.count("fan_in"))
        },
        "torch.nn.Embedding.weight": { _, key in PyTorch.EmbeddingWeight(key: key) },
        "torch.nn.RNN.weight": inverseRoot("hidden_size"),
    ]

    // MARK: - JAX, Flax and MLX

    private static let jax: [String: Maker] = [
        "jax.nn.initializers.glorot_uniform": { a, key in JAX.GlorotUniform(key: key, layout: layout(a) ?? .lastAxes) },
        "jax.nn.initializers.glorot_normal": { a, key in JAX.GlorotNormal(key: key, layout: layout(a) ?? .lastAxes) },
        "jax.nn.initializers.he_uniform": { a, key in JAX.HeUniform(key: key, layout: layout(a) ?? .lastAxes) },
        "jax.nn.initializers.he_normal": { a, key in JAX.HeNormal(key: key, layout: layout(a) ?? .lastAxes) },
        "jax.nn.initializers.lecun_uniform": { a, key in JAX.LeCunUniform(key: key, layout: layout(a) ?? .lastAxes) },
        "jax.nn.initializers.lecun_normal": { a, key in JAX.LeCunNormal(key: key, layout: layout(a) ?? .lastAxes) },
        "jax.nn.initializers.variance_scaling": varianceScaling(.lastAxes, normal: .untruncatedNormal),
        "jax.nn.initializers.uniform": { a, key throws(ClaimError) in
            JAX.Uniform(key: key, scale: try a.positive("scale"))
        },
        "jax.nn.initializers.normal": normal("stddev"),
        "jax.nn.initializers.truncated_normal": truncatedNormal(bounds: ("lower", "upper")),
        "jax.nn.initializers.zeros": { _, _ in Zeros() },
        "jax.nn.initializers.ones": { _, _ in Ones() },
        "jax.nn.initializers.constant": constant("value"),
        "flax.linen.Embed.embedding": { _, key in scaled(key, 1, .fanOut, .untruncatedNormal, .lastAxes) },
        "flax.linen.MultiHeadDotProductAttention.query.kernel": { _, key in
            JAX.LeCunNormal(key: key, layout: .inputFirst)
        },
    ]

    private static let mlx: [String: Maker] = [
        "mlx.nn.init.glorot_uniform": gained { MLX.GlorotUniform(key: $0, gain: $1) },
        "mlx.nn.init.glorot_normal": gained { MLX.GlorotNormal(key: $0, gain: $1) },
        "mlx.nn.init.he_uniform": { a, key throws(ClaimError) in
            MLX.HeUniform(key: key, mode: try mode(a, "mode"), gain: try a.number("gain"))
        },
        "mlx.nn.init.he_normal": { a, key throws(ClaimError) in
            MLX.HeNormal(key: key, mode: try mode(a, "mode"), gain: try a.number("gain"))
        },
        "mlx.nn.init.uniform": uniform("low", "high"),
        "mlx.nn.init.normal": normal("std", mean: "mean"),
        "mlx.nn.init.constant": constant("value"),
        "mlx.nn.Linear.weight": { _, key in MLX.HeUniform(key: key, gain: (1.0 / 3).squareRoot()) },
        "mlx.nn.Linear.bias": inverseRoot("fan_in"),
        "mlx.nn.Embedding.weight": { _, key in MLX.HeNormal(key: key) },
    ]

    // MARK: - Large models

    private static let largeModels: [String: Maker] = [
        "gpt2.normal": { a, key throws(ClaimError) in GPT2.Normal(key: key, standardDeviation: try a.positive("stddev"))
        },
        "gpt2.residual": { a, key throws(ClaimError) in
            GPT2.ResidualNormal(
                key: key,
                layers: try a.count("layers"),
                standardDeviation: try a.positive("stddev")
            )
        },
        "gpt_neox.init_method_normal": { a, key throws(ClaimError) in
            Megatron.Normal(key: key, standardDeviation: try a.positive("sigma"))
        },
        "gpt_neox.scaled_init_method_normal": { a, key throws(ClaimError) in
            Megatron.ScaledNormal(
                key: key,
                layers: try a.count("num_layers"),
                standardDeviation: try a.positive("sigma")
            )
        },
        "gpt_neox.small_init_init_method": { a, key throws(ClaimError) in SmallInit(key: key, width: try a.count("dim"))
        },
        "gpt_neox.wang_init_method": { a, key throws(ClaimError) in
            WangInit(key: key, width: try a.count("dim"), layers: try a.count("n_layers"))
        },
        "t5.normal": { a, key throws(ClaimError) in
            guard let width = try a.optionalCount("d_kv") else { return T5.Normal(key: key) }
            return scaled(key, 1 / Double(width), .fanIn, .untruncatedNormal, .outputInput)
        },
        "mup.hidden": { _, key in MaximalUpdate.HiddenNormal(key: key) },
        "mup.output": { _, key in MaximalUpdate.OutputNormal(key: key) },
    ]

    // MARK: - Structured tensors

    private static let structured: [String: Maker] = [
        "orthogonal": orthogonal("gain", .lastAxis),
        "keras.Orthogonal": orthogonal("gain", .lastAxis),
        "torch.nn.init.orthogonal_": orthogonal("gain", .firstAxis),
        "jax.nn.initializers.orthogonal": orthogonal("scale", .lastAxis),
        "mlx.nn.init.orthogonal": orthogonal("gain", .lastAxis),
        "identity": { a, _ throws(ClaimError) in Identity(gain: try a.number("gain")) },
        "keras.Identity": { a, _ throws(ClaimError) in Identity(gain: try a.number("gain")) },
        "torch.nn.init.eye_": { _, _ in Identity() },
        "mlx.nn.init.identity": { _, _ in MLX.Identity() },
        "dirac": { a, _ throws(ClaimError) in Dirac(groups: try a.count("groups")) },
        "torch.nn.init.dirac_": { a, _ throws(ClaimError) in Dirac(groups: try a.count("groups")) },
        "sparse": sparse("stddev"),
        "torch.nn.init.sparse_": sparse("std"),
        "mlx.nn.init.sparse": { a, key throws(ClaimError) in
            MLX.Sparse(
                key: key,
                sparsity: try Catalogue.sparsity(a),
                mean: try a.number("mean"),
                standardDeviation: try a.positive("std")
            )
        },
        "mamba_ssm.Mamba.A_log": { _, _ in LogarithmTable() },
        "inverse_softplus_of_log_uniform": { a, key throws(ClaimError) in
            Mamba.StepBias(key: key, low: try a.positive("low"), high: try a.positive("high"))
        },
        "logarithm_of_uniform": { a, key throws(ClaimError) in
            Mamba.DecayLogarithm(key: key, low: try a.number("low"), high: try a.positive("high"))
        },
        "delta_orthogonal": deltaOrthogonal("gain"),
        "jax.nn.initializers.delta_orthogonal": deltaOrthogonal("scale"),
        "tf.contrib.framework.convolutional_delta_orthogonal": deltaOrthogonal("gain"),
    ]

    // MARK: - Deeplearning4j

    private static let deeplearning4j: [String: Maker] = [
        "deeplearning4j.WeightInit.VAR_SCALING_UNIFORM_FAN_IN": varScalingUniform(.fanIn),
        "deeplearning4j.WeightInit.VAR_SCALING_UNIFORM_FAN_OUT": varScalingUniform(.fanOut),
        "deeplearning4j.WeightInit.VAR_SCALING_UNIFORM_FAN_AVG": varScalingUniform(.fanAverage),
    ]

    private static func varScalingUniform(_ mode: VarianceScaling.Mode) -> Maker {
        { _, key in Deeplearning4j.VarScalingUniform(key: key, mode: mode) }
    }
}
