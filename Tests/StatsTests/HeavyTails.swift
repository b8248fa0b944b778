import Stats

/// Student's law with 2 degrees of freedom: cdf and quantile are elementary, the variance is infinite, and the formula
/// of the cdf gives NaN at infinity.
struct HeavyTails: Distribution {
    var mean: Double { 0 }
    var variance: Double { .infinity }
    var skewness: Double { .nan }
    var excessKurtosis: Double { .nan }
    var support: ClosedRange<Double> { -Double.infinity...Double.infinity }
    func cdf(_ x: Double) -> Double { 0.5 + x / (2 * (2 + x * x).squareRoot()) }
    func survival(_ x: Double) -> Double { cdf(-x) }
    func quantile(_ p: Double) -> Double { (2 * p - 1) / (2 * p * (1 - p)).squareRoot() }
    func quantile(upperTail p: Double) -> Double { -quantile(p) }
}
