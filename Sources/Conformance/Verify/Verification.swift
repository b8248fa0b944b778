internal import Stats
public import WeightFiles

/// A finished verification: every tensor of some files with what became of it.
public struct Verification: Sendable {
    /// The tensors, file by file, in the order of the files.
    public let cases: [TensorCase]

    /// Small tensors under one claim family, taken together, with a verdict of their own.
    public let pools: [PoolCase]

    /// Rules that match nothing, and what the files' readers note.
    public let warnings: [String]

    /// The family-wise rate of the verification.
    public let alpha: Double

    /// The relative error of scale that must be noticeable, or a tensor is inconclusive.
    public let resolvableScale: Double

    /// Small tensors of one claim family.
    public struct PoolCase: Sendable {
        /// The names of the tensors.
        public let tensors: [String]

        /// What was found.
        public let result: CaseResult
    }

    /// Number of tensors and pools that deviate.
    public var deviatingCount: Int { verdicts.count { $0 == .deviates } }

    /// Number of tensors that are inconclusive; those whose pool conforms or deviates count, too.
    public var inconclusiveCount: Int { verdicts.count { $0 == .inconclusive } }

    /// Verifies the tensors of open files.
    ///
    /// - Parameters:
    ///   - files: the files.
    ///   - expectations: what is expected of their tensors.
    ///   - alpha: the family-wise rate over all tensors, in 0..<1.
    ///   - resolvableScale: the relative error of scale that must be noticeable.
    ///   - progress: called after each tensor with the number of those done and of all.
    public static func run(
        _ files: [WeightFile],
        expecting expectations: Expectations,
        alpha: Double = ConformanceRun.standardAlpha,
        resolvableScale: Double = ConformanceRun.standardResolvableScale,
        progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) async -> Verification {
        let survey = Survey(files, expectations)
        var tested = await survey.test(progress: progress)
        let pools = survey.pools(tested)
        // A file that changed between two passes is no evidence of anything.
        survey.verifyUnchanged(&tested)
        var results = tested.compactMap(\.result) + pools.map(\.result)
        Decision(alpha: alpha, resolvableScale: resolvableScale).decide(&results)
        var next = 0
        let cases = tested.map { item in
            var tensor = item.tensor
            if item.result != nil {
                var result = results[next]
                // What is wrong among tensors explains more than the moments of one, where it is more than chance.
                let deviating = result.deviating(at: alpha)
                if let finding = item.finding, deviating.contains(.copies) || deviating.contains(.trailingZeros) {
                    result.cause = finding
                }
                tensor.disposition = .tested(result)
                next += 1
            }
            return tensor
        }
        return Verification(
            cases: cases,
            pools: zip(pools, results[next...]).map { PoolCase(tensors: $0.names, result: $1) },
            warnings: survey.warnings,
            alpha: alpha,
            resolvableScale: resolvableScale
        )
    }

    // MARK: - Implementation

    private var verdicts: [Verdict] { cases.compactMap(\.verdict) + pools.map(\.result.verdict) }
}
