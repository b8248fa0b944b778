internal import Claims

/// The calls that a tensor is compared with: every scheme of the catalogue with its defaults, and with the arguments
/// that people pass.
///
/// The list is fixed before any data. Once the shape is known, a claim that its scheme does not accept, or that has no
/// law for the shape, is left out.
enum UsualClaims {
    /// The claims that do not depend on the shape, in the order of the catalogue.
    static let fixed: [Claim] = {
        let schemes = Catalogue.schemes
        let defaults = schemes.map(\.name)
        let chosen = schemes.flatMap { scheme in scheme.usualArguments.map { "\(scheme.name)(\($0))" } }
        return (defaults + chosen).compactMap(claim)
    }()

    /// The claims for a tensor of this shape: the fixed ones, and those whose arguments a shape suggests.
    static func claims(for shape: [Int]) -> [Claim] {
        // The gates of a recurrent layer are stacked along the first axis: four in an LSTM, three in a GRU, else one.
        let hidden = [1, 3, 4].compactMap { gates in
            shape.first.flatMap { $0 > 0 && $0 % gates == 0 ? $0 / gates : nil }
        }
        return fixed + hidden.compactMap { claim("torch.nn.RNN.weight(hidden_size=\($0))") }
    }

    /// The claims of constants that name a value, as it is written.
    static func constants(_ value: String) -> [Claim] {
        [
            "constant(\(value))", "keras.Constant(\(value))", "torch.nn.init.constant_(val=\(value))",
            "jax.nn.initializers.constant(\(value))", "mlx.nn.init.constant(\(value))",
        ].compactMap(claim)
    }

    // MARK: - Implementation

    /// nil for a scheme whose arguments have no defaults, and for arguments that it does not take.
    private static func claim(_ text: String) -> Claim? { try? Claim(text) }
}

extension UsualClaims {
    /// The defaults of layers whose weight may have this shape, each with the framework whose layer it is.
    static func layerDefaults(for shape: [Int]) -> [(claim: String, framework: String)] {
        let axes = shape.count
        var found: [(claim: String, framework: String)] = []
        if axes == 2 {
            found = [
                ("torch.nn.Linear.weight", "torch"), ("torch.nn.Embedding.weight", "torch"),
                ("keras.layers.Dense.kernel", "keras"), ("keras.layers.Embedding.embeddings", "keras"),
                ("flax.linen.Dense.kernel", "flax"), ("flax.linen.Embed.embedding", "flax"),
                ("mlx.nn.Linear.weight", "mlx"), ("mlx.nn.Embedding.weight", "mlx"),
            ]
        } else if (3...5).contains(axes) {
            let n = axes - 2
            found = [
                ("torch.nn.Conv\(n)d.weight", "torch"), ("keras.layers.Conv\(n)D.kernel", "keras"),
                ("flax.linen.Conv.kernel", "flax"), ("mlx.nn.Conv\(n)d.weight", "mlx"),
            ]
        }
        if axes == 2, shape[0] == 3 * shape[1] { found.append(("torch.nn.MultiheadAttention.in_proj_weight", "torch")) }
        guard axes < 3, let rows = shape.first else { return found }
        // The gates of a recurrent layer are stacked along the first axis.
        for (layer, gates) in [("LSTM", 4), ("GRU", 3), ("RNN", 1)] where rows % gates == 0 {
            let parameter = axes == 1 ? "bias" : "weight"
            found.append(("torch.nn.\(layer).\(parameter)(hidden_size=\(rows / gates))", "torch"))
        }
        return found
    }
}
