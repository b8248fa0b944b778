import CMath

/// Gauss-Legendre quadrature on an interval, exact for polynomials of degree `2 * count - 1`.
struct GaussLegendre: Sendable {

    /// Positive abscissae on `[-1, 1]`, descending, with their weights; the rule is symmetric and has no abscissa at 0.
    let nodes: [(abscissa: Double, weight: Double)]

    /// A rule of `count` points, `count` even and positive.
    init(count: Int) {
        nodes = (0..<(count / 2)).map { index in
            // Newton's method converges from Tricomi's starting value for every index.
            var x = cos(Double.pi * (Double(index) + 0.75) / (Double(count) + 0.5))
            var slope = 0.0
            for _ in 0..<8 {
                var previous = 1.0
                var value = x
                for degree in 2...count {
                    let k = Double(degree)
                    (previous, value) = (value, ((2 * k - 1) * x * value - (k - 1) * previous) / k)
                }
                slope = Double(count) * (x * value - previous) / (x * x - 1)
                x -= value / slope
            }
            return (x, 2 / ((1 - x * x) * slope * slope))
        }
    }

    /// The integral of `function` from `lower` to `upper`.
    func integral(from lower: Double, to upper: Double, of function: (Double) -> Double) -> Double {
        let centre = (lower + upper) / 2
        let half = (upper - lower) / 2
        var sum = 0.0
        for node in nodes {
            let offset = half * node.abscissa
            sum += node.weight * (function(centre + offset) + function(centre - offset))
        }
        return half * sum
    }
}
