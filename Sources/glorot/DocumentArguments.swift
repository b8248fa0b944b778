import ArgumentParser
import Conformance
import Report

/// How to write a verification.
struct DocumentArguments: ParsableArguments {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, markdown, json, junit, html
    }

    @Option(help: "The output format.")
    var format: Format = .text

    @Flag(help: "Exit with status 2 if nothing deviates but something is inconclusive.")
    var strict = false

    @Flag(name: .shortAndLong, help: "List only failures, without warnings; the summary is still printed.")
    var quiet = false

    /// How many tensors are shown in pictures.
    var evidenceLimit: Int { format == .html ? HTMLVerification.evidenceLimit : 0 }

    /// Checks that the options fit together.
    func check() throws {
        guard !quiet || format == .text else {
            throw UsageError("--quiet: found it beside --format \(format.rawValue), expected it beside text")
        }
    }

    /// Writes the document, and ends with the verification's status.
    ///
    /// - Parameter hasFiles: whether a file could be opened.
    func tell(_ verification: Verification, hasFiles: Bool) throws {
        if format == .text, !quiet { verification.warnings.forEach { Terminal.message("warning: \($0)") } }
        if let emptiness = verification.emptiness { Terminal.message("Error: \(emptiness)") }
        // A reader of text has seen all messages; the other formats are complete documents in any case.
        if hasFiles || format != .text { try Terminal.output(rendered(verification)) }
        if let status = ExitStatus.of(verification, isStrict: strict) { throw ExitCode(status) }
    }

    // MARK: - Implementation

    private func rendered(_ verification: Verification) -> String {
        switch format {
        case .text:
            TextVerification.render(
                verification,
                isColoured: Terminal.isColoured,
                width: Terminal.width,
                isQuiet: quiet,
                isStrict: strict
            )
        case .markdown: MarkdownVerification.render(verification)
        case .json: JSONVerification.render(verification)
        case .junit: JUnitVerification.render(verification, isStrict: strict)
        case .html: HTMLVerification.render(verification, arguments: Array(CommandLine.arguments.dropFirst()))
        }
    }
}
