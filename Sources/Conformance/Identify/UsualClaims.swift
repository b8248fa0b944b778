/// The calls that a tensor is compared with: every scheme of the catalogue with its defaults, and with the arguments
/// that people pass.
///
/// The list is fixed before any data. A claim that a scheme does not take, or that has no law for a shape, is left out
/// where the shape is known.
enum UsualClaims {
    /// The claims that do not depend on the shape, in the order of the catalogue.
    static let fixed: [Claim] = {
        let schemes = Catalogue.schemes
        let defaults = schemes.map(\.name)
        let chosen = schemes.flatMap { scheme in arguments(of: scheme.name).map { "\(scheme.name)(\($0))" } }
        return (defaults + chosen).compactMap(claim)
    }()

    /// The claims for a tensor of this shape: the fixed ones, and those whose arguments a shape suggests.
    static func claims(for shape: [Int]) -> [Claim] {
        // The gates of a recurrent layer are stacked along the first axis: four of an LSTM, three of a GRU, one else.
        let hidden = [1, 3, 4].compactMap { gates in
            shape.first.flatMap { $0 > 0 && $0 % gates == 0 ? $0 / gates : nil }
        }
        return fixed + hidden.compactMap { claim("torch.nn.RNN.weight(hidden_size=\($0))") }
    }

    /// The claims of constants that name a value.
    static func constants(_ value: Double) -> [Claim] {
        [
            "constant(\(value))", "keras.Constant(\(value))", "torch.nn.init.constant_(val=\(value))",
            "jax.nn.initializers.constant(\(value))", "mlx.nn.init.constant(\(value))",
        ].compactMap(claim)
    }

    // MARK: - Implementation

    /// nil for a scheme whose arguments have no defaults, and for arguments that it does not take.
    private static func claim(_ text: String) -> Claim? { try? Claim(text) }

    private static func arguments(of scheme: String) -> [String] {
        switch scheme {
        case "torch.nn.init.xavier_uniform_", "torch.nn.init.xavier_normal_":
            ["gain=sqrt(2)", "gain=5/3"]
        case "torch.nn.init.kaiming_uniform_", "torch.nn.init.kaiming_normal_":
            ["a=sqrt(5)", "nonlinearity='linear'", "nonlinearity='tanh'"].flatMap {
                ["\($0)", "\($0), mode='fan_out'"]
            }
                + ["nonlinearity='relu'", "mode='fan_out'", "mode='fan_out', nonlinearity='relu'"]
        case "mlx.nn.init.he_uniform", "mlx.nn.init.he_normal":
            ["mode='fan_out'", "gain=sqrt(2)", "mode='fan_out', gain=sqrt(2)"]
        case "mlx.nn.init.glorot_uniform", "mlx.nn.init.glorot_normal":
            ["gain=sqrt(2)", "gain=5/3"]
        case "keras.VarianceScaling":
            scaling(modes: ["fan_in", "fan_out", "fan_avg"], normal: "untruncated_normal")
        case "jax.nn.initializers.variance_scaling":
            scaling(modes: ["fan_in", "fan_out", "fan_avg", "fan_geo_avg"], normal: "normal")
        case "tf.contrib.layers.variance_scaling_initializer":
            ["1.0", "2.0"].flatMap { factor in
                ["FAN_IN", "FAN_OUT", "FAN_AVG"].flatMap { mode in
                    ["True", "False"].map { "factor=\(factor), mode='\(mode)', uniform=\($0)" }
                }
            }
        case "tf.contrib.layers.xavier_initializer", "prettytensor.xavier_init":
            ["uniform=False"]
        case "caffe.xavier", "caffe.msra":
            ["variance_norm='FAN_OUT'", "variance_norm='AVERAGE'"]
        case "orthogonal", "keras.Orthogonal", "torch.nn.init.orthogonal_", "mlx.nn.init.orthogonal":
            ["gain=sqrt(2)", "gain=2", "gain=5/3", "gain=0.01"]
        case "jax.nn.initializers.orthogonal":
            ["scale=sqrt(2)", "scale=2", "scale=0.01"]
        case "normal", "keras.RandomNormal", "keras.TruncatedNormal", "truncated_normal", "tf.truncated_normal",
            "jax.nn.initializers.normal", "jax.nn.initializers.truncated_normal", "tf.random_normal_initializer":
            deviations.map { "stddev=\($0)" }
        case "torch.nn.init.normal_", "torch.nn.init.trunc_normal_", "mlx.nn.init.normal":
            deviations.map { "std=\($0)" }
        case "uniform", "keras.RandomUniform":
            limits.map { scheme == "uniform" ? "low=-\($0), high=\($0)" : "minval=-\($0), maxval=\($0)" }
        case "torch.nn.init.uniform_":
            limits.map { "a=-\($0), b=\($0)" }
        case "mlx.nn.init.uniform":
            limits.map { "low=-\($0), high=\($0)" }
        case "jax.nn.initializers.uniform":
            ["scale=0.1", "scale=1"]
        case "gpt2.residual":
            layers.map { "layers=\($0)" }
        case "gpt_neox.scaled_init_method_normal":
            layers.map { "num_layers=\($0)" }
        case "torch.nn.init.sparse_", "mlx.nn.init.sparse":
            (1..<20).map { "sparsity=\(Double($0) / 20)" }
        case "torch.nn.init.dirac_":
            [2, 4, 8, 16, 32].map { "groups=\($0)" }
        default:
            []
        }
    }

    private static let deviations = ["0.001", "0.006", "0.01", "0.02", "0.05", "0.1", "1"]
    private static let limits = ["0.01", "0.05", "0.08", "0.1", "1"]
    private static let layers = [2, 4, 6, 12, 24, 32, 36, 48]

    private static func scaling(modes: [String], normal: String) -> [String] {
        ["1.0", "2.0"].flatMap { scale in
            modes.flatMap { mode in
                ["uniform", "truncated_normal", normal].map {
                    "scale=\(scale), mode='\(mode)', distribution='\($0)'"
                }
            }
        }
    }
}
