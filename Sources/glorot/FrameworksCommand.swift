import ArgumentParser
import FrameworksReport
import Report
import WeightFiles

/// Writes the pages of the frameworks' report. `Scripts/frameworks` makes the document and calls this.
struct FrameworksCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "frameworks",
        abstract: "Writes the report of what frameworks draw from the document that Scripts/frameworks makes.",
        shouldDisplay: false
    )

    @Argument(help: "The document, such as reports/frameworks.json.", completion: .file(extensions: ["json"]))
    var document: String

    @Option(help: "The folder that the pages are written to.", completion: .directory)
    var output: String

    func run() async throws {
        try await ExitStatus.reporting {
            let pages = FrameworksPages.pages(try FrameworksDocument.read(document))
            try createFolder("\(output)/\(FrameworksPages.folder)")
            // The first page comes last: while it stands, what it leads to is whole.
            try place(pages.reversed()[...])
            Terminal.message("wrote \(output)/\(pages[0].path)")
        }
    }

    // MARK: - Implementation

    /// Stages all pages, then puts them in their places: one that cannot be written leaves the old report whole.
    private func place(_ pages: ArraySlice<(path: String, text: String)>) throws {
        guard let page = pages.last else { return }
        var file = try StagedFile(path: "\(output)/\(page.path)")
        try file.write(page.text.utf8)
        try file.finish()
        try place(pages.dropLast())
        try file.commit()
    }
}
