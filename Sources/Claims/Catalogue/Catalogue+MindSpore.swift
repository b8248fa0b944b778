extension Catalogue {
    /// MindSpore's initializers, which read fans as PyTorch's do.
    static let mindSpore: [Dialect] =
        [("XavierUniform", "torch.nn.init.xavier_uniform_"), ("XavierNormal", "torch.nn.init.xavier_normal_")].map {
            name,
            scheme in
            Dialect(
                ms(name),
                of: scheme,
                [.init("gain", 1)],
                leadsWithTensor: false,
                source: "MindSpore 2.10.0, common/initializer.py, \(name)"
            )
        }
        + [("HeUniform", "torch.nn.init.kaiming_uniform_"), ("HeNormal", "torch.nn.init.kaiming_normal_")].map {
            name,
            scheme in
            Dialect(
                ms(name),
                of: scheme,
                [
                    .init("negative_slope", as: "a", .number(0)), .init("mode", .text("fan_in")),
                    .init("nonlinearity", .text("leaky_relu")),
                ],
                leadsWithTensor: false,
                closedForm: (name == "HeUniform" ? "uniform on ±gain·√(3/n)" : "normal of variance gain²/n")
                    + ", gain √(2/(1+negative_slope²)) by default",
                source: "MindSpore 2.10.0, common/initializer.py, \(name)"
            )
        }
        + [
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
            Dialect(
                ms("Uniform"),
                of: "uniform",
                [.init("scale", as: "high", .number(0.07))],
                converting: symmetric,
                leadsWithTensor: false,
                closedForm: "uniform on ±scale",
                source: "MindSpore 2.10.0, common/initializer.py, Uniform"
            ),
            Dialect(
                ms("Normal"),
                of: "normal",
                [.init("sigma", as: "stddev", .number(0.01)), .init("mean", 0)],
                leadsWithTensor: false,
                source: "MindSpore 2.10.0, common/initializer.py, Normal"
            ),
            Dialect(
                ms("TruncatedNormal"),
                of: "torch.nn.init.trunc_normal_",
                [.init("sigma", as: "std", .number(0.01)), .init("mean", 0), .init("a", -2), .init("b", 2)],
                leadsWithTensor: false,
                closedForm: "normal(mean, sigma) truncated at the absolute values a and b, not rescaled",
                source: "MindSpore 2.10.0, common/initializer.py, TruncatedNormal"
            ),
            Dialect(
                ms("Constant"),
                of: "constant",
                [.init("value", .none)],
                leadsWithTensor: false,
                source: "MindSpore 2.10.0, common/initializer.py, Constant"
            ),
            Dialect(ms("Zero"), of: "zeros", source: "MindSpore 2.10.0, common/initializer.py, Zero"),
            Dialect(ms("One"), of: "ones", source: "MindSpore 2.10.0, common/initializer.py, One"),
            Dialect(
                ms("Orthogonal"),
                of: "torch.nn.init.orthogonal_",
                [.init("gain", 1)],
                leadsWithTensor: false,
                source: "MindSpore 2.10.0, common/initializer.py, Orthogonal"
            ),
            Dialect(
                ms("Identity"),
                of: "torch.nn.init.eye_",
                source: "MindSpore 2.10.0, common/initializer.py, Identity"
            ),
            Dialect(
                ms("Dirac"),
                of: "torch.nn.init.dirac_",
                [.init("groups", 1)],
                leadsWithTensor: false,
                source: "MindSpore 2.10.0, common/initializer.py, Dirac"
            ),
            Dialect(
                ms("Sparse"),
                of: "torch.nn.init.sparse_",
                [.init("sparsity", .none), .init("sigma", as: "std", .number(0.01))],
                leadsWithTensor: false,
                closedForm: sparseForm("column", others: "normal(0, sigma)"),
                source: "MindSpore 2.10.0, common/initializer.py, Sparse"
            ),
        ]

    // MARK: - Implementation

    private static func ms(_ name: String) -> [String] {
        ["mindspore.common.initializer.\(name)", "ms.common.initializer.\(name)"]
    }

    /// One number stands for both bounds. Any other value stays in the place of the upper bound, where it is refused.
    static let symmetric: @Sendable (inout [String: ClaimValue]) -> Void = { values in
        values["low"] = if case .number(let limit)? = values["high"] { .number(-limit) } else { .number(0) }
    }
}
