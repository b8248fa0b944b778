/// Libraries over PyTorch and JAX, and frameworks of their own, each in the words and the layout that it has.
extension Catalogue {
    static let torchLibraries: [Dialect] = [
        Dialect(
            ["timm.layers.trunc_normal_", "timm.models.layers.trunc_normal_"],
            of: "torch.nn.init.trunc_normal_",
            [.init("mean", 0), .init("std", 1), .init("a", -2), .init("b", 2)],
            source: "timm 1.0.31, layers/weight_init.py, trunc_normal_"
        ),
        // Its bounds are in standard deviations.
        Dialect(
            ["timm.layers.trunc_normal_tf_", "timm.models.layers.trunc_normal_tf_", "trunc_normal_tf_"],
            of: "truncated_normal",
            [
                .init("mean", 0), .init("std", as: "stddev", .number(1)), .init("a", as: "low", .number(-2)),
                .init("b", as: "high", .number(2)),
            ],
            source: "timm 1.0.31, layers/weight_init.py, trunc_normal_tf_"
        ),
        Dialect(
            ["timm.layers.variance_scaling_", "timm.models.layers.variance_scaling_", "variance_scaling_"],
            of: "variance_scaling",
            [.init("scale", 1), .init("mode", .text("fan_in")), .init("distribution", .text("normal"))],
            fans: .torch,
            source: "timm 1.0.31, layers/weight_init.py, variance_scaling_"
        ),
        scaled(
            ["timm.layers.lecun_normal_", "timm.models.layers.lecun_normal_", "lecun_normal_"],
            1,
            "fan_in",
            "truncated_normal",
            .torch,
            source: "timm 1.0.31, layers/weight_init.py, lecun_normal_"
        ),
        Dialect(
            [
                "timm.layers.init_weight_vit", "timm.models.vision_transformer.init_weights_vit_timm",
                "init_weights_vit_timm",
            ],
            of: "torch.nn.init.trunc_normal_",
            fixing: ["std": .number(0.02)],
            closedForm: "normal(0, 0.02) truncated at the absolute values -2 and 2, not rescaled",
            source: "timm 1.0.31, models/vision_transformer.py, init_weights_vit_timm"
        ),
        Dialect(
            ["diffusers.models.controlnets.controlnet.zero_module", "zero_module"],
            of: "torch.nn.init.zeros_",
            source: "diffusers 0.42.1, models/controlnets/controlnet.py, zero_module"
        ),
        inverseRoot(
            ["peft.lora_A.weight", "lora_A.weight"],
            .torch,
            source: "PEFT 0.21.2, tuners/lora/layer.py, reset_lora_parameters: kaiming_uniform_(a=sqrt(5))"
        ),
        Dialect(
            ["peft.lora_B.weight", "lora_B.weight", "peft.lora_embedding_A", "lora_embedding_A"],
            of: "torch.nn.init.zeros_",
            source: "PEFT 0.21.2, tuners/lora/layer.py, reset_lora_parameters"
        ),
        Dialect(
            ["peft.lora_embedding_B", "lora_embedding_B"],
            of: "torch.nn.init.normal_",
            source: "PEFT 0.21.2, tuners/lora/layer.py, reset_lora_parameters"
        ),
        // dt_rank is the fan-in of [d_inner, dt_rank]; the scale is 1 by default.
        inverseRoot(
            ["mamba_ssm.Mamba.dt_proj.weight"],
            .torch,
            source: "transformers 5.24.0, models/mamba/modeling_mamba.py, init_mamba_weights"
        ),
        Dialect(
            ["nanogpt.Linear.weight", "nanogpt.Embedding.weight"],
            of: "gpt2.normal",
            purpose: .transformer,
            source: "nanoGPT, model.py, _init_weights"
        ),
        Dialect(
            ["nanogpt.c_proj.weight"],
            of: "gpt2.residual",
            [.init("n_layer", as: "layers")],
            closedForm: "normal(0, 0.02/√(2·n_layer))",
            source: "nanoGPT, model.py, GPT: 0.02/sqrt(2 n_layer)"
        ),
    ]

    /// Keras 3's attention tells its initializer which axes of [in, heads, size] are inputs; tf.keras 2 does not, and its
    /// initializer takes the first axis for a receptive field.
    static let kerasLayers: [Dialect] = [
        scaled(
            kerasAttention(["query", "key", "value"], "kernel"),
            1,
            "fan_avg",
            "uniform",
            .axes(input: [0], output: [1, 2], batch: []),
            purpose: .layerDefault,
            source: "Keras 3.15.1, layers/core/einsum_dense.py, _update_kernel_initializer"
        ),
        scaled(
            kerasAttention(["attention_output"], "kernel"),
            1,
            "fan_avg",
            "uniform",
            .axes(input: [0, 1], output: [2], batch: []),
            purpose: .layerDefault,
            source: "Keras 3.15.1, layers/core/einsum_dense.py, _update_kernel_initializer"
        ),
        scaled(
            ["query", "key", "value", "attention_output"].map { "tf_keras.layers.MultiHeadAttention.\($0).kernel" },
            1,
            "fan_avg",
            "uniform",
            .keras,
            purpose: .layerDefault,
            source: "tf-keras 2.21.0, layers/attention/multi_head_attention.py"
        ),
        Dialect(
            ["keras.layers.SpectralNormalization.vector_u"],
            of: "keras.TruncatedNormal",
            fixing: ["stddev": .number(0.02)],
            purpose: .layerDefault,
            source: "Keras 3.15.1, layers/normalization/spectral_normalization.py"
        ),
        // An initializer that the call names is the claim, not this default.
        Dialect(
            ["tf.get_variable", "tf.compat.v1.get_variable"],
            of: "keras.GlorotUniform",
            [.init("name", as: nil), .init("shape", as: nil), .init("dtype", as: nil)],
            source: "TensorFlow 1.15 documentation, tf.get_variable: glorot_uniform_initializer"
        ),
        Dialect(
            ["flax.linen.PReLU.negative_slope", "flax.nnx.PReLU.negative_slope"],
            of: "jax.nn.initializers.constant",
            fixing: ["value": .number(0.01)],
            purpose: .layerDefault,
            source: "Flax 0.12.8, linen/activation.py, PReLU"
        ),
    ]

    static let haiku: [Dialect] = [
        // Not rescaled, unlike its VarianceScaling.
        scaled(
            ["Linear", "Conv1D", "Conv2D", "Conv3D"].flatMap { hk("\($0).w") },
            ClaimedLaw.truncatedVarianceFactor,
            "fan_in",
            "truncated_normal",
            .keras,
            purpose: .layerDefault,
            source: "Haiku 0.0.17, basic.py, Linear, and conv.py, ConvND: TruncatedNormal(1/sqrt(fan_in))"
        ),
        // [..., out, in]
        scaled(
            ["Conv1DTranspose", "Conv2DTranspose", "Conv3DTranspose"].flatMap { hk("\($0).w") },
            ClaimedLaw.truncatedVarianceFactor,
            "fan_in",
            "truncated_normal",
            .axes(input: [-1], output: [-2], batch: []),
            purpose: .layerDefault,
            source: "Haiku 0.0.17, conv.py, ConvNDTranspose: TruncatedNormal(1/sqrt(fan_in))"
        ),
        Dialect(
            hk("Embed.embeddings"),
            of: "truncated_normal",
            purpose: .layerDefault,
            source: "Haiku 0.0.17, embed.py, Embed: TruncatedNormal()"
        ),
        Dialect(
            ["Linear.b", "Conv1D.b", "Conv2D.b", "Conv3D.b", "LayerNorm.offset", "BatchNorm.offset"].flatMap { hk($0) },
            of: "jax.nn.initializers.zeros",
            source: "Haiku 0.0.17, basic.py, conv.py, layer_norm.py, batch_norm.py"
        ),
        Dialect(
            ["LayerNorm.scale", "BatchNorm.scale", "RMSNorm.scale"].flatMap { hk($0) },
            of: "jax.nn.initializers.ones",
            source: "Haiku 0.0.17, layer_norm.py, batch_norm.py, rms_norm.py"
        ),
        Dialect(
            hk("initializers.VarianceScaling"),
            of: "jax.nn.initializers.variance_scaling",
            [.init("scale", 1), .init("mode", .text("fan_in")), .init("distribution", .text("truncated_normal"))],
            fans: .keras,
            leadsWithTensor: false,
            source: "Haiku 0.0.17, initializers.py, VarianceScaling"
        ),
        Dialect(
            hk("initializers.UniformScaling"),
            of: "tf.uniform_unit_scaling_initializer",
            [.init("scale", as: "factor", .number(1))],
            leadsWithTensor: false,
            source: "Haiku 0.0.17, initializers.py, UniformScaling"
        ),
        Dialect(
            hk("initializers.RandomNormal"),
            of: "normal",
            [.init("stddev", 1), .init("mean", 0)],
            leadsWithTensor: false,
            source: "Haiku 0.0.17, initializers.py, RandomNormal"
        ),
        Dialect(
            hk("initializers.TruncatedNormal"),
            of: "truncated_normal",
            [
                .init("stddev", 1), .init("mean", 0), .init("lower", as: "low", .number(-2)),
                .init("upper", as: "high", .number(2)),
            ],
            leadsWithTensor: false,
            source: "Haiku 0.0.17, initializers.py, TruncatedNormal"
        ),
        Dialect(
            hk("initializers.RandomUniform"),
            of: "uniform",
            [.init("minval", as: "low", .number(0)), .init("maxval", as: "high", .number(1))],
            leadsWithTensor: false,
            source: "Haiku 0.0.17, initializers.py, RandomUniform"
        ),
        Dialect(
            hk("initializers.Constant"),
            of: "constant",
            [.init("constant", as: "value")],
            leadsWithTensor: false,
            source: "Haiku 0.0.17, initializers.py, Constant"
        ),
        Dialect(
            hk("initializers.Orthogonal"),
            of: "orthogonal",
            [.init("scale", as: "gain", .number(1))],
            leadsWithTensor: false,
            source: "Haiku 0.0.17, initializers.py, Orthogonal"
        ),
        Dialect(
            hk("initializers.Identity"),
            of: "identity",
            [.init("gain", 1)],
            leadsWithTensor: false,
            source: "Haiku 0.0.17, initializers.py, Identity"
        ),
    ]

    static let equinox: [Dialect] =
        [
            inverseRoot(
                ["Linear", "Conv1d", "Conv2d", "Conv3d", "ConvTranspose1d", "ConvTranspose2d", "ConvTranspose3d"]
                    .flatMap {
                        eqx("\($0).weight")
                    },
                .torch,
                source: "Equinox 0.13.8, nn/_linear.py, nn/_conv.py"
            ),
            Dialect(
                ["Linear", "Conv1d", "Conv2d", "Conv3d"].flatMap { eqx("\($0).bias") },
                of: "torch.nn.Linear.bias",
                [.init("fan_in", .none)],
                source: "Equinox 0.13.8, nn/_linear.py, nn/_conv.py"
            ),
            Dialect(
                eqx("Embedding.weight"),
                of: "normal",
                purpose: .layerDefault,
                source: "Equinox 0.13.8, nn/_embedding.py"
            ),
        ]
        + [("GRUCell", 3), ("LSTMCell", 4)].map { cell, gates in
            inverseRoot(
                ["weight_ih", "weight_hh", "bias"].flatMap { eqx("\(cell).\($0)") },
                .gates(gates),
                source: "Equinox 0.13.8, nn/_rnn.py, \(cell)"
            )
        }
        + [inverseRoot(eqx("GRUCell.bias_n"), .gates(1), source: "Equinox 0.13.8, nn/_rnn.py, GRUCell")]

    /// MXNet, Paddle, Lasagne, tinygrad and scikit-learn.
    static let otherFrameworks: [Dialect] = [
        Dialect(
            mx("Xavier"),
            of: "variance_scaling",
            [
                .init("rnd_type", as: "distribution", .text("uniform")), .init("factor_type", as: "mode", .text("avg")),
                .init("magnitude", as: "scale", .number(3)),
            ],
            fans: .torch,
            words: ["avg": "fan_avg", "in": "fan_in", "out": "fan_out", "gaussian": "normal"],
            // sqrt(magnitude / n) is the limit of the uniform law, and the deviation of the normal one.
            converting: { values in
                guard values["distribution"] == .text("uniform"), case .number(let magnitude)? = values["scale"] else {
                    return
                }
                values["scale"] = .number(magnitude / 3)
            },
            leadsWithTensor: false,
            closedForm: "uniform on ±√(magnitude/n), or normal of variance magnitude/n; n by factor_type",
            source: "MXNet 1.9.1, initializer.py, Xavier"
        ),
        Dialect(
            mx("MSRAPrelu"),
            of: "variance_scaling",
            [.init("factor_type", as: "mode", .text("avg")), .init("slope", as: "scale", .number(0.25))],
            fixing: ["distribution": .text("normal")],
            fans: .torch,
            words: ["avg": "fan_avg", "in": "fan_in", "out": "fan_out"],
            converting: { values in
                guard case .number(let slope)? = values["scale"] else { return }
                values["scale"] = .number(2 / (1 + slope * slope))
            },
            leadsWithTensor: false,
            closedForm: "normal of variance 2/((1+slope²)·n), n by factor_type",
            source: "MXNet 1.9.1, initializer.py, MSRAPrelu"
        ),
        Dialect(
            mx("Uniform"),
            of: "uniform",
            [.init("scale", as: "high", .number(0.07))],
            converting: { values in
                guard case .number(let scale)? = values["high"] else { return }
                values["low"] = .number(-scale)
            },
            leadsWithTensor: false,
            closedForm: "uniform on ±scale",
            source: "MXNet 1.9.1, initializer.py, Uniform"
        ),
        Dialect(
            mx("Normal"),
            of: "normal",
            [.init("sigma", as: "stddev", .number(0.01))],
            leadsWithTensor: false,
            source: "MXNet 1.9.1, initializer.py, Normal"
        ),
        Dialect(
            mx("Constant"),
            of: "constant",
            [.init("value", .none)],
            leadsWithTensor: false,
            source: "MXNet 1.9.1, initializer.py, Constant"
        ),
        Dialect(mx("Zero"), of: "zeros", source: "MXNet 1.9.1, initializer.py, Zero"),
        Dialect(mx("One"), of: "ones", source: "MXNet 1.9.1, initializer.py, One"),
        scaled(paddle("XavierUniform"), 1, "fan_avg", "uniform", .paddle, source: "Paddle 3, nn/initializer/xavier.py"),
        scaled(paddle("XavierNormal"), 1, "fan_avg", "normal", .paddle, source: "Paddle 3, nn/initializer/xavier.py"),
        Dialect(
            ["lasagne.init.GlorotUniform"],
            of: "torch.nn.init.xavier_uniform_",
            [.init("gain", 1)],
            leadsWithTensor: false,
            source: "Lasagne 0.1, init.py, GlorotUniform"
        ),
        Dialect(
            ["lasagne.init.GlorotNormal"],
            of: "torch.nn.init.xavier_normal_",
            [.init("gain", 1)],
            leadsWithTensor: false,
            source: "Lasagne 0.1, init.py, GlorotNormal"
        ),
        Dialect(
            ["lasagne.init.Normal"],
            of: "normal",
            [.init("std", as: "stddev", .number(0.01)), .init("mean", 0)],
            leadsWithTensor: false,
            source: "Lasagne 0.1, init.py, Normal"
        ),
        Dialect(
            ["lasagne.init.Constant"],
            of: "constant",
            [.init("val", as: "value", .number(0))],
            leadsWithTensor: false,
            source: "Lasagne 0.1, init.py, Constant"
        ),
        inverseRoot(
            ["tinygrad.nn.Linear.weight", "tinygrad.nn.Conv2d.weight", "tinygrad.nn.Conv1d.weight"],
            .torch,
            source: "tinygrad 0.14.0, nn/__init__.py, Linear, Conv2d"
        ),
        scaled(
            ["tinygrad.nn.Embedding.weight"],
            1,
            "fan_avg",
            "uniform",
            .torch,
            purpose: .layerDefault,
            source: "tinygrad 0.14.0, nn/__init__.py, Embedding: Tensor.glorot_uniform"
        ),
        // Whose gain is that of a slope of 0.01.
        Dialect(
            ["tinygrad.Tensor.kaiming_uniform", "Tensor.kaiming_uniform"],
            of: "torch.nn.init.kaiming_uniform_",
            [.init("a", 0.01)],
            takesSizes: true,
            source: "tinygrad 0.14.0, mixin/rand.py, kaiming_uniform"
        ),
        Dialect(
            ["tinygrad.Tensor.kaiming_normal", "Tensor.kaiming_normal"],
            of: "torch.nn.init.kaiming_normal_",
            [.init("a", 0.01)],
            takesSizes: true,
            source: "tinygrad 0.14.0, mixin/rand.py, kaiming_normal"
        ),
        Dialect(
            ["sklearn.neural_network.MLPClassifier.coefs_", "sklearn.neural_network.MLPRegressor.coefs_"],
            of: "variance_scaling",
            [.init("activation", as: "activation", .text("relu"))],
            fixing: ["scale": .number(1), "mode": .text("fan_avg"), "distribution": .text("uniform")],
            fans: .jax,
            converting: { values in
                if values["activation"] == .text("logistic") { values["scale"] = .number(1.0 / 3) }
            },
            purpose: .layerDefault,
            source:
                "scikit-learn 1.9.1, neural_network/_multilayer_perceptron.py, _init_coef: factor 6, for the logistic 2"
        ),
    ]

    // MARK: - Implementation

    private static func hk(_ name: String) -> [String] { ["haiku.\(name)", "hk.\(name)"] }
    private static func eqx(_ name: String) -> [String] { ["equinox.nn.\(name)", "eqx.nn.\(name)"] }
    private static func mx(_ name: String) -> [String] {
        ["mxnet", "mx"].flatMap { ["\($0).init.\(name)", "\($0).initializer.\(name)"] }
    }
    private static func paddle(_ name: String) -> [String] {
        ["paddle.nn.initializer.\(name)", "nn.initializer.\(name)"]
    }
}
