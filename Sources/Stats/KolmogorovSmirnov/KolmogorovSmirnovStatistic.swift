/// The Kolmogorov-Smirnov distances of a sample from a claimed law: D+ = sup (F_n - F), D- = sup (F - F_n).
///
/// The law must be continuous. Its limit from the left is not used, so an atom would count in full towards D-. For laws
/// with atoms see `LatticeBattery`, `SparseBattery` and `KolmogorovSmirnov.test`.
///
/// Both suprema are exact, including ties, and the sample is never sorted. The cell counts of one pass bound the
/// distance in each cell from both sides. With C the cumulative counts at the cell's edges a < b,
///
///     F_n(b) - F(b)  and  F(a) - F_n(a)               are attained,
///     F_n(x) - F(x) <= C(b)/n - F(a),  F(x) - F_n(x-) <= F(b) - C(a)/n     for x in (a, b].
///
/// Only cells whose bound exceeds the largest attained distance can hold the supremum. A second pass collects their
/// values and sorts them. If there are too many, the pass counts how often each representable value occurs; if these are
/// too many as well, it counts values in finer cells, and another pass follows.
/// A cell with one representable value is resolved by its count, so ties cost nothing. Each refining pass at least
/// halves the number of representable values in a candidate, so there are at most 64 passes, and only a few if there
/// are few candidates.
/// Complexity: O(n) time, memory for the cells and at most `capacity` values.
/// Source: bounds from Gonzalez, Sahni & Franta (1977), ACM TOMS 3, 60-64, for fewer cells than values.
public struct KolmogorovSmirnovStatistic: Hashable, Codable, Sendable {
    /// sup (F_n(x) - F(x)).
    public let dPlus: Double

    /// sup (F(x) - F_n(x)).
    public let dMinus: Double

    /// Number of values other than NaN; infinities are compared like other numbers.
    public let count: UInt64

    /// Number of times the source was read, including the summary's own pass.
    public let passes: Int

    /// The larger of the two.
    public var d: Double { max(dPlus, dMinus) }

    /// The largest number of values collected and sorted.
    package static let capacity = 1 << 20

    /// Distances found elsewhere.
    init(dPlus: Double, dMinus: Double, count: UInt64, passes: Int) {
        self.dPlus = dPlus
        self.dMinus = dMinus
        self.count = count
        self.passes = passes
    }

    /// Bounds on the distances of a sample, from its summary alone.
    static func bounds<Scalar: SampleScalar>(
        _ summary: SampleSummary<Scalar>
    ) -> (least: KolmogorovSmirnovStatistic, largest: KolmogorovSmirnovStatistic) {
        var distances = Distances(count: summary.numberCount)
        let candidates = CandidateCells(summary, &distances)
        func statistic(_ distances: Distances) -> KolmogorovSmirnovStatistic {
            KolmogorovSmirnovStatistic(
                dPlus: distances.dPlus,
                dMinus: distances.dMinus,
                count: summary.numberCount,
                passes: 1
            )
        }
        return (statistic(distances), statistic(candidates.largest(distances)))
    }

    /// The exact distances for a source, with `summary` as its first pass.
    ///
    /// - Throws: what the source throws when it is read again, `SampleError.changed` if it then differs, and
    ///   `SampleError.empty` if it holds no number.
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
        var distances = Distances(count: summary.numberCount)
        var candidates = CandidateCells(summary, &distances)
        var passes = 1
        var isResolved = false
        if candidates.count > capacity {
            let search = candidates.intervals
            if let few = candidates.keyIntervals(limit: 2 * capacity, largestCount: UInt64(UInt16.max)) {
                isResolved = try Self.resolve(source, few, search, UInt16.self, &distances, law)
                passes += 1
            } else if let many = candidates.keyIntervals(limit: 8 * capacity, largestCount: UInt64(UInt8.max)) {
                isResolved = try Self.resolve(source, many, search, UInt8.self, &distances, law)
                passes += 1
            }
        }
        while !isResolved, candidates.count > capacity {
            let partCount = candidates.divide(into: max(4, capacity / 4))
            let divided = candidates
            let parts = try source.gatherSegments {
                (counts: [UInt64](repeating: 0, count: partCount), found: UInt64(0))
            } _: { part, chunk, _, _ in
                part.found += UInt64(divided.count(chunk, into: &part.counts))
            }
            passes += 1
            var counts = parts[0].counts
            for part in parts.dropFirst() { for j in counts.indices { counts[j] += part.counts[j] } }
            guard parts.reduce(0, { $0 + $1.found }) == candidates.count else { throw SampleError.changed }
            try candidates.refine(counts, &distances, law: law)
        }
        if !isResolved, candidates.count > 0 {
            let last = candidates
            let parts = try source.gatherSegments {
                var kept: [Source.Scalar] = []
                kept.reserveCapacity(Int(last.count))
                return kept
            } _: { kept, chunk, _, _ in
                last.select(chunk, into: &kept)
                guard kept.count <= last.count else { throw SampleError.changed }
            }
            passes += 1
            var kept = parts.count == 1 ? parts[0] : parts.flatMap { $0 }
            guard kept.count == last.count else { throw SampleError.changed }
            last.resolve(&kept, &distances, law: law)
        }
        dPlus = distances.dPlus
        dMinus = distances.dMinus
        count = summary.numberCount
        self.passes = passes
    }

    // MARK: - Implementation

    /// Counts a source's values by key, and raises the distances to those attained; returns whether the counts fit.
    private static func resolve<Source: SampleSource, Count: FixedWidthInteger & UnsignedInteger & Sendable>(
        _ source: Source,
        _ intervals: [KeyInterval],
        _ search: CandidateIntervals,
        _ type: Count.Type,
        _ distances: inout Distances,
        _ law: some Distribution
    ) throws -> Bool {
        // Each thread's counts are made by the thread, and there are no others: they may have megabytes.
        var parts = try source.gatherSegments {
            KeyCounts<Source.Scalar, Count>(intervals, search, chunk: Source.chunkSize)
        } _: { counts, chunk, _, _ in
            counts.add(chunk)
        }
        for i in parts.indices { parts[i].countKept() }
        var counts = parts.removeLast()
        for part in parts { counts.merge(part) }
        return try counts.resolve(&distances, law: law)
    }
}

/// A sample that cannot be tested.
public enum SampleError: Error, Hashable, Sendable, CustomStringConvertible {
    /// No values, or none that is a number.
    case empty

    /// A second reading found different values.
    case changed

    public var description: String {
        switch self {
        case .empty: "the sample holds no number; expected at least one"
        case .changed: "the sample changed between two readings; expected the same values each time"
        }
    }
}
