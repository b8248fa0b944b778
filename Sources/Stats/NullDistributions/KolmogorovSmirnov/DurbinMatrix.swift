/// Arithmetic that Durbin's matrix needs, in double or double-double precision.
protocol DurbinScalar {
    init(_ value: Double)
    /// The nearest double.
    var nearestDouble: Double { get }
    static func + (left: Self, right: Self) -> Self
    static func - (left: Self, right: Self) -> Self
    static func * (left: Self, right: Self) -> Self
    static func / (left: Self, right: Self) -> Self
}

extension Double: DurbinScalar {
    var nearestDouble: Double { self }
}

extension DoubleDouble: DurbinScalar {}

/// A non-negative number `mantissa * 2^exponent` that neither overflows nor underflows.
struct ScaledNumber<Scalar: DurbinScalar> {
    var mantissa: Scalar
    var exponent: Int

    mutating func multiply(by factor: Scalar) {
        mantissa = mantissa * factor
        let shift = mantissa.nearestDouble.magnitude > 0 ? Int(mantissa.nearestDouble.exponent) : 0
        mantissa = mantissa * Scalar(Double(sign: .plus, exponent: -shift, significand: 1))
        exponent += shift
    }

    /// The number itself; 0 if it underflows.
    var value: Scalar {
        guard exponent > -1070 else { return Scalar(0) }
        return mantissa * Scalar(Double(sign: .plus, exponent: exponent, significand: 1))
    }
}

/// The matrix `H` of `P(D_n < d) = n! / n^n (H^n)[k][k]`, `t = n d`, `k = ceil(t)`, `h = k - t`, size `m = 2 k - 1`,
/// times a scale.
///
/// One step of `H` carries the numbers of points met so far from one multiple of `1 / n` to the next, inside the strip.
/// Counting rows and columns from 0,
///
///     H[i][j]     = 1 / (i - j + 1)!                               for j <= i + 1, and 0 above,
///     H[i][0]     = (1 - h^(i+1)) / (i + 1)!                       in the first column,
///     H[m-1][j]   = H[m-1-j][0]                                    in the last row,
///     H[m-1][0]   = (1 - 2 h^m + max(0, 2 h - 1)^m) / m!           in their corner.
///
/// `H` is symmetric about its anti-diagonal, and so are its powers; that halves every product below.
///
/// Durbin (1973), Distribution Theory for Tests Based on the Sample Distribution Function, SIAM; Marsaglia, Tsang and
/// Wang (2003), J. Stat. Softw. 8(18), doi:10.18637/jss.v008.i18.
struct DurbinMatrix<Scalar: DurbinScalar> {
    /// Number of rows, `m`.
    let size: Int

    /// `scale / l!` for `l = 0 ... m`.
    let toeplitz: [Scalar]

    /// The first column, which is also the last row backwards.
    let border: [Scalar]

    /// - Parameters:
    ///   - t: `n d`, at least 1/2.
    ///   - scale: a factor of every entry.
    init(scaledStatistic t: Scalar, scale: Scalar) {
        var k = Int(t.nearestDouble.rounded(.up))
        // The high part of t can be an integer although t itself exceeds it.
        if (Scalar(Double(k)) - t).nearestDouble < 0 { k += 1 }
        let size = 2 * k - 1
        let h = Scalar(Double(k)) - t
        var toeplitz = [scale]
        for index in 1...size {
            toeplitz.append(toeplitz[index - 1] / Scalar(Double(index)))
        }
        var border: [Scalar] = []
        var power = h
        for row in 0..<size {
            border.append(toeplitz[row + 1] * (Scalar(1) - power))
            if row + 1 < size { power = power * h }
        }
        let excess = h + h - Scalar(1)
        var corner = Scalar(1) - power - power
        if excess.nearestDouble > 0 {
            var excessPower = excess
            for _ in 1..<size { excessPower = excessPower * excess }
            corner = corner + excessPower
        }
        border[size - 1] = toeplitz[size] * corner
        self.size = size
        self.toeplitz = toeplitz
        self.border = border
    }
}

extension DurbinMatrix {
    /// `(H^power)[k][k]` by repeated products with a vector.
    ///
    /// Row `k` of `H^a` is column `k` backwards, so two vectors of half the power meet in the middle.
    func centreOfPower(_ power: Int) -> ScaledNumber<Scalar> {
        var vector = [Scalar](repeating: Scalar(0), count: size)
        vector[(size - 1) / 2] = Scalar(1)
        var other = vector
        var exponent = 0
        for _ in 0..<(power / 2) {
            multiply(vector, into: &other)
            swap(&vector, &other)
            exponent += Self.normalize(&vector)
        }
        var left = vector
        var leftExponent = exponent
        if !power.isMultiple(of: 2) {
            multiply(vector, into: &other)
            left = other
            leftExponent += Self.normalize(&left)
        }
        var sum = Scalar(0)
        for index in 0..<size { sum = sum + left[size - 1 - index] * vector[index] }
        return ScaledNumber(mantissa: sum, exponent: exponent + leftExponent)
    }

    /// `output = H vector`.
    private func multiply(_ vector: [Scalar], into output: inout [Scalar]) {
        for row in 0..<(size - 1) {
            var sum = border[row] * vector[0]
            for column in stride(from: 1, through: row + 1, by: 1) {
                sum = sum + toeplitz[row - column + 1] * vector[column]
            }
            output[row] = sum
        }
        var sum = Scalar(0)
        for column in 0..<size { sum = sum + border[size - 1 - column] * vector[column] }
        output[size - 1] = sum
    }

    /// Scales the vector by a power of two so that its largest element is near 1; returns the exponent taken out.
    private static func normalize(_ vector: inout [Scalar]) -> Int {
        var largest = 0.0
        for element in vector { largest = max(largest, element.nearestDouble) }
        guard largest > 0 else { return 0 }
        let shift = Int(largest.exponent)
        // Most steps change little. A power of two is exact, so it does not matter when this happens.
        guard shift.magnitude > 100 else { return 0 }
        let scale = Scalar(Double(sign: .plus, exponent: -shift, significand: 1))
        for index in vector.indices { vector[index] = vector[index] * scale }
        return shift
    }
}
