/// Cells that may hold the supremum of the Kolmogorov-Smirnov distance, at one level of refinement.
///
/// The first level is the summary's cells; each further one divides the candidates of the level above, and counts only
/// the values that lie in them.
struct CandidateCells<Scalar: SampleScalar> {
    private let cells: Cells<Scalar>
    private var counts: [UInt64]

    /// For each cell the cell of the level above that it is a part of; nil for cells between candidates, which hold no
    /// value of this level. Empty at the first level.
    private let parents: [Int32?]

    /// Number of values below each cell; set by `evaluate`.
    private var before: [UInt64]

    /// Whether the cell could hold a larger distance than those attained; set by `evaluate`.
    private var isCandidate: [Bool]

    /// Number of values in candidates; set by `evaluate`.
    private(set) var candidateCount: UInt64 = 0

    /// The first level.
    init(_ summary: SampleSummary<Scalar>) {
        cells = summary.cells
        counts = summary.counts
        parents = []
        before = [UInt64](repeating: 0, count: summary.cells.count)
        isCandidate = [Bool](repeating: false, count: summary.cells.count)
    }

    /// The next level: each candidate divided into parts of nearly equally many representable values.
    ///
    /// The first and the last cell are divided as far as the largest finite magnitude.
    func refined(parts: Int, under law: some Distribution) -> CandidateCells {
        let share = UInt64(max(2, parts / max(1, isCandidate.count(where: { $0 }))))
        var edges: [Scalar] = []
        var parents: [Int32?] = []
        func append(_ key: Int64, partOf parent: Int32?) {
            let edge = Scalar(orderedKey: key)
            guard edges.last.map({ $0 < edge }) ?? true else { return }
            edges.append(edge)
            parents.append(parent)
        }
        for j in isCandidate.indices where isCandidate[j] {
            let low = (j > 0 ? cells.edges[j - 1] : -Scalar.greatestFiniteMagnitude).orderedKey
            let high = (j < cells.edges.count ? cells.edges[j] : Scalar.greatestFiniteMagnitude).orderedKey
            // Up to `low` lies what is between this candidate and the last; infinities lie beyond both ends.
            append(low, partOf: j == 0 ? 0 : nil)
            let width = UInt64(bitPattern: high &- low)
            // width * part / share, without overflow.
            let (quotient, remainder) = width.quotientAndRemainder(dividingBy: share)
            for part in 1..<share {
                let offset = quotient * part + remainder * part / share
                append(low &+ Int64(bitPattern: offset), partOf: Int32(j))
            }
            append(high, partOf: Int32(j))
        }
        parents.append(isCandidate.last == true ? Int32(cells.count - 1) : nil)
        return CandidateCells(cells: Cells(edges: edges, under: law), parents: parents)
    }

    private init(cells: Cells<Scalar>, parents: [Int32?]) {
        self.cells = cells
        self.parents = parents
        counts = [UInt64](repeating: 0, count: cells.count)
        before = counts
        isCandidate = [Bool](repeating: false, count: cells.count)
    }

    /// Adds the counts of the same cells.
    mutating func merge(_ other: CandidateCells) {
        for j in counts.indices { counts[j] += other.counts[j] }
    }

    /// Counts values, all of which lie in candidates of the level above.
    mutating func count(_ values: borrowing Span<Scalar>) {
        cells.count(values, into: &counts)
    }

    /// Raises the distances to those attained at the edges, and finds the cells that could hold larger ones.
    ///
    /// With n values, `below` of them at most the upper edge and `before` below the cell,
    ///
    ///     F_n - F >= below/n - F(upper),   F - F_n >= F(upper) - below/n     attained at the upper edge,
    ///     F_n - F <= below/n - F(lower),   F - F_n <= F(upper) - before/n    in the cell;
    ///
    /// in a cell of one representable value the second bound is attained, and nothing is left to find.
    mutating func evaluate(_ distances: inout (dPlus: Double, dMinus: Double), count n: Double, above: CandidateCells?)
    {
        setBefore(above)
        for j in counts.indices where isPart(j) {
            let below = Double(before[j] + counts[j]) / n
            let cdf = upperCDF(j)
            distances.dPlus = max(distances.dPlus, below - cdf)
            distances.dMinus = max(distances.dMinus, cdf - below)
            if counts[j] > 0, cells.isSingleValue(j) {
                distances.dMinus = max(distances.dMinus, cdf - Double(before[j]) / n)
            }
        }
        candidateCount = 0
        for j in counts.indices where isPart(j) {
            let below = Double(before[j] + counts[j]) / n
            let mayRise = below - lowerCDF(j) > distances.dPlus
            let mayFall = upperCDF(j) - Double(before[j]) / n > distances.dMinus
            isCandidate[j] = counts[j] > 0 && !cells.isSingleValue(j) && (mayRise || mayFall)
            if isCandidate[j] { candidateCount += counts[j] }
        }
    }

    /// Appends the values that lie in candidates.
    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    func select(_ values: borrowing Span<Scalar>, into kept: inout [Scalar]) {
        cells.forEachBlock(of: values) { indices, start in
            for i in indices.indices where isCandidate[Int(indices[i])] {
                let x = values[start + i]
                if !x.isNaN { kept.append(x) }
            }
        }
    }

    /// Raises the distances to those attained at the values of the candidates, which are sorted here; equal values are
    /// taken together.
    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    func resolve(
        _ kept: inout [Scalar],
        _ distances: inout (dPlus: Double, dMinus: Double),
        count n: Double,
        law: any Distribution
    ) {
        kept.sort()
        var i = 0
        for j in counts.indices where isCandidate[j] {
            var below = before[j]
            let end = min(i + Int(clamping: counts[j]), kept.count)
            while i < end {
                let x = kept[i]
                let lower = Double(below) / n
                while i < end, kept[i] == x {
                    below += 1
                    i += 1
                }
                let cdf = law.cdf(x.asDouble)
                distances.dPlus = max(distances.dPlus, Double(below) / n - cdf)
                distances.dMinus = max(distances.dMinus, cdf - lower)
            }
        }
    }

    // MARK: - Implementation

    private func isPart(_ j: Int) -> Bool { parents.isEmpty || parents[j] != nil }

    private func upperCDF(_ j: Int) -> Double { j < cells.edges.count ? cells.cdf[j] : 1 }

    private func lowerCDF(_ j: Int) -> Double { j > 0 ? cells.cdf[j - 1] : 0 }

    private mutating func setBefore(_ above: CandidateCells?) {
        var below: UInt64 = 0
        var parent: Int32?
        for j in counts.indices {
            if let above, let own = parents[j], own != parent {
                below = above.before[Int(own)]
                parent = own
            }
            before[j] = below
            below += counts[j]
        }
    }
}
