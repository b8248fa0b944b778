extension Verification {
    /// What was made of a summary.
    public enum Judgement: Sendable {
        /// The verdicts: those of `run`, but for p-values that are known by bounds where a tensor was read in parts.
        case verdicts(Verification)

        /// Tensors are to be read once more, of which so many have no verdict else.
        case wanted(WantedTensors, undecided: Int)
    }

    /// The verdicts on what was summarised.
    ///
    /// - Parameters:
    ///   - summary: of all parts of the verification.
    ///   - path: of its file, for messages.
    ///   - expectations: what its rules say.
    ///   - isExact: whether every p-value is to be exact, and every deviation explained.
    ///   - evidenceLimit: how many tensors that deviate are shown in pictures; the first ones.
    /// - Throws: `WeightFileError.format` where a tensor is missing, or a record is not what it should be.
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
