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
        // Each block's residual projections are divided by sqrt(2 (layer_id + 1)), the bounds with them.
        Dialect(
            ["timm.models.vision_transformer.VisionTransformer.fix_init_weight", "fix_init_weight"],
            of: "torch.nn.init.trunc_normal_",
            [.init("layer_id", as: "std")],
            converting: { values in
                guard case .number(let block)? = values["std"] else { return }
                guard block >= 0, block == block.rounded() else {
                    values["std"] = .text("\(block)")
                    return
                }
                let scale = (2 * (block + 1)).squareRoot()
                values["std"] = .number(0.02 / scale)
                (values["a"], values["b"]) = (.number(-2 / scale), .number(2 / scale))
            },
            closedForm: "normal(0, 0.02/√(2·(layer_id+1))) truncated at ±100 sd, layer_id from 0",
            purpose: .residual,
            source: "timm 1.0.31, models/vision_transformer.py, fix_init_weight"
        ),
        // Of a Linear and of a Conv2d.
        Dialect(
            ["timm.models.vision_transformer.init_weights_vit_jax.Linear.weight"],
            of: "torch.nn.init.xavier_uniform_",
            purpose: .layerDefault,
            source: "timm 1.0.31, models/vision_transformer.py, init_weights_vit_jax"
        ),
        scaled(
            ["timm.models.vision_transformer.init_weights_vit_jax.Conv2d.weight"],
            1,
            "fan_in",
            "truncated_normal",
            .torch,
            purpose: .layerDefault,
            source: "timm 1.0.31, models/vision_transformer.py, init_weights_vit_jax: lecun_normal_"
        ),
        Dialect(
            ["diffusers.models.controlnets.controlnet.zero_module", "zero_module"],
            of: "torch.nn.init.zeros_",
            purpose: .silent,
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
            purpose: .silent,
            source: "PEFT 0.21.2, tuners/lora/layer.py, reset_lora_parameters"
        ),
        Dialect(
            ["peft.lora_embedding_B", "lora_embedding_B"],
            of: "torch.nn.init.normal_",
            purpose: .layerDefault,
            source: "PEFT 0.21.2, tuners/lora/layer.py, reset_lora_parameters"
        ),
        // dt_rank is the fan-in of [d_inner, dt_rank]; the scale is 1 by default.
        inverseRoot(
            ["mamba_ssm.Mamba.dt_proj.weight"],
            .torch,
            source: "transformers 5.24.0, models/mamba/modeling_mamba.py, init_mamba_weights"
        ),
        Dialect(
            ["mamba_ssm.Mamba.D"],
            of: "torch.nn.init.ones_",
            purpose: .layerDefault,
            source: "Mamba, mamba_ssm/modules/mamba_simple.py; transformers 5.24.0, models/mamba/modeling_mamba.py"
        ),
        // PyTorch's rules with what set_base_shapes makes of them: a width_mult is width over base width.
        Dialect(
            ["mup.init.normal_", "mup.normal_"],
            of: "torch.nn.init.normal_",
            [.init("mean", 0), .init("std", as: "deviation", .number(1)), .init("width_mult", as: "std")],
            converting: { values in
                guard case .number(let width)? = values["std"], width > 0 else { return }
                values["std"] = values["deviation"]
                if case .number(let deviation)? = values["std"] {
                    values["std"] = .number(deviation / width.squareRoot())
                }
            },
            closedForm: "normal(mean, std/√width_mult); width_mult is 1 where at most one axis is a width",
            source: "mup 1.0.0, mup/init.py, normal_"
        ),
        scaled(
            ["mup.MuReadout.weight"],
            1.0 / 3,
            "fan_in",
            "uniform",
            .torch,
            [.init("base_width", as: "fan_in")],
            closedForm: "uniform on ±1/√base_width, drawn for the base shape's fan_in",
            purpose: .maximalUpdate(isOutput: true),
            source: "mup 1.0.0, mup/layer.py, MuReadout: weight *= width_mult**0.5"
        ),
        Dialect(
            ["nanogpt.Linear.weight", "nanogpt.Embedding.weight", "llama2c.Linear.weight", "llama2c.Embedding.weight"],
            of: "gpt2.normal",
            purpose: .transformer,
            source: "nanoGPT, model.py, _init_weights; llama2.c, model.py, _init_weights"
        ),
        Dialect(
            ["llama2c.w3.weight", "llama2c.wo.weight"],
            of: "gpt2.residual",
            [.init("n_layers", as: "layers")],
            closedForm: "normal(0, 0.02/√(2·n_layers))",
            source: "llama2.c, model.py, Transformer: 0.02/sqrt(2 n_layers)"
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
        // The letters of the kernel that the output lacks count its inputs, all others its outputs.
        Dialect(
            keras(["EinsumDense"], "kernel").filter { $0.hasPrefix("keras.") },
            of: "jax.nn.initializers.glorot_uniform",
            [.init("equation", as: "in_axis")],
            converting: { values in
                guard case .text(let equation)? = values["in_axis"],
                    let (kernel, output) = einsum(equation)
                else { return }
                func axes(_ isInOutput: Bool) -> ClaimValue {
                    .tuple(
                        kernel.enumerated().filter { output.contains($0.element) == isInOutput }.map {
                            .number(Double($0.offset))
                        }
                    )
                }
                (values["in_axis"], values["out_axis"]) = (axes(false), axes(true))
            },
            leadsWithTensor: false,
            closedForm: "uniform on ±√(6/(fan_in+fan_out)), the fans by the equation",
            purpose: .layerDefault,
            source: "Keras 3.15.1, layers/core/einsum_dense.py, _analyze_split_string, _update_kernel_initializer"
        ),
        Dialect(
            ["keras.layers.ReversibleEmbedding.embeddings"],
            of: "keras.RandomUniform",
            purpose: .layerDefault,
            source: "Keras 3.15.1, layers/core/reversible_embedding.py"
        ),
        Dialect(
            ["keras.layers.EinsumDense.lora_kernel_a", "keras.layers.Embedding.lora_embeddings_a"],
            of: "keras.HeUniform",
            purpose: .layerDefault,
            source: "Keras 3.15.1, layers/core/einsum_dense.py, embedding.py, enable_lora"
        ),
        Dialect(
            ["keras.layers.EinsumDense.lora_kernel_b", "keras.layers.Embedding.lora_embeddings_b"],
            of: "keras.Zeros",
            purpose: .silent,
            source: "Keras 3.15.1, layers/core/einsum_dense.py, embedding.py, enable_lora"
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
            // A depthwise filter is [..., 1, channels · multiplier]; an LSTM's is that of a Linear over inputs and state.
            ["Linear", "Conv1D", "Conv2D", "Conv3D", "DepthwiseConv1D", "DepthwiseConv2D", "DepthwiseConv3D", "LSTM"]
                .flatMap { hk("\($0).w") },
            ClaimedLaw.truncatedVarianceFactor,
            "fan_in",
            "truncated_normal",
            .keras,
            purpose: .layerDefault,
            source: "Haiku 0.0.17, basic.py, Linear, conv.py, ConvND, and others: TruncatedNormal(1/sqrt(fan_in))"
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
            [
                "Linear.b", "Conv1D.b", "Conv2D.b", "Conv3D.b", "Conv1DTranspose.b", "Conv2DTranspose.b",
                "Conv3DTranspose.b", "DepthwiseConv1D.b", "DepthwiseConv2D.b", "DepthwiseConv3D.b", "GRU.b", "LSTM.b",
                "Bias.b", "LayerNorm.offset", "BatchNorm.offset", "GroupNorm.offset",
            ].flatMap { hk($0) },
            of: "jax.nn.initializers.zeros",
            source: "Haiku 0.0.17, basic.py, conv.py, depthwise_conv.py, recurrent.py, layer_norm.py and others"
        ),
        Dialect(
            ["LayerNorm.scale", "BatchNorm.scale", "GroupNorm.scale", "RMSNorm.scale"].flatMap { hk($0) },
            of: "jax.nn.initializers.ones",
            source: "Haiku 0.0.17, layer_norm.py, batch_norm.py, group_norm.py, rms_norm.py"
        ),
        scaled(
            hk("GRU.w_i") + hk("GRU.w_h"),
            1,
            "fan_in",
            "truncated_normal",
            .keras,
            purpose: .layerDefault,
            source: "Haiku 0.0.17, recurrent.py, GRU: VarianceScaling()"
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
                ["Linear", "Conv1d", "Conv2d", "Conv3d", "ConvTranspose1d", "ConvTranspose2d", "ConvTranspose3d"]
                    .flatMap { eqx("\($0).bias") },
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
            inverseRoot(
                ["query_proj", "key_proj", "value_proj", "output_proj"].flatMap {
                    eqx("MultiheadAttention.\($0).weight")
                },
                .torch,
                source: "Equinox 0.13.8, nn/_attention.py, MultiheadAttention, of Linear"
            ),
            Dialect(
                ["LayerNorm", "GroupNorm", "RMSNorm", "BatchNorm"].flatMap { eqx("\($0).weight") },
                of: "ones",
                source: "Equinox 0.13.8, nn/_normalisation.py, nn/_batch_norm.py"
            ),
            Dialect(
                ["LayerNorm", "GroupNorm", "RMSNorm", "BatchNorm"].flatMap { eqx("\($0).bias") },
                of: "zeros",
                source: "Equinox 0.13.8, nn/_normalisation.py, nn/_batch_norm.py"
            ),
            Dialect(
                eqx("PReLU.negative_slope"),
                of: "constant",
                fixing: ["value": .number(0.25)],
                purpose: .layerDefault,
                source: "Equinox 0.13.8, nn/_activations.py, PReLU"
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

    /// MXNet, tinygrad and scikit-learn.
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
            converting: symmetric,
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
        inverseRoot(
            ["tinygrad.nn.LSTMCell.weight_ih", "tinygrad.nn.LSTMCell.weight_hh"],
            .gates(4),
            [.init("hidden_size", as: "fan_in")],
            source: "tinygrad 0.14.0, nn/__init__.py, LSTMCell"
        ),
        inverseRoot(
            ["tinygrad.nn.ConvTranspose2d.weight"],
            .axes(input: [0], output: [1], batch: []),
            source: "tinygrad 0.14.0, nn/__init__.py, ConvTranspose2d, whose scale is Conv2d's"
        ),
        Dialect(
            ["tinygrad.nn.Linear.bias", "tinygrad.nn.Conv2d.bias", "tinygrad.nn.Conv1d.bias"],
            of: "torch.nn.Linear.bias",
            [.init("fan_in", .none)],
            source: "tinygrad 0.14.0, nn/__init__.py, Linear, Conv2d"
        ),
        Dialect(
            ["BatchNorm", "GroupNorm", "InstanceNorm", "LayerNorm", "RMSNorm"].map { "tinygrad.nn.\($0).weight" },
            of: "ones",
            source: "tinygrad 0.14.0, nn/__init__.py"
        ),
        Dialect(
            ["BatchNorm", "GroupNorm", "InstanceNorm", "LayerNorm"].map { "tinygrad.nn.\($0).bias" }
                + ["tinygrad.nn.LSTMCell.bias_ih", "tinygrad.nn.LSTMCell.bias_hh"],
            of: "zeros",
            source: "tinygrad 0.14.0, nn/__init__.py"
        ),
        // The first axis, and the product of all others.
        Dialect(
            ["tinygrad.Tensor.glorot_uniform", "Tensor.glorot_uniform"],
            of: "variance_scaling",
            fixing: ["scale": .number(1), "mode": .text("fan_avg"), "distribution": .text("uniform")],
            fans: .inputFirst,
            takesSizes: true,
            source: "tinygrad 0.14.0, mixin/rand.py, glorot_uniform"
        ),
        Dialect(
            ["tinygrad.Tensor.uniform", "Tensor.uniform"],
            of: "uniform",
            [.init("low", 0), .init("high", 1)],
            takesSizes: true,
            source: "tinygrad 0.14.0, mixin/rand.py, uniform"
        ),
        Dialect(
            ["tinygrad.Tensor.normal", "Tensor.normal"],
            of: "normal",
            [.init("mean", 0), .init("std", as: "stddev", .number(1))],
            takesSizes: true,
            source: "tinygrad 0.14.0, mixin/rand.py, normal"
        ),
        Dialect(
            ["tinygrad.Tensor.randn", "Tensor.randn"],
            of: "normal",
            takesSizes: true,
            source: "tinygrad 0.14.0, mixin/rand.py, randn"
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

    /// The kernel's and the output's letters of an equation such as ab,bc->ac or ...x,xy->...y; nil where it is none.
    private static func einsum(_ equation: String) -> (kernel: [Character], output: Set<Character>)? {
        let sides = equation.filter { $0 != " " && $0 != "." }.split(separator: ">").map { $0.split(separator: ",") }
        guard sides.count == 2, sides[0].count == 2, sides[1].count == 1, sides[0][1].hasSuffix("-") else { return nil }
        let (kernel, output) = (Array(sides[0][1].dropLast()), Set(sides[1][0]))
        guard (kernel + Array(output)).allSatisfy(\.isLetter) else { return nil }
        return (kernel, output)
    }

    private static func hk(_ name: String) -> [String] { ["haiku.\(name)", "hk.\(name)"] }
    private static func eqx(_ name: String) -> [String] { ["equinox.nn.\(name)", "eqx.nn.\(name)"] }
    private static func mx(_ name: String) -> [String] {
        ["mxnet", "mx"].flatMap { ["\($0).init.\(name)", "\($0).initializer.\(name)"] }
            // As from mxnet import init has it, where no other framework's function is called so.
            + (["Xavier", "MSRAPrelu"].contains(name) ? ["init.\(name)"] : [])
    }
}
