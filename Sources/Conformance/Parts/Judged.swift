internal import MessagePack
internal import Stats
internal import WeightFiles

/// A complete summary: what was kept of every tensor that is asked for.
struct Judged {
    private let header: SummaryHeader
    private let survey: Survey

    /// What was kept, by the places of the tensors; nil for those that no rule asks for.
    private let measured: [Measured?]

    /// The places of the tensors that were read in parts.
    let divided: [Int]

    /// The places of those whose values were counted in other cells than this machine's.
    let incomparable: [Int]

    /// - Parameters:
    ///   - path: the path of the summary's file, for messages.
    ///   - expectations: what its rules say.
    /// - Throws: `WeightFileError.format` if a tensor is missing, or a record is not what it should be.
    init(_ summary: VerificationSummary, path: String, expecting expectations: Expectations) throws(WeightFileError) {
        header = summary.header
        var survey = Survey(header.files.map(\.file), expectations, header.decision)
        var measured = [Measured?](repeating: nil, count: survey.items.count)
        var ranges: [Int: [StoredRange]] = [:]
        for record in summary.records {
            guard survey.items.indices.contains(record.place) else {
                throw Self.malformed(path, "place \(record.place)")
            }
            do {
                if record.lower != nil {
                    let range = try record.decoded(StoredRange.self)
                    guard range.isPossible(for: survey.items[record.place].info.count) else {
                        throw StoredSegmentsError.impossible
                    }
                    ranges[record.place, default: []].append(range)
                } else {
                    measured[record.place] = try record.decoded(Measured.self)
                }
            } catch is StoredSegmentsError {
                throw Self.malformed(path, "\(record.name): impossible figures")
            } catch {
                throw Self.malformed(path, "\(record.name): \(error)")
            }
            guard measured[record.place]?.isPossible(for: survey.items[record.place].info.count) ?? true else {
                throw Self.malformed(path, "\(record.name): impossible figures")
            }
            if let values = measured[record.place]?.values, !survey.hold(values, at: record.place) {
                throw Self.malformed(path, "\(record.name): \(values.count) bytes of values")
            }
        }
        var (divided, incomparable): ([Int], [Int]) = ([], [])
        for (place, stored) in ranges.sorted(by: { $0.key < $1.key }) where measured[place] == nil {
            guard let cover = Self.cover(stored, of: survey.items[place].info.count) else { continue }
            do {
                measured[place] = try survey.measured(cover, of: place)
                divided.append(place)
            } catch StoredSegmentsError.otherCells {
                incomparable.append(place)
            } catch StoredSegmentsError.impossible {
                throw Self.malformed(path, "\(survey.labels[place]): impossible figures")
            } catch {
                throw Self.malformed(path, "\(survey.labels[place]): \(error)")
            }
        }
        let missing = survey.askedFor.filter { measured[$0] == nil && !incomparable.contains($0) }
        if let first = missing.first {
            let more = missing.count > 1 ? " and of \(missing.count - 1) more" : ""
            let stored = ranges[first] ?? []
            let part = stored.isEmpty ? "nothing" : Self.gap(stored, of: survey.items[first].info.count)
            let found = "\(part) of \(survey.labels[first]) in \(survey.items[first].file.path)\(more)"
            throw .malformed(path, "tensors", found: found, expected: "whole tensors: merge all parts")
        }
        (self.survey, self.measured, self.divided, self.incomparable) = (survey, measured, divided, incomparable)
    }

    /// The verdicts.
    ///
    /// - Parameter isLeast: whether p-values that are known only by bounds are taken to be the lower bound.
    func verification(evidenceLimit: Int, isLeast: Bool = false) async -> Verification {
        await Verification.judge(
            survey,
            isLeast ? measured.map { $0?.atLeast } : measured,
            unopened: header.unopened,
            evidenceLimit: evidenceLimit
        )
    }

    /// The tensors to read once more, among those that were read in parts.
    ///
    /// - Parameter verification: the verdicts.
    /// - Returns: those whose verdict is open; and all with a p-value known only by bounds, or with a deviation that is
    ///   not explained.
    func wanted(_ verification: Verification) async -> (undecided: [Int], all: [Int]) {
        let bounded = divided.filter { measured[$0]?.hasBounds ?? false }
        var undecided: [Int] = []
        if !bounded.isEmpty {
            let least = await self.verification(evidenceLimit: 0, isLeast: true)
            if verification.verdicts != least.verdicts {
                let differing = bounded.filter { verification.cases[$0].verdict != least.cases[$0].verdict }
                // A pool, or a tensor that was read whole, may depend on the others.
                undecided = differing.isEmpty ? bounded : differing
            }
        }
        let unexplained = divided.filter { verification.cases[$0].verdict == .deviates }
        return (undecided, Set(undecided + unexplained + bounded).sorted())
    }

    /// The tensors at some places, as a list for the machines that read them.
    func list(_ places: [Int], of summary: VerificationSummary) -> WantedTensors {
        let tensors = places.map { place in
            WantedTensors.Tensor(
                place: place,
                name: survey.labels[place],
                file: survey.items[place].file.path,
                count: survey.items[place].info.count
            )
        }
        return WantedTensors(header: summary.headerDigest, tensors: tensors)
    }

    // MARK: - Implementation

    private static func malformed(_ path: String, _ found: String) -> WeightFileError {
        .malformed(path, "record", found: found, expected: "what glorot summarize writes")
    }

    /// Ranges that follow one another from the first value to the last; nil where there are none.
    private static func cover(_ ranges: [StoredRange], of count: Int) -> [StoredRange]? {
        let end = segmentCount(count)
        // For each segment where ranges end that cover everything before it, the last of these ranges.
        var last: [Int: StoredRange] = [:]
        for range in ranges.sorted(by: { $0.lower < $1.lower })
        where range.lower < range.upper && last[range.upper] == nil && (range.lower == 0 || last[range.lower] != nil) {
            last[range.upper] = range
        }
        var cover: [StoredRange] = []
        var next = end
        while let range = last[next], next > 0 {
            cover.append(range)
            next = range.lower
        }
        return next == 0 ? cover.reversed() : nil
    }

    /// The first values that no range covers, in words.
    private static func gap(_ ranges: [StoredRange], of count: Int) -> String {
        var next = 0
        for range in ranges.sorted(by: { $0.lower < $1.lower }) {
            if range.lower > next { return words(next..<range.lower, of: count) }
            next = max(next, range.upper)
        }
        let end = segmentCount(count)
        return next < end ? words(next..<end, of: count) : "parts that overlap"
    }

    private static func segmentCount(_ count: Int) -> Int {
        count / SampleSegments.size + (count % SampleSegments.size > 0 ? 1 : 0)
    }

    private static func words(_ segments: Range<Int>, of count: Int) -> String {
        let places = StoredRange.places(of: segments, in: count)
        return "no values \(places.lowerBound) to \(places.upperBound - 1)"
    }
}

extension Measured {
    /// Whether a p-value is known only by bounds.
    fileprivate var hasBounds: Bool {
        if case .tested(let outcome) = state { outcome.results.contains { $0.leastPValue != nil } } else { false }
    }

    /// The same with the lower bounds of these p-values.
    fileprivate var atLeast: Measured {
        guard hasBounds, case .tested(let outcome) = state else { return self }
        var least = Measured(.tested(outcome.atLeast))
        (least.lattice, least.traces, least.isSuspect) = (lattice, traces, isSuspect)
        return least
    }
}

extension VerificationSummary.Record {
    /// Decodes what was kept.
    fileprivate func decoded<Left: Decodable>(_ type: Left.Type) throws -> Left {
        try MessagePackDecoder().decode(type, from: body)
    }
}
