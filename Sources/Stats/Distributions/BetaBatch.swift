internal import CStats

/// Tails of beta laws that are evaluated together, several continued fractions at a time. The values have the same bits
/// as those of `BetaTails`.
struct BetaBatch {
    private let kernels: KernelSet
    private var tails: [BetaTail] = []
    private var a: [Double] = []
    private var b: [Double] = []
    private var x: [Double] = []
    private var errors: [Double] = []

    init(kernels: KernelSet = .fastest) { self.kernels = kernels }

    /// Number of tails that are still to be evaluated.
    var count: Int { tails.count }

    /// Adds a tail.
    mutating func append(_ tail: BetaTail) {
        tails.append(tail)
        a.append(tail.a)
        b.append(tail.b)
        x.append(tail.x)
        errors.append(tail.error)
    }

    /// The values of all tails that were added, in order. None is left.
    mutating func evaluate() -> [Double] {
        var values = [Double](repeating: 0, count: tails.count)
        kernels.vectors.beta_fractions(a, b, x, errors, values.count, &values)
        for (i, tail) in tails.enumerated() { values[i] = tail.value(values[i]) }
        tails.removeAll(keepingCapacity: true)
        a.removeAll(keepingCapacity: true)
        b.removeAll(keepingCapacity: true)
        x.removeAll(keepingCapacity: true)
        errors.removeAll(keepingCapacity: true)
        return values
    }
}
