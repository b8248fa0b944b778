extension Catalogue {
    /// Convolutions whose kernels are 0 off their centre.
    static let kernels: [Scheme] = [
        dirac("dirac", source: Source.torch),
        dirac(
            "torch.nn.init.dirac_",
            aliases: spellings("dirac"),
            source: Source.torch,
            usually: [2, 4, 8, 16, 32].map { "groups=\($0)" }
        ),
        deltaOrthogonal("delta_orthogonal", gain: "gain", source: "Xiao et al. 2018, algorithm 2"),
        deltaOrthogonal(
            "jax.nn.initializers.delta_orthogonal",
            aliases: jaxSpellings("delta_orthogonal"),
            gain: "scale",
            source: Source.jax
        ),
        // TensorFlow 1.10 documents a factor of sqrt(gain), later versions the gain itself.
        deltaOrthogonal(
            "tf.contrib.framework.convolutional_delta_orthogonal",
            gain: "gain",
            source: "TensorFlow 1.15, python/ops/init_ops.py, ConvolutionDeltaOrthogonal"
        ),
    ]

    // MARK: - Implementation

    private static func dirac(
        _ name: String,
        aliases: [String] = [],
        source: String,
        usually usualArguments: [String] = []
    ) -> Scheme {
        Scheme(
            name,
            aliases: aliases,
            parameters: [.init("groups", 1)],
            .structure(.diracKernel) { a, shape, _ throws(ClaimError) in
                let groups = try a.count("groups")
                if let outputs = shape.first, outputs % groups != 0 {
                    throw .unfitShape(rule: .diracKernel, shape: shape)
                }
                return .dirac(groups: groups, shape: shape)
            },
            words: "1 at the kernel's centre where output and input have one number in their group, else 0",
            source: source,
            swift: "Dirac(groups: 1)",
            usually: usualArguments
        )
    }

    private static func deltaOrthogonal(
        _ name: String,
        aliases: [String] = [],
        gain: String,
        source: String
    ) -> Scheme {
        Scheme(
            name,
            aliases: aliases,
            parameters: [.init(gain, 1)],
            .structure(.deltaKernel) { a, shape, _ throws(ClaimError) in
                .deltaOrthogonal(gain: try a.positive(gain), shape: shape)
            },
            words: "\(gain) times a Haar-distributed matrix of orthonormal rows at the kernel's centre, else 0",
            source: source,
            swift: "DeltaOrthogonal(seed: 1, gain: 1)"
        )
    }
}
