/// Keras' layers whose kernels have axes of heads, or an equation's.
extension Catalogue {
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

    // MARK: - Implementation

    /// The letters of the kernel and of the output in an equation such as ab,bc->ac or ...x,xy->...y; nil where the text is no
    /// such equation.
    private static func einsum(_ equation: String) -> (kernel: [Character], output: Set<Character>)? {
        let sides = equation.filter { $0 != " " && $0 != "." }.split(separator: ">").map { $0.split(separator: ",") }
        guard sides.count == 2, sides[0].count == 2, sides[1].count == 1, sides[0][1].hasSuffix("-") else { return nil }
        let (kernel, output) = (Array(sides[0][1].dropLast()), Set(sides[1][0]))
        guard (kernel + Array(output)).allSatisfy(\.isLetter) else { return nil }
        return (kernel, output)
    }
}
