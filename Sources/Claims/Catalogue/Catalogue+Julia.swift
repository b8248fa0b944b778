extension Catalogue {
    /// Flux.jl, and WeightInitializers.jl, which Lux.jl uses: a dense weight is [out, in], a filter [..., in, out].
    static let julia: [Dialect] =
        [
            julia("glorot_uniform", 1, "fan_avg", "uniform", closedForm: "uniform on ±gain·√(6/(fan_in+fan_out))"),
            julia("glorot_normal", 1, "fan_avg", "normal", closedForm: "normal of variance gain²·2/(fan_in+fan_out)"),
            julia(
                "kaiming_uniform",
                2.0.squareRoot(),
                "fan_in",
                "uniform",
                closedForm: "uniform on ±gain·√(3/fan_in), gain √2 by default"
            ),
            julia(
                "kaiming_normal",
                2.0.squareRoot(),
                "fan_in",
                "normal",
                closedForm: "normal of variance gain²/fan_in, gain √2 by default"
            ),
        ]
        + [
            Dialect(
                juliaNames("truncated_normal"),
                of: "torch.nn.init.trunc_normal_",
                [
                    .init("mean", 0), .init("std", 1), .init("lo", as: "a", .number(-2)),
                    .init("hi", as: "b", .number(2)),
                ],
                leadsWithTensor: false,
                takesSizes: true,
                closedForm: "normal(mean, std) truncated at the absolute values lo and hi, not rescaled",
                source: juliaSource("truncated_normal")
            ),
            Dialect(
                juliaNames("orthogonal"),
                of: "orthogonal",
                [.init("gain", 1)],
                takesSizes: true,
                source: juliaSource("orthogonal")
            ),
            Dialect(
                juliaNames("sparse_init"),
                of: "sparse",
                [.init("sparsity", .none), .init("std", as: "stddev", .number(0.01))],
                takesSizes: true,
                closedForm: sparseForm("column", others: "normal(0, std)"),
                source: juliaSource("sparse_init")
            ),
            Dialect(
                juliaNames("zeros32"),
                of: "zeros",
                takesSizes: true,
                source: juliaSource("zeros32")
            ),
            Dialect(
                juliaNames("ones32"),
                of: "ones",
                takesSizes: true,
                source: juliaSource("ones32")
            ),
            scaled(
                ["Flux.Dense.weight"],
                glorotUniform,
                .julia,
                purpose: .layerDefault,
                source: "Flux.jl, layers/basic.jl, Dense: init = glorot_uniform"
            ),
        ]

    // MARK: - Implementation

    private static func juliaNames(_ name: String) -> [String] { ["Flux.\(name)", "WeightInitializers.\(name)"] }

    private static func juliaSource(_ name: String) -> String {
        "Flux.jl, src/utils.jl, and WeightInitializers.jl, src/initializers.jl: \(name)"
    }

    private static func julia(
        _ name: String,
        _ gain: Double,
        _ mode: String,
        _ distribution: String,
        closedForm: String
    ) -> Dialect {
        Dialect(
            juliaNames(name),
            of: "variance_scaling",
            [.init("gain", as: "scale", .number(gain))],
            fixing: ["mode": .text(mode), "distribution": .text(distribution)],
            fans: .julia,
            converting: squaringGain,
            takesSizes: true,
            closedForm: closedForm,
            source: juliaSource(name)
        )
    }
}
