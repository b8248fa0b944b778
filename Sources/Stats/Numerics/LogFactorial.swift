import CMath

/// ln k! for integers up to 1e15.
enum LogFactorial {

    /// ln k!, exact up to the rounding of the result; `k` is a non-negative integer.
    ///
    /// `lgamma` would do, but it writes the sign of gamma to a global variable on some platforms.
    static func value(_ k: Double) -> Double {
        if k < 16 { return log(table[Int(k)]) }
        return (k + 0.5) * log(k) - k + halfLogTwoPi + Saddlepoint.stirlingError(k)
    }

    /// ln Gamma(n/2 + 1) for an integer n >= 32: Stirling's series does not need a whole n/2.
    static func ofHalf(_ n: Double) -> Double {
        let k = n / 2
        return (k + 0.5) * log(k) - k + halfLogTwoPi + Saddlepoint.stirlingError(k)
    }

    // MARK: - Implementation

    private static let halfLogTwoPi = 0.9189385332046728  // ln(2 pi) / 2 = 0.918938533204672741780329...

    private static let table: [Double] = (0..<16).map { k in
        (0..<k).reduce(1.0) { $0 * Double($1 + 1) }
    }
}
