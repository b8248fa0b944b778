/// The parameters of the frameworks' layers: what a layer's weight follows if nobody chose an initializer.
extension Catalogue {
    /// Layers' parameters whose default is a separate scheme.
    static let layers: [Scheme] = [
        Scheme(
            "torch.nn.RNN.weight",
            aliases: ["nn.RNN.weight"],
            parameters: [.init("hidden_size", .none)],
            inverseRoot(of: "hidden_size"),
            words: "uniform on ±1/√hidden_size",
            source: "PyTorch documentation, torch.nn.RNN, torch.nn.LSTM, torch.nn.GRU",
            swift: "RandomUniform(seed: 1, low: -0.0625, high: 0.0625)",
            purpose: .layerDefault
        ),
        Scheme(
            "keras.layers.LSTM.bias",
            aliases: ["tf.keras.layers.LSTM.bias", "tf_keras.layers.LSTM.bias"],
            parameters: [.init("unit_forget_bias", .boolean(true))],
            .structure(.fourGates) { a, _, reading throws(ClaimError) in
                try a.boolean("unit_forget_bias") ? .forgetGate(count: reading.rows) : .constant(0)
            },
            words: "0, but 1 in the second of four equal parts, the forget gate's; all 0 without unit_forget_bias",
            source: "Keras documentation, keras.layers.LSTM: unit_forget_bias",
            swift: "UnitForgetBias()"
        ),
        Scheme(
            "flax.linen.Embed.embedding",
            aliases: ["flax.nnx.Embed.embedding", "nn.Embed.embedding"],
            .scaled(.jax, .normal, .number(1), .fanOut),
            words: "normal of variance 1/features, features the last axis",
            source: "Flax documentation, flax.linen.Embed: variance_scaling(1, 'fan_in', 'normal', out_axis=0)",
            swift:
                "VarianceScaling(seed: 1, scale: 1, mode: .fanOut, distribution: .untruncatedNormal, layout: .lastAxes)",
            purpose: .layerDefault
        ),
        Scheme(
            "flax.linen.MultiHeadDotProductAttention.query.kernel",
            aliases: attention(["query", "key", "value"], "kernel").filter {
                $0 != "flax.linen.MultiHeadDotProductAttention.query.kernel"
            } + flax(["DenseGeneral"], ["LinearGeneral"], "kernel"),
            .leCun(.inputFirst, .rescaled),
            note: ", fan_in the first axis (with several input axes, state the fans)",
            source: "flax/linen/linear.py, DenseGeneral: lecun_normal of the kernel flattened to [in, out]",
            swift: "JAX.LeCunNormal(seed: 1, layout: .inputFirst)",
            purpose: .layerDefault
        ),
        Scheme(
            "mlx.nn.Linear.weight",
            aliases: ["mlx.nn.Conv1d.weight", "mlx.nn.Conv2d.weight", "mlx.nn.Conv3d.weight"],
            .inverseRoot(.mlx),
            source: "MLX documentation, mlx.nn.Linear, mlx.nn.Conv2d",
            swift: "MLX.HeUniform(seed: 1, gain: (1.0 / 3).squareRoot())",
            purpose: .layerDefault
        ),
        Scheme(
            "mlx.nn.Linear.bias",
            parameters: [.init("fan_in", .none)],
            .inverseRoot(besideOf: .mlx),
            words: "uniform on ±1/√fan_in, fan_in that of the weight",
            source: "MLX documentation, mlx.nn.Linear",
            swift: "PyTorch.LayerBias(seed: 1, fanIn: 784)",
            purpose: .layerDefault
        ),
        Scheme(
            "mlx.nn.Embedding.weight",
            .leCun(.mlx, .normal),
            words: "normal of variance 1/dims, dims the last axis",
            source: "MLX documentation, mlx.nn.Embedding",
            swift: "MLX.HeNormal(seed: 1)"
        ),
    ]

    // MARK: - Names of layers' parameters whose default has a name already
    //
    // Sources: the layers' pages in the documentation of PyTorch (torch.nn), Keras 3 (keras.layers), Flax (flax.linen,
    // flax.nnx) and MLX (mlx.nn).

    static let torchRunning = [
        "BatchNorm1d", "BatchNorm2d", "BatchNorm3d", "SyncBatchNorm", "InstanceNorm1d", "InstanceNorm2d",
        "InstanceNorm3d",
    ]
    static let torchNorms = ["LayerNorm", "GroupNorm"] + torchRunning
    static let torchTransposed = ["ConvTranspose1d", "ConvTranspose2d", "ConvTranspose3d"]
    static let mlxNorms = ["LayerNorm", "GroupNorm", "BatchNorm"]
    static let kerasNorms = ["LayerNormalization", "BatchNormalization", "GroupNormalization"]
    static let kerasTransposed = ["Conv1DTranspose", "Conv2DTranspose", "Conv3DTranspose"]
    static let kerasRecurrent = ["LSTM", "GRU", "SimpleRNN"]
    static let kerasConvLSTM = ["ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D"]
    static let flaxNorms = ["LayerNorm", "BatchNorm", "GroupNorm"]

    static func torch(_ layers: [String], _ parameter: String) -> [String] {
        layers.flatMap { ["torch.nn.\($0).\(parameter)", "nn.\($0).\(parameter)"] }
    }

    /// Keras 3, also as part of TensorFlow, and tf-keras, which is Keras 2: what a layer of that name has in all of
    /// them.
    static func keras(_ layers: [String], _ parameter: String) -> [String] {
        layers.flatMap { layer in ["keras", "tf.keras", "tf_keras"].map { "\($0).layers.\(layer).\(parameter)" } }
    }

    /// What only Keras 3 has.
    static func keras3(_ layers: [String], _ parameter: String) -> [String] {
        layers.flatMap { layer in ["keras", "tf.keras"].map { "\($0).layers.\(layer).\(parameter)" } }
    }

    static func kerasAttention(_ projections: [String], _ parameter: String) -> [String] {
        // The class is called GroupedQueryAttention, the layer GroupQueryAttention.
        ["MultiHeadAttention", "GroupQueryAttention", "GroupedQueryAttention"].flatMap { layer in
            projections.map { "keras.layers.\(layer).\($0).\(parameter)" }
        }
    }

    static func flax(_ linen: [String], _ nnx: [String], _ parameter: String) -> [String] {
        linen.map { "flax.linen.\($0).\(parameter)" } + nnx.map { "flax.nnx.\($0).\(parameter)" }
    }

    static func mlx(_ layers: [String], _ parameter: String) -> [String] {
        layers.map { "mlx.nn.\($0).\(parameter)" }
    }

    /// Parameters of Flax's attention, whose kernels are DenseGeneral's: flattened to a matrix before they are drawn.
    static func attention(_ projections: [String], _ parameter: String) -> [String] {
        ["flax.linen.MultiHeadDotProductAttention", "flax.linen.SelfAttention", "flax.nnx.MultiHeadAttention"].flatMap {
            layer in projections.map { "\(layer).\($0).\(parameter)" }
        }
    }

    /// Parameters of Flax's LSTM cells: lecun_normal for the input, orthogonal for the state. Only the state has
    /// biases.
    static func lstm(_ gates: [String], _ parameter: String) -> [String] {
        ["flax.linen.LSTMCell", "flax.linen.OptimizedLSTMCell"].flatMap { cell in
            gates.map { "\(cell).\($0).\(parameter)" }
        } + gates.map { "flax.nnx.LSTMCell.\($0 == "if" ? "if_" : $0).\(parameter)" }
    }
}
