/// What remains after reading some files, or a share of them, once: what a verdict needs, without the values.
///
/// It is a set of records, each of a tensor or a part of one. Summaries of one verification merge into one in any
/// order; a record that comes twice counts once.
public struct VerificationSummary: Sendable {
    /// What was asked, and of which files.
    public let header: SummaryHeader

    /// The header as it is stored. Summaries of one verification have the same bytes here.
    let headerBytes: [UInt8]

    /// The records, in the order of their places.
    private(set) var records: [Record]

    /// What was kept of a tensor, or of a part of one.
    struct Record: Hashable, Codable, Sendable {
        /// The index of what was read, in the order of the files, their tensors, and the parts of these.
        let place: Int

        /// The name in messages.
        let name: String

        /// The first of some segments, and the one after the last; nil for the whole tensor.
        let lower, upper: Int?

        /// What tells the values from others: a hash of them, or of what was kept of them.
        let content: UInt64

        /// What was kept of them, as it is stored.
        let body: [UInt8]
    }

    /// - Parameters:
    ///   - headerBytes: the header as it is stored.
    ///   - records: the records, in any order, one for each place.
    init(_ header: SummaryHeader, _ headerBytes: [UInt8], _ records: [Record]) {
        (self.header, self.headerBytes) = (header, headerBytes)
        self.records = records.sorted { $0.isBefore($1) }
    }

    /// A hash of the header.
    var headerDigest: UInt64 { Record.hash(headerBytes) }

    /// Adds the records of another summary.
    ///
    /// - Throws: `SummaryError` if the other is of another verification, or says something else of a tensor.
    mutating func merge(_ other: VerificationSummary) throws(SummaryError) {
        guard headerBytes == other.headerBytes else { throw .otherVerification }
        var merged: [Record] = []
        merged.reserveCapacity(records.count + other.records.count)
        var (own, others) = (records[...], other.records[...])
        while let first = own.first, let second = others.first {
            if first.isOfSame(as: second) {
                guard first.content == second.content else { throw .conflict(first) }
                // Results of two machines for the same values may differ in the last digits. The same one is taken in
                // any order.
                merged.append(first.body.lexicographicallyPrecedes(second.body) ? first : second)
                own.removeFirst()
                others.removeFirst()
            } else if first.isBefore(second) {
                merged.append(first)
                own.removeFirst()
            } else {
                merged.append(second)
                others.removeFirst()
            }
        }
        records = merged + own + others
    }
}

extension VerificationSummary.Record {
    /// Whether it comes before another record: by tensor, and the whole of one before its segments.
    func isBefore(_ other: Self) -> Bool { key < other.key }

    /// Whether it covers the same values as another record.
    func isOfSame(as other: Self) -> Bool { key == other.key }

    private var key: (Int, Int, Int) { (place, lower ?? -1, upper ?? -1) }
}

/// Why summaries cannot be merged or judged.
enum SummaryError: Error, Hashable {
    /// They are of other files, rules or levels.
    case otherVerification

    /// Two say different things of the same values.
    case conflict(VerificationSummary.Record)
}
