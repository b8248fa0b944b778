/// Names that mean one law in one framework and another in the next.
extension Catalogue {
    /// What some schemes that share a name with others have of their own.
    package struct Namesake: Sendable {
        /// The schemes that agree.
        package let schemes: [String]

        /// What they say, for the eyes of somebody who wrote another's name.
        package let law: String
    }

    /// Groups that share a name, or are each other's translation, and differ in their law.
    ///
    /// Sources: those of the schemes.
    package static let namesakes: [[Namesake]] = [
        [
            Namesake(
                schemes: [
                    "glorot_uniform", "keras.GlorotUniform", "jax.nn.initializers.glorot_uniform",
                    "torch.nn.init.xavier_uniform_", "mlx.nn.init.glorot_uniform",
                ],
                law: "uniform, variance 2/(fan_in+fan_out)"
            ),
            Namesake(schemes: ["caffe.xavier"], law: "uniform, variance 1/fan_in by default"),
        ],
        [
            Namesake(
                schemes: ["glorot_normal", "keras.GlorotNormal", "jax.nn.initializers.glorot_normal"],
                law: "truncated at ±2 parent sd, rescaled to variance 2/(fan_in+fan_out)"
            ),
            Namesake(
                schemes: ["torch.nn.init.xavier_normal_", "mlx.nn.init.glorot_normal", "glorot_gaussian"],
                law: "not truncated, variance 2/(fan_in+fan_out)"
            ),
            Namesake(
                schemes: ["tf.contrib.layers.xavier_initializer"],
                law: "its normal law rescaled by 1.3 for the exact 1.29242"
            ),
            Namesake(
                schemes: ["prettytensor.xavier_init"],
                law:
                    "its normal law has 3 for the exact 2.58484, a variance 1.16061 times as large"
            ),
            Namesake(schemes: ["caffe.xavier"], law: "uniform, variance 1/fan_in by default"),
        ],
        [
            Namesake(
                schemes: ["he_normal", "keras.HeNormal", "jax.nn.initializers.he_normal"],
                law: "truncated at ±2 parent sd, rescaled to variance 2/fan_in"
            ),
            Namesake(
                schemes: ["torch.nn.init.kaiming_normal_", "caffe.msra", "prettytensor.he_init"],
                law: "not truncated, variance 2/fan_in by default"
            ),
            Namesake(
                schemes: ["mlx.nn.init.he_normal"],
                law: "not truncated, variance gain²/fan_in, and the gain is 1"
            ),
        ],
        [
            Namesake(
                schemes: [
                    "he_uniform", "keras.HeUniform", "jax.nn.initializers.he_uniform", "torch.nn.init.kaiming_uniform_",
                ],
                law: "uniform, variance 2/fan_in by default"
            ),
            Namesake(schemes: ["mlx.nn.init.he_uniform"], law: "uniform, variance gain²/fan_in, and the gain is 1"),
        ],
        [
            Namesake(schemes: ["keras.TruncatedNormal"], law: "bounds at ±2 stddev, which is 0.05 by default"),
            Namesake(schemes: ["tf.truncated_normal"], law: "bounds at ±2 stddev, which is 1 by default"),
            Namesake(
                schemes: ["jax.nn.initializers.truncated_normal"],
                law: "bounds in stddev, -2 and 2 by default; stddev is 0.01"
            ),
            Namesake(
                schemes: ["truncated_normal"],
                law: "bounds in stddev, -2 and 2 by default; stddev is 1"
            ),
            Namesake(schemes: ["torch.nn.init.trunc_normal_"], law: "bounds are absolute values, -2 and 2 by default"),
        ],
        [
            Namesake(
                schemes: ["keras.VarianceScaling"],
                law: "'normal' is truncated; 'untruncated_normal' is not"
            ),
            Namesake(
                schemes: ["jax.nn.initializers.variance_scaling", "variance_scaling"],
                law: "'normal' is not truncated; 'truncated_normal' is"
            ),
            Namesake(
                schemes: ["tf.contrib.layers.variance_scaling_initializer"],
                law: "factor 2 by default, the truncated variance 1.00586 times the stated one"
            ),
        ],
        [
            Namesake(schemes: ["keras.RandomUniform"], law: "on [-0.05, 0.05] by default"),
            Namesake(schemes: ["torch.nn.init.uniform_", "mlx.nn.init.uniform"], law: "on [0, 1] by default"),
            Namesake(schemes: ["jax.nn.initializers.uniform"], law: "on [0, scale], not symmetric"),
        ],
        [
            Namesake(
                schemes: ["orthogonal", "keras.Orthogonal", "jax.nn.initializers.orthogonal"],
                law: "all axes but the last are rows"
            ),
            Namesake(schemes: ["torch.nn.init.orthogonal_"], law: "all axes but the first are columns"),
            Namesake(schemes: ["mlx.nn.init.orthogonal"], law: "two axes only"),
        ],
        [
            Namesake(
                schemes: ["torch.nn.init.sparse_", "sparse"],
                law: "zeros counted by column, std 0.01 by default"
            ),
            Namesake(schemes: ["mlx.nn.init.sparse"], law: "zeros counted by row, std 1 by default"),
        ],
    ]
}

extension Scheme {
    /// Schemes of the same name, or those that one would take for it, whose law is another: the scheme where it is one,
    /// the frameworks where they are several, and what they say.
    public var namesakes: [(names: String, law: String)] {
        let group = Catalogue.namesakes.first { $0.contains { $0.schemes.contains(name) } } ?? []
        return group.filter { !$0.schemes.contains(name) }.map { namesake in
            let names =
                namesake.schemes.count == 1
                ? namesake.schemes : namesake.schemes.map { $0.contains(".") ? String($0.prefix { $0 != "." }) : $0 }
            return (names.joined(separator: ", "), namesake.law)
        }
    }
}
