internal import Stats

extension Catalogue {
    /// Matrices with a fixed number of zeros in every column, or in every row.
    static let sparse: [Scheme] = [
        byColumn("sparse", deviation: "stddev", source: "Martens 2010, section 5"),
        byColumn(
            "torch.nn.init.sparse_",
            aliases: spellings("sparse"),
            deviation: "std",
            source: Source.torch,
            usually: usualSparsities
        ),
        Scheme(
            "mlx.nn.init.sparse",
            parameters: [.init("sparsity", .none), .init("mean", 0), .init("std", 1)],
            sparsity(along: .row, mean: .argument("mean"), deviation: "std"),
            words: sparseForm("row", others: "normal(mean, std)"),
            source: Source.mlx,
            swift: "MLX.Sparse(seed: 1, sparsity: 0.5, standardDeviation: 1)",
            unlikeOthers: "zeros counted by row, deviation 1 by default",
            usually: usualSparsities
        ),
    ]

    /// The share of zeros that a call asks for.
    package static func sparsity(_ a: Arguments) throws(ClaimError) -> Double {
        let sparsity = try a.number("sparsity")
        guard sparsity >= 0, sparsity <= 1 else { throw a.invalid("sparsity", "a number in 0...1") }
        return sparsity
    }

    // MARK: - Implementation

    private static let usualSparsities = (1..<20).map { "sparsity=\(Double($0) / 20)" }

    private static func byColumn(
        _ name: String,
        aliases: [String] = [],
        deviation: String,
        source: String,
        usually usualArguments: [String] = []
    ) -> Scheme {
        Scheme(
            name,
            aliases: aliases,
            parameters: [.init("sparsity", .none), .init(deviation, 0.01)],
            sparsity(along: .column, mean: .number(0), deviation: deviation),
            words: sparseForm("column", others: "normal(0, \(deviation))"),
            source: source,
            swift: "Sparse(seed: 1, sparsity: 0.5, standardDeviation: 0.01)",
            unlikeOthers: "zeros counted by column, deviation 0.01 by default",
            usually: usualArguments
        )
    }

    static func sparseForm(_ line: String, others: String) -> String {
        "ceil(sparsity·n) zeros in every \(line) of n entries, at random places; else \(others)"
    }

    private static func sparsity(along line: SparseBattery.Line, mean: Rule.Term, deviation: String) -> Rule {
        .structure(.matrix) { a, _, reading throws(ClaimError) in
            .sparse(
                ClaimedSparsity(
                    sparsity: try sparsity(a),
                    mean: try mean.number(a),
                    standardDeviation: try a.positive(deviation),
                    line: line,
                    rows: reading.rows,
                    columns: reading.columns
                )
            )
        }
    }
}
