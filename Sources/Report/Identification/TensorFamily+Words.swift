public import Conformance
internal import Stats

extension TensorFamily {
    /// The family with its estimated parameters in words: "normal, sd 0.0200".
    public var words: String {
        switch self {
        case .constant(let value):
            "constant \(Numerals.six(value))"
        case .uniform(let low, let high):
            low == -high
                ? "uniform on ±\(Self.three(high)) (estimated)"
                : "uniform on [\(Self.bound(low, high - low)), \(Self.bound(high, high - low))] (estimated)"
        case .normal(let mean, let deviation):
            "normal, " + Self.moments(mean, deviation)
        case .truncatedNormal(let mean, let deviation, let low, let high):
            "normal truncated at "
                + (low == -high
                    ? "\(Numerals.six(high)) sd"
                    : "\(Numerals.format(low, digits: 3)), \(Numerals.format(high, digits: 3)) sd")
                + ", parent " + Self.moments(mean, deviation)
        case .transformedUniform(.logarithm, let low, let high):
            "logarithm of uniform on [\(Self.three(low)), \(Self.three(high))]"
        case .transformedUniform(.inverseSoftplus, let low, let high):
            "inverse softplus of log-uniform on [\(Self.three(low)), \(Self.three(high))]"
        case .identity(let gain):
            gain == 1 ? "identity" : "identity, gain \(Self.three(gain))"
        case .dirac(let groups):
            groups == 1 ? "dirac" : "dirac, \(groups) groups"
        case .forgetGate:
            "0 except for an LSTM's forget gate, which is 1"
        case .logarithms(let count):
            "the logarithms of 1 to \(count) in every row"
        case .orthogonal(let gain):
            "orthogonal, gain \(Self.three(gain))"
        case .deltaOrthogonal(let gain):
            "delta orthogonal, gain \(Self.three(gain))"
        case .sparse(let fraction, let mean, let deviation):
            "sparse, \(Numerals.percent(fraction)) zeros, rest normal, " + Self.moments(mean, deviation)
        case .unknown:
            "unknown or trained"
        }
    }

    // MARK: - Implementation

    private static func moments(_ mean: Double, _ deviation: Double) -> String {
        // A mean below a tenth of the standard deviation is most likely 0.
        (abs(mean) < 0.1 * deviation ? "" : "mean \(three(mean)), ") + "sd \(three(deviation))"
    }

    /// A bound, shown as 0 if it is negligible compared with the width.
    private static func bound(_ x: Double, _ width: Double) -> String {
        abs(x) < 0.002 * width ? "0" : three(x)
    }

    /// Three significant digits, with trailing zeros if the number is neither large nor small: 0.0200.
    private static func three(_ x: Double) -> String {
        guard x != 0, abs(x) >= 1e-4, abs(x) < 1000 else { return Numerals.format(x, digits: 3) }
        var text = Numerals.format(x, digits: 3)
        var digits = text.drop { $0 == "-" || $0 == "0" || $0 == "." }.count { $0 != "." }
        if digits < 3, !text.contains(".") { text += "." }
        while digits < 3 {
            text += "0"
            digits += 1
        }
        return text
    }
}
