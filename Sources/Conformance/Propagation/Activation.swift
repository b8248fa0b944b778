/// What a layer does to the sums of its inputs.
public enum Activation: String, CaseIterable, Hashable, Sendable {
    /// Nothing.
    case linear

    /// The hyperbolic tangent.
    case tanh

    /// The positive part.
    case relu

    /// The logistic function.
    case sigmoid

    /// f(s), by correctly rounded operations only: the same bits on every processor, and within 1e-15 of the function.
    func value(_ s: Double) -> Double {
        switch self {
        case .linear: return s
        case .relu: return s > 0 ? s : 0
        case .sigmoid: return 1 / (1 + portableExponential(-s))
        case .tanh: return 1 - 2 / (1 + portableExponential(2 * s))
        }
    }

    /// f'(s), from s and f(s).
    func derivative(_ s: Double, value: Double) -> Double {
        switch self {
        case .linear: 1
        case .relu: s > 0 ? 1 : 0
        case .sigmoid: value * (1 - value)
        case .tanh: 1 - value * value
        }
    }

    /// E z^2 where s is normal with mean 0 and the given variance, in the linear regime f(s) = f(0) + f'(0) s. ReLU has
    /// no such regime; its value is exact: v/2 (He et al. 2015, section 2.2).
    func linearSecondMoment(_ v: Double) -> Double {
        switch self {
        case .linear, .tanh: v
        case .relu: v / 2
        case .sigmoid: 0.25 + v / 16
        }
    }

    /// Var z, likewise; the mean of ReLU is sqrt(v / (2 pi)).
    func linearVariance(_ v: Double) -> Double {
        switch self {
        case .linear, .tanh: v
        case .relu: v * (0.5 - 0.5 / .pi)
        case .sigmoid: v / 16
        }
    }

    /// E f'(s)^2, likewise.
    var linearSquaredSlope: Double {
        switch self {
        case .linear, .tanh: 1
        case .relu: 0.5
        case .sigmoid: 0.0625
        }
    }
}
