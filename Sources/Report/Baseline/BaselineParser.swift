#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

internal import Conformance
internal import WeightFiles

/// Reads a conformance report as JSON. Unknown keys are skipped.
struct BaselineParser {
    private let reader: JSONReader

    init(_ bytes: [UInt8], path: String) {
        reader = JSONReader(bytes, path: path, subject: "report", base: 0)
    }

    /// Checks the schema alone, so that a document of another schema is reported as such and not as malformed.
    func checkSchema() throws(WeightFileError) {
        var json = reader
        var schema: Int?
        var place = json.offset()
        try json.object(comparing: ["schema"]) { (json, key, offset) throws(WeightFileError) in
            guard key == "schema" else { return try json.skipValue() }
            place = offset
            schema = try json.size()
        }
        try json.end()
        guard schema == JSONReport.schema else {
            throw json.malformed(
                place,
                schema.map { "schema \($0)" } ?? "no schema",
                "a conformance report of schema \(JSONReport.schema)"
            )
        }
    }

    /// The settings and the entries.
    func document() throws(WeightFileError) -> (settings: [Baseline.Figure], entries: [Baseline.Entry]) {
        var json = reader
        var settings: [Baseline.Figure] = []
        var cases: [Baseline.Entry]?
        var defects: [Baseline.Entry]?
        let place = json.offset()
        try json.object(comparing: ["cases", "planted_defects", "seed", "alpha", "resolution"]) {
            (json, key, _) throws(WeightFileError) in
            switch key {
            case "cases": cases = try entries(&json) { json throws(WeightFileError) in try entry(&json) }
            case "planted_defects":
                defects = try entries(&json) { json throws(WeightFileError) in try defect(&json) }
            case "seed", "alpha", "resolution":
                settings.append(Baseline.Figure(name: key, value: try scalar(&json)))
            default: try json.skipValue()
            }
        }
        guard let cases, let defects else {
            throw json.malformed(
                place,
                "no \(cases == nil ? "cases" : "planted_defects")",
                "the report of glorot report --format json"
            )
        }
        return (settings, cases + defects)
    }

    // MARK: - Implementation

    private func entries(
        _ json: inout JSONReader,
        _ entry: (inout JSONReader) throws(WeightFileError) -> Baseline.Entry
    ) throws(WeightFileError) -> [Baseline.Entry] {
        var entries: [Baseline.Entry] = []
        var labels: Set<String> = []
        try json.array { json throws(WeightFileError) in
            let place = json.offset()
            let next = try entry(&json)
            guard labels.insert(next.label).inserted else {
                throw json.malformed(place, "\(next.label) again", "each case once")
            }
            entries.append(next)
        }
        return entries
    }

    private func defect(_ json: inout JSONReader) throws(WeightFileError) -> Baseline.Entry {
        var name: String?
        var isCaught: Bool?
        var entry: Baseline.Entry?
        let place = json.offset()
        try json.object(comparing: ["name", "caught", "case"]) { (json, key, _) throws(WeightFileError) in
            switch key {
            case "name": name = try json.string()
            case "caught":
                let (place, literal) = (json.offset(), try json.literal())
                guard ["true", "false"].contains(literal) else {
                    throw json.malformed(place, literal, "true or false")
                }
                isCaught = literal == "true"
            case "case": entry = try self.entry(&json)
            default: try json.skipValue()
            }
        }
        guard let name, let isCaught, var entry else {
            throw json.malformed(place, "a planted defect without its name, caught or case", "all three")
        }
        entry.defect = name
        if entry.verdict != .notApplicable || !isCaught { entry.verdict = isCaught ? .caught : .missed }
        return entry
    }

    private func entry(_ json: inout JSONReader) throws(WeightFileError) -> Baseline.Entry {
        var (claim, stream): (String?, String?)
        var shape: [Int]?
        var verdict: Baseline.Finding?
        var statistics: [Baseline.Figure] = []
        let place = json.offset()
        try json.object(comparing: ["claim", "shape", "verdict", "stream", "count", "closed_form", "observed", "tests"])
        {
            (json, key, offset) throws(WeightFileError) in
            switch key {
            case "claim": claim = try json.string()
            case "shape":
                var sizes: [Int] = []
                try json.array { json throws(WeightFileError) in sizes.append(try json.size()) }
                shape = sizes
            case "verdict":
                let text = try json.string()
                verdict = Verdict(rawValue: text).flatMap { Baseline.Finding(rawValue: $0.rawValue) }
                guard verdict != nil else {
                    throw json.malformed(
                        offset,
                        "the verdict '\(text)'",
                        "conforms, deviates, inconclusive, not_applicable"
                    )
                }
            case "stream": stream = try json.skipNull() ? nil : try json.string()
            case "count": statistics.append(Baseline.Figure(name: key, value: try scalar(&json)))
            case "closed_form", "observed": statistics += try figures(&json, of: key)
            case "tests":
                try json.array { json throws(WeightFileError) in statistics += try test(&json) }
            default: try json.skipValue()
            }
        }
        guard let claim, let shape, let verdict else {
            throw json.malformed(place, "a case without its claim, shape or verdict", "all three")
        }
        return Baseline.Entry(claim: claim, shape: shape, verdict: verdict, stream: stream, statistics: statistics)
    }

    /// The figures of a test without its adjusted p-value, which depends on all cases of the run.
    private func test(_ json: inout JSONReader) throws(WeightFileError) -> [Baseline.Figure] {
        var name = "?"
        let figures = try figures(&json, of: nil) { key, value in
            if key == "name" { name = value }
            return !["name", "adjusted_p_value"].contains(key)
        }
        return figures.map { Baseline.Figure(name: "\(name).\($0.name)", value: $0.value) }
    }

    /// The members of an object of scalars; empty for null.
    private func figures(
        _ json: inout JSONReader,
        of parent: String?,
        where isWanted: (_ key: String, _ value: String) -> Bool = { _, _ in true }
    ) throws(WeightFileError) -> [Baseline.Figure] {
        if try json.skipNull() { return [] }
        var figures: [Baseline.Figure] = []
        try json.object { (json, key, _) throws(WeightFileError) in
            let value = try scalar(&json)
            guard isWanted(key, value) else { return }
            figures.append(Baseline.Figure(name: (parent.map { "\($0)." } ?? "") + key, value: value))
        }
        return figures
    }

    /// A string, or a number with six significant digits as in the report; whole numbers keep all their digits.
    private func scalar(_ json: inout JSONReader) throws(WeightFileError) -> String {
        if json.isAtString() { return try json.string() }
        let text = try json.literal()
        guard text.contains(where: { ".eE".contains($0) }) else { return text }
        return Numerals.six(strtod(text, nil))
    }
}
