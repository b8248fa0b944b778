extension Catalogue {
    /// Lasagne, whose dense weights are [in, out] and whose filters [out, in, ...].
    static let lasagne: [Dialect] =
        [
            lasagne("GlorotUniform", "fan_avg", "uniform", closedForm: "uniform on ±gain·√(6/(fan_in+fan_out))"),
            lasagne("GlorotNormal", "fan_avg", "normal", closedForm: "normal of variance gain²·2/(fan_in+fan_out)"),
            lasagne("HeUniform", "fan_in", "uniform", closedForm: "uniform on ±gain·√(3/fan_in), gain 1 by default"),
            lasagne("HeNormal", "fan_in", "normal", closedForm: "normal of variance gain²/fan_in, gain 1 by default"),
        ]
        + [
            factory(
                lasagne("Uniform"),
                of: "uniform",
                [
                    .init("range", as: "high", .number(0.01)), .init("std", as: "std"),
                    .init("mean", as: "mean", .number(0)),
                ],
                converting: { values in
                    if case .number(let deviation)? = values["std"], case .number(let mean)? = values["mean"] {
                        let limit = deviation * 3.0.squareRoot()
                        (values["low"], values["high"]) = (.number(mean - limit), .number(mean + limit))
                    } else if case .tuple(let bounds)? = values["high"], bounds.count == 2 {
                        (values["low"], values["high"]) = (bounds[0], bounds[1])
                    } else {
                        symmetric(&values)
                    }
                },
                closedForm: "uniform on ±range, on [range[0], range[1]], or on mean ± √3·std where std is given"
            ),
            factory(lasagne("Normal"), of: "normal", [.init("std", as: "stddev", .number(0.01)), .init("mean", 0)]),
            factory(lasagne("Constant"), of: "constant", [.init("val", as: "value", .number(0))]),
            factory(
                lasagne("Orthogonal"),
                of: "torch.nn.init.orthogonal_",
                [.init("gain", 1)],
                converting: { values in
                    if values["gain"] == .text("relu") { values["gain"] = .number(2.0.squareRoot()) }
                },
                closedForm: orthogonalForm("gain") + "; gain='relu' is √2"
            ),
        ]

    // MARK: - Implementation

    private static func lasagne(_ name: String) -> (names: [String], source: String) {
        (["lasagne.init.\(name)"], "Lasagne 0.1, init.py, \(name)")
    }

    private static func lasagne(
        _ name: String,
        _ mode: String,
        _ distribution: String,
        closedForm: String
    ) -> Dialect {
        factory(
            lasagne(name),
            of: "variance_scaling",
            [.init("gain", as: "scale", .number(1))],
            fixing: ["mode": .text(mode), "distribution": .text(distribution)],
            fans: .denseOrFilter,
            converting: squaringGain,
            closedForm: closedForm + "; gain='relu' is √2"
        )
    }
}
