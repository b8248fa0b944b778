package import Claims

extension ClaimedLaw {
    /// The same law in one form. A law without spread is a constant, and a truncation beyond nine parent standard
    /// deviations, a probability of 2e-19, is none.
    var simplified: ClaimedLaw {
        switch self {
        case .uniform(let low, let high) where low == high: .constant(low)
        case .normal(let mean, 0), .truncatedNormal(let mean, 0, _, _): .constant(mean)
        case .truncatedNormal(let mean, let deviation, let low, let high) where low < -9 && high > 9:
            .normal(mean: mean, standardDeviation: deviation)
        default: self
        }
    }

    /// Whether two laws are one except for the rounding of their parameters, 1e-12 relative to the law's own size.
    package func isSame(as other: ClaimedLaw) -> Bool {
        switch (self, other) {
        case (.uniform(let a, let b), .uniform(let c, let d)):
            Self.agree([a, b], [c, d], size: max(abs(a), abs(b)))
        case (.normal(let a, let b), .normal(let c, let d)):
            Self.agree([a, b], [c, d], size: max(abs(a), b))
        case (.truncatedNormal(let a, let b, let c, let d), .truncatedNormal(let e, let f, let g, let h)):
            Self.agree([a, b], [e, f], size: max(abs(a), b)) && Self.agree([c, d], [g, h], size: max(abs(c), abs(d)))
        case (.orthogonal(let a, let b, let c), .orthogonal(let d, let e, let f)):
            b == e && c == f && Self.agree([a], [d], size: abs(a))
        default:
            self == other
        }
    }

    // MARK: - Implementation

    private static func agree(_ a: [Double], _ b: [Double], size: Double) -> Bool {
        zip(a, b).allSatisfy { $0 == $1 || abs($0 - $1) <= 1e-12 * size }
    }
}
