internal import Claims
public import Conformance
internal import Stats

/// A finished verification as one self-contained HTML page: the verdict, the failures, with pictures of the first few,
/// and a row for each tensor.
public enum HTMLVerification {
    /// The largest number of deviating tensors that have pictures.
    public static let evidenceLimit = 8

    /// The document, ending in a line break.
    ///
    /// - Parameters:
    ///   - verification: the verification, with evidence for the pictures.
    ///   - arguments: the arguments of the command, without its own name; the page shows the command.
    ///   - limit: the largest number of rows of a table; tensors beyond it are counted, not listed.
    public static func render(_ verification: Verification, arguments: [String], limit: Int = 2000) -> String {
        let labels = verification.labels
        let sorted = verification.gravestFirst
        let failing = sorted.prefix { [.error, .unfit, .fails].contains(labels[$0]) }
        var blocks: [ReportBlock] = [.heading(1, "Verification of weights"), .paragraph(verdict(verification))]
        if !failing.isEmpty {
            blocks.append(.heading(2, "What fails"))
            blocks.append(.table(failures(verification, failing.prefix(limit))))
            for place in failing { blocks += evidence(verification, place, arguments) }
        }
        blocks += [.heading(2, "Every tensor"), .table(table(verification, sorted.prefix(limit)))]
        if sorted.count > limit { blocks.append(.paragraph("and \(Numerals.grouped(sorted.count - limit)) more.")) }
        let warnings = (verification.emptiness.map { [$0] } ?? []) + verification.warnings
        if !warnings.isEmpty { blocks += [.heading(2, "Warnings"), .list(warnings.map(\.asProse))] }
        blocks += [.heading(2, "How to read it"), .list(reading(verification))]
        blocks += [.heading(2, "Make it again"), .command(ShellWords.command("glorot", arguments))]
        var body = HTMLBody()
        body.add(blocks)
        return HTMLReport.document(title: "Verification of weights", body)
    }

    // MARK: - Implementation

    private static func verdict(_ verification: Verification) -> String {
        let word =
            if verification.deviatingCount > 0 {
                "Something deviates"
            } else if verification.hasErrors {
                "Not everything could be tested"
            } else if verification.inconclusiveCount > 0 {
                "Nothing deviates, something is inconclusive"
            } else {
                "Everything conforms"
            }
        return "**\(word)**: \(verification.summary())."
    }

    private static func table(_ verification: Verification, _ places: some Sequence<Int>) -> MarkdownTable {
        var table = MarkdownTable([
            ("verdict", .verdict), ("tensor", .code), ("shape", .left), ("claim", .code), ("claimed sd", .right),
            ("observed sd", .right), ("least adjusted p", .right), ("notices", .right), ("remark", .left),
        ])
        for place in places {
            let line = verification.line(at: place)
            let (claimed, observed) = deviations(verification.finding(at: place))
            table.append(
                [
                    word(line.verdict), line.name, line.shape, line.claim, claimed, observed, line.pValue,
                    line.noticed, line.remark,
                ].map(\.withoutControls)
            )
        }
        return table
    }

    /// The failures and their reasons, in short.
    private static func failures(_ verification: Verification, _ places: some Sequence<Int>) -> MarkdownTable {
        var table = MarkdownTable([
            ("verdict", .verdict), ("tensor", .code), ("what it is", .left), ("least adjusted p", .right),
        ])
        for place in places {
            let line = verification.line(at: place)
            // Its pictures, or its row in the table of all tensors, say the rest.
            let words = verification.finding(at: place)?.headline ?? line.remark
            table.append([word(line.verdict), line.name, words, line.pValue].map(\.withoutControls))
        }
        return table
    }

    /// The verdict as tables show it: failures in capitals.
    private static func word(_ label: VerificationLine.Label) -> String {
        [.error, .unfit].contains(label) ? label.rawValue.uppercased() : label.rawValue
    }

    private static func deviations(_ finding: Finding?) -> (claimed: String, observed: String) {
        guard let law = finding?.distribution, let outcome = finding?.outcome else { return ("–", "–") }
        let observed = outcome.variance.squareRoot()
        return (
            Numerals.format(law.standardDeviation, digits: 4),
            observed.isFinite ? Numerals.format(observed, digits: 4) : "–"
        )
    }

    /// What a tensor is claimed to be, what it is, and pictures that show it; empty for a tensor without evidence.
    private static func evidence(
        _ verification: Verification,
        _ place: Int,
        _ arguments: [String]
    ) -> [ReportBlock] {
        guard let evidence = verification.evidence[place], let finding = verification.finding(at: place) else {
            return []
        }
        let line = verification.line(at: place)
        let headline = finding.headline ?? "deviates"
        let (claimed, observed) = deviations(finding)
        let law = finding.law.map { ": \($0.words)" } ?? ""
        let name = "tensor-\(place + 1)"
        let histogram = HistogramFigure(finding, evidence)?.figure(
            name: "\(name)-cdf",
            title: headline,
            notes: ["Claimed, at \(Numerals.shape(finding.shape))\(law)."]
        )
        let figures =
            [histogram, MatrixFigure.figure(evidence.blocks, name: "\(name)-matrix")].compactMap { $0 }
            + (evidence.pairs.map { [PairFigure.figure($0, of: line.name, name: "\(name)-pairs")] } ?? [])
        return [
            .heading(3, "\(line.name.asProse): \(headline.asProse)"),
            .list(
                ["claimed: \(line.claim.asProse)\(law.asProse)", "shape: \(line.shape.asProse)"]
                    + (finding.law?.isStructured == true
                        ? [] : ["standard deviation: \(observed), claimed \(claimed)"])
                    + ["least adjusted p: \(line.pValue)"] + line.remarks.map(\.asProse)
            ),
            .figures(figures),
        ] + alone(verification, place, arguments)
    }

    /// The command that tests one tensor by itself, or together with the tensors that it shares values with; empty if
    /// the claim is about a part of it.
    ///
    /// - Parameter arguments: the arguments of the command that made the page; its options for reading and testing hold
    ///   here, too.
    private static func alone(_ verification: Verification, _ place: Int, _ arguments: [String]) -> [ReportBlock] {
        let tensor = verification.cases[place]
        guard verification.cases.count > 1, tensor.part == nil, let claim = tensor.claim else { return [] }
        let names = (tensor.finding?.diagnosis ?? []).compactMap { diagnosis -> String? in
            switch diagnosis {
            case .copy(let name), .beginning(let name), .sharedStream(let name, _, _): name
            default: nil
            }
        }
        let others = names.compactMap { name in
            verification.cases.first { $0.label == name && $0.part == nil && $0.claim == claim }
        }
        // A command has one claim for all its tensors: without the other tensors nothing would be found.
        guard others.count == names.count else { return [] }
        let tested = [tensor] + others
        var files: [String] = []
        for file in tested.map(\.file) where !files.contains(file) { files.append(file) }
        // A pattern needs names, and a file with one tensor may have none.
        let patterns = tested.contains { $0.tensor.isEmpty } ? [] : tested.map { ShellWords.pattern($0.tensor) }
        let command = ["verify"] + files + ["--as", claim] + stated(tensor) + patterns.flatMap { ["--tensor", $0] }
        return [
            .paragraph(others.isEmpty ? "This tensor alone:" : "These two alone:"),
            .command(
                ShellWords.command("glorot", command + kept(of: arguments) + levels(verification, besides: arguments))
            ),
        ]
    }

    /// The options for how bytes are read and at which level they are tested.
    private static func kept(of arguments: [String]) -> [String] {
        let names = ["--raw", "--alpha", "--resolve"]
        return arguments.indices.flatMap { place -> [String] in
            let word = arguments[place]
            if names.contains(where: { word.hasPrefix($0 + "=") }) { return [word] }
            return names.contains(word) ? Array(arguments[place...].prefix(2)) : []
        }
    }

    /// The levels that the command does not state, since they come from judged summaries.
    private static func levels(_ verification: Verification, besides arguments: [String]) -> [String] {
        let levels = [
            ("--alpha", verification.alpha, ConformanceRun.standardAlpha),
            ("--resolve", verification.resolvableScale, ConformanceRun.standardResolvableScale),
        ]
        return levels.flatMap { name, level, standard in
            level == standard || arguments.contains { $0.hasPrefix(name) } ? [] : [name, "\(level)"]
        }
    }

    /// The options for stated fans: those that differ from the claim's own for the shape.
    private static func stated(_ tensor: TensorCase) -> [String] {
        guard let finding = tensor.finding, let fans = finding.fans, let claim = finding.hypothesis?.claim,
            (try? claim.fans(of: finding.shape)) != fans
        else { return [] }
        return ["--fan-in", Numerals.whole(fans.fanIn), "--fan-out", Numerals.whole(fans.fanOut)]
    }

    private static func reading(_ verification: Verification) -> [String] {
        [
            "**FAIL**: a p-value, adjusted for all tests of all tensors (weighted Holm), is at most "
                + "\(Numerals.six(verification.alpha)). Correct tensors fail anywhere on the page with at most that "
                + "probability.",
            "**pass**: no test rejects. *notices* is the relative error of the scale that would have been found with "
                + "probability 0.999. **inconclusive**: an error of "
                + "\(Numerals.percent(verification.resolvableScale)) would have gone unnoticed.",
            "**The difference of the cdfs** is the share of the values up to each weight, minus the share that the claim "
                + "gives. For 99 of 100 sound tensors it stays in the grey band everywhere. Beyond the dashed lines the "
                + "tensor is rejected.",
            "**The tensor from afar** looks like noise for a sound draw. Stripes mean rows or columns that differ; "
                + "a repeating picture means equal shards.",
        ]
    }
}
