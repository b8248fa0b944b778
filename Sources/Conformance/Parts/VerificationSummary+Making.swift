internal import MessagePack
internal import Stats
public import WeightFiles

extension VerificationSummary {
    /// Reads a share of some files once, and keeps what a verdict needs.
    ///
    /// - Parameters:
    ///   - files: all files of the verification.
    ///   - header: the header of the verification.
    ///   - expectations: what the header's rules say.
    ///   - part: the share.
    ///   - wanted: the tensors to read, whole; nil for all, as `part` has them.
    ///   - progress: called after each tensor with the number done and the total.
    /// - Throws: `WeightFileError.file` if a file cannot be read, or has changed: trying again later may succeed.
    public static func make(
        _ files: [WeightFile],
        header: SummaryHeader,
        expecting expectations: Expectations,
        part: SummaryPart = .all,
        only wanted: (list: WantedTensors, path: String)? = nil,
        progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) async throws -> VerificationSummary {
        let survey = Survey(files, expectations, header.decision)
        let headerBytes = try MessagePackEncoder().encode(header)
        var pieces = try survey.pieces(in: part)
        if let (list, path) = wanted {
            let places = list.tensors.map(\.place)
            guard list.header == VerificationSummary.Record.hash(headerBytes),
                Set(places).isSubset(of: survey.askedFor)
            else {
                let found = "a list of other files, rules or levels"
                throw WeightFileError.malformed(path, "list", found: found, expected: "one of this verification")
            }
            pieces = places.enumerated().filter { part.contains($0.offset, of: places.count) }
                .map { Survey.Piece(place: $0.element) }
        }
        let records = try await pieces.mapInParallel(atMost: min(2, Machine.threadLimit), progress: progress) { piece in
            try await survey.record(piece)
        }
        for file in files { try file.verifyUnchanged() }
        return VerificationSummary(header, headerBytes, records)
    }

    /// Merges summaries of one verification into one.
    ///
    /// - Parameter parts: the summaries, with the names of their files for messages.
    /// - Throws: `WeightFileError.format` if two are of other files, rules or levels, or say different things of a
    ///   tensor.
    public static func merged(
        _ parts: [(path: String, summary: VerificationSummary)]
    ) throws(WeightFileError) -> VerificationSummary? {
        guard var all = parts.first?.summary else { return nil }
        for (number, part) in parts.enumerated().dropFirst() {
            do throws(SummaryError) {
                try all.merge(part.summary)
            } catch {
                throw all.told(error, of: part, after: parts[..<number])
            }
        }
        return all
    }

    // MARK: - Implementation

    private func told(
        _ error: SummaryError,
        of part: (path: String, summary: VerificationSummary),
        after earlier: ArraySlice<(path: String, summary: VerificationSummary)>
    ) -> WeightFileError {
        switch error {
        case .otherVerification:
            let found = "other files, rules or levels than in \(earlier.first?.path ?? "")"
            return .malformed(part.path, "header", found: found, expected: "parts of one verification")
        case .conflict(let record):
            let other = earlier.first { $0.summary.records.contains(where: record.isOfSame) }
            let found = "other values than in \(other?.path ?? "")"
            return .malformed(part.path, part: record.name, "values", found: found, expected: "the same in both")
        }
    }
}

extension Survey {
    /// Reads a piece.
    fileprivate func record(_ piece: Piece) async throws -> VerificationSummary.Record {
        if let segments = piece.segments {
            let stored = try store(segments, of: piece.place)
            return try VerificationSummary.Record(piece, labels[piece.place], stored, content: stored.content)
        }
        let measured = await measure([piece.place], isOnlyReading: true) { _, _ in }[0]
        if case .failed(.file(let error)) = measured.state { throw WeightFileError.file(error) }
        // Among the lengths that are hashed, the tensor's own is the last.
        let count = items[piece.place].info.count
        let content = measured.traces.flatMap { $0.lengths.last == count ? $0.hashes.last : nil }
        return try VerificationSummary.Record(piece, labels[piece.place], measured, content: content)
    }
}

extension VerificationSummary.Record {
    /// - Parameter content: a hash of the values; nil to hash what was kept of them.
    init(_ piece: Survey.Piece, _ name: String, _ left: some Encodable, content: UInt64?) throws {
        (place, self.name) = (piece.place, name)
        (lower, upper) = (piece.segments?.lowerBound, piece.segments?.upperBound)
        body = try MessagePackEncoder().encode(left)
        self.content = content ?? Self.hash(body)
    }

    static func hash(_ bytes: [UInt8]) -> UInt64 {
        var digest = StreamDigest()
        for byte in bytes { digest.add(byte) }
        return digest.value
    }
}
