/// The Kolmogorov-Smirnov distances of a sample from a claimed law: D+ = sup (F_n - F), D- = sup (F - F_n).
///
/// Both suprema are exact, ties included, and the sample is never sorted. The cell counts of one pass bound the distance
/// in each cell from both sides: with C the cumulative counts at the cell's edges a < b,
///
///     F_n(b) - F(b)  and  F(a) - F_n(a)               are attained,
///     F_n(x) - F(x) <= C(b)/n - F(a),  F(x) - F_n(x-) <= F(b) - C(a)/n     for x in (a, b].
///
/// Only cells whose bound exceeds the largest attained distance can hold the supremum. Their values are collected in a
/// second pass and sorted; where they are too many, the pass counts them in finer cells instead, and once more. A cell
/// of one representable value is resolved by its count, so ties cost nothing, and at most 64/18 + 1 passes refine.
/// Complexity: O(n) time, memory for the cells and at most `capacity` values.
/// Source: bounds from Gonzalez, Sahni & Franta (1977), ACM TOMS 3, 60-64, for fewer cells than values.
public struct KolmogorovSmirnovStatistic: Hashable, Sendable {
    /// sup (F_n(x) - F(x)).
    public let dPlus: Double

    /// sup (F(x) - F_n(x)).
    public let dMinus: Double

    /// Number of values that are numbers; NaN is left out, infinities are compared as the numbers that they are.
    public let count: UInt64

    /// Number of times that the source was read, the summary's own pass included.
    public let passes: Int

    /// The larger of the two.
    public var d: Double { max(dPlus, dMinus) }

    /// Values that are collected and sorted at the most.
    package static let capacity = 1 << 20

    /// The exact distances for a source of which `summary` is the first pass.
    ///
    /// - Throws: what the source throws when it is read again, `SampleError.changed` where it then differs, and
    ///   `SampleError.empty` where it holds no number.
    public init<Source: SampleSource>(
        of source: Source,
        summary: SampleSummary<Source.Scalar>,
        law: some Distribution
    ) throws {
        try self.init(of: source, summary: summary, law: law, capacity: Self.capacity)
    }

    package init<Source: SampleSource>(
        of source: Source,
        summary: SampleSummary<Source.Scalar>,
        law: some Distribution,
        capacity: Int
    ) throws {
        guard summary.numberCount > 0 else { throw SampleError.empty }
        var summary = summary
        var bounds = CellBounds(summary)
        var passes = 1
        while bounds.candidateCount > UInt64(capacity) {
            let edges = bounds.refinedEdges(summary.cells, parts: max(4, capacity / 4))
            let cells = Cells(edges: edges, under: law)
            let next = try SampleSummary(of: source, cells: cells, law: law)
            guard next.numberCount == summary.numberCount else { throw SampleError.changed }
            summary = next
            bounds = CellBounds(summary)
            passes += 1
        }
        if bounds.candidateCount > 0 {
            try bounds.resolve(source, cells: summary.cells, law: law)
            passes += 1
        }
        dPlus = bounds.dPlus
        dMinus = bounds.dMinus
        count = summary.numberCount
        self.passes = passes
    }
}

/// A sample that cannot be tested.
public enum SampleError: Error, Hashable, Sendable, CustomStringConvertible {
    /// No value, or none that is a number.
    case empty

    /// A second reading found other values than the first.
    case changed

    public var description: String {
        switch self {
        case .empty: "the sample holds no number; expected at least one"
        case .changed: "the sample changed between two readings; expected the same values each time"
        }
    }
}
