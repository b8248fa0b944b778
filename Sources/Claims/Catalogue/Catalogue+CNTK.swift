extension Catalogue {
    /// CNTK's initializers, whose `scale` multiplies a limit or a deviation.
    static let cntk: [Dialect] =
        [
            cntk("glorot_uniform", 1, "fan_avg", "uniform", closedForm: "uniform on ±scale·√(6/(fan_in+fan_out))"),
            cntk("glorot_normal", 1, "fan_avg", "normal", closedForm: "normal of variance scale²·2/(fan_in+fan_out)"),
            cntk("he_uniform", 2, "fan_in", "uniform", closedForm: "uniform on ±scale·√(6/fan_in)"),
            cntk("he_normal", 2, "fan_in", "normal", closedForm: "normal of variance scale²·2/fan_in"),
            cntk("xavier", 1, "fan_in", "uniform", closedForm: "uniform on ±scale·√(3/fan_in)"),
            cntk("gaussian", 0.04, "fan_in", "normal", closedForm: "normal of variance scale²·0.04/fan_in"),
        ]
        + [
            Dialect(
                cntkNames("uniform"),
                of: "uniform",
                [.init("scale", as: "high", .number(1))],
                converting: symmetric,
                leadsWithTensor: false,
                closedForm: "uniform on ±scale",
                source: "CNTK 2, Source/ComputationNetworkLib/InputAndParamNodes.cpp, ParseRandomizationType"
            ),
            Dialect(
                cntkNames("normal"),
                of: "normal",
                [.init("scale", as: "stddev", .none), .init("output_rank", as: nil), .init("filter_rank", as: nil)],
                leadsWithTensor: false,
                source: "CNTK 2, Source/ComputationNetworkLib/InputAndParamNodes.cpp, ParseRandomizationType"
            ),
            Dialect(
                cntkNames("truncated_normal"),
                of: "truncated_normal",
                [.init("stdev", as: "stddev")],
                leadsWithTensor: false,
                closedForm: "normal(0, stdev) truncated at ±2 stdev, not rescaled",
                source: "CNTK 2.7, bindings/python/cntk/initializer.py; Source/Math/CPUMatrix.cpp"
            ),
        ]

    // MARK: - Implementation

    private static func cntkNames(_ name: String) -> [String] {
        ["cntk.initializer.\(name)", "cntk.\(name)", "C.initializer.\(name)", "C.\(name)"]
    }

    /// - Parameter scale: n times the variance, for a call without arguments.
    private static func cntk(
        _ name: String,
        _ scale: Double,
        _ mode: String,
        _ distribution: String,
        closedForm: String
    ) -> Dialect {
        Dialect(
            cntkNames(name),
            of: "variance_scaling",
            [
                .init("scale", as: "factor", .number(1)), .init("output_rank", as: nil),
                .init("filter_rank", as: nil),
            ],
            fixing: ["mode": .text(mode), "distribution": .text(distribution)],
            fans: .denseOrFilter,
            converting: { values in
                guard case .number(let factor)? = values["factor"] else {
                    values["scale"] = values["factor"]
                    return
                }
                values["scale"] = .number(scale * factor * factor)
            },
            leadsWithTensor: false,
            closedForm: closedForm,
            source: "CNTK 2, Source/ComputationNetworkLib/InputAndParamNodes.cpp, ParseRandomizationType"
        )
    }
}
