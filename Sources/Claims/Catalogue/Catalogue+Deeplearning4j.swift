extension Catalogue {
    /// Deeplearning4j's WeightInit. A convolution's fan-out is divided by its strides, which no shape tells: with
    /// strides, state the fans.
    static let deeplearning4j: [Dialect] =
        [
            row("XAVIER", 1, "fan_avg", "normal"), row("XAVIER_UNIFORM", 1, "fan_avg", "uniform"),
            row("XAVIER_FAN_IN", 1, "fan_in", "normal"), row("RELU", 2, "fan_in", "normal"),
            row("RELU_UNIFORM", 2, "fan_in", "uniform"), row("NORMAL", 1, "fan_in", "normal"),
            row("LECUN_NORMAL", 1, "fan_in", "normal"),
            row("SIGMOID_UNIFORM", 16, "fan_avg", "uniform", purpose: .sigmoid),
            row("UNIFORM", 1.0 / 3, "fan_in", "uniform"),
            // Three times the variance of LeCun's rule.
            row("LECUN_UNIFORM", 3, "fan_in", "uniform", closedForm: "uniform on ±3/√fan_in"),
            // The documented law. The code at c715aea calls TruncatedNormalDistribution, which has 0.774 times the
            // variance.
            row("VAR_SCALING_NORMAL_FAN_IN", 1, "fan_in", "normal", closedForm: documented("1/fan_in")),
            row("VAR_SCALING_NORMAL_FAN_OUT", 1, "fan_out", "normal", closedForm: documented("1/fan_out")),
            row("VAR_SCALING_NORMAL_FAN_AVG", 1, "fan_avg", "normal", closedForm: documented("2/(fan_in+fan_out)")),
            scaled(
                weightInit("XAVIER_LEGACY"),
                (0.5, "fan_avg", "normal"),
                .firstTwo,
                closedForm: "normal of variance 1/(in+out), without a kernel's receptive field",
                source: "Deeplearning4j at dcaf4ef, nn/weights/WeightInitXavierLegacy.java"
            ),
        ]
        + [
            Dialect(weightInit("ZERO"), of: "zeros", source: deeplearning4jSource),
            Dialect(weightInit("ONES"), of: "ones", source: deeplearning4jSource),
            Dialect(weightInit("IDENTITY"), of: "mlx.nn.init.identity", source: deeplearning4jSource),
        ]

    /// The documented laws, with bounds over a fan. The code divides by the fan's root.
    static let deeplearning4jDocumented: [Scheme] = [
        overFan("FAN_IN", "fan_in", mode: "fan_in", swift: "fanIn") { $0.fanIn },
        overFan("FAN_OUT", "fan_out", mode: "fan_out", swift: "fanOut") { $0.fanOut },
        overFan("FAN_AVG", "((fan_in+fan_out)/2)", mode: "fan_avg", swift: "fanAverage") { $0.average },
    ]

    // MARK: - Implementation

    private static func overFan(
        _ name: String,
        _ words: String,
        mode: String,
        swift: String,
        _ n: @escaping @Sendable (ClaimedFans) -> Double
    ) -> Scheme {
        Scheme(
            "deeplearning4j.WeightInit.VAR_SCALING_UNIFORM_\(name)",
            aliases: ["WeightInit.VAR_SCALING_UNIFORM_\(name)"],
            .formula(.denseOrFilter) { _, fans throws(ClaimError) in .symmetric(3 / n(fans)) },
            words: "uniform on ±3/\(words), as it is documented; the code draws on ±3/√\(words)",
            source: deeplearning4jSource,
            swift: "Deeplearning4j.VarScalingUniform(seed: 1, mode: .\(swift))",
            purpose: .documented,
            unlikeOthers: "documented with bounds over the fan, drawn with bounds over its root",
            drawn: "variance_scaling(scale=3, mode='\(mode)', distribution='uniform')"
        )
    }

    private static let deeplearning4jSource = "Deeplearning4j, nn/weights/WeightInit.java"

    private static func documented(_ variance: String) -> String {
        "normal of variance \(variance), as it is documented; the code truncates it at ±2 sd"
    }

    private static func weightInit(_ name: String) -> [String] {
        ["deeplearning4j.WeightInit.\(name)", "WeightInit.\(name)"]
    }

    private static func row(
        _ name: String,
        _ scale: Double,
        _ mode: String,
        _ distribution: String,
        closedForm: String? = nil,
        purpose: Scheme.Purpose? = nil
    ) -> Dialect {
        scaled(
            weightInit(name),
            (scale, mode, distribution),
            .denseOrFilter,
            closedForm: closedForm,
            purpose: purpose,
            source: deeplearning4jSource
        )
    }
}
