internal import CStats

/// The summary's cells that may hold the supremum of the Kolmogorov-Smirnov distance, and their parts, level by level.
///
/// Each level divides the candidates of the previous level and counts only the values in them.
struct CandidateCells<Scalar: SampleScalar>: Sendable {
    private let cells: Cells<Scalar>

    /// 1 for the summary's cells that contain candidates of the last level.
    private var flags: [UInt8]

    /// The candidates among the summary's cells, then among their parts, and so on, each in increasing order.
    private var levels: [Level]

    /// Intervals at one level: cells of the summary, or parts of the candidates one level up.
    private struct Level: Sendable {
        /// The candidates: the intervals that could hold a larger distance than those attained.
        var candidates: [Candidate] = []

        /// For each candidate, how to find the part that holds a key.
        var places: [Place] = []

        /// For each interval the number of its candidate; -1 if it is not a candidate.
        var numbers: [Int32] = []

        /// Numbers the candidates among flagged intervals.
        mutating func number(_ flags: [UInt8]) {
            var next: Int32 = 0
            numbers = flags.map { flag in
                defer { next += Int32(flag) }
                return flag > 0 ? next : -1
            }
        }
    }

    /// Number of all values.
    private let total: UInt64

    /// Number of values in candidates of the last level.
    private(set) var count: UInt64 = 0

    /// A few intervals that hold all candidates of the last level and not many values besides; empty if they would hold
    /// most of the values.
    private(set) var intervals = CandidateIntervals()

    /// The first level: raises the distances to those attained at the cells' edges.
    init(_ summary: SampleSummary<Scalar>, _ distances: inout Distances) {
        cells = summary.cells
        let edges = cells.edges
        let infinity = Scalar.infinity.orderedKey
        var before: UInt64 = 0
        for j in summary.counts.indices {
            let upper = j < edges.count ? cells.cdf[j] : 1
            let isSingle = summary.counts[j] > 0 && cells.isSingleValue(j)
            distances.attain(before: before, count: summary.counts[j], upperCDF: upper, isSingleValue: isSingle)
            before += summary.counts[j]
        }
        var level = Level()
        var flags = [UInt8](repeating: 0, count: cells.count)
        before = 0
        for j in summary.counts.indices {
            let count = summary.counts[j]
            defer { before += count }
            let bounds = (j > 0 ? cells.cdf[j - 1] : 0, j < edges.count ? cells.cdf[j] : 1)
            guard !cells.isSingleValue(j), distances.mayRise(before: before, count: count, bounds) else { continue }
            flags[j] = 1
            level.candidates.append(
                Candidate(
                    low: j > 0 ? edges[j - 1].orderedKey : -infinity - 1,
                    high: j < edges.count ? edges[j].orderedKey : infinity,
                    lowerCDF: bounds.0,
                    upperCDF: bounds.1,
                    before: before,
                    count: count,
                    cell: j
                )
            )
        }
        level.number(flags)
        self.flags = flags
        total = before
        levels = [level]
        for candidate in level.candidates { self.count += candidate.count }
        intervals = Self.intervals(level.candidates, of: total, cells.kernels)
    }

    /// Upper bounds on the distances, given the attained ones.
    func largest(_ attained: Distances) -> Distances {
        var largest = attained
        for candidate in levels[levels.count - 1].candidates {
            largest.allow(
                before: candidate.before,
                count: candidate.count,
                (candidate.lowerCDF, candidate.upperCDF)
            )
        }
        return largest
    }

    /// The few intervals that hold the candidates of the last level; nil if there are no such intervals, more than `limit`
    /// keys in them, or too many values for counts of at most `largestCount`.
    func keyIntervals(limit: Int, largestCount: UInt64) -> [KeyInterval]? {
        let candidates = levels[levels.count - 1].candidates
        let joined = intervals.members.map { members in
            let (first, last) = (candidates[members.lowerBound], candidates[members.upperBound])
            return KeyInterval(
                // Below -infinity there is no number.
                low: max(first.low, -Scalar.infinity.orderedKey - 1),
                high: last.high,
                lowerCDF: first.lowerCDF,
                upperCDF: last.upperCDF,
                before: first.before,
                count: last.before + last.count - first.before
            )
        }
        guard !joined.isEmpty, joined.reduce(0, { $0 + $1.high - $1.low }) <= limit else { return nil }
        // Twice the mean leaves room for chance.
        let isRoomy = joined.allSatisfy { $0.count <= largestCount / 2 * UInt64($0.high - $0.low) }
        return isRoomy ? joined : nil
    }

    /// Divides the candidates of the last level into parts with equally many keys, about `parts` in all, to be counted.
    ///
    /// - Returns: the number of parts.
    mutating func divide(into parts: Int) -> Int {
        let last = levels.count - 1
        let share = UInt64(max(2, parts / max(1, levels[last].candidates.count)))
        var total = 0
        for i in levels[last].candidates.indices {
            var candidate = levels[last].candidates[i]
            let width = UInt64(bitPattern: candidate.high &- candidate.low)
            while width >> UInt64(candidate.division.shift) >= share { candidate.division.shift += 1 }
            // At least halve it, so that the process ends: a candidate has at least two keys.
            while candidate.division.shift > 0, candidate.partCount < 2 { candidate.division.shift -= 1 }
            candidate.division.firstPart = Int32(total)
            total += candidate.partCount
            levels[last].candidates[i] = candidate
        }
        levels[last].places = levels[last].candidates.map { Place(low: $0.low, division: $0.division) }
        return total
    }

    /// Counts the values in candidates of the last level by part; returns the number of values.
    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    func count(_ values: borrowing Span<Scalar>, into counts: inout [UInt64]) -> Int {
        var found = 0
        let places = levels[levels.count - 1].places
        counts.withUnsafeMutableBufferPointer { counts in
            forEachBlock(of: values) { block in
                found &+= block.count
                for i in 0..<block.count {
                    counts[places[Int(block.numbers[i])].part(of: block.values[i].orderedKey)] &+= 1
                }
            }
        }
        return found
    }

    /// Appends the values in candidates of the last level.
    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    func select(_ values: borrowing Span<Scalar>, into kept: inout [Scalar]) {
        forEachBlock(of: values) { block in
            kept.append(contentsOf: UnsafeBufferPointer(start: block.values, count: block.count))
        }
    }

    /// Forms the next level once the parts are counted: raises the distances to those attained at the parts' ends, and
    /// keeps the parts that could hold larger distances.
    ///
    /// - Throws: `SampleError.changed` if a candidate's parts do not hold as many values as it did.
    mutating func refine(
        _ counts: [UInt64],
        _ distances: inout Distances,
        law: some Distribution
    ) throws(SampleError) {
        let parents = levels[levels.count - 1].candidates
        for parent in parents {
            let first = Int(parent.division.firstPart)
            guard counts[first..<first + parent.partCount].reduce(0, &+) == parent.count else { throw .changed }
        }
        var cdf = [Double](repeating: 0, count: counts.count)
        for parent in parents {
            var before = parent.before
            var key = parent.low
            for part in 0..<parent.partCount {
                let j = Int(parent.division.firstPart) + part
                let last = parent.lastKey(ofPart: part)
                // Never evaluate the cdf at infinity: users' laws need not support it.
                cdf[j] = part + 1 == parent.partCount ? parent.upperCDF : Self.cdf(last, law)
                let isSingle = counts[j] > 0 && last == key + 1
                distances.attain(before: before, count: counts[j], upperCDF: cdf[j], isSingleValue: isSingle)
                before += counts[j]
                key = last
            }
        }
        var level = Level()
        var isKept = [UInt8](repeating: 0, count: counts.count)
        for parent in parents {
            var before = parent.before
            var key = parent.low
            var lower = parent.lowerCDF
            for part in 0..<parent.partCount {
                let j = Int(parent.division.firstPart) + part
                let last = parent.lastKey(ofPart: part)
                if last > key + 1, distances.mayRise(before: before, count: counts[j], (lower, cdf[j])) {
                    isKept[j] = 1
                    level.candidates.append(
                        Candidate(
                            low: key,
                            high: last,
                            lowerCDF: lower,
                            upperCDF: cdf[j],
                            before: before,
                            count: counts[j],
                            cell: parent.cell
                        )
                    )
                }
                before += counts[j]
                key = last
                lower = cdf[j]
            }
        }
        level.number(isKept)
        levels.append(level)
        for parent in parents { flags[parent.cell] = 0 }
        count = 0
        for candidate in level.candidates {
            flags[candidate.cell] = 1
            count += candidate.count
        }
        intervals = Self.intervals(level.candidates, of: total, cells.kernels)
    }

    /// Sorts the values of the last level's candidates and raises the distances to those attained at them.
    func resolve(_ kept: inout [Scalar], _ distances: inout Distances, law: some Distribution) {
        kept.sortByKey()
        kept.withUnsafeBufferPointer { kept in
            var first = 0
            for candidate in levels.last?.candidates ?? [] {
                let end = min(first + Int(clamping: candidate.count), kept.count)
                resolve(
                    UnsafeBufferPointer(rebasing: kept[first..<end]),
                    before: candidate.before,
                    (candidate.lowerCDF, candidate.upperCDF),
                    &distances,
                    law
                )
                first = end
            }
        }
    }

    // MARK: - Implementation

    /// Raises the distances to those attained at sorted values, whose cdfs all lie within `bounds`. Starts at the
    /// middle value, together with its equals, then continues on either side as long as the bounds allow a larger
    /// distance. So few cdfs are computed.
    private func resolve(
        _ values: UnsafeBufferPointer<Scalar>,
        before: UInt64,
        _ bounds: (lower: Double, upper: Double),
        _ distances: inout Distances,
        _ law: some Distribution
    ) {
        guard distances.mayRise(before: before, count: UInt64(values.count), bounds) else { return }
        let x = values[values.count / 2]
        var start = values.count / 2
        var end = start + 1
        while start > 0, values[start - 1] == x { start -= 1 }
        while end < values.count, values[end] == x { end += 1 }
        let cdf = Self.cdf(x.orderedKey, law)
        let below = before + UInt64(start)
        distances.attain(before: below, count: UInt64(end - start), upperCDF: cdf, isSingleValue: true)
        let (low, high) = (values[..<start], values[end...])
        resolve(UnsafeBufferPointer(rebasing: low), before: before, (bounds.lower, cdf), &distances, law)
        let above = before + UInt64(end)
        resolve(UnsafeBufferPointer(rebasing: high), before: above, (cdf, bounds.upper), &distances, law)
    }

    private static func cdf(_ key: Int64, _ law: some Distribution) -> Double {
        let x = Scalar(orderedKey: key).asDouble
        return x.isFinite ? law.cdf(x) : x > 0 ? 1 : 0
    }

    /// The candidates as intervals of single-precision values.
    private static func intervals(
        _ candidates: [Candidate],
        of total: UInt64,
        _ kernels: KernelSet
    ) -> CandidateIntervals {
        guard Scalar.self == Float.self else { return CandidateIntervals() }
        return CandidateIntervals(
            candidates.map { candidate in
                // Below -infinity there is no number.
                let first = max(candidate.low &+ 1, (-Float.infinity).orderedKey)
                return (Float(orderedKey: first), Float(orderedKey: candidate.high), candidate.before, candidate.count)
            },
            of: total,
            kernels
        )
    }

    /// Values in candidates of the last level, and the candidates' numbers.
    private struct Block {
        let values: UnsafeMutablePointer<Scalar>
        let numbers: UnsafeMutablePointer<UInt32>
        let count: Int
    }

    /// Calls `body` with the values that lie in candidates of the last level, block by block, in order.
    @inline(__always)
    private func forEachBlock(of values: borrowing Span<Scalar>, _ body: (Block) -> Void) {
        guard !intervals.isEmpty else { return forEachBlock(ofAll: values, body) }
        // Few values lie in the intervals, and only those are located.
        let size = Cells<Scalar>.blockSize
        withUnsafeTemporaryAllocation(of: Scalar.self, capacity: size + CandidateIntervals.room) { kept in
            values.withUnsafeBufferPointer { values in
                guard let source = values.baseAddress, let target = kept.baseAddress else { return }
                for start in stride(from: 0, to: values.count, by: size) {
                    let length = min(size, values.count - start)
                    let found = source.withMemoryRebound(to: Float.self, capacity: values.count) { source in
                        target.withMemoryRebound(to: Float.self, capacity: kept.count) {
                            intervals.keep(source + start, length, $0)
                        }
                    }
                    guard found > 0 else { continue }
                    forEachBlock(ofAll: UnsafeBufferPointer(start: target, count: found).span, body)
                }
            }
        }
    }

    /// The same, with every value located.
    @inline(__always)
    private func forEachBlock(ofAll values: borrowing Span<Scalar>, _ body: (Block) -> Void) {
        let first = levels[0].numbers
        withUnsafeTemporaryAllocation(of: Scalar.self, capacity: Cells<Scalar>.blockSize) { buffer in
            guard let buffer = buffer.baseAddress else { return }
            cells.forEachBlock(of: values) { block in
                var found = 0
                for i in 0..<select(block, into: buffer) where !buffer[i].isNaN {
                    let value = buffer[i]
                    var number = first[Int(block.cells[i])]
                    var level = 1
                    while level < levels.count, number >= 0 {
                        let place = levels[level - 1].places[Int(number)]
                        number = levels[level].numbers[place.part(of: value.orderedKey)]
                        level += 1
                    }
                    guard number >= 0 else { continue }
                    buffer[found] = value
                    block.cells[found] = UInt32(number)
                    found += 1
                }
                body(Block(values: buffer, numbers: block.cells, count: found))
            }
        }
    }

    /// Copies the values in flagged cells and moves their cells to the start of the block's cells; returns their
    /// number.
    @inline(__always)
    private func select(_ block: Cells<Scalar>.Block, into buffer: UnsafeMutablePointer<Scalar>) -> Int {
        flags.withUnsafeBufferPointer { flags in
            guard let flags = flags.baseAddress else { return 0 }
            if Scalar.self == Float.self {
                return block.values.withMemoryRebound(to: Float.self, capacity: block.count) { values in
                    buffer.withMemoryRebound(to: Float.self, capacity: block.count) {
                        cstats_select(values, block.cells, block.count, flags, $0)
                    }
                }
            }
            var found = 0
            for i in 0..<block.count {
                let cell = block.cells[i]
                buffer[found] = block.values[i]
                block.cells[found] = cell
                found &+= Int(flags[Int(cell)])
            }
            return found
        }
    }
}
