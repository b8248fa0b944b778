/// The initializers of Swift for TensorFlow: which seeds and which numbers they hand to TensorFlow's operations.
///
/// `Tensor(glorotUniform: shape, seed: (graph, op))` and its like draw with TensorFlow's stateless operations, so their
/// stream is `TensorFlow.StatelessStream(seed: (graph, op))`. Give it the law that `law(_:as:)` returns, since Swift for
/// TensorFlow computes limits in the tensor's own precision.
///
/// ```swift
/// var seeds = SwiftForTensorFlow.Seeds(graph: 42, op: 0)
/// let law = try SwiftForTensorFlow.law(rule, as: Float.self)
/// let seed = seeds.next()
/// var stream = TensorFlow.StatelessStream(seed: (Int(seed.graph), Int(seed.op)))
/// let weights = try stream.draw(law, shape: [784, 100])
/// ```
///
/// The pair that `randomSeedForTensorFlow(using:)` returns is not of use as a seed: it is one of two pairs, whatever it is
/// given. `PhiloxRandomNumberGenerator` and the other generators of Swift for TensorFlow are not used for weights.
///
/// Read from the sources, and not compared with a running Swift for TensorFlow. Source: swift-apis,
/// `Sources/TensorFlow/Initializers.swift` and `Sources/TensorFlow/Context.swift`.
public enum SwiftForTensorFlow {
    /// The seeds of initializers that are given none, inside `withRandomSeedForTensorFlow((graph, op)) { ... }`: each
    /// reading of `Context.local.randomSeed` adds 1 to the second.
    public struct Seeds: Hashable, Sendable {
        private var graph: Int32
        private var op: Int32

        /// The seeds from a pair on.
        public init(graph: Int32, op: Int32) {
            self.graph = graph
            self.op = op
        }

        /// The next pair. Swift for TensorFlow stops the process after the greatest second seed; here the least follows.
        public mutating func next() -> (graph: Int32, op: Int32) {
            defer { op &+= 1 }
            return (graph, op)
        }
    }

    /// A rule as the bounds or the parent's standard deviation that Swift for TensorFlow computes in a tensor's type:
    /// `sqrt(3 scale / n)`, or `sqrt(scale / n)`, divided by 0.87962566103423978 if the law is truncated.
    ///
    /// - Parameters:
    ///   - scaling: scale 1 and `fanAverage` is Glorot's rule, 2 and `fanIn` He's, 1 and `fanIn` LeCun's. Its normal
    ///     initializers are all truncated.
    ///   - type: `Float` or `Double`; for the 16-bit types, what `Float` gives.
    /// - Throws: `InitializerError.invalidParameter` if the scale is negative or not finite.
    public static func law<S: WeightScalar>(
        _ scaling: StreamLaw.Scaling,
        as type: S.Type
    ) throws(InitializerError) -> StreamLaw {
        if S.self == Double.self { return try law(scaling, in: Double.self) }
        return try law(scaling, in: Float.self)
    }

    // MARK: - Implementation

    private static func law<Real: BinaryFloatingPoint>(
        _ scaling: StreamLaw.Scaling,
        in type: Real.Type
    ) throws(InitializerError) -> StreamLaw {
        try WeightLaw.requireFactor(scaling.scale, "scale")
        let n = Real(scaling.mode.denominator(scaling.fans))
        switch scaling.distribution {
        case .uniform:
            let limit = (Real(3 * scaling.scale) / n).squareRoot()
            return .uniform(low: -Double(limit), high: Double(limit))
        case .untruncatedNormal:
            return .normal(mean: 0, standardDeviation: Double((Real(scaling.scale) / n).squareRoot()))
        case .truncatedNormal:
            let parent = (Real(scaling.scale) / n).squareRoot() / Real(VarianceScaling.truncatedStandardDeviation)
            return .truncatedNormal(mean: 0, standardDeviation: Double(parent), low: -2, high: 2)
        }
    }
}
