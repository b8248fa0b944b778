/// Functions and layers that follow a scheme under arguments of their own.
extension Catalogue {
    /// All dialects; the defaults are the frameworks'.
    package static let dialects: [Dialect] =
        arrays + tensors + recurrentLayers + [
            // Bilinear's fan-in is the first input's size, not the weight's [out, in1, in2].
            Dialect(
                ["torch.nn.Bilinear.weight", "torch.nn.Bilinear.bias", "nn.Bilinear.weight", "nn.Bilinear.bias"],
                of: "torch.nn.Linear.bias",
                [.init("in1_features", as: "fan_in")],
                source: "PyTorch documentation, torch.nn.Bilinear"
            )
        ]

    /// The dialect of that name; nil where there is none.
    static func dialect(named name: String) -> Dialect? { dialectsByName[name] }

    // MARK: - Implementation

    private static let dialectsByName = Dictionary(
        dialects.flatMap { dialect in dialect.names.map { ($0, dialect) } },
        uniquingKeysWith: { first, _ in first }
    )

    /// NumPy and JAX, which draw arrays.
    private static let arrays: [Dialect] = [
        Dialect(
            ["numpy.random.normal", "np.random.normal"],
            of: "normal",
            [.init("loc", as: "mean", .number(0)), .init("scale", as: "stddev", .number(1)), .init("size", as: nil)],
            source: "NumPy documentation, numpy.random.normal"
        ),
        Dialect(
            ["numpy.random.uniform", "np.random.uniform"],
            of: "uniform",
            [.init("low", as: "low", .number(0)), .init("high", as: "high", .number(1)), .init("size", as: nil)],
            source: "NumPy documentation, numpy.random.uniform"
        ),
        Dialect(
            ["numpy.random.standard_normal", "np.random.standard_normal"],
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
            ["jax.random.normal"],
            of: "normal",
            [.init("shape", as: nil), .init("dtype", as: nil)],
            source: "JAX documentation, jax.random.normal"
        ),
        Dialect(
            ["jax.random.uniform"],
            of: "uniform",
            [
                .init("shape", as: nil), .init("dtype", as: nil), .init("minval", as: "low", .number(0)),
                .init("maxval", as: "high", .number(1)),
            ],
            source: "JAX documentation, jax.random.uniform"
        ),
        Dialect(
            ["jax.random.truncated_normal"],
            of: "truncated_normal",
            [
                .init("lower", as: "low"), .init("upper", as: "high"), .init("shape", as: nil), .init("dtype", as: nil),
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

    /// MLX's recurrent layers: uniform on +-1/sqrt(hidden_size), as PyTorch's.
    private static let recurrentLayers: [Dialect] = [
        Dialect(
            [
                "mlx.nn.LSTM.Wx", "mlx.nn.LSTM.Wh", "mlx.nn.LSTM.bias", "mlx.nn.GRU.Wx", "mlx.nn.GRU.Wh",
                "mlx.nn.GRU.b",
                "mlx.nn.GRU.bhn", "mlx.nn.RNN.Wxh", "mlx.nn.RNN.Whh", "mlx.nn.RNN.bias",
            ],
            of: "torch.nn.RNN.weight",
            [.init("hidden_size", as: "hidden_size")],
            source: "MLX, python/mlx/nn/layers/recurrent.py"
        )
    ]
}
