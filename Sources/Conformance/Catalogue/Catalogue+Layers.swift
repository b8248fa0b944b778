internal import Initializers

/// The parameters of the frameworks' layers: what a layer's weight follows where nobody chose an initializer.
extension Catalogue {
    /// Layers' parameters whose default is a scheme of its own.
    static let layers: [Scheme] = [
        Scheme(
            "torch.nn.RNN.weight",
            aliases: recurrent.flatMap { layer in
                ["weight", "bias", "weight_ih", "weight_hh", "weight_hr", "bias_ih", "bias_hh"].flatMap { parameter in
                    ["torch.nn.\(layer).\(parameter)", "nn.\(layer).\(parameter)"]
                }
            }.filter { $0 != "torch.nn.RNN.weight" },
            parameters: [.init("hidden_size", .none)],
            closedForm: "uniform on ±1/√hidden_size",
            source: "PyTorch documentation, torch.nn.RNN, torch.nn.LSTM, torch.nn.GRU",
            swift: "RandomUniform(seed: 1, low: -0.0625, high: 0.0625)",
            law: { a, _ throws(ClaimError) in
                ClosedForms.symmetric(1 / Double(try a.count("hidden_size")).squareRoot())
            },
            initializer: { a, key throws(ClaimError) in
                try bounded(key, 1 / Double(a.count("hidden_size")).squareRoot())
            }
        ),
        Scheme(
            "keras.layers.LSTM.bias",
            aliases: ["tf.keras.layers.LSTM.bias"],
            parameters: [.init("unit_forget_bias", .boolean(true))],
            fans: .fourGates,
            closedForm: "0, but 1 in the second of four equal parts, the forget gate's; all 0 without unit_forget_bias",
            source: "Keras documentation, keras.layers.LSTM: unit_forget_bias",
            swift: "UnitForgetBias()",
            law: { a, f throws(ClaimError) in
                try a.boolean("unit_forget_bias") ? .forgetGate(count: Int(f.fanIn)) : .constant(0)
            },
            initializer: { a, _ throws(ClaimError) in
                if try a.boolean("unit_forget_bias") { return UnitForgetBias() }
                return Constant(0)
            }
        ),
        Scheme(
            "flax.linen.Embed.embedding",
            aliases: ["flax.nnx.Embed.embedding", "nn.Embed.embedding"],
            fans: .jax,
            closedForm: "normal of variance 1/features, features the last axis",
            source: "Flax documentation, flax.linen.Embed: variance_scaling(1, 'fan_in', 'normal', out_axis=0)",
            swift:
                "VarianceScaling(seed: 1, scale: 1, mode: .fanOut, distribution: .untruncatedNormal, layout: .lastAxes)",
            law: { _, f in .normal(variance: 1 / f.fanOut) },
            initializer: { _, key in
                VarianceScaling(
                    key: key,
                    scale: 1,
                    mode: .fanOut,
                    distribution: .untruncatedNormal,
                    layout: .lastAxes
                )
            }
        ),
        Scheme(
            "flax.linen.MultiHeadDotProductAttention.query.kernel",
            aliases: attention(["query", "key", "value"], "kernel").filter {
                $0 != "flax.linen.MultiHeadDotProductAttention.query.kernel"
            } + flax(["DenseGeneral"], ["LinearGeneral"], "kernel"),
            fans: .inputFirst,
            closedForm: "normal truncated at ±2 parent sd, rescaled to variance 1/fan_in, fan_in the first axis"
                + " (of a DenseGeneral over several input axes, state the fans)",
            source: "flax/linen/linear.py, DenseGeneral: lecun_normal of the kernel flattened to [in, out]",
            swift: "JAX.LeCunNormal(seed: 1, layout: .inputFirst)",
            law: { _, f in .rescaledTruncatedNormal(variance: ClosedForms.leCunVariance(f)) },
            initializer: { _, key in JAX.LeCunNormal(key: key, layout: .inputFirst) }
        ),
        Scheme(
            "mlx.nn.Linear.weight",
            aliases: ["mlx.nn.Conv1d.weight", "mlx.nn.Conv2d.weight", "mlx.nn.Conv3d.weight"],
            fans: .mlx,
            closedForm: "uniform on ±1/√fan_in",
            source: "MLX documentation, mlx.nn.Linear, mlx.nn.Conv2d",
            swift: "MLX.HeUniform(seed: 1, gain: (1.0 / 3).squareRoot())",
            law: { _, f in ClosedForms.symmetric(1 / f.fanIn.squareRoot()) },
            initializer: { _, key in MLX.HeUniform(key: key, gain: (1.0 / 3).squareRoot()) }
        ),
        Scheme(
            "mlx.nn.Linear.bias",
            parameters: [.init("fan_in", .none)],
            closedForm: "uniform on ±1/√fan_in, fan_in that of the weight",
            source: "MLX documentation, mlx.nn.Linear",
            swift: "PyTorch.LayerBias(seed: 1, fanIn: 784)",
            law: { a, _ throws(ClaimError) in ClosedForms.symmetric(1 / Double(try a.count("fan_in")).squareRoot()) },
            initializer: { a, key throws(ClaimError) in try bounded(key, 1 / Double(a.count("fan_in")).squareRoot()) }
        ),
        Scheme(
            "mlx.nn.Embedding.weight",
            fans: .mlx,
            closedForm: "normal of variance 1/dims, dims the last axis",
            source: "MLX documentation, mlx.nn.Embedding",
            swift: "MLX.HeNormal(seed: 1)",
            law: { _, f in .normal(variance: 1 / f.fanIn) },
            initializer: { _, key in MLX.HeNormal(key: key) }
        ),
    ]

    /// Layers' parameters whose default is a scheme that has a name already.
    ///
    /// Sources: the layers' pages in the documentation of PyTorch (torch.nn), Keras 3 (keras.layers), Flax (flax.linen,
    /// flax.nnx) and MLX (mlx.nn).
    static func layerParameters(of scheme: String) -> [String] {
        switch scheme {
        case "torch.nn.Linear.weight":
            torch(torchTransposed + ["MultiheadAttention.out_proj"], "weight")
                + ["Conv1d", "Conv2d", "Conv3d"].map {
                    "nn.\($0).weight"
                }
        case "torch.nn.Linear.bias":
            torch(torchTransposed, "bias") + ["Conv1d", "Conv2d", "Conv3d"].map { "nn.\($0).bias" }
        case "torch.nn.init.xavier_uniform_":
            torch(["MultiheadAttention"], "in_proj_weight") + torch(["MultiheadAttention"], "q_proj_weight")
                + torch(["MultiheadAttention"], "k_proj_weight") + torch(["MultiheadAttention"], "v_proj_weight")
        case "torch.nn.init.ones_":
            torch(torchNorms + ["RMSNorm"], "weight") + torch(torchRunning, "running_var")
        case "torch.nn.init.zeros_":
            torch(torchNorms, "bias") + torch(torchRunning, "running_mean")
                + torch(["MultiheadAttention"], "in_proj_bias") + torch(["MultiheadAttention.out_proj"], "bias")
        case "torch.nn.Embedding.weight":
            torch(["EmbeddingBag"], "weight")
        case "keras.GlorotUniform":
            keras(["Dense", "Conv1D", "Conv2D", "Conv3D"] + kerasTransposed + kerasRecurrent, "kernel")
                + keras(["DepthwiseConv1D", "DepthwiseConv2D"], "kernel")
                + keras(["DepthwiseConv2D", "SeparableConv1D", "SeparableConv2D"], "depthwise_kernel")
                + keras(["SeparableConv1D", "SeparableConv2D"], "pointwise_kernel")
        case "keras.Orthogonal":
            keras(kerasRecurrent, "recurrent_kernel")
        case "keras.RandomUniform":
            keras(["Embedding"], "embeddings")
        case "keras.Zeros":
            keras(
                ["Dense", "EinsumDense", "Conv1D", "Conv2D", "Conv3D", "GRU", "SimpleRNN"] + kerasTransposed
                    + ["DepthwiseConv1D", "DepthwiseConv2D", "SeparableConv1D", "SeparableConv2D"],
                "bias"
            ) + keras(kerasNorms, "beta") + keras(["BatchNormalization"], "moving_mean")
        case "keras.Ones":
            keras(kerasNorms, "gamma") + keras(["BatchNormalization"], "moving_variance")
        case "jax.nn.initializers.lecun_normal":
            flax(["Dense", "Conv", "ConvTranspose"], ["Linear", "Conv", "ConvTranspose"], "kernel")
                + attention(["out"], "kernel") + lstm(["ii", "if", "ig", "io"], "kernel")
        case "jax.nn.initializers.orthogonal":
            lstm(["hi", "hf", "hg", "ho"], "kernel")
        case "jax.nn.initializers.zeros":
            flax(["Dense", "Conv", "ConvTranspose"], ["Linear", "Conv", "ConvTranspose"], "bias")
                + flax(["DenseGeneral"], ["LinearGeneral"], "bias")
                + flax(flaxNorms, flaxNorms, "bias") + flax(["BatchNorm"], ["BatchNorm"], "mean")
                + attention(["query", "key", "value", "out"], "bias") + lstm(["hi", "hf", "hg", "ho"], "bias")
        case "jax.nn.initializers.ones":
            flax(flaxNorms + ["RMSNorm"], flaxNorms + ["RMSNorm"], "scale")
                + flax(["BatchNorm"], ["BatchNorm"], "var")
        case "ones":
            mlx(mlxNorms + ["RMSNorm"], "weight") + mlx(["BatchNorm"], "running_var")
        case "zeros":
            mlx(mlxNorms, "bias") + mlx(["BatchNorm"], "running_mean")
        default:
            []
        }
    }

    // MARK: - Implementation

    private static let recurrent = ["RNN", "LSTM", "GRU", "RNNCell", "LSTMCell", "GRUCell"]
    private static let torchRunning = [
        "BatchNorm1d", "BatchNorm2d", "BatchNorm3d", "SyncBatchNorm", "InstanceNorm1d", "InstanceNorm2d",
        "InstanceNorm3d",
    ]
    private static let torchNorms = ["LayerNorm", "GroupNorm"] + torchRunning
    private static let torchTransposed = ["ConvTranspose1d", "ConvTranspose2d", "ConvTranspose3d"]
    private static let mlxNorms = ["LayerNorm", "GroupNorm", "BatchNorm"]
    private static let kerasNorms = ["LayerNormalization", "BatchNormalization", "GroupNormalization"]
    private static let kerasTransposed = ["Conv1DTranspose", "Conv2DTranspose", "Conv3DTranspose"]
    private static let kerasRecurrent = ["LSTM", "GRU", "SimpleRNN"]
    private static let flaxNorms = ["LayerNorm", "BatchNorm", "GroupNorm"]

    private static func torch(_ layers: [String], _ parameter: String) -> [String] {
        layers.flatMap { ["torch.nn.\($0).\(parameter)", "nn.\($0).\(parameter)"] }
    }

    private static func keras(_ layers: [String], _ parameter: String) -> [String] {
        layers.flatMap { ["keras.layers.\($0).\(parameter)", "tf.keras.layers.\($0).\(parameter)"] }
    }

    private static func flax(_ linen: [String], _ nnx: [String], _ parameter: String) -> [String] {
        linen.map { "flax.linen.\($0).\(parameter)" } + nnx.map { "flax.nnx.\($0).\(parameter)" }
    }

    private static func mlx(_ layers: [String], _ parameter: String) -> [String] {
        layers.map { "mlx.nn.\($0).\(parameter)" }
    }

    /// Parameters of Flax's attention, whose kernels are DenseGeneral's: flattened to a matrix before they are drawn.
    private static func attention(_ projections: [String], _ parameter: String) -> [String] {
        ["flax.linen.MultiHeadDotProductAttention", "flax.linen.SelfAttention", "flax.nnx.MultiHeadAttention"].flatMap {
            layer in projections.map { "\(layer).\($0).\(parameter)" }
        }
    }

    /// Parameters of Flax's LSTM cells: lecun_normal from the input, orthogonal from the state, which alone has biases.
    private static func lstm(_ gates: [String], _ parameter: String) -> [String] {
        ["flax.linen.LSTMCell", "flax.linen.OptimizedLSTMCell"].flatMap { cell in
            gates.map { "\(cell).\($0).\(parameter)" }
        }
    }

    private static func bounded(_ key: Key, _ limit: Double) -> RandomUniform {
        RandomUniform(key: key, low: -limit, high: limit)
    }
}
