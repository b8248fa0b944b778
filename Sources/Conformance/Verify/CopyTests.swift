internal import CMath
internal import Stats

/// Tests whether a tensor, or a part of it, is a copy, and whether it ends in zeros that nobody wrote.
///
/// Two given stretches of m independent values are the same with probability at most q^m, where q is the largest mass
/// of one value. So for a tensor of n values among T,
///
///     another tensor has the same values, or begins with them, or is its beginning:  at most the sum of q^m over the T - 1
///     two of its d blocks along the first axis are the same, for a divisor d:        at most d (d - 1) / 2 q^(n / d)
///     its last r values are 0:                                                       at most q^r
///
/// and over all divisors (Bonferroni). Stretches are compared by a fixed hash of 64 bits, taken to be a random
/// function: unequal ones agree with probability 2^-64, which is added for each pair. A claim with a large q, such as a
/// constant, is not tested: zero biases are equal for good reasons. Blocks of zeros only are left out, since they are
/// not copies of one another.
///
/// A structured tensor is compared as a whole. Given those before it, each of m of its values equals any one number
/// with probability at most q (`Hypothesis.drawn`).
struct CopyTests {
    /// The smallest p-value of copies, with what was found.
    private(set) var copies: TestResult

    /// What was copied, for the diagnosis.
    private(set) var finding: Diagnosis?

    /// Zeros at the end.
    let zeros: TestResult

    /// - Parameters:
    ///   - own: what was kept of the tensor.
    ///   - count: number of its values.
    ///   - twins: among the tensors that share a beginning, the one that shares most, the length of that beginning, and
    ///     the number of such tensors.
    ///   - others: number of the other tensors that it was compared with.
    ///   - firstAxis: the number of the first axis in the file's order.
    init(
        _ own: CopyTraces,
        count: Int,
        twins: (name: String, length: Int, count: Int)?,
        others: Int,
        firstAxis: Int = 0
    ) {
        let logMass = log(min(1, own.mass))
        var least = TailProbability.one
        var finding: Diagnosis?
        if let twins {
            let length = own.isEntrywise ? twins.length : twins.length == count ? own.drawnCount : 0
            let p = Self.chance(pairs: Double(max(1, others)), length: length, logMass).times(2)
            if p < least {
                least = p
                finding = twins.length == count ? .copy(of: twins.name) : .beginning(with: twins.name)
            }
        }
        var equalBlocks: Int?
        let blocks = own.blocks
        for (divisor, repeats) in blocks.found.map({ ($0.divisor, $0.repeats) }) {
            let p = Self.chance(divisor, of: count, logMass).times(Double(2 * blocks.divisors))
            if p < least {
                least = p
                finding = .repeatedSlices(repeats, of: divisor, axis: firstAxis)
            }
            // Among several divisors, the largest says most: eight equal shards are also two equal halves.
            if repeats + 1 == divisor, p.value < 1e-9 { equalBlocks = divisor }
        }
        if let equalBlocks, case .repeatedSlices = finding { finding = .equalSlices(equalBlocks, axis: firstAxis) }
        copies = TestResult(
            .copies,
            tier: .rigorous,
            statistic: Double((twins?.count ?? 0) + blocks.found.reduce(0) { $0 + $1.repeats }),
            pValue: least,
            method: "union bound over other tensors and over blocks"
        )
        let end = own.isEntrywise ? own.trailingZeros : 0
        zeros = TestResult(
            .trailingZeros,
            tier: .rigorous,
            statistic: Double(end),
            pValue: end == 0 ? .one : TailProbability(logarithm: Double(end) * logMass),
            method: "largest mass of one value to the power of their number"
        )
        self.finding = finding
    }

    // MARK: - Implementation

    /// The union bound over pairs of stretches of this many values, including collisions of their hashes.
    private static func chance(pairs: Double, length: Int, _ logMass: Double) -> TailProbability {
        let same = exp(Double(length) * logMass) + 0x1p-64
        return TailProbability(min(1, pairs * same))
    }

    /// The union bound over the pairs of equal parts of this many values.
    static func chance(_ parts: Int, of count: Int, _ logMass: Double) -> TailProbability {
        chance(pairs: Double(parts) * Double(parts - 1) / 2, length: count / parts, logMass)
    }
}
