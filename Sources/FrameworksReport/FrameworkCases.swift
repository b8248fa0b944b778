internal import Report
internal import CMath
internal import Conformance

/// The cases of the packages: a row each on the first page, a row an initializer for limits and variances, and a page each.
enum FrameworkCases {
    typealias Case = FrameworksDocument.Case

    static func path(of package: FrameworksDocument.Package) -> String { "\(FrameworksPages.folder)/\(package.key)" }

    /// The table by package of the first page.
    static func table(_ document: FrameworksDocument) -> MarkdownTable {
        var table = MarkdownTable([
            ("verdict", .verdict), ("package", .left), ("versions", .left), ("claims", .right), ("cases", .right),
            ("conform", .right), ("inconclusive", .right), ("deviate", .right), ("least adjusted p", .right),
            ("scale error noticed", .right), ("details", .page),
        ])
        for package in document.packages {
            let passing = package.cases.count(where: \.isPassing)
            let scales = package.cases.filter { !isStructured($0) }.compactMap(\.noticed)
            table.append([
                label(passing == package.cases.count ? "conforms" : "deviates"),
                package.name,
                package.versions.joined(separator: ", "),
                String(Set(package.cases.map { scheme($0.call) }).count),
                String(package.cases.count),
                String(package.cases.count { $0.verdict == Verdict.conforms.rawValue }),
                String(package.cases.count { $0.verdict == Verdict.inconclusive.rawValue }),
                String(package.cases.count - passing),
                package.cases.compactMap(\.log10P).min().map(pValue) ?? "–",
                scales.max().map { "≥ \(Numerals.percent($0))" } ?? "–",
                path(of: package),
            ])
        }
        return table
    }

    /// A row for each claim: its first shape in float32, and the worst verdict of its cases.
    static func limits(_ document: FrameworksDocument) -> [ReportBlock] {
        let introduction = """
            A row a claim, at its first shape and seed, in float32; the verdict is the worst of all its cases. *Limit* is the \
            end of the support (∞ for a normal law that is not truncated), *largest* the largest magnitude drawn, *ratio* \
            the observed variance over the closed form's.
            """
        return [.paragraph(introduction)]
            + document.packages.flatMap { package -> [ReportBlock] in
                var table = MarkdownTable(titles(["verdict", "claim", "shape"] + figures))
                var rows: [String: [Case]] = [:]
                var order: [String] = []
                for item in package.cases {
                    let name = scheme(item.call)
                    if rows[name] == nil { order.append(name) }
                    rows[name, default: []].append(item)
                }
                for name in order {
                    let cases = rows[name] ?? []
                    guard let shown = cases.first(where: { $0.type == "float32" && isRandom($0) }) else { continue }
                    let worst =
                        cases.first { !$0.isPassing }
                        ?? cases.first { $0.verdict == Verdict.inconclusive.rawValue } ?? shown
                    table.append([label(worst.verdict), name, Numerals.shape(shown.shape)] + numbers(shown))
                }
                return table.isEmpty ? [] : [.heading(3, package.name), .table(table)]
            }
    }

    /// A page with all cases of a package.
    static func page(_ package: FrameworksDocument.Package) -> ReportPage {
        var table = MarkdownTable(
            titles(
                ["verdict", "claim", "type", "shape", "seed", "fan_in", "fan_out"] + figures
                    + ["least adjusted p", "stated in"]
            )
        )
        for item in package.cases {
            table.append(
                [
                    label(item.verdict), item.title, item.type, Numerals.shape(item.shape), String(item.seed),
                    six(item.fanIn), six(item.fanOut),
                ] + numbers(item) + [item.log10P.map(pValue) ?? "–", item.source.markdownText]
            )
        }
        let failing = package.cases.count { !$0.isPassing }
        let words = """
            \(package.versions.joined(separator: ", ")): \(Numerals.grouped(failing)) of \
            \(Numerals.counted(package.cases.count, "case")) deviate\(failing == 1 ? "s" : "").
            """
        return ReportPage(
            path: path(of: package),
            blocks: [
                .heading(1, "Details: \(package.name)"), .paragraph(back), .paragraph(words), .table(table),
            ]
        )
    }

    /// The way back to the first page.
    static let back = "[Back to the report](../frameworks.md)"

    /// A verdict as tables print it; what is no verdict on the values is one on the case.
    static func label(_ verdict: String) -> String {
        Verdict(rawValue: verdict)?.label ?? (verdict == "skipped" ? "skipped" : "FAIL: \(verdict)")
    }

    static func six(_ number: Double?) -> String {
        number.map { $0.isInfinite ? "∞" : Numerals.six($0) } ?? "–"
    }

    /// A variance over another.
    static func ratio(_ observed: Double?, _ variance: Double?) -> String {
        guard let observed, let variance, variance > 0 else { return "–" }
        return Numerals.six(observed / variance)
    }

    // MARK: - Implementation

    private static let figures = ["limit", "largest", "variance", "observed", "ratio"]

    private static func titles(_ names: [String]) -> [(title: String, column: MarkdownTable.Column)] {
        names.map { name in
            switch name {
            case "verdict": (name, .verdict)
            case "claim": (name, .code)
            case "type", "shape", "stated in": (name, .left)
            default: (name, .right)
            }
        }
    }

    private static func numbers(_ item: Case) -> [String] {
        [
            six(item.limit), six(item.largest), six(item.variance), six(item.observed),
            ratio(item.observed, item.variance),
        ]
    }

    /// Whether the law is no single value.
    private static func isRandom(_ item: Case) -> Bool { (item.variance ?? 0) > 0 }

    /// Whether the entries differ in law, so that an error of scale is another thing.
    private static func isStructured(_ item: Case) -> Bool {
        item.call.lowercased().contains("orthogonal") || item.call.contains("recurrent_kernel")
    }

    /// A claim without what only says its shape: fans and sizes of layers.
    private static func scheme(_ claim: String) -> String {
        for member in ["fan_in=", "hidden_size=", "in1_features="] where claim.contains("(\(member)") {
            return String(claim.prefix { $0 != "(" })
        }
        return claim
    }

    private static func pValue(_ log10: Double) -> String {
        log10 < -300 ? "< 1e-300" : Numerals.pValue(pow(10, log10), log10: log10)
    }
}
