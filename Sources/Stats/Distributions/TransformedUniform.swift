internal import CMath

/// The law of an increasing function of a uniform variable, bounded on both sides.
///
/// The cdf is that of the uniform law at the inverse function. Moments have no common closed form: the density is smooth
/// and is integrated by Gauss-Legendre quadrature over panels at most 1 wide.
/// Source: Casella & Berger, Statistical Inference (2002), theorem 2.1.3.
public struct TransformedUniform: Distribution {
    /// An increasing function and what it is applied to.
    public enum Transform: String, Hashable, Codable, Sendable {
        /// ln U, with U uniform on [low, high]. From low = 0 on, it is ln high less an exponential variable.
        case logarithm

        /// ln(exp T - 1), the inverse of softplus, with ln T uniform on [ln low, ln high].
        case inverseSoftplus
    }

    /// The function.
    public let transform: Transform

    /// The lower end of what it is applied to, above 0, or 0 under the logarithm.
    public let low: Double

    /// The upper end of what it is applied to, finite and above `low`.
    public let high: Double

    public let support: ClosedRange<Double>
    public let mean: Double
    public let variance: Double
    public let skewness: Double
    public let excessKurtosis: Double

    /// The law of a function of a variable between two ends.
    ///
    /// - Throws: `DistributionError` unless 0 < low < high, or 0 = low < high under the logarithm, both ends are normal
    ///   numbers or 0, and they differ by one part in 10^6 or more.
    public init(_ transform: Transform, low: Double, high: Double) throws(DistributionError) {
        let hasLow = low.isNormal || (low == 0 && transform == .logarithm)
        guard hasLow, high.isNormal, low >= 0, high > low, high / low >= 1 + 1e-6 else {
            let expected = "0 < low < high, at least one part in 10^6 apart"
            throw .outside("transformed uniform", "low \(low), high \(high)", expected)
        }
        self.transform = transform
        self.low = low
        self.high = high
        let ends = (transform.value(at: low), transform.value(at: high))
        support = ends.0...ends.1
        guard low > 0 else {
            (mean, variance, skewness, excessKurtosis) = (ends.1 - 1, 1, -2, 6)
            return
        }
        let density = { (x: Double) in transform.density(at: x, low: low, high: high) }
        mean = ends.0 + Self.integral(over: ends) { ($0 - ends.0) * density($0) }
        let centre = mean
        let moments = (2...4).map { k in Self.integral(over: ends) { ($0 - centre).raised(to: k) * density($0) } }
        variance = moments[0]
        skewness = moments[1] / (moments[0] * moments[0].squareRoot())
        excessKurtosis = moments[2] / (moments[0] * moments[0]) - 3
    }

    public func cdf(_ x: Double) -> Double {
        if x <= support.lowerBound { return 0 }
        if x >= support.upperBound { return 1 }
        return transform.fraction(at: x, low: low, high: high)
    }

    public func survival(_ x: Double) -> Double {
        if x <= support.lowerBound { return 1 }
        if x >= support.upperBound { return 0 }
        return transform.fractionAbove(x, low: low, high: high)
    }

    public func quantile(_ p: Double) -> Double {
        guard p >= 0, p <= 1 else { return .nan }
        if p == 0 { return support.lowerBound }
        return p <= 0.5 ? transform.value(low: low, high: high, part: p) : quantile(upperTail: 1 - p)
    }

    public func quantile(upperTail q: Double) -> Double {
        guard q >= 0, q <= 1 else { return .nan }
        if q == 0 { return support.upperBound }
        return q <= 0.5 ? transform.value(low: high, high: low, part: q) : quantile(1 - q)
    }

    // MARK: - Implementation

    private static let rule = GaussLegendre(count: 16)

    private static func integral(over ends: (Double, Double), _ f: (Double) -> Double) -> Double {
        let panels = Int((ends.1 - ends.0).rounded(.up)) + 1
        let width = (ends.1 - ends.0) / Double(panels)
        return (0..<panels).reduce(0) { sum, panel in
            let start = ends.0 + width * Double(panel)
            return sum + rule.integral(from: start, to: start + width, of: f)
        }
    }
}

extension TransformedUniform.Transform {
    /// The function's value.
    func value(at u: Double) -> Double {
        switch self {
        case .logarithm: log(u)
        case .inverseSoftplus: u > 1 ? u + log1p(-exp(-u)) : log(expm1(u))
        }
    }

    /// The value that a part of the way from one end to the other leads to.
    func value(low: Double, high: Double, part: Double) -> Double {
        switch self {
        case .logarithm: value(at: low + part * (high - low))
        case .inverseSoftplus: value(at: low * exp(part * log(high / low)))
        }
    }

    /// P(X <= x) within the support.
    func fraction(at x: Double, low: Double, high: Double) -> Double {
        switch self {
        case .logarithm: low > 0 ? low * expm1(x - log(low)) / (high - low) : exp(x - log(high))
        case .inverseSoftplus: log(softplus(x) / low) / log(high / low)
        }
    }

    /// P(X > x) within the support.
    func fractionAbove(_ x: Double, low: Double, high: Double) -> Double {
        switch self {
        case .logarithm: -high * expm1(x - log(high)) / (high - low)
        case .inverseSoftplus: log(high / softplus(x)) / log(high / low)
        }
    }

    /// The density within the support.
    func density(at x: Double, low: Double, high: Double) -> Double {
        switch self {
        case .logarithm: exp(x) / (high - low)
        case .inverseSoftplus: 1 / (1 + exp(-x)) / softplus(x) / log(high / low)
        }
    }

    private func softplus(_ x: Double) -> Double { x > 0 ? x + log1p(exp(-x)) : log1p(exp(x)) }
}
