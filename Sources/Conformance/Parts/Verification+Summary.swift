extension Verification {
    /// The result of judging a summary.
    public enum Judgement: Sendable {
        /// The verdicts: those of `run`, except for p-values known only by bounds where a tensor was read in parts.
        case verdicts(Verification)

        /// Tensors that must be read once more; this many of them have no verdict otherwise.
        case wanted(WantedTensors, undecided: Int)
    }

    /// The verdicts on what was summarised.
    ///
    /// - Parameters:
    ///   - summary: the summary of all parts of the verification.
    ///   - path: the path of its file, for messages.
    ///   - expectations: what its rules say.
    ///   - isExact: whether every p-value must be exact, and every deviation explained.
    ///   - evidenceLimit: how many deviating tensors, from the first on, are shown in pictures.
    /// - Throws: `WeightFileError.format` if a tensor is missing, or a record is not what it should be.
    public static func judge(
        _ summary: VerificationSummary,
        path: String,
        expecting expectations: Expectations,
        isExact: Bool = false,
        evidenceLimit: Int = 0
    ) async throws -> Judgement {
        let judged = try Judged(summary, path: path, expecting: expectations)
        guard judged.incomparable.isEmpty else {
            let wanted = isExact ? (judged.incomparable + judged.divided).sorted() : judged.incomparable
            return .wanted(judged.list(wanted, of: summary), undecided: judged.incomparable.count)
        }
        let verification = await judged.verification(evidenceLimit: evidenceLimit)
        guard !judged.divided.isEmpty else { return .verdicts(verification) }
        let (undecided, all) = await judged.wanted(verification)
        let wanted = isExact ? all : undecided
        guard wanted.isEmpty else {
            return .wanted(judged.list(wanted, of: summary), undecided: undecided.count)
        }
        return .verdicts(verification)
    }
}
