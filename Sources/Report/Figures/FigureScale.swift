internal import CMath

/// Maps numbers to places on a drawing, along one axis.
struct FigureScale {
    let domain: ClosedRange<Double>
    let start: Double
    let end: Double
    let isLogarithmic: Bool

    /// A scale with the domain's lower end at `start` and its upper end at `end`; a logarithmic scale has a domain
    /// above 0.
    init(_ domain: ClosedRange<Double>, from start: Double, to end: Double, isLogarithmic: Bool = false) {
        self.domain = domain
        self.start = start
        self.end = end
        self.isLogarithmic = isLogarithmic
    }

    /// The place of a number; a number outside the domain is moved to the domain's end.
    func callAsFunction(_ x: Double) -> Double {
        let x = min(domain.upperBound, max(domain.lowerBound, x))
        let length = measure(domain.upperBound) - measure(domain.lowerBound)
        guard length > 0 else { return start }
        return start + (measure(x) - measure(domain.lowerBound)) / length * (end - start)
    }

    /// About `count` round numbers in the domain. A logarithmic scale has powers of ten, and 2 and 5 times them if
    /// there are few.
    func ticks(_ count: Int) -> [Double] {
        isLogarithmic ? logarithmicTicks(count) : linearTicks(count)
    }

    // MARK: - Implementation

    private func measure(_ x: Double) -> Double { isLogarithmic ? log10(x) : x }

    private func linearTicks(_ count: Int) -> [Double] {
        let length = domain.upperBound - domain.lowerBound
        guard length > 0, length.isFinite else { return [] }
        // The power of ten below, times 1, 2 or 5.
        let power = pow(10, log10(length / Double(count)).rounded(.down))
        let step = [1, 2, 5, 10].map { $0 * power }.first { length / $0 <= Double(count) + 0.5 } ?? 10 * power
        let first = (domain.lowerBound / step - 1e-9).rounded(.up)
        let last = (domain.upperBound / step + 1e-9).rounded(.down)
        guard first <= last, last - first < 100 else { return [] }
        // Adding zero: no tick is minus zero.
        return stride(from: first, through: last, by: 1).map { $0 * step + 0 }
    }

    private func logarithmicTicks(_ count: Int) -> [Double] {
        let (low, high) = (log10(domain.lowerBound), log10(domain.upperBound))
        guard low.isFinite, high.isFinite, high - low < 600 else { return [] }
        let every = max(1, ((high - low) / Double(count)).rounded(.up))
        let factors: [Double] = high - low < 1.2 ? [1, 2, 5] : [1]
        var ticks: [Double] = []
        for decade in stride(from: low.rounded(.down), through: high, by: 1)
        where decade.remainder(dividingBy: every) == 0 {
            ticks += factors.map { $0 * pow(10, decade) }
        }
        return ticks.filter { $0 >= domain.lowerBound * (1 - 1e-9) && $0 <= domain.upperBound * (1 + 1e-9) }
    }
}
