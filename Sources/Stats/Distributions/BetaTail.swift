/// A tail of a beta law as a continued fraction: prefactor times fraction over a, or 1 less that.
package struct BetaTail {
    /// The first shape.
    let a: Double

    /// The second shape.
    let b: Double

    /// The argument of the fraction.
    let x: Double

    /// How large a change of the fraction no longer matters.
    let error: Double

    private let prefactor: Double
    private let isComplement: Bool

    /// The tail's value, where no fraction is needed.
    private let known: Double?

    init(a: Double, b: Double, x: Double, prefactor: Double, isComplement: Bool) {
        (self.a, self.b, self.x, self.prefactor, self.isComplement) = (a, b, x, prefactor, isComplement)
        // Next to 1, a difference of 2^-52 is the last.
        error = isComplement ? abs(1 / (prefactor / a)) * 0x1p-52 : 0
        known = nil
    }

    init(known: Double) {
        self.known = known
        // The fraction is 1.
        (a, b, x, error, prefactor, isComplement) = (1, 1, 0, 0, 0, false)
    }

    /// The tail from the value of its fraction.
    func value(_ fraction: Double) -> Double {
        if let known { return known }
        let part = prefactor * fraction / a
        return isComplement ? 1 - part : part
    }

    /// The tail.
    package var value: Double { known ?? value(fraction) }

    /// The fraction: NaN where a term vanishes or 512 steps do not suffice.
    var fraction: Double {
        var numerator = 1.0
        var denominator = 1 / Self.nonzero(1 - (a + b) * x / (a + 1))
        var fraction = denominator
        for k in 1...512 {
            let k = Double(k)
            let even = k * (b - k) * x / (((a - 1) + 2 * k) * (a + 2 * k))
            denominator = 1 / Self.nonzero(1 + even * denominator)
            numerator = Self.nonzero(1 + even / numerator)
            fraction *= denominator * numerator
            let odd = -(a + k) * (a + b + k) * x / ((a + 2 * k) * (a + 2 * k + 1))
            denominator = 1 / Self.nonzero(1 + odd * denominator)
            numerator = Self.nonzero(1 + odd / numerator)
            let factor = denominator * numerator
            fraction *= factor
            if abs(factor - 1) < 0x1p-51 || fraction * abs(factor - 1) < error { return fraction }
        }
        return .nan
    }

    /// Where a term all but vanishes, the fraction is not defined.
    private static func nonzero(_ term: Double) -> Double { abs(term) < 2 * .leastNormalMagnitude ? .nan : term }
}
