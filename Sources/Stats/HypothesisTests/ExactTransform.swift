internal import CMath

/// K(t) = log E exp(t y) and its Chernoff bounds, for a quantity y of mean 0 that has finitely many values or is taken
/// at the nodes of a quadrature rule.
struct ExactTransform {
    /// The values of y and their probabilities.
    private let values: [Double]
    private let weights: [Double]

    /// E y^2.
    let variance: Double

    /// The mean that was subtracted.
    let mean: Double

    /// The largest |y|.
    let magnitude: Double

    /// Takes values of any mean, with weights that sum to 1 up to rounding.
    init(values: [Double], weights: [Double]) {
        let total = weights.reduce(0, +)
        var mean = CompensatedSum()
        for (value, weight) in zip(values, weights) { mean.add(value * weight) }
        let centre = mean.value / total
        self.mean = centre
        self.values = values.map { $0 - centre }
        self.weights = weights.map { $0 / total }
        variance = zip(self.values, self.weights).reduce(0) { $0 + $1.0 * $1.0 * $1.1 }
        magnitude = self.values.reduce(0) { max($0, abs($1)) }
    }

    /// K, K' and K'' at t, for |t| `magnitude` up to a few hundred.
    func cumulants(_ t: Double) -> (value: Double, slope: Double, curvature: Double) {
        var (excess, first, second) = (0.0, 0.0, 0.0)
        values.withUnsafeBufferPointer { values in
            weights.withUnsafeBufferPointer { weights in
                for i in values.indices {
                    let y = values[i]
                    // As E y = 0, t y may be subtracted from each term, and with it most of the rounding error.
                    let factor = expm1(t * y)
                    let term = weights[i] * (factor + 1)
                    excess += weights[i] * (factor - t * y)
                    first += term * y
                    second += term * y * y
                }
            }
        }
        let total = 1 + excess
        let slope = first / total
        return (log1p(excess), slope, second / total - slope * slope)
    }

    /// log of Chernoff's bound on P(mean of n y >= t) for t > 0, and on P(mean <= t) for t < 0; 0 for t = 0.
    func logTail(_ t: Double, count n: Double) -> Double {
        guard t != 0, variance > 0, magnitude > 0 else { return 0 }
        return n
            * Self.least(near: t / variance, limit: 600 / magnitude) { s in
                let k = cumulants(s)
                return (k.value - s * t, k.slope - t, k.curvature)
            }
    }

    /// The least value of a convex function that Newton steps from `start` find within -limit...limit, at most 0.
    /// Chernoff's bound holds wherever they stop.
    static func least(
        near start: Double,
        limit: Double,
        of function: (Double) -> (value: Double, slope: Double, curvature: Double)
    ) -> Double {
        var s = min(max(start, -limit), limit)
        var least = 0.0
        for _ in 0..<12 {
            let found = function(s)
            least = min(least, found.value)
            guard found.curvature > 0, found.slope.isFinite else { break }
            var next = s - found.slope / found.curvature
            // A step that leaves the range or changes sign is cut to half the way to the limit, or to 0.
            if next * start <= 0 { next = s / 2 }
            if abs(next) > limit { next = (s + (s > 0 ? limit : -limit)) / 2 }
            if abs(next - s) < 1e-6 * abs(s) { break }
            s = next
        }
        return least
    }
}
