/// Functions and layers that follow a scheme but have arguments of their own.
extension Catalogue {
    /// All dialects; the defaults are the frameworks'.
    package static let dialects: [Dialect] =
        arrays + tensors + methods + torchModules + torchLibraries + maximalUpdates + stateSpaces + torchvision
        + kerasLayers + kerasCalls + flaxCalls + mlxRecurrentLayers
        + haiku + equinox + otherFrameworks + paddle + mindSpore + lasagne + cntk + deeplearning4j + julia + burn
        + rust

    /// The dialect with that name, or nil.
    static func dialect(named name: String) -> Dialect? {
        dialectsByName[name] ?? recurrentName(name).flatMap { dialectsByName[$0] } ?? method(named: name)
    }

    // MARK: - Implementation

    private static let dialectsByName = table(dialects, by: \.names)

    /// The function behind a tensor's method, as in self.fc1.weight.data.normal_(0, 0.02); nil for a module's function
    /// of that name.
    private static func method(named name: String) -> Dialect? {
        let modules = ["torch", "nn", "init", "keras", "tf", "jax", "flax", "mlx", "np", "numpy"]
        guard let dot = name.lastIndex(of: "."), !modules.contains(String(name.prefix { $0 != "." })) else {
            return nil
        }
        return dialectsByName["torch.Tensor" + name[dot...]]
    }

    /// PyTorch's methods that draw in place.
    private static let methods: [Dialect] = [
        Dialect(
            ["torch.Tensor.normal_"],
            of: "torch.nn.init.normal_",
            [.init("mean", 0), .init("std", 1)],
            leadsWithTensor: false,
            source: "PyTorch 2.15 documentation, torch.Tensor.normal_"
        ),
        Dialect(
            ["torch.Tensor.uniform_"],
            of: "torch.nn.init.uniform_",
            [.init("from", as: "a", .number(0)), .init("to", as: "b", .number(1))],
            leadsWithTensor: false,
            source: "PyTorch 2.15 documentation, torch.Tensor.uniform_"
        ),
        Dialect(
            ["torch.Tensor.zero_", "zero_"],
            of: "torch.nn.init.zeros_",
            source: "PyTorch 2.15 documentation, torch.Tensor.zero_"
        ),
        Dialect(
            ["torch.Tensor.fill_", "fill_"],
            of: "torch.nn.init.constant_",
            [.init("value", as: "val")],
            leadsWithTensor: false,
            source: "PyTorch 2.15 documentation, torch.Tensor.fill_"
        ),
    ]

    /// PyTorch's modules by their calls. The shape tells a weight's fans, the call a bias's.
    private static let torchModules: [Dialect] =
        [
            inverseRoot(
                ["torch.nn.Linear", "nn.Linear"],
                .torch,
                [
                    .init("in_features", as: "fan_in"), .init("out_features", as: "fan_out"),
                    .init("bias", as: nil, .boolean(true)),
                ],
                source: "PyTorch 2.15 documentation, torch.nn.Linear"
            ),
            // The fan-in is the first input's size, not the weight's [out, in1, in2].
            inverseRoot(
                torch(["Bilinear"], "weight"),
                .axes(input: [1], output: [0], batch: [2]),
                [.init("in1_features", as: "fan_in")],
                source: "PyTorch documentation, torch.nn.Bilinear"
            ),
            Dialect(
                torch(["Bilinear"], "bias"),
                of: "torch.nn.Linear.bias",
                [.init("in1_features", as: "fan_in")],
                closedForm: "uniform on ±1/√in1_features",
                source: "PyTorch documentation, torch.nn.Bilinear"
            ),
            // A normalized weight is drawn before it is divided into its norm and its direction.
            inverseRoot(
                torch(["Linear", "Conv1d", "Conv2d", "Conv3d"], "parametrizations.weight.original1")
                    + torch(["Linear", "Conv1d", "Conv2d", "Conv3d"], "weight_v"),
                .torch,
                source: "PyTorch 2.15 documentation, torch.nn.utils.parametrizations.weight_norm"
            ),
            Dialect(
                torch(["PReLU"], "weight"),
                of: "torch.nn.init.constant_",
                fixing: ["val": .number(0.25)],
                purpose: .layerDefault,
                source: "PyTorch 2.15 documentation, torch.nn.PReLU"
            ),
            // [proj_size, hidden_size]
            inverseRoot(
                torch(["LSTM"], "weight_hr"),
                .torch,
                [.init("hidden_size", as: "fan_in")],
                source: "PyTorch 2.15 documentation, torch.nn.LSTM"
            ),
            Dialect(
                ["torch.nn.Embedding", "nn.Embedding"],
                of: "torch.nn.Embedding.weight",
                [
                    .init("num_embeddings", as: nil), .init("embedding_dim", as: nil),
                    .init(Scheme.padding, as: Scheme.padding),
                ],
                source: "PyTorch 2.15 documentation, torch.nn.Embedding"
            ),
            Dialect(
                ["fvcore.nn.weight_init.c2_xavier_fill", "weight_init.c2_xavier_fill", "c2_xavier_fill"],
                of: "torch.nn.init.kaiming_uniform_",
                fixing: ["a": .number(1)],
                closedForm: "uniform on ±√(3/fan_in)",
                source: "fvcore 0.1.5, nn/weight_init.py, c2_xavier_fill"
            ),
            Dialect(
                ["fvcore.nn.weight_init.c2_msra_fill", "weight_init.c2_msra_fill", "c2_msra_fill"],
                of: "torch.nn.init.kaiming_normal_",
                fixing: ["mode": .text("fan_out"), "nonlinearity": .text("relu")],
                closedForm: "normal of variance 2/fan_out",
                source: "fvcore 0.1.5, nn/weight_init.py, c2_msra_fill"
            ),
        ]
        + torchTransformers
        + [("RNN", 1), ("LSTM", 4), ("GRU", 3)].map { layer, gates in
            inverseRoot(
                torch([layer, "\(layer)Cell"], "weight_ih") + torch([layer, "\(layer)Cell"], "weight_hh")
                    + torch([layer, "\(layer)Cell"], "bias_ih") + torch([layer, "\(layer)Cell"], "bias_hh")
                    + torch([layer, "\(layer)Cell"], "weight").filter {
                        $0 != "torch.nn.RNN.weight" && $0 != "nn.RNN.weight"
                    }
                    + torch([layer, "\(layer)Cell"], "bias"),
                .gates(gates),
                [.init("hidden_size", as: "fan_in")],
                source: "PyTorch 2.15 documentation, torch.nn.\(layer)"
            )
        }
        + ["Conv1d", "Conv2d", "Conv3d"].map { layer in
            Dialect(
                ["torch.nn.\(layer)", "nn.\(layer)"],
                of: "torch.nn.Linear.weight",
                [
                    "in_channels", "out_channels", "kernel_size", "stride", "padding", "dilation", "groups", "bias",
                    "padding_mode",
                ].map { .init($0, as: nil) },
                source: "PyTorch 2.15 documentation, torch.nn.\(layer)"
            )
        }

    /// A transformer's layers keep the defaults of their parts; torch.nn.Transformer draws every matrix in it anew.
    private static let torchTransformers: [Dialect] = {
        let layers = ["TransformerEncoderLayer", "TransformerDecoderLayer"]
        let attentions = layers.map { "\($0).self_attn" } + ["TransformerDecoderLayer.multihead_attn"]
        let whole =
            ["Transformer.self_attn.out_proj", "Transformer.multihead_attn.out_proj"]
            + ["Transformer.linear1", "Transformer.linear2"]
        let norms = layers.flatMap { ["\($0).norm1", "\($0).norm2"] } + ["TransformerDecoderLayer.norm3"]
        let source = "PyTorch 2.15, nn/modules/transformer.py"
        return [
            Dialect(
                torch(attentions, "in_proj_weight") + torch(["Transformer.self_attn"], "in_proj_weight")
                    + torch(["Transformer.multihead_attn"], "in_proj_weight") + torch(whole, "weight"),
                of: "torch.nn.init.xavier_uniform_",
                purpose: .layerDefault,
                source: "\(source), and nn/modules/activation.py, MultiheadAttention"
            ),
            inverseRoot(
                torch(
                    attentions.map { "\($0).out_proj" } + layers.flatMap { ["\($0).linear1", "\($0).linear2"] },
                    "weight"
                ),
                .torch,
                source: source
            ),
            Dialect(
                torch(
                    layers.flatMap { ["\($0).linear1", "\($0).linear2"] } + [
                        "Transformer.linear1", "Transformer.linear2",
                    ],
                    "bias"
                ),
                of: "torch.nn.Linear.bias",
                [.init("fan_in", .none)],
                source: source
            ),
            Dialect(
                torch(attentions, "in_proj_bias") + torch(attentions.map { "\($0).out_proj" } + norms, "bias"),
                of: "torch.nn.init.zeros_",
                source: source
            ),
            Dialect(torch(norms, "weight"), of: "torch.nn.init.ones_", source: source),
        ]
    }()

    /// NumPy and JAX, which draw arrays.
    private static let arrays: [Dialect] = [
        Dialect(
            ["numpy.random.normal", "np.random.normal", "rng.normal"],
            of: "normal",
            [.init("loc", as: "mean", .number(0)), .init("scale", as: "stddev", .number(1)), .init("size", as: nil)],
            leadsWithTensor: false,
            source: "NumPy documentation, numpy.random.normal"
        ),
        Dialect(
            ["numpy.random.uniform", "np.random.uniform", "rng.uniform"],
            of: "uniform",
            [.init("low", .number(0)), .init("high", .number(1)), .init("size", as: nil)],
            leadsWithTensor: false,
            source: "NumPy documentation, numpy.random.uniform"
        ),
        Dialect(
            ["numpy.random.standard_normal", "np.random.standard_normal", "rng.standard_normal"],
            of: "normal",
            [.init("size", as: nil)],
            source: "NumPy documentation, numpy.random.standard_normal"
        ),
        Dialect(
            ["numpy.random.randn", "np.random.randn"],
            of: "normal",
            takesSizes: true,
            source: "NumPy documentation, numpy.random.randn"
        ),
        Dialect(
            ["jax.random.normal", "random.normal"],
            of: "normal",
            [.init("key", as: nil), .init("shape", as: nil), .init("dtype", as: nil)],
            source: "JAX documentation, jax.random.normal"
        ),
        Dialect(
            ["jax.random.uniform"],
            of: "uniform",
            [
                .init("key", as: nil), .init("shape", as: nil), .init("dtype", as: nil),
                .init("minval", as: "low", .number(0)), .init("maxval", as: "high", .number(1)),
            ],
            source: "JAX documentation, jax.random.uniform"
        ),
        Dialect(
            ["jax.random.truncated_normal", "random.truncated_normal"],
            of: "truncated_normal",
            [
                .init("key", as: nil), .init("lower", as: "low"), .init("upper", as: "high"), .init("shape", as: nil),
                .init("dtype", as: nil),
            ],
            source: "JAX documentation, jax.random.truncated_normal"
        ),
    ]

    /// PyTorch and TensorFlow, which draw tensors.
    private static let tensors: [Dialect] = [
        Dialect(
            ["torch.randn"],
            of: "normal",
            takesSizes: true,
            source: "PyTorch documentation, torch.randn"
        ),
        Dialect(
            ["torch.rand"],
            of: "torch.nn.init.uniform_",
            takesSizes: true,
            source: "PyTorch documentation, torch.rand"
        ),
        Dialect(
            ["tf.random.normal", "tf.random_normal", "tf.compat.v1.random_normal"],
            of: "normal",
            [
                .init("shape", as: nil), .init("mean", as: "mean", .number(0)),
                .init("stddev", as: "stddev", .number(1)),
                .init("dtype", as: nil),
            ],
            source: "TensorFlow documentation, tf.random.normal"
        ),
        Dialect(
            ["tf.random.uniform", "tf.random_uniform", "tf.compat.v1.random_uniform"],
            of: "uniform",
            [
                .init("shape", as: nil), .init("minval", as: "low", .number(0)),
                .init("maxval", as: "high", .number(1)),
                .init("dtype", as: nil),
            ],
            source: "TensorFlow documentation, tf.random.uniform"
        ),
        // In TensorFlow 2, tf.random_uniform_initializer is Keras' RandomUniform, on [-0.05, 0.05].
        Dialect(
            ["tf.compat.v1.random_uniform_initializer", "tf.compat.v1.initializers.random_uniform"],
            of: "uniform",
            [.init("minval", as: "low", .number(0)), .init("maxval", as: "high", .number(1))],
            source: Source.tensorflow1
        ),
    ]

    /// MLX's recurrent layers: uniform on +-1/sqrt(hidden_size), like PyTorch's. Its versions differ in which axis of
    /// an input's weight has the hidden size, so the call states it; a state's weight and a bias tell it.
    private static let mlxRecurrentLayers: [Dialect] =
        [
            Dialect(
                ["mlx.nn.LSTM.Wx", "mlx.nn.GRU.Wx", "mlx.nn.RNN.Wxh"],
                of: "torch.nn.RNN.weight",
                [.init("hidden_size", as: "hidden_size")],
                source: "MLX 0.32.4, python/mlx/nn/layers/recurrent.py"
            )
        ]
        + [("LSTM", "Wh", "bias", 4), ("GRU", "Wh", "b", 3), ("RNN", "Whh", "bias", 1)].flatMap {
            layer,
            weight,
            bias,
            gates in
            [
                recurrent(["mlx.nn.\(layer).\(weight)"], .stateGates(gates)),
                recurrent(["mlx.nn.\(layer).\(bias)"], .gates(gates)),
            ]
        } + [recurrent(["mlx.nn.GRU.bhn"], .gates(1))]

    private static func recurrent(_ names: [String], _ fans: FanRule) -> Dialect {
        inverseRoot(
            names,
            fans,
            [.init("hidden_size", as: "fan_in")],
            source: "MLX 0.32.4, python/mlx/nn/layers/recurrent.py"
        )
    }

    // MARK: - Rows

    /// An initializer that is made without a tensor, by its names and by where it is documented.
    static func factory(
        _ known: (names: [String], source: String),
        of scheme: String,
        _ parameters: [Scheme.Parameter] = [],
        fixing fixed: [String: ClaimValue] = [:],
        fans: FanRule? = nil,
        words: [String: String] = [:],
        converting: @escaping @Sendable (inout [String: ClaimValue]) -> Void = { _ in },
        closedForm: String? = nil
    ) -> Dialect {
        Dialect(
            known.names,
            of: scheme,
            parameters,
            fixing: fixed,
            fans: fans,
            words: words,
            converting: converting,
            leadsWithTensor: false,
            closedForm: closedForm,
            source: known.source
        )
    }

    /// The scale of a law of variance scale / n, what n is, and the law's form.
    static let glorotUniform = (scale: 1.0, mode: "fan_avg", distribution: "uniform")
    static let glorotNormal = (scale: 1.0, mode: "fan_avg", distribution: "normal")
    static let heUniform = (scale: 2.0, mode: "fan_in", distribution: "uniform")
    static let heNormal = (scale: 2.0, mode: "fan_in", distribution: "normal")
    static let leCunTruncated = (scale: 1.0, mode: "fan_in", distribution: "truncated_normal")

    /// A law of variance scale / n in a layout.
    static func scaled(
        _ names: [String],
        _ law: (scale: Double, mode: String, distribution: String),
        _ fans: FanRule,
        _ parameters: [Scheme.Parameter] = [],
        closedForm: String? = nil,
        purpose: Scheme.Purpose? = nil,
        source: String
    ) -> Dialect {
        Dialect(
            names,
            of: "variance_scaling",
            parameters,
            fixing: [
                "scale": .number(law.scale), "mode": .text(law.mode), "distribution": .text(law.distribution),
            ],
            fans: fans,
            leadsWithTensor: parameters.isEmpty,
            closedForm: closedForm,
            purpose: purpose,
            source: source
        )
    }

    /// Uniform on 1 / sqrt(fan-in), a layer's default.
    static func inverseRoot(
        _ names: [String],
        _ fans: FanRule,
        _ parameters: [Scheme.Parameter] = [],
        source: String
    ) -> Dialect {
        let form: String? =
            switch fans {
            case .gates, .stateGates: "uniform on ±1/√hidden_size"
            default: parameters.first { $0.meaning == "fan_in" }.map { "uniform on ±1/√\($0.name)" }
            }
        return scaled(
            names,
            (1.0 / 3, "fan_in", "uniform"),
            fans,
            parameters,
            closedForm: form,
            purpose: .layerDefault,
            source: source
        )
    }
}
