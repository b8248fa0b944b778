/// e^x by correctly rounded operations only: the same bits on every processor, which libm does not promise.
///
/// e^x = 2^k e^r, where k is the nearest whole number to x / log 2, so |r| <= log(2) / 2, and e^r is Taylor's sum to
/// r^13 / 13!, whose remainder is below 5e-18. The relative error is below 4e-16 over -700...700; beyond, the value at
/// that end is returned.
func portableExponential(_ x: Double) -> Double {
    guard !x.isNaN else { return x }
    // log 2 in two parts. The first ends in 11 zero bits, so that k times it is exact (fdlibm, e_exp.c).
    let (log2High, log2Low) = (6.93147180369123816490e-01, 1.90821492927058770002e-10)
    let bounded = min(700, max(-700, x))
    let k = (bounded / 0.6931471805599453).rounded()
    let r = (bounded - k * log2High) - k * log2Low
    var sum = 1.0
    for j in stride(from: 13.0, through: 1, by: -1) { sum = 1 + sum * r / j }
    return sum * Double(sign: .plus, exponent: Int(k), significand: 1)
}
