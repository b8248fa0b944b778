/// The rules that only Deeplearning4j has.
public enum Deeplearning4j {
    /// `U(-3/n, 3/n)`, where n is the fan in, the fan out or the mean of both, as the documentation of
    /// `VAR_SCALING_UNIFORM_FAN_IN`, `_FAN_OUT` and `_FAN_AVG` says. The code itself divides by the root of n.
    ///
    /// A matrix is `[in, out]`, a kernel `[out, in, ...]`.
    /// Source: Deeplearning4j, nn/weights/WeightInit.java, and WeightInitVarScalingUniformFanIn.java for the code.
    public struct VarScalingUniform: EntrywiseInitializer, Hashable {
        /// What n is.
        public let mode: VarianceScaling.Mode

        public let key: Key

        /// The initializer that draws with a key.
        public init(key: Key, mode: VarianceScaling.Mode) {
            self.mode = mode
            self.key = key
        }

        /// The initializer that draws with the key of a seed.
        public init(seed: UInt64, mode: VarianceScaling.Mode) {
            self.init(key: Key(seed: seed), mode: mode)
        }

        public func law(shape: [Int]) throws(InitializerError) -> WeightLaw {
            guard shape.count > 1 else { throw .tooFewAxes(shape: shape, minimum: 2) }
            let fans = try Fans(shape: shape, layout: shape.count > 2 ? .outputInput : .inputOutput)
            let limit = 3 / mode.denominator(fans)
            return .uniform(low: -limit, high: limit)
        }
    }
}
