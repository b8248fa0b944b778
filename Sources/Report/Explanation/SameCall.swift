package import Claims
internal import Stats

/// The calls of Keras, PyTorch and JAX that draw the law of a claim, each a claim itself.
package struct SameCall: Hashable, Sendable {
    /// Keras' call; nil if it has none.
    package var keras: String?

    /// PyTorch's call, where `w` is the tensor; nil if it has none.
    package var torch: String?

    /// JAX's call; nil if it has none.
    package var jax: String?

    /// The calls for a claim.
    ///
    /// - Parameter shape: the shape whose law is stated in figures if a framework has no rule of fans for the law, or
    ///   would read other fans off a tensor; nil to leave out such calls.
    package init(_ claim: Claim, shape: [Int]?) {
        let law: ClaimedLaw?
        if let rule = claim.ruleOfLayers {
            self = SameCall(rule)
            law = shape.flatMap { try? claim.law(of: $0) }
        } else if let shape {
            self = SameCall()
            law = try? claim.law(of: shape)
        } else {
            self = SameCall()
            // Structured laws and those without fans are given by their parameters; all others need a shape.
            law = claim.scheme.fanRule == nil ? claim.example : nil
        }
        if let law {
            let inFigures = SameCall(law)
            keras = keras ?? inFigures.keras
            torch = torch ?? inFigures.torch
            jax = jax ?? inFigures.jax
        }
        guard let shape else { return }
        keras = keras.flatMap { Self.accepts($0, shape) ? $0 : nil }
        torch = torch.flatMap { Self.accepts($0, shape) ? $0 : nil }
        jax = jax.flatMap { Self.accepts($0, shape) ? $0 : nil }
    }

    // MARK: - Implementation

    /// Whether a call draws a tensor of this shape instead of raising, as PyTorch's xavier_uniform_ does for a vector.
    private static func accepts(_ call: String, _ shape: [Int]) -> Bool {
        (try? Claim(call)).map { (try? $0.law(of: shape)) != nil } ?? true
    }

    private init() {}

    /// The calls for a law of variance scale / n.
    private init(_ rule: ScalingRule) {
        let names = Self.names.first { rule.has($0.scale, $0.mode) }
        let scale = Self.number(rule.ownScale)
        let mode = Self.name(rule.mode)
        switch rule.family {
        case .uniform:
            keras = names.map { "keras.initializers.\($0.keras)Uniform()" }
            jax = names.map { "jax.nn.initializers.\($0.jax)_uniform()" }
            torch = Self.torch("uniform", rule)
            setGeneral(scale, mode, keras: "uniform", jax: "uniform")
        case .normal:
            torch = Self.torch("normal", rule)
            setGeneral(scale, mode, keras: "untruncated_normal", jax: "normal")
        case .truncatedNormal:
            keras = names.map { "keras.initializers.\($0.keras)Normal()" }
            jax = names.map { "jax.nn.initializers.\($0.jax)_normal()" }
            setGeneral(scale, mode, keras: "truncated_normal", jax: "truncated_normal")
        }
    }

    private mutating func setGeneral(_ scale: String, _ mode: String, keras kerasLaw: String, jax jaxLaw: String) {
        // Keras has no geometric mean.
        if keras == nil, mode != Self.name(.geometricAverage) {
            keras = "keras.initializers.VarianceScaling(\(scale), '\(mode)', '\(kerasLaw)')"
        }
        jax = jax ?? "jax.nn.initializers.variance_scaling(\(scale), '\(mode)', '\(jaxLaw)')"
    }

    /// Keras' and JAX's name for the number that the scale is divided by.
    private static func name(_ mode: ScalingRule.Mode) -> String {
        switch mode {
        case .fanIn: "fan_in"
        case .fanOut: "fan_out"
        case .average: "fan_avg"
        case .geometricAverage: "fan_geo_avg"
        }
    }

    private static let names: [(scale: Double, mode: ScalingRule.Mode, keras: String, jax: String)] = [
        (1, .average, "Glorot", "glorot"), (2, .fanIn, "He", "he"), (1, .fanIn, "Lecun", "lecun"),
    ]

    /// PyTorch's kaiming and xavier rules, whose gain is the root of the scale.
    private static func torch(_ law: String, _ rule: ScalingRule) -> String? {
        switch rule.mode {
        case .geometricAverage: return nil
        case .average:
            let gain = number(rule.ownScale.squareRoot())
            return "torch.nn.init.xavier_\(law)_(w\(gain == "1" ? "" : ", gain=\(gain)"))"
        case .fanIn, .fanOut:
            let gain: String
            switch rule.ownScale {
            case _ where rule.has(2, rule.mode): gain = "nonlinearity='relu'"
            case _ where rule.has(1, rule.mode): gain = "nonlinearity='linear'"
            case _ where rule.has(25.0 / 9, rule.mode): gain = "nonlinearity='tanh'"
            // A gain of sqrt(2 / (1 + a^2)).
            case _ where rule.has(1.0 / 3, rule.mode): gain = "a=sqrt(5)"
            case let scale where scale < 2: gain = "a=\(number((2 / scale - 1).squareRoot()))"
            default: return nil
            }
            return "torch.nn.init.kaiming_\(law)_(w, \(rule.mode == .fanOut ? "mode='fan_out', " : "")\(gain))"
        }
    }

    /// The calls for a law in figures.
    private init(_ law: ClaimedLaw) {
        switch law {
        case .constant(0):
            (keras, torch, jax) = ("keras.initializers.Zeros()", "torch.nn.init.zeros_(w)", "jax.nn.initializers.zeros")
        case .constant(1):
            (keras, torch, jax) = ("keras.initializers.Ones()", "torch.nn.init.ones_(w)", "jax.nn.initializers.ones")
        case .constant(let value):
            keras = "keras.initializers.Constant(\(Self.number(value)))"
            torch = "torch.nn.init.constant_(w, \(Self.number(value)))"
            jax = "jax.nn.initializers.constant(\(Self.number(value)))"
        case .uniform(let low, let high):
            let bounds = (low: Self.number(low), high: Self.number(high))
            keras = "keras.initializers.RandomUniform(\(bounds.low), \(bounds.high))"
            torch = "torch.nn.init.uniform_(w, \(bounds.low), \(bounds.high))"
            jax =
                low == 0
                ? "jax.nn.initializers.uniform(\(bounds.high))"
                : "jax.random.uniform(key, shape, minval=\(bounds.low), maxval=\(bounds.high))"
        case .normal(let mean, let deviation):
            let figures = "\(Self.number(mean)), \(Self.number(deviation))"
            keras = "keras.initializers.RandomNormal(\(figures))"
            torch = "torch.nn.init.normal_(w, \(figures))"
            if mean == 0 { jax = "jax.nn.initializers.normal(\(Self.number(deviation)))" }
        case .truncatedNormal(let mean, let deviation, let low, let high):
            let figures = "\(Self.number(mean)), \(Self.number(deviation))"
            if low == -2, high == 2 { keras = "keras.initializers.TruncatedNormal(\(figures))" }
            let bounds = (low: Self.number(mean + low * deviation), high: Self.number(mean + high * deviation))
            torch = "torch.nn.init.trunc_normal_(w, \(figures), \(bounds.low), \(bounds.high))"
            if mean == 0 {
                let bounds = "lower=\(Self.number(low)), upper=\(Self.number(high))"
                jax = "jax.nn.initializers.truncated_normal(\(Self.number(deviation)), \(bounds))"
            }
        case .orthogonal(let gain, _, _):
            let gain = gain == 1 ? "" : Self.number(gain)
            keras = "keras.initializers.Orthogonal(\(gain))"
            torch = "torch.nn.init.orthogonal_(w\(gain.isEmpty ? "" : ", \(gain)"))"
            jax = "jax.nn.initializers.orthogonal(\(gain))"
        case .identity(let gain, _, _):
            keras = "keras.initializers.Identity(\(gain == 1 ? "" : Self.number(gain)))"
            if gain == 1 { torch = "torch.nn.init.eye_(w)" }
        case .dirac(let groups, _):
            torch = "torch.nn.init.dirac_(w\(groups == 1 ? "" : ", groups=\(groups)"))"
        case .forgetGate, .logarithms, .transformedUniform:
            return
        case .sparse(let sparse):
            guard sparse.line == .column, sparse.mean == 0 else { return }
            let (share, deviation) = (Self.number(sparse.sparsity), Self.number(sparse.standardDeviation))
            torch = "torch.nn.init.sparse_(w, \(share), \(deviation))"
        case .deltaOrthogonal(let gain, _):
            jax = "jax.nn.initializers.delta_orthogonal(\(gain == 1 ? "" : Self.number(gain)))"
        }
    }

    /// A number with enough digits for single precision, which the frameworks draw in.
    private static func number(_ value: Double) -> String { Numerals.format(value, digits: 9) }
}
