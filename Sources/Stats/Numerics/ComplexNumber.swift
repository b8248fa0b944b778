import CMath

/// A complex number with the few operations that a contour integral needs. Robust division is not among them, because
/// every divisor there has a magnitude far from both ends of the range.
struct ComplexNumber {
    var real: Double
    var imaginary: Double

    init(_ real: Double, _ imaginary: Double = 0) {
        self.real = real
        self.imaginary = imaginary
    }

    var squaredMagnitude: Double { real * real + imaginary * imaginary }
}

extension ComplexNumber {
    static func + (left: Self, right: Self) -> Self {
        Self(left.real + right.real, left.imaginary + right.imaginary)
    }

    static func - (left: Self, right: Self) -> Self {
        Self(left.real - right.real, left.imaginary - right.imaginary)
    }

    static func * (left: Self, right: Self) -> Self {
        Self(
            left.real * right.real - left.imaginary * right.imaginary,
            left.real * right.imaginary + left.imaginary * right.real
        )
    }

    static func * (left: Double, right: Self) -> Self {
        Self(left * right.real, left * right.imaginary)
    }

    static func / (left: Self, right: Self) -> Self {
        let scale = 1 / right.squaredMagnitude
        return scale * (left * Self(right.real, -right.imaginary))
    }

    static func + (left: Double, right: Self) -> Self {
        Self(left + right.real, right.imaginary)
    }

    static func - (left: Double, right: Self) -> Self {
        Self(left - right.real, -right.imaginary)
    }
}

extension ComplexNumber {
    /// `exp(z)`.
    var exponential: Self {
        let magnitude = exp(real)
        return Self(magnitude * cos(imaginary), magnitude * sin(imaginary))
    }

    /// `exp(z) - 1`, with full accuracy near `z = 0`: `cos b - 1 = -2 sin^2(b/2)` replaces the difference.
    var exponentialMinusOne: Self {
        let half = sin(imaginary / 2)
        return Self(expm1(real) * cos(imaginary) - 2 * half * half, exp(real) * sin(imaginary))
    }

    /// Principal `log(z)`.
    var logarithm: Self {
        Self(0.5 * log(squaredMagnitude), atan2(imaginary, real))
    }

    /// The principal square root, real part >= 0.
    var squareRoot: Self {
        let modulus = hypot(real, imaginary)
        let root = sqrt((modulus + abs(real)) / 2)
        if root == 0 { return Self(0) }
        let other = abs(imaginary) / (2 * root)
        let sign = imaginary < 0 ? -1.0 : 1.0
        return real >= 0 ? Self(root, sign * other) : Self(other, sign * root)
    }
}
