/// What cell counts say of the Kolmogorov-Smirnov distances: the largest attained at an edge, and the cells that could
/// hold a larger one.
struct CellBounds<Scalar: SampleScalar> {
    private(set) var dPlus: Double
    private(set) var dMinus: Double

    /// Number of values in cells that could hold a larger distance.
    private(set) var candidateCount: UInt64 = 0

    private let isCandidate: [Bool]
    private let counts: [UInt64]
    private let total: Double

    init(_ summary: SampleSummary<Scalar>) {
        let cells = summary.cells
        let n = Double(summary.numberCount)
        var dPlus = 0.0
        var dMinus = 0.0
        var below: UInt64 = 0
        // Attained at the edges, and in cells of one value.
        for (j, count) in summary.counts.enumerated() {
            let before = below
            below += count
            let cdf = j < cells.edges.count ? cells.cdf[j] : 1
            dPlus = max(dPlus, Double(below) / n - cdf)
            dMinus = max(dMinus, cdf - Double(below) / n)
            if count > 0, cells.isSingleValue(j) { dMinus = max(dMinus, cdf - Double(before) / n) }
        }
        var isCandidate = [Bool](repeating: false, count: cells.count)
        var candidates: UInt64 = 0
        below = 0
        for (j, count) in summary.counts.enumerated() {
            let before = below
            below += count
            guard count > 0, !cells.isSingleValue(j) else { continue }
            let lower = j > 0 ? cells.cdf[j - 1] : 0
            let upper = j < cells.edges.count ? cells.cdf[j] : 1
            if Double(below) / n - lower > dPlus || upper - Double(before) / n > dMinus {
                isCandidate[j] = true
                candidates += count
            }
        }
        self.dPlus = dPlus
        self.dMinus = dMinus
        self.isCandidate = isCandidate
        candidateCount = candidates
        counts = summary.counts
        total = n
    }

    /// All edges, and each candidate cell divided into parts of nearly equally many representable values.
    ///
    /// The first and the last cell are divided as far as the largest finite magnitude.
    func refinedEdges(_ cells: Cells<Scalar>, parts: Int) -> [Scalar] {
        let share = UInt64(max(2, parts / max(1, isCandidate.count(where: { $0 }))))
        var edges: [Scalar] = []
        func append(_ key: Int64) {
            let edge = Scalar(orderedKey: key)
            if edges.last.map({ $0 < edge }) ?? true { edges.append(edge) }
        }
        for j in isCandidate.indices {
            let high = j < cells.edges.count ? cells.edges[j] : Scalar.greatestFiniteMagnitude
            if isCandidate[j] {
                let low = j > 0 ? cells.edges[j - 1] : -Scalar.greatestFiniteMagnitude
                append(low.orderedKey)
                let width = UInt64(bitPattern: high.orderedKey &- low.orderedKey)
                // width * part / share, without overflow.
                let (quotient, remainder) = width.quotientAndRemainder(dividingBy: share)
                for part in 1..<share {
                    let offset = quotient * part + remainder * part / share
                    append(low.orderedKey &+ Int64(bitPattern: offset))
                }
            }
            append(high.orderedKey)
        }
        return edges
    }

    /// Reads the source again, collects the values of the candidate cells and takes their distances exactly.
    mutating func resolve<Source: SampleSource<Scalar>>(
        _ source: Source,
        cells: Cells<Scalar>,
        law: some Distribution
    ) throws {
        var kept: [Scalar] = []
        kept.reserveCapacity(Int(clamping: candidateCount))
        try source.forEachChunk { values in
            collect(values, cells: cells, into: &kept)
            guard UInt64(kept.count) <= candidateCount else { throw SampleError.changed }
        }
        guard UInt64(kept.count) == candidateCount else { throw SampleError.changed }
        take(&kept, law: law)
    }

    // MARK: - Implementation

    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    private func collect(_ values: borrowing Span<Scalar>, cells: Cells<Scalar>, into kept: inout [Scalar]) {
        let size = Cells<Scalar>.blockSize
        isCandidate.withUnsafeBufferPointer { isCandidate in
            withUnsafeTemporaryAllocation(of: Int32.self, capacity: size) { indices in
                var start = 0
                while start < values.count {
                    let length = min(size, values.count - start)
                    cells.locate(values, from: start, count: length, into: indices)
                    for i in 0..<length where isCandidate[Int(indices[i])] {
                        let x = values[start + i]
                        if !x.isNaN { kept.append(x) }
                    }
                    start += length
                }
            }
        }
    }

    /// The distances at the values of the candidate cells, sorted here; equal values are taken together.
    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    private mutating func take(_ kept: inout [Scalar], law: any Distribution) {
        kept.sort()
        var below: UInt64 = 0
        var i = 0
        for (j, count) in counts.enumerated() {
            guard isCandidate[j] else {
                below += count
                continue
            }
            let end = min(i + Int(clamping: count), kept.count)
            while i < end {
                let x = kept[i]
                let lower = Double(below) / total
                while i < end, kept[i] == x {
                    below += 1
                    i += 1
                }
                let cdf = law.cdf(x.asDouble)
                dPlus = max(dPlus, Double(below) / total - cdf)
                dMinus = max(dMinus, cdf - lower)
            }
        }
    }
}
