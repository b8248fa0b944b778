internal import Stats

extension Escalation {
    /// Decides the cases of a run, and draws suspicious ones again until all are decided or have no draws left.
    ///
    /// - Parameters:
    ///   - cases: the first draws; on return, the decided cases.
    ///   - decision: the levels.
    ///   - draw: draws cases again, each given by its index and the number of the draw.
    static func decide(
        _ cases: inout [Finding],
        _ decision: Decision,
        draw: ([(index: Int, stage: Int)]) async throws -> [Finding]
    ) async rethrows {
        while true {
            decision.decide(&cases)
            let newest = newestAlone(cases, decision)
            for index in cases.indices { cases[index].describeNewestDraw(as: newest[index]) }
            let again = cases.indices.filter { isSuspicious(cases[$0], newest[$0]) }.map { index in
                (index: index, stage: max(1, cases[index].stages.count))
            }.filter { $0.stage <= limit }
            if again.isEmpty { break }
            let drawn = try await draw(again)
            for (place, result) in zip(again, drawn) {
                cases[place.index].continued(by: result, at: place.stage, newest[place.index])
            }
        }
        // A case that has been cleared since is no longer inconclusive.
        decision.decide(&cases)
    }

    // MARK: - Implementation

    /// Whether a case must be drawn again, judging by its newest draw.
    private static func isSuspicious(_ result: Finding, _ newest: Finding) -> Bool {
        if result.verdict == .deviates { return false }
        if let last = result.stages.last, last.standing != .suspicious { return false }
        return newest.least.map { $0.p.value <= suspicion } ?? false
    }

    /// The cases as if the newest draw of each were its only one, with adjusted p-values.
    private static func newestAlone(_ cases: [Finding], _ decision: Decision) -> [Finding] {
        guard cases.contains(where: { !$0.stages.isEmpty }) else { return cases }
        var alone = cases
        decision.adjust(&alone, by: .newestDraw)
        return alone
    }
}

extension Finding {
    /// The smallest adjusted p-value and its test; nil where no test is rigorous.
    fileprivate var least: (test: TestKind, p: TailProbability)? {
        TestKind.allCases.compactMap { test in adjusted[test].map { (test: test, p: $0) } }.min { $0.p < $1.p }
    }

    /// Appends a further draw; the first draw becomes a stage, too.
    fileprivate mutating func continued(by result: Finding, at stage: Int, _ newest: Finding) {
        if stages.isEmpty {
            stages = [CaseStage(stage: 0, count: count, results: outcome?.results ?? [])]
            (stages[0].leastAdjusted, stages[0].test) = (newest.least?.p ?? .one, newest.least?.test)
        }
        stages.append(CaseStage(stage: stage, count: result.count, results: result.outcome?.results ?? []))
        count = result.count
        outcome = result.outcome
        source = result.source
    }

    /// States the newest draw's own result, and the standing of the case after it.
    fileprivate mutating func describeNewestDraw(as newest: Finding) {
        guard let last = stages.indices.last else { return }
        let isRejected = verdict == .deviates
        // Earlier decisions stand, unless a rejection elsewhere lowered the adjusted p-value of this case.
        guard isRejected || stages[last].standing == .suspicious else { return }
        let p = newest.least?.p ?? .one
        (stages[last].leastAdjusted, stages[last].test) = (p, newest.least?.test)
        stages[last].standing = isRejected ? .deviates : p.value <= Escalation.suspicion ? .suspicious : .cleared
    }
}
