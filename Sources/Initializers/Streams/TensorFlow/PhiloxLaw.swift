/// A law with the numbers that TensorFlow's operations compute with, in the tensor's type.
package enum PhiloxLaw {
    case constant(Double)
    case uniform(low: Double, width: Double)
    case normal(mean: Double, standardDeviation: Double)
    case truncated(mean: Double, standardDeviation: Double)

    /// How Python's numbers become numbers of a tensor's type.
    package enum Conversion: Sendable {
        /// TensorFlow's eager mode: to the types of 16 bits through single precision.
        case eager
        /// A graph's constants: to half precision at once, by NumPy.
        case graph
        /// Keras: as in eager mode, but the bounds of a uniform law go through single precision to every type.
        case keras
    }

    /// The numbers for a tensor of a type.
    init<S: WeightScalar>(
        _ law: StreamLaw,
        for scalar: S.Type,
        conversion: Conversion
    ) throws(InitializerError) {
        switch law {
        case .constant(let value):
            try WeightLaw.require(value.isFinite, "value", value, "a finite number")
            try WeightLaw.requireFinite(value, scalar)
            self = .constant(value)
        case .uniform(let low, let high):
            try WeightLaw.checkInterval(low, high)
            let first = Self.converted(conversion == .keras ? Double(Float(low)) : low, scalar, conversion)
            let last = Self.converted(conversion == .keras ? Double(Float(high)) : high, scalar, conversion)
            // Both are numbers of the type, and so is their difference.
            let width =
                S.self == Double.self
                ? last - first : Self.converted(Double(Float(last) - Float(first)), scalar, conversion)
            for (extreme, value) in [(low, first), (high, last), (high - low, width)] where !value.isFinite {
                throw .notRepresentable(extreme: extreme, scalar: "\(S.self)")
            }
            self = .uniform(low: first, width: width)
        case .normal(let mean, let deviation):
            let (first, second) = try Self.parameters(mean, deviation, reach: Self.greatestNormal, scalar, conversion)
            self = .normal(mean: first, standardDeviation: second)
        case .truncatedNormal(let mean, let deviation, let low, let high):
            try WeightLaw.checkCut(low, high, in: "TensorFlow")
            let (first, second) = try Self.parameters(mean, deviation, reach: 2, scalar, conversion)
            self = .truncated(mean: first, standardDeviation: second)
        case .scaling(let rule):
            try self.init(try Self.scaling(rule), for: scalar, conversion: conversion)
        }
    }

    // MARK: - Implementation

    /// The greatest normal value is `sqrt(-2 log(1e-7))`, 5.678, in every type.
    private static let greatestNormal = 5.7

    /// A number of Python as a tensor's type holds it.
    private static func converted<S: WeightScalar>(
        _ value: Double,
        _ scalar: S.Type,
        _ conversion: Conversion
    ) -> Double {
        if S.self == Double.self { return value }
        // Graphs, too, convert to bfloat16 through single precision.
        let once = conversion == .graph && S.self != BFloat16.self
        return S._rounding(once ? value : Double(Float(value)))._widened
    }

    private static func parameters<S: WeightScalar>(
        _ mean: Double,
        _ deviation: Double,
        reach: Double,
        _ scalar: S.Type,
        _ conversion: Conversion
    ) throws(InitializerError) -> (mean: Double, deviation: Double) {
        try WeightLaw.check(mean, deviation)
        try WeightLaw.requireFinite(mean - reach * deviation, scalar)
        try WeightLaw.requireFinite(mean + reach * deviation, scalar)
        return (converted(mean, scalar, conversion), converted(deviation, scalar, conversion))
    }

    /// Source: `tensorflow/python/ops/init_ops_v2.py` and `init_ops.py`, `VarianceScaling`;
    /// `keras/src/initializers/random_initializers.py`, `VarianceScaling`. All compute in Python's doubles.
    private static func scaling(_ rule: StreamLaw.Scaling) throws(InitializerError) -> StreamLaw {
        try WeightLaw.require(rule.scale.isFinite && rule.scale > 0, "scale", rule.scale, "a finite number above 0")
        let variance = rule.scale / max(1, try rule.mode.denominator(rule.fans, in: "TensorFlow"))
        switch rule.distribution {
        case .uniform:
            let limit = (3 * variance).squareRoot()
            return .uniform(low: -limit, high: limit)
        case .untruncatedNormal:
            return .normal(mean: 0, standardDeviation: variance.squareRoot())
        case .truncatedNormal:
            let parent = variance.squareRoot() / VarianceScaling.truncatedStandardDeviation
            return .truncatedNormal(mean: 0, standardDeviation: parent, low: -2, high: 2)
        }
    }
}
