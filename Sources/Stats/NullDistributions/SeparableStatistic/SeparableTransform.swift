import CMath

/// The Laplace transform `E exp(-s T)` of a ``SeparableStatistic`` for a finite sample, on a line `Re s = sigma`.
///
/// It is n! times the integral over `v_1 < ... < v_n` of a product of one function of each variable, so it reduces to n
/// integrals of one variable each:
///
///     g_0 = 1,   g_i(v) = integral up to v of f_i g_(i-1),   f_i = exp(-s (b - 2 c_i v)) du/dv.
///
/// By the symmetry of T only half of them are computed: the transform is the integral of `f_m(v) g_(m-1)(v) g_m(-v)`
/// for n = 2m and of `f_(m+1)(v) g_m(v) g_m(-v)` for n = 2m + 1. On each panel every g is a polynomial of degree 15,
/// known at 16 Gauss-Legendre abscissae. This is Gauss collocation, whose error at the ends of panels is of order 32.
struct SeparableTransform: ~Copyable {
    private let statistic: SeparableStatistic
    private let count: Int
    private let sigma: Double
    private let windows: OrderStatisticWindows
    private let rule = PanelRule.standard

    /// Steps of the recursion, and integrals: the last step yields no integral if the count is odd.
    private let steps: Int, integrals: Int

    // The panels, valid until a higher frequency is requested.
    private var widths: [Double] = []
    private var panels: [ClosedRange<Int>] = []
    private var workspace: Workspace

    /// The logarithm of `E exp(-sigma T) / value` for the values that `values(from:step:count:)` returns.
    let logScale: Double

    /// The work of one value: abscissae times steps, with the phases counted as two steps.
    var work: Int { panels.reduce(32 * widths.count) { $0 + 16 * $1.count } }

    /// The largest phase, in radians, by which the integrand turns within a panel.
    private static let phasePerPanel = 9.0

    /// `c_i`.
    static func centre(_ i: Int, of n: Int) -> Double { Double(2 * i - 1 - n) / Double(2 * n) }

    /// - Parameters:
    ///   - count: the sample size, >= 2.
    ///   - sigma: the real part of the arguments, > -1 for Anderson-Darling's statistic.
    init(_ statistic: SeparableStatistic, count: Int, sigma: Double) {
        self.statistic = statistic
        self.count = count
        self.sigma = sigma
        steps = (count + 1) / 2
        integrals = count / 2
        windows = OrderStatisticWindows(statistic, count: count, steps: steps, sigma: sigma)
        var logScale = LogFactorial.value(Double(count)) - sigma * statistic.offset(count: Double(count))
        for i in 0..<steps { logScale += (i < integrals ? 2 : 1) * windows.logScale[i] }
        self.logScale = logScale
        workspace = Workspace(panels: 0, steps: 0)
    }

    /// Places panels for imaginary parts up to `omega`.
    mutating func prepare(upTo omega: Double) {
        let edges = self.edges(omega)
        widths = zip(edges, edges.dropFirst()).map { ($1 - $0) / 2 }
        let last = widths.count - 1
        panels = windows.windows.map { window in
            let low = edges.lastIndex { $0 <= window.lowerBound } ?? 0
            let high = edges.firstIndex { $0 >= window.upperBound } ?? last
            return min(low, last)...max(min(low, last), min(high - 1, last))
        }
        workspace = Workspace(panels: widths.count, steps: steps)
        for panel in widths.indices {
            let centre = (edges[panel] + edges[panel + 1]) / 2
            let offsets = widths[panel] * rule.abscissae
            workspace.place[2 * panel] = centre + offsets
            workspace.place[2 * panel + 1] = centre - offsets
        }
        for k in 0..<(2 * widths.count) {
            for lane in 0..<8 {
                let v = workspace.place[k][lane]
                workspace.base[k][lane] = statistic.base(v)
            }
        }
        for i in 0..<steps {
            let tilt = 2 * Self.centre(i + 1, of: count)
            for k in (2 * panels[i].lowerBound)...(2 * panels[i].upperBound + 1) {
                for lane in 0..<8 {
                    let v = workspace.place[k][lane]
                    let exponent = statistic.logDensity(v) - sigma * (workspace.base[k][lane] - tilt * v)
                    let value = exp(exponent - windows.logScale[i])
                    workspace.magnitude[i * 2 * widths.count + k][lane] = value * widths[k / 2]
                }
            }
        }
    }

    /// The transform at `sigma + i omega`, divided by `exp(logScale - i omega offset)`, for `count` values of `omega`
    /// from `first` in steps of `step`, all within the panels.
    mutating func values(from first: Double, step: Double, count values: Int) -> [ComplexNumber] {
        var result: [ComplexNumber] = []
        result.reserveCapacity(values)
        for k in 0..<values {
            // The factors of a frequency are those of the previous one times constants. Recompute them now and then so
            // that rounding errors do not accumulate.
            if k % 32 == 0 {
                turn(first + Double(k) * step, into: workspace.phase, workspace.ratio)
                if k == 0 { turn(step, into: workspace.phaseStep, workspace.ratioStep) }
            } else {
                workspace.turn()
            }
            result.append(value())
        }
        return result
    }

    // MARK: - Implementation

    /// Ends of panels, symmetric about 0, such that each has its share of the phase and of the logarithms' slope.
    private func edges(_ omega: Double) -> [Double] {
        let grid = windows.grid
        let middle = grid.count / 2
        let outer = windows.windows.reduce(0) { max($0, -$1.lowerBound, $1.upperBound) }
        let start = max(0, (grid.firstIndex { $0 >= -outer } ?? 1) - 1)
        // 12 nats: a polynomial of degree 15 follows exp(12 x) on an interval of length 1 to about 1e-9 of its largest
        // value, and the collocation's order is twice that.
        func density(_ k: Int) -> Double {
            omega / Self.phasePerPanel * windows.phaseSlope[k] + windows.logSlope[k] / 12
        }
        var shares = [0.0]
        for k in start..<middle {
            shares.append(shares[k - start] + (density(k) + density(k + 1)) / 2 * (grid[k + 1] - grid[k]))
        }
        let whole = shares[middle - start]
        let count = max(4, whole.rounded(.up))
        var left = [grid[start]]
        var k = 0
        for panel in stride(from: 1, to: count, by: 1) {
            let target = whole * panel / count
            while k + 2 < shares.count, shares[k + 1] <= target { k += 1 }
            let gap = shares[k + 1] - shares[k]
            let fraction = gap > 0 ? (target - shares[k]) / gap : 0
            let edge = grid[start + k] + fraction * (grid[start + k + 1] - grid[start + k])
            if let previous = left.last, edge > previous { left.append(edge) }
        }
        return left + [0] + left.reversed().map { -$0 }
    }

    /// The factors `exp(-i omega (b - 2 c_1 v))` of the first variable and `exp(2 i omega v / n)` from one variable to
    /// the next.
    private func turn(
        _ omega: Double,
        into phase: ComplexVectors,
        _ ratio: ComplexVectors
    ) {
        let tilt = 2 * Self.centre(1, of: count)
        for k in (2 * panels[0].lowerBound)...(2 * panels[steps - 1].upperBound + 1) {
            for lane in 0..<8 {
                let v = workspace.place[k][lane]
                let angle = -omega * (workspace.base[k][lane] - tilt * v)
                (phase.real[k][lane], phase.imaginary[k][lane]) = (cos(angle), sin(angle))
                let turn = omega * 2 * v / Double(count)
                (ratio.real[k][lane], ratio.imaginary[k][lane]) = (cos(turn), sin(turn))
            }
        }
    }

    private mutating func value() -> ComplexNumber {
        let (g, phase, ratio) = (workspace.integral, workspace.factor, workspace.ratio)
        let vectors = 2 * widths.count
        phase.copy(workspace.phase, count: vectors)
        for k in 0..<vectors { (g.real[k], g.imaginary[k]) = (.one, .zero) }
        var sum = ComplexNumber(0)
        for i in 0..<steps {
            let range = panels[i]
            let magnitude = workspace.magnitude + i * vectors
            let isLast = i == steps - 1
            if isLast, i >= integrals {
                // If the count is odd, the integrals of the step before meet around the middle variable.
                return meet(range, magnitude, g)
            }
            var total = ComplexNumber(0)
            for panel in range {
                total = total + advance(panel, magnitude, from: total, keeping: isLast)
            }
            let beyond = isLast || i + 1 >= integrals ? widths.count - 1 : panels[i + 1].upperBound
            for k in stride(from: 2 * range.upperBound + 2, through: 2 * beyond + 1, by: 1) {
                (g.real[k], g.imaginary[k]) = (SIMD8(repeating: total.real), SIMD8(repeating: total.imaginary))
            }
            if i + 1 >= integrals {
                for k in 0..<(2 * range.lowerBound) { (g.real[k], g.imaginary[k]) = (.zero, .zero) }
            }
            if isLast {
                sum = overlap(range)
            } else {
                for k in (2 * panels[i + 1].lowerBound)...(2 * panels[steps - 1].upperBound + 1) {
                    phase.multiply(k, by: ratio)
                }
            }
        }
        return sum
    }

    /// Replaces g on a panel by its integral, whose value at the left end is `start`.
    ///
    /// - Parameter keeping: whether to keep the weighted integrand, for the overlap.
    /// - Returns: the integral over the panel.
    @inline(__always)
    private func advance(
        _ panel: Int,
        _ magnitude: UnsafeMutablePointer<SIMD8<Double>>,
        from start: ComplexNumber,
        keeping: Bool
    ) -> ComplexNumber {
        let (g, phase) = (workspace.integral, workspace.factor)
        let (left, right) = (2 * panel, 2 * panel + 1)
        let a = magnitude[left] * phase.product(left, g)
        let b = magnitude[right] * phase.product(right, g)
        let c = magnitude[left] * phase.crossProduct(left, g)
        let d = magnitude[right] * phase.crossProduct(right, g)
        if keeping {
            workspace.integrand.real[left] = rule.weights * a
            workspace.integrand.real[right] = rule.weights * b
            workspace.integrand.imaginary[left] = rule.weights * c
            workspace.integrand.imaginary[right] = rule.weights * d
        }
        let (evenReal, oddReal, evenImaginary, oddImaginary) = (a + b, a - b, c + d, c - d)
        let whole = ComplexNumber((rule.weights * evenReal).sum(), (rule.weights * evenImaginary).sum())
        // Lanes are read from memory one at a time: a varying subscript would spill its vector to memory every time.
        let lanes = workspace.lanes
        (lanes[0], lanes[1], lanes[2], lanes[3]) = (evenReal, evenImaginary, oddReal, oddImaginary)
        let (u, x) = lanes.withMemoryRebound(to: Double.self, capacity: 16) {
            Self.product(workspace.antisymmetric, $0)
        }
        let (w, y) = (lanes + 2).withMemoryRebound(to: Double.self, capacity: 16) {
            Self.product(workspace.symmetric, $0)
        }
        let real = start.real + whole.real / 2
        let imaginary = start.imaginary + whole.imaginary / 2
        g.real[left] = (real + w) - u
        g.real[right] = (real + w) + u
        g.imaginary[left] = (imaginary + y) - x
        g.imaginary[right] = (imaginary + y) + x
        return whole
    }

    /// A matrix of eight columns times the vectors of lanes 0..<8 and 8..<16.
    @inline(__always)
    private static func product(
        _ matrix: UnsafeMutablePointer<SIMD8<Double>>,
        _ lanes: UnsafeMutablePointer<Double>
    ) -> (SIMD8<Double>, SIMD8<Double>) {
        var (first, second) = (lanes[0] * matrix[0], lanes[8] * matrix[0])
        for l in 1..<8 {
            first += lanes[l] * matrix[l]
            second += lanes[8 + l] * matrix[l]
        }
        return (first, second)
    }

    /// The sum of the kept integrand times g at the mirror images.
    private func overlap(_ range: ClosedRange<Int>) -> ComplexNumber {
        let (g, h) = (workspace.integral, workspace.integrand)
        var (real, imaginary) = (SIMD8<Double>.zero, SIMD8<Double>.zero)
        for k in (2 * range.lowerBound)...(2 * range.upperBound + 1) {
            let mirror = 2 * widths.count - 1 - k
            real += h.real[k] * g.real[mirror] - h.imaginary[k] * g.imaginary[mirror]
            imaginary += h.real[k] * g.imaginary[mirror] + h.imaginary[k] * g.real[mirror]
        }
        return ComplexNumber(real.sum(), imaginary.sum())
    }

    /// The integral of the middle variable's factor times g on either side.
    private func meet(
        _ range: ClosedRange<Int>,
        _ magnitude: UnsafeMutablePointer<SIMD8<Double>>,
        _ g: ComplexVectors
    ) -> ComplexNumber {
        let (phase, h) = (workspace.factor, workspace.integrand)
        for k in (2 * range.lowerBound)...(2 * range.upperBound + 1) {
            let weight = rule.weights * magnitude[k]
            h.real[k] = weight * phase.product(k, g)
            h.imaginary[k] = weight * phase.crossProduct(k, g)
        }
        return overlap(range)
    }
}
