extension TensorFlowContrib {
    /// What `tf.contrib.layers.variance_scaling_initializer` asks of its generator, in its own arithmetic. Draw it with
    /// `TensorFlow.Generator(opSeed:)`.
    ///
    /// - Parameters:
    ///   - factor: finite, above 0.
    ///   - mode: which fan the variance is divided by; `tf.contrib.layers` does not have the geometric mean.
    ///   - uniform: whether the law is uniform rather than truncated normal.
    ///   - fans: the fans of the tensor.
    /// - Throws: `InitializerError.invalidParameter` for a factor or a mode outside its domain.
    public static func varianceScaling(
        factor: Double = 2,
        mode: VarianceScaling.Mode = .fanIn,
        uniform: Bool = false,
        fans: Fans
    ) throws(InitializerError) -> StreamLaw {
        try WeightLaw.require(factor.isFinite && factor > 0, "factor", factor, "a finite number above 0")
        let fan = try mode.denominator(fans, in: "TensorFlow")
        if uniform {
            let limit = (3 * factor / fan).squareRoot()
            return .uniform(low: -limit, high: limit)
        }
        return .truncatedNormal(mean: 0, standardDeviation: (1.3 * factor / fan).squareRoot(), low: -2, high: 2)
    }

    /// What `tf.contrib.layers.xavier_initializer` asks of its generator, in its own arithmetic.
    ///
    /// - Parameters:
    ///   - uniform: whether the law is uniform rather than truncated normal.
    ///   - fans: the fans of the tensor.
    public static func xavier(uniform: Bool = true, fans: Fans) -> StreamLaw {
        let fan = (Double(fans.fanIn) + Double(fans.fanOut)) / 2
        if uniform {
            let limit = (3 / fan).squareRoot()
            return .uniform(low: -limit, high: limit)
        }
        return .truncatedNormal(mean: 0, standardDeviation: (1.3 / fan).squareRoot(), low: -2, high: 2)
    }
}
