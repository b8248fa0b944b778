import ArgumentParser
import Claims
import Conformance
import RulesFile
import WeightFiles

/// What tensors claim to be, by one claim or by a file of rules, and the levels to test that at.
struct RuleArguments: ParsableArguments {
    @Option(
        name: .customLong("as"),
        help: ArgumentHelp("What the tensors claim to be, such as keras.HeNormal.", valueName: "claim"),
        completion: ClaimNames.completion
    )
    var claim: [String] = []

    @Option(
        help: ArgumentHelp(
            "A pattern of the tensors that --as is about, such as '*.weight'; all floating-point ones by default. May be repeated.",
            valueName: "pattern"
        )
    )
    var tensor: [String] = []

    @OptionGroup var fans: FanArguments

    @Option(
        // A number may be negative.
        parsing: .unconditional,
        help: ArgumentHelp(
            "With --as: the row that is 0, such as an embedding's padding row; a negative number counts from the end.",
            valueName: "row"
        )
    )
    var paddingIdx: Int?

    @Option(
        help: ArgumentHelp("A YAML file of rules: which tensors claim what.", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var expect: [String] = []

    @Option(help: "The probability of any false alarm in the run, above 0 and below 1.")
    var alpha: Double = ConformanceRun.standardAlpha

    @Option(
        help:
            "The smallest relative error of scale that must be noticeable; a tensor with too few values for it is inconclusive."
    )
    var resolve: Double = ConformanceRun.standardResolvableScale

    /// The claim or the rules, as they were written.
    func stated() throws -> StatedRules {
        // Otherwise the last of several would hold, and the others would be ignored.
        guard claim.count + expect.count == 1 else {
            let found =
                switch (claim.count, expect.count) {
                case (let count, 0): "--as \(count) times"
                case (0, let count): "--expect \(count) times"
                default: "both"
                }
            throw UsageError(
                claim.count + expect.count == 0
                    ? "found neither --as nor --expect, expected --as CLAIM, such as --as keras.GlorotUniform, or --expect FILE; glorot "
                        + "identify tells what a file conforms to"
                    : "found \(found), expected either --as CLAIM or --expect FILE, once"
            )
        }
        if let path = expect.first {
            guard tensor.isEmpty, fans.isEmpty, paddingIdx == nil else {
                let options = "--tensor, --fan-in, --fan-out, --padding-idx"
                throw UsageError("\(options): found them beside --expect, expected them beside --as")
            }
            return try ExpectationsFile.stated(path)
        }
        let claimed = try Claim(claim[0])
        if let own = claimed.paddingIndex, let paddingIdx, own != paddingIdx {
            throw UsageError("--padding-idx: found \(paddingIdx) beside padding_idx=\(own), expected one of them")
        }
        return .claim(claim[0], fans: try fans.claimed(), padding: paddingIdx, names: tensor)
    }

    /// Checks the levels.
    func checkLevels() throws {
        try OptionCheck.alpha(alpha)
        guard resolve > 0 else { throw UsageError("--resolve: found \(resolve), expected a number above 0") }
    }
}
