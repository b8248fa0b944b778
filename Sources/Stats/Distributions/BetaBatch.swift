internal import CStats

/// Tails of beta laws that are evaluated together, several continued fractions at a time. The values have the same bits
/// as those of `BetaTails`.
package struct BetaBatch {
    private let kernels: KernelSet
    private var tails: [BetaTail] = []

    package init(kernels: KernelSet = .fastest) { self.kernels = kernels }

    /// Number of tails that are still to be evaluated.
    var count: Int { tails.count }

    /// Adds a tail.
    package mutating func append(_ tail: BetaTail) {
        tails.append(tail)
    }

    /// The values of all tails that were added, in order. None is left.
    package mutating func evaluate() -> [Double] {
        var values = [Double](repeating: 0, count: tails.count)
        let (a, b, x, errors) = (tails.map(\.a), tails.map(\.b), tails.map(\.x), tails.map(\.error))
        kernels.vectors.beta_fractions(a, b, x, errors, values.count, &values)
        for (i, tail) in tails.enumerated() { values[i] = tail.value(values[i]) }
        tails.removeAll(keepingCapacity: true)
        return values
    }
}
