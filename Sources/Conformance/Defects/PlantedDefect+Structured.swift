internal import Initializers

extension PlantedDefect {
    /// Mistakes in tensors whose entries depend on one another.
    static let structured: [PlantedDefect] = [
        PlantedDefect("Hadamard for orthogonal", "Hadamard's matrix with signs at random", claim: "orthogonal") { _ in
            (.normal(mean: 0, standardDeviation: 1), .hadamard)
        },
        PlantedDefect(
            "QR of uniform entries",
            "the orthogonal factor, signs fixed, of a matrix uniform on [0, 1)",
            claim: "orthogonal"
        ) { _ in
            (.uniform(low: 0, high: 1), .signedQR)
        },
        PlantedDefect(
            "stacked orthogonal blocks",
            "one orthogonal block several times, for a frame",
            claim: "orthogonal"
        ) { _ in
            (.normal(mean: 0, standardDeviation: 1), .stackedBlocks)
        },
        PlantedDefect("cosine transform for orthogonal", "its matrix with signs at random", claim: "orthogonal") { _ in
            (.normal(mean: 0, standardDeviation: 1), .cosines)
        },
        PlantedDefect(
            "block-diagonal for orthogonal",
            "orthogonal blocks along the diagonal, zeros beside them",
            claim: "orthogonal"
        ) { _ in
            (.normal(mean: 0, standardDeviation: 1), .diagonalBlocks)
        },
        PlantedDefect(
            "one orthogonal matrix for all",
            "every layer is drawn under the same key",
            claim: "orthogonal",
            drawing: "orthogonal",
            altered: .shareKeys
        ),
        PlantedDefect(
            "identity gain forgotten",
            "1 on the diagonal for 0.1",
            claim: "keras.Identity(gain=0.1)",
            drawing: "identity"
        ),
        PlantedDefect(
            "identity with one weight wrong",
            "1 at one place off the diagonal",
            claim: "identity",
            drawing: "identity",
            altered: .plant(value: 1, first: 1, period: 1 << 40)
        ),
        PlantedDefect(
            "Dirac groups forgotten",
            "one group for three: only the first channels pass through",
            claim: "torch.nn.init.dirac_(groups=3)",
            drawing: "torch.nn.init.dirac_"
        ),
        PlantedDefect(
            "sparse by row claimed by column",
            "the zeros are counted along the other axis",
            claim: "torch.nn.init.sparse_(sparsity=0.5)",
            drawing: "mlx.nn.init.sparse(sparsity=0.5, std=0.01)"
        ),
        PlantedDefect(
            "sparsity by coin",
            "each weight is 0 with probability 0.5, for an exact number a column",
            claim: "torch.nn.init.sparse_(sparsity=0.5)"
        ) { _ in
            (.normal(mean: 0, standardDeviation: 0.01), .zeroByCoin(probability: 0.5))
        },
        PlantedDefect(
            "first weights zero",
            "the zeros of each column are its first ones, not at random places",
            claim: "torch.nn.init.sparse_(sparsity=0.5)"
        ) { _ in
            (.normal(mean: 0, standardDeviation: 0.01), .zeroFirstRows(fraction: 0.5))
        },
    ]
}
