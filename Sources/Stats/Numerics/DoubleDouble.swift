/// An unevaluated sum of two doubles, about 32 significant digits, for sums that cancel.
///
/// Addition and multiplication by Dekker (1971), "A floating-point technique for extending the available precision";
/// the product splits its factors instead of using a fused multiply-add, which is a slow call where hardware lacks it.
struct DoubleDouble {
    var high: Double
    var low: Double

    init(_ value: Double) {
        high = value
        low = 0
    }

    init(high: Double, low: Double) {
        self.high = high
        self.low = low
    }

    /// `high + low` where `|high| >= |low|`, renormalized.
    init(ordered high: Double, _ low: Double) {
        let sum = high + low
        self.high = sum
        self.low = low - (sum - high)
    }

    /// The exact product of two doubles.
    init(product left: Double, _ right: Double) {
        // 2^27 + 1 cuts 53 bits into two halves whose products are exact.
        let leftScaled = 134_217_729 * left
        let leftHigh = leftScaled - (leftScaled - left)
        let leftLow = left - leftHigh
        let rightScaled = 134_217_729 * right
        let rightHigh = rightScaled - (rightScaled - right)
        let rightLow = right - rightHigh
        let product = left * right
        high = product
        low = ((leftHigh * rightHigh - product) + leftHigh * rightLow + leftLow * rightHigh) + leftLow * rightLow
    }

    /// The nearest double.
    var nearestDouble: Double { high + low }
}

extension DoubleDouble {
    static prefix func - (operand: Self) -> Self {
        Self(high: -operand.high, low: -operand.low)
    }

    static func + (left: Self, right: Self) -> Self {
        let sum = left.high + right.high
        let shift = sum - left.high
        let error = (left.high - (sum - shift)) + (right.high - shift)
        return Self(ordered: sum, error + (left.low + right.low))
    }

    static func - (left: Self, right: Self) -> Self {
        left + (-right)
    }

    static func * (left: Self, right: Self) -> Self {
        let product = Self(product: left.high, right.high)
        return Self(ordered: product.high, product.low + (left.high * right.low + left.low * right.high))
    }

    static func / (left: Self, right: Self) -> Self {
        let first = left.high / right.high
        let remainder = left - Self(first) * right
        let second = remainder.high / right.high
        let rest = remainder - Self(second) * right
        return Self(ordered: first, second) + Self(rest.high / right.high)
    }
}

extension DoubleDouble {
    /// `self^exponent` for `exponent >= 0` by binary powering; relative error about `exponent * 2^-104`.
    func raised(to exponent: Int) -> Self {
        var result = Self(1)
        var base = self
        var rest = exponent
        while rest > 0 {
            if rest & 1 == 1 { result = result * base }
            rest >>= 1
            if rest > 0 { base = base * base }
        }
        return result
    }

    /// `exp(self)` for `|self| <= 50`: Taylor's series at `self / 1024`, then ten squarings.
    var exponential: Self {
        let reduced = Self(high: high / 1024, low: low / 1024)
        // |reduced| <= 0.05, so the first omitted term is 0.05^19 / 19! = 2e-42.
        var series = Self(1)
        for index in stride(from: 18.0, through: 1.0, by: -1.0) {
            series = Self(1) + reduced * series / Self(index)
        }
        for _ in 0..<10 { series = series * series }
        return series
    }
}
