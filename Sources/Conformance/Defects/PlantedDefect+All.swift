internal import Claims
internal import Initializers

extension PlantedDefect {
    /// Every defect, each with a mistake that has been seen in real code.
    public static let all: [PlantedDefect] = laws + values + dependence + structured

    /// Mistakes of the law: fans, factors, forms.
    private static let laws: [PlantedDefect] = [
        PlantedDefect("fans swapped", "fan-out for fan-in: the weight's layout is misread", claim: "he_normal") {
            $0.fanIn == $0.fanOut ? nil : (truncated(2 / $0.fanOut / truncatedVariance), nil)
        },
        PlantedDefect("fan-in for average", "6/(2 fan_in) for 6/(fan_in+fan_out)", claim: "glorot_uniform") {
            $0.fanIn == $0.fanOut ? nil : (uniform((3 / $0.fanIn).squareRoot()), nil)
        },
        PlantedDefect("no square root", "limit 6/(fan_in+fan_out)", claim: "keras.GlorotUniform") {
            (uniform(6 / ($0.fanIn + $0.fanOut)), nil)
        },
        PlantedDefect("limit 0.5 % too wide", "limit 1.005·√(6/(fan_in+fan_out))", claim: "keras.GlorotUniform") {
            (uniform(1.005 * limit($0)), nil)
        },
        PlantedDefect(
            "standard deviation for variance",
            "2/(fan_in+fan_out) passed as the standard deviation",
            claim: "glorot_gaussian"
        ) {
            (.normal(mean: 0, standardDeviation: 2 / ($0.fanIn + $0.fanOut)), nil)
        },
        PlantedDefect(
            "no variance correction",
            "truncated at two standard deviations and not rescaled",
            claim: "keras.GlorotNormal"
        ) {
            (truncated(2 / ($0.fanIn + $0.fanOut)), nil)
        },
        PlantedDefect(
            "1.3 claimed as exact",
            "tf.contrib's factor of 1.3 where the correction is 1.2924",
            claim: "keras.GlorotNormal"
        ) {
            (truncated(1.3 * 2 / ($0.fanIn + $0.fanOut)), nil)
        },
        PlantedDefect(
            "PrettyTensor's 3 for 2",
            "truncated normal of parent variance 3/(fan_in+fan_out)",
            claim: "keras.GlorotNormal"
        ) {
            (truncated(3 / ($0.fanIn + $0.fanOut)), nil)
        },
        PlantedDefect(
            "clipped, not truncated",
            "values beyond two standard deviations are moved onto the bound",
            claim: "truncated_normal(stddev=0.1)"
        ) { _ in
            (.normal(mean: 0, standardDeviation: 0.1), .clip(0.2))
        },
        PlantedDefect("not truncated", "a normal law of the claimed variance", claim: "keras.GlorotNormal") {
            (.normal(mean: 0, standardDeviation: (2 / ($0.fanIn + $0.fanOut)).squareRoot()), nil)
        },
        PlantedDefect("uniform claimed normal", "a uniform law of the claimed variance", claim: "glorot_gaussian") {
            (uniform(limit($0)), nil)
        },
        PlantedDefect("mean shifted", "by 0.01 standard deviations", claim: "normal(stddev=0.02)") { _ in
            (.normal(mean: 0.01 * 0.02, standardDeviation: 0.02), nil)
        },
        PlantedDefect("[0, limit) for [-limit, limit)", "the lower half is missing", claim: "glorot_uniform") {
            (.uniform(low: 0, high: limit($0)), nil)
        },
        PlantedDefect(
            "one value in 10^6 outside",
            "every millionth value is 1.01 times the limit",
            claim: "glorot_uniform"
        ) {
            (uniform(limit($0)), .plant(value: Float(1.01 * limit($0)), first: 123_456, period: 1_000_000))
        },
        PlantedDefect("one NaN in 10^6", "every millionth value is not a number", claim: "glorot_gaussian") {
            (
                .normal(mean: 0, standardDeviation: (2 / ($0.fanIn + $0.fanOut)).squareRoot()),
                .plant(value: .nan, first: 654_321, period: 1_000_000)
            )
        },
        PlantedDefect("gain missing", "variance 1/fan_in, MLX's default, claimed as He's 2/fan_in", claim: "he_normal")
        {
            (truncated(1 / $0.fanIn / truncatedVariance), nil)
        },
        PlantedDefect("3/√n for √(3/n)", "limit 3/√fan_in: three times the variance", claim: "lecun_uniform") {
            (uniform(3 / $0.fanIn.squareRoot()), nil)
        },
        PlantedDefect(
            "residual scaling forgotten",
            "normal(0, 0.02) for residual projections",
            claim: "gpt2.residual(layers=12)"
        ) { _ in
            (.normal(mean: 0, standardDeviation: 0.02), nil)
        },
        PlantedDefect(
            "symmetric where it is not",
            "[-scale, scale) for [0, scale)",
            claim: "jax.nn.initializers.uniform"
        ) { _ in
            (uniform(0.01), nil)
        },
        PlantedDefect(
            "tanh gain forgotten",
            "gain 1 for 5/3",
            claim: "torch.nn.init.xavier_uniform_(gain=5/3)"
        ) {
            (uniform(limit($0)), nil)
        },
        PlantedDefect("µP output as hidden", "standard deviation 1/√fan_in for 1/fan_in", claim: "mup.output") {
            (.normal(mean: 0, standardDeviation: 1 / $0.fanIn.squareRoot()), nil)
        },
    ]

    // MARK: - Implementation

    /// Var Z given |Z| < 2.
    private static let truncatedVariance = ClaimedLaw.truncatedVarianceFactor

    static func limit(_ fans: ClaimedFans) -> Double { (6 / (fans.fanIn + fans.fanOut)).squareRoot() }

    static func uniform(_ limit: Double) -> WeightLaw { .uniform(low: -limit, high: limit) }

    private static func truncated(_ parentVariance: Double) -> WeightLaw {
        .truncatedNormal(mean: 0, standardDeviation: parentVariance.squareRoot(), low: -2, high: 2)
    }
}
