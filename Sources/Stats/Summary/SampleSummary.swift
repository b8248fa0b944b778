/// The result of one pass over a sample: counts, extremes, counts in cells, and power sums.
///
/// Two summaries over the same cells can be merged. The integers do not depend on the order; the sums have the same
/// bits in a fixed order. Apart from the cells, memory does not grow with the sample.
public struct SampleSummary<Scalar: SampleScalar>: Sendable {
    /// The cells that the values are counted in.
    public let cells: Cells<Scalar>

    /// Number of values in each cell; NaN is in none, infinities are in the first and last.
    public private(set) var counts: [UInt64]

    /// Number of values of any kind.
    public private(set) var count: UInt64 = 0

    /// Number of NaN values.
    public private(set) var nanCount: UInt64 = 0

    /// Number of infinite values.
    public private(set) var infiniteCount: UInt64 = 0

    /// Number of finite values below the widened support.
    public private(set) var belowSupport: UInt64 = 0

    /// Number of finite values above the widened support.
    public private(set) var aboveSupport: UInt64 = 0

    /// The smallest finite value; infinity if there is none.
    public private(set) var minimum: Scalar = .infinity

    /// The largest finite value; -infinity if there is none.
    public private(set) var maximum: Scalar = -.infinity

    /// Number of values equal to the smallest.
    public private(set) var minimumCount: UInt64 = 0

    /// Number of values equal to the largest.
    public private(set) var maximumCount: UInt64 = 0

    /// Power sums of the finite values, standardised under the claim.
    public private(set) var powerSums = PowerSums()

    /// The excess of z^2 and z^4 over their values at 4.5 standard deviations, summed over the finite values beyond
    /// these.
    private(set) var clipped = ClippedSums()

    /// The support under the claim, widened outwards by 4 ulp of the sample's type: frameworks round a bound to their
    /// own type, and JAX's float32 uniform exceeds its bound by a relative 4e-8.
    public let widenedSupport: ClosedRange<Scalar>

    private let mean: Double
    private let inverseDeviation: Double

    /// An empty summary of samples claimed to follow `law`.
    public init(cells: Cells<Scalar>, law: some Distribution) {
        self.cells = cells
        counts = [UInt64](repeating: 0, count: cells.count)
        widenedSupport = Self.widened(law.support)
        mean = law.mean
        inverseDeviation = law.variance > 0 ? 1 / law.standardDeviation : 1
    }

    /// Number of values that are numbers, including infinities.
    public var numberCount: UInt64 { count - nanCount }

    /// Number of finite values.
    public var finiteCount: UInt64 { count - nanCount - infiniteCount }

    /// The summary of a whole source, read once, segment by segment, by several threads if it is large.
    ///
    /// Power sums are added segment by segment, in order, so the bits do not depend on the number of threads.
    public init<Source: SampleSource<Scalar>>(of source: Source, cells: Cells<Scalar>, law: some Distribution) throws {
        try self.init(of: source, cells: cells, law: law, threads: nil)
    }

    /// The same with at most `threads` threads; nil for as many as there are cores.
    package init<Source: SampleSource<Scalar>>(
        of source: Source,
        cells: Cells<Scalar>,
        law: some Distribution,
        threads: Int?
    ) throws {
        self.init(cells: cells, law: law)
        add(try Self.segments(nil, of: source, cells: cells, law: law, threads: threads))
    }

    /// The result of reading some segments of a sample, several at a time: a summary without the power sums, and the
    /// power sums by segment, in order.
    typealias Segments = (summary: SampleSummary, sums: [(segment: Int, sums: PowerSums, clipped: ClippedSums)])

    /// Reads segments of a source once; nil for all of them.
    static func segments<Source: SampleSource<Scalar>>(
        _ range: Range<Int>?,
        of source: Source,
        cells: Cells<Scalar>,
        law: some Distribution,
        threads: Int? = nil
    ) throws -> Segments {
        let empty = SampleSummary(cells: cells, law: law)
        let parts = try source.gatherSegments(range, threads: threads) {
            (
                summary: empty, low: [UInt16](repeating: 0, count: cells.count),
                sums: [(segment: Int, sums: PowerSums, clipped: ClippedSums)]()
            )
        } _: { part, chunk, segment, isLast in
            part.summary.add(chunk, low: &part.low)
            guard isLast else { return }
            part.sums.append((segment, part.summary.powerSums, part.summary.clipped))
            part.summary.powerSums = PowerSums()
            part.summary.clipped = ClippedSums()
        }
        var all = (summary: empty, sums: [(segment: Int, sums: PowerSums, clipped: ClippedSums)]())
        for part in parts {
            all.summary.merge(part.summary)
            all.summary.add(lowBits: part.low)
            all.sums += part.sums
        }
        all.sums.sort { $0.segment < $1.segment }
        return all
    }

    /// Adds the results of segments, the sums in order.
    mutating func add(_ segments: Segments) {
        merge(segments.summary)
        for part in segments.sums {
            powerSums.merge(part.sums)
            clipped.merge(part.clipped)
        }
    }

    /// Adds the values of another summary over the same cells and claim.
    ///
    /// - Precondition: both have the same number of cells.
    public mutating func merge(_ other: SampleSummary) {
        precondition(
            other.counts.count == counts.count,
            "merging summaries of \(counts.count) and \(other.counts.count) cells"
        )
        for j in counts.indices { counts[j] += other.counts[j] }
        count += other.count
        nanCount += other.nanCount
        infiniteCount += other.infiniteCount
        belowSupport += other.belowSupport
        aboveSupport += other.aboveSupport
        let (low, high) = (Swift.min(minimum, other.minimum), Swift.max(maximum, other.maximum))
        minimumCount = (minimum == low ? minimumCount : 0) + (other.minimum == low ? other.minimumCount : 0)
        maximumCount = (maximum == high ? maximumCount : 0) + (other.maximum == high ? other.maximumCount : 0)
        minimum = low
        maximum = high
        powerSums.merge(other.powerSums)
        clipped.merge(other.clipped)
    }

    /// Adds values.
    public mutating func add(_ values: borrowing Span<Scalar>) {
        var none: [UInt16] = []
        add(values, low: &none)
    }

    /// Adds values, and leaves the lowest 16 bits of the cells' counts in a table that is small enough for the cache,
    /// unless it is empty.
    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    private mutating func add(_ values: borrowing Span<Scalar>, low: inout [UInt16]) {
        count += UInt64(values.count)
        let cells = cells
        low.withUnsafeMutableBufferPointer { low in
            cells.forEachBlock(of: values) { block in
                if block.isFinite {
                    add(block, low)
                } else {
                    addWithExceptions(block, low)
                }
            }
        }
    }

    /// A summary with the figures of a stored one; nil if these have a different number of cells.
    init?(_ stored: StoredSegments, cells: Cells<Scalar>, law: some Distribution) {
        self.init(cells: cells, law: law)
        // No count exceeds the number of values, so sums cannot overflow.
        guard let counts = stored.counts.values(cells.count), counts.allSatisfy({ $0 <= stored.count }),
            counts.reduce(0, { $0 &+ $1 }) == stored.count - stored.nanCount
        else { return nil }
        self.counts = counts
        (count, nanCount, infiniteCount) = (stored.count, stored.nanCount, stored.infiniteCount)
        (belowSupport, aboveSupport) = (stored.belowSupport, stored.aboveSupport)
        (minimum, minimumCount) = (Scalar(orderedKey: stored.minimum), stored.minimumCount)
        (maximum, maximumCount) = (Scalar(orderedKey: stored.maximum), stored.maximumCount)
    }

    // MARK: - Implementation

    /// Adds the lowest 16 bits of the cells' counts.
    private mutating func add(lowBits: [UInt16]) {
        for j in lowBits.indices { counts[j] += UInt64(lowBits[j]) }
    }

    /// A block of finite values.
    @inline(__always)
    private mutating func add(_ block: Cells<Scalar>.Block, _ low: UnsafeMutableBufferPointer<UInt16>) {
        addExtremes(block)
        counts.withUnsafeMutableBufferPointer { counts in
            // Cells are below their count by the map's construction.
            guard let counts = counts.baseAddress else { return }
            guard let low = low.isEmpty ? nil : low.baseAddress else {
                for i in 0..<block.count { counts[Int(block.cells[i])] &+= 1 }
                return
            }
            for i in 0..<block.count {
                let cell = Int(block.cells[i])
                low[cell] &+= 1
                if low[cell] == 0 { counts[cell] &+= 1 << 16 }
            }
        }
        powerSums.add(block.values, block.count, mean: mean, inverseDeviation: inverseDeviation, kernels: cells.kernels)
        // A block without such values, like nearly all blocks, is not examined again.
        let low = (Scalar(orderedKey: block.least).asDouble - mean) * inverseDeviation
        let high = (Scalar(orderedKey: block.greatest).asDouble - mean) * inverseDeviation
        if low < -ClippedSums.clip || high > ClippedSums.clip {
            for i in 0..<block.count { clipped.add((block.values[i].asDouble - mean) * inverseDeviation) }
        }
    }

    /// Rarely more than two comparisons. Only a block that reaches the extremes so far is examined again.
    @inline(__always)
    private mutating func addExtremes(_ block: Cells<Scalar>.Block) {
        let low = Scalar(orderedKey: block.least)
        let high = Scalar(orderedKey: block.greatest)
        if low <= minimum {
            let found = block.count(where: { $0 == low })
            minimumCount = low < minimum ? found : minimumCount + found
            minimum = low
        }
        if high >= maximum {
            let found = block.count(where: { $0 == high })
            maximumCount = high > maximum ? found : maximumCount + found
            maximum = high
        }
        let (lower, upper) = (widenedSupport.lowerBound, widenedSupport.upperBound)
        if low < lower { belowSupport += block.count(where: { $0 < lower }) }
        if high > upper { aboveSupport += block.count(where: { $0 > upper }) }
    }

    /// Adds one of the rare blocks with NaN or infinities: counts these and adds the other values.
    private mutating func addWithExceptions(
        _ block: Cells<Scalar>.Block,
        _ low: UnsafeMutableBufferPointer<UInt16>
    ) {
        var finite: [Scalar] = []
        for i in 0..<block.count {
            let x = block.values[i]
            if x.isNaN {
                nanCount += 1
            } else if x.isInfinite {
                infiniteCount += 1
                counts[x > 0 ? counts.count - 1 : 0] += 1
            } else {
                finite.append(x)
            }
        }
        let cells = cells
        cells.forEachBlock(of: finite.span) { add($0, low) }
    }

    private static func widened(_ support: ClosedRange<Double>) -> ClosedRange<Scalar> {
        // A bound that a claim states in Double is first rounded to the nearest value, then moved outwards by 4 ulp.
        var low = Scalar(nearest: support.lowerBound)
        var high = Scalar(nearest: support.upperBound)
        for _ in 0..<4 {
            low = low.nextDown
            high = high.nextUp
        }
        return low...high
    }
}
