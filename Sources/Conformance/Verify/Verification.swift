internal import Claims
internal import NumberTypes
internal import Stats
public import WeightFiles

/// A finished verification: every tensor of some files with its outcome.
public struct Verification: Sendable {
    /// The tensors, file by file, in the order of the files.
    public private(set) var cases: [TensorCase]

    /// Small tensors under one claim family, taken together, each pool with its own verdict.
    public private(set) var pools: [PoolCase]

    /// Rules that match nothing, and notes of the files' readers.
    public let warnings: [String]

    /// Why no tensor was looked at; nil if one was.
    public let emptiness: String?

    /// The family-wise rate of the verification.
    public let alpha: Double

    /// The relative error of scale that a tensor must be able to show, or it is inconclusive.
    public let resolvableScale: Double

    /// The data for pictures of deviating tensors, by their places among the cases; for no more than were asked for.
    public private(set) var evidence: [Int: TensorEvidence] = [:]

    /// Small tensors of one claim family.
    public struct PoolCase: Sendable {
        /// The names of the tensors.
        public let tensors: [String]

        /// What was found.
        public internal(set) var result: Finding
    }

    /// Number of tensors and pools that deviate.
    public var deviatingCount: Int { verdicts.count { $0 == .deviates } }

    /// Number of tensors that are inconclusive, including those whose pool conforms or deviates.
    public var inconclusiveCount: Int { verdicts.count { $0 == .inconclusive } }

    /// Whether the claims were not tested as asked for, whatever else was found: something could not be read, a claim
    /// does not fit, or there was nothing to test.
    public var hasErrors: Bool { emptiness != nil || cases.contains(where: \.isError) }

    /// Verifies the tensors of open files.
    ///
    /// - Parameters:
    ///   - files: the files.
    ///   - unopened: why other files could not be opened; each is a case of its own.
    ///   - expectations: what is expected of their tensors.
    ///   - alpha: the family-wise rate over all tensors, in 0..<1.
    ///   - resolvableScale: the relative error of scale that a tensor must be able to show.
    ///   - evidenceLimit: how many deviating tensors, from the first on, are read once more for their pictures.
    ///   - draw: what is said to have drawn the tensors, to the bit; nil to test their laws alone.
    ///   - progress: called after each tensor with the number done and the total.
    public static func run(
        _ files: [WeightFile],
        unopened: [WeightFileError] = [],
        expecting expectations: Expectations,
        alpha: Double = ConformanceRun.standardAlpha,
        resolvableScale: Double = ConformanceRun.standardResolvableScale,
        evidenceLimit: Int = 0,
        drawnBy draw: SeededDraw? = nil,
        progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) async -> Verification {
        let survey = Survey(files, expectations, Decision(alpha: alpha, resolvableScale: resolvableScale))
        let places = survey.askedFor
        let found = await survey.measure(places, progress: progress)
        var measured = [Measured?](repeating: nil, count: survey.items.count)
        for (place, one) in zip(places, found) { measured[place] = one }
        var verification = await judge(survey, measured, unopened: unopened, evidenceLimit: evidenceLimit)
        if let draw { verification.compare(survey, with: draw) }
        await verification.nameSeeds(survey)
        return verification
    }

    /// The verdicts on tensors that have been read.
    ///
    /// - Parameters:
    ///   - survey: the tensors and their rules.
    ///   - measured: what is kept of them, by their places; nil for those that no rule asks for.
    static func judge(
        _ survey: Survey,
        _ measured: [Measured?],
        unopened: [WeightFileError],
        evidenceLimit: Int
    ) async -> Verification {
        var tensors = survey.cases(measured)
        // A file that changed between two passes is evidence of nothing, here or in a pool.
        _ = survey.verifyUnchanged(&tensors)
        let decision = survey.decision
        let groups = survey.poolable(tensors)
        let family = tensors.count { $0.finding != nil } + groups.count
        let failed = decision.deviating(tensors.lazy.map(\.finding), among: family)
        var pools = survey.pools(groups, without: failed, &tensors)
        let changed = survey.verifyUnchanged(&tensors)
        pools.removeAll { !changed.isDisjoint(with: $0.names) }
        var results = SurveyedResults(tensors, pools.map(\.result))
        tensors = []
        decision.decide(&results, among: family)
        // Nobody else holds what is changed here.
        var cases = results.takeTensors()
        let diagnosed = await survey.diagnosed(cases, measured, results.places)
        for (place, finding) in diagnosed { cases[place].disposition = .tested(finding) }
        let isEmpty = !cases.contains(where: \.isAccountedFor)
        let hasEmpty = cases.contains { if case .empty = $0.disposition { true } else { false } }
        // A file that could not be opened is an error of its own.
        let emptiness =
            isEmpty && unopened.isEmpty ? emptiness(survey, hasEmpty: hasEmpty) : nil
        var verification = Verification(
            cases: unopened.isEmpty ? cases : cases + unopened.map { TensorCase(unopened: $0) },
            pools: zip(pools, results.pools).map { pool, result in
                PoolCase(tensors: pool.names, result: survey.diagnosed(result, of: pool.places, among: cases))
            },
            // If no rule found anything to test, that says it all.
            warnings: survey.notes + (isEmpty ? [] : survey.idleRules) + narrowLaws(cases),
            emptiness: emptiness,
            alpha: decision.alpha,
            resolvableScale: decision.resolvableScale
        )
        verification.evidence = survey.evidence(verification.cases, measured, limit: evidenceLimit)
        return verification
    }

    // MARK: - Implementation

    /// Compares the tensors that were tested with what a stream draws. A tensor that is not the stream's deviates.
    private mutating func compare(_ survey: Survey, with draw: SeededDraw) {
        let found = survey.comparisons(cases, with: draw)
        // If nothing could be compared, the call was wrong.
        let isIdle = found.allSatisfy { if case .undrawn = $0.comparison.outcome { true } else { false } }
        var proven: Set<String> = []
        for (place, comparison) in found {
            guard case .tested(var finding) = cases[place].disposition else { continue }
            finding.stream = comparison
            if case .different = comparison.outcome { finding.verdict = .deviates }
            // What a test of the law cannot tell from few values, the draw itself proves, unless they are so few that they
            // would be equal by chance.
            let isProven =
                comparison.isEqual
                && SeedMatch.isTelling(
                    count: finding.count,
                    finding.numberType,
                    tried: Double(draw.stream.goesOn ? survey.searchLength : 1)
                )
            if isProven { proven.insert(cases[place].label) }
            if isProven, finding.verdict == .inconclusive { finding.verdict = .conforms }
            cases[place].disposition = .tested(finding)
            if isIdle, case .undrawn(let reason) = comparison.outcome {
                cases[place].disposition = .unfit(reason: "stream \(draw.stream.rawValue): \(reason)")
            }
        }
        for index in pools.indices
        where pools[index].result.verdict == .inconclusive && proven.isSuperset(of: pools[index].tensors) {
            pools[index].result.verdict = .conforms
        }
    }

    /// The tensors that repeat another one's values or stream and whose seed is looked for: each takes some 50 ms.
    private static let seedLimit = 8

    /// Finds the seeds of tensors that repeat another one's values or stream: layers that share one are mended by it.
    private mutating func nameSeeds(_ survey: Survey) async {
        let finder = SeedFinder(search: .common)
        let places = cases.indices.filter { cases[$0].finding?.diagnosis.contains(where: \.isShared) == true }
        for place in places.prefix(Self.seedLimit) {
            guard case .tested(var finding) = cases[place].disposition, let hypothesis = finding.hypothesis,
                survey.items[place].part == nil, let reader = try? survey.items[place].reader()
            else { continue }
            // A stream that was stated and fits says it all.
            if finding.stream?.isEqual == true { continue }
            finding.seed = try? await finder.match(SeedFinder.Tensor(reader, [[hypothesis]]))
            cases[place].disposition = .tested(finding)
        }
    }

    /// Why no tensor was looked at: the patterns, and the names that are most like them.
    ///
    /// - Parameter hasEmpty: whether there were tensors without values.
    private static func emptiness(_ survey: Survey, hasEmpty: Bool) -> String {
        guard !survey.items.isEmpty else { return "found no tensor, expected one to test" }
        let rules = survey.expectations.rules.filter { !$0.isSkipped }
        let patterns = rules.prefix(3).map(\.names.pattern)
        // The beginning of a large checkpoint is enough to show what its names are like.
        let wanted = Array((patterns.first ?? "").utf8)
        let nearest = survey.labels.prefix(1000).map { name in
            (name: name, distance: EditDistance.between(wanted, name.utf8) ?? .max)
        }.enumerated().sorted { ($0.element.distance, $0.offset) < ($1.element.distance, $1.offset) }
        let names = nearest.prefix(3).map(\.element.name).joined(separator: ", ")
        let more = survey.items.count > 3 ? ", …" : ""
        let subject =
            if rules.isEmpty {
                "no rule tests a tensor"
            } else if hasEmpty {
                "the tensors that were asked for are empty"
            } else if rules.allSatisfy(\.isOfWeightsOnly) {
                "no tensor has floating-point numbers"
            } else {
                "no tensor to test matches " + patterns.joined(separator: ", ") + (rules.count > 3 ? ", …" : "")
            }
        return "\(subject); the files have \(names)\(more)"
    }

    /// Warnings of claims narrower than the spacing of their tensors' type. Each is checked once for each type, since a
    /// hundred thousand tensors may share it.
    private static func narrowLaws(_ cases: [TensorCase]) -> [String] {
        var told: Set<String> = []
        return cases.compactMap { tensor in
            guard let finding = tensor.finding, told.insert(finding.numberType.rawValue + " " + finding.claim).inserted,
                finding.law?.coarseSpacing(in: finding.numberType) != nil
            else { return nil }
            return
                "\(tensor.label): \(finding.claim) is narrower than the spacing of \(finding.numberType) there: "
                + "few values are left to tell it by"
        }
    }

    /// The verdicts on tensors and pools.
    var verdicts: [Verdict] { cases.compactMap(\.verdict) + pools.map(\.result.verdict) }
}
