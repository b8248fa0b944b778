import ArgumentParser
import Conformance
import Report
import RulesFile
import WeightFiles

struct DraftCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "draft",
        abstract: "Writes rules that the weights in files conform to, as a start for your own.",
        usage: "glorot draft <file> ... > rules.yaml",
        discussion: """
            Groups tensors by the ends of their names and turns numbers in names into {layer}. Each rule has the claim \
            that all its tensors conform to, in the words of the framework that the files are likely from. Comments \
            say what was seen, and what else would fit. A tensor that conforms to nothing glorot knows is skipped and \
            marked with an exclamation mark, here and on standard error. A tensor that still deviates from its rule, \
            such as a copy, is marked, too.

            A draft says what the weights are, not what they were meant to be: read it before you rely on it.

            EXAMPLES:
              glorot draft model.safetensors > rules.yaml
              glorot verify other-seed.safetensors --expect rules.yaml
            """
    )

    @OptionGroup var input: WeightFileArguments

    func run() async throws {
        try await ExitStatus.reporting {
            try input.checkDistinct()
            let (opened, unopened) = input.open()
            if let error = unopened.first { throw ExitCode(ExitStatus.of(error)) }
            let progress = ProgressLine("tensors")
            let first = await Draft.make(opened) { done, total in progress.show(done, of: total) }
            guard !first.rules.isEmpty else { throw UsageError("found no tensor, expected one to draft a rule for") }
            // The rules are read like any others, and tried on the files that they come from.
            let (draft, verification) = try await first.settled { draft in
                let text = YAMLDraft.render(draft, files: input.files)
                let expectations = try ExpectationsFile.parse(Array(text.utf8), path: "draft")
                return await Verification.run(opened, expecting: expectations)
            }
            for mark in YAMLDraft.marks(draft, verification) { Terminal.message("warning: \(mark)") }
            try Terminal.output(YAMLDraft.render(draft, files: input.files, verification: verification))
            if let status = ExitStatus.first(of: draft.unread.map { ExitStatus.of($0.error) }) {
                throw ExitCode(status)
            }
        }
    }
}
