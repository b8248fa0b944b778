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
                          [--stream <stream> --seed <seed>] [<options>]
            glorot verify <file> ... --expect <file> [<options>]
            """,
        discussion: """
            Reads .npy, .npz, .safetensors, PyTorch's .pt, .pth, .bin and .ckpt (pickles are parsed, never executed), \
            Keras' .h5 and .keras, .gguf, Flax' .msgpack, Equinox' .eqx, the index of a sharded checkpoint, the \
            .metadata of a distributed one, the folder of a model, plain numbers as text, and, with --raw, bare ones. \
            Standard input, -, may be text or any format that its first bytes tell.

            --expect reads a YAML file of ordered rules; the first that matches a tensor holds. Each has tensors:, a \
            pattern, and one of claim: (with fan_in: and fan_out: if the shape does not tell, and padding_idx: for a \
            row that is 0), parts: (claims about slices such as "64:128"; the last may leave out slice: and is about \
            the rest), skip:, same_as: and trainable:. unmatched: skip skips tensors that no rule matches. pieces: is \
            the axis along which tensors of one name in several files are one.

            With --stream and --seed, each tensor must also be what that framework draws after that seed was set: equal \
            to the bit, or within the units in the last place that the article on streams states. A generator that \
            goes on is searched for the place where a tensor was drawn.

            Limits: \(Numerals.grouped(ClaimParser.lengthLimit)) bytes of a claim, \
            \(Numerals.grouped(Glob.lengthLimit)) of a pattern, \(Numerals.grouped(ExpectationsFile.sizeLimit)) of a \
            file of rules, \(ExpectationsFile.partLimit) parts of a tensor; beyond them the status is 64. A tensor of \
            more than \(TensorInfo.axisLimit) axes has status 65. The article on checkpoints lists all limits.

            EXAMPLES:
              glorot verify w.npy --as 'torch.nn.init.xavier_uniform_(gain=5/3)'
              glorot verify layer.npy --as he_normal --fan-in 576 --fan-out 1152 --strict
              glorot verify model.safetensors --expect expectations.yaml --format markdown
              glorot verify w.npy --as he_normal --format html > w.html
              glorot verify w.npy --as torch.nn.Linear.weight --stream torch --seed 1
            """
    )

    @OptionGroup var input: WeightFileArguments

    @OptionGroup var rules: RuleArguments

    @Option(help: "The framework whose generator drew the tensors; with --seed.")
    var stream: FrameworkStream?

    @Option(help: "With --stream: the seed that was set.")
    var seed: UInt64?

    @OptionGroup var document: DocumentArguments

    func run() async throws {
        try await ExitStatus.reporting {
            try document.check()
            let draw = try SeededDraw(stated: stream, seed)
            let expectations = try Expectations(rules.stated())
            try rules.checkLevels()
            try input.checkDistinct()
            // If some cannot be opened, the others are still looked at.
            let (opened, unopened) = input.open()
            let progress = ProgressLine("tensors")
            let verification = await Verification.run(
                opened,
                unopened: unopened,
                expecting: expectations,
                alpha: rules.alpha,
                resolvableScale: rules.resolve,
                evidenceLimit: document.evidenceLimit,
                drawnBy: draw
            ) { done, total in
                progress.show(done, of: total)
            }
            try document.tell(verification, hasFiles: !opened.isEmpty)
        }
    }
}
