internal import Conformance
public import WeightFiles

/// A conformance report in JSON that a later run is compared with.
public struct Baseline: Sendable {
    /// The path that it was read from.
    public let path: String

    /// The seed, the level and the resolution.
    let settings: [Figure]

    /// The cases, then the planted defects, in the report's order.
    let entries: [Entry]

    /// A figure under its name in the document, as `Numerals` writes it.
    struct Figure: Hashable {
        let name: String
        let value: String
    }

    /// A case or a planted defect.
    struct Entry: Hashable {
        /// The name of the defect; nil for a case.
        var defect: String?

        let claim: String
        let shape: [Int]
        var verdict: Finding

        /// The digest of the first draws; nil if the document has none.
        let stream: String?

        /// The figures that do not depend on the other cases of the run.
        let statistics: [Figure]

        /// Its name in messages.
        var label: String {
            (defect.map { "planted defect: \($0)" } ?? claim) + " \(Numerals.shape(shape))"
        }
    }

    /// A verdict on a case or a planted defect, from the best to the worst.
    enum Finding: String, CaseIterable {
        case conforms, caught, inconclusive
        case notApplicable = "not_applicable"
        case deviates, missed

        func isWorse(than other: Finding) -> Bool {
            let order = Self.allCases
            return (order.firstIndex(of: self) ?? 0) > (order.firstIndex(of: other) ?? 0)
        }
    }

    /// The largest size of a report in bytes; that of the standard plan has about 2 MB.
    static let sizeLimit = 1 << 28

    /// Reads a report.
    ///
    /// - Throws: `WeightFileError.file` if it cannot be read; `.format`, with the place, if it is not JSON, has a
    ///   schema other than `JSONReport.schema`, or is not a conformance report.
    public static func read(_ path: String) throws(WeightFileError) -> Baseline {
        try Baseline(try readSmallFile(path, limit: sizeLimit), path: path)
    }

    /// A finished run, read back from its document.
    init(_ run: ConformanceRun) throws(WeightFileError) {
        try self.init(Array(JSONReport.render(run).utf8), path: "this run")
    }

    /// Reads a report's bytes; the path is for messages.
    package init(_ bytes: [UInt8], path: String) throws(WeightFileError) {
        let parser = BaselineParser(bytes, path: path)
        try parser.checkSchema()
        self.path = path
        (settings, entries) = try parser.document()
    }
}
