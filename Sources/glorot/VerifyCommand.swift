import ArgumentParser
import Claims
import Conformance
import Report
import RulesFile
import WeightFiles

struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Tests weights in files against what their code claims to have drawn.",
        usage: """
            glorot verify <file> ... --as <claim> [--tensor <pattern>] ...
                          [--fan-in <n> --fan-out <n>] [--padding-idx <row>]
                          [<options>]
            glorot verify <file> ... --expect <file> [<options>]
            """,
        discussion: """
            Reads .npy, .npz, .safetensors, PyTorch's .pt, .pth, .bin and .ckpt (whose pickles are read, and never obeyed), \
            the index of a sharded checkpoint, the .metadata of a distributed one, the folder of a model, plain numbers as \
            text, and, with --raw, bare ones; - is text from standard input.

            Expectations are a YAML file of ordered rules. Each has tensors:, a pattern, and one of claim: (with fan_in: \
            and fan_out: where the shape does not tell, and padding_idx: for a row that is 0), parts: (claims about slices \
            such as "64:128"; the last may leave slice: out and speaks of the rest), skip: and same_as:; unmatched: skip \
            leaves out what no rule names.

            Limits: a claim of \(Numerals.grouped(ClaimParser.lengthLimit)) bytes, a pattern of \
            \(Numerals.grouped(Glob.lengthLimit)), a file of rules of \(Numerals.grouped(ExpectationsFile.sizeLimit)), \
            \(ExpectationsFile.partLimit) parts of a tensor; beyond them the status is 64. A tensor has \
            \(TensorInfo.axisLimit) axes, or the status is 65. The article on checkpoints has all limits.

            EXAMPLES:
              glorot verify w.npy --as 'torch.nn.init.xavier_uniform_(gain=5/3)'
              glorot verify layer.npy --as he_normal --fan-in 576 --fan-out 1152 --strict
              glorot verify model.safetensors --expect expectations.yaml --format markdown
              glorot verify w.npy --as he_normal --format html > w.html
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, markdown, json, junit, html
    }

    @OptionGroup var input: WeightFileArguments

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp("What the tensors claim to be, such as keras.HeNormal.", valueName: "claim"),
        completion: ClaimNames.completion
    )
    var claim: [String] = []

    @Option(
        help: ArgumentHelp(
            "The tensors that --as speaks of, a pattern such as '*.weight'; every floating-point one by default. May be repeated.",
            valueName: "pattern"
        )
    )
    var tensor: [String] = []

    @OptionGroup var fans: FanArguments

    @Option(
        // A number may be negative.
        parsing: .unconditional,
        help: ArgumentHelp(
            "The row that is 0, as an embedding's padding row is, beside --as; from the end where it is negative.",
            valueName: "row"
        )
    )
    var paddingIdx: Int?

    @Option(
        help: ArgumentHelp("A YAML file of rules: which tensors claim what.", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var expect: [String] = []

    @Option(help: "How to write it.")
    var format: Format = .text

    @Option(help: "The chance that any of correct tensors deviates, above 0 and below 1.")
    var alpha: Double = ConformanceRun.standardAlpha

    @Option(help: "The relative error of scale that must be noticeable, or a tensor is inconclusive.")
    var resolve: Double = ConformanceRun.standardResolvableScale

    @Flag(help: "Exit with status 2 where nothing deviates but something is inconclusive.")
    var strict = false

    @Flag(name: .shortAndLong, help: "List only what fails, without warnings; the summary stays.")
    var quiet = false

    func run() async throws {
        try await ExitStatus.reporting {
            guard !quiet || format == .text else {
                throw UsageError("--quiet: found it beside --format \(format.rawValue), expected it beside text")
            }
            let expectations = try expectations()
            try check()
            try input.checkDistinct()
            // Where some cannot be opened, the others are looked at all the same.
            let (opened, unopened) = input.open()
            let progress = ProgressLine("tensors")
            let verification = await Verification.run(
                opened,
                unopened: unopened,
                expecting: expectations,
                alpha: alpha,
                resolvableScale: resolve,
                evidenceLimit: format == .html ? HTMLVerification.evidenceLimit : 0
            ) { done, total in
                progress.show(done, of: total)
            }
            if format == .text, !quiet { verification.warnings.forEach { Terminal.message("warning: \($0)") } }
            if let emptiness = verification.emptiness { Terminal.message("Error: \(emptiness)") }
            // A reader of text has been told all; the other documents are whole in any case.
            if !opened.isEmpty || format != .text { try Terminal.output(rendered(verification)) }
            if let status = ExitStatus.of(verification, isStrict: strict) { throw ExitCode(status) }
        }
    }

    // MARK: - Implementation

    private func check() throws {
        try OptionCheck.alpha(alpha)
        guard resolve > 0 else { throw UsageError("--resolve: found \(resolve), expected a number above 0") }
    }

    private func expectations() throws -> Expectations {
        // The last of several would hold, and what the others speak of be untested.
        guard claim.count + expect.count == 1 else {
            let found =
                switch (claim.count, expect.count) {
                case (let count, 0): "--as \(count) times"
                case (0, let count): "--expect \(count) times"
                default: "both"
                }
            throw UsageError(
                claim.count + expect.count == 0
                    ? "found neither, expected --as CLAIM, such as --as keras.GlorotUniform, or --expect FILE; glorot "
                        + "identify tells what a file conforms to"
                    : "found \(found), expected either --as CLAIM or --expect FILE, once"
            )
        }
        if let path = expect.first {
            guard tensor.isEmpty, fans.isEmpty, paddingIdx == nil else {
                let options = "--tensor, --fan-in, --fan-out, --padding-idx"
                throw UsageError("\(options): found them beside --expect, expected them beside --as")
            }
            return try ExpectationsFile.read(path)
        }
        let claim = try Claim(claim[0])
        if let own = claim.paddingIndex, let paddingIdx, own != paddingIdx {
            throw UsageError("--padding-idx: found \(paddingIdx) beside padding_idx=\(own), expected one of them")
        }
        return Expectations(
            claim,
            fans: try fans.claimed(),
            padding: paddingIdx,
            of: try tensor.map { try Glob(checking: $0) }
        )
    }

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
