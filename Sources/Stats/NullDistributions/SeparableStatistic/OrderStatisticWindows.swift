import CMath

/// Where each order statistic lies under the law tilted by `exp(-sigma T)`, and how steep the integrands are there.
///
/// Computed by the same recursion as the transform, coarsely and in logarithms. It decides where panels are placed but
/// enters no result.
struct OrderStatisticWindows {

    /// A grid symmetric about 0.
    let grid: [Double]

    /// The window of the i-th order statistic, `i = 1...steps`, at index i - 1; neither end decreases with i.
    let windows: [ClosedRange<Double>]

    /// At each abscissa of the grid, and at its mirror image, the largest `|d(b - 2 c_i v) / dv|` of the windows there.
    let phaseSlope: [Double]

    /// Likewise the largest `|d ln(integrand) / dv|` of the real recursion.
    let logSlope: [Double]

    /// The logarithm of the i-th integral's divisor, chosen so that the integral is about 1 at the end of its window.
    let logScale: [Double]

    /// Outside its window a variable has less than about exp(-36) = 2e-16 of its probability.
    private static let depth = 36.0

    /// - Parameter steps: how many order statistics to locate, from the smallest on: half of them, by symmetry.
    init(_ statistic: SeparableStatistic, count n: Int, steps: Int, sigma: Double) {
        let grid = statistic.grid(sigma: sigma)
        let last = grid.count - 1
        let base = grid.map { statistic.logDensity($0) - sigma * statistic.base($0) }
        // Integrands h_i and integrals g_i(v) = integral of h_i up to v, as logarithms up to a constant each.
        var integrands: [[Double]] = []
        var integrals: [[Double]] = [[Double](repeating: 0, count: grid.count)]
        var wholes: [Double] = []
        for i in 1...n {
            let tilt = 2 * sigma * SeparableTransform.centre(i, of: n)
            let integrand = grid.indices.map { base[$0] + tilt * grid[$0] + integrals[i - 1][$0] }
            let (integral, whole) = Self.logCumulative(integrand, grid)
            integrals.append(integral)
            wholes.append(whole)
            integrands.append(integrand)
        }
        var bounds: [(Int, Int)] = []
        for i in 1...steps {
            let density = grid.indices.map { integrands[i - 1][$0] + integrals[n - i][last - $0] }
            let top = (density.max() ?? 0) - Self.depth
            let inside = density.indices.filter { density[$0] > top }
            bounds.append((max(0, (inside.first ?? 0) - 1), min(last, (inside.last ?? last) + 1)))
        }
        for i in bounds.indices.dropLast().reversed() { bounds[i].0 = min(bounds[i].0, bounds[i + 1].0) }
        for i in bounds.indices.dropFirst() { bounds[i].1 = max(bounds[i].1, bounds[i - 1].1) }

        var phaseSlope = [Double](repeating: 0, count: grid.count)
        var logSlope = phaseSlope
        for (i, (low, high)) in bounds.enumerated() {
            let centre = SeparableTransform.centre(i + 1, of: n)
            let h = integrands[i]
            for k in low...high {
                let phase = abs(statistic.slope(grid[k]) - 2 * centre)
                phaseSlope[k] = max(phaseSlope[k], phase)
                phaseSlope[last - k] = max(phaseSlope[last - k], phase)
                guard k > low, k < high, h[k - 1].isFinite else { continue }
                let steepness = abs(h[k + 1] - h[k - 1]) / (grid[k + 1] - grid[k - 1])
                logSlope[k] = max(logSlope[k], steepness)
                logSlope[last - k] = max(logSlope[last - k], steepness)
            }
        }
        logScale = bounds.indices.map { i in
            wholes[i] + integrals[i + 1][bounds[i].1] - (i == 0 ? 0 : integrals[i][bounds[i - 1].1])
        }
        self.grid = grid
        self.windows = bounds.map { grid[$0.0]...grid[$0.1] }
        self.phaseSlope = phaseSlope
        self.logSlope = logSlope
    }

    /// The logarithm of the integral up to each abscissa, minus that of the whole integral, by the trapezoidal rule
    /// from the logarithm of the integrand; and the logarithm of the whole.
    private static func logCumulative(
        _ integrand: [Double],
        _ grid: [Double]
    ) -> (integral: [Double], whole: Double) {
        // Running sums are relative to the largest integrand so far, so that exp cannot overflow.
        var result = [-Double.infinity]
        var scale = integrand[0]
        var sum = 0.0
        var previous = scale.isFinite ? 1.0 : 0.0
        for k in 1..<grid.count {
            if integrand[k] > scale {
                let shrink = scale.isFinite ? exp(scale - integrand[k]) : 0
                scale = integrand[k]
                sum *= shrink
                previous *= shrink
            }
            let value = scale.isFinite ? exp(integrand[k] - scale) : 0
            sum += (value + previous) / 2 * (grid[k] - grid[k - 1])
            previous = value
            result.append(sum > 0 ? scale + log(sum) : -.infinity)
        }
        let whole = result[grid.count - 1]
        return (result.map { $0 - whole }, whole)
    }
}
