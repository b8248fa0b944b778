extension Catalogue {
    /// Matrices with every entry known.
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
            aliases: spellings("eye"),
            gain: nil,
            source: Source.torch
        ),
        identity(
            "mlx.nn.init.identity",
            gain: nil,
            rule: .squareMatrix,
            note: "; square matrices only",
            source: Source.mlx,
            swift: "MLX.Identity()"
        ),
    ]

    // MARK: - Implementation

    /// - Parameter gain: the default; nil if the framework's function has no gain.
    private static func identity(
        _ name: String,
        aliases: [String] = [],
        gain: Double?,
        rule: ShapeRule = .matrix,
        note: String = "",
        source: String,
        swift: String? = nil
    ) -> Scheme {
        let hasGain = gain != nil
        return Scheme(
            name,
            aliases: aliases,
            parameters: gain.map { [.init("gain", $0)] } ?? [],
            .structure(rule) { a, _, reading throws(ClaimError) in
                .identity(gain: hasGain ? try a.number("gain") : 1, rows: reading.rows, columns: reading.columns)
            },
            words: "\(hasGain ? "gain" : "1") where row and column are equal, else 0",
            note: note,
            source: source,
            swift: swift ?? (hasGain ? "Identity(gain: 1)" : "Identity()")
        )
    }
}
