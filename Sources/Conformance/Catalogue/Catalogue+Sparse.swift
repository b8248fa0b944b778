internal import Initializers
internal import Stats

extension Catalogue {
    /// Matrices with a fixed number of zeros in every column, or in every row.
    static let sparse: [Scheme] = [
        byColumn("sparse", deviation: "stddev", source: "Martens 2010, section 5"),
        byColumn(
            "torch.nn.init.sparse_",
            aliases: ["nn.init.sparse_", "torch.nn.init.sparse", "nn.init.sparse"],
            deviation: "std",
            source: Source.torch
        ),
        Scheme(
            "mlx.nn.init.sparse",
            parameters: [.init("sparsity", .none), .init("mean", 0), .init("std", 1)],
            fans: .matrix,
            closedForm: sparseForm("row", others: "normal(mean, std)"),
            source: Source.mlx,
            swift: "MLX.Sparse(seed: 1, sparsity: 0.5, standardDeviation: 1)",
            law: { a, f throws(ClaimError) in
                .sparse(
                    try sparsity(
                        a,
                        f,
                        line: .row,
                        mean: try a.number("mean"),
                        standardDeviation: try a.positive("std")
                    )
                )
            },
            initializer: { a, key throws(ClaimError) in
                MLX.Sparse(
                    key: key,
                    sparsity: try fraction(a),
                    mean: try a.number("mean"),
                    standardDeviation: try a.positive("std")
                )
            }
        ),
    ]

    // MARK: - Implementation

    private static func byColumn(
        _ name: String,
        aliases: [String] = [],
        deviation: String,
        source: String
    ) -> Scheme {
        Scheme(
            name,
            aliases: aliases,
            parameters: [.init("sparsity", .none), .init(deviation, 0.01)],
            fans: .matrix,
            closedForm: sparseForm("column", others: "normal(0, \(deviation))"),
            source: source,
            swift: "Sparse(seed: 1, sparsity: 0.5, standardDeviation: 0.01)",
            law: { a, f throws(ClaimError) in
                .sparse(try sparsity(a, f, line: .column, mean: 0, standardDeviation: try a.positive(deviation)))
            },
            initializer: { a, key throws(ClaimError) in
                Sparse(key: key, sparsity: try fraction(a), standardDeviation: try a.positive(deviation))
            }
        )
    }

    private static func sparseForm(_ line: String, others: String) -> String {
        "ceil(sparsity·n) zeros in every \(line) of n entries, at random places; else \(others)"
    }

    private static func fraction(_ a: Arguments) throws(ClaimError) -> Double {
        let sparsity = try a.number("sparsity")
        guard sparsity >= 0, sparsity <= 1 else { throw a.invalid("sparsity", "a number in 0...1") }
        return sparsity
    }

    private static func sparsity(
        _ a: Arguments,
        _ f: ClaimedFans,
        line: SparseBattery.Line,
        mean: Double,
        standardDeviation: Double
    ) throws(ClaimError) -> ClaimedSparsity {
        ClaimedSparsity(
            sparsity: try fraction(a),
            mean: mean,
            standardDeviation: standardDeviation,
            line: line,
            rows: Int(f.fanIn),
            columns: Int(f.fanOut)
        )
    }
}
