internal import Initializers

extension Catalogue {
    /// Haar-distributed orthogonal matrices; the frameworks differ in how they flatten more than two axes.
    static let orthogonal: [Scheme] = [
        orthogonal("orthogonal", gain: "gain", rule: .lastAxis, flattening: .lastAxis, source: "Saxe et al. 2014"),
        orthogonal(
            "keras.Orthogonal",
            aliases: kerasSpellings("Orthogonal", "orthogonal") + tensorflow1("orthogonal")
                + ["keras.OrthogonalInitializer", "keras.initializers.OrthogonalInitializer"]
                + ["tf.keras.initializers.OrthogonalInitializer"],
            gain: "gain",
            rule: .lastAxis,
            flattening: .lastAxis,
            source: Source.keras
        ),
        orthogonal(
            "torch.nn.init.orthogonal_",
            aliases: ["nn.init.orthogonal_", "torch.nn.init.orthogonal", "nn.init.orthogonal"],
            gain: "gain",
            rule: .firstAxis,
            flattening: .firstAxis,
            source: Source.torch
        ),
        orthogonal(
            "jax.nn.initializers.orthogonal",
            aliases: jaxSpellings("orthogonal"),
            gain: "scale",
            rule: .lastAxis,
            flattening: .lastAxis,
            source: Source.jax
        ),
        orthogonal(
            "mlx.nn.init.orthogonal",
            gain: "gain",
            rule: .matrix,
            flattening: .lastAxis,
            source: Source.mlx
        ),
    ]

    private static func orthogonal(
        _ name: String,
        aliases: [String] = [],
        gain: String,
        rule: FanRule,
        flattening: Orthogonal.Flattening,
        source: String
    ) -> Scheme {
        Scheme(
            name,
            aliases: aliases,
            parameters: [.init(gain, 1)],
            fans: rule,
            closedForm:
                "\(gain) times a Haar-distributed orthogonal matrix (of orthonormal rows where there are fewer)",
            source: source,
            swift: "Orthogonal(seed: 1, gain: 1, flattening: .\(flattening))",
            law: { a, f throws(ClaimError) in
                .orthogonal(gain: try a.positive(gain), rows: Int(f.fanIn), columns: Int(f.fanOut))
            },
            initializer: { a, key throws(ClaimError) in
                Orthogonal(key: key, gain: try a.number(gain), flattening: flattening)
            }
        )
    }
}
