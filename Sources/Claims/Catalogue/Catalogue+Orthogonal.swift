extension Catalogue {
    /// Haar-distributed orthogonal matrices; the frameworks differ in how they flatten more than two axes.
    static let orthogonal: [Scheme] = [
        orthogonal("orthogonal", rule: .lastAxis, source: "Saxe et al. 2014"),
        orthogonal(
            "keras.Orthogonal",
            aliases: kerasSpellings("Orthogonal", "orthogonal") + tensorflow1("orthogonal")
                + ["keras.OrthogonalInitializer", "keras.initializers.OrthogonalInitializer"]
                + ["tf.keras.initializers.OrthogonalInitializer"],
            rule: .lastAxis,
            source: Source.keras,
            layers: keras(kerasRecurrent + kerasConvLSTM, "recurrent_kernel")
        ),
        orthogonal(
            "torch.nn.init.orthogonal_",
            aliases: spellings("orthogonal"),
            rule: .firstAxis,
            source: Source.torch
        ),
        orthogonal(
            "jax.nn.initializers.orthogonal",
            aliases: jaxSpellings("orthogonal"),
            gain: "scale",
            rule: .lastAxis,
            source: Source.jax,
            layers: lstm(["hi", "hf", "hg", "ho"], "kernel")
                + flax(["GRUCell.hr", "GRUCell.hz", "GRUCell.hn", "SimpleCell.h"], [], "kernel")
                + flax([], ["GRUCell.dense_h", "SimpleCell.dense_h", "OptimizedLSTMCell.dense_h"], "kernel"),
            columnAxis: true,
            usually: ["scale=sqrt(2)", "scale=2", "scale=0.01"]
        ),
        orthogonal("mlx.nn.init.orthogonal", rule: .matrix, source: Source.mlx),
    ]

    static func orthogonalForm(_ gain: String) -> String {
        "\(gain) times a Haar-distributed orthogonal matrix (of orthonormal rows where there are fewer)"
    }

    private static func orthogonal(
        _ name: String,
        aliases: [String] = [],
        gain: String = "gain",
        rule: ShapeRule,
        source: String,
        layers: [String] = [],
        columnAxis: Bool = false,
        usually usualArguments: [String] = ["gain=sqrt(2)", "gain=2", "gain=5/3", "gain=0.01"]
    ) -> Scheme {
        Scheme(
            name,
            aliases: aliases,
            parameters: [.init(gain, 1)] + (columnAxis ? [.init("column_axis", -1)] : []),
            .structure(rule) { a, _, reading throws(ClaimError) in
                .orthogonal(gain: try a.positive(gain), rows: reading.rows, columns: reading.columns)
            },
            words: orthogonalForm(gain),
            source: source,
            swift: "Orthogonal(seed: 1, gain: 1, flattening: .\(rule == .firstAxis ? "firstAxis" : "lastAxis"))",
            layers: layers,
            unlikeOthers: rule.summary,
            usually: usualArguments,
            requiring: { a throws(ClaimError) in
                guard columnAxis, try a.number("column_axis") != -1 else { return }
                throw a.invalid("column_axis", "-1; for 0 write torch.nn.init.orthogonal_(gain=...)")
            }
        )
    }
}
