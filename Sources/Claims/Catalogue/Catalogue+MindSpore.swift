extension Catalogue {
    /// MindSpore's initializers, which read fans as PyTorch's do.
    static let mindSpore: [Dialect] =
        [
            factory(mindSpore("XavierUniform"), of: "torch.nn.init.xavier_uniform_", [.init("gain", 1)]),
            factory(mindSpore("XavierNormal"), of: "torch.nn.init.xavier_normal_", [.init("gain", 1)]),
            mindSporeHe("HeUniform", of: "torch.nn.init.kaiming_uniform_", closedForm: "uniform on ±gain·√(3/n)"),
            mindSporeHe("HeNormal", of: "torch.nn.init.kaiming_normal_", closedForm: "normal of variance gain²/n"),
            // The documented law. 2.10.0 looks for 'truncated_norm', a name that it refuses, and so draws its default
            // from a uniform law of the same variance.
            Dialect(
                ms("VarianceScaling"),
                of: "variance_scaling",
                [
                    .init("scale", 1), .init("mode", .text("fan_in")),
                    .init("distribution", .text("truncated_normal")),
                ],
                fans: .torch,
                leadsWithTensor: false,
                closedForm:
                    "variance scale/n, uniform or normal; 2.10.0 draws uniformly where 'truncated_normal' is asked for",
                source: "MindSpore 2.10.0 documentation, mindspore.common.initializer.VarianceScaling"
            ),
            factory(
                mindSpore("Uniform"),
                of: "uniform",
                [.init("scale", as: "high", .number(0.07))],
                converting: symmetric,
                closedForm: "uniform on ±scale"
            ),
            factory(
                mindSpore("Normal"),
                of: "normal",
                [.init("sigma", as: "stddev", .number(0.01)), .init("mean", 0)]
            ),
            factory(
                mindSpore("TruncatedNormal"),
                of: "torch.nn.init.trunc_normal_",
                [.init("sigma", as: "std", .number(0.01)), .init("mean", 0), .init("a", -2), .init("b", 2)],
                closedForm: "normal(mean, sigma) truncated at the absolute values a and b, not rescaled"
            ),
            factory(mindSpore("Constant"), of: "constant", [.init("value", .none)]),
            Dialect(ms("Zero"), of: "zeros", source: "MindSpore 2.10.0, common/initializer.py, Zero"),
            Dialect(ms("One"), of: "ones", source: "MindSpore 2.10.0, common/initializer.py, One"),
            factory(mindSpore("Orthogonal"), of: "torch.nn.init.orthogonal_", [.init("gain", 1)]),
            factory(mindSpore("Identity"), of: "torch.nn.init.eye_"),
            factory(mindSpore("Dirac"), of: "torch.nn.init.dirac_", [.init("groups", 1)]),
            factory(
                mindSpore("Sparse"),
                of: "torch.nn.init.sparse_",
                [.init("sparsity", .none), .init("sigma", as: "std", .number(0.01))],
                closedForm: sparseForm("column", others: "normal(0, sigma)")
            ),
        ]

    // MARK: - Implementation

    private static func mindSporeHe(_ name: String, of scheme: String, closedForm: String) -> Dialect {
        factory(
            mindSpore(name),
            of: scheme,
            [
                .init("negative_slope", as: "a", .number(0)), .init("mode", .text("fan_in")),
                .init("nonlinearity", .text("leaky_relu")),
            ],
            closedForm: "\(closedForm), gain √(2/(1+negative_slope²)) by default"
        )
    }

    private static func mindSpore(_ name: String) -> (names: [String], source: String) {
        (ms(name), "MindSpore 2.10.0, common/initializer.py, \(name)")
    }

    private static func ms(_ name: String) -> [String] {
        ["mindspore.common.initializer.\(name)", "ms.common.initializer.\(name)"]
    }

    /// One number stands for both bounds. Any other value stays in the place of the upper bound, where it is refused.
    static let symmetric: @Sendable (inout [String: ClaimValue]) -> Void = { values in
        values["low"] = if case .number(let limit)? = values["high"] { .number(-limit) } else { .number(0) }
    }
}
