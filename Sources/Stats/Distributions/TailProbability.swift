internal import CMath

/// A probability that may be far smaller than the smallest Double: the value and its logarithm.
public struct TailProbability: Hashable, Codable, Sendable, Comparable {
    /// Natural logarithm of the probability, at most 0; -infinity for an impossible event.
    public let logarithm: Double

    /// The probability itself, 0 where it underflows.
    public let value: Double

    /// Takes both forms. The value is used as it is unless it underflows.
    public init(value: Double, logarithm: Double) {
        self.value = min(max(value, 0), 1)
        self.logarithm = min(logarithm, 0)
    }

    /// The probability `value`, in 0...1.
    public init(_ value: Double) {
        self.init(value: value, logarithm: value >= 1 ? 0 : log(value))
    }

    /// The probability exp(`logarithm`).
    public init(logarithm: Double) {
        self.init(value: exp(logarithm), logarithm: logarithm)
    }

    /// Logarithm to base 10.
    public var log10: Double { logarithm / 2.302_585_092_994_045_7 }

    /// min(1, factor times this probability): a union bound over `factor` events.
    public func times(_ factor: Double) -> TailProbability {
        TailProbability(value: value * factor, logarithm: logarithm + log(factor))
    }

    /// min(1, this probability plus another): a union bound over two events.
    public func plus(_ other: TailProbability) -> TailProbability {
        let (small, large) = self < other ? (self, other) : (other, self)
        guard small.logarithm > -.infinity else { return large }
        return TailProbability(
            value: small.value + large.value,
            logarithm: large.logarithm + log1p(exp(small.logarithm - large.logarithm))
        )
    }

    public static func < (a: TailProbability, b: TailProbability) -> Bool { a.logarithm < b.logarithm }

    /// A certain event.
    public static let one = TailProbability(value: 1, logarithm: 0)

    /// An impossible event.
    public static let zero = TailProbability(value: 0, logarithm: -.infinity)
}
