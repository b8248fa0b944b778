internal import Claims
internal import NumberTypes
internal import Stats
internal import WeightFiles

/// What is kept after reading some segments of a large tensor, to be combined with what is kept of the others.
struct StoredRange: Codable, Sendable {
    /// The first segment and the one after the last.
    let lower, upper: Int

    private let values: Values

    /// What the tests of dependence found in the segments that begin the tensor; for 16-bit values, under each law that
    /// the claim admits.
    private let dependence: [[TestResult]]

    private let digest: StoredDigest

    private enum Values: Codable {
        case counts(StoredSegments)
        case patterns(PatternCounts)
    }

    /// Reads segments.
    ///
    /// - Parameters:
    ///   - segments: the segments to read.
    ///   - reader: the tensor.
    ///   - test: a test of draws of one law.
    ///   - digest: the digest that notes the values.
    init(_ segments: Range<Int>, of reader: TensorReader, _ test: HypothesisTest, _ digest: TensorDigest) throws {
        (lower, upper) = (segments.lowerBound, segments.upperBound)
        if test.format != nil {
            let sample = try LatticeSample(Self.places(of: segments, in: reader.count), of: reader, digest: digest)
            values = .patterns(sample.counts)
            dependence =
                lower == 0 ? try test.admittedLattices().map { test.dependence(of: sample, under: $0) } : []
        } else if reader.numberType == .float64 {
            (values, dependence) = try Self.read(segments, of: FileSample<Double>(reader: reader, digest: digest), test)
        } else {
            (values, dependence) = try Self.read(segments, of: FileSample<Float>(reader: reader, digest: digest), test)
        }
        self.digest = digest.stored(Self.places(of: segments, in: reader.count))
    }

    /// Whether a tensor of this many values has these segments.
    func isPossible(for count: Int) -> Bool {
        let end = count / SampleSegments.size + (count % SampleSegments.size > 0 ? 1 : 0)
        return 0 <= lower && lower < upper && upper <= end
    }

    /// A hash of the values.
    var content: UInt64 { digest.chunks.reduce(UInt64(lower)) { ($0 ^ $1) &* 0x9E37_79B9_7F4A_7C15 } }

    /// The values of some segments.
    static func places(of segments: Range<Int>, in count: Int) -> Range<Int> {
        segments.lowerBound * SampleSegments.size..<min(count, segments.upperBound * SampleSegments.size)
    }

    /// What the tests of a tensor that was read in parts return.
    ///
    /// - Parameters:
    ///   - ranges: the ranges of all its segments, in order.
    ///   - info: the tensor.
    ///   - test: a test of draws of one law.
    ///   - digest: the digest that takes what was noted of the values.
    /// - Throws: `StoredSegmentsError` if they are not those of such a tensor, or were counted in other cells.
    static func outcome(
        of ranges: [StoredRange],
        _ info: TensorInfo,
        _ test: HypothesisTest,
        _ digest: TensorDigest
    ) throws -> HypothesisTest.TensorOutcome {
        for range in ranges { guard digest.add(range.digest) else { throw StoredSegmentsError.impossible } }
        if test.format != nil {
            var counts = PatternCounts()
            for range in ranges {
                let places = places(of: range.lower..<range.upper, in: info.count)
                // No count exceeds the number of values, so sums cannot overflow.
                guard case .patterns(let patterns) = range.values,
                    patterns.counts.allSatisfy({ $0 <= UInt64(places.count) }),
                    patterns.count == UInt64(places.count)
                else { throw StoredSegmentsError.impossible }
                counts.merge(patterns)
            }
            let admitted = try test.admittedLattices()
            guard counts.count == UInt64(info.count), let first = ranges.first, first.dependence.count == admitted.count
            else { throw StoredSegmentsError.impossible }
            var best = try test.outcome(of: counts, admitted) { first.dependence[$0] }
            best.outcome.histogram = nil
            let lattice = SpeakingLattice(rounding: best.lattice.rounding, spread: best.spread)
            return (best.outcome, lattice, best.lattice.largestAtom)
        }
        let stored = try ranges.map { range in
            guard case .counts(let segments) = range.values else { throw StoredSegmentsError.impossible }
            return segments
        }
        let battery = Battery(resolution: test.resolution, cache: test.cells)
        let law = test.hypothesis.distribution
        var outcome =
            info.type == .float64
            ? try battery.run(on: stored, of: info.count, as: Double.self, against: law)
            : try battery.run(on: stored, of: info.count, as: Float.self, against: law)
        outcome.append(ranges.first?.dependence.first ?? [])
        return (outcome, nil, outcome.resolution.largestMass)
    }

    // MARK: - Implementation

    private static func read<Scalar: FileScalar>(
        _ segments: Range<Int>,
        of sample: FileSample<Scalar>,
        _ test: HypothesisTest
    ) throws -> (Values, [[TestResult]]) {
        let battery = Battery(resolution: test.resolution, cache: test.cells)
        let (stored, resolution) = try battery.store(segments, of: sample, against: test.hypothesis.distribution)
        let dependence = try resolution.map { [try test.dependence(of: sample, at: $0)] }
        return (.counts(stored), dependence ?? [])
    }
}
