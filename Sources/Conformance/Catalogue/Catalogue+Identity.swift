internal import Initializers

extension Catalogue {
    /// Matrices of which every entry is known.
    static let identities: [Scheme] = [
        identity("identity", gain: 1, source: Source.definition),
        identity(
            "keras.Identity",
            aliases: kerasSpellings("Identity", "identity") + [
                "keras.IdentityInitializer", "keras.initializers.IdentityInitializer",
            ]
                + ["tf.keras.initializers.IdentityInitializer", "tf.compat.v1.initializers.identity"],
            gain: 1,
            source: Source.keras
        ),
        identity(
            "torch.nn.init.eye_",
            aliases: ["nn.init.eye_", "torch.nn.init.eye", "nn.init.eye"],
            gain: nil,
            source: Source.torch
        ),
        Scheme(
            "mlx.nn.init.identity",
            fans: .squareMatrix,
            closedForm: "1 where row and column are equal, else 0; square matrices only",
            source: Source.mlx,
            swift: "MLX.Identity()",
            law: { _, f in .identity(gain: 1, rows: Int(f.fanIn), columns: Int(f.fanOut)) },
            initializer: { _, _ in MLX.Identity() }
        ),
    ]

    // MARK: - Implementation

    /// - Parameter gain: the default; nil where the framework's function has no gain.
    private static func identity(_ name: String, aliases: [String] = [], gain: Double?, source: String) -> Scheme {
        let hasGain = gain != nil
        return Scheme(
            name,
            aliases: aliases,
            parameters: gain.map { [.init("gain", $0)] } ?? [],
            fans: .matrix,
            closedForm: "\(hasGain ? "gain" : "1") where row and column are equal, else 0",
            source: source,
            swift: hasGain ? "Identity(gain: 1)" : "Identity()",
            law: { a, f throws(ClaimError) in
                let gain = hasGain ? try a.number("gain") : 1
                return .identity(gain: gain, rows: Int(f.fanIn), columns: Int(f.fanOut))
            },
            initializer: { a, _ throws(ClaimError) in Identity(gain: hasGain ? try a.number("gain") : 1) }
        )
    }
}
