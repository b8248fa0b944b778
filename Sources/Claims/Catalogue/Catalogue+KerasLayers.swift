/// Keras' layers whose kernels have the axes of heads, or of an equation.
extension Catalogue {
    /// Keras' layers by their calls: the kernel and, for a vector, the bias.
    static let kerasCalls: [Dialect] = [
        kerasCall(["Dense"], ["units", "activation", "use_bias"]),
        kerasCall(
            ["Conv1D", "Conv2D", "Conv3D"],
            [
                "filters", "kernel_size", "strides", "padding", "data_format", "dilation_rate", "groups", "activation",
                "use_bias",
            ]
        ),
    ].flatMap(\.self)

    /// Flax' and Haiku's layers, whose kernels follow LeCun's rule.
    static let flaxCalls: [Dialect] = [
        Dialect(
            ["flax.linen.Dense", "nn.Dense"],
            of: "jax.nn.initializers.lecun_normal",
            ["features", "use_bias", "dtype", "param_dtype"].map { .init($0, as: nil) },
            vector: "flax.linen.Dense.bias",
            source: "Flax 0.12.8, linen/linear.py, Dense"
        ),
        Dialect(
            ["flax.nnx.Linear", "nnx.Linear"],
            of: "jax.nn.initializers.lecun_normal",
            ["in_features", "out_features", "use_bias", "dtype", "param_dtype", "rngs"].map { .init($0, as: nil) },
            vector: "flax.nnx.Linear.bias",
            source: "Flax 0.12.8, nnx/nn/linear.py, Linear"
        ),
    ]

    private static func kerasCall(_ layers: [String], _ parameters: [String]) -> [Dialect] {
        // Regularizers, constraints and the input's shape do not affect the kernel's law.
        let further = [
            "kernel_regularizer", "bias_regularizer", "activity_regularizer", "kernel_constraint",
            "bias_constraint", "input_shape", "input_dim", "trainable",
        ]
        return layers.map { layer in
            Dialect(
                ["keras.layers", "tf.keras.layers", "tf_keras.layers", "layers"].map { "\($0).\(layer)" },
                of: "keras.GlorotUniform",
                (parameters + further).map { .init($0, as: nil) },
                purpose: .layerDefault,
                vector: "keras.layers.\(layer).bias",
                choosingBy: InitializerChoice(argument: "kernel_initializer", module: "keras.initializers"),
                source: "Keras 3.15.1, layers/\(layer == "Dense" ? "core/dense.py" : "convolutional/base_conv.py")"
            )
        }
    }

    /// Keras 3's attention tells its initializer which axes of [in, heads, size] are inputs. tf.keras 2 does not, so
    /// its initializer takes the first axis for a receptive field.
    static let kerasLayers: [Dialect] = [
        scaled(
            kerasAttention(["query", "key", "value"], "kernel"),
            glorotUniform,
            .axes(input: [0], output: [1, 2], batch: []),
            purpose: .layerDefault,
            source: "Keras 3.15.1, layers/core/einsum_dense.py, _update_kernel_initializer"
        ),
        scaled(
            kerasAttention(["attention_output"], "kernel"),
            glorotUniform,
            .axes(input: [0, 1], output: [2], batch: []),
            purpose: .layerDefault,
            source: "Keras 3.15.1, layers/core/einsum_dense.py, _update_kernel_initializer"
        ),
        scaled(
            ["query", "key", "value", "attention_output"].map { "tf_keras.layers.MultiHeadAttention.\($0).kernel" },
            glorotUniform,
            .keras,
            purpose: .layerDefault,
            source: "tf-keras 2.21.0, layers/attention/multi_head_attention.py"
        ),
        // The kernel's letters that are not in the output count its inputs, all others its outputs.
        Dialect(
            ["keras.layers.EinsumDense.kernel"],
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
        Dialect(
            ["tf.get_variable", "tf.compat.v1.get_variable"],
            of: "keras.GlorotUniform",
            [.init("name", as: nil), .init("shape", as: nil), .init("dtype", as: nil)],
            choosingBy: InitializerChoice(
                argument: "initializer",
                module: "tf.compat.v1.initializers",
                isTensorFlow1: true
            ),
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

    // MARK: - Implementation

    /// The letters of the kernel and of the output in an equation such as ab,bc->ac or ...x,xy->...y; nil for any other
    /// text.
    private static func einsum(_ equation: String) -> (kernel: [Character], output: Set<Character>)? {
        let sides = equation.filter { $0 != " " && $0 != "." }.split(separator: ">").map { $0.split(separator: ",") }
        guard sides.count == 2, sides[0].count == 2, sides[1].count == 1, sides[0][1].hasSuffix("-") else { return nil }
        let (kernel, output) = (Array(sides[0][1].dropLast()), Set(sides[1][0]))
        guard (kernel + Array(output)).allSatisfy(\.isLetter) else { return nil }
        return (kernel, output)
    }
}
